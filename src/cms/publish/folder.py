"""Artifacts → a folder, in the order of BUNDLE.md (section 5): readers get the old state or the new one at any moment.

Everything is staged in the folder's hidden `.cms/` first, so that a failure there changes nothing. Then each file, or
folder that is new, is renamed into its place, what others name before what names it, and last what nobody names any
more is deleted. What may come of ours is noted before the first rename, and recorded after the last: an interrupted run
needs no repair, the next one finds what is left to do, whatever its own state is. (Nothing is forced to the disk: after
a power cut the next run finds damaged files by their sizes and times, or by their bytes if the record is lost.)
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

from cms.model import Artifact
from cms.publish.errors import output_errors, refused
from cms.publish.lock import locked
from cms.publish.record import COMING, NAME, Record, is_safe, read_record, record_bytes
from cms.publish.seal import role_of
from cms.publish.stage import Plan, stage, write_file
from cms.publish.target import FOLDERS, Target, link_on_the_way, refuse_folder, ways_to

KEPT_FOR = 7 * 24 * 60 * 60
"""Seconds for which immutable files stay when no manifest names them any more."""


class Published(NamedTuple):
    """How many files were written, were there with the same bytes, and were deleted."""

    written: int
    unchanged: int
    deleted: int


def publish(artifacts: Iterable[Artifact], folder: str, *, protected: Sequence[str] = (), now: int) -> Published:
    """Write a bundle's files into a folder, which is made where there is none; `now` is in seconds since 1970.

    Raises CmsError (`setup/output`) where the folder can't be the target (see `refuse_folder`), is being written by
    somebody else, can't be written, or is full. The state that was there before is then still whole.
    """
    refuse_folder(folder, protected)
    target = Target(folder, os.path.realpath(folder))
    with _opened(target) as interrupted:
        with output_errors(folder):
            before = read_record(target.path)
        plan = stage(artifacts, target, before)
        if before.preview is not None and before.preview != plan.preview:
            raise refused("preview", folder, preview=before.preview)
        with output_errors(folder):
            return _apply(plan, before, target, now, interrupted=interrupted)


# --- Opening and closing ---------------------------------------------------------------------------------------------


@contextmanager
def _opened(target: Target) -> Iterator[bool]:
    """Hold the folder's lock and an empty stage. The value says whether the run before was interrupted."""
    made = _missing(target.hidden)
    try:
        with locked(os.path.join(target.hidden, "publish.lock"), target.folder), _staging(target) as interrupted:
            yield interrupted
    finally:
        _remove_empty(made)


@contextmanager
def _staging(target: Target) -> Iterator[bool]:
    interrupted = os.path.isdir(target.stage)
    try:
        with output_errors(target.folder):
            if interrupted:
                shutil.rmtree(target.stage)
            os.mkdir(target.stage)
        yield interrupted
    finally:
        shutil.rmtree(target.stage, ignore_errors=True)


def _missing(path: str) -> list[str]:
    """The folders that must be made for there to be one at `path`, the deepest first."""
    return [] if os.path.lexists(path) else [path, *_missing(os.path.dirname(path))]


def _remove_empty(folders: Iterable[str]) -> None:
    for folder in folders:
        with suppress(OSError):
            os.rmdir(folder)


# --- Applying: what others name comes before what names it -----------------------------------------------------------


def _apply(plan: Plan, before: Record, target: Target, now: int, *, interrupted: bool) -> Published:
    after, gone = _retire(plan, before, now)
    recorded = after == before
    if not recorded:
        write_file(os.path.join(target.stage, NAME), record_bytes(after))
    if plan.moves:
        _announce(plan, before, target)
    for path in plan.moves:
        os.replace(target.staged(path), target.place(path))
    deleted = [path for path in gone if _delete(path, target)]
    _prune(deleted, target, everywhere=interrupted)
    if not recorded:
        os.replace(os.path.join(target.stage, NAME), os.path.join(target.hidden, NAME))
    with suppress(FileNotFoundError):
        os.remove(os.path.join(target.hidden, COMING))
    return Published(plan.written, len(plan.files) - plan.written, len(deleted))


def _retire(plan: Plan, before: Record, now: int) -> tuple[Record, list[str]]:
    """The new record, with the immutable files that stay though no manifest names them, and the files that go.

    A text that is withdrawn must not linger in an old part, page or asset: when an entry goes, so do all of these.
    """
    old = {path: role_of(before.files[path]) for path in before.files.keys() - plan.files.keys()}
    withdrawn = "entry" in old.values()
    unnamed = {
        path: min(before.unnamed.get(path, now), now)
        for path, role in old.items()
        if role == "immutable" and not withdrawn
    }
    stay = {path: since for path, since in unnamed.items() if now - since < KEPT_FOR}
    after = Record(plan.preview, plan.files | {path: before.files[path] for path in stay}, stay)
    return after, sorted(old.keys() - stay.keys(), key=lambda path: (old[path] == "immutable", path))


def _announce(plan: Plan, before: Record, target: Target) -> None:
    """Note the paths that the record's file doesn't name: the last that can fail for want of space."""
    new = {path: role_of(line) for path, line in plan.files.items() if path not in before.files}
    if not before.stored:
        new |= before.files
    staged = os.path.join(target.stage, COMING)
    write_file(staged, record_bytes(Record(plan.preview, new, {})))
    os.replace(staged, os.path.join(target.hidden, COMING))


def _delete(path: str, target: Target) -> bool:
    if not is_safe(path) or link_on_the_way(target.path, path) is not None:
        return False
    with suppress(FileNotFoundError, NotADirectoryError):
        os.remove(target.place(path))
        return True
    return False


def _prune(deleted: Iterable[str], target: Target, *, everywhere: bool) -> None:
    """Remove the folders that have become empty; everywhere when a run was interrupted, which may have left some."""
    emptied = {way for path in deleted for way in ways_to(path)}
    _remove_empty(target.place(way) for way in sorted(emptied, reverse=True))
    for name in FOLDERS if everywhere else ():
        walk = os.walk(os.path.join(target.path, name), topdown=False)
        _remove_empty(folder for folder, _, _ in walk)
