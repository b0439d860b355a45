"""Values of one place in many files → the schema of that place: the types, and what each type asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cms.closest import closest
from cms.model import Data, Json
from cms.scaffold.inference.labels import is_slip, label
from cms.scaffold.inference.samples import MANY, Around, Inferred, Sample, doubt_of, nearly, paths_of
from cms.scaffold.inference.texts import describe
from cms.scaffold.plan import Doubt

FEW = 3
"""In fewer entries than that, what is always there may be so by accident."""

NOT_MANY = 10

_NAMES = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
_DEEPEST = 6


def infer_value(field: str, samples: Sequence[Sample], at: str, around: Around) -> Inferred:
    """The schema of a field, or of a list's items, at the pointer `at`."""
    given = [sample for sample in samples if sample.value is not None]
    schema: Data = {"title": label(field)}
    if not given:
        return Inferred(schema, (doubt_of(around, at, "always-empty", samples, samples),) if samples else ())
    by_type, slips = _without_slips(_by_type(given))
    types: list[str] = list(by_type)
    doubts = [doubt_of(around, at, "type-slip", wrong, given, type=name) for name, wrong in slips.items()]
    if len(types) > 1:
        doubts.append(_mixed(by_type, at, around))
    empty = [sample for sample in samples if sample.value is None]
    if empty:
        types.append("null")
    schema["type"] = types[0] if len(types) == 1 else types
    for name, of_type in by_type.items():
        part = _part(name, field, of_type, at, around)
        schema |= part.schema
        doubts.extend(part.doubts)
    blank = [*empty, *(sample for sample in given if sample.value == "")]
    if blank:
        doubts.append(doubt_of(around, at, "empty", blank, samples))
    return _fitted(Inferred(schema, tuple(doubts)), types, at)


def _by_type(samples: Sequence[Sample]) -> dict[str, list[Sample]]:
    """The samples by type, the most frequent first; whole numbers among others are numbers like them."""
    found: dict[str, list[Sample]] = {}
    for sample in samples:
        found.setdefault(_NAMES[type(sample.value)], []).append(sample)
    if "number" in found and "integer" in found:
        found["number"] = [*found["number"], *found.pop("integer")]
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _without_slips(
    by_type: dict[str, list[Sample]],
) -> tuple[dict[str, list[Sample]], dict[str, list[Sample]]]:
    """The types that are meant, and those that are a slip: one or two of very many."""
    usual, *_ = by_type
    total = sum(map(len, by_type.values()))
    if len(by_type) == 1 or not nearly(len(by_type[usual]), total):
        return by_type, {}
    return {usual: by_type[usual]}, {name: found for name, found in by_type.items() if name != usual}


def _part(kind: str, field: str, samples: Sequence[Sample], at: str, around: Around) -> Inferred:
    """What one type asks for, in keywords that speak of no other."""
    if kind == "array":
        return _items(field, samples, at, around)
    if kind == "object" and at.count("/") < _DEEPEST * 2:
        return infer_object(samples, at, around)
    if kind == "string":
        return _texts(field, samples, at, around)
    return Inferred({})


def _texts(field: str, samples: Sequence[Sample], at: str, around: Around) -> Inferred:
    written = [sample for sample in samples if sample.value]
    if not written:
        return Inferred({})
    found = describe(field, written, at, around)
    if len(written) == len(samples) or not found.schema:
        return found
    if "enum" in found.schema:
        return found._replace(schema={"enum": ["", *found.schema["enum"]]})
    return found._replace(schema={"if": {"minLength": 1}, "then": found.schema})


def _fitted(found: Inferred, types: Sequence[str], at: str) -> Inferred:
    """The schema without a list of choices that would forbid its other types; to be empty is one of the choices."""
    if "enum" in found.schema and set(types) - {"string", "null"}:
        schema = {name: value for name, value in found.schema.items() if name != "enum"}
        kept = (doubt for doubt in found.doubts if doubt.pointer != at or "enum" not in doubt.case)
        return Inferred(schema, tuple(kept))
    if "enum" in found.schema and "null" in types:
        return found._replace(schema=found.schema | {"enum": [*found.schema["enum"], None]})
    return found


def _items(field: str, samples: Sequence[Sample], at: str, around: Around) -> Inferred:
    items = [Sample(sample.path, item) for sample in samples for item in sample.value]
    if not items:
        return Inferred({})
    found = infer_value(field, items, f"{at}/items", around)
    return Inferred({"items": found.schema}, found.doubts)


# --- Groups of fields ------------------------------------------------------------------------------------------------


def infer_object(samples: Sequence[Sample], at: str, around: Around) -> Inferred:
    """The keywords for groups of fields; where names are data themselves, those for any name."""
    by_name: dict[str, list[Sample]] = {}
    if not any(sample.value for sample in samples):
        return Inferred({})
    for sample in samples:
        for name, value in sample.value.items():
            by_name.setdefault(name, []).append(Sample(sample.path, value))
    if _is_map(samples, by_name):
        values = [value for of_name in by_name.values() for value in of_name]
        found = infer_value(around.collection, values, f"{at}/additionalProperties", around)
        return Inferred({"additionalProperties": found.schema}, found.doubts)
    typos = dict(_misspelt(by_name, samples))
    strange = dict.fromkeys(name for name in by_name if name not in typos and _is_strange(name, by_name, samples))
    fields = {
        name: infer_value(name, values, f"{at}/properties/{_escaped(name)}", around)
        for name, values in by_name.items()
        if name not in typos and name not in strange
    }
    required: list[Json] = [name for name in fields if len(by_name[name]) == len(samples) >= FEW]
    schema: Data = {"additionalProperties": False} | ({"required": required} if required else {})
    schema["properties"] = {name: found.schema for name, found in fields.items()}
    doubts = [doubt for found in fields.values() for doubt in found.doubts]
    doubts.extend(doubt_of(around, at, "strange", by_name[name], samples, name=name) for name in strange)
    doubts.extend(
        doubt_of(around, f"{at}/properties/{_escaped(meant)}", "misspelt", by_name[name], samples, name=name)
        for name, meant in typos.items()
    )
    doubts.extend(_presence(by_name, samples, fields, at, around))
    return Inferred(schema, tuple(doubts))


def _is_map(samples: Sequence[Sample], by_name: Mapping[str, Sequence[Sample]]) -> bool:
    """Whether names are data, as in a list of people by their ids: groups of fields alike under names that vary."""
    values = [value.value for of_name in by_name.values() for value in of_name]
    if len(by_name) < FEW or not all(isinstance(value, dict) and value for value in values):
        return False
    repeated = max(map(len, by_name.values()))
    shared = set(values[0]).intersection(*values[1:])
    return bool(shared) and (len(samples) == 1 or repeated * 2 <= len(samples))


def _misspelt(by_name: Mapping[str, Sequence[Sample]], samples: Sequence[Sample]) -> Iterator[tuple[str, str]]:
    """Names that stand there once or twice in place of one that is nearly the same and usual."""
    usual = {name: {found.path for found in of_name} for name, of_name in by_name.items() if len(of_name) >= MANY}
    rare = [name for name, of_name in by_name.items() if nearly(len(samples) - len(of_name), len(samples))]
    for name in rare if usual else ():
        meant = closest(name, usual)
        together = meant is not None and any(found.path in usual[meant] for found in by_name[name])
        if meant is not None and is_slip(name, meant) and not together:
            yield name, meant


def _is_strange(name: str, by_name: Mapping[str, Sequence[Sample]], samples: Sequence[Sample]) -> bool:
    """Whether a name is a text that was taken for a field, once in many entries."""
    alone = len(samples) >= MANY and nearly(len(samples) - len(by_name[name]), len(samples))
    return alone and re.fullmatch(r"[\w$@.:-]{1,40}(?: [\w.-]{1,20}){0,2}", name) is None


def _presence(
    by_name: Mapping[str, Sequence[Sample]],
    samples: Sequence[Sample],
    fields: Mapping[str, Inferred],
    at: str,
    around: Around,
) -> Iterator[Doubt]:
    """Fields that are nearly always there, or nearly never."""
    total = len(samples)
    for name in fields:
        found = by_name[name]
        where = f"{at}/properties/{_escaped(name)}"
        if len(found) < total and nearly(len(found), total):
            there = {sample.path for sample in found}
            without = [sample for sample in samples if sample.path not in there]
            yield doubt_of(around, where, "nearly-required", without, samples)
        elif total >= MANY and nearly(total - len(found), total):
            yield doubt_of(around, where, "rare", found, samples)


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


# --- Doubts ----------------------------------------------------------------------------------------------------------


def _mixed(by_type: Mapping[str, Sequence[Sample]], at: str, around: Around) -> Doubt:
    counts = Counter({name: len(found) for name, found in by_type.items()})
    rarest = min(by_type, key=lambda name: (counts[name], name))
    values = {"types": list(by_type), "counts": list(counts.values()), "paths": paths_of(by_type[rarest])}
    return Doubt(around.collection, at, "mixed", values)
