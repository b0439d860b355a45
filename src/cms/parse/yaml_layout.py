"""Slips in the layout of YAML (quotes, brackets, colons, indentation), told apart by what libyaml understood last."""

from __future__ import annotations

import re
from typing import Any, NamedTuple, TypeAlias

from yaml.events import (
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from cms.model import Json
from cms.parse.reading import Problem

_NAME = re.compile(r"""(?:- +)*+(?:[^\s:'"\[\]{},]++|"[^"\n]*+"|'[^'\n]*+')""")
_NO_SPACE = re.compile(r"-(?=[^ \n-])|[^\s:]++ ?(:)(?=[^ \n/])")
_PROPERTY_INSIDE = re.compile(r"\n *+(?:- +)*+[\w.$-]++:(?=[ \n])")
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_SPACES = re.compile(r" *+")
_TABS = re.compile(r"\t++")
_CLOSING = {"[": "]", "{": "}"}
_LONE_SIGNS = {"]": "bracket", "}": "bracket", ",": "character"}

Event: TypeAlias = Any
"""An event of libyaml. Its classes know neither that it always has marks nor which attributes it has."""


class Failure(NamedTuple):
    """Where libyaml gave up: `at`, in what began at `start`, after the `events` of all that it understood."""

    text: str
    events: list[Event]
    at: int
    start: int

    @property
    def character(self) -> str:
        """The character at the place, empty at the end of the text."""
        return self.text[self.at : self.at + 1]

    @property
    def last(self) -> Event | None:
        """The event of what stands last before the place: a scalar, a bracket, a `---`; None at the beginning."""
        return next((event for event in reversed(self.events) if start_of(event) < end_of(event)), None)


def slip(case: str, start: int, end: int, **values: Json) -> Problem:
    """A problem of YAML's syntax."""
    return Problem("parse/yaml", start, end, case, values)


def tab(text: str, at: int) -> Problem:
    """The tabs in the indentation at or before an offset."""
    first = text.find("\t", text.rfind("\n", 0, at) + 1, at + 1)
    tabs = _TABS.match(text, first if first >= 0 else at)
    return Problem("parse/tab", *(tabs.span() if tabs else (at, at)))


def start_of(event: Event) -> int:
    """The offset at which an event's text begins."""
    index: int = event.start_mark.index
    return index


def end_of(event: Event) -> int:
    """The offset behind an event's text, which may be empty, as of a mapping without braces."""
    index: int = event.end_mark.index
    return index


# --- Quotes ----------------------------------------------------------------------------------------------------------


def unclosed_quote(failure: Failure) -> Problem:
    """A quote at `start` without its partner."""
    quote = failure.text[failure.start : failure.start + 1]
    return slip("unclosed-quote", failure.start, failure.start + 1, quote=quote)


def _after_quote(failure: Failure, quoted: Event) -> Problem:
    """What follows a closing quote on its line: the quote was meant as a letter, or one was forgotten lines above."""
    start, end = start_of(quoted), end_of(quoted)
    if _PROPERTY_INSIDE.search(failure.text, start, end):
        return unclosed_quote(failure._replace(start=start))
    return slip("quote-inside", end - 1, end, quote=failure.text[end - 1])


# --- Colons and indentation ------------------------------------------------------------------------------------------


def colon(failure: Failure) -> Problem:
    """A colon where no property can begin."""
    text, at, last = failure.text, failure.at, failure.last
    if isinstance(last, SequenceEndEvent | MappingEndEvent):
        return _bracketed_start(failure)
    line = text.rfind("\n", 0, at) + 1
    if isinstance(last, ScalarEvent) and not last.style and start_of(last) < line:
        # For libyaml, this line goes on with the text of a line above.
        above = text.rfind("\n", 0, start_of(last)) + 1
        if not text[above : start_of(last)].strip(" "):
            return no_colon(failure._replace(start=start_of(last)))
        content = at - len(text[line:at].lstrip(" \t"))
        if _NAME.fullmatch(text[content:at].rstrip(" ")):
            return _indent(text, content)
    return slip("colon", at, at + 1)


def no_colon(failure: Failure) -> Problem:
    """A line, from `start`, that is neither `name: value` nor `- value`."""
    text, start = failure.text, failure.start
    return missing_space(text, start) or slip("missing-colon", start, _line_end(text, start))


def missing_space(text: str, start: int) -> Problem | None:
    """The dash or colon of a line, from `start`, that only lacks a space behind it to make an item or a property."""
    match = _NO_SPACE.match(text, start, _line_end(text, start))
    if match is None:
        return None
    at = match.start(1) if match[1] else start
    return slip("missing-space", at, at + 1, character=text[at])


def _indent(text: str, at: int) -> Problem:
    if "\t" in text[text.rfind("\n", 0, at) + 1 : at]:
        return tab(text, at)
    name = _NAME.match(text, at)
    return slip("indent", at, name.end() if name else min(at + 1, len(text)))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return at + len(text[at : end if end >= 0 else len(text)].rstrip(" \t"))


# --- What follows something complete ---------------------------------------------------------------------------------


def unexpected(failure: Failure) -> Problem:
    """Something where the next property or list item should begin."""
    text, at, last = failure.text, failure.at, failure.last
    if failure.character in _CLOSING.values():
        return slip("bracket", at, at + 1, bracket=failure.character)
    if failure.character == ":":
        return Problem("parse/key", at, at + 1, "empty")
    if failure.character in {"&", "*"}:
        return slip("alias", at, at + 1, character=failure.character)
    if last is not None and "\n" not in text[end_of(last) : at]:
        if isinstance(last, ScalarEvent) and last.style in {'"', "'"}:
            return _after_quote(failure, last)
        if isinstance(last, SequenceEndEvent | MappingEndEvent):
            return _bracketed_start(failure)
    return _indent(text, at)


def second_root(failure: Failure) -> Problem:
    """Something after the end of the document."""
    directive = _DIRECTIVE.search(failure.text, end_of(failure.last), failure.at) if failure.last is not None else None
    if directive is not None:
        return slip("character", directive.start(), directive.end(), character="%")
    if isinstance(failure.last, DocumentEndEvent):
        return Problem("parse/documents", failure.at, failure.at + 1)
    return unexpected(failure)


def _bracketed_start(failure: Failure) -> Problem:
    """A text that begins with a bracket, which YAML takes for a list or a mapping."""
    depth = 0
    at = failure.at
    for event in reversed(failure.events):
        if _closes(event):
            depth += 1
        elif _opens(event):
            depth -= 1
            if depth == 0:
                at = end_of(event) - 1
                break
    return slip("character", at, at + 1, character=failure.text[at])


# --- Brackets --------------------------------------------------------------------------------------------------------


def _opens(event: Event) -> bool:
    """Whether an event is an opening bracket (and not one that YAML adds, as around the pair of `[a: b]`)."""
    is_start = isinstance(event, SequenceStartEvent | MappingStartEvent)
    return is_start and bool(event.flow_style) and start_of(event) < end_of(event)


def _closes(event: Event) -> bool:
    return isinstance(event, SequenceEndEvent | MappingEndEvent) and start_of(event) < end_of(event)


def in_brackets(failure: Failure) -> Problem:
    """Something, after the bracket at `start`, where a comma or its partner should be."""
    text, at, last = failure.text, failure.at, failure.last
    if failure.character in {"]", "}", ""} or last is None:
        return _unclosed_bracket(text, failure.start)
    if "\n" not in text[start_of(last) : at]:
        if failure.character == ":":
            return slip("colon", at, at + 1)
        if isinstance(last, ScalarEvent) and last.style and failure.character not in {'"', "'", "[", "{"}:
            return _after_quote(failure, last)
    if not _is_closed(failure):
        return _unclosed_bracket(text, failure.start)
    return slip("comma", start_of(last), min(end_of(last), _line_end(text, start_of(last))))


def _is_closed(failure: Failure) -> bool:
    """Whether the bracket's partner comes before the next property that stands no deeper than the bracket's line."""
    text, start = failure.text, failure.start
    spaces = _SPACES.match(text, text.rfind("\n", 0, start) + 1)
    indent = min(len(spaces[0]), 99) if spaces else 0
    partner = text.find(_CLOSING.get(text[start], "]"), failure.at)
    outside = re.search(rf"\n {{0,{indent}}}[^\s:\[\]{{}},]++:(?=\s)", text[start:])
    return partner >= 0 and (outside is None or partner < start + outside.start())


def _unclosed_bracket(text: str, at: int) -> Problem:
    bracket = text[at : at + 1]
    return slip("unclosed-bracket", at, at + 1, bracket=bracket, closing=_CLOSING.get(bracket, ""))


def no_value(failure: Failure) -> Problem:
    """A sign where a value should be."""
    at = failure.at
    opened: list[int] = []
    for event in failure.events:
        if _opens(event):
            opened.append(end_of(event) - 1)
        elif _closes(event):
            opened.pop()
    if not opened:
        return _no_value_in_block(failure)
    if failure.character == ",":
        return slip("empty-item", at, at + 1)
    if failure.character == ":":
        return Problem("parse/key", at, at + 1, "empty")
    if failure.character == "-":
        return slip("dash", at, at + 1)
    return _unclosed_bracket(failure.text, opened[-1])


def _no_value_in_block(failure: Failure) -> Problem:
    sign, at = failure.character, failure.at
    if sign in _LONE_SIGNS:
        return slip(_LONE_SIGNS[sign], at, at + 1, **{_LONE_SIGNS[sign]: sign})
    if sign in {"", "."}:
        return slip("other", at, min(at + 1, len(failure.text)))
    return _indent(failure.text, at)
