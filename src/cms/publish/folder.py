"""Artifacts → a folder, in the order of BUNDLE.md (section 5): readers get the old state or the new one at any moment.

Everything is staged in the folder's hidden `.cms/` first, so that a failure there changes nothing. Then each file is
renamed into its place, what others name before what names it, and last what nobody names any more is deleted. What may
lie there of ours is recorded before the first rename: an interrupted run needs no repair, the next one finds what is
left to do, whatever its own state is. (Nothing is forced to the disk: after a power cut the next run finds damaged
files by their bytes.)
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
from cms.publish.record import NAME, Record, read_record, record_bytes
from cms.publish.stage import Plan, stage
from cms.publish.target import FOLDERS, Target, link_on_the_way, refuse_folder

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
    immutable, gone = _retire(plan, before, now)
    after = Record(plan.preview, plan.paths("entry"), immutable, plan.paths("stable", "manifest"))
    if plan.staged or gone:
        _prepare(plan, _both(before, after), target)
    for staged in plan.staged:
        os.replace(staged.source, staged.place)
    deleted = sum(_delete(path, target) for path in gone)
    if gone or interrupted:
        _prune(target)
    _write_record(after, target)
    return Published(len(plan.staged), len(plan.roles) - len(plan.staged), deleted)


def _retire(plan: Plan, before: Record, now: int) -> tuple[dict[str, int | None], list[str]]:
    """The immutable files that stay, with the time since when no manifest names them, and all files that go.

    A text that is withdrawn must not linger in an old part, page or asset: when an entry goes, so do all of these.
    """
    withdrawn = bool(before.entries - plan.roles.keys())
    stay: dict[str, int | None] = dict.fromkeys(plan.paths("immutable"))
    gone = [*sorted(before.entries - plan.roles.keys()), *sorted(before.stable - plan.roles.keys())]
    for path, since in before.immutable.items():
        if path in plan.roles:
            continue
        unnamed = now if since is None else min(since, now)
        if withdrawn or now - unnamed >= KEPT_FOR:
            gone.append(path)
        else:
            stay[path] = unnamed
    return stay, gone


def _both(before: Record, after: Record) -> Record:
    return Record(
        after.preview,
        before.entries | after.entries,
        {**before.immutable, **after.immutable},
        before.stable | after.stable,
    )


def _prepare(plan: Plan, record: Record, target: Target) -> None:
    """Make the folders and record the files: the last that can fail for want of space, and can be taken back."""
    made: list[str] = []
    try:
        for folder in sorted({os.path.dirname(staged.place) for staged in plan.staged}):
            for missing in reversed(_missing(folder)):
                os.mkdir(missing)
                made.append(missing)
        _write_record(record, target)
    except OSError:
        _remove_empty(reversed(made))
        raise


def _write_record(record: Record, target: Target) -> None:
    data = record_bytes(record)
    path = os.path.join(target.hidden, NAME)
    with suppress(FileNotFoundError), open(path, "rb") as file:
        if file.read() == data:
            return
    staged = os.path.join(target.stage, NAME)
    with open(staged, "wb") as file:
        file.write(data)
    os.replace(staged, path)


def _delete(path: str, target: Target) -> bool:
    if link_on_the_way(target.path, path) is not None:
        return False
    with suppress(FileNotFoundError, NotADirectoryError):
        os.remove(os.path.join(target.path, *path.split("/")))
        return True
    return False


def _prune(target: Target) -> None:
    """Remove the folders that have become empty, or stayed so when a run was interrupted."""
    for name in FOLDERS:
        walk = os.walk(os.path.join(target.path, name), topdown=False)
        _remove_empty(folder for folder, _, _ in walk)
