"""HTML → how many words its plain text has, by passes over bytes in place of a look at each word.

A word is what stands between spaces and apostrophes and holds a letter or digit. So `l’eau` is two words, and
`peut-être`, `3,5` and an address are one.
"""

from __future__ import annotations

import re

WESTERN = "cp1252"
"""A character set in which most Western text is written with a byte a character. All of it is in NFC."""

# Tags that part no words, with the numbers of footnotes; of other tags all but the `>`.
_TAG = re.compile(
    rb'<(?:sup class="footnote-ref">.*?</sup>|a href="[^"]*" class="footnote-backref".*?</a>'
    rb"|/?(?:em|strong|a|code|del|sup|img)\b[^>]*>|[^>]*)"
)
_ENTITY = re.compile(rb"&[a-z]+;")  # they stand for signs, which make no word


def _class_of(character: str) -> str:
    if character.isspace() or character in "'’>":
        return " "
    return "a" if character.isalnum() else ""


_CLASSES = [_class_of(bytes([byte]).decode(WESTERN, "replace")) for byte in range(256)]
_CLASS = "".join(name or "-" for name in _CLASSES).encode()
_NONE = bytes(byte for byte, name in enumerate(_CLASSES) if not name)


def count_words(html: bytes) -> int:
    """The number of words of some HTML in the WESTERN character set."""
    text = _TAG.sub(b"", html)
    if b"&" in text:
        text = _ENTITY.sub(b"", text.replace(b"&#x27;", b"'"))
    return (b" " + text.translate(_CLASS, _NONE)).count(b" a")


def in_western(html: str) -> bytes:
    """HTML in the WESTERN character set, all other letters, spaces and signs being replaced by some of their class."""
    western = bytes(range(256)).decode(WESTERN, "ignore")
    return re.sub(f"[^{re.escape(western)}]", lambda match: _class_of(match[0]), html).encode(WESTERN)
