"""A collection's entries and inferred schema → what stands under it in cms.yml: what is published, order, address."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from cms.draft import TITLES
from cms.model import Data, Json
from cms.scaffold.inference.labels import label, words
from cms.scaffold.inference.samples import Inferred, Sample, paths_of
from cms.scaffold.plan import Doubt

_OFF = {("draft",), ("is", "draft"), ("hidden",), ("unpublished",)}
_ON = {("published",), ("is", "published"), ("publish",)}
_SHOWN = frozenset({"published", "publish", "public", "live", "online", "publie", "publiee", "en ligne"})
_YES = frozenset({"yes", "true", "on", "y", "oui"})
_NO = frozenset({"no", "false", "off", "n", "non"})
_HIDING = ("draft", "isDraft", "hidden", "unpublished")
_DEFAULT_SWITCH = "status"
_RANKS = ("order", "weight", "position", "sidebar_position", "rank")
_DAYS = ("date", "publishDate", "published", "startDate", "start", "created")
_ADDRESSES = ("permalink", "url", "slug")
_FEWEST = 3
_MOSTLY = 0.5


def decide_publication(name: str, entries: Sequence[Sample], schema: Data) -> tuple[Data, Inferred]:
    """The `publish` setting, if one is needed, and the schema with what an absent value means."""
    properties: Mapping[str, Data] = schema.get("properties", {})
    for field in properties:
        values = [Sample(entry.path, entry.value[field]) for entry in entries if field in entry.value]
        switch = _shown_value(field, values)
        if switch is None:
            continue
        hidden = [value for value in values if value.value != switch.value]
        if len(values) < len(entries):
            described = {**properties[field], "default": switch.value}
            schema = {**schema, "properties": {**properties, field: described}}
        facts: Data = {"value": switch.value, "count": len(hidden), "paths": paths_of(hidden)}
        at = f"/properties/{field}"
        doubts: tuple[Doubt, ...] = (Doubt(name, at, "publish" if hidden else "publish-all", facts),)
        if lacking := len(entries) - len(values):
            doubts = (*doubts, Doubt(name, at, "publish-lacking", {"count": lacking, "total": len(entries)}))
        return {"publish": {"field": field, "value": switch.value}}, Inferred(schema, doubts)
    if _DEFAULT_SWITCH in properties:
        doubt = Doubt(name, f"/properties/{_DEFAULT_SWITCH}", "publish-none")
        return {"publish": {"field": None}}, Inferred(schema, (doubt,))
    return {}, Inferred(schema)


def keep_back(name: str, schema: Data) -> tuple[Data, Inferred]:
    """The `publish` setting of a folder of drafts, and the schema with a field that hides all that doesn't deny it."""
    properties: Mapping[str, Data] = schema.get("properties", {})
    field = next((field for field in _HIDING if _has(properties, field, "boolean")), _HIDING[0])
    described = {"title": label(field), "type": "boolean", **properties.get(field, {}), "default": True}
    doubt = Doubt(name, f"/properties/{field}", "publish-drafts", {"value": False})
    hidden = {**schema, "properties": {**properties, field: described}}
    return {"publish": {"field": field, "value": False}}, Inferred(hidden, (doubt,))


def _shown_value(field: str, values: Sequence[Sample]) -> Sample | None:
    """The value of a field in entries that are shown, where it says whether they are."""
    named = tuple(words(field))
    if named in _OFF | _ON and all(_is_yes_or_no(value.value) for value in values):
        return Sample("", _shown_answer({value.value for value in values}, shown=named in _ON))
    if named not in {("status",), ("state",), ("visibility",), ("publication",)}:
        return None
    shown = {value.value for value in values if isinstance(value.value, str) and _plain(value.value) in _SHOWN}
    return Sample("", shown.pop()) if len(shown) == 1 else None


def _is_yes_or_no(value: Json) -> bool:
    return isinstance(value, bool | None) or (isinstance(value, str) and _plain(value) in _YES | _NO)


def _shown_answer(answers: set[Json], *, shown: bool) -> Json:
    """What stands for `shown`: the text, where all write it as one and the same, as in `draft: no`; else itself."""
    same = {answer for answer in answers if isinstance(answer, str) and (_plain(answer) in _YES) == shown}
    return same.pop() if len(same) == 1 and not any(isinstance(answer, bool) for answer in answers) else shown


def _plain(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))


def order_of(schema: Data, doubts: Sequence[Doubt], *, dated: bool) -> list[str]:
    """How a collection's entries are sorted: by a rank, else by day, the latest first, else by name.

    A day that is mostly written as ISO's counts, which is what `doubts` tell. Where only the files' names are `dated`,
    no field tells the day: by their ids, which is by none, entries stand in the order of their dates.
    """
    properties: Mapping[str, Data] = schema.get("properties", {})
    rank = next((field for field in _RANKS if _has(properties, field, "integer", "number")), None)
    mostly = {doubt.pointer for doubt in doubts if _are_mostly_days(doubt)}
    days = (name for name in _DAYS if _is_day(properties.get(name, {})) or f"/properties/{name}" in mostly)
    day = next(days, None)
    title = next((field for field in TITLES if _has(properties, field, "string")), None)
    if rank is not None:
        return [rank]
    if day is not None:
        return [f"-{day}"]
    return [] if dated or title is None else [title]


def _are_mostly_days(doubt: Doubt) -> bool:
    return doubt.case == "dates" and doubt.values["count"] < _MOSTLY * doubt.values["total"]


def _has(properties: Mapping[str, Data], field: str, *types: str) -> bool:
    return properties.get(field, {}).get("type") in types


def _is_day(schema: Data) -> bool:
    either: Json = [schema.get("format"), schema.get("then", {}).get("format")]
    return bool({"date", "date-time"} & set(either))


def url_of_entries(entries: Sequence[Sample], slugs: Mapping[str, str]) -> str | None:
    """The address template, below a folder of the site, that all entries' own addresses follow, if they do."""
    for field in _ADDRESSES:
        if len(entries) < _FEWEST or not all(isinstance(entry.value.get(field), str) for entry in entries):
            continue
        templates = {_template(entry.value[field], slugs.get(entry.path)) for entry in entries}
        found = templates.pop()
        if not templates and found is not None:
            return found
    return None


def _template(address: str, slug: str | None) -> str | None:
    start, _, last = address.rstrip("/").rpartition("/")
    if last != slug or not start.startswith("/") or any(char in address for char in "{} \t"):
        return None
    return f"{start}/{{slug}}" + ("/" if address.endswith("/") else "")
