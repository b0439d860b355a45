"""The YAML that nearly every file is written in → data with every value's place, in half of libyaml's time.

Mappings and lists by indentation, or in brackets on one line; values on one line, and blocks of lines at one depth.
Whatever else YAML allows, and whatever may be wrong, isn't judged here: the text then comes back unread, and libyaml
has the word.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from cms.model import Json, Mark
from cms.parse.numbers import FIRST_LETTERS, Unfit, resolve
from cms.parse.reading import Read

_OPENING = re.compile(r"(?:--- *+\n)?(?: *+(?:#[^\n]*+)?\n)*+")
_ROW = re.compile(
    r"""
    # The bounds keep the depth below that of what may be read at all.
    (\ {0,24}+ (?:-\ {1,4}+)?)                                         # 1: the indentation, with an item's dash
    (?: ([A-Za-z_][\w-]{0,99}+) :(?:\ ++|(?=\n)) )?                    # 2: a property's name
    (?:
        (                                                              # 3: a value: plain, in quotes, or in brackets
            [^\s\-?:,\[\]{}\#&*!|>'"%@`] [^\n:\ ]*+ (?: (?: :(?![\n\ ]) | \ ++(?![\n\#]) ) [^\n:\ ]*+ )*+
            | '[^'\n]*+(?:''[^'\n]*+)*+'
            | "[^"\\\n]*+"
            | [\[{][^\n]*+
        )?
        \ *+ (?: (?<=\ )\#[^\n]*+ )? \n (?: \ *+ (?:\#[^\n]*+)? \n )*+
        | ([|>]-?) \ *+ \n                                             # 4: the sign of a block of lines
        ( (\ ++) [^\n\ ][^\n]*+ \n (?: \6 [^\n\ ][^\n]*+ \n )*+ ) \n*+ # 5: its lines, 6: their indentation
    )
    | (?s:.++) | \Z
    """,
    re.VERBOSE | re.ASCII,
)
_ITEM = re.compile(
    r"""
    \ *+ (?: ([A-Za-z_][A-Za-z0-9_-]{0,99}+) :\ ++ )?                   # 1: a property's name
    (?:
        (                                                              # 2: a value that isn't in brackets itself
            (?: -(?=\w) | [\w/.+] ) [\w/.+-]*+ (?: (?: :(?=//) | \ ++(?=[\w/.+]) ) [\w/.+-]*+ )*+
            | '[^'\n]*+(?:''[^'\n]*+)*+'
            | "[^"\\\n]*+"
        )
        | (?=[\[{])
    )
    """,
    re.VERBOSE,
)
_AFTER_ITEM = re.compile(r" *+([,\]}])")
_CLOSING = {"[": "]", "{": "}"}
_DEEPEST = 9  # of brackets inside brackets
_INDENT, _NAME, _VALUE, _SIGN, _LINES, _DEPTH = range(1, 7)
_NOT_ITSELF = FIRST_LETTERS | {"'", '"', "[", "{"}
# What libyaml takes for blanks or for ends of lines, and names that stand for nothing.
_UNSURE = ("\t", "\x85", "\u2028", "\u2029", "\ufeff", "null:", "Null:", "NULL:")

_Rows: TypeAlias = list[re.Match[str]]
_Place: TypeAlias = tuple[int, int]
_Taken: TypeAlias = tuple[Json, Mark, int]
"""A value, its mark, and the number of the row behind it."""


class _UnsureError(Exception):
    """Ends the reading of a text that may say something else than it seems to."""


def read_simple(text: str) -> Read | None:
    """The data of a text that holds a mapping, and the marks in it; None where it takes more to read the text."""
    if any(sign in text for sign in _UNSURE):
        return None
    opening = _OPENING.match(text)
    # The last row, at the end of the text, has no indentation: it belongs to no mapping and no list.
    rows = list(_ROW.finditer(text, opening.end() if opening else 0))
    if rows[0][_INDENT] != "":
        return None
    try:
        data, mark, behind = _mapping(rows, 0, 0, None)
    except _UnsureError:
        return None
    return Read(data, mark) if behind == len(rows) - 1 else None


def _mapping(rows: _Rows, at: int, column: int, key: _Place | None) -> _Taken:
    """The mapping whose names stand at a column, as far as its rows go."""
    data: dict[str, Json] = {}
    marks: dict[str, Mark] = {}
    indent = " " * column
    row = rows[at]
    start = row.start(_NAME)
    while True:
        name = row[_NAME]
        if name is None or name in data:
            raise _UnsureError
        place = row.span(_NAME)
        if row.lastindex == _VALUE:
            data[name], marks[name] = _scalar(row, place)
            at += 1
        elif row.lastindex == _LINES:
            data[name], marks[name] = _block(row, column, place)
            at += 1
        else:
            data[name], marks[name], at = _below(rows, at + 1, column, place)
        row = rows[at]
        if row[_INDENT] != indent:
            return data, Mark(start, marks[name].end, key, marks), at


def _list(rows: _Rows, at: int, column: int, key: _Place) -> _Taken:
    """The list whose dashes stand at a column, as far as its rows go."""
    data: list[Json] = []
    marks: list[Mark] = []
    row = rows[at]
    indent = row[_INDENT]
    start = row.start() + column
    while True:
        if row[_NAME] is not None:
            value, mark, at = _mapping(rows, at, len(indent), None)
        elif row.lastindex == _VALUE:
            value, mark = _scalar(row, None)
            at += 1
        elif row.lastindex == _LINES:
            value, mark = _block(row, column, None)
            at += 1
        else:
            raise _UnsureError
        data.append(value)
        marks.append(mark)
        row = rows[at]
        if row[_INDENT] != indent:
            return data, Mark(start, mark.end, key, marks), at


def _below(rows: _Rows, at: int, column: int, key: _Place) -> _Taken:
    """The value of a name, at a column, with nothing beside it: what the rows below say, or nothing at all."""
    indent = rows[at][_INDENT] or ""
    depth = indent.find("-")
    if depth >= column:
        return _list(rows, at, depth, key)
    if depth < 0 and len(indent) > column:
        return _mapping(rows, at, len(indent), key)
    return None, Mark(key[1] + 1, key[1] + 1, key), at


def _scalar(row: re.Match[str], key: _Place | None) -> tuple[Json, Mark]:
    value: Json = row[_VALUE]
    start, end = row.span(_VALUE)
    if value[0] in _NOT_ITSELF:
        if value[0] in _CLOSING:
            return _in_brackets(row.string, start, end, key)
        value = _meant(value)
    return value, Mark(start, end, key)


def _meant(written: str) -> Json:
    if written[0] == "'":
        return written[1:-1].replace("''", "'")
    if written[0] == '"':
        return written[1:-1]
    value = resolve(written)
    if type(value) is Unfit:
        raise _UnsureError
    return value


def _in_brackets(text: str, start: int, end: int, key: _Place | None) -> tuple[Json, Mark]:
    """The list or mapping whose brackets are all that stands between two offsets."""
    value, mark = (_flow_list if text[start] == "[" else _flow_mapping)(text, start, key, 1)
    if mark.end != end:
        raise _UnsureError
    return value, mark


def _flow_list(text: str, start: int, key: _Place | None, depth: int) -> tuple[Json, Mark]:
    data: list[Json] = []
    marks: list[Mark] = []
    if text.startswith("[]", start):
        return data, Mark(start, start + 2, key, marks)
    at = start
    while text[at] != "]":
        name, value, mark, at = _flow_item(text, at + 1, depth)
        if name is not None or text[at] == "}":
            raise _UnsureError
        data.append(value)
        marks.append(mark)
    return data, Mark(start, at + 1, key, marks)


def _flow_mapping(text: str, start: int, key: _Place | None, depth: int) -> tuple[Json, Mark]:
    data: dict[str, Json] = {}
    marks: dict[str, Mark] = {}
    if text.startswith("{}", start):
        return data, Mark(start, start + 2, key, marks)
    at = start
    while text[at] != "}":
        name, value, mark, at = _flow_item(text, at + 1, depth)
        if name is None or name in data or text[at] == "]":
            raise _UnsureError
        data[name] = value
        marks[name] = mark
    return data, Mark(start, at + 1, key, marks)


def _flow_item(text: str, at: int, depth: int) -> tuple[str | None, Json, Mark, int]:
    """An item's name, if it has one, its value and mark, and where the comma or bracket behind it stands."""
    item = _ITEM.match(text, at)
    if item is None or depth > _DEEPEST:
        raise _UnsureError
    place = None if item[1] is None else item.span(1)
    if item[2] is None:
        read = _flow_list if text[item.end()] == "[" else _flow_mapping
        value, mark = read(text, item.end(), place, depth + 1)
    else:
        value, mark = _meant(item[2]), Mark(*item.span(2), place)
    after = _AFTER_ITEM.match(text, mark.end)
    if after is None:
        raise _UnsureError
    return item[1], value, mark, after.start(1)


def _block(row: re.Match[str], column: int, key: _Place | None) -> tuple[str, Mark]:
    """A block of lines, which stand deeper than a column: `|` keeps them apart, `>` makes one of them."""
    sign, depth = row[_SIGN], row[_DEPTH]
    if len(depth) <= column:
        raise _UnsureError
    text = row[_LINES][len(depth) : -1].replace("\n" + depth, "\n" if sign[0] == "|" else " ")
    return text if sign[1:] else text + "\n", Mark(row.start(_SIGN), row.end(_LINES) - 1, key)
