"""Plain text to the value it stands for by YAML 1.2's core schema, within the numbers that all JSON readers share."""

from __future__ import annotations

import re
from typing import NamedTuple

from cms.model import Json

MAX_INTEGER = 2**53 - 1
_TOO_LARGE = 1e16
_TOO_SMALL = 1e-5


class Unfit(NamedTuple):
    """A number that a bundle can't hold: `integer` and `float` out of range, or `not-finite`."""

    case: str


_NOT_FINITE = Unfit("not-finite")
_WORDS: dict[str, Json] = {
    **dict.fromkeys(("null", "Null", "NULL", "~", "")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **{sign + word: _NOT_FINITE for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF")},
    **dict.fromkeys((".nan", ".NaN", ".NAN"), _NOT_FINITE),
}
_NUMBER = re.compile(
    r"(?P<decimal>[-+]?[0-9]++)"
    r"|0o(?P<octal>[0-7]++)"
    r"|0x(?P<hexadecimal>[0-9a-fA-F]++)"
    r"|[-+]?(?:\.[0-9]++|[0-9]++(?:\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?"
)
_BASES = {"octal": 8, "hexadecimal": 16}

FIRST_LETTERS = frozenset({word[:1] for word in _WORDS} | set("+-.0123456789"))
"""How a plain text begins that may stand for something else than itself (the empty text does, too)."""


def resolve(text: str) -> Json:
    """The value of a plain text: null, a boolean, a number or the text itself; `Unfit` for a number out of range."""
    if text in _WORDS:
        return _WORDS[text]
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    kind = match.lastgroup
    if kind is None:
        return decimal(text)
    return integer(text) if kind == "decimal" else _within(int(match[kind], _BASES[kind]))


def integer(text: str) -> int | Unfit:
    """The value of decimal digits with or without a sign."""
    digits = text.lstrip("+-0") or "0"
    # int() refuses thousands of digits, zeros among them, because it would take long for them.
    if len(digits) > len(str(MAX_INTEGER)):
        return Unfit("integer")
    return _within(-int(digits) if text[0] == "-" else int(digits))


def decimal(text: str) -> float | Unfit:
    """The value of a number with a fraction or an exponent, an integer where it is whole."""
    value = float(text)
    if value == 0:
        return Unfit("float") if re.match(r"[^eE]*[1-9]", text) else 0
    if not _TOO_SMALL <= abs(value) < _TOO_LARGE:
        return Unfit("float")
    return _within(int(value)) if value.is_integer() else value


def _within(value: int) -> int | Unfit:
    return value if -MAX_INTEGER <= value <= MAX_INTEGER else Unfit("integer")
