"""One file as the rules see it: its text, its data, its Markdown, each looked at only when a rule asks for it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from cms.lint.code import Code
from cms.model import Data, Diagnostic, Document, Entry, Json, Mark, Node, Schema, Site, Steps


class Text(NamedTuple):
    """A text among the data: the way to it, its value, and the offsets of how it is written, quotes and all."""

    at: Steps
    value: str
    start: int
    end: int


class Checkable:
    """A file that was parsed: `document`, `entry`, the `schema` of its collection, the `site`.

    All offsets are code points in `text`, the whole file. `front` is what stands before the body, the front matter or
    all of a file of data; `body` begins at `start`, which is the text's end where there is none. A file that couldn't
    be understood has an entry without data. `known` is what checking has found. `lost_html` finds the raw HTML that
    isn't published: its offsets, and the name of its first tag. Every other part is made at its first use; `outline`
    is the Markdown parser.
    """

    def __init__(  # noqa: PLR0913 - all that is known of a file
        self,
        document: Document,
        entry: Entry,
        schema: Schema,
        site: Site,
        known: Sequence[Diagnostic] = (),
        *,
        outline: Callable[[str, int], tuple[Node, ...]],
        lost_html: Callable[[], Iterable[tuple[int, int, str]]] = tuple,
    ) -> None:
        # What is known of half the data would fit no other half.
        self.document = document if document.data is not None else document._replace(mark=Mark(0, 0))
        self.entry = entry
        self.schema = schema
        self.site = site
        self.known = known
        self.lost_html = lost_html
        self.text = document.text
        self.start = len(self.text) if document.body is None else document.body
        self.front = self.text[: self.start]
        self.body = self.text[self.start :]
        self._outline = outline

    # --- The Markdown body ---

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes of the body, by their start, with offsets in the file. Makes the parser run: ask others first."""
        return self._outline(self.body, self.start)

    def nodes_in(self, markdown: str) -> tuple[Node, ...]:
        """The nodes of another text, such as a part of the body as it would be: what an edit makes of it."""
        return self._outline(markdown, 0)

    def keeps_form(self, edits: Iterable[tuple[int, int, str]]) -> bool:
        """Whether the body has the same nodes after some edits of it, whatever they say. Runs the parser twice."""
        pieces, at = [], self.start
        for start, end, replacement in sorted(edits):
            pieces += [self.text[at:start], replacement]
            at = end
        after = self._outline("".join([*pieces, self.text[at:]]), 0)
        return [node.kind for node in after] == [node.kind for node in self.nodes]

    def nodes_of(self, *kinds: str) -> Iterator[Node]:
        """The nodes of some kinds. Runs the parser."""
        return (node for node in self.nodes if node.kind in kinds)

    @cached_property
    def headings(self) -> tuple[Node, ...]:
        """The headings of the body. Runs the parser only if there may be some."""
        if not self.may_have_headings:
            return ()
        return tuple(self.nodes_of("heading"))

    @cached_property
    def may_have_headings(self) -> bool:
        """Whether any line of the body could be, or underline, a heading."""
        body = self.body
        return "\n#" in body or body.startswith("#") or "\n==" in body or "\n--" in body

    @cached_property
    def heading_lines(self) -> tuple[tuple[int, int, str], ...]:
        """What looks like a heading without a look at what is around it: offset, level, text. Costs little."""
        return tuple([found for run in self.hash_runs if (found := self._heading_at(*run)) is not None])

    @cached_property
    def hash_runs(self) -> tuple[tuple[int, int, int], ...]:
        """Where lines begin with hashes: the offsets of the line, of the first hash and behind the last."""
        return tuple(self._hash_runs())

    def _hash_runs(self) -> Iterator[tuple[int, int, int]]:
        text, first = self.text, self.start
        at = text.find("#", first)
        while at >= 0:
            line = at
            if at > first and text[at - 1] != "\n":
                line = max(text.rfind("\n", first, at) + 1, first) if text[at - 1] == " " else -1
            if line >= 0 and at - line <= 3 and (line == at or not text[line:at].strip(" ")):  # noqa: PLR2004 - else code
                end = at + 1
                while text.startswith("#", end):
                    end += 1
                yield line, at, end
            end = text.find("\n", at)
            at = text.find("#", end) if end >= 0 else -1

    def _heading_at(self, line: int, at: int, behind: int) -> tuple[int, int, str] | None:
        text = self.text
        if behind - at > 6 or text[behind : behind + 1] not in {" ", "\t"}:  # noqa: PLR2004 - the lowest heading there is
            return None
        end = text.find("\n", behind)
        words = text[behind : end if end >= 0 else len(text)].strip(" \t")
        if words[-1:] != "#":
            return line, behind - at, words
        bare = words.rstrip("#")
        return line, behind - at, bare.rstrip() if not bare or bare[-1] in " \t" else words

    @cached_property
    def quote_lines(self) -> tuple[tuple[int, int], ...]:
        """The lines of the body that begin with `>`: their offsets, without the line ends."""
        return tuple(self._quote_lines())

    def _quote_lines(self) -> Iterator[tuple[int, int]]:
        text = self.text
        at = text.find(">", self.start)
        while at >= 0:
            end = text.find("\n", at)
            end = end if end >= 0 else len(text)
            if at == self.start or text[at - 1] == "\n":
                yield at, end
            at = text.find(">", end)

    @cached_property
    def is_code(self) -> Callable[[int], bool]:
        """Whether an offset of the body lies in code or raw HTML. Runs the parser where that isn't plain to see."""
        return Code(self.text, self.start, lambda: self.nodes).holds

    @cached_property
    def spelled(self) -> str:
        """What looks like a web address anywhere, with a little of what is before it: to see what isn't there."""
        found = re.finditer(r":/[^\s<>\"'`\\{}|\[\]«»“”]*", self.text)
        return "\n".join([self.text[max(0, match.start() - 7) : match.end()] for match in found])

    def matches(self, pattern: str) -> Iterator[re.Match[str]]:
        """Where a pattern matches in the body, but for code and raw HTML. Offsets of a match are those of the file.

        The parser runs only if there is a match.
        """
        for match in re.compile(pattern).finditer(self.text, self.start):
            if not self.is_code(match.start()):
                yield match

    # --- The data ---

    @property
    def data(self) -> Data:
        """The data; empty where the file couldn't be understood."""
        return self.document.data or {}

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All texts among the data, in the order of the file."""
        found: list[Text] = []
        _add_texts(found, self.document.data, self.document.mark, ())
        return tuple(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [text.start for text in self.texts]

    def text_at(self, offset: int) -> Steps | None:
        """The way to the text among the data that is written at an offset; None where there is none."""
        number = bisect_right(self._starts, offset) - 1
        return self.texts[number].at if number >= 0 and offset < self.texts[number].end else None

    @property
    def properties(self) -> Mapping[str, Data]:
        """The schemas of the data's properties by name."""
        return self.schema.properties

    # --- The entry ---

    @property
    def lang(self) -> str:
        """The language of the entry: `fr` of `fr-BE`."""
        return self.entry.lang.lower().partition("-")[0]

    @property
    def hidden(self) -> bool:
        """Whether the entry says of itself that it is a draft."""
        return self.entry.draft


def _add_texts(found: list[Text], value: Json, mark: Mark, at: Steps) -> None:
    children = mark.children
    if isinstance(value, str):
        found.append(Text(at, value, mark.start, mark.end))
    elif isinstance(value, dict) and isinstance(children, dict):
        for name, item in value.items():
            if name in children:
                _add_texts(found, item, children[name], (*at, name))
    elif isinstance(value, list) and isinstance(children, list):
        for position, (item, child) in enumerate(zip(value, children, strict=False)):
            _add_texts(found, item, child, (*at, position))
