"""Bytes of another system's text → such as our own files have: UTF-8, and front matter before a Markdown body."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_EMPTY = b"---\n{}\n---\n"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_STARTS = re.compile(rb"(?:\xef\xbb\xbf)?(?:---|\+\+\+|;;;)[ \t]*\r?(?:\n|$)")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Decoded(NamedTuple):
    """The bytes; how many lines are before those of the source; and the encoding that it had, if not UTF-8."""

    data: bytes
    before: int
    encoding: str


def decoded(data: bytes, suffix: str) -> Decoded:
    """A text in UTF-8, if it is one in UTF-8, UTF-16 or Windows-1252; with empty front matter, if Markdown has none."""
    text, encoding = _in_utf8(data)
    if suffix == ".md" and text.strip() and not _STARTS.match(text):
        return Decoded(_EMPTY + text.removeprefix(codecs.BOM_UTF8), _EMPTY.count(b"\n"), encoding)
    return Decoded(text, 0, encoding)


def _in_utf8(data: bytes) -> tuple[bytes, str]:
    """The same text, and the encoding that it had; as it is, where it can't be told."""
    encoding = "utf-16" if data.startswith(_UTF_16) else "windows-1252"
    try:
        data.decode()
    except UnicodeDecodeError:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            return data, ""
        return (data, "") if _CONTROLS.search(text) else (text.encode(), encoding)
    return data, ""
