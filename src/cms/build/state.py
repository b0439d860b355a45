"""A tree → the state of its files in the cache: what has changed since the last time is checked and linked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cms.build.checking import Bench, Settings, Task, check_tasks, entry_key, plain_key, plain_rows, settings_of
from cms.build.linking import Touched, link_touched
from cms.build.route import content_folders, route_path, stray
from cms.build.version import program_version
from cms.build.workers import Workers
from cms.cache import Cache, files
from cms.cache.facts import forget, keep_facts, load_facts
from cms.cache.files import Row
from cms.config import NAME, SetUp, dump_set_up, load, revive
from cms.model import Listed
from cms.paths import is_below, is_text
from cms.read import Tree
from cms.records import dump_diagnostics

Progress = Callable[[int, int], None]

_Known = Mapping[str, tuple[int, str]]
"""The number and key of each file in the cache."""

_CHUNK = 128
"""So many files are checked and written at once."""


class State(NamedTuple):
    """What the cache holds when it has been brought to a tree: its set-up, and the instant that it is linked for.

    `unnamed` are the diagnostics, as JSON, of files whose names are no text, by path: SQLite can't hold these.
    """

    set_up: SetUp
    at: int
    unnamed: Mapping[str, str | None]


class _Look(NamedTuple):
    """What is there: the set-up, and the files of content: all, or those that may have changed (None: gone)."""

    set_up: SetUp
    renewed: bool
    files: Mapping[str, Listed | None]
    whole: bool


def advance(tree: Tree, cache: Cache, at: int, progress: Progress, workers: Workers) -> State:
    """Bring the cache to a tree as it stands at an instant. Raises CmsError for a set-up that can't be used."""
    version = program_version()
    facts = load_facts(cache)
    if facts and facts["version"] != version:
        forget(cache)
        facts = {}
    look, unnamed = _set_apart(_look(tree, facts), facts)
    touched = Touched(everything=not facts)
    bench = Bench(tree, look.set_up, settings_of(look.set_up, version), workers)
    hasty = _renew(bench, cache, look, touched, progress)
    turned = files.turned(cache, facts.get("at", at), at)
    link_touched(tree, cache, look.set_up, touched, turned, at, renewed=look.renewed)
    now = {
        "version": version,
        "at": at if turned or not facts else facts["at"],  # nothing is written only because time has passed
        "prefix": tree.prefix,
        "overlay": sorted(tree.unsettled() | hasty),
        "base": None if tree.moved else tree.commit,
        "unnamed": unnamed,
    }
    if look.renewed:
        now |= {
            "set_up": dump_set_up(look.set_up),
            "watched": look.set_up.files,
            "folders": list(look.set_up.folders),
            "content": _content(look.set_up),
        }
    keep_facts(cache, {name: value for name, value in now.items() if name not in facts or facts[name] != value})
    return State(look.set_up, at, unnamed)


# --- What is there ---------------------------------------------------------------------------------------------------


def _look(tree: Tree, facts: Mapping[str, Any]) -> _Look:
    changes = None
    if facts.get("base") and facts["prefix"] == tree.prefix:
        changes = tree.changes(facts["base"], [*facts["content"], *facts["folders"]], facts["overlay"])
    if changes is None:
        set_up = revive(facts["set_up"]) if facts and _is_same(tree, facts) else load(tree)
        renewed = not facts or set_up.files != facts["watched"]
        return _Look(set_up, renewed, tree.files(_content(set_up)), whole=True)
    if not _is_unchanged(tree, facts, changes):
        set_up = load(tree)
        return _Look(set_up, renewed=True, files=tree.files(_content(set_up)), whole=True)
    inside = {path: listed for path, listed in changes.items() if is_below(path, facts["content"])}
    return _Look(revive(facts["set_up"]), renewed=False, files=inside, whole=False)


def _set_apart(look: _Look, facts: Mapping[str, Any]) -> tuple[_Look, dict[str, str | None]]:
    """The files whose names are texts, and what is said of the others: they are no part of the content."""
    strangers = {path: listed for path, listed in look.files.items() if not is_text(path)}
    known = {} if look.whole else facts["unnamed"]
    if not strangers:
        return look, known
    config = look.set_up.config
    said = {path: dump_diagnostics(stray(listed, config)) for path, listed in strangers.items() if listed is not None}
    kept = {path: found for path, found in known.items() if path not in strangers}
    return look._replace(files={path: look.files[path] for path in look.files if path not in strangers}), kept | said


def _content(set_up: SetUp) -> list[str]:
    """The folders of content: that of the media may lie elsewhere."""
    content, media = content_folders(set_up.config), set_up.config.media.folder
    return content if is_below(media, content) else [*content, media]


def _is_same(tree: Tree, facts: Mapping[str, Any]) -> bool:
    """Whether the files of the set-up are those that are known."""
    listed = tree.files(facts["folders"])
    there = {source.path: source.blob for source in tree.read(listed)}
    return bool(there == facts["watched"])


def _is_unchanged(tree: Tree, facts: Mapping[str, Any], changes: Mapping[str, Listed | None]) -> bool:
    """Whether none of these changes concerns the set-up."""
    concerned = {path: listed for path, listed in changes.items() if is_below(path, facts["folders"])}
    if tree.where == "work":
        concerned.setdefault(NAME, Listed(NAME))  # of which Git says nothing where it is ignored
    unread = [path for path, listed in concerned.items() if listed is not None and not listed.blob]
    blobs = {path: listed.blob for path, listed in concerned.items() if listed is not None}
    blobs |= {source.path: source.blob for source in tree.read(unread)}
    return all(blobs.get(path) == facts["watched"].get(path) for path in concerned)


# --- Renewing what has changed ---------------------------------------------------------------------------------------


def _renew(bench: Bench, cache: Cache, look: _Look, touched: Touched, progress: Progress) -> set[str]:
    """Check what isn't known as it is now, and take out what is gone.

    Gives the paths of files that had other bytes when they were read than when they were listed.
    """
    known = files.known(cache, None if look.whole else look.files)
    tasks, others = _sorted_out(look, known, bench.settings)
    gone = [path for path in known if look.files.get(path) is None]
    for chunk in _chunks(gone):
        _replace(cache, dict.fromkeys(chunk), known, touched)
    for chunk in _chunks(others):
        _replace(cache, {row.owner.path: row for row in plain_rows(bench, chunk)}, known, touched)
    done = len(look.files) - len(tasks)
    listed = {task.listed.path: task.listed.blob for task in tasks}
    hasty: set[str] = set()
    for results in check_tasks(bench, tasks, _CHUNK):
        done += len(results)
        changed = {path: row for path, row in results if row is None or not _is_known(path, row.key, known)}
        _replace(cache, changed, known, touched)
        hasty.update(path for path, row in results if listed[path] not in {"", row and row.blob})
        progress(done, len(look.files))
    return hasty


def _sorted_out(look: _Look, known: _Known, settings: Settings) -> tuple[list[Task], list[Listed]]:
    """The entries that must be checked, and the other files that aren't known as they are now."""
    config = look.set_up.config
    tasks, others = [], []
    for path, listed in look.files.items():
        if listed is None:
            continue
        route = route_path(listed, config)
        if route is None:
            if look.renewed or not listed.blob or not _is_known(path, plain_key(listed), known):
                others.append(listed)
        elif not listed.blob or not _is_known(path, entry_key(path, listed.blob, route, settings), known):
            tasks.append(Task(listed, route.collection.name, route.place))
    return tasks, others


def _is_known(path: str, key: str, known: _Known) -> bool:
    """Whether a file's row is in the cache as it is now. What can't be known by a key never is."""
    return key != "" and path in known and known[path][1] == key


def _replace(cache: Cache, rows: Mapping[str, Row | None], known: _Known, touched: Touched) -> None:
    """Put these rows in the place of those of the same paths, and note what that changes for others."""
    numbers = {known[path][0]: path for path in rows if path in known}
    before = files.read(cache, numbers) if numbers else {}
    files.remove(cache, numbers)
    files.write(cache, [row for row in rows.values() if row is not None])
    if not touched.everything:
        old = {numbers[number]: row for number, row in before.items()}
        for path, row in rows.items():
            touched.note(path, old.get(path), row)


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))
