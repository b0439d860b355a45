"""Recipes and what a source says → an entry's data, what became of each value, and the entries that it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from cms.importers.context import Context, filled, identity, lookup
from cms.importers.mapping import Fields, ImportMap, Recipe
from cms.importers.values import NAME, Part, cut, fits_one, is_empty, refined
from cms.model import NOTHING, Data, Json, Steps
from cms.outcomes import Fate


class Fated(NamedTuple):
    """What became of the value at `steps` of a source (None: it was made): see Outcome. `at` is our field."""

    steps: Steps | None
    fate: Fate
    reason: str = ""
    at: str = ""
    value: Json = None
    values: Mapping[str, Json] = NOTHING


class Placed(NamedTuple):
    """Where an entry is: its id, and its path from the repository's root."""

    id: str
    path: str


class Named(NamedTuple):
    """An entry that a value names: what the value says of it."""

    collection: str
    place: Placed
    data: Data
    fates: tuple[Fated, ...] = ()


class Made(NamedTuple):
    """What recipes make: data, fates, the entries that it names, and texts that were too long for their field."""

    data: Data
    fates: tuple[Fated, ...] = ()
    named: tuple[Named, ...] = ()
    lead: tuple[str, ...] = ()


class Kitchen(NamedTuple):
    """What all recipes may need: the mapping, and tables of rows by key.

    `is_list` tells which fields of a collection take lists; `place` where an entry of a collection is, by its slug and
    data: None where a capture of the path has no value.
    """

    map: ImportMap
    tables: Mapping[str, Mapping[str, Json]]
    is_list: Callable[[str, str], bool]
    place: Callable[[str, str, Data], Placed | None]


def apply(fields: Fields, context: Context, kitchen: Kitchen, collection: str = "") -> Made:
    """Make the data of an entry of a collection, or of an object in one, field by field in the recipes' order."""
    data: Data = {}
    fates: list[Fated] = []
    named: list[Named] = []
    lead: list[str] = []
    for name, recipe in fields.items():
        taken = frozenset(fate.steps for fate in fates if fate.steps is not None and _is_taken(fate))
        made = _made(_Field(name, recipe, context, kitchen, data, taken, kitchen.is_list(collection, name)))
        if name in made.data:
            _put(data, name, made.data[name])
        fates += made.fates
        named += made.named
        lead += made.lead
    return Made(data, tuple(fates), tuple(named), tuple(lead))


def _is_taken(fate: Fated) -> bool:
    return fate.fate != "left-out" or fate.reason == "duplicate"


def _put(data: Data, name: str, value: Json) -> None:
    """Set the value of a dotted name."""
    *outer, last = name.split(".")
    for step in outer:
        data = data.setdefault(step, {})
    data[last] = value


class _Field(NamedTuple):
    """A field that is to be made: its recipe, and all that this may look at."""

    name: str
    recipe: Recipe
    context: Context
    kitchen: Kitchen
    data: Data
    taken: frozenset[Steps]
    as_list: bool


def _made(field: _Field) -> Made:
    """The field's value under its name, if it has one."""
    if field.recipe.fields is not None and not field.recipe.sources:
        return _object(field, field.context)
    parts, fates = _gathered(field)
    results = [_looked_up(field, part) for part in parts]
    if not any(result.data for result in results):
        return _without_source(field, fates + [fate for result in results for fate in result.fates])
    kept: list[Json] = []
    made = Made({}, tuple(fates))
    for result in results:
        reason = _why_not_kept(field, result, kept)
        if reason:
            made = made._replace(fates=(*made.fates, *(_left_out(fate, reason) for fate in result.fates)))
        else:
            kept += result.data.values()
            made = Made({}, made.fates + result.fates, made.named + result.named, made.lead + result.lead)
    return made._replace(data={field.name: kept if field.as_list else kept[0]})


def _why_not_kept(field: _Field, result: Made, kept: list[Json]) -> str:
    if not result.data:
        return "incomplete"
    if result.data[field.name] in kept:
        return "duplicate"
    return "one-only" if kept and not field.as_list else ""


def _gathered(field: _Field) -> tuple[list[Part], list[Fated]]:
    """The values of the first source that has some, or of all; what was left out on the way."""
    parts: list[Part] = []
    fates: list[Fated] = []
    for source in field.recipe.sources:
        for part in lookup(field.context, source):
            reason = _why_not_used(field, part)
            if reason and part.steps is not None:
                fates.append(Fated(part.steps, "left-out", reason, field.name, part.value))
            elif not reason and not (field.recipe.rest and part.steps in field.taken):
                parts += [each for each in refined(part, field.recipe) if not is_empty(each.value)]
        if parts and not field.recipe.every:
            break
    return parts, fates


def _why_not_used(field: _Field, part: Part) -> str:
    if part.steps in field.context.private:
        return "private"
    if is_empty(part.value):
        return "empty"
    return "placeholder" if fits_one(part.value, (*field.recipe.drop, *field.kitchen.map.drop)) else ""


def _looked_up(field: _Field, part: Part) -> Made:
    """What a value makes, or the row of a table that it is the key of."""
    table = field.kitchen.tables.get(field.recipe.look, {})
    row = table.get(part.value) if isinstance(part.value, str) else None
    if row is None:
        return _one(field, part, derived=bool(part.reasons) and isinstance(part.value, dict))
    fate = Fated(part.steps, "changed", "row", field.name, part.value, {"table": field.recipe.look, "key": part.value})
    data = row if isinstance(row, dict) else {NAME: row}
    made = _one(field, Part({"id": part.value, **data}, part.steps, (*part.reasons, "row")), derived=True)
    return made._replace(fates=(fate, *made.fates))


def _one(field: _Field, part: Part, *, derived: bool) -> Made:
    recipe = field.recipe
    inner = Context(part.value, part.steps, derived, {}, field.context, field.context.private)
    if recipe.entry:
        return _reference(field, part, inner)
    if recipe.fields is not None:
        return _object(field, inner)
    if recipe.limit and isinstance(part.value, str) and len(part.value) > recipe.limit:
        value = cut(" ".join(part.value.split()), recipe.limit)
        fate = Fated(part.steps, "changed", "cut", field.name, part.value, {"limit": recipe.limit})
        return Made({field.name: value}, (fate,), (), (part.value,))
    return Made({field.name: part.value}, (_fate(field, part),))


def _fate(field: _Field, part: Part) -> Fated:
    if part.steps is None:
        return Fated(None, "made", "from-made", field.name, part.value)
    if part.reasons:
        return Fated(part.steps, "changed", part.reasons[-1], field.name, part.value)
    return Fated(part.steps, "mapped", "", field.name, part.value)


def _object(field: _Field, context: Context) -> Made:
    """A value in parts of its own; nothing where one is missing that it needs."""
    made = apply(field.recipe.fields or {}, context, field.kitchen)
    fates = tuple(fate._replace(at=f"{field.name}.{fate.at}") for fate in made.fates)
    if not made.data or any(name not in made.data for name in field.recipe.needs):
        return Made({}, tuple(_left_out(fate, "incomplete") for fate in fates if fate.steps is not None))
    return Made({field.name: made.data}, fates, made.named, made.lead)


def _reference(field: _Field, part: Part, inner: Context) -> Made:
    """The id of the entry that a value names, and that entry."""
    collection = field.recipe.entry
    rule = field.kitchen.map.entries[collection]
    made = apply(rule.fields, inner, field.kitchen, collection)
    found = field.kitchen.place(collection, identity(rule.id, made.data, inner), made.data)
    if found is None:
        return Made({}, (Fated(part.steps, "left-out", "nameless", field.name, part.value),))
    steps = part.steps
    if isinstance(part.value, dict):  # its name says whom it means
        steps = next((fate.steps for fate in made.fates if fate.steps is not None), steps)
    values = {"collection": collection, "id": found.id}
    fates = (Fated(steps, "made" if steps is None else "changed", "reference", field.name, found.id, values),)
    return Made({field.name: found.id}, fates, (*made.named, Named(collection, found, made.data, made.fates)))


def _without_source(field: _Field, fates: list[Fated]) -> Made:
    """What stands in for a source that has nothing."""
    recipe = field.recipe
    text = filled(recipe.text, field.data, field.context) if recipe.text else None
    for reason, value in (("fixed", recipe.fixed), ("text", text), ("default", recipe.otherwise)):
        if value is not None:
            whole = [value] if field.as_list and not isinstance(value, list) else value
            return Made({field.name: whole}, (*fates, Fated(None, "made", reason, field.name, value)))
    return Made({}, tuple(fates))


def _left_out(fate: Fated, reason: str) -> Fated:
    return fate if fate.fate == "left-out" else fate._replace(fate="left-out", reason=reason)
