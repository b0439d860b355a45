"""What has changed in the state → what is said of entries among others, for all whom the change concerns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from cms.cache import Cache, bundles, files, sayings, terms
from cms.cache.files import Row
from cms.config import SetUp
from cms.link import Owners, judge, ordered, own_names, owner_of, used_names
from cms.model import Diagnostic, Entry, Owner
from cms.read import Tree
from cms.records import dump_diagnostics, load_entry

_CHUNK = 256
_FEW = 1_000
"""Up to so many entries are judged without asking first whether there is anything to judge."""


class Touched:
    """What a run has changed, gathered while it goes on; or everything, where nothing was known.

    `paths` are the files themselves, `names` those that have another owner or one of whom others must know something
    new, `targets` names whose owners may be referred to by others than before, `terms` what changed terms are compared
    by.
    """

    def __init__(self, *, everything: bool) -> None:
        self.everything = everything
        self.paths: set[str] = set()
        self.names: set[str] = set()
        self.targets: set[str] = set()
        self.terms: set[str] = set()

    def note(self, path: str, before: Row | None, after: Row | None) -> None:
        """Note that a file's row has become another, or came, or went."""
        self.paths.add(path)
        same_face = _face(before) == _face(after)
        if not same_face:
            self.names.update(*(files.names(row) for row in (before, after) if row is not None))
        if not same_face or (before and before.used) != (after and after.used):
            self.targets.update(*(files.names_used(row) for row in (before, after) if row is not None))
        if (before and before.terms) != (after and after.terms):
            self.terms.update(*(files.term_keys(row) for row in (before, after) if row is not None))


def _face(row: Row | None) -> object:
    """What others must know of a file; of an entry its bytes are nobody's business, of an image they are."""
    if row is None or row.owner.collection:
        return row and (row.owner, row.own)
    return row.owner, row.own, row.blob or object()  # bytes that nobody has read may be others than before


def link_touched(  # noqa: PLR0913 - the state before and the one to be
    tree: Tree, cache: Cache, set_up: SetUp, touched: Touched, turned: Collection[str], at: int, *, renewed: bool
) -> None:
    """Link again whom the changes concern, and the time: `turned` are the paths of what comes or goes by itself."""
    if touched.everything or touched.terms:
        terms.settle(cache, None if touched.everything else touched.terms)
    if touched.everything:
        _say(tree, cache, set_up, sorted(files.doubtful(cache)), at)
        return
    for row in _rows(cache, turned).values():
        touched.paths.add(row.owner.path)
        touched.names.update(files.names(row))
        touched.targets.update(files.names_used(row))
    concerned = touched.paths | files.users(cache, touched.names) | _paths(files.owners(cache, touched.names))
    wanted = concerned if len(concerned) <= _FEW else concerned & files.doubtful(cache)
    sayings.say(cache, dict.fromkeys(concerned - wanted))
    _say(tree, cache, set_up, sorted(wanted), at)
    if renewed:
        bundles.forget_items(cache)
    else:
        _forget_items(cache, concerned, touched)


def _forget_items(cache: Cache, concerned: set[str], touched: Touched) -> None:
    """What a bundle says of an entry depends on whom it names, and on who names it."""
    if not bundles.has_items(cache):
        return
    names = set(touched.targets)
    for row in _rows(cache, concerned - touched.paths).values():
        names.update(files.names_used(row))
    bundles.forget_items(cache, concerned | _paths(files.owners(cache, names)))


def _rows(cache: Cache, paths: Collection[str]) -> dict[int, Row]:
    return files.read(cache, [number for number, _ in files.known(cache, paths).values()])


def _paths(owners: Mapping[str, Iterable[Owner]]) -> set[str]:
    return {owner.path for found in owners.values() for owner in found}


def _say(tree: Tree, cache: Cache, set_up: SetUp, paths: list[str], at: int) -> None:
    """Judge these entries, and keep what is to be said of them."""
    for start in range(0, len(paths), _CHUNK):
        chunk = paths[start : start + _CHUNK]
        entries = dict(load_entries(cache, chunk))
        owners = owners_for(cache, entries.values(), set_up, at)
        found = {path: list(_judged(tree, entry, owners, set_up, at)) for path, entry in entries.items()}
        sayings.say(cache, {path: dump_diagnostics(diagnostics) for path, diagnostics in found.items()})


def _judged(tree: Tree, entry: Entry, owners: Owners, set_up: SetUp, at: int) -> Iterator[Diagnostic]:
    judged = judge(entry, owners, set_up.config, set_up.schemas[entry.collection], at)
    yield from judged.diagnostics
    if judged.problems:
        from cms.build.places import placed  # noqa: PLC0415 - loads the parsers, where a link is wrong

        yield from placed(tree, judged.problems, entry)


def linked(tree: Tree, cache: Cache, entry: Entry, set_up: SetUp, at: int) -> Iterator[Diagnostic]:
    """What is to be said of an entry among the others, though the state knows it with other data."""
    itself = {name: [owner_of(entry)] for name in own_names(entry)}
    return _judged(tree, entry, {**itself, **owners_for(cache, [entry], set_up, at)}, set_up, at)


def load_entries(cache: Cache, paths: Iterable[str]) -> Iterator[tuple[str, Entry]]:
    """The entries of these paths."""
    for path, text in files.entries(cache, paths):
        yield path, load_entry(text)


def owners_for(cache: Cache, entries: Iterable[Entry], set_up: SetUp, at: int) -> Owners:
    """The owners of all names that these entries have and use, in order."""
    names: set[str] = set()
    for entry in entries:
        names.update(own_names(entry), (use.name for use in used_names(entry, set_up.config)))
    return ordered(files.owners(cache, names), at)
