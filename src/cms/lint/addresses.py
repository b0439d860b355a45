"""Web addresses in a file, as the rules for them see them: what one looks like, where it stands, who is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from cms.lint.checkable import Checkable
from cms.model import Json, Steps

ADDRESS = r"https?://[^\s<>\"'`\\{}|\[\]«»“”]+"
"""An address with what may follow it: `trimmed` says how far it goes."""


class Mention(NamedTuple):
    """An address, or another text, at two offsets of a file; `at` is the way to the value that it is part of."""

    start: int
    end: int
    text: str
    at: Steps = ()


def mentions(file: Checkable, is_wanted: Callable[[str], object]) -> Iterator[Mention]:
    """The addresses of some kind that are published, in order: those of values and of prose, none in code or HTML."""
    for match in re.finditer(ADDRESS, file.text):
        url = trimmed(match[0])
        if is_wanted(url):
            at = place(file, match.start())
            if at is not None:
                yield Mention(match.start(), match.start() + len(url), url, at)


def grouped(found: Iterator[Mention], key: Callable[[str], str]) -> Sequence[tuple[str, list[Mention]]]:
    """What has the same key, in the order of the first of each."""
    groups: dict[str, list[Mention]] = {}
    for mention in found:
        groups.setdefault(key(mention.text), []).append(mention)
    return list(groups.items())


def others(places: Sequence[Mention]) -> tuple[tuple[int, int], ...]:
    """All places but the first."""
    return tuple([(each.start, each.end) for each in places[1:]])


def trimmed(text: str) -> str:
    """An address without the punctuation of the sentence, or the bracket of the link, that ends it."""
    depth = 0
    if ")" in text:
        for number, character in enumerate(text):
            depth += (character == "(") - (character == ")")
            if depth < 0:
                text = text[:number]
                break
    return text.rstrip(".,;:!?*_~’…")


def place(file: Checkable, offset: int) -> Steps | None:
    """The way to the value that is written at an offset, () in prose; None in code, HTML, comments and names."""
    if offset >= file.start:
        return None if file.is_code(offset) else ()
    return file.text_at(offset)


def host(url: str) -> str:
    """The host of an address, in lower case, without user and port."""
    name = re.split(r"[/?#]", bare(url), maxsplit=1)[0].rpartition("@")[2]
    return name.partition(":")[0].lower()


def bare(url: str) -> str:
    """An address without `https://`."""
    return url.partition("://")[2]


def is_allowed(url: str, allow: Json) -> bool:
    """Whether an address is at one of these hosts, or below one, or starts as one of these does."""
    name, rest = host(url), bare(url)
    for entry in allow:
        wanted = entry.rpartition("://")[2]
        if rest.startswith(wanted) if "/" in wanted else f".{name}".endswith(f".{wanted.lower()}"):
            return True
    return False
