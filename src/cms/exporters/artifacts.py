"""Bytes → artifacts; those of a file that is put together of others' bytes are made only if they aren't known yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

from cms.exporters.jcs import dumps, raw
from cms.model import Artifact, Compilation, Data, Json, Role


class Whole(NamedTuple):
    """A file without a name: its digest, its size and its bytes when asked for."""

    digest: str
    size: int
    read: Callable[[], bytes]


class Assembly(NamedTuple):
    """A JSON file that holds other texts of the bundle, entries or summaries, as they are.

    `document` gives it with anything in their places; `digests` are theirs, in order, and so are the bytes of `read`.
    """

    document: Callable[[Iterable[Json]], Data]
    digests: Sequence[str]
    read: Callable[[], Iterable[bytes]]


def assemble(assembly: Assembly, compilation: Compilation) -> Whole:
    """The file that an assembly describes. It is made if its digest isn't known yet, or when it is read.

    The key to what is known is the file itself, with digests for the texts that it holds: no two files have the same.
    """

    def make() -> bytes:
        return dumps(assembly.document(raw(data) for data in assembly.read()))

    key = sha256(dumps(assembly.document(assembly.digests))).hexdigest()
    found = compilation.known.get(key)
    file = whole(make()) if found is None else Whole(*found, make)
    compilation.used[key] = (file.digest, file.size)
    return file


def whole(data: bytes) -> Whole:
    """A file whose bytes are there."""
    return Whole(sha256(data).hexdigest(), len(data), lambda: data)


def from_bytes(path: str, role: Role, data: bytes) -> Artifact:
    """The artifact of bytes that have been made."""
    return Artifact(path, role, *whole(data))


def immutable(folder: str, file: Whole, extension: str) -> Artifact:
    """A file that is named for its bytes."""
    return Artifact(f"{folder}/{file.digest[:16]}.{extension}", "immutable", *file)
