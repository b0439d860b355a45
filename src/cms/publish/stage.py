"""Artifacts → files in a folder's hidden stage, each with its turn; nothing of the bundle changes yet.

A folder that the bundle doesn't have yet is staged as a whole, and takes one turn: that of its last file.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from cms.model import Artifact
from cms.publish.errors import output_errors, refused, refused_by_system
from cms.publish.places import Places
from cms.publish.record import Record
from cms.publish.seal import role_of, seal, settled
from cms.publish.target import Target, is_reserved

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_TURNS = {"immutable": 0, "entry": 1, "stable": 3, "manifest": 4}
_TURN_OF_CHANGED_ENTRIES = 2


class Plan(NamedTuple):
    """A new state: all its files with their seals, and the files and new folders to put in place, in order."""

    files: dict[str, str]
    moves: list[str]
    written: int
    preview: bool


def stage(artifacts: Iterable[Artifact], target: Target, before: Record) -> Plan:
    """Write to the stage, which is new and empty, what isn't in its place with the same bytes already.

    Raises CmsError where the folder refuses, ValueError for artifacts that are no bundle (our bug); what the artifacts
    raise passes through.
    """
    files: dict[str, str] = {}
    moves: dict[str, int] = {}
    written: list[str] = []
    preview = None
    with output_errors(target.folder):
        places, began = Places(target), _clock(target.stage)
    for made in artifacts:
        artifact = made._replace(read=cache(made.read)) if made.role == "manifest" else made
        if artifact.path in files:
            raise ValueError(f"{artifact.path}: two artifacts of this path")
        if artifact.role == "manifest":
            preview = _preview(artifact, before)
        found, line = _look(artifact, places, target, before, began)
        if line is None:
            line = _write(artifact, found, target, before)
            move = places.new_folder(artifact.path) or artifact.path
            moves[move] = max(_turn(artifact, found), moves.get(move, 0))
            written.append(artifact.path)
        files[artifact.path] = line
    if preview is None:
        raise ValueError("a bundle without a manifest")
    with output_errors(target.folder):
        files.update(_settled(files, written, places, target))
    return Plan(files, sorted(moves, key=lambda move: (moves[move], move)), len(written), preview)


def write_file(path: str, data: bytes) -> os.stat_result:
    """Write a file that isn't there yet, and its folder where there is none; its facts."""
    try:
        descriptor = os.open(path, _NEW_FILE, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path))
        descriptor = os.open(path, _NEW_FILE, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        return os.fstat(descriptor)
    finally:
        os.close(descriptor)


def _preview(artifact: Artifact, before: Record) -> bool:
    """Whether a manifest is that of a preview; of the same bytes as before this is known."""
    if before.preview is not None and before.files.get(artifact.path, "").startswith(f"manifest {artifact.digest} "):
        return before.preview
    return bool(json.loads(artifact.read())["preview"])


def _look(
    artifact: Artifact, places: Places, target: Target, before: Record, began: int
) -> tuple[os.stat_result | None, str | None]:
    """What lies in an artifact's place, and its seal if these are the artifact's bytes."""
    try:
        found = places.look(artifact.path)
        if found is None or not stat.S_ISREG(found.st_mode):
            return found, None
        line = seal(artifact.role, artifact.digest, found)
        if before.files.get(artifact.path) == line:
            return found, line
        if found.st_size == artifact.size and _digest(target.place(artifact.path)) == artifact.digest:
            return found, settled(line, began)
    except OSError as error:
        raise refused_by_system(error, target.folder) from error
    return found, None


def _digest(path: str) -> str:
    with open(path, "rb") as file:
        return sha256(file.read()).hexdigest()


def _write(artifact: Artifact, found: os.stat_result | None, target: Target, before: Record) -> str:
    """Stage an artifact where something else lies in its place, or nothing. The value is its seal in the stage."""
    path = artifact.path
    if found is not None and stat.S_ISDIR(found.st_mode):
        raise refused("unwritable", target.folder, reason="folder")
    if found is not None and path not in before.files and not is_reserved(path):
        raise refused("foreign", target.folder, path=path)
    data = artifact.read()
    if len(data) != artifact.size:
        raise ValueError(f"{path}: {len(data)} bytes in place of {artifact.size}")
    with output_errors(target.folder):
        return seal(artifact.role, artifact.digest, write_file(target.staged(path), data))


def _turn(artifact: Artifact, found: os.stat_result | None) -> int:
    """What others name comes before what names it."""
    return _TURN_OF_CHANGED_ENTRIES if artifact.role == "entry" and found is not None else _TURNS[artifact.role]


def _settled(files: Mapping[str, str], written: Sequence[str], places: Places, target: Target) -> dict[str, str]:
    """The seals that staged files have in their places: a file keeps its times if its folder is moved, not it alone."""
    write_file(clock := os.path.join(target.stage, "clock"), b"")
    moment = _clock(clock)
    return {path: settled(files[path], moment) if places.new_folder(path) else role_of(files[path]) for path in written}


def _clock(new: str) -> int:
    """The time of the file system, by what has been made just now."""
    return os.stat(new).st_mtime_ns
