"""From a tar archive that nobody vouches for, packed or not, to its members.

A packed one is unpacked once, in pieces and up to a limit, into an anonymous temporary file.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from typing import BinaryIO

from cms.read.members import MEMBER, PIECE, TOTAL, Member, Reader, Reason, swells, unfit

BLOCK = 512
"""What tars are made of, in bytes."""

HEADER = 65_536
"""The longest extended header in bytes that is read: paths end at 4,096, and extended attributes are short."""

HEADERS = 64_000_000
"""How many bytes all extended headers of more than two blocks may have."""

XZ_MEMORY = 256_000_000
"""What unpacking xz may take in bytes: its strongest usual setting takes 65 MB, and a header may ask for 4 GB."""

_SUFFIXES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_BROKEN = (tarfile.TarError, ValueError, OverflowError, EOFError, RecursionError)
_BROKEN_STREAM = (gzip.BadGzipFile, zlib.error, lzma.LZMAError, EOFError, ValueError)


def is_named_tar(path: str) -> bool:
    """Whether a file's name says that it is a tar."""
    return path.lower().endswith(_SUFFIXES)


def unpacked(file: BinaryIO, head: bytes, path: str, opened: ExitStack) -> BinaryIO | None:
    """The tar that a file is or holds, to be read at any place; None where there is none.

    Raises CmsError where it is damaged or unpacks to too much.
    """
    start = next((start for start in _STREAMS if head.startswith(start)), None)
    if start is None:
        return file if _is_tar(head, path) else None
    file.seek(0)
    if not _is_tar(_first_block(_STREAMS[start](file, BLOCK), path), path):
        return None
    file.seek(0)
    room: BinaryIO = opened.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - so it does
    _unpack(_STREAMS[start](file, PIECE), file, room, path)
    return room


def _is_tar(block: bytes, path: str) -> bool:
    """Whether a block is a tar's header. One without members starts with zeros, and is known by its name."""
    if len(block) != BLOCK or not any(block):
        return len(block) == BLOCK and is_named_tar(path)
    try:
        tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except _BROKEN:
        return False
    return True


def _first_block(pieces: Iterator[bytes], path: str) -> bytes:
    block = b""
    try:
        while len(block) < BLOCK and (piece := next(pieces, b"")):
            block += piece
    except (*_BROKEN_STREAM, OSError) as error:
        if is_named_tar(path):
            raise unfit(path, "damaged") from error
    return block[:BLOCK]


def _unpack(pieces: Iterator[bytes], packed: BinaryIO, room: BinaryIO, path: str) -> None:
    size = 0
    try:
        for piece in pieces:
            size += len(piece)
            if size > TOTAL:
                raise unfit(path, "too-large", limit=TOTAL)
            if swells(size, packed.tell()):
                raise unfit(path, "ratio")
            room.write(piece)
    except _BROKEN_STREAM as error:
        raise unfit(path, "damaged") from error
    except OSError as error:
        if error.errno is None:  # what bz2 says of its data
            raise unfit(path, "damaged") from error
        raise unfit(path, "unreadable", reason=error.strerror or "") from error


def _gunzip(file: BinaryIO, size: int) -> Iterator[bytes]:
    with gzip.open(file) as stream:
        while piece := stream.read(size):
            yield piece


def _bunzip2(file: BinaryIO, size: int) -> Iterator[bytes]:
    with bz2.open(file) as stream:
        while piece := stream.read(size):
            yield piece


def _unxz(file: BinaryIO, size: int) -> Iterator[bytes]:
    """As lzma.open, which has no limit for its memory."""
    data = file.read(PIECE)
    while data:
        stream = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY)
        while not stream.eof:
            if stream.needs_input and not data and not (data := file.read(PIECE)):
                raise EOFError
            if piece := stream.decompress(data, size):
                yield piece
            data = b""
        data = stream.unused_data.lstrip(b"\0") or file.read(PIECE).lstrip(b"\0")


_STREAMS: dict[bytes, Callable[[BinaryIO, int], Iterator[bytes]]] = {
    b"\x1f\x8b": _gunzip,
    b"BZh": _bunzip2,
    b"\xfd7zXZ\0": _unxz,
}


def tar_members(file: BinaryIO, path: str) -> Iterator[Member]:
    """The members of a tar. Raises CmsError where it is damaged."""
    file.seek(0)
    try:
        # Paths of any bytes: what isn't UTF-8 is told from what is.
        with tarfile.TarFile(fileobj=_Headers(file), encoding="utf-8", errors="surrogateescape") as archive:
            while (member := archive.next()) is not None:
                if member.size < 0:  # the next header would lie before this one, for ever
                    raise tarfile.ReadError
                if not member.isdir():
                    yield Member(member.name, _given(file, member))
                archive.members.clear()  # type: ignore[attr-defined]  # unnamed in its docs; grows with every member
                archive.pax_headers = {}  # which every member copies
            file.seek(archive.offset)
    except _BROKEN as error:
        raise unfit(path, "damaged") from error
    except OSError as error:
        raise unfit(path, "unreadable", reason=error.strerror or "") from error
    if any(file.read(BLOCK)):  # tarfile takes what it can't read for the end
        raise unfit(path, "damaged")


class _Headers(io.RawIOBase):
    """A file of which tarfile reads headers only: it believes what these say of their own length."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = HEADERS

    def read(self, size: int = -1, /) -> bytes:
        if not 0 <= size <= HEADER:
            raise tarfile.ReadError
        self._left -= size if size > 2 * BLOCK else 0
        if self._left < 0:
            raise tarfile.ReadError
        return self._file.read(size)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        try:
            return self._file.seek(offset, whence)
        except OSError as error:  # further than any file is long
            raise tarfile.ReadError from error

    def tell(self) -> int:
        return self._file.tell()


def _given(file: BinaryIO, member: tarfile.TarInfo) -> Reader | Reason:
    """How a member is read, or why it isn't."""
    if member.islnk() or member.issym():
        return "link"
    if not member.isreg() or member.issparse():
        return "special"
    return "size" if member.size > MEMBER else partial(_read, file, member.offset_data, member.size)


def _read(file: BinaryIO, start: int, size: int, limit: int) -> bytes | Reason:
    if size > limit:
        return "size"
    try:
        file.seek(start)
        data = file.read(size)
    except OSError:
        return "unreadable"
    return data if len(data) == size else "damaged"
