"""HTML → how many words its plain text has, by passes over bytes in place of a look at each word.

A word is what stands between spaces and apostrophes and holds a letter or digit. So `l’eau` is two words, and
`peut-être`, `3,5` and an address are one.
"""

from __future__ import annotations

import re
import unicodedata

# What Western text has of characters outside of Latin-1, with what counts as they do. All of these are in NFC.
_TYPOGRAPHY = (
    ("’", "'"),
    ("œ", "o"),
    ("Œ", "O"),
    ("\u202f", " "),
    *((sign, "-") for sign in "“”\u2018–—…€•"),
)

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


_CLASSES = [_class_of(chr(code)) for code in range(256)]
_CLASS = "".join(name or "-" for name in _CLASSES).encode()
_NONE = bytes(code for code, name in enumerate(_CLASSES) if not name)


def count_words(html: bytes) -> int:
    """The number of words of some HTML `in_latin`."""
    text = _TAG.sub(b"", html)
    if b"&" in text:
        text = _ENTITY.sub(b"", text.replace(b"&#x27;", b"'"))
    return (b" " + text.translate(_CLASS, _NONE)).count(b" a")


def in_latin(html: str) -> tuple[bytes, bool]:
    """The HTML in Latin-1, all other characters being replaced by some that count as they do; whether it is in NFC."""
    plain = html
    for sign, like in _TYPOGRAPHY:
        plain = plain.replace(sign, like)
    try:
        return plain.encode("latin-1"), True
    except UnicodeEncodeError:
        classes = re.sub(r"[^\x00-\xff]", lambda match: _class_of(match[0]), plain)
        return classes.encode("latin-1"), unicodedata.is_normalized("NFC", html)
