"""A text that libyaml refuses to one problem: what its author has most likely done, and where they would look for it.

libyaml says where it lost its way, which is often lines below the slip. So the text is read again up to there, and what
was understood last tells the slips apart: a quote that isn't closed, a colon in a sentence, a line that stands askew.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from yaml import MarkedYAMLError, YAMLError
from yaml._yaml import CParser

from cms.parse.reading import Problem, shortened, too_deep
from cms.parse.text import unfit
from cms.parse.yaml_layout import (
    Event,
    Failure,
    colon,
    in_brackets,
    no_colon,
    no_value,
    second_root,
    slip,
    tab,
    unclosed_quote,
    unexpected,
)

_PAIR = re.compile(r"([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_HALF = re.compile(r"(?:(?<=U)0000)?([dD][89a-fA-F][0-9a-fA-F]{2})")
_TAG = re.compile(r"![^\s,\[\]{}]*+")


def explain(text: str, readable: str) -> Problem:
    """The problem of a text, which libyaml refuses in the form `readable`, of the same length."""
    events: list[Event] = []
    try:
        next_event = CParser(readable).get_event
        while (event := next_event()) is not None:
            events.append(event)
    except MarkedYAMLError as error:
        at = error.problem_mark.index if error.problem_mark else 0
        start = error.context_mark.index if error.context_mark else at
        what = _BY_CONTEXT.get(error.context or "") or _BY_PROBLEM.get(error.problem or "") or _other
        return what(Failure(text, events, min(at, len(text)), min(start, len(text))))
    except YAMLError:
        pass
    return _other(Failure(text, events, 0, 0))


def _other(failure: Failure) -> Problem:
    return slip("other", failure.at, min(failure.at + 1, len(failure.text)))


def _depth(failure: Failure) -> Problem:
    """Newer releases of libyaml themselves stop at a depth that no file may have."""
    return too_deep(failure.at).problem


def _character(failure: Failure) -> Problem:
    if failure.character == "\t":
        return tab(failure.text, failure.at)
    return slip("character", failure.at, failure.at + 1, character=failure.character)


def _tab(failure: Failure) -> Problem:
    return tab(failure.text, failure.at)


def _directive(failure: Failure) -> Problem:
    return _character(failure._replace(at=failure.start))


def _tag(failure: Failure) -> Problem:
    tag = _TAG.search(failure.text, failure.start)
    start, end = tag.span() if tag else (failure.start, failure.start + 1)
    return Problem("parse/tag", start, end, "", {"tag": shortened(failure.text[start:end])})


def _anchor(failure: Failure) -> Problem:
    return slip("alias", failure.start, failure.start + 1, character=failure.text[failure.start : failure.start + 1])


def _dash(failure: Failure) -> Problem:
    return slip("dash", failure.at, failure.at + 1)


def _block_text(failure: Failure) -> Problem:
    """Text behind the `|` or `>` that begins a block of lines."""
    if failure.character == "\t":
        return tab(failure.text, failure.at)
    sign = failure.text[failure.start : failure.start + 1]
    return slip("block-text", failure.start, failure.start + 1, character=sign)


def _escape(failure: Failure) -> Problem:
    start = failure.text.rfind("\\", 0, failure.at + 1)
    return slip("escape", start, start + 2, escape=failure.text[start : start + 2])


def _surrogate(failure: Failure) -> Problem:
    """An escape sequence of no character: half of a pair, a pair as JSON has them (not YAML), or beyond Unicode."""
    text, at = failure.text, failure.at
    pair = _PAIR.match(text, at)
    if pair is not None:
        halves = chr(int(pair[1], 16)) + chr(int(pair[2], 16))
        whole = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        return Problem("parse/character", at - 2, pair.end(), "pair", {"character": whole})
    half = _HALF.match(text, at)
    return _escape(failure) if half is None else unfit(chr(int(half[1], 16)), at - 2, half.end())


_BY_CONTEXT: dict[str, Callable[[Failure], Problem]] = {
    "while increasing block level": _depth,
    "while increasing flow level": _depth,
    "while parsing a tag": _tag,
    "while scanning a %TAG directive": _directive,
    "while scanning a %YAML directive": _directive,
    "while scanning a block scalar": _block_text,
    "while scanning a directive": _directive,
    "while scanning a tag": _tag,
    "while scanning an alias": _anchor,
    "while scanning an anchor": _anchor,
}
_BY_PROBLEM: dict[str, Callable[[Failure], Problem]] = {
    "block sequence entries are not allowed in this context": _dash,
    "could not find expected ':'": no_colon,
    "did not find expected ',' or ']'": in_brackets,
    "did not find expected ',' or '}'": in_brackets,
    "did not find expected '-' indicator": unexpected,
    "did not find expected <document start>": second_root,
    "did not find expected hexdecimal number": _escape,
    "did not find expected key": unexpected,
    "did not find expected node content": no_value,
    "found a tab character that violates indentation": _tab,
    "found character that cannot start any token": _character,
    "found duplicate %TAG directive": _character,
    "found duplicate %YAML directive": _character,
    "found incompatible YAML document": _character,
    "found invalid Unicode character escape code": _surrogate,
    "found undefined tag handle": _tag,
    "found unexpected ':'": colon,
    "found unexpected document indicator": unclosed_quote,
    "found unexpected end of stream": unclosed_quote,
    "found unknown escape character": _escape,
    "mapping keys are not allowed in this context": _character,
    "mapping values are not allowed in this context": colon,
}
