"""The date in a file's name is that of the entry.

What it finds: a file whose name, or that of its folder for an `index.md`,
starts with a date, while its field `date` is another day. A day more or less is
fine where the field has a time: it may be the next day elsewhere. Where the
path of the collection has a `{date}`, `schema/template` says it.

Why: programs take the date from the name or from the field, so that the entry
has another place, or another address, on each site. Most often the text came
out later than planned, or the file was copied from another.

What to do: write the same day in both. In `2026-01-02-example.md`:

Good:

    date: 2026-01-02

Bad:

    date: 2025-11-30

---

La date du nom d’un fichier est celle de l’entrée.

Ce qui est signalé : un fichier dont le nom, ou celui de son dossier pour un
`index.md`, commence par une date, alors que son champ `date` dit un autre jour.
Un jour d’écart est permis quand le champ a une heure : il peut déjà être demain
ailleurs. Si le chemin de la collection contient `{date}`, c’est
`schema/template` qui le dit.

Pourquoi : les programmes prennent la date dans le nom ou dans le champ ;
l’entrée n’a donc pas la même place, ou pas la même adresse, d’un site à
l’autre. Le plus souvent, le texte a paru plus tard que prévu, ou le fichier a
été copié.

Que faire : écrire le même jour aux deux endroits. Dans
`2026-01-02-exemple.md` :

Bon :

    date: 2026-01-02

Mauvais :

    date: 2025-11-30
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.rule import Finding
from cms.model import Json, Level
from cms.positions import find

ID = "lint/date-mismatch"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_DATED = r"(?:^|/)(\d{4}-\d\d-\d\d)(?!\d)[^/]*(?:/_?index(?:\.[a-z]{2,3})?)?\.\w+$"


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding where the two are different days."""
    found, slug = file.data.get("date"), file.entry.slug
    # Where the template has the date apart, the slug begins behind it.
    if not isinstance(found, str) or not slug[:4].isdecimal():
        return
    if any(each.rule == "schema/template" for each in file.known):
        return  # which says the same
    named = re.search(_DATED, file.document.path)
    if named and slug.startswith(named[1]) and found[:10] != named[1] and not _agree(named[1], found):
        mark = find(file.document.mark, ("date",))
        yield Finding(mark.start, mark.end, {"named": named[1], "found": found}, at=("date",))


def _agree(named: str, found: str) -> bool:
    """Whether they are the same day somewhere on Earth, or aren't days that could be compared."""
    from datetime import date  # noqa: PLC0415 - few entries disagree with their names

    from cms.dates import is_iso, to_iso  # noqa: PLC0415 - as above

    iso = found if is_iso(found) else to_iso(found) or ""
    try:
        apart = abs(date.fromisoformat(iso[:10]) - date.fromisoformat(named)).days
    except ValueError:
        return True
    return apart <= (len(iso) > len(named))
