"""Documents of a folder → groups that are each a collection: alike, and below one folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from cms.model import Document
from cms.paths import SUFFIXES
from cms.scaffold.inference.languages import LANG, shapes_of

Layout: TypeAlias = Literal["single", "flat", "index", "deep"]

_LEAST = 4
"""So many documents below a folder can be a collection besides that of the folder above."""

_ALIKE = 0.5
_MOST_SINGLES = 12
_DRAFTS = frozenset({"draft", "drafts", "brouillon", "brouillons"})
_INDEXES = frozenset({"index", "_index"})


class Member(NamedTuple):
    """A document, its path below the content folder, and that path's shape, which languages share."""

    inside: str
    shape: str
    document: Document


class _Profile(NamedTuple):
    """How many of some documents have each field, and how many documents these are."""

    counts: Counter[str]
    number: int


class Group(NamedTuple):
    """Documents of one collection. `folder` is below the content folder, as a shape.

    Their files lie in the folder (`flat`), each in one of its own there (`index`), or anywhere below (`deep`); or
    there is only this one (`single`), which languages may have each.
    """

    folder: str
    suffix: str
    layout: Layout
    members: tuple[Member, ...]


def group(documents: Iterable[Document], content: str, languages: Sequence[str]) -> list[Group]:
    """The groups of all documents below the content folder ("" for the root), by folder.

    Of two that begin in one folder, such as `posts` and `posts/{lang}`, the deeper is first, as files are routed.
    """
    start = len(content) + 1 if content else 0
    by_path = {document.path[start:]: document for document in sorted(documents)}
    by_place: dict[tuple[str, str], list[Member]] = {}
    for inside, shape in shapes_of(by_path, languages, at_root=not content).items():
        by_place.setdefault((_top(shape), _suffix(inside)), []).append(Member(inside, shape, by_path[inside]))
    found = [each for (top, _), members in by_place.items() for each in _divided(top, members)]
    whole = [part for each in found for part in _set_apart(each)]
    return sorted(whole, key=_position)


def _position(found: Group) -> tuple[str, bool, int, str, str]:
    start = found.folder.partition("{")[0].rstrip("/")
    return start, found.layout != "single", -len(found.folder), found.suffix, found.members[0].inside


def _top(shape: str) -> str:
    """The first folder of a path, "" where there is none; where each language has the content, what lies in its own."""
    *folders, _ = shape.split("/")
    return "/".join(folders[: 2 if folders[:1] == [LANG] else 1])


def _suffix(path: str) -> str:
    return next(suffix for suffix in SUFFIXES if path.endswith(suffix))


def stem(member: Member, suffix: str) -> str:
    """The name of a document's file without its extension."""
    return member.inside.rpartition("/")[2][: -len(suffix)]


def _divided(folder: str, members: Sequence[Member]) -> list[Group]:
    """The groups of a folder: one, unless a folder below it holds drafts, or enough that is unlike the rest."""
    rest: list[Member] = []
    below: dict[str, list[Member]] = {}
    for member in members:
        path = member.shape[len(folder) + 1 :] if folder else member.shape
        if "/" in path:
            below.setdefault(path.partition("/")[0], []).append(member)
        else:
            rest.append(member)
    parts: list[Group] = []
    for name, inside in below.items():
        child = f"{folder}/{name}" if folder else name
        if name != LANG and not is_of_drafts(name) and len(_by_shape(inside)) == 1 and _is_index(inside[0]):
            rest.extend(inside)
        else:
            parts.extend(_divided(child, inside))
    whole = _Profile(_counted(members), len(members))
    own = _Profile(_counted(rest), len(rest))
    apart = []
    for part in parts:
        of_drafts = is_of_drafts(part.folder) and not is_of_drafts(folder)
        if of_drafts or _stands_apart(_Profile(_counted(part.members), len(part.members)), whole, own):
            apart.append(part)
        else:
            rest.extend(part.members)
    return [*apart, *([_group(folder, rest)] if rest else [])]


def is_of_drafts(folder: str) -> bool:
    """Whether a folder is one of drafts, or in one."""
    return not _DRAFTS.isdisjoint(name.strip("_").lower() for name in folder.split("/"))


def _stands_apart(part: _Profile, whole: _Profile, own: _Profile) -> bool:
    """Whether a folder's part is a collection of its own: it is all there is, or large enough and unlike the others.

    `own` are the files right in the folder.
    """
    if part.number == whole.number:
        return True
    others = _Profile(whole.counts - part.counts, whole.number - part.number)
    return part.number >= _LEAST and not _are_alike(part, others) and not (own.number and _are_alike(part, own))


def _counted(members: Iterable[Member]) -> Counter[str]:
    """How many documents have each field."""
    return Counter(name for member in members for name in member.document.data or {})


def _are_alike(some: _Profile, others: _Profile) -> bool:
    one, other = _usual(some), _usual(others)
    return len(one & other) >= _ALIKE * len(one | other)


def _usual(profile: _Profile) -> frozenset[str]:
    """The fields that at least half of some documents have."""
    return frozenset(name for name, count in profile.counts.items() if count * 2 >= profile.number)


def _group(folder: str, members: Sequence[Member]) -> Group:
    ordered = tuple(sorted(members))
    start = len(folder) + 1 if folder else 0
    depths = {member.shape[start:].count("/") for member in ordered}
    indexed = {member.inside.rpartition("/")[2] for member in ordered if _is_index(member)}
    layout: Layout = "deep"
    if depths == {0}:
        layout = "flat"
    elif depths == {1} and len(indexed) == 1 and all(map(_is_index, ordered)):
        layout = "index"
    return Group(folder, _suffix(ordered[0].inside), layout, ordered)


def _is_index(member: Member) -> bool:
    return member.inside.rpartition("/")[2].partition(".")[0] in _INDEXES


def _set_apart(found: Group) -> Iterator[Group]:
    """A group, without what isn't an entry like the others: a page about its folder, and data files of one kind each.

    What lies right in the content folder are files of one kind each, too, unless they are many and alike.
    """
    counts, by_shape = _counted(found.members), _by_shape(found.members)
    one_each = len(by_shape) <= _MOST_SINGLES and not _usual(_Profile(counts, len(found.members)))
    of_data = found.layout == "flat" and found.suffix != ".md" and (one_each or len(by_shape) == 1)
    if of_data or (found.folder in {"", LANG} and len(by_shape) < _LEAST):
        yield from (found._replace(layout="single", members=members) for members in by_shape.values())
        return
    heads = [member for member in found.members if _heads(member, found)]
    own = _Profile(_counted(heads), len(heads))
    others = _Profile(counts - own.counts, len(found.members) - own.number)
    if len(_by_shape(heads)) == 1 and len(by_shape) >= _LEAST and not _are_alike(own, others):
        yield found._replace(layout="single", members=tuple(heads))
        yield _group(found.folder, [member for member in found.members if member not in heads])
        return
    yield found


def _by_shape(members: Iterable[Member]) -> dict[str, tuple[Member, ...]]:
    """The members by their shapes: one each, but for those that languages share."""
    found: dict[str, tuple[Member, ...]] = {}
    for member in members:
        found[member.shape] = (*found.get(member.shape, ()), member)
    return found


def _heads(member: Member, found: Group) -> bool:
    return member.shape.rpartition("/")[0] == found.folder and _is_index(member)
