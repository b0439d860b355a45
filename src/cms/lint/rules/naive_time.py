"""A date with a time says in which time zone.

What it finds: values that are a date and a time without an offset, such as
`2020-12-22T10:00:00` or `2020-12-22 10:00`. Fields whose schema asks for a
`format` aren't looked at: in a `date-time`, the site's time zone is meant.

Why: without an offset, each program takes its own time zone, or that of the
reader. The same event then is at ten for one and at eleven for another.

What to do: add the offset, `+01:00` in winter and `+02:00` in summer in Paris,
or `Z` for UTC. If cms.yml gives the site's time zone, `cms fix` does it, but
for the hours in which clocks are changed.

Good:

    starts: 2020-12-22T10:00:00+01:00

Bad:

    starts: 2020-12-22T10:00:00

---

Une date avec une heure dit dans quel fuseau horaire elle est.

Ce qui est signalé : les valeurs qui sont une date et une heure sans décalage
horaire, comme `2020-12-22T10:00:00` ou `2020-12-22 10:00`. Les champs dont la
forme est imposée ne sont pas examinés : le fuseau du site y est sous-entendu.

Pourquoi : sans décalage, chaque programme prend son propre fuseau horaire, ou
celui du lecteur. Le même événement est alors à dix heures pour l’un et à onze
heures pour l’autre.

Que faire : ajouter le décalage, `+01:00` l’hiver et `+02:00` l’été à Paris, ou
`Z` pour l’heure universelle. Si cms.yml donne le fuseau du site, `cms fix` le
fait, sauf aux heures où l’on change d’heure.

Bon :

    starts: 2020-12-22T10:00:00+01:00

Mauvais :

    starts: 2020-12-22T10:00:00
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable, Text
from cms.lint.rule import Edit, Finding
from cms.lint.scalars import between_quotes, judged
from cms.model import Json, Level

ID = "lint/naive-time"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

_LOOK = r"-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d++)?)?(?![\d:.+-]|Z|z)"
_NAIVE = r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?"


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each time without an offset."""
    if not re.search(_LOOK, file.front):
        return
    from cms.instants import is_date_time  # noqa: PLC0415 - most files have no times

    found = [text for text in file.texts if re.fullmatch(_NAIVE, text.value) and is_date_time(text.value)]
    known = judged(file) if found else frozenset()
    for text in found:
        if text.at not in known:
            yield _finding(text, file)


def _finding(text: Text, file: Checkable) -> Finding:
    from cms.instants import in_zone  # noqa: PLC0415 - as above

    zone = file.site.timezone
    meant = None if zone in {"", "UTC"} else in_zone(text.value, zone)
    place = between_quotes(file.text, text)
    edits = () if meant is None or place is None else (Edit(*place, meant),)
    values = {"found": text.value, "suggestion": meant} if meant else {"found": text.value}
    return Finding(text.start, text.end, values, "", text.at, edits)
