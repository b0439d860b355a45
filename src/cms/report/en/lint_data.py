"""English messages of the `lint/…` rules for what data says."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("lint/cut-value", ""): (
        "{lost:code} isn't read: the value ends before it, with {value:code}",
        "put the whole value between straight quotes: {whole:code}",
    ),
    ("lint/unindented-continuation", ""): (
        "this continuation isn't indented enough: {text:code}",
        "start the line with two spaces more than the field's name has",
    ),
    ("lint/ambiguous-scalar", ""): (
        "{text:code} without quotes means true or false to other programs",
        "write it in quotes: {quoted:code}",
    ),
    ("lint/ambiguous-scalar", "number"): (
        (
            "{text:code} without quotes is the number {elsewhere:plain} to other programs",
            "{text:code} without quotes is a number to other programs",
        ),
        "write it in quotes: {quoted:code}",
    ),
    ("lint/ambiguous-scalar", "zero"): (
        (
            "{text:code} is read as {here:code} here, but as {elsewhere:plain} by other programs",
            "{text:code} is read as {here:code} here, but as text by other programs",
        ),
        "write {quoted:code} if it is a code, {here:code} if it is a number",
    ),
    ("lint/date-format", ""): (
        "{found:code} isn't a date that every program understands",
        "write {suggestion:code}",
    ),
    ("lint/date-format", "unsure"): (
        "{found:code} isn't a date that every program understands",
        "write the year, the month and the day in digits, as in `2020-12-31`",
    ),
    ("lint/date-format", "no-such-date"): (
        "the date {found:code} doesn't exist",
        "check the month, the day and the time",
    ),
    ("lint/date-order", ""): (
        "`{end_name}` ({end}) comes before `{start_name}` ({start})",
        "correct one of the two dates, or swap them",
    ),
    ("lint/date-mismatch", ""): (
        "the file's name says {named:code}, but the field `date` says {found:code}",
        "put the same day in the field `date` and in the file's name",
    ),
    ("lint/naive-time", ""): (
        "{found:code} doesn't say in which time zone this time is",
        (
            "write {suggestion:code}",
            "add the offset: `+01:00` in winter and `+02:00` in summer in Paris, `Z` for UTC",
        ),
    ),
}
