"""Entries to be → the texts of their files: what their schemas refuse left out, drafts where something is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cms.build.report import DRAFTS_MAY_LACK
from cms.build.route import route_path
from cms.config import SetUp
from cms.draft import draft_value
from cms.emit import file_text
from cms.importers import Draft
from cms.model import Data, Diagnostic, Json, Listed, Source, Steps
from cms.outcomes import Outcome
from cms.parse import parse
from cms.positions import numbered, steps_of, value_at, with_value
from cms.validate import validate


class Fitted(NamedTuple):
    """A file to be: its draft, its text, what was done so that it fits, and the required fields that it lacks.

    `published` is what its publish field says.
    """

    draft: Draft
    text: str
    outcomes: tuple[Outcome, ...]
    missing: tuple[str, ...]
    published: bool


def fitted(draft: Draft, set_up: SetUp) -> Fitted:
    """The text of an entry whose data its schema takes; a draft, if it lacks what only drafts may lack."""
    collection, schema = set_up.config.collections[draft.collection], set_up.schemas[draft.collection]
    outcomes: list[Outcome] = []
    data = {name: draft.data[name] for name in schema.properties if name in draft.data}
    data |= {name: value for name, value in draft.data.items() if name not in data}
    if has_drafts(draft, set_up) and (draft.hidden or collection.publish.field not in data):
        data, outcome = _hidden(draft, data, set_up, "hidden" if draft.hidden else "no-status")
        outcomes.append(outcome)
    torn: set[Steps] = set()
    while True:  # each round takes something out, turns a number into a text, or makes a draft
        text = file_text(data, collection.template.suffix, draft.body)
        refused = _refused(draft, text, set_up)
        at, worst = next(_unfit(refused, data, torn), (None, None))
        if at is not None and worst is not None:
            data, outcome = _as_text(draft, data, at, worst) or _without(draft, data, at, worst)
            torn.add(at[:-1])
        elif is_published(data, draft, set_up) and any(found.severity == "error" for found in refused):
            data, outcome = _hidden(draft, data, set_up, "incomplete")
        else:
            return Fitted(draft, text, tuple(outcomes), tuple(_missing(refused)), is_published(data, draft, set_up))
        outcomes.append(outcome)


def is_published(data: Data, draft: Draft, set_up: SetUp) -> bool:
    """Whether an entry's publish field says that it is published; not if its collection has no drafts."""
    publish = set_up.config.collections[draft.collection].publish
    return has_drafts(draft, set_up) and data.get(publish.field) == publish.value


def has_drafts(draft: Draft, set_up: SetUp) -> bool:
    """Whether entries of the collection may be drafts."""
    field = set_up.config.collections[draft.collection].publish.field
    return field in set_up.schemas[draft.collection].properties


def as_draft(one: Fitted, set_up: SetUp, reason: str) -> Fitted:
    """The same file, not published."""
    draft = one.draft._replace(hidden=True)
    again = fitted(draft, set_up)
    outcomes = tuple(each._replace(reason=reason) if each.reason == "hidden" else each for each in again.outcomes)
    return again._replace(outcomes=outcomes)


def _refused(draft: Draft, text: str, set_up: SetUp) -> list[Diagnostic]:
    """What the schema has to say of a file with this text."""
    route = route_path(Listed(draft.path), set_up.config)
    if route is None:
        return []
    source = Source(draft.path, text.encode(), "")
    schema, site = set_up.schemas[draft.collection], set_up.config.site
    _, found = validate(parse(source)[0], route.collection, route.place, schema, site, source.blob)
    return [each for each in found if each.rule.startswith("schema/")]


def _missing(refused: list[Diagnostic]) -> Iterator[str]:
    """The required fields that are missing."""
    for found in refused:
        if found.rule == "schema/required":
            yield str(found.values.get("property", ""))
        elif found.rule == "schema/minItems":
            yield found.pointer.strip("/").replace("/", ".")


def _hidden(draft: Draft, data: Data, set_up: SetUp, reason: str) -> tuple[Data, Outcome]:
    collection, schema = set_up.config.collections[draft.collection], set_up.schemas[draft.collection]
    field = collection.publish.field
    value = draft_value(collection, schema.properties[field])
    source = draft.sources[0]
    ordered = {**data, field: value}
    data = {name: ordered[name] for name in (*schema.properties, *ordered) if name in ordered}
    return data, Outcome(source, 0, "", "made", reason, value, draft.path, field)


def _unfit(refused: list[Diagnostic], data: Data, torn: set[Steps]) -> Iterator[tuple[Steps, Diagnostic]]:
    """What the schema refuses, and where it is: what a draft may lack too, where something was taken out."""
    for found in refused:
        at = steps_of(found.pointer, data)
        is_wrong = found.severity == "error" and found.rule not in DRAFTS_MAY_LACK
        if at and (is_wrong or at in torn):
            yield at, found


def _as_text(draft: Draft, data: Data, at: Steps, found: Diagnostic) -> tuple[Data, Outcome] | None:
    """The data with a number as a text, where its schema wants one."""
    value = value_at(data, at)
    if found.rule != "schema/type" or "string" not in found.values["types"]:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    text, field = str(value), numbered(at)
    outcome = Outcome(draft.sources[0], 0, field, "changed", "converted", text, draft.path, field)
    return with_value(data, at, text), outcome


def _without(draft: Draft, data: Data, at: Steps, found: Diagnostic) -> tuple[Data, Outcome]:
    """The data without what its schema refuses, nor what is empty without it."""
    lost, field = value_at(data, at), numbered(at)
    outcome = Outcome(draft.sources[0], 0, field, "left-out", "unfit", lost, draft.path, field, {"rule": found.rule})
    while len(at) > 1 and len(value_at(data, at[:-1])) == 1:
        at = at[:-1]
    around = value_at(data, at[:-1])
    left: Json = (
        [item for number, item in enumerate(around) if number != at[-1]]
        if isinstance(around, list)
        else {name: value for name, value in around.items() if name != at[-1]}
    )
    return with_value(data, at[:-1], left), outcome
