"""A text before and after → the file with every byte kept that the text doesn't show: line ends, byte-order mark."""

from __future__ import annotations

import os
import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from difflib import SequenceMatcher
from errno import EACCES

from cms.model import CmsError

_MARK = "\ufeff"
_LINE = r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+"


def as_stored(data: bytes, before: str, after: str) -> bytes | None:
    """The bytes of a file after its text was changed; None where they aren't those of the text before.

    A line that stays keeps its end; a new one gets the end that most lines have.
    """
    written = data.decode(errors="surrogateescape")
    bare = written.lstrip(_MARK)
    mark = written[: len(written) - len(bare)]
    if "\r" not in bare:
        return (mark + after).encode() if bare == before else None
    lines = re.findall(_LINE, bare)
    return (mark + _with_ends(lines, after)).encode() if "".join(_normal(lines)) == before else None


def rewrite(root: str, path: str, before: str, after: str) -> bool:
    """Put a changed text in the place of a file's, whole or not at all; false where the file has changed meanwhile.

    Raises CmsError: `setup/unwritable` where the system refuses.
    """
    place = os.path.join(root, *path.split("/"))
    try:
        with open(place, "rb", buffering=0) as file:
            data = as_stored(file.read(), before, after)
            mode = os.fstat(file.fileno()).st_mode
        if data is not None and not os.access(place, os.W_OK):
            raise PermissionError(EACCES, os.strerror(EACCES))
        if data is not None:
            _replace(place, data, mode)
    except OSError as error:
        raise CmsError("setup/unwritable", {"path": path, "reason": error.strerror or ""}) from error
    return data is not None


def _replace(place: str, data: bytes, mode: int) -> None:
    """Write beside a file and rename into its place: nobody sees half of it."""
    descriptor, fresh = tempfile.mkstemp(dir=os.path.dirname(place), prefix=".cms-fix-")
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(fresh, mode & 0o7777)
        os.replace(fresh, place)
    except BaseException:
        with suppress(OSError):
            os.remove(fresh)
        raise


# --- Line ends -------------------------------------------------------------------------------------------------------


def _with_ends(lines: Sequence[str], after: str) -> str:
    """The changed text with the line ends that these lines have."""
    ends = Counter(end for line in lines if (end := _end(line)))
    if len(ends) == 1:
        return after.replace("\n", next(iter(ends)))
    usual = max((end for end in ends if end != "\r"), key=lambda end: ends[end])
    new = re.findall(_LINE, after)
    pieces: list[str] = []
    for tag, start, stop, first, last in SequenceMatcher(None, _normal(lines), new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces += lines[start:stop]
        else:
            old = [*map(_end, lines[start:stop]), *[usual] * (last - first)]
            pieces += [line.replace("\n", old[number]) for number, line in enumerate(new[first:last])]
    text = "".join(pieces)
    return text if "".join(_normal([text])) == after else after.replace("\n", usual)  # CR and LF have met


def _end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _normal(lines: Sequence[str]) -> list[str]:
    return [line.replace("\r\n", "\n").replace("\r", "\n") for line in lines]
