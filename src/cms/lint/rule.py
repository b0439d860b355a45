"""What a lint rule is, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from cms.model import Diagnostic, Document, Entry, Level, Located


class Checkable(NamedTuple):
    """One file, as the rules see it: all that is known of it by itself.

    `raw_html` is what rendering found in its body. `locate` finds the places of the body's links, images and HTML, in
    lines of the whole file; it parses the body again, so a rule calls it only where it has reason to.
    """

    document: Document
    entry: Entry
    raw_html: bool
    locate: Callable[[], tuple[Located, ...]]


class Rule(Protocol):
    """A module in this package. Its docstring is its page: English, a line of `---`, French."""

    __doc__: str | None
    ID: str
    LEVEL: Level

    def check(self, checkable: Checkable, /) -> Iterator[Diagnostic]:
        """What the rule finds, sorted by place; any severity will do, `run` sets it."""
        ...
