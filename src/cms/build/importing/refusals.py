"""What became of values, and what schemas then said of them → one outcome each, at the value's place in its source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from cms.importers import Draft, Original
from cms.model import Json
from cms.outcomes import Outcome

_LATER = frozenset({"unfit", "converted"})


def with_refusals(values: Iterable[Outcome], fitting: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes of both, those of values that a schema refused or took as texts saying so."""
    later: dict[tuple[str, str, str], list[Outcome]] = defaultdict(list)
    for each in fitting:
        if each.reason in _LATER:
            later[each.target, re.sub(r"\.\d+", "", each.at), _text(each.value)].append(each)
        else:
            yield each
    for each in values:
        found = later.get((each.target, each.at, _text(each.value)))
        if each.fate in {"mapped", "changed"} and found:
            last = found.pop(0)
            target = "" if last.fate == "left-out" else each.target
            yield each._replace(fate=last.fate, reason=last.reason, target=target, at=last.at, values=last.values)
        else:
            yield each
    for left in later.values():
        yield from left


def without_bodies(drafts: Iterable[Draft], originals: Mapping[str, Original]) -> Iterator[Outcome]:
    """The bodies of sources whose entries are files of data, which have none."""
    for draft in drafts:
        if draft.body.strip() and not draft.path.endswith(".md"):
            first = draft.body.lstrip("\n").partition("\n")[0]
            lines = ((path, line) for path in draft.sources for line in originals[path].lines)
            places = ((path, line.number) for path, line in lines if line.text == first)
            path, number = next(places, (draft.sources[0], 0))  # a line that was changed is nowhere
            yield Outcome(path, number, "body", "left-out", "no-body", draft.body, at="body")


def _text(value: Json) -> str:
    return value if isinstance(value, str) else repr(value)
