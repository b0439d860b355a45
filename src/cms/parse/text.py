"""A file's bytes to its text: decoded, without byte-order mark, lines ended by LF, and its first unfit character."""

from __future__ import annotations

import re

from cms.parse.reading import Problem

_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r") + b"\x7f"
_CONTROLS_C1 = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
# Plain texts, compiled at their first use: most runs need none of them.
_UNFIT = "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]"
_UNFIT_ESCAPED = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
# JSON writes characters beyond U+FFFF as pairs of surrogates, which are passed over.
_ESCAPE = (
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|\\x([0-9a-fA-F]{2})"
    r"|\\[uU]((?<=u)[0-9a-fA-F]{4}|(?<=U)[0-9a-fA-F]{8})"
    r"|\\(?s:.)"
)
_OURS = "<<<<<<< "
_FENCE = r"(?m)^[ >]*(?:```|~~~)"
_ESCAPED_CONTROLS = {
    "\\0": "\0",
    "\\a": "\a",
    "\\b": "\b",
    "\\v": "\v",
    "\\f": "\f",
    "\\e": "\x1b",
}


def decode(data: bytes) -> tuple[str, Problem | None]:
    """The text of a file. What isn't UTF-8 becomes U+FFFD, and the first place of it is a problem."""
    try:
        return _normalise(data.decode()), None
    except UnicodeDecodeError as error:
        at = len(_normalise(data[: error.start].decode()))
        values = {"byte": f"{data[error.start]:02X}", "offset": error.start}
        text = _normalise(data.decode(errors="replace"))
        return text, Problem("parse/encoding", at, at + 1, "", values)


def _normalise(text: str) -> str:
    text = text.lstrip("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def unfit_character(data: bytes, text: str) -> Problem | None:
    """The first character of a text, decoded from `data`, that no text file has: NUL and other control characters."""
    # Most files have none, and these four searches find that out in a third of the time of the expression's one.
    if (
        len(data.translate(None, _CONTROLS)) == len(data)
        and not _CONTROLS_C1.search(data)
        and "\ufffe" not in text
        and "\uffff" not in text
    ):
        return None
    match = re.search(_UNFIT, text)
    return None if match is None else unfit(match[0], match.start(), match.end())


def conflict(text: str) -> Problem | None:
    """The first place where Git has left two versions of the same lines; none within a fenced block of code."""
    start = 0 if text.startswith(_OURS) else text.find("\n" + _OURS) + 1
    if not text.startswith(_OURS, start):
        return None
    middle = text.find("\n=======\n", start)
    if middle < 0 or text.find("\n>>>>>>> ", middle) < 0 or len(re.findall(_FENCE, text[:start])) % 2:
        return None
    return Problem("parse/conflict", start, text.index("\n", start))


def unfit_escaped(text: str, value: str, start: int, end: int) -> Problem | None:
    """The first escape sequence, between two offsets of a YAML or JSON text, of a character that no text can hold.

    `value` is what the string between them stands for: most often it shows that there is none.
    """
    if value.isprintable() or not re.search(_UNFIT_ESCAPED, value):
        return None
    for match in re.compile(_ESCAPE).finditer(text, start, end):
        digits = match[1] or match[2]
        character = chr(int(digits, 16)) if digits else _ESCAPED_CONTROLS.get(match[0], "")
        if re.match(_UNFIT_ESCAPED, character):
            return unfit(character, *match.span())
    return None


def unfit(character: str, start: int, end: int) -> Problem:
    """The problem of one unfit character."""
    case = "nul" if character == "\0" else "surrogate" if "\ud800" <= character <= "\udfff" else "control"
    return Problem("parse/character", start, end, case, {"character": f"U+{ord(character):04X}"})
