"""Artifacts → files in a folder's hidden stage, each with its turn and its place; nothing of the bundle changes yet."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from cms.model import Artifact
from cms.publish.errors import output_errors, refused
from cms.publish.record import Record
from cms.publish.target import Target, is_reserved, place


class Staged(NamedTuple):
    """A file on its way: `rank` is its turn, `source` where it lies, whole, and `place` where it will."""

    rank: int
    path: str
    source: str
    place: str


class Plan(NamedTuple):
    """A new state: the files to put in place, in their order, and the role of every path."""

    staged: list[Staged]
    roles: dict[str, str]
    preview: bool

    def paths(self, *roles: str) -> frozenset[str]:
        """The paths of these roles."""
        return frozenset(path for path, role in self.roles.items() if role in roles)


def stage(artifacts: Iterable[Artifact], target: Target, before: Record) -> Plan:
    """Write to the stage what isn't in its place with the same bytes already.

    Raises CmsError where the folder refuses, ValueError for artifacts that are no bundle (our bug); what the artifacts
    raise passes through.
    """
    ours = before.entries | before.immutable.keys() | before.stable
    roles: dict[str, str] = {}
    staged: list[Staged] = []
    preview = None
    for artifact in map(_hold_manifest, artifacts):
        if artifact.path in roles:
            raise ValueError(f"{artifact.path}: two artifacts of this path")
        roles[artifact.path] = artifact.role
        if artifact.role == "manifest":
            preview = bool(json.loads(artifact.read())["preview"])
        with output_errors(target.folder):
            staged += _stage_file(artifact, target, ours, str(len(staged)))
    if preview is None:
        raise ValueError("a bundle without a manifest")
    return Plan(sorted(staged), roles, preview)


def _hold_manifest(artifact: Artifact) -> Artifact:
    """The manifest is read twice: for what it says, and to be written."""
    if artifact.role != "manifest":
        return artifact
    data = artifact.read()
    return artifact._replace(read=lambda: data)


def _stage_file(artifact: Artifact, target: Target, ours: frozenset[str], name: str) -> Iterator[Staged]:
    at = place(target, artifact.path)
    found = _find(at)
    if found is not None and stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, artifact.path)
    if found is not None and _has_bytes(at, found, artifact):
        return
    if found is not None and artifact.path not in ours and not is_reserved(artifact.path):
        raise refused("foreign", target.folder, path=artifact.path)
    source = os.path.join(target.stage, name)
    with open(source, "wb") as file:
        file.write(artifact.read())
    ranks = {"immutable": 0, "entry": 1 if found is None else 2, "stable": 3, "manifest": 4}
    yield Staged(ranks[artifact.role], artifact.path, source, at)


def _find(path: str) -> os.stat_result | None:
    try:
        return os.lstat(path)
    except FileNotFoundError:
        return None


def _has_bytes(path: str, found: os.stat_result, artifact: Artifact) -> bool:
    if not stat.S_ISREG(found.st_mode) or found.st_size != artifact.size:
        return False
    with open(path, "rb") as file:
        return sha256(file.read()).hexdigest() == artifact.digest
