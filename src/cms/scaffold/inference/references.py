"""The texts of a field → whether they name another collection's entries."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cms.model import Json
from cms.scaffold.inference.labels import is_named_for, words
from cms.scaffold.inference.samples import Around, Index, Inferred, Sample, doubt_of, nearly, values_of
from cms.scaffold.plan import Doubt

_DISTINCT = 3
"""So many different entries must be named before it is no accident."""

_MOSTLY = 0.5
_OWN = frozenset({"slug", "id", "key", "title", "name", "permalink", "url", "path", "layout", "template", "type"})
_OF_ENTRIES = 2  # steps of the pointer to a field of an entry itself
_BARE = "{id}"


class _Match(NamedTuple):
    """How often a collection's entries are named, by how many different names, and by what sort of name."""

    collection: str
    hits: int
    distinct: int
    named: bool
    wrapper: str


def refer(field: str, samples: Sequence[Sample], at: str, around: Around) -> Inferred | None:
    """The reference that a field's texts are, if they are one; only a doubt where they may be."""
    if at.count("/") == _OF_ENTRIES and _OWN & set(words(field)[-1:]):
        return None
    counts = Counter(unicodedata.normalize("NFC", sample.value) for sample in samples)
    matches = sorted(_matches(at, counts, around), key=lambda match: (match.named, match.hits), reverse=True)
    sure = [match for match in matches if _is_sure(match, len(samples))]
    if sure and (sure[0].named or len(sure) == 1):
        return _reference(sure[0], samples, at, around)
    likely = next((match for match in matches if match.named and match.hits >= _MOSTLY * len(samples)), None)
    if likely is not None and likely.distinct > 1:
        wrong = _unknown(samples, likely, around)
        return Inferred({}, (_doubt(around, at, "reference-partly", likely.collection, wrong, samples),))
    return _by_other_names(counts, at, around) or _by_titles(samples, at, around)


def _is_sure(match: _Match, total: int) -> bool:
    if match.named:
        return nearly(match.hits, total) and (match.distinct > 1 or match.hits == total)
    return match.hits == total and match.distinct >= _DISTINCT


def _matches(at: str, counts: Counter[str], around: Around) -> Iterator[_Match]:
    wrapper = _wrapper(list(counts))
    for name, index in around.indexes.items():
        named = _is_named(at, name)
        if not named and (name == around.collection or any(identity.isdecimal() for identity in index.ids)):
            continue
        for form in dict.fromkeys([_BARE, wrapper]):
            before, _, after = form.partition(_BARE)
            ends = len(after)
            found = {value for value in counts if value[len(before) : len(value) - ends] in index.ids}
            if found:
                yield _Match(name, sum(counts[value] for value in found), len(found), named, form)


def _is_named(at: str, collection: str) -> bool:
    """Whether a field, or the one that it is in, says by its name that it speaks of a collection."""
    names = [step for before, step in pairwise(at.split("/")) if before == "properties"]
    return any(is_named_for(name, collection) for name in names[-2:])


def _wrapper(values: Sequence[str]) -> str:
    """What may stand around ids: the folders that all values begin with, and their extension."""
    before = values[0].rpartition("/")[0] + "/" if "/" in values[0] else ""
    dot = values[0].rpartition("/")[2].partition(".")
    after = f".{dot[2]}" if dot[1] else "/" if values[0].endswith("/") else ""
    if after == "/":
        before = before.rstrip("/").rpartition("/")[0] + "/"
    if all(value.startswith(before) and value.endswith(after) for value in values):
        return f"{before}{_BARE}{after}"
    return _BARE


def _reference(match: _Match, samples: Sequence[Sample], at: str, around: Around) -> Inferred:
    target: Json = match.collection
    if match.wrapper != _BARE:
        target = {"collection": match.collection, "value": match.wrapper}
    wrong = _unknown(samples, match, around)
    case = "reference-slip" if wrong else "reference"
    return Inferred({"x-reference": target}, (_doubt(around, at, case, match.collection, wrong, samples),))


def _unknown(samples: Sequence[Sample], match: _Match, around: Around) -> list[Sample]:
    ids = around.indexes[match.collection].ids
    before, _, after = match.wrapper.partition(_BARE)
    written = ((sample, unicodedata.normalize("NFC", sample.value)) for sample in samples)
    return [sample for sample, text in written if text[len(before) : len(text) - len(after)] not in ids]


def _by_other_names(counts: Counter[str], at: str, around: Around) -> Inferred | None:
    """A doubt where all values are slugs or titles of entries: a reference would have to name their ids."""
    for name, index in around.indexes.items():
        least = 1 if _is_named(at, name) else _DISTINCT
        for case, known in _names(index):
            if name != around.collection and len(counts) >= least and all(value in known for value in counts):
                first = next(iter(counts))
                values: dict[str, Json] = {"collection": name, "value": first, "id": known[first]}
                return Inferred({}, (Doubt(around.collection, at, case, values),))
    return None


def _by_titles(samples: Sequence[Sample], at: str, around: Around) -> Inferred | None:
    """A doubt where a field is named for a collection, and most of its values are titles there."""
    for name, index in around.indexes.items():
        wrong = [sample for sample in samples if unicodedata.normalize("NFC", sample.value) not in index.titles]
        if name != around.collection and _is_named(at, name) and len(wrong) <= _MOSTLY * len(samples):
            return Inferred({}, (_doubt(around, at, "reference-title-partly", name, wrong, samples),))
    return None


def _names(index: Index) -> Iterator[tuple[str, Mapping[str, str]]]:
    yield "reference-slug", index.slugs
    yield "reference-title", index.titles


def _doubt(around: Around, at: str, case: str, collection: str, wrong: Sequence[Sample], of: Sequence[Sample]) -> Doubt:
    return doubt_of(around, at, case, wrong, of, collection=collection, values=values_of(wrong))
