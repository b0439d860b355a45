"""What a source from outside says it holds, from names as they are written there to paths that are safe to offer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import BinaryIO, Literal, NamedTuple, TypeAlias

from cms.model import CmsError

Reason: TypeAlias = Literal[
    "link",  # symbolic or hard: it may lead anywhere
    "outside",  # its name leads out of the source: absolute, with a drive, `..` or NUL
    "special",  # a device, a pipe, a socket, a sparse file
    "name",  # its name is no Unicode text, empty, or far too long
    "size",  # larger than what is read
    "ratio",  # it would swell as no honest file does
    "duplicate",  # a later member has the same name
    "encrypted",
    "method",  # packed in a way whose memory can't be bounded, or that is unknown
    "damaged",
    "unreadable",  # the system refuses
]
"""Why a member isn't offered, or can't be read."""

Case: TypeAlias = Literal[
    "missing", "unreadable", "not-archive", "too-many", "too-large", "ratio", "encrypted", "damaged"
]
"""Why a source as a whole can't be read."""

Reader: TypeAlias = Callable[[int], bytes | Reason]
"""Gives a member's bytes if they are no more than so many."""

MEMBERS = 100_000
"""How many members a source may have: over the largest sites seen (some 30,000 files), and some 60 MB of listing."""

TOTAL = 2_000_000_000
"""How many bytes an archive may unpack to: what a temporary folder can be expected to hold."""

MEMBER = 100_000_000
"""The size of one member in bytes: GitHub takes no larger file, and a member is read into memory."""

RATIO = 200
"""How many times its packed size something may unpack to. Dumps and logs come to 50, zeros to 1,000 and more."""

RATIO_FROM = 10_000_000
"""The unpacked size in bytes from which the ratio counts: a small file of one letter is no attack."""

PIECE = 1 << 20
"""How many bytes are read at a time."""

SKIPPED = frozenset({".git", "node_modules", "__macosx"})
"""Folders that hold no content: Git's own, installed packages, what macOS adds to its archives."""

NAME = 1000
"""The longest name in characters: bringing one of 32,000 accents into NFC takes three seconds."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_RAW = range(0xDC80, 0xDD00)  # the surrogates that stand for bytes that are no UTF-8
_DRIVE = re.compile(r"[A-Za-z]:")


class Member(NamedTuple):
    """A member of a source: its name as written there, and how it is read or why it isn't."""

    name: str
    given: Reader | Reason


class Refused(NamedTuple):
    """A member that isn't offered, by its path (its name as written if that is wrong), or can't be read."""

    path: str
    reason: Reason


class Offer(NamedTuple):
    """The readers of the members that are offered, by path, and those that aren't; both sorted."""

    readers: dict[str, Reader]
    refused: tuple[Refused, ...]


def sift(members: Iterable[Member], source: str) -> Offer:
    """What of a source is offered. Raises CmsError `setup/import-source` where there are too many members.

    Of two members with one path the last counts, as for the programs that unpack archives: so are they updated. Paths
    that differ in case only are two, since nothing is ever written under these names.
    """
    readers: dict[str, Reader] = {}
    refused: list[Refused] = []
    for count, (name, given) in enumerate(members):
        if count >= MEMBERS:
            raise unfit(source, "too-many", limit=MEMBERS)
        path = tidy(name) if len(name) <= NAME else ""
        if SKIPPED.intersection(path.casefold().split("/")):
            continue
        if wrong := fault(name, path):
            refused.append(Refused(shown(name[:NAME]), wrong))
        elif isinstance(given, str):
            refused.append(Refused(path, given))
        else:
            if path in readers:
                refused.append(Refused(path, "duplicate"))
            readers[path] = given
    if not readers and any(member.reason == "encrypted" for member in refused):
        raise unfit(source, "encrypted")
    return Offer(dict(sorted(readers.items())), tuple(sorted(refused)))


def tidy(name: str) -> str:
    """A member's name as a path with `/`, in NFC. A backslash parts folders, too: some archivers mean it so."""
    parts = unicodedata.normalize("NFC", name).replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in {"", "."})


def fault(name: str, path: str) -> Reason | None:
    """What is wrong with a member's name, of which `path` was made, if anything is."""
    slashed = name.replace("\\", "/")
    if slashed.startswith("/") or _DRIVE.match(name) or "\0" in name or ".." in slashed.split("/"):
        return "outside"
    return "name" if not path or _SURROGATE.search(name) else None


def shown(name: str) -> str:
    """A name as text that can be printed and stored: bytes that aren't UTF-8 are escaped."""
    return _SURROGATE.sub(_escaped, name)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code - 0xDC00:02x}" if code in _RAW else f"\\u{code:04x}"


def swells(size: int, packed: int) -> bool:
    """Whether so many bytes out of so few are an attack."""
    return size > RATIO_FROM and size > RATIO * packed


def drain(file: BinaryIO, limit: int) -> bytes | Reason:
    """All that a file gives, if it is no more than `limit` bytes: what a header says of its size isn't believed."""
    pieces = []
    size = 0
    while piece := file.read(min(PIECE, limit + 1 - size)):
        size += len(piece)
        if size > limit:
            return "size"
        pieces.append(piece)
    return b"".join(pieces)


def unfit(source: str, case: Case, **values: str | int) -> CmsError:
    """The error that says why a source can't be read."""
    return CmsError("setup/import-source", {"source": shown(source), "case": case, **values})
