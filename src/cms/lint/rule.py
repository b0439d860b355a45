"""What a lint rule is: a module with an id, a level, options, a docstring that is its page, and one function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

from cms.lint.checkable import Checkable
from cms.model import NOTHING, Json, Level, Steps


class Edit(NamedTuple):
    """Another text for what stands between two offsets of the file's text."""

    start: int
    end: int
    text: str


class Finding(NamedTuple):
    """A defect between two code-point offsets of the file's text (end exclusive).

    `values` and `case` are for its wording, `at` is the way to the value of the data that it is about, `edits` are
    those that mend it, all together: only where what was meant is beyond doubt. `related` are other places in the file.
    """

    start: int
    end: int
    values: Mapping[str, Json] = NOTHING
    case: str = ""
    at: Steps = ()
    edits: tuple[Edit, ...] = ()
    related: tuple[tuple[int, int], ...] = ()


class Rule(Protocol):
    """A module in this package. Its docstring is its page: English, a line of `---`, French.

    `FIXES` says whether some of its findings have edits. `OPTIONS` are the options that cms.yml may set, with their
    defaults, which also say what type they have. What a finding is the cause of isn't said as well: diagnostics of the
    rules whose ids start with one of `EXPLAINS`, about the same value or what is in it; where it is about no value,
    those at its place or at one of its edits'.
    """

    __doc__: str | None
    ID: str
    LEVEL: Level
    OPTIONS: Mapping[str, Json]
    EXPLAINS: tuple[str, ...]
    FIXES: bool


class FileRule(Rule, Protocol):
    """A rule about one file of a collection."""

    def check(self, file: Checkable, options: Mapping[str, Json], /) -> Iterator[Finding]:
        """The findings of one file, in any order. Most files have none: find that out by a look at its text."""
        ...


class MediaRule(Rule, Protocol):
    """A rule about one file of the media folder."""

    def check_media(self, file: MediaFile, options: Mapping[str, Json], /) -> Iterator[Mapping[str, Json]]:
        """The values of what is to be said of the file."""
        ...


class MediaFile(NamedTuple):
    """A file of the media folder: its path, its size in bytes, and its bytes if they are few enough for a pointer."""

    path: str
    size: int
    data: bytes


class TermRule(Rule, Protocol):
    """A rule about the texts of one list, such as keywords, in all entries of a collection."""

    def fold(self, term: str, /) -> str:
        """What terms share that are to be compared."""
        ...

    def check_terms(self, counts: Mapping[str, int], options: Mapping[str, Json], /) -> Iterator[tuple[str, str]]:
        """Of terms that fold into one, with how many entries have them: each that is wrong, and the right one."""
        ...
