"""What the inference looks at: values with the files that they come from, and how many of them may be slips."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from cms.model import Data, Json
from cms.scaffold.plan import Doubt

SHOWN = 3
"""Files and values that a doubt names."""

MANY = 20
"""So many of a kind, and one that differs is likely a slip; below that it may be half of what there is."""

_SLIPS = 0.02


class Sample(NamedTuple):
    """A value, and the path of the file that it stands in."""

    path: str
    value: Json


class Index(NamedTuple):
    """What others may call a collection's entries by: ids, and by slug and by title the id."""

    ids: frozenset[str]
    slugs: Mapping[str, str]
    titles: Mapping[str, str]


class Around(NamedTuple):
    """What the inference of a collection's schema knows besides its values.

    `indexes` are all collections' by name; `is_asset(path, url)` says whether a local file's URL in the file at
    `path` leads to a file that is there.
    """

    collection: str
    indexes: Mapping[str, Index]
    is_asset: Callable[[str, str], bool]


class Inferred(NamedTuple):
    """A schema, or keywords of one, and what is unsure of it."""

    schema: Data
    doubts: tuple[Doubt, ...] = ()


def nearly(hits: int, total: int) -> bool:
    """Whether so few of `total` aren't among the hits that they are likely slips: one of 20, or 2 %."""
    misses = total - hits
    return not misses or (total >= MANY and misses <= max(1, int(total * _SLIPS)))


def paths_of(samples: Iterable[Sample]) -> list[Json]:
    """The files of some samples, as many as a doubt names."""
    return list(dict.fromkeys(sample.path for sample in samples))[:SHOWN]


def values_of(samples: Sequence[Sample]) -> list[Json]:
    """The values of some samples, as many as a doubt names."""
    return list(dict.fromkeys(sample.value for sample in samples))[:SHOWN]


def doubt_of(around: Around, at: str, case: str, some: Sequence[Sample], of: Sequence[Sample], **values: Json) -> Doubt:
    """A doubt about some samples of those at a place of the schema: how many they are, of how many, and where."""
    counts: Data = {"count": len(some), "total": len(of), "paths": paths_of(some)}
    return Doubt(around.collection, at, case, counts | values)
