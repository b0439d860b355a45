"""An entry with sections that are entries → these, what stands for all of them, and what is left to the entry."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cms.importers.context import Context, identity
from cms.importers.lines import Line
from cms.importers.mapping import Split
from cms.importers.recipes import Kitchen, Made, Placed, apply
from cms.importers.sections import Outline, Section, divided


class Divided(NamedTuple):
    """What a split makes of an entry: the lines and the fields left to it, the entries of the whole and the sections.

    These come with their collection, their place and what was made.
    """

    lines: tuple[Line, ...]
    made: Made
    wholes: tuple[tuple[str, Placed, Made], ...]
    sections: tuple[tuple[str, Placed, Made, Section], ...]


def split_up(  # noqa: PLR0913, PLR0917 - an entry, all that is known of it, and what splits it
    lines: Sequence[Line],
    made: Made,
    context: Context,
    place: Placed,
    split: Split,
    kitchen: Kitchen,
    outline: Outline,
) -> Divided | None:
    """Split an entry; None where it has too few of the sections that the split names."""
    parts = divided(lines, split, outline)
    if parts is None:
        return None
    entry = {"id": place.id, **made.data}
    outer = context._replace(extra={**context.extra, "entry": entry})
    whole = apply(split.whole.fields, outer, kitchen, split.whole_to)
    whole_place = kitchen.place(split.whole_to, identity(split.whole.id, whole.data, outer), whole.data)
    made_of = {"entry": entry, "whole": whole.data}
    placed = [(section, *_entry(section, context, made_of, split, kitchen)) for section in parts.sections]
    sections = tuple((split.section_to, where, said, section) for section, where, said in placed if where is not None)
    nameless = [line for section, where, _ in placed if where is None for line in section.whole]
    ids = [where.id for _, where, _, _ in sections]
    more = apply(split.fields, outer._replace(extra={**made_of, "sections": {"id": ids}}), kitchen, split.collection)
    paths = {section.anchor: where.path for _, where, _, section in sections}
    left = _relinked((*parts.before, *nameless, *parts.behind), paths, posixpath.dirname(place.path))
    return Divided(
        tuple(left),
        Made({**made.data, **more.data}, made.fates + more.fates, made.named + more.named, made.lead),
        () if whole_place is None else ((split.whole_to, whole_place, whole),),
        sections,
    )


def _entry(
    section: Section, context: Context, made_of: Mapping[str, object], split: Split, kitchen: Kitchen
) -> tuple[Placed | None, Made]:
    """Where the entry of a section is, None if there is nothing to name it by; and what it is."""
    inner = Context(section.data, extra=made_of, by=context, places=section.places)
    made = apply(split.section.fields, inner, kitchen, split.section_to)
    return kitchen.place(split.section_to, identity(split.section.id, made.data, inner), made.data), made


def _relinked(lines: Sequence[Line], paths: Mapping[str, str], folder: str) -> Iterator[Line]:
    """The lines, their links to sections leading to the entries that these have become."""
    for number, text in lines:
        for anchor, path in paths.items():
            text = text.replace(f"](#{anchor})", f"]({posixpath.relpath(path, folder)})")  # noqa: PLW2901 - step by step
        yield Line(number, text)
