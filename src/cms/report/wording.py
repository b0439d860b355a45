"""A diagnostic or an error of the set-up → its message and help in a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cms.model import CmsError, Diagnostic, Json
from cms.report.facts import case_of, facts
from cms.report.template import fill
from cms.report.words import Messages, Template, Words, messages_of, words_of


class Wording(NamedTuple):
    """What is wrong, and what to do about it."""

    message: str
    help: str | None


def word(diagnostic: Diagnostic, lang: str) -> Wording:
    """A diagnostic's message and help; what has no words of its own gets general ones, so this never fails."""
    words = words_of(lang)
    values = facts(diagnostic, words)
    return _word(diagnostic.rule, (case_of(diagnostic), diagnostic.case, ""), values, lang)


def word_error(error: CmsError, lang: str) -> str:
    """What is wrong with the use or the set-up, and what to do about it, on one line."""
    words = words_of(lang)
    case = str(error.values.get("case", ""))
    finer = f"{case}-{error.values.get('reason', error.values.get('preview'))}"
    found = _word(error.rule, (finer, case, ""), {"rule": error.rule, **error.values}, lang)
    return found.message + words.typeset(words.and_then) + found.help if found.help else found.message


def _word(rule: str, cases: tuple[str, ...], values: Mapping[str, Json], lang: str) -> Wording:
    words = words_of(lang)
    family = rule.partition("/")[0]
    message = None
    advice = None
    for template, help_template in _candidates(messages_of(lang, family), rule, family, cases):
        message = fill(template, values, words)
        if message is not None:
            advice = help_template
            break
    return Wording(message or _general(values, words), _advice(advice, values, words))


def _candidates(
    messages: Messages, rule: str, family: str, cases: tuple[str, ...]
) -> Iterator[tuple[Template, Template | None]]:
    for key in (*((rule, case) for case in cases), (family, "")):
        if key in messages:
            yield messages[key]


def _advice(template: Template | None, values: Mapping[str, Json], words: Words) -> str | None:
    """The help; a suggestion takes its place, unless it makes use of the suggestion itself."""
    if values.get("suggestion") and "{suggestion" not in str(template):
        return fill(words.suggestion, values, words)
    return None if template is None else fill(template, values, words)


def _general(values: Mapping[str, Json], words: Words) -> str:
    return fill(words.generic, values, words) or str(values["rule"])
