"""YAML to data with the place of every value: YAML 1.2's core schema over libyaml's events.

libyaml reads YAML 1.1 syntax; what it does with plain texts, keys, tags, aliases and line breaks is decided here. Only
its character offsets are used: it counts lines in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from cms.model import Json, Mark
from cms.parse.numbers import FIRST_LETTERS, Unfit, resolve
from cms.parse.reading import (
    MAX_DATA,
    MAX_DEPTH,
    Problem,
    Read,
    Unreadable,
    add,
    failed,
    repeated,
    shortened,
    too_deep,
    too_large,
)
from cms.parse.text import unfit_escaped
from cms.parse.yaml_errors import explain
from cms.parse.yaml_layout import Event, end_of, missing_space, start_of
from cms.parse.yaml_text import hide

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TAG = re.compile(r"![^\s,\[\]{}]*+")
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*+(?:[ \t\n]++(?:#[^\n]*+)?+)*+)*+")
_COLLECTION = object()

Place: TypeAlias = tuple[int, int] | None


class _Reading(NamedTuple):
    """What all functions here share while one text is read; `restore` puts back the characters libyaml may not see."""

    next_event: Callable[[], Event]
    text: str
    restore: dict[int, str] | None
    problems: list[Problem]
    anchors: dict[str, Json]
    aliases: list[tuple[int, str]]


def read_yaml(text: str) -> Read:
    """The data of a text that holds one YAML document (`{}` if it is empty), and the marks and problems in it."""
    hidden, restore = hide(text)
    reading = _Reading(CParser(hidden).get_event, text, restore, [], {}, [])
    try:
        data, mark = _document(reading)
    except Unreadable as end:
        return failed(reading.problems, end.problem)
    except YAMLError:
        return failed(reading.problems, explain(text, hidden))
    return Read(data, mark, tuple(reading.problems))


def _document(reading: _Reading) -> tuple[Json, Mark]:
    next_event = reading.next_event
    next_event()
    if type(next_event()) is StreamEndEvent:
        return _nothing(reading.text)
    event = next_event()
    data, mark = _value(reading, event, 1, None)
    if type(event) is ScalarEvent:
        if mark.start == mark.end:
            data, mark = _nothing(reading.text)
        elif not event.style and (slip := missing_space(reading.text, mark.start)) is not None:
            raise Unreadable(slip)
    next_event()
    event = next_event()
    if type(event) is DocumentStartEvent:
        raise Unreadable(Problem("parse/documents", start_of(event), end_of(event)))
    _check_aliases(reading)
    return data, mark


def _nothing(text: str) -> tuple[Json, Mark]:
    """What an empty text says, marked at the line that opens it, if there is one."""
    return {}, Mark(0, 3 if text.startswith("---") else 0, None, {})


# --- Values ----------------------------------------------------------------------------------------------------------


def _value(reading: _Reading, event: Event, depth: int, key: Place) -> tuple[Json, Mark]:
    kind = type(event)
    if kind is ScalarEvent:
        return _scalar(reading, event, key)
    if kind is AliasEvent:
        return _alias(reading, event, key)
    if depth > MAX_DEPTH:
        raise too_deep(event.start_mark.index)
    start = event.start_mark.index
    if event.anchor is not None or event.tag is not None:
        start = _properties(reading, event)
    if event.anchor is not None:
        reading.anchors[event.anchor] = _COLLECTION
    read = _mapping if kind is MappingStartEvent else _sequence
    return read(reading, event, depth, key, start)


def _mapping(reading: _Reading, begin: Event, depth: int, key: Place, start: int) -> tuple[Json, Mark]:
    next_event = reading.next_event
    data: dict[str, Json] = {}
    marks: dict[str, Mark] = {}
    end = start
    while type(event := next_event()) is not MappingEndEvent:
        name, place = _key(reading, event, depth)
        event = next_event()
        if type(event) is ScalarEvent:
            value, mark = _scalar(reading, event, place)
        else:
            value, mark = _value(reading, event, depth + 1, place)
        end = mark[1]
        if name is None:
            continue
        if name in data:
            add(reading.problems, repeated(name, *place, marks[name]))
            continue
        data[name] = value
        marks[name] = mark
    # The end of a mapping without braces is that of its last value; for libyaml it is where the next thing begins.
    return data, Mark(start, end_of(event) if begin.flow_style else end, key, marks)


def _sequence(reading: _Reading, begin: Event, depth: int, key: Place, start: int) -> tuple[Json, Mark]:
    next_event = reading.next_event
    data: list[Json] = []
    marks: list[Mark] = []
    end = begin.end_mark.index
    while type(event := next_event()) is not SequenceEndEvent:
        value, mark = _value(reading, event, depth + 1, None)
        end = mark[1]
        data.append(value)
        marks.append(mark)
    return data, Mark(start, end_of(event) if begin.flow_style else end, key, marks)


def _scalar(reading: _Reading, event: Event, key: Place) -> tuple[Json, Mark]:
    value = event.value
    style = event.style
    start = event.start_mark.index
    end = event.end_mark.index
    if event.anchor is not None or event.tag is not None:
        start = min(_properties(reading, event), end)
    elif start == end:
        start = end = _empty_place(reading.text, start, key)
    if not style:
        if not value:
            value = None
        elif value[0] in FIRST_LETTERS:
            value = _resolved(reading, value, start, end)
    elif style == '"':
        _check_escapes(reading, value, start, end)
    elif style != "'":
        end = _content_end(reading.text, start, end)
    if reading.restore is not None and type(value) is str:
        value = value.translate(reading.restore)
    if event.anchor is not None:
        reading.anchors[event.anchor] = value
    return value, Mark(start, end, key)


def _resolved(reading: _Reading, text: str, start: int, end: int) -> Json:
    value = resolve(text)
    if type(value) is Unfit:
        add(reading.problems, Problem("parse/number", start, end, value.case, {"text": shortened(text)}))
        return None
    return value


def _check_escapes(reading: _Reading, value: str, start: int, end: int) -> None:
    problem = unfit_escaped(reading.text, value, start, end)
    if problem is not None:
        add(reading.problems, problem)


def _empty_place(text: str, at: int, key: Place) -> int:
    """Where a value that isn't written would stand: right after the colon, dash or name before it, on the same line."""
    if key is None or at <= key[1]:
        return at
    colon = text.find(":", key[1], at)
    return colon + 1 if colon >= 0 else key[1]


def _content_end(text: str, start: int, end: int) -> int:
    """The end of a block scalar's last line that isn't blank; for libyaml it is where the next thing begins."""
    last = start + len(text[start:end].rstrip(" \t\n"))
    line_end = text.find("\n", last, end)
    return line_end if line_end >= 0 else end


# --- Keys, aliases, anchors and tags ---------------------------------------------------------------------------------


def _key(reading: _Reading, event: Event, depth: int) -> tuple[str | None, tuple[int, int]]:
    """A property's name and its place; None where it can't be one."""
    start = event.start_mark.index
    end = event.end_mark.index
    if type(event) is not ScalarEvent or event.style in {"|", ">"}:
        if type(event) is not AliasEvent:
            end = _value(reading, event, depth + 1, None)[1].end
        add(reading.problems, Problem("parse/key", start, end, "complex"))
        return None, (start, end)
    name = event.value
    if event.anchor is not None or event.tag is not None:
        start = min(_properties(reading, event), end)
    if event.anchor is not None:
        reading.anchors[event.anchor] = name if event.style else resolve(name)
    if not event.style:
        if name in _NULLS:
            add(reading.problems, Problem("parse/key", start, end, "empty"))
            return None, (start, end)
    elif event.style == '"':
        _check_escapes(reading, name, start, end)
    return name.translate(reading.restore) if reading.restore is not None else name, (start, end)


def _alias(reading: _Reading, event: Event, key: Place) -> tuple[Json, Mark]:
    name = event.anchor
    mark = Mark(event.start_mark.index, event.end_mark.index, key)
    if name not in reading.anchors:
        raise Unreadable(Problem("parse/alias", mark.start, mark.end, "unknown", {"name": name}))
    value = reading.anchors[name]
    if type(value) is str:
        reading.aliases.append((mark.start, value))
    if value is not _COLLECTION:
        return value, mark
    # Once is enough: who uses them does so throughout the file, and one reason holds for all.
    if not any(problem.rule == "parse/alias" for problem in reading.problems):
        add(reading.problems, Problem("parse/alias", mark.start, mark.end, "collection", {"name": name}))
    return None, mark


def _check_aliases(reading: _Reading) -> None:
    """A long text that is repeated by a short name a thousand times counts as what it grows to."""
    size = len(reading.text)
    for at, value in reading.aliases:
        size += len(value)
        if size > MAX_DATA:
            raise too_large(at, size)


def _properties(reading: _Reading, event: Event) -> int:
    """Refuse a value's tag, if it has one; the offset behind its tag and anchor."""
    start = event.start_mark.index
    if event.tag is not None:
        match = _TAG.search(reading.text, start)
        if match is not None:
            add(reading.problems, Problem("parse/tag", *match.span(), "", {"tag": shortened(match[0])}))
    properties = _PROPERTIES.match(reading.text, start)
    return properties.end() if properties is not None else start
