"""Dates and instants in the site's time zone."""

from __future__ import annotations

import pytest

from cms.instants import ends, in_zone, instant, is_date, is_date_time, starts, with_offset

PARIS = "Europe/Paris"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24T08:00", "2026-11-24T08:00:00+01:00"),
        ("2026-07-14 08:00:30", "2026-07-14T08:00:30+02:00"),
        ("2026-11-24T08:00:00Z", "2026-11-24T08:00:00Z"),
        ("2026-11-24T08:00:00.250-05:00", "2026-11-24T08:00:00.250-05:00"),
        ("2026-03-29T02:30", "2026-03-29T03:30:00+02:00"),  # the hour that spring leaves out: moved on
        ("2026-10-25T02:30", "2026-10-25T02:30:00+02:00"),  # the hour that autumn has twice: the earlier one
        ("2026-11-24", "2026-11-24"),
        ("demain", "demain"),
        ("2026-02-30T08:00", "2026-02-30T08:00"),
    ],
)
def test_date_times_get_their_offset(text: str, expected: str) -> None:
    assert with_offset(text, PARIS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24 08:00", "2026-11-24T08:00:00+01:00"),
        ("2026-07-14T08:00:30.5", "2026-07-14T08:00:30.500+02:00"),
        ("2026-03-29T02:30", None),  # the hour that spring leaves out
        ("2026-10-25T02:30", None),  # the hour that autumn has twice
        ("2026-11-24T08:00:00Z", None),
        ("2026-11-24", None),
        ("0001-01-01T00:00", None),
    ],
)
def test_only_certain_date_times_are_in_a_zone(text: str, expected: str | None) -> None:
    assert in_zone(text, PARIS) == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-11-24", "2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z"),
        ("2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
        ("2026-11-24T08:00", "2026-11-24T07:00:00Z", "2026-11-24T07:00:00Z"),
        ("2026-11-24T08:00:00+09:00", "2026-11-23T23:00:00Z", "2026-11-23T23:00:00Z"),
    ],
)
def test_a_date_is_a_local_day_and_a_date_time_a_moment(text: str, start: str, end: str) -> None:
    begins, stops = starts(text, PARIS), ends(text, PARIS)
    assert begins is not None
    assert stops is not None
    assert (instant(begins), instant(stops)) == (start, end)


@pytest.mark.parametrize("text", ["", "2026-13-01", "2026-1-1", "24/11/2026", "2026-11-24T25:00", "9999-12-32"])
def test_other_texts_are_no_instants(text: str) -> None:
    assert starts(text, PARIS) is None
    assert ends(text, PARIS) is None
    assert not is_date(text)
    assert not is_date_time(text)


def test_the_last_day_there_is_never_ends() -> None:
    assert ends("9999-12-31", PARIS) is None
    for text in ("0001-01-01", "9999-12-31T23:00:00", "0999-01-01"):
        assert starts(text, "America/New_York") is None
        assert starts(text, PARIS) is None
    assert with_offset("9999-12-31T23:00:00", "America/New_York") == "9999-12-31T23:00:00+00:00"
