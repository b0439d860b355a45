"""A self-contained schema → a function that finds what it says of each value: references, assets, unique values, dates.

A walk of our own along data and schema, since an evaluation drops what a schema says wherever data is wrong: one typing
mistake would then hide every broken reference of its file. Only alternatives need a validator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from cms.model import Annotation, Data, Json, Steps
from cms.schema.keywords import inside, target, value_at
from cms.schema.order import in_order

MARKS = ("x-reference", "x-asset", "x-unique", "x-markdown")
FORMATS = frozenset({"date-time", "iri", "iri-reference", "uri", "uri-reference"})

Test = Callable[[Json], bool]
_Walk = Callable[[Json, Steps, list[Annotation]], None]


class _Plan(NamedTuple):
    """What the walks of one schema are made from.

    `walks` fills as they are made: None stands for one that isn't finished, as schemas may contain themselves. `mixed`
    fills with the places where several schemas speak of one value: marks may come twice there, and out of order.
    """

    document: Data
    bearing: frozenset[Steps]
    fits: Callable[[Steps], Test]
    matches: Callable[[str], Test]
    walks: dict[Steps, _Walk | None]
    mixed: list[Steps]


def finder(
    document: Data, fits: Callable[[Steps], Test], matches: Callable[[str], Test]
) -> Callable[[Data], Iterator[Annotation]]:
    """The function that yields a schema's marks on data, in the data's order.

    Of alternatives, those count that fit; where none does, the only one for the value's type.
    """
    plan = _Plan(document, _bearing(document), fits, matches, {}, [])
    walk = _walk(plan, ())

    def find(data: Data) -> Iterator[Annotation]:
        found: list[Annotation] = []
        walk(data, (), found)
        return iter(in_order(found, data) if plan.mixed else found)

    return find


def _own(schema: Data) -> list[tuple[str, Json]]:
    marks = [(mark, schema[mark]) for mark in MARKS if schema.get(mark)]
    if schema.get("format") in FORMATS:
        marks.append(("format", schema["format"]))
    return marks


# --- Where marks are -------------------------------------------------------------------------------------------------


def _bearing(document: Data) -> frozenset[Steps]:
    """The places of schemas that have a mark, or lead to one."""
    leading: dict[Steps, list[Steps]] = {}
    marked = []
    waiting: list[tuple[Steps, Json]] = [((), document)]
    while waiting:
        at, schema = waiting.pop()
        if not isinstance(schema, dict):
            continue
        following = [] if "$ref" not in schema else [target(schema["$ref"], document)[0]]
        waiting += (children := list(inside(schema, at)))
        for other in (*following, *(place for place, _ in children if place[len(at)] not in _UNREACHED)):
            leading.setdefault(other, []).append(at)
        if _own(schema):
            marked.append(at)
    found: set[Steps] = set()
    while marked:
        at = marked.pop()
        if at not in found:
            found.add(at)
            marked += leading.get(at, ())
    return frozenset(found)


# --- Walking ---------------------------------------------------------------------------------------------------------


def _walk(plan: _Plan, at: Steps) -> _Walk:
    """The walk of the schema at a place."""
    if at not in plan.walks:
        plan.walks[at] = None
        plan.walks[at] = _made(plan, at)
    made = plan.walks[at]

    def later(value: Json, here: Steps, found: list[Annotation]) -> None:
        if (walk := plan.walks[at]) is not None:
            walk(value, here, found)

    return made or later


def _walks(plan: _Plan, places: Iterable[Steps]) -> list[_Walk]:
    """The walks of the schemas at some places, as far as there is something to find."""
    return [_walk(plan, place) for place in places if place in plan.bearing]


def _made(plan: _Plan, at: Steps) -> _Walk:
    schema: Data = value_at(plan.document, at)
    own = _own(schema)
    walks = [walk for walk in (_of_mapping(plan, at, schema), _of_list(plan, at, schema)) if walk is not None]
    walks += _of_same_value(plan, at, schema)
    if len(walks) + bool(own) > 1 or _overlaps(plan, at):
        plan.mixed.append(at)
    if len(walks) == 1 and not own:
        return walks[0]
    if len(own) == 1 and not walks:
        return _of_mark(*own[0])

    def walk(value: Json, here: Steps, found: list[Annotation]) -> None:
        for mark, content in own:
            found.append(Annotation(mark, here, content))
        for follow in walks:
            follow(value, here, found)

    return walk


def _of_mark(mark: str, content: Json) -> _Walk:
    def walk(_: Json, here: Steps, found: list[Annotation]) -> None:
        found.append(Annotation(mark, here, content))

    return walk


def _overlaps(plan: _Plan, at: Steps) -> bool:
    """Whether one walk of a schema may follow several of the schemas inside it for one value."""
    bearing = [place[len(at) :] for place, _ in inside(value_at(plan.document, at), at) if place in plan.bearing]
    alternatives = [keyword for keyword, *_ in bearing if keyword in {"anyOf", "oneOf"}]
    return len(alternatives) > 1 or any(keyword in _BESIDE_OTHERS for keyword, *_ in bearing)


def _of_mapping(plan: _Plan, at: Steps, schema: Data) -> _Walk | None:
    known = {name: _walks(plan, [(*at, "properties", name)]) for name in schema.get("properties", ())}
    patterns = [
        (plan.matches(pattern), _walks(plan, [(*at, "patternProperties", pattern)]))
        for pattern in schema.get("patternProperties", ())
    ]
    others = _walks(plan, [(*at, "additionalProperties"), (*at, "unevaluatedProperties")])
    if not (others or any(walks for _, walks in patterns)):
        bearing = {name: walks for name, walks in known.items() if walks}
        return _of_names(bearing) if bearing else None

    def of_name(name: str) -> list[_Walk]:
        fitting = [walks for test, walks in patterns if test(name)]
        if name not in known and not fitting:
            return others
        return [*known.get(name, ()), *(walk for walks in fitting for walk in walks)]

    def walk(value: Json, here: Steps, found: list[Annotation]) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                for follow in of_name(name):
                    follow(inner, (*here, name), found)

    return walk


def _of_names(walks: Mapping[str, list[_Walk]]) -> _Walk:
    """The walk of a mapping in which only some names have something to be found."""

    def walk(value: Json, here: Steps, found: list[Annotation]) -> None:
        if isinstance(value, dict):
            for name in value:
                if name in walks:
                    for follow in walks[name]:
                        follow(value[name], (*here, name), found)

    return walk


def _of_list(plan: _Plan, at: Steps, schema: Data) -> _Walk | None:
    first = [_walks(plan, [(*at, "prefixItems", position)]) for position in range(len(schema.get("prefixItems", ())))]
    rest = _walks(plan, [(*at, "items"), (*at, "unevaluatedItems")])
    if not (any(first) or rest):
        return None

    def walk(value: Json, here: Steps, found: list[Annotation]) -> None:
        if isinstance(value, list):
            for position, inner in enumerate(value):
                for follow in first[position] if position < len(first) else rest:
                    follow(inner, (*here, position), found)

    return walk


def _of_same_value(plan: _Plan, at: Steps, schema: Data) -> Iterator[_Walk]:
    if "$ref" in schema:
        yield from _walks(plan, [target(schema["$ref"], plan.document)[0]])
    yield from _walks(plan, [(*at, "allOf", position) for position in range(len(schema.get("allOf", ())))])
    for keyword in ("anyOf", "oneOf"):
        places: list[Steps] = [(*at, keyword, position) for position in range(len(schema.get(keyword, ())))]
        if plan.bearing.intersection(places):
            yield _of_alternatives(plan, places)
    if plan.bearing.intersection({(*at, "if"), (*at, "then"), (*at, "else")}) and "if" in schema:
        yield _of_condition(plan, at)
    for name in schema.get("dependentSchemas", ()):
        yield from (_where_present(name, walk) for walk in _walks(plan, [(*at, "dependentSchemas", name)]))


def _where_present(name: str, follow: _Walk) -> _Walk:
    def walk(value: Json, here: Steps, found: list[Annotation]) -> None:
        if isinstance(value, dict) and name in value:
            follow(value, here, found)

    return walk


def _of_condition(plan: _Plan, at: Steps) -> _Walk:
    test = plan.fits((*at, "if"))
    yes = _walks(plan, [(*at, "if"), (*at, "then")])
    no = _walks(plan, [(*at, "else")])

    def walk(value: Json, here: Steps, found: list[Annotation]) -> None:
        for follow in yes if test(value) else no:
            follow(value, here, found)

    return walk


def _of_alternatives(plan: _Plan, places: list[Steps]) -> _Walk:
    choices = [(plan.fits(place), _types(plan, place), _walks(plan, [place])) for place in places]

    def walk(value: Json, here: Steps, found: list[Annotation]) -> None:
        chosen = [walks for test, _, walks in choices if test(value)]
        if not chosen:
            meant = [walks for _, types, walks in choices if types is None or types & _TYPES[type(value)]]
            chosen = meant if len(meant) == 1 else []
        for walks in chosen:
            for follow in walks:
                follow(value, here, found)

    return walk


def _types(plan: _Plan, at: Steps) -> frozenset[str] | None:
    """The types that a schema allows; None where it doesn't say."""
    schema = value_at(plan.document, at)
    if not isinstance(schema, dict):
        return None
    if "type" in schema:
        return frozenset([schema["type"]] if isinstance(schema["type"], str) else schema["type"])
    if "$ref" in schema:
        return _types(plan, target(schema["$ref"], plan.document)[0])
    return frozenset({"object"}) if "properties" in schema or "required" in schema else None


_BESIDE_OTHERS = frozenset({"patternProperties", "unevaluatedProperties", "unevaluatedItems", "if"})
_UNREACHED = frozenset({"$defs", "definitions", "not", "contains", "propertyNames", "contentSchema"})
_TYPES: dict[type, frozenset[str]] = {
    str: frozenset({"string"}),
    int: frozenset({"integer", "number"}),
    float: frozenset({"number"}),
    bool: frozenset({"boolean"}),
    list: frozenset({"array"}),
    dict: frozenset({"object"}),
    type(None): frozenset({"null"}),
}
