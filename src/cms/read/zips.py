"""From a zip archive that nobody vouches for to its members, each read on demand and no further than it says."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial

from cms.read.members import MEMBER, MEMBERS, TOTAL, Member, Reader, Reason, drain, swells, unfit

DIRECTORY = 64_000_000
"""The largest central directory in bytes that is read: over 600 for each of the members that a source may have."""

_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_SIGNATURE = b"PK\x01\x02"  # of a directory's entry
_LOCAL_HEADER = 30  # bytes before a member's name
_ENCRYPTED = 0x1 | 0x40 | 0x2000  # the old cipher, a strong one, a masked directory
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError, NotImplementedError)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # zipfile bounds the memory of no other


def is_zip(head: bytes) -> bool:
    """Whether a file that starts like this is a zip archive. One that only ends like one is what it starts as."""
    return head.startswith(_STARTS)


def zip_members(path: str, opened: ExitStack) -> Iterator[Member]:
    """The members of the zip archive at a path. Raises CmsError where it is damaged or built to swell."""
    file = opened.enter_context(_Bounded(io.FileIO(path)))
    try:
        archive = opened.enter_context(zipfile.ZipFile(file))
    except _TooManyError as error:
        raise unfit(path, "too-many", limit=MEMBERS) from error
    except (*_BROKEN, OSError) as error:  # a directory may be said to lie where no file reaches
        raise unfit(path, "damaged") from error
    infos = archive.infolist()  # by `orig_filename`, here and below: zipfile cuts the other name at a NUL
    if _overlap(infos, archive.start_dir):
        raise unfit(path, "ratio")
    files = [info for info in infos if not info.orig_filename.endswith("/")]
    total = sum(info.file_size for info in files)
    if swells(total, os.path.getsize(path)):
        raise unfit(path, "ratio")
    if total > TOTAL:
        raise unfit(path, "too-large", limit=TOTAL)
    return (Member(_name(info), _given(archive, info)) for info in files)


class _TooManyError(Exception):
    """The central directory has more entries than a source may have members."""


class _Bounded(io.BufferedReader):
    """A file whose directory is measured as it is read: zipfile reads it at once, and believes what it says of itself.

    Nothing else is read in pieces as large as a directory of so many entries, each of which takes 46 bytes at least.
    """

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > DIRECTORY:
            raise _TooManyError
        data = super().read(size)
        if len(data) > MEMBERS * 46 and data.count(_SIGNATURE) > MEMBERS:
            raise _TooManyError
        return data


def _overlap(infos: list[zipfile.ZipInfo], end: int) -> bool:
    """Whether members share bytes, as they do in archives that swell without end (https://www.bamsoftware.com/hacks/zipbomb/)."""
    ranges = sorted(
        (info.header_offset, info.header_offset + _LOCAL_HEADER + len(info.orig_filename) + info.compress_size)
        for info in infos
    )
    starts = [start for start, _ in ranges[1:]]
    return any(stop > start for (_, stop), start in zip(ranges, [*starts, end], strict=False))


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name. Many archivers write UTF-8 without saying so, which zipfile reads as the code page of MS-DOS."""
    if not info.flag_bits & 0x800:
        try:
            return info.orig_filename.encode("cp437").decode()
        except UnicodeError:
            pass
    return info.orig_filename


def _given(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Reader | Reason:
    """How a member is read, or why it isn't."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    faults: list[tuple[Reason, bool]] = [
        ("link", kind == stat.S_IFLNK),
        ("special", kind not in {0, stat.S_IFREG, stat.S_IFLNK}),
        ("encrypted", bool(info.flag_bits & _ENCRYPTED)),
        ("method", info.compress_type not in _METHODS),
        ("size", info.file_size > MEMBER),
        ("ratio", swells(info.file_size, info.compress_size)),
    ]
    return next((reason for reason, there in faults if there), partial(_read, archive, info))


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes | Reason:
    if info.file_size > limit:
        return "size"
    try:
        with archive.open(info) as file:
            data = drain(file, limit)  # type: ignore[arg-type]  # reads as any other file
    except (*_BROKEN, RuntimeError):
        return "damaged"
    except OSError:
        return "unreadable"
    return data if isinstance(data, str) or len(data) == info.file_size else "damaged"
