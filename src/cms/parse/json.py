"""JSON to data with the place of every value.

Neither the standard library's reader nor libyaml will do: the one gives no places, the other refuses half of the
escape sequences of JSON.
"""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder
from typing import NamedTuple

from cms.model import Json, Mark
from cms.parse.numbers import Unfit, decimal, integer
from cms.parse.reading import MAX_DEPTH, Problem, Read, Unreadable, add, failed, repeated, shortened, too_deep
from cms.parse.text import unfit_escaped

_DECODER = JSONDecoder()
_SPACE = re.compile(r"[ \t\n]*+")
_NAME = re.compile(r'"([^"\\\x00-\x1f]*+)"[ \t\n]*+:[ \t\n]*+')
_NEXT = re.compile(r"[ \t\n]*+([,\]}])[ \t\n]*+")
_ITEM = re.compile(
    r'"([^"\\\x00-\x1f]*+)"'
    r"|(-?(?:0|[1-9][0-9]*+)(?![.eE0-9]))"
    r"|(-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?(?![.eE0-9]))"
    r"|(true|false|null|NaN|-?Infinity)\b"
    r"|([\[{])[ \t\n]*+"
)
_TEXT, _INTEGER, _DECIMAL, _WORD, _OPENING = range(1, 6)
_WORDS = {"true": True, "false": False, "null": None}


class _Reading(NamedTuple):
    text: str
    problems: list[Problem]


def read_json(text: str) -> Read:
    """The data of a text that holds one JSON value, and the marks and problems in it."""
    reading = _Reading(text, [])
    try:
        data, mark = _value(reading, _skip(text, 0), 1, None)
        end = _skip(text, mark.end)
        if end < len(text):
            raise _error(reading, end, _strange(text, end) or "extra")
    except Unreadable as stop:
        return failed(reading.problems, stop.problem)
    return Read(data, mark, tuple(reading.problems))


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


# --- Values ----------------------------------------------------------------------------------------------------------


def _value(reading: _Reading, at: int, depth: int, key: tuple[int, int] | None) -> tuple[Json, Mark]:
    match = _ITEM.match(reading.text, at)
    kind = match.lastindex if match else None
    if match is None or kind is None:
        return _unusual(reading, at, key)
    if kind == _TEXT:
        return match[1], Mark(at, match.end(), key)
    if kind == _OPENING:
        if depth > MAX_DEPTH:
            raise too_deep(at)
        read = _object if match[5] == "{" else _array
        return read(reading, at, match.end(), depth, key)
    mark = Mark(at, match.end(), key)
    return _word(reading, match[0], kind, mark), mark


def _word(reading: _Reading, word: str, kind: int, mark: Mark) -> Json:
    value: Json
    if kind == _INTEGER:
        value = integer(word)
    elif kind == _DECIMAL:
        value = decimal(word)
    else:
        value = _WORDS.get(word, Unfit("not-finite"))
    if type(value) is Unfit:
        add(reading.problems, Problem("parse/number", mark.start, mark.end, value.case, {"text": shortened(word)}))
        return None
    return value


def _object(reading: _Reading, start: int, at: int, depth: int, key: tuple[int, int] | None) -> tuple[Json, Mark]:
    text = reading.text
    data: dict[str, Json] = {}
    marks: dict[str, Mark] = {}
    if text.startswith("}", at):
        return data, Mark(start, at + 1, key, marks)
    while True:
        name, place, at = _name(reading, at, start)
        value, mark = _value(reading, at, depth + 1, place)
        if name in data:
            add(reading.problems, repeated(name, *place, marks[name]))
        else:
            data[name] = value
            marks[name] = mark
        match = _NEXT.match(text, mark.end)
        if match is None or match[1] == "]":
            raise _no_comma(reading, mark, start)
        if match[1] == "}":
            return data, Mark(start, match.start(1) + 1, key, marks)
        at = match.end()


def _array(reading: _Reading, start: int, at: int, depth: int, key: tuple[int, int] | None) -> tuple[Json, Mark]:
    text = reading.text
    data: list[Json] = []
    marks: list[Mark] = []
    if text.startswith("]", at):
        return data, Mark(start, at + 1, key, marks)
    while True:
        if text.startswith("]", at):
            raise _trailing_comma(reading, at)
        value, mark = _value(reading, at, depth + 1, None)
        data.append(value)
        marks.append(mark)
        match = _NEXT.match(text, mark.end)
        if match is None or match[1] == "}":
            raise _no_comma(reading, mark, start)
        if match[1] == "]":
            return data, Mark(start, match.start(1) + 1, key, marks)
        at = match.end()


def _name(reading: _Reading, at: int, start: int) -> tuple[str, tuple[int, int], int]:
    """A property's name, its place, and where its value begins."""
    text = reading.text
    match = _NAME.match(text, at)
    if match is not None:
        return match[1], (at, match.end(1) + 1), match.end()
    if not text.startswith('"', at):
        if text.startswith("}", at):
            raise _trailing_comma(reading, at)
        raise _unclosed(reading, start) if at >= len(text) else _error(reading, at, _strange(text, at) or "name")
    name, end = _string(reading, at)
    after = _skip(text, end)
    if not text.startswith(":", after):
        raise _error(reading, after, "colon") if after < len(text) else _unclosed(reading, start)
    return name, (at, end), _skip(text, after + 1)


# --- What isn't plain ------------------------------------------------------------------------------------------------


def _unusual(reading: _Reading, at: int, key: tuple[int, int] | None) -> tuple[Json, Mark]:
    """A string with escape sequences, or none of what a value can be."""
    if reading.text.startswith('"', at):
        value, end = _string(reading, at)
        return value, Mark(at, end, key)
    raise _error(reading, at, _strange(reading.text, at) or "value")


def _string(reading: _Reading, at: int) -> tuple[str, int]:
    text = reading.text
    try:
        value, end = _DECODER.raw_decode(text, at)
    except JSONDecodeError as error:
        raise _bad_string(reading, at, error.pos) from None
    problem = unfit_escaped(text, value, at, end)
    if problem is not None:
        add(reading.problems, problem)
    return value, end


def _bad_string(reading: _Reading, at: int, where: int) -> Unreadable:
    text = reading.text
    if where > at and text[where : where + 1] in {"\n", "\t"}:
        if text[where] == "\t":
            return _error(reading, where, "tab")
        return _error(reading, at, "unclosed-string")
    slash = text.rfind("\\", at, where + 1)
    if where == at or slash < 0:
        return _error(reading, at, "unclosed-string")
    escape = text[slash : slash + 2]
    return Unreadable(Problem("parse/json", slash, min(slash + 2, len(text)), "escape", {"escape": escape}))


def _strange(text: str, at: int) -> str | None:
    """What people write where JSON wants something else."""
    for case, sign in _STRANGE:
        if text.startswith(sign, at):
            return case
    return None


_STRANGE = (("quotes", "'"), ("quotes", "“"), ("quotes", "«"), ("comment", "//"), ("comment", "/*"), ("comment", "#"))


# --- Problems --------------------------------------------------------------------------------------------------------


def _error(reading: _Reading, at: int, case: str) -> Unreadable:
    return Unreadable(Problem("parse/json", at, min(at + 1, len(reading.text)), case))


def _unclosed(reading: _Reading, start: int) -> Unreadable:
    bracket = reading.text[start]
    values = {"bracket": bracket, "closing": "}" if bracket == "{" else "]"}
    return Unreadable(Problem("parse/json", start, start + 1, "unclosed-bracket", values))


def _no_comma(reading: _Reading, last: Mark, start: int) -> Unreadable:
    """The end of a reading after a value that neither a comma nor its own closing bracket follows."""
    at = _skip(reading.text, last.end)
    if at >= len(reading.text) or reading.text[at] in "]}":
        return _unclosed(reading, start)
    return _error(reading, at, _strange(reading.text, at) or "comma")


def _trailing_comma(reading: _Reading, at: int) -> Unreadable:
    return _error(reading, reading.text.rindex(",", 0, at), "trailing-comma")
