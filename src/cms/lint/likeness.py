"""A field's name and another → whether it may be that one, written in another way or with a slip."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, TypeAlias

from cms.closest import distance

_PARTS = r"[-_\s]+|(?<=[a-z0-9à-ÿ])(?=[A-Z])"
_SHORTEST = 3
_SHORT = 4
_LONG = 8


Likeness: TypeAlias = Literal["form", "plural", "slip"]


def likeness(name: str, meant: str) -> Likeness | None:
    """`form` where only capitals, accents, hyphens and underscores differ; else how one of their words differs.

    More must agree than where a schema refuses a name: this one may be right.
    """
    if _plain(name) == _plain(meant):
        return "form"
    words = zip(*(map(_plain, re.split(_PARTS, each)) for each in (name, meant)), strict=False)
    apart = [(one, other) for one, other in words if one != other]
    if len(re.split(_PARTS, name)) != len(re.split(_PARTS, meant)) or len(apart) != 1:
        return None
    short, long = sorted(apart[0], key=len)
    if len(short) >= _SHORTEST and long in {f"{short}s", f"{short.removesuffix('y')}ies"}:
        return "plural"
    return "slip" if _is_slip(short, long) else None


def _plain(name: str) -> str:
    """A name without what may be written in several ways."""
    letters = [char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char)]
    return re.sub(r"[-_\s]", "", "".join(letters)).casefold()


def _is_slip(short: str, long: str) -> bool:
    """Whether a word is another with a slip, and not with another number behind it."""
    if len(short) < _SHORTEST or re.sub(r"\d", "", short) == re.sub(r"\d", "", long):
        return False
    if sorted(short) != sorted(long) and (short[0] != long[0] or _may_be_two_words(short, long)):
        return False
    return distance(short, long, 1 if len(long) < _LONG else 2) is not None


def _may_be_two_words(one: str, other: str) -> bool:
    """Whether both may be right: short ones of one length, or with another last letter: publisher, published."""
    return len(one) == len(other) and (len(one) <= _SHORT or one[:-1] == other[:-1])
