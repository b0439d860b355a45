"""From names of objects to their bytes, through one running `git cat-file`; and from bytes to the id of their blob."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, NamedTuple, cast

from cms.git.processes import Answer, failure, start, stop, text
from cms.git.repository import Repository
from cms.model import CmsError

_ASKED_AT_ONCE = 32  # so many ids fit into the smallest pipe: asking never waits until answers are read
_CHUNK = 1 << 20
# Of 96 MB a process by default. Texts need a hundredth of a millisecond more each.
_LESS_MEMORY = ("-c", "core.deltaBaseCacheLimit=16m")
_FOUND = re.compile(r"([0-9a-f]+) (\w+) (\d+)\n")


class Blob(NamedTuple):
    """A blob and its size in bytes. `data` is None where that is over the limit."""

    id: str
    size: int
    data: bytes | None


class Blobs:
    """Reads blobs until it is closed."""

    def __init__(self, repository: Repository) -> None:
        command = (*_LESS_MEMORY, "cat-file", "--batch")
        self._process = start(repository.top, repository.environment, command, subprocess.PIPE)
        self._questions = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)

    def read(self, ids: Iterable[str], limit: int | None) -> Iterator[Blob]:
        """The blobs of these ids, in this order, without the bytes of those that are larger than `limit` bytes.

        Raises CmsError `setup/git` where one isn't there or can't be fetched.
        """
        left = iter(ids)
        while batch := list(islice(left, _ASKED_AT_ONCE)):
            self._ask(batch)
            unread = len(batch)
            try:
                while unread:
                    unread -= 1
                    yield self._answer(limit)
            except GeneratorExit:
                for _ in range(unread):  # the next question's answer stands behind these
                    self._answer(0)
                raise

    def close(self) -> None:
        """End the process."""
        stop(self._process)

    def _ask(self, ids: list[str]) -> None:
        try:
            self._questions.write("".join(f"{name}\n" for name in ids).encode())
            self._questions.flush()
        except OSError as error:
            raise self._failure() from error

    def _answer(self, limit: int | None) -> Blob:
        line = text(self._answers.readline())
        found = _FOUND.fullmatch(line)
        if found is None:
            raise self._failure(line.strip())
        size = int(found[3])
        wanted = limit is None or size <= limit
        data = self._answers.read(size) if wanted else None
        left = 1 if wanted else size + 1
        while left and (skipped := self._answers.read(min(left, _CHUNK))):
            left -= len(skipped)
        if left:
            raise self._failure()
        return Blob(found[1], size, data)

    def _failure(self, said: str = "") -> CmsError:
        """What Git said, or why it ended."""
        if said:
            return failure("cat-file", Answer(b"", said, 0))
        errors = cast("IO[bytes]", self._process.stderr).read()
        return failure("cat-file", Answer(b"", text(errors), self._process.wait()))


def sizes(repository: Repository, ids: Iterable[str]) -> dict[str, int]:
    """The sizes in bytes of the blobs of these ids, without reading them. Raises CmsError `setup/git`."""
    process = start(repository.top, repository.environment, ("cat-file", "--batch-check"), subprocess.PIPE)
    try:
        output, errors = process.communicate("".join(f"{name}\n" for name in ids).encode())
    finally:
        stop(process)
    if process.returncode:
        raise failure("cat-file", Answer(b"", text(errors), process.returncode))
    found = (_FOUND.fullmatch(f"{line}\n") for line in text(output).splitlines())
    return {match[1]: int(match[3]) for match in found if match is not None}


def blob_id(data: bytes, algorithm: str) -> str:
    """The id that Git gives to a file of these bytes; `algorithm` is sha1 or sha256."""
    digest = hashlib.new(algorithm, b"blob %d\0" % len(data), usedforsecurity=False)
    digest.update(data)
    return digest.hexdigest()
