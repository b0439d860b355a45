"""Files of another system → entries: each by the first rule that its path fits, with all that it names."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from cms.importers.accounting import Claim, accounted, names_in
from cms.importers.addresses import Resolve, Resolved, below, rewritten
from cms.importers.bodies import trimmed
from cms.importers.context import filled, lookup
from cms.importers.files import with_files, without
from cms.importers.lines import Line, Note, text_of
from cms.importers.mapping import ImportMap
from cms.importers.merging import NAMED, OWN, SECTION, Merged, Piece, merged
from cms.importers.recipes import Fated, Kitchen, Made, Placed
from cms.importers.sections import BODY, Section
from cms.importers.splitting import Divided, split_up
from cms.importers.tools import Original, Tools
from cms.importers.values import is_empty
from cms.importers.working import Work, apart, work_of
from cms.model import Data, Json
from cms.outcomes import Outcome


class Draft(NamedTuple):
    """An entry to be: its path, data and body, and the sources that say something of it.

    `hidden` says that its source holds nothing to show.
    """

    collection: str
    id: str
    path: str
    data: Data
    body: str
    sources: tuple[str, ...]
    hidden: bool


class Converted(NamedTuple):
    """The entries by path, and what became of everything, by source and line."""

    drafts: tuple[Draft, ...]
    outcomes: tuple[Outcome, ...]


def convert(
    originals: Sequence[Original],
    import_map: ImportMap,
    tables: Mapping[str, Mapping[str, Json]],
    tools: Tools,
    splits: Sequence[str] = (),
) -> Converted:
    """Make entries of all files that the mapping has a rule for."""
    kitchen = Kitchen(import_map, tables, tools.is_list, tools.place)
    results = {original.path: work_of(original, kitchen) for original in originals}
    works = list(apart([work for work in results.values() if isinstance(work, Work)], kitchen))
    skipped = {path: reason for path, reason in results.items() if isinstance(reason, str)}
    pages = {url: work.place.path for work in works for url in (*_addresses(work), work.original.path)}
    pieces = [piece for work in works for piece in _pieces(work, kitchen, tools, splits, pages)]
    entries = _entries(list(_once(pieces, import_map)))
    claims = [claim for draft, entry in entries for claim in _claims(draft.path, entry)]
    claims += [Claim(work.original.path, work.place.path, _renamed(work)) for work in works if work.is_renamed]
    spare = [Claim(piece.source, draft.path, fate) for draft, entry in entries for piece, fate in entry.spare]
    spare += [Claim(work.original.path, work.place.path, fate) for work in works for fate in _of_id(work)]
    known = {work.original.path: names_in(work.rule, import_map) for work in works}
    outcomes = accounted(originals, skipped, claims, spare, known)
    return Converted(tuple(draft for draft, _ in entries), tuple(outcomes))


# --- Pieces ----------------------------------------------------------------------------------------------------------


def _pieces(
    work: Work, kitchen: Kitchen, tools: Tools, splits: Sequence[str], pages: Mapping[str, str]
) -> Iterator[Piece]:
    """What a file says of its own entry, of those that its sections are, and of those that it names."""
    source = work.original.path
    lines: tuple[Line, ...] = (*_lead(work), *work.body.lines)
    made = work.made
    ours: set[str] = set()
    resolve = _resolver(work, pages, ours, tools)
    for split in (kitchen.map.splits[name] for name in splits):
        divided = split_up(lines, made, work.context, work.place, split, kitchen, tools.outline)
        if divided is not None and split.collection == work.rule.collection:
            lines, made = divided.lines, divided.made
            ours |= {placed.path for _, placed, _, _ in divided.sections}
            yield from _section_pieces(divided, work, tools, resolve)
    body, notes = rewritten(lines, resolve)
    said = (made.data, made.fates, tuple(body), work.body.hidden)
    own = Piece(work.rule.collection, work.place, OWN, source, work.order, *said)
    yield _noted(with_files(own, tools), (*work.body.notes, *notes))
    yield from _named(made, work, tools)


def _section_pieces(divided: Divided, work: Work, tools: Tools, resolve: Resolve) -> Iterator[Piece]:
    said_by = (SECTION, work.original.path, work.order)
    for collection, place, made in divided.wholes:
        yield with_files(Piece(collection, place, *said_by, made.data, made.fates), tools)
        yield from _named(made, work, tools)
    for collection, place, made, section in divided.sections:
        body, notes = rewritten(section.lines, resolve)
        piece = Piece(collection, place, *said_by, made.data, made.fates, tuple(body))
        yield _noted(with_files(piece, tools), (*_of_section(section, made), *notes))
        yield from _named(made, work, tools)


def _of_section(section: Section, made: Made) -> Iterator[Note]:
    """What became of a section's lines, but those of its body."""
    heading = section.whole[0]
    yield Note(heading.number, "changed", "moved", heading.text)
    used = {fate.steps[:2] for fate in made.fates if fate.steps}
    for line in section.taken:
        if (BODY, line.number) not in used:
            yield Note(line.number, "left-out", "not-needed", line.text)
    yield from section.notes


def _lead(work: Work) -> Iterator[Line]:
    """Texts too long for their field, as the body's first paragraphs, where it doesn't have them already."""
    text = " ".join(text_of(work.body.lines).split())
    for lead in work.made.lead:
        if " ".join(lead.split()) not in text:
            first = work.body.lines[0].number if work.body.lines else 1
            yield from (Line(first, line) for line in (*lead.strip().split("\n"), ""))


def _noted(piece: Piece, notes: Iterable[Note]) -> Piece:
    fates = (Fated((BODY, note.line), note.fate, note.reason, BODY, note.value) for note in notes)
    return piece._replace(fates=(*piece.fates, *fates))


def _named(made: Made, work: Work, tools: Tools) -> Iterator[Piece]:
    for collection, place, data, fates in made.named:
        yield with_files(Piece(collection, place, NAMED, work.original.path, work.order, data, fates), tools)


def _renamed(work: Work) -> Fated:
    return Fated(None, "made", "renamed", "", work.place.id)


def _of_id(work: Work) -> Iterator[Fated]:
    """What has become the entry's name."""
    for template in work.rule.id:
        for name in re.findall(r"\{([\w.]+)\}", template):
            part = next((part for part in lookup(work.context, name) if not is_empty(part.value)), None)
            if part is not None:
                yield Fated(part.steps, "changed", "id", "", work.place.id)


# --- Addresses -------------------------------------------------------------------------------------------------------


def _addresses(work: Work) -> Iterator[str]:
    """The address that the old site gave the page."""
    url = filled(work.rule.url, work.made.data, work.context) if work.rule.url else None
    if url:
        yield url.strip("/")


def _page(address: str, source: str, pages: Mapping[str, str]) -> str | None:
    """The entry that an address in a source leads to: with or without what is asked of it, spelled as it may be."""
    for one in (address, address.partition("?")[0]):
        for spelled in (one, unquote(one)):
            near = posixpath.normpath(posixpath.join(posixpath.dirname(source), spelled))
            found = pages.get(spelled.strip("/") if spelled.startswith("/") else near)
            if found is not None:
                return found
    return None


def _resolver(work: Work, pages: Mapping[str, str], ours: Collection[str], tools: Tools) -> Resolve:
    """What tells where the addresses in a file's text lead: those of pages to entries, those of `ours` already do."""
    here = posixpath.dirname(work.place.path)

    def resolve(url: str, is_image: bool, text: str) -> Resolved:  # noqa: FBT001 - as its type says
        source, hint = work.original.path, text or work.place.id
        inside = below(url, tools.base)
        page, mark, anchor = inside.partition("#")
        if not page or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", page):
            return tools.find(url, source, is_image, hint) if is_image else Resolved(url)
        if posixpath.normpath(posixpath.join(here, page)) in ours:
            return Resolved(url)
        entry = _page(page, source, pages)
        if entry is not None:
            return Resolved(posixpath.relpath(entry, here) + mark + anchor, "page")
        found = tools.where(inside if inside.startswith(("/", ".")) else f"./{inside}", source, is_image, hint)
        return Resolved(url) if found.url == url else found

    return resolve


# --- Entries ---------------------------------------------------------------------------------------------------------


def _once(pieces: Iterable[Piece], import_map: ImportMap) -> Iterator[Piece]:
    """The pieces without what another entry has said before, where the mapping wants it once."""
    owners: dict[tuple[str, str, str], Placed] = {}
    for each in pieces:
        rule = import_map.entries.get(each.collection)
        piece = each
        for name in [name for name, recipe in rule.fields.items() if recipe.once] if rule else ():
            value = each.data.get(name)
            if value is not None and owners.setdefault((each.collection, name, repr(value)), each.place) != each.place:
                piece = without(piece, name, "once")
        yield piece


def _entries(pieces: Sequence[Piece]) -> list[tuple[Draft, Merged]]:
    """An entry of all pieces that are about the same."""
    by_place: dict[tuple[str, Placed], list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_place[piece.collection, piece.place].append(piece)
    entries = []
    for (collection, place), own in sorted(by_place.items()):
        entry = merged(own)
        sources = tuple(dict.fromkeys(piece.source for piece in own))
        body = text_of(list(trimmed(entry.body)))
        entries.append((Draft(collection, *place, entry.data, body, sources, entry.hidden), entry))
    return entries


def _claims(path: str, entry: Merged) -> Iterator[Claim]:
    return (Claim(piece.source, path, fate) for piece, fate in entry.fates)
