"""Each file by itself → its row of the state: parsed, validated, looked at by the rules for single files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cms.build.route import Route, stray
from cms.build.seat import Seat, seat_of, seated
from cms.build.terms import terms_of
from cms.build.workers import Workers
from cms.cache.files import Row
from cms.cache.keys import key
from cms.config import SetUp
from cms.link import is_lasting, own_names, owner_of, path_name, used_names
from cms.model import Config, Diagnostic, Listed, Owner, Source
from cms.paths import Place
from cms.read import Tree
from cms.records import dump, dump_diagnostics

Settings = Mapping[str, str]
"""By collection, a key for all that a row of one of its entries depends on besides its path and bytes."""


class Task(NamedTuple):
    """An entry's file that is to be checked, and where it stands in its collection."""

    listed: Listed
    collection: str
    place: Place


class Bench(NamedTuple):
    """What checking needs besides the files: their tree, the set-up, and who does the work."""

    tree: Tree
    set_up: SetUp
    settings: Settings
    workers: Workers


def settings_of(set_up: SetUp, version: str) -> Settings:
    """The settings of all collections."""
    config = set_up.config
    shared = repr(
        (
            config.site,
            config.media,
            sorted(config.rules.items()),
            config.overrides,
            [c.url for c in config.collections.values()],
        )
    )
    return {
        name: key(version, shared, _without_pattern(config, name), set_up.schemas[name].digest)
        for name in config.collections
    }


def _without_pattern(config: Config, name: str) -> str:
    collection = config.collections[name]
    return repr(collection._replace(template=collection.template._replace(pattern=None)))  # type: ignore[arg-type]  # its text stands for it


def entry_key(path: str, blob: str, route: Route, settings: Settings) -> str:
    """The key of an entry's row."""
    return key(path, blob, settings[route.collection.name])


def plain_key(listed: Listed) -> str:
    """The key of the row of a file that is no entry."""
    return f"{'link' if listed.link else 'file'} {listed.blob}"


def plain_rows(bench: Bench, listed: Sequence[Listed]) -> list[Row]:
    """The rows of files that are no entries."""
    from cms.build.media import media_problems  # noqa: PLC0415 - loads the rules, where a file is new

    config = bench.set_up.config
    problems = media_problems(bench.tree, listed, config)
    return [_plain_row(file, [*stray(file, config), *problems.get(file.path, ())], config) for file in listed]


def _plain_row(listed: Listed, found: Sequence[Diagnostic], config: Config) -> Row:
    """The row of a file that is no entry. Nothing leads to a symbolic link."""
    checked, linted, remarks = _said(found)
    return Row(
        blob=listed.blob,
        key=plain_key(listed),
        owner=Owner(listed.path),
        lasting=listed.path.startswith(config.media.folder + "/"),
        own=dump(() if listed.link else (path_name(listed.path),)),
        found=checked,
        linted=linted,
        remarks=remarks,
    )


def check_tasks(bench: Bench, tasks: Sequence[Task], size: int) -> Iterator[list[tuple[str, Row | None]]]:
    """The rows of entries by path, `size` at a time; None for a file that is gone by now."""
    if not tasks:
        return
    seat = seat_of(bench.tree, bench.set_up)
    chunks = ((seat, bench.settings, tasks[start : start + size]) for start in range(0, len(tasks), size))
    yield from bench.workers.map(_check_chunk, chunks, len(tasks))


def _check_chunk(seat: Seat, settings: Settings, tasks: Sequence[Task]) -> list[tuple[str, Row | None]]:
    tree, set_up = seated(seat)
    collections = set_up.config.collections
    routes = {task.listed.path: Route(collections[task.collection], task.place) for task in tasks}
    found: dict[str, Row | None] = dict.fromkeys(routes)
    for source in tree.open([task.listed for task in tasks]):
        found[source.path] = row_of(source, routes[source.path], set_up, settings)
    return list(found.items())


def row_of(source: Source, route: Route, set_up: SetUp, settings: Settings) -> Row:
    """An entry's row. A pure function."""
    from cms.build.single import check_file  # noqa: PLC0415 - loads parsers and validators, which most runs don't need

    entry, found = check_file(source, route, set_up.schemas, set_up.config)
    checked, linted, remarks = _said(found)
    return Row(
        blob=source.blob,
        key=entry_key(source.path, source.blob, route, settings) if source.blob else "",
        owner=owner_of(entry),
        lasting=is_lasting(entry),
        own=dump(own_names(entry)),
        used=dump(used_names(entry, set_up.config)),
        terms=dump(terms_of(entry)),
        entry=dump(entry),
        found=checked,
        linted=linted,
        remarks=remarks,
    )


def _said(diagnostics: Iterable[Diagnostic]) -> tuple[str | None, str | None, str | None]:
    """Diagnostics as a row ends: those of checking, those of the rules, and of these the mere remarks."""
    found: list[Diagnostic] = []
    linted: list[Diagnostic] = []
    remarks: list[Diagnostic] = []
    for each in diagnostics:
        kind = found if not each.rule.startswith("lint/") else remarks if each.severity == "info" else linted
        kind.append(each)
    return dump_diagnostics(found), dump_diagnostics(linted), dump_diagnostics(remarks)
