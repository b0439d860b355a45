"""Our sentences → GitHub's Markdown that shows them as they are, whatever content they quote."""

from __future__ import annotations

import re
from html import escape

from cms.report.columns import visible

_CODE = re.compile(r"`` (.*?) ``|`([^`]*)`")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_ENTITIES = "&<>\"'"


def plain(text: str) -> str:
    """The text, with every punctuation mark escaped: none begins markup, a link, a mention or a cell of a table."""
    return _PUNCTUATION.sub(_escaped, visible(text))


def _escaped(match: re.Match[str]) -> str:
    mark = match[0]
    if mark in _ENTITIES:
        return escape(mark)
    return "&#64;" if mark == "@" else f"\\{mark}"


def code(text: str) -> str:
    """The text as code, escaped likewise: a pair of backticks would end at one in the text."""
    return f"<code>{plain(text)}</code>"


def marked(sentence: str) -> str:
    """A sentence of ours, with what stands between backticks as code."""
    parts = []
    end = 0
    for match in _CODE.finditer(sentence):
        parts += [plain(sentence[end : match.start()]), code(match[1] if match[1] is not None else match[2])]
        end = match.end()
    return "".join([*parts, plain(sentence[end:])])
