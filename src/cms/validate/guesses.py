"""A value that its schema refuses → what its author most likely meant, as it should stand in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cms.closest import closest
from cms.model import Json

_YES = frozenset({"yes", "oui", "on", "vrai", "true", "y", "o"})
_NO = frozenset({"no", "non", "off", "faux", "false", "n"})
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}(:\d+)?([/?#]\S*)?", re.IGNORECASE)


def guess_choice(found: str, options: Sequence[Json]) -> str | None:
    """The text among the options that is closest to what was found."""
    return closest(found, [option for option in options if isinstance(option, str)])


def guess_type(value: Json, found: str, types: Sequence[str]) -> str | None:
    """The value in one of the types that are asked for: `"2024"` for a number, `[NLP]` for a lone text."""
    if "string" in types and isinstance(value, bool | int | float):
        return f'"{found}"'
    if not isinstance(value, str) or not value.strip():
        return None
    if "boolean" in types and value.strip().lower() in _YES | _NO:
        return "true" if value.strip().lower() in _YES else "false"
    if {"number", "integer"} & {*types} and _NUMBER.fullmatch(value.strip()):
        return value.strip() if "number" in types or "." not in value else None
    if "array" in types and found == value and not set(value) & set("[]{}:#&*!|>'\"%@`\n"):
        return "[" + ", ".join(part.strip() for part in value.split(",") if part.strip()) + "]"
    return None


def guess_format(found: str, form: str) -> str | None:
    """The text in the form that is asked for: a date with all its zeros, an address with its scheme."""
    if form in {"date", "date-time"}:
        return _date(found.strip(), form)
    if form in {"uri", "iri"} and _HOST.fullmatch(found.strip()):
        return "https://" + found.strip()
    return None


def _date(text: str, form: str) -> str | None:
    """A date that is written in another way, in the form that is asked for; None where it can't be told or has no time.

    It loses its time where a day is asked for.
    """
    from cms.dates import to_iso  # noqa: PLC0415 - with instants, 4 ms that only a wrong date costs

    day, mark, time = (to_iso(text) or "").partition("T")
    if form == "date":
        return day or None
    return f"{day}T{time}" if mark else None
