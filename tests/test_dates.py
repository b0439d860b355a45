"""Dates as people write them, and what they are in ISO form."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.dates import is_iso, to_iso

FRENCH = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
    *("août", "septembre", "octobre", "novembre", "décembre"),
)
ENGLISH = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-01-02 10:00:00 -0500", "2020-01-02T10:00:00-05:00"),
        ("2020-01-02 9:00:00 -5", "2020-01-02T09:00:00-05:00"),
        ("2020-01-02 10:00 +5:30", "2020-01-02T10:00:00+05:30"),
        ("2020-01-02 10:00 +12", "2020-01-02T10:00:00+12:00"),
        ("2020-01-02 10:00:00 UTC", "2020-01-02T10:00:00Z"),
        ("2020-01-02T10:00:00+0100", "2020-01-02T10:00:00+01:00"),
        ("2020-9-3", "2020-09-03"),
        ("2020/09/03", "2020-09-03"),
        ("22/12/2020", "2020-12-22"),
        ("12.22.2020", "2020-12-22"),
        ("5-5-2020", "2020-05-05"),
        ("le 1er août 2021", "2021-08-01"),
        ("lundi 6 janv. 2020", "2020-01-06"),
        ("  12  FÉVR.  2020 ", "2020-02-12"),
        ("12 janvier 2020 à 10h30", "2020-01-12T10:30:00"),
        ("12 janvier 2020 10h", "2020-01-12T10:00:00"),
        ("January 5, 2021", "2021-01-05"),
        ("Jan. 5th 2021 at 12:05 am", "2021-01-05T00:05:00"),
        ("Tuesday, January 5, 2021, 12:05 PM", "2021-01-05T12:05:00"),
        ("Tue, 05 Jan 2021 10:00:00 +0100", "2021-01-05T10:00:00+01:00"),
        ("the 5 of May 2021", None),
        ("5th of May 2021", "2021-05-05"),
        ("05-Sep-2021", "2021-09-05"),
        ("2020-12-22", "2020-12-22"),
    ],
)
def test_a_date_in_words_or_another_order(text: str, expected: str | None) -> None:
    assert to_iso(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "3/4/2020",
        "22/12/20",
        "31 juin 2020",
        "29 février 2021",
        "mardi 6 janvier 2020",
        "12 mars 2020 25h",
        "12 mars 2020 13:00 pm",
        "2021-02-29",
        "32/13/2020",
        "2020-01-02 10:00:00 -99",
    ],
)
def test_a_date_that_cant_be_told_is_none_of_the_possible(text: str) -> None:
    assert to_iso(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "demain",
        "12 mars",
        "mars 2020",
        "2020",
        "1.2.3",
        "12 foires 2020",
        "Évry 5 mai 2020",
        "du 12 au 14 mars 2020",
        "12 mars 2020, à Évry",
        "192.168.0.1",
        "1" * 100_000,
        "1 " * 20 + "mars 2020",
    ],
)
def test_other_texts_are_no_dates(text: str) -> None:
    assert to_iso(text) is None


@given(st.dates(date(1000, 1, 1), date(9998, 12, 31)))
def test_every_day_is_read_in_words(day: date) -> None:
    iso = day.isoformat()
    assert to_iso(f"{day.day} {FRENCH[day.month - 1]} {day.year:04}") == iso
    assert to_iso(f"{ENGLISH[day.month - 1]} {day.day}, {day.year:04}") == iso
    assert to_iso(f"{ENGLISH[day.month - 1][:3]} {day.day} {day.year:04}") == iso
    assert to_iso(f"{day.day:02}/{day.month:02}/{day.year:04}") in {iso, ""}


@given(st.text(max_size=70))
def test_no_text_is_too_odd(text: str) -> None:
    iso = to_iso(text)
    assert not iso or is_iso(iso)


@pytest.mark.parametrize("text", ["2020", "2020-12", "2020-12-22", "2020-12-22T10:00:00+01:00", "2020-12-22 10:00"])
def test_iso_forms(text: str) -> None:
    assert is_iso(text)


@pytest.mark.parametrize("text", ["", "20", "2020-13", "2021-02-29", "2020-12-22T25:00", "22/12/2020"])
def test_forms_that_arent_iso(text: str) -> None:
    assert not is_iso(text)
