"""Dates and instants: the few forms that content uses, read in the site's time zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_FIRST_YEAR, _LAST_YEAR = 1000, 9998
"""Years that every calendar and time zone can reckon with."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DATE_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(:\d\d)?(\.\d+)?(Z|z|[+-]\d\d:\d\d)?")


def is_date(text: str) -> bool:
    """Whether a text is a date that exists, `2020-09-23`."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_date_time(text: str) -> bool:
    """Whether a text is a date and time that exists; the offset may be missing (it is then the site's time zone)."""
    return _parse(text) is not None


def with_offset(text: str, timezone: str) -> str:
    """A date-time with its offset, `2026-11-24T08:00:00+01:00`: the earlier of two in autumn, moved on in spring's gap.

    Texts that are no date-times come back as they are.
    """
    moment = _parse(text)
    if moment is None:
        return text
    if moment.tzinfo is None and _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        moment = _localise(moment, timezone)
    elif moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    shown = moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds")
    return shown[:-6] + "Z" if moment.utcoffset() == timedelta(0) and text[-1] in "Zz" else shown


def in_zone(text: str, timezone: str) -> str | None:
    """A date-time without an offset, with that of a time zone; None where clocks show it twice or not at all."""
    moment = _parse(text)
    if moment is None or moment.tzinfo or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    earlier, later = (moment.replace(tzinfo=_zone(timezone), fold=fold).utcoffset() for fold in (0, 1))
    return with_offset(text, timezone) if earlier == later else None


def starts(text: str, timezone: str) -> int | None:
    """Seconds since 1970 at which a date (00:00 local) or date-time begins; None for any other text."""
    moment = datetime.fromisoformat(text) if is_date(text) else _parse(text)
    if moment is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    return _seconds(moment if moment.tzinfo else _localise(moment, timezone))


def ends(text: str, timezone: str) -> int | None:
    """Seconds since 1970 at which a date (the next midnight, local) or date-time ends; None for any other text."""
    if is_date(text):
        last = date.fromisoformat(text)
        return None if last.year > _LAST_YEAR else starts((last + timedelta(days=1)).isoformat(), timezone)
    return starts(text, timezone)


def instant(seconds: int) -> str:
    """Seconds since 1970 as the bundle writes an instant: `2026-11-24T08:00:00Z`."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _parse(text: str) -> datetime | None:
    match = _DATE_TIME.fullmatch(text)
    if match is None:
        return None
    day, minutes, seconds, fraction, offset = match.groups()
    try:
        return datetime.fromisoformat(
            f"{day}T{minutes}{seconds or ':00'}{(fraction or '')[:7]}{(offset or '').upper().replace('Z', '+00:00')}"
        )
    except ValueError:
        return None


def _localise(moment: datetime, timezone: str) -> datetime:
    local = moment.replace(tzinfo=_zone(timezone), fold=0)
    return datetime.fromtimestamp(local.timestamp(), _zone(timezone)).replace(microsecond=moment.microsecond)


@lru_cache
def _zone(timezone: str) -> ZoneInfo:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - 3 ms that a check of dates doesn't need

    return ZoneInfo(timezone)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
