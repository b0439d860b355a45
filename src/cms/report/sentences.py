"""A diagnostic → all that is to be said of it, in plain sentences."""

from __future__ import annotations

from cms.model import Diagnostic
from cms.report.text import notes
from cms.report.wording import word
from cms.report.words import words_of


def sentences(diagnostic: Diagnostic, lang: str) -> list[str]:
    """The message, the related places, and the help behind its label: a line each."""
    words = words_of(lang)
    wording = word(diagnostic, lang)
    lines = [wording.message, *notes(diagnostic, wording.message, words)]
    if wording.help:
        lines.append(words.typeset(words.help) + wording.help)
    return lines


def one_line(diagnostic: Diagnostic, lang: str) -> str:
    """The message and the help on one line."""
    wording = word(diagnostic, lang)
    if not wording.help:
        return wording.message
    words = words_of(lang)
    return wording.message + words.typeset(words.and_then) + wording.help
