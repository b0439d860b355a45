"""Nothing ends before it starts.

What it finds: an end before its start, in fields that belong together:
`startDate` and `endDate`, `start` and `end`, `from` and `to` or `until`,
`début` and `fin`, `publishDate` and `expiryDate`, and the like, beside each
other. Both must be dates in ISO form; a date and a date with a time are
compared by day.

Why: such an event is over before it is announced, or never shown at all. Most
often the year of one was forgotten, or the two were mixed up.

What to do: correct the one that is wrong.

Good:

    startDate: 2021-03-01
    endDate: 2021-06-30

Bad:

    startDate: 2021-03-01
    endDate: 2020-06-30

---

Rien ne finit avant d’avoir commencé.

Ce qui est signalé : une fin qui précède son début, dans des champs qui vont
ensemble : `startDate` et `endDate`, `start` et `end`, `from` et `to` ou
`until`, `début` et `fin`, `publishDate` et `expiryDate`, et d’autres de ce
genre, l’un à côté de l’autre. Tous deux doivent commencer par l’année, comme
`2021-03-01` ; une date sans heure et une date avec heure sont comparées au jour
près.

Pourquoi : un tel événement est fini avant d’être annoncé, ou n’est jamais
montré. Le plus souvent, l’année de l’un a été oubliée, ou les deux ont été
confondus.

Que faire : corriger celui des deux qui est faux.

Bon :

    startDate: 2021-03-01
    endDate: 2021-06-30

Mauvais :

    startDate: 2021-03-01
    endDate: 2020-06-30
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.rule import Finding
from cms.model import Json, Level, Mark, Steps

ID = "lint/date-order"
LEVEL: Level = "error"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_STARTS: Mapping[str, tuple[str, ...]] = {
    "end": ("start", "begin", "from"),
    "ends": ("starts", "begins"),
    "enddate": ("startdate", "begindate"),
    "endtime": ("starttime", "begintime"),
    "enddatetime": ("startdatetime",),
    "endat": ("startat",),
    "endsat": ("startsat",),
    "endedat": ("startedat",),
    "dateend": ("datestart", "datebegin"),
    "until": ("from", "since", "start"),
    "to": ("from",),
    "dateto": ("datefrom",),
    "todate": ("fromdate",),
    "validuntil": ("validfrom",),
    "validto": ("validfrom",),
    "fin": ("début", "debut"),
    "datefin": ("datedébut", "datedebut"),
    "datedefin": ("datededébut", "datededebut"),
    "expirydate": ("publishdate",),
    "expiresat": ("publishedat", "publishat"),
    "unpublishdate": ("publishdate",),
}
"""By the name of an end, small and without `_` and `-`, the names that its start may have."""

_ENDINGS = (
    *("nd", "ND", "nds", "ntil", "NTIL", " to", "\nto", "To", "_to", "TO", "fin", "Fin", "FIN"),
    *("ndDate", "nd_date", "oDate", "o_date", "ndTime", "nd_time", "teTime", "te_time"),
    *("ndAt", "nd_at", "ndsAt", "nds_at", "edAt", "ed_at", "esAt", "es_at", "yDate", "y_date", "hDate", "h_date"),
)
_LOOK = f":(?<=[dDslLoOnNet]:)(?:{'|'.join(f'(?<={ending}:)' for ending in _ENDINGS)})"
"""A colon behind the name of an end: faster than looking for names."""


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each end that comes first."""
    if file.document.kind == "json" or re.search(_LOOK, file.front):
        yield from _in(file, file.data, file.document.mark, ())


def _in(file: Checkable, value: Json, mark: Mark, at: Steps) -> Iterator[Finding]:
    children = mark.children
    if isinstance(value, dict) and isinstance(children, dict):
        yield from _of_one(file, value, children, at)
        for name, child in children.items():
            yield from _in(file, value[name], child, (*at, name))
    elif isinstance(value, list) and isinstance(children, list):
        for position, (item, child) in enumerate(zip(value, children, strict=False)):
            yield from _in(file, item, child, (*at, position))


def _of_one(file: Checkable, data: dict[str, Json], marks: dict[str, Mark], at: Steps) -> Iterator[Finding]:
    by_name = {re.sub("[_ -]", "", name.lower()): name for name in data}
    for plain, name in by_name.items():
        starts = [by_name[start] for start in _STARTS.get(plain, ()) if start in by_name]
        other = next((start for start in starts if _is_before(data[name], data[start], file.site.timezone)), None)
        if other is not None:
            end, start = marks[name], marks[other]
            values = {"end_name": name, "end": data[name], "start_name": other, "start": data[other]}
            yield Finding(end.start, end.end, values, at=(*at, name), related=((start.start, start.end),))


def _is_before(one: Json, other: Json, timezone: str) -> bool:
    """Whether two texts are dates, the first of which is the earlier one."""
    if not (isinstance(one, str) and isinstance(other, str)):
        return False
    from cms.instants import is_date, is_date_time, starts  # noqa: PLC0415 - few entries have two dates that belong together

    if is_date_time(one) and is_date_time(other):
        ends, begins = starts(one, timezone), starts(other, timezone)
        return ends is not None and begins is not None and ends < begins
    are_dates = all(is_date(text) or is_date_time(text) for text in (one, other))
    return are_dates and one[:10] < other[:10]
