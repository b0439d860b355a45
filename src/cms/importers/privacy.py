"""Invitations, private mailboxes and secrets in a body → the body without them, saying that something was there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_LINK = re.compile(r"!?\[([^\[\]]*)\]\(\s*<?[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*>?(?:\s+\"[^\"]*\")?\s*\)")
_ADDRESS = re.compile(r"(?i)\b(?:https?://|mailto:|www\.)|@")

_WORDS = {
    "fr": {"lint/invitation": "(invitation retirée)", "lint/private-mailbox": "(adresse retirée)", "": "(retiré)"},
    "en": {"lint/invitation": "(invitation removed)", "lint/private-mailbox": "(address removed)", "": "(removed)"},
}


class Private(NamedTuple):
    """Something private between two offsets of a text, and the rule that found it."""

    start: int
    end: int
    rule: str


def without_private(text: str, found: Iterable[Private], lang: str) -> str:
    """The text without these: a link that led there is its text, anything else a word in its place."""
    words = _WORDS.get(lang.partition("-")[0], _WORDS["en"])
    links = list(_LINK.finditer(text))
    edits: dict[tuple[int, int], str] = {}
    for start, end, rule in found:
        word = words.get(rule, words[""])
        link = next((link for link in links if link.start() <= start and end <= link.end()), None)
        if link is not None:
            edits[link.span()] = word if _ADDRESS.search(link[1]) or not link[1].strip() else link[1]
        else:
            edits[_whole(text, start, end)] = word
    at, pieces = 0, []
    for (start, end), word in sorted(edits.items()):
        if start >= at:
            pieces += [text[at:start], word]
            at = end
    return "".join([*pieces, text[at:]])


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The place with the scheme and the angle brackets around it."""
    line = text.rfind("\n", 0, start) + 1
    before = re.search(r"<?(?:https?://|mailto:)?$", text[line:start])
    first = line + before.start() if before else start
    behind = re.match(r"[^\s<>()\[\]\"']*", text[end:])
    last = end + behind.end() if behind and text[end : end + 1] in {"/", "?", "&", "="} else end
    return first, last + (text[first : first + 1] == "<" and text[last : last + 1] == ">")
