"""Two marks of emphasis that readers see → whether they were meant for emphasis, and what makes some of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from cms.lint.markings import Run
from cms.lint.rule import Edit

_STOPS = ".,;:!?…"
_OPENING = "([«“\"'’-—/"  # a space behind these would be one too many
_CLOSING = ".,)]…”"  # and one before these
_ENDS = "!?;:,…»”"  # a letter never follows these without a space
_BREAK = r"\A\s*\n|\n[\s>]*\Z"
_NAMES = r"__(?:dirname|filename|proto|typename|schema|init|name|main|file|all)"


class Pair(NamedTuple):
    """Two runs: what stands between them, and the characters (none at the ends of the block) on their outer sides."""

    first: Run
    second: Run
    inner: str
    before: str
    after: str


def pair_of(text: str, first: Run, second: Run) -> Pair:
    """Two runs of one block with what is around them in a file's text."""
    _, start, end = first.around[0]
    before = text[max(start, first.start - 1) : first.start]
    after = text[second.end : min(end, second.end + 1)]
    return Pair(first, second, text[first.end : second.start], before, after)


_BEFORE_WORDS = ("", *"([{«“\"'’")


# --- Which pairs are meant for emphasis ------------------------------------------------------------------------------


def what_is_wrong(pair: Pair) -> str | None:
    """What keeps a pair from being emphasis, as a case of the rule; None where it may be meant for something else."""
    inner = pair.inner
    words = inner.strip()
    if pair.first.mark not in _IS_MEANT or not words or re.search(_BREAK, inner) or "/" in (words[0], words[-1]):
        return None
    if not words.strip(_STOPS):
        is_meant = inner == words and (pair.before.isalnum() or pair.before in set(")»*")) and not pair.after.isalnum()
        return "punctuation" if is_meant and pair.before else None
    if not _IS_MEANT[pair.first.mark](pair):
        return None
    if inner != words:
        return ""
    return "glued" if _is_glued_before(pair) or _is_glued_behind(pair) else None


def _is_bold(pair: Pair) -> bool:
    """Whether a pair is neither two notes (`price** and costs**`), nor a calculation, nor a pattern of file names."""
    inner, before, after = pair.inner, pair.before, pair.after
    if inner[0].isspace():
        if not (before.isalnum() or before.isspace() or before in _BEFORE_WORDS) or inner.strip()[0] in ":;,.!?":
            return False  # a note behind a sign, such as `5 €** and 6 €**`
        if before.isalnum() and after in (" ", "") and inner.strip()[0].isupper() and not inner[-1].isspace():
            return True  # no note stands before a name
        is_even = inner[-1].isspace() or not before.isalnum()
        is_even = is_even and not (inner[-1].isspace() and before.isalnum() != after.isalnum())
        return is_even and len(inner.strip()) > 1 and not inner.strip()[0].isdecimal()
    return "/" not in (before, after)


def _is_bold_of_underscores(pair: Pair) -> bool:
    return not (pair.before.isalnum() or re.match(_NAMES, f"__{pair.inner}")) and (
        pair.inner[0].isspace() != pair.inner[-1].isspace()
    )


def _is_italic(pair: Pair) -> bool:
    """Whether a pair of single asterisks is surely no two notes, no pattern of file names and no product."""
    inner, before, after = pair.inner, pair.before, pair.after
    if "\n" in inner or inner[0].isspace():
        return False
    if not inner[-1].isspace():
        opens = inner[0].isalpha() or inner[0] in "«“"
        return opens and inner[-1] in _ENDS + ".)" and not before.isalnum() and after.isalpha()
    is_note = not before and after.isupper()
    last = inner.rstrip()[-1]
    return (
        inner[0].isalpha()
        and after.isalpha()
        and not before.isalnum()
        and (last.isalnum() or last == "»")
        and not is_note
    )


_IS_MEANT: Mapping[str, Callable[[Pair], bool]] = {
    "**": _is_bold,
    "***": _is_bold,
    "__": _is_bold_of_underscores,
    "*": _is_italic,
}


def _is_glued_before(pair: Pair) -> bool:
    return pair.before.isalnum() and not pair.inner[0].isalnum() and pair.inner[0] not in ")]}.,"


def _is_glued_behind(pair: Pair) -> bool:
    return pair.after.isalnum() and not pair.inner[-1].isalnum() and pair.inner[-1] not in "([{"


# --- How they are mended ---------------------------------------------------------------------------------------------


def _without_marks(pair: Pair) -> tuple[Edit, ...]:
    return tuple(Edit(run.start, run.end, "") for run in (pair.first, pair.second))


def _spaces_outside(pair: Pair) -> tuple[Edit, ...]:
    first, second, inner, before, after = pair
    words = inner.strip()
    if not before and words[-1] in _STOPS and after.strip():
        return ()  # may be two notes
    at = inner.index(words)
    lead, tail = inner[:at], inner[at + len(words) :]
    edits = []
    if lead:
        is_free = before == "" or before.isspace() or before in _OPENING
        edits.append(Edit(first.start, first.end + len(lead), ("" if is_free else lead) + first.mark))
    if tail:
        is_free = after == "" or after.isspace() or after in _CLOSING
        edits.append(Edit(second.start - len(tail), second.end, second.mark + ("" if is_free else tail)))
    return tuple(edits)


def _spaces_between(pair: Pair) -> tuple[Edit, ...]:
    inner = pair.inner
    edits = []
    if _is_glued_before(pair):
        if inner[0] not in "«“":
            return ()
        edits.append(Edit(pair.first.start, pair.first.start, " "))
    if _is_glued_behind(pair):
        is_end = inner[-1] in _ENDS or (inner[-1] == "." and pair.after.isupper() and " " in inner)
        if not (is_end and pair.after.isalpha()):
            return ()
        edits.append(Edit(pair.second.end, pair.second.end, " "))
    return tuple(edits)


EDITS: Mapping[str, Callable[[Pair], tuple[Edit, ...]]] = {
    "": _spaces_outside,
    "glued": _spaces_between,
    "punctuation": _without_marks,
}
"""By what is wrong with a pair, the edits that make emphasis of it: none where it isn't certain what was meant."""
