"""A file of another system → what it is to become: by which rule, what it says, and where its entry is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cms.draft import TITLES
from cms.importers.bodies import Cleaned, cleaned
from cms.importers.context import Context, identity
from cms.importers.lines import text_of
from cms.importers.mapping import FileRule, ImportMap
from cms.importers.recipes import Kitchen, Made, Placed, apply
from cms.importers.tools import Original
from cms.model import Data


class Work(NamedTuple):
    """A file that becomes an entry."""

    original: Original
    rule: FileRule
    order: int
    context: Context
    made: Made
    slug: str
    place: Placed
    body: Cleaned
    is_renamed: bool = False


def work_of(original: Original, kitchen: Kitchen) -> Work | str:
    """What a file becomes, or why it becomes nothing."""
    found = rule_for(original.path, kitchen.map)
    if isinstance(found, str):
        return found
    rule, captures = found
    context = Context(original.data, extra={"file": captures}, private=original.private)
    made = apply(rule.fields, context, kitchen, rule.collection)
    slug = identity(rule.id, made.data, context)
    place = kitchen.place(rule.collection, slug, made.data) if slug else None
    if place is None:
        return "unplaced" if slug else "nameless"
    title = next((str(made.data[name]) for name in TITLES if name in made.data), "")
    body = cleaned(original.lines, rule.body, title)
    return Work(original, rule, kitchen.map.files.index(rule), context, made, slug, place, body)


def apart(works: Iterable[Work], kitchen: Kitchen) -> Iterator[Work]:
    """The files, each with a name of its own: where one is taken, by a file that says something else, with a number."""
    owners: dict[Placed, Work] = {}
    for work in works:
        number = 1
        place: Placed | None = work.place
        while place is not None and _says(owners.setdefault(place, work)) != _says(work):
            number += 1
            place = kitchen.place(work.rule.collection, f"{work.slug}-{number}", work.made.data)
        yield work if place is None else work._replace(place=place, is_renamed=place != work.place)


def _says(work: Work) -> tuple[Data, str]:
    return work.made.data, text_of(work.body.lines)


def rule_for(path: str, import_map: ImportMap) -> tuple[FileRule, dict[str, str]] | str:
    """The first rule that a path fits, with its captures; or why there is none."""
    if any(pattern.fullmatch(path) for pattern in import_map.tables.values()):
        return "table"
    if any(pattern.fullmatch(path) for pattern in import_map.ignore):
        return "ignored"
    for rule in import_map.files:
        for pattern in rule.paths:
            if match := pattern.fullmatch(path):
                return rule, match.groupdict()
    return "no-rule"
