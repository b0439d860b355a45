"""Texts in a terminal's columns: widths, wrapping, cutting, and control characters made visible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

TAB = 4
"""Columns from one tab stop to the next."""

CUT = "…"

_SPEAKS_TO_TERMINALS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_PIECE = re.compile(r"(?:`[^`]*`|[^ ])+")
_JOINER = "\u200d"
_EMOJI_FORM = "\ufe0f"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_JOINED_JAMO = range(0x1160, 0x1200)
"""Vowels and finals of Hangul, drawn into the block of the letter before them."""


def visible(text: str) -> str:
    """The text with a picture, or `�`, for each character that moves a cursor, colours or reorders a line."""
    return _SPEAKS_TO_TERMINALS.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:  # noqa: PLR2004 - the C0 controls have pictures
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"  # noqa: PLR2004 - DEL has one too


def cells(line: str) -> Iterator[tuple[str, int]]:
    """What to print for each character of a source line, and the columns it takes.

    Combining marks take none, wide characters two, a tab what is left to the next stop.
    """
    column = 0
    before = ""
    for char in line:
        if char == "\t":
            shown, width = "→".ljust(TAB - column % TAB), TAB - column % TAB
        else:
            shown = visible(char)
            width = _char_width(shown, before)
        column += width
        before = char
        yield shown, width


def _char_width(char: str, before: str) -> int:
    if char < "\u0300":
        return 1
    if before == _JOINER or (ord(char) in _SKIN_TONES and before):
        return 0
    if ord(char) in _JOINED_JAMO:
        return 0
    if char == _EMOJI_FORM:
        return 1 if before and unicodedata.east_asian_width(before) not in "WF" else 0
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width_of(text: str) -> int:
    """The columns that a text takes."""
    return len(text) if text.isascii() and "\t" not in text else sum(width for _, width in cells(text))


def wrap(text: str, width: int, indent: str, first: str = "") -> Iterator[str]:
    """The text in lines of at most `width` columns, the first behind `first`, the others behind `indent`.

    Lines break at plain spaces only, never at a no-break space, nor between backticks that fit on a line; a word
    that is too long stays whole, so that it can be copied.
    """
    line = first
    empty = True
    for piece in _pieces(text, width - len(indent)):
        if not empty and width_of(line) + 1 + width_of(piece) > width:
            yield line
            line, empty = indent, True
        line += piece if empty else f" {piece}"
        empty = False
    yield line


def _pieces(text: str, room: int) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        yield from [piece] if width_of(piece) <= room else piece.split(" ")


def excerpt(line: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """A source line in at most `width` columns, with the code points from `start` to `end` (exclusive) in it.

    Returns what to print, and at which column of it how many carets go. A line that is too long is cut around the span.
    """
    drawn = list(cells(line))
    start = min(start, len(drawn))
    end = min(max(end, start), len(drawn))
    first, last = _window([width for _, width in drawn], start, end, width)
    head = CUT if first else ""
    tail = CUT if last < len(drawn) else ""
    shown = head + "".join(text for text, _ in drawn[first:last]) + tail
    column = len(head) + sum(taken for _, taken in drawn[first:start])
    carets = sum(taken for _, taken in drawn[start : min(end, last)])
    return shown, column, max(carets, 1)


def _window(widths: Sequence[int], start: int, end: int, room: int) -> tuple[int, int]:
    """Which cells to show: all if there is room, else the span, as much of it as fits, and what stands around it.

    A short beginning of the line, such as a field's name, is kept before a long span.
    """
    if sum(widths) <= room:
        return 0, len(widths)
    room -= 2  # both ends may need a mark
    first = 0 if sum(widths[:start]) <= room // 3 else start
    last = _reach(widths, start, max(end, start + 1), room - sum(widths[first:start]))
    spare = room - sum(widths[first:last])
    before = min(spare // 2, sum(widths[:first]))
    last = _reach(widths, last, len(widths), spare - before)
    spare = room - sum(widths[first:last])
    return first - _reach(widths[:first][::-1], 0, first, spare), last


def _reach(widths: Sequence[int], at: int, end: int, room: int) -> int:
    """How far from `at` one gets in `room` columns, at most to `end`."""
    while at < min(end, len(widths)) and widths[at] <= room:
        room -= widths[at]
        at += 1
    return at
