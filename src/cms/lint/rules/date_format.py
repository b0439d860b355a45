"""Dates are written year first: `2020-12-22`.

What it finds: in fields that are named for a date (`date`, `endDate`,
`created_at`, `published`…), a date that is written in another way:
`22/12/2020`, `January 5, 2021`, `2020-01-02 10:00:00 -0500`; and days that
don't exist. Fields whose schema asks for a `format` aren't looked at: the
schema speaks of them.

Why: programs sort and show dates by their ISO form alone. Each guesses at
others in its own way, or takes them for text.

What to do: write the year, the month and the day, and if need be `T`, the time
and its offset: `2020-01-02T10:00:00-05:00`. `cms fix` does it where there is no
doubt which day is meant, which there is in `3/4/2020`.

Good:

    date: 2021-01-05

Bad:

    date: January 5, 2021

---

Les dates s’écrivent en commençant par l’année : `2020-12-22`.

Ce qui est signalé : dans les champs qui portent le nom d’une date (`date`,
`endDate`, `created_at`, `published`…), une date écrite autrement :
`22/12/2020`, `12 janvier 2020`, `2020-01-02 10:00:00 -0500` ; et les jours qui
n’existent pas. Les champs dont la forme est imposée ne sont pas examinés : ce
qui ne va pas y est dit ailleurs.

Pourquoi : les programmes ne trient et n’affichent bien que les dates sous cette
forme. Chacun devine les autres à sa façon, ou les prend pour du texte.

Que faire : écrire l’année, le mois et le jour et, si besoin, `T`, l’heure et
son décalage : `2020-01-02T10:00:00-05:00`. `cms fix` le fait quand le jour est
certain ; il ne l’est pas dans `3/4/2020`.

Bon :

    date: 2020-01-12

Mauvais :

    date: 12 janvier 2020
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable, Text
from cms.lint.rule import Edit, Finding
from cms.lint.scalars import between_quotes, judged
from cms.model import Json, Level

ID = "lint/date-format"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

_LOOK = r"""(?x)
    :\ ++["']?+ (?!\d{4}-\d\d-\d\d["']?[\n,])
    (?: \d{1,4} (?: [-/.]\d | (?:er|st|nd|rd|th)?[ ]+\w ) | (?:[^\W\d]{2,9}[.,]{0,2}\ +){1,3} \d )
    [^\n]*\d
"""
"""What a line with a date may look like, but for the lines with one as it should be."""

_WORDS = re.compile("[A-ZÉ]?[a-zéè]+|[A-ZÉÈ]+")
_OF_DATES = frozenset(
    {
        *("date", "datetime", "deadline", "birthday", "lastmod", "created", "updated", "modified", "published"),
        *("expires", "start", "begin", "end", "from", "until", "since", "début", "debut", "fin", "échéance"),
    }
)


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each date in another form."""
    if not re.search(_LOOK, file.front):
        return
    from cms.dates import is_iso, to_iso  # noqa: PLC0415 - most files have no date that must be understood

    found = [text for text in file.texts if _is_of_dates(text) and not is_iso(text.value)]
    known = judged(file) if found else frozenset()
    for text in found:
        iso = to_iso(text.value)
        if iso is not None and text.at not in known:
            yield _finding(text, iso, between_quotes(file.text, text))


def _is_of_dates(text: Text) -> bool:
    name = text.at[-1] if text.at else 0
    return isinstance(name, str) and any(word.lower() in _OF_DATES for word in _WORDS.findall(name))


def _finding(text: Text, iso: str, place: tuple[int, int] | None) -> Finding:
    if not iso:
        case = "no-such-date" if re.match(r"\d{4}-\d\d-\d\d", text.value) else "unsure"
        return Finding(text.start, text.end, {"found": text.value}, case, text.at)
    values = {"found": text.value, "suggestion": iso}
    edits = () if place is None else (Edit(*place, iso),)
    return Finding(text.start, text.end, values, "", text.at, edits)
