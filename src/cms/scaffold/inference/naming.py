"""A group → its path template: what its files' names say, as far as the data don't say otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence

from cms.model import Json
from cms.paths import Place, compile_template, place
from cms.scaffold.inference.grouping import Group, Member
from cms.scaffold.inference.samples import SHOWN, Sample, nearly, paths_of
from cms.scaffold.plan import Doubt

_NEARLY_DATED = re.compile(r"\d{4}[-_.]?\d{1,2}[-_.]?\d{1,2}[-_ ].+", re.DOTALL)
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)([-_])(.+)", re.DOTALL)
_SLUGS = ("slug", "name", "stem", "file", "entry", "part")
_PATHS = ("path", "place", "file", "entry", "part")
_DAYS = ("{year}-{month}-{day}", "{y}-{m}-{d}")
_DATE_LENGTH = 10


def name_files(name: str, found: Group) -> tuple[str, tuple[Doubt, ...]]:
    """A collection's path template, and what is unsure of it."""
    folder = f"{found.folder}/" if found.folder else ""
    if found.layout == "single":
        return found.members[0].shape, ()
    if found.layout == "deep":
        capture = next(capture for capture in _unlike(_PATHS) if not _having(capture, found.members))
        return f"{folder}{{{capture}*}}{found.suffix}", ()
    stems = {member.inside: _stem(member, found) for member in found.members}
    dates = {inside: match for inside, text in stems.items() if (match := _DATED.fullmatch(text))}
    ending = f"/{found.members[0].inside.rpartition('/')[2]}" if found.layout == "index" else found.suffix
    undated = _undated(name, found.members, dates)
    if not _are_dated(stems, dates):
        slug, doubts = _slug(name, found.members, stems)
        return f"{folder}{{{slug}}}{ending}", (*undated, *doubts)
    members = [member for member in found.members if member.inside in dates]
    date, first = _date(name, members, {inside: match[1] for inside, match in dates.items()})
    slug, doubts = _slug(name, members, {inside: match[3] for inside, match in dates.items()})
    mark = next(iter(dates.values()))[2]
    return f"{folder}{date}{mark}{{{slug}}}{ending}", (*undated, *first, *doubts)


def _are_dated(stems: Mapping[str, str], dates: Mapping[str, re.Match[str]]) -> bool:
    """Whether all files are dated, but for slips such as `2024-5-6-a`."""
    slips = all(_NEARLY_DATED.fullmatch(text) for inside, text in stems.items() if inside not in dates)
    return slips and nearly(len(dates), len(stems)) and len({match[2] for match in dates.values()}) == 1


def _stem(member: Member, found: Group) -> str:
    """What tells a file from the others of its group: its name, or that of its folder. NFC, as paths are matched."""
    path = member.inside.rpartition("/")[0] if found.layout == "index" else member.inside[: -len(found.suffix)]
    return unicodedata.normalize("NFC", path.rpartition("/")[2])


def _undated(name: str, members: Sequence[Member], dates: Mapping[str, re.Match[str]]) -> tuple[Doubt, ...]:
    """The files that aren't dated where most are; a doubt as well where what follows the dates differs."""
    others = [Sample(member.document.path, None) for member in members if member.inside not in dates]
    marks = {match[2] for match in dates.values()}
    if len(dates) * 2 <= len(members) or not (others or len(marks) > 1):
        return ()
    values = {"count": len(dates), "total": len(members), "paths": paths_of(others)}
    stems = {member.inside: member.inside.rpartition("/")[2] for member in members}
    case = "dated-slip" if _are_dated(stems, dates) else "dated-mostly" if others else "dated-variously"
    return (Doubt(name, "", case, values),)


def _date(name: str, members: Sequence[Member], dates: Mapping[str, str]) -> tuple[str, tuple[Doubt, ...]]:
    """The braces for a date: `{date}`, unless a field of that name often says something else."""
    differing = _differing("date", members, dates, lambda value: value[:_DATE_LENGTH])
    having = len(_having("date", members))
    if not differing:
        return "{date}", ()
    kept = nearly(having - len(differing), having)
    values = {"count": len(differing), "total": having, "paths": paths_of(differing)}
    fields = {field for member in members for field in member.document.data or {}}
    other = next((day for day in _DAYS if not fields & set(re.findall(r"\w+", day))), _DAYS[-1])
    return "{date}" if kept else other, (Doubt(name, "", "date-differs" if kept else "date-apart", values),)


def _slug(name: str, members: Sequence[Member], slugs: Mapping[str, str]) -> tuple[str, tuple[Doubt, ...]]:
    """The name of the brace for the rest: `slug`, unless a field of that name often says something else."""
    doubts: tuple[Doubt, ...] = ()
    for capture in _unlike(_SLUGS):
        differing = _differing(capture, members, slugs, lambda value: value)
        having = len(_having(capture, members))
        kept = nearly(having - len(differing), having)
        if differing and (kept or capture == "slug"):
            values = {"count": len(differing), "total": having, "paths": paths_of(differing)}
            doubts = (*doubts, Doubt(name, "", "slug-differs" if kept else "slug-apart", values))
        if kept:
            return capture, doubts
    raise AssertionError("there is always another name")


def _unlike(names: Sequence[str]) -> Iterable[str]:
    yield from names
    number = 2
    while True:
        yield f"{names[0]}{number}"
        number += 1


def _having(field: str, members: Sequence[Member]) -> list[Member]:
    return [member for member in members if field in (member.document.data or {})]


def _differing(
    field: str, members: Sequence[Member], captures: Mapping[str, str], shorten: Callable[[str], str]
) -> list[Sample]:
    """The values of a field that aren't what the file's name says; an empty one isn't either."""
    values = ((member, (member.document.data or {})[field]) for member in _having(field, members))
    return [
        Sample(member.document.path, value)
        for member, value in values
        if not _agrees(value, captures[member.inside], shorten)
    ]


def _agrees(value: Json, capture: str, shorten: Callable[[str], str]) -> bool:
    if isinstance(value, str):
        return shorten(unicodedata.normalize("NFC", value)) == capture
    return isinstance(value, int) and not isinstance(value, bool) and capture.isdecimal() and int(capture) == value


def places_of(name: str, template: str, members: Sequence[Member], languages: Sequence[str]) -> dict[str, Place]:
    """Where a check will find a group's entries to stand, by their paths below the content folder."""
    compiled = compile_template(template, "", languages)
    places = ((member.inside, place(member.inside, compiled, name)) for member in members)
    return {inside: found for inside, found in places if found is not None}


def clashes(name: str, places: Mapping[str, Place]) -> Iterable[Doubt]:
    """Entries whose ids some systems can't tell apart."""
    by_id: dict[str, list[Json]] = {}
    for inside, found in places.items():
        by_id.setdefault(found.id.casefold(), []).append(inside)
    same = [paths for paths in by_id.values() if len(paths) > 1]
    if same:
        yield Doubt(name, "", "same-id", {"count": len(same), "paths": same[0][:SHOWN]})
