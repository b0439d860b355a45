"""Raw HTML of a body, piece by piece → the tags that are lost by dropping it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)[^<>]*>", re.IGNORECASE)
_NAME = re.compile(r"</?([a-z][a-z0-9-]*|[?!](?:--|\[CDATA\[|[a-z]*))", re.IGNORECASE)
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


def what_is_lost(pieces: Iterable[str]) -> Iterator[str]:
    """For each piece the name of its first tag, in lower case; empty where nothing is lost.

    Comments are no loss, and neither are the closing tags of what was opened before. Text inside a piece is: a block
    that begins with a tag goes as a whole.
    """
    opened: Counter[str] = Counter()
    for piece in pieces:
        bare = _COMMENT.sub("", piece)
        lost = _TAG.sub("", bare).strip() != ""
        for closing, written in _TAG.findall(bare):
            name = written.lower()
            if closing and opened[name]:
                opened[name] -= 1
                continue
            lost = True
            if not closing and name not in _VOID:
                opened[name] += 1
        yield _first_name(bare if _NAME.search(bare) else piece) if lost else ""


def _first_name(html: str) -> str:
    match = _NAME.search(html)
    return match[1].lower() if match else "html"
