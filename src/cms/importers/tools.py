"""What the import stage is given: files of another system, read, and what is known of our side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from cms.importers.addresses import Resolved, below
from cms.importers.lines import Line
from cms.importers.recipes import Placed
from cms.importers.sections import Outline
from cms.model import Data, Steps


class Original(NamedTuple):
    """A file of the source, read and mended: its data and the lines of its body.

    `line_of` tells the source's line of a value; `private` are the places of values that weren't to be published, and
    that are nothing now.
    """

    path: str
    data: Data
    lines: tuple[Line, ...]
    line_of: Callable[[Steps], int]
    private: frozenset[Steps] = frozenset()


class Tools(NamedTuple):
    """What the set-up knows of our side.

    `place` and `is_list` are as in Kitchen; `assets` gives the ways to the values that name files; `find` tells where
    an address leads now, by the path of the source that has it, whether it is an image's, and what it shows; `outline`
    gives the nodes of a body. `base` is the address of the old site.
    """

    place: Callable[[str, str, Data], Placed | None]
    is_list: Callable[[str, str], bool]
    assets: Callable[[str, Data], Iterable[Steps]]
    find: Callable[[str, str, bool, str], Resolved]
    outline: Outline
    base: str = ""

    def where(self, url: str, source: str, is_image: bool, hint: str) -> Resolved:  # noqa: FBT001 - as `find`
        """As `find`, also for whole addresses of the old site: its images may be in the export, or on the web."""
        inside = below(url, self.base)
        found = self.find(inside, source, is_image, hint)
        if found.reason == "based" and found.url is not None and is_image:
            fetched = self.find(found.url, source, is_image, hint)
            found = fetched if fetched.reason else found
        return Resolved(url) if found.url == url else found
