"""A field that nobody expects looks like one that is expected and missing.

What it finds: a field that the schema doesn't name, though it allows others
than those it names, and that differs from one which it names and the entry
lacks: by a letter or two (`sumary` for `summary`), by an `s` at its end where
the value would fit, or by nothing but capitals, accents, hyphens and
underscores (`start_date` for `startDate`). Where a schema forbids other fields,
it is a mistake anyhow, and `schema/additionalProperties` says so.

Why: sites read a field by its exact name. What stands under another one is
shown nowhere, and nobody notices.

What to do: write the field's name as the schema has it.

Good:

    title: Les rendez-vous
    startDate: 2026-01-02

Bad:

    titel: Les rendez-vous
    start_date: 2026-01-02

---

Un champ que personne n’attend ressemble à un champ attendu qui manque.

Ce qui est signalé : un champ que les règles de la collection ne nomment pas,
bien qu’elles en permettent d’autres, et qui diffère d’un champ qu’elles
nomment et qui manque : d’une lettre ou deux (`sumary` pour `summary`), d’un
`s` à la fin si la valeur convient, ou seulement par des majuscules, des
accents, des traits d’union ou des tirets bas (`start_date` pour `startDate`).
Quand les autres champs sont interdits, c’est de toute façon une erreur, et
`schema/additionalProperties` le dit.

Pourquoi : les sites lisent un champ par son nom exact. Ce qui est écrit sous
un autre nom ne s’affiche nulle part, et personne ne s’en aperçoit.

Que faire : écrire le nom du champ comme les règles de la collection le donnent.

Bon :

    title: Les rendez-vous
    startDate: 2026-01-02

Mauvais :

    titel: Les rendez-vous
    start_date: 2026-01-02
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.declared import followed, parts_at
from cms.lint.rule import Finding
from cms.model import Data, Json, Level, Schema, Steps
from cms.positions import find

ID = "lint/similar-key"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_TYPES: Mapping[type, set[str]] = {
    str: {"string"},
    bool: {"boolean"},
    int: {"integer", "number"},
    float: {"number"},
    list: {"array"},
    dict: {"object"},
    type(None): {"null"},
}
_NESTED = frozenset({dict, list})
_OPEN = ("patternProperties", "propertyNames")


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each name that is most likely another."""
    data, properties = file.data, file.properties
    if not data.keys() <= properties.keys():
        yield from _found(file, (), data)
    for name, item in data.items():
        if type(item) is dict or (type(item) is list and item and type(item[0]) in _NESTED):
            for at, mapping in _unnamed(item, properties.get(name, {}), (name,), file.schema.document):
                yield from _found(file, at, mapping)


def _unnamed(value: Json, schema: Data, at: Steps, document: Data) -> Iterator[tuple[Steps, Data]]:
    """Mappings with names that a schema, looked at in haste, doesn't name."""
    if type(value) is dict:
        properties = schema.get("properties", {})
        if not value.keys() <= properties.keys():
            yield at, value
        for name, item in value.items():
            if type(item) in _NESTED:
                yield from _unnamed(item, followed(properties.get(name), document), (*at, name), document)
        return
    items = followed(schema.get("items"), document)
    for position, item in enumerate(value):
        if type(item) in _NESTED:
            yield from _unnamed(item, items, (*at, position), document)


def _found(file: Checkable, at: Steps, mapping: Data) -> Iterator[Finding]:
    parts = parts_at(file.schema, at)
    if any(_has_own_say(part) for part in parts):
        return
    named = {name for part in parts for name in part.get("properties", ())}
    if named <= mapping.keys():
        return
    from cms.closest import closest_of, ready  # noqa: PLC0415 - only for names that aren't known

    lacking = list(ready(sorted(named - mapping.keys())))
    for name in mapping:
        meant = None if name in named else closest_of(name, lacking)
        key = find(file.document.mark, (*at, name)).key
        if meant is not None and key is not None and (like := _likeness(file.schema, at, name, mapping, meant)):
            yield Finding(*key, {"name": name, "meant": meant}, "form" if like == "form" else "", (*at, name))


def _likeness(schema: Schema, at: Steps, name: str, mapping: Data, meant: str) -> str | None:
    """How two names are alike; nothing where the value has another type than the one that may be meant.

    A plural may be a field of its own, so more is asked of it: that the other is required, or has the value's type.
    """
    from cms.lint.likeness import likeness  # noqa: PLC0415 - as above

    like = likeness(name, meant)
    if like is None or like == "form":
        return like
    wanted = [part.get("type", ()) for part in parts_at(schema, (*at, meant))]
    types = {name for types in wanted for name in ([types] if isinstance(types, str) else types)}
    if _TYPES[type(mapping[name])] & types:
        return like
    is_required = any(meant in part.get("required", ()) for part in parts_at(schema, at))
    return like if is_required or (like == "slip" and not types) else None


def _has_own_say(part: Data) -> bool:
    """Whether a schema judges the other names itself, or wants any."""
    others = (part.get("additionalProperties", True), part.get("unevaluatedProperties", True))
    return others != (True, True) or any(keyword in part for keyword in _OPEN)
