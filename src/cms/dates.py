"""A date as people write it, in French or English → the same date in ISO form, which every program reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cms.instants import is_date, is_date_time

_MONTHS = {
    name: number
    for names in (
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "janv fevr mar avr mai jun juil aug sept oct nov dec",
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "jan fev",
    )
    for number, name in enumerate(names.split(), 1)
}
_WEEKDAYS = {
    name: number
    for names in (
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "lun mar mer jeu ven sam dim",
        "monday tuesday wednesday thursday friday saturday sunday",
        "mon tue wed thu fri sat sun",
        "mon tues wed thurs",
    )
    for number, name in enumerate(names.split())
}
_HALF_A_DAY = 12
_MONTHS_IN_A_YEAR = 12
_LONGEST = 60
"""Characters of a date; no longer text is one."""

_TIME = r"""
    (?: (?:,|\ +(?:a|at|@)|[Tt])?\ *
        (?P<hour>\d{1,2}) (?: [h:](?P<minute>\d\d) (?: :(?P<second>\d\d)(?:\.\d+)? )? | h )
        (?: \ *(?P<half>[ap]m) )?
        (?: \ *(?P<zone>z|utc|gmt|[+-]\d{1,2}(?::?\d\d)?) )?
    )?
"""
_WEEKDAY = r"(?:(?P<weekday>[a-z]+)\.?,?\ +)?"
_DAY = r"(?P<day>\d{1,2})"
_NAME = r"(?P<name>[a-z]+)\.?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = (
    rf"{_YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark){_DAY}{_TIME}",
    rf"(?P<first>\d{{1,2}})(?P<mark>[-/.])(?P<last>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}|\d\d){_TIME}",
    rf"(?:le\ +)?{_WEEKDAY}{_DAY}(?:er|st|nd|rd|th)?(?:\ +(?:of\ +)?|-){_NAME},?(?:\ +|-){_YEAR}{_TIME}",
    rf"{_WEEKDAY}{_NAME}\ +{_DAY}(?:st|nd|rd|th)?,?\ +{_YEAR}{_TIME}",
)


def is_iso(text: str) -> bool:
    """Whether a text is a year, a month, a day or a day and time in ISO form, and exists."""
    return bool(re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?", text)) or is_date(text) or is_date_time(text)


def to_iso(text: str) -> str | None:
    """A date, with or without a time, in ISO form; empty where it is one but can't be told which; None for other texts.

    `3/4/2020` and `31 juin 2020` can't be told, nor can a weekday that the date hasn't got.
    """
    match = _match(text)
    if match is None:
        return None
    days = [day for day in _days(match) if is_date(day) and _is_weekday(day, match)]
    if len(days) != 1:
        return ""
    time = _time(match)
    if time is None:
        return days[0]
    moment = f"{days[0]}T{time}"
    return moment if time and is_date_time(moment) else ""


def _match(text: str) -> dict[str, str] | None:
    """The parts of a date by name, where the text is one and its words are names of months and days."""
    if len(text) > _LONGEST:
        return None
    plain = "".join(char for char in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(char))
    for form in _FORMS:
        match = re.compile(form, re.VERBOSE | re.ASCII).fullmatch(" ".join(plain.split()))
        if match is None:
            continue
        parts = {name: part for name, part in match.groupdict().items() if part}
        if parts.get("name", "mai") in _MONTHS and parts.get("weekday", "lundi") in _WEEKDAYS:
            return parts
    return None


def _days(parts: dict[str, str]) -> Iterator[str]:
    """What the day may be, in ISO form, whether it exists or not."""
    year = parts["year"]
    if len(year) != len("2020"):
        return
    if "first" not in parts:
        month = int(parts["month"]) if "month" in parts else _MONTHS[parts["name"]]
        yield f"{year}-{month:02}-{int(parts['day']):02}"
        return
    first, last = int(parts["first"]), int(parts["last"])
    yield f"{year}-{last:02}-{first:02}"
    if first != last and first <= _MONTHS_IN_A_YEAR:
        yield f"{year}-{first:02}-{last:02}"


def _is_weekday(day: str, parts: dict[str, str]) -> bool:
    from datetime import date  # noqa: PLC0415 - beside its use: only dates in words need it

    return "weekday" not in parts or date.fromisoformat(day).weekday() == _WEEKDAYS[parts["weekday"]]


def _time(parts: dict[str, str]) -> str | None:
    """The time of day and the offset in ISO form; empty where it can't be told, None where there is none."""
    if "hour" not in parts:
        return None
    hour, half = int(parts["hour"]), parts.get("half")
    if half and not 1 <= hour <= _HALF_A_DAY:
        return ""
    if half:
        hour = hour % _HALF_A_DAY + _HALF_A_DAY * (half == "pm")
    offset = _offset(parts.get("zone", ""))
    return f"{hour:02}:{parts.get('minute', '00')}:{parts.get('second', '00')}{offset}"


def _offset(zone: str) -> str:
    """`-05:00` for `-0500` and, as YAML 1.1 has it, `-5`."""
    if zone[:1] not in {"+", "-"}:
        return "Z" if zone else ""
    digits = zone[1:].replace(":", "")
    hours, minutes = (digits, "00") if len(digits) <= len("05") else (digits[:-2], digits[-2:])
    return f"{zone[0]}{int(hours):02}:{minutes}"
