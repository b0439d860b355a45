"""Text → the words of it that are UTF-8 read in another encoding, and what they were before that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

ENCODINGS: Mapping[str, str] = {"Mac Roman": "mac_roman", "Windows-1252": "cp1252"}
"""The encodings that UTF-8 is read in by mistake, by the name that people know, as Python calls them."""

_NO_BYTE = 0xFFFF
# Two to four bytes of UTF-8, each as the character of that number: what French needs, and what its misreadings have.
_SEQUENCE = r"(?:[\xc2-\xc6\xcb-\xcf][\x80-\xbf]|\xe2[\x80-\xbf]{2}|\xef[\xb8-\xbf][\x80-\xbf]|\xf0\x9f[\x80-\xbf]{2})"
_WORD = rf"(?:{_SEQUENCE}[A-Za-z]*)+"
_LONGEST = 40

_LOWER = "àáâãäåæçèéêëìíîïñòóôõöøùúûüÿœ"
_UPPER = "ÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÙÚÛÜ"
_EMOJI = "[\U0001f300-\U0001faff]"
# Portuguese and Danish have words in capitals that end in what looks like the start of such a sequence.
_LIKELY = (
    rf"[A-Za-z]’[A-Za-z{_LOWER}{_UPPER}]"
    r"|«[\xa0\u202f]?[A-Za-z]"
    r"|[A-Za-z][\u0300-\u0302\u0308\u0327]"
    rf"|(?<![A-Z])[{_LOWER}]|(?<=[A-Z])[{_LOWER}](?=[a-z{_LOWER}])"
    rf"|[{_UPPER}](?=[A-Za-z{_LOWER}{_UPPER}])"
    rf"|{_EMOJI}"
)
_LIKELY_ALONE = rf"[àÀ—–…•«][…»’\xa0\u202f]*|{_EMOJI}.*"
# What no text has of itself, whatever is around it; what does, behind a letter or beside a capital, isn't here.
_SURE = (
    "[\u2010-\u203a€™←-↓☀-♯✀-➿¡-ª¬®-º¼-¿]|[ÉÈÊÇ]|(?<![A-Za-z])Où(?![A-Za-z])|Œ(?=[A-Za-z])"
    "|(?<=[a-z])\xa0|(?<=\\d)×|(?<=\\d\\s)×|(?<=[\\w.,!?…)*]\\s)»|(?<=[a-z.!?…)*])»|(?<![A-Z])«"
)
# Each of the letters that French and its neighbours have, and the signs of typography.
_POSSIBLE = rf"(?:[A-Za-z{_LOWER}{_UPPER}ŒŸ×\xa0-\xbf\u2010-\u203a€™←-↓☀-➿\ufe0f\ufeff]|{_EMOJI})+"
_CAPITAL_BEFORE_QUOTE = r"[ÃÅ][…”“’\u2018–\u203a\u2039™„\u201a](?![A-Za-zÃÅÂ])|[A-Z][ÃÂÅ][«»\xa0](?![A-Za-z])"
_MATHS = "√[π∂∑∏∫∞≠≤≥±µΩ]"
_SHORT = 4  # such as `2√π`, but the French for `where` is as short


class Misread(NamedTuple):
    """A word between two offsets of a text, and what it was."""

    start: int
    end: int
    meant: str


def misread_words(text: str, name: str) -> Iterator[Misread]:
    """The words that were read in an encoding by mistake, beyond doubt."""
    return (word for word in _words(text, name) if _is_likely(text, *word))


def _words(text: str, name: str) -> Iterator[Misread]:
    """The words that can be read in another way."""
    shadow = text.translate(_bytes(ENCODINGS[name]))
    for match in re.compile(_WORD).finditer(shadow):
        start, end = _start_of_word(text, match.start()), match.end()
        yield Misread(start, end, shadow[start:end].encode("latin-1").decode())


def more_misread_words(text: str, name: str) -> Iterator[Misread]:
    """All words that may have been read in an encoding by mistake, in a text of which that is known of some."""
    return (word for word in _words(text, name) if _is_possible(text, *word) or _is_likely(text, *word))


def meant_by(text: str, name: str) -> str | None:
    """What a text was, however often it was misread; None if not all of it was read in that encoding."""
    try:
        meant = text.translate(_bytes(ENCODINGS[name])).encode("latin-1").decode()
    except UnicodeError:
        return None
    if meant == text:
        return meant
    again = (meant_by(meant, other) for other in ENCODINGS if any(misread_words(meant, other)))
    return next(filter(None, again), meant)


@cache
def _bytes(codec: str) -> Mapping[int, int]:
    """The byte of each character of an encoding; windows-1252 has holes, which browsers fill as in Latin-1."""
    controls = range(0x80, 0xA0) if codec == "cp1252" else ()
    table = dict.fromkeys(range(0x80, 0x100), _NO_BYTE) | {byte: byte for byte in controls}
    for byte in range(0x80, 0x100):
        character = bytes([byte]).decode(codec, "replace")
        table[byte if character == "\N{REPLACEMENT CHARACTER}" else ord(character)] = byte
    return table


def _start_of_word(text: str, at: int) -> int:
    start = at
    while start > max(at - _LONGEST, 0) and text[start - 1].isascii() and text[start - 1].isalpha():
        start -= 1
    return start


def _is_likely(text: str, start: int, end: int, meant: str) -> bool:
    """Whether what a word would be makes sense, in its place, and what it is doesn't."""
    written = text[start:end]
    if _is_maths(written, meant):
        return False
    if re.compile(_SURE).search(f"{text[max(start - 2, 0) : start]:>2}{meant}", 2):
        return True
    if re.search("[A-Za-z]", meant):
        likely = bool(re.search(_LIKELY, meant))
    else:
        likely = _is_alone(text, start, end) and bool(re.fullmatch(_LIKELY_ALONE, meant, re.DOTALL))
    return likely or any(any(misread_words(meant, other)) for other in ENCODINGS)


def _is_possible(text: str, start: int, end: int, meant: str) -> bool:
    """Whether a word would be one of French, and isn't one of a language with such capitals at its end."""
    written = text[start:end]
    return not _is_maths(written, meant) and bool(
        re.fullmatch(_POSSIBLE, meant) and not re.search(_CAPITAL_BEFORE_QUOTE, written + text[end : end + 1])
    )


def _is_maths(written: str, meant: str) -> bool:
    return len(written) <= _SHORT and meant.lower() != "où" and bool(re.search(_MATHS, written))


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether a word stands between spaces; a capital with a no-break space behind it may be what it seems to be."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return not before.strip() and (after == " " or (text[end - 1] != "\xa0" and not after.strip(".,;:!?)\n")))
