"""One thing is written as a list with a dash before each of its fields.

What it finds: a list in which every item has one field, each another one, when
these are fields of one thing: a `name`, its `url` and its `img`. Whether they
are is told by the schema: by the fields that it requires of an item, or where
it wants a single object. Where it leaves that open, their names tell: `name`
with another usual field, or pairs such as `title` and `url`, `src` and `alt`.
A list of things of one kind, such as `github`, `twitter` and `email`, is fine,
and so are items of which a schema allows several kinds.

Why: a dash begins a new item. So there are three authors: one without an
address, one without a name, and one who is only a picture.

What to do: keep the first dash and put two spaces in the place of the others;
where a single object is wanted, in the place of all. `cms fix` does it where
the fields then stand in one column.

Good:

    author:
      - name: Lina Roche
        url: https://example.org/lina

Bad:

    author:
      - name: Lina Roche
      - url: https://example.org/lina

---

Une seule chose est écrite comme une liste, avec un tiret devant chaque champ.

Ce qui est signalé : une liste où chaque élément n’a qu’un champ, chaque fois
un autre, quand ce sont les champs d’une même chose : un `name`, son `url` et
son `img`. Les règles de la collection le disent : par les champs qu’elles
demandent à chaque élément, ou quand elles attendent un seul objet. Quand elles
ne disent rien, ce sont les noms : `name` avec un autre champ courant, ou des
paires comme `title` et `url`, `src` et `alt`. Une liste de choses de même
nature, comme `github`, `twitter` et `email`, est permise, ainsi que des
éléments dont plusieurs sortes sont prévues.

Pourquoi : un tiret commence un nouvel élément. Il y a donc trois auteurs : un
sans adresse, un sans nom, et un qui n’est qu’une image.

Que faire : garder le premier tiret et remplacer les autres par deux espaces ;
quand un seul objet est attendu, les remplacer tous. `cms fix` le fait, si les
champs sont alors bien alignés.

Bon :

    author:
      - name: Lina Roche
        url: https://example.org/lina

Mauvais :

    author:
      - name: Lina Roche
      - url: https://example.org/lina
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cms.lint.belonging import belong_together
from cms.lint.checkable import Checkable
from cms.lint.declared import parts_at
from cms.lint.lists import lists_of
from cms.lint.rule import Edit, Finding
from cms.model import Data, Json, Level, Mark, Steps
from cms.positions import find

ID = "lint/split-object"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ("schema/",)
FIXES = True

_DASH = r"(?m)^ *(-) +"
_KINDS = ("anyOf", "oneOf", "maxProperties")


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each list that is one thing, at the name that it has."""
    for at, items in lists_of(file, dict):
        if len(items[0]) == 1:
            names = [name for item in items if isinstance(item, dict) and len(item) == 1 for name in item]
            if len(names) == len(items) == len(set(names)):
                yield from _found(file, at, names)


def _found(file: Checkable, at: Steps, names: Sequence[str]) -> Iterator[Finding]:
    mark = find(file.document.mark, at)
    if not file.text.startswith("-", mark.start) or not isinstance(mark.children, list):
        return
    is_single = _is_single(parts_at(file.schema, at), names)
    if is_single or _is_one_item(parts_at(file.schema, (*at, 0)), names):
        start, end = mark.key or (mark.children[0].start, mark.children[0].end)
        edits = _edits(file.text, mark.children, from_first=is_single)
        values = {"names": list(names), "count": len(names)}
        yield Finding(start, end, values, "single" if is_single else "", at, edits)


# --- Whether one thing was meant -------------------------------------------------------------------------------------


def _is_single(parts: Sequence[Data], names: Sequence[str]) -> bool:
    """Whether the schema wants, in the place of the list, one object with these fields."""
    may_be_list = any("items" in part or "array" in part.get("type", ()) for part in parts)
    return not may_be_list and any(part.get("properties", {}).keys() >= {*names} for part in parts)


def _is_one_item(parts: Sequence[Data], names: Sequence[str]) -> bool:
    """Whether these are fields of one item: by what the schema requires of each, else by their names."""
    if any(keyword in part for part in parts for keyword in _KINDS):
        return False
    required = {name for part in parts for name in part.get("required", ())}
    known = {name for part in parts for name in part.get("properties", ())}
    if len(required & {*names}) > 1 or (required and known >= {*names}):
        return True
    return belong_together(names)


# --- Edits -----------------------------------------------------------------------------------------------------------


def _edits(text: str, items: Sequence[Mark], *, from_first: bool) -> tuple[Edit, ...]:
    """A space for each dash but the first, or for that as well; none where the fields wouldn't stand in one column."""
    dash = re.compile(_DASH)
    dashes = [dash.match(text, text.rfind("\n", 0, item.start) + 1) for item in items]
    columns = {item.start - text.rfind("\n", 0, item.start) for item in items}
    edits = [
        Edit(match.start(1), match.end(1), " ")
        for match, item in zip(dashes, items, strict=True)
        if match is not None and match.end() == item.start and text[item.start] not in "{&!"
    ]
    if len(edits) < len(items) or len(columns) > 1:
        return ()
    return tuple(edits if from_first else edits[1:])
