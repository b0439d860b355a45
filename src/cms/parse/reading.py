"""What the readers of YAML and JSON give: data, the places of its values, and what is wrong, as offsets in the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from cms.model import NOTHING, Json, Mark

MAX_DATA = 262_144  # bytes
MAX_DEPTH = 64
MAX_PROBLEMS = 100  # a file with more was broken by a machine: a longer list helps nobody
_QUOTED = 60


class Problem(NamedTuple):
    """Something wrong between two code-point offsets (end exclusive); `related` is another place it speaks of."""

    rule: str
    start: int
    end: int
    case: str = ""
    values: Mapping[str, Json] = NOTHING
    related: tuple[int, int] | None = None


class Read(NamedTuple):
    """A text, read. Where there are problems, `data` is what could be read all the same, None if nothing could."""

    data: Json
    mark: Mark
    problems: tuple[Problem, ...] = ()


class Unreadable(Exception):  # noqa: N818 - it names a state of the text, and no reader lets it out
    """Ends the reading of a text: there is no sense in going on after this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.rule)
        self.problem = problem


def add(problems: list[Problem], problem: Problem) -> None:
    """Note a problem after which reading goes on. Raises Unreadable where there are too many of them."""
    if len(problems) >= MAX_PROBLEMS - 1:
        raise Unreadable(problem)
    problems.append(problem)


def failed(problems: list[Problem], last: Problem) -> Read:
    """What is left of a text whose reading ended at `last`."""
    return Read(None, Mark(last.start, last.end), (*problems, last))


def too_deep(at: int) -> Unreadable:
    """The end of a reading at the first list or mapping that lies too deep."""
    return Unreadable(Problem("parse/depth", at, at + 1, "data", {"limit": MAX_DEPTH}))


def too_large(at: int, size: int) -> Unreadable:
    """The end of a reading of more data than is allowed."""
    return Unreadable(Problem("parse/size", at, at, "data", {"size": size, "limit": MAX_DATA}))


def repeated(key: str, start: int, end: int, first: Mark) -> Problem:
    """The problem of a property's name that its mapping has already, with the value `first`."""
    return Problem("parse/duplicate-key", start, end, "", {"key": key}, first.key)


def shortened(text: str) -> str:
    """A text as a diagnostic quotes it: nobody reads more than a line of it."""
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
