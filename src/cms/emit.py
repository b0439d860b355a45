"""Data and a Markdown body → the text of a file, in the style that editors' tools write and every YAML reader takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.model import Json

WIDTH = 110
"""The columns that a folded text fills."""

_PLAIN = re.compile(r"[^\W\d_](?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*\S)?|/[^\s:#]*|https?://[^\s#]*[^\s#:]")
_UNSAFE = re.compile(r":\s|:$|\s#|\t|[\ud800-\udfff]")
_NOT_PLAIN = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_SPECIAL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_INDENT = "  "


def file_text(data: Mapping[str, Json], suffix: str, body: str | None = None) -> str:
    """The text of a file of data (`.yml`, `.yaml`, `.json`), or of Markdown (`.md`) with the data as its front matter.

    `data` are JSON values; its order is kept. Reading the text gives the same data again.
    """
    if suffix == ".json":
        return json_text(dict(data))
    if suffix != ".md":
        return yaml_text(data)
    ending = f"\n{body.strip()}\n" if body and body.strip() else ""
    return f"---\n{yaml_text(data) if data else ''}---\n{ending}"


def json_text(value: Json) -> str:
    """A value as JSON that people read, indented."""
    import json  # noqa: PLC0415 - few files are JSON, and a hook writes none

    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def yaml_text(data: Mapping[str, Json]) -> str:
    """A mapping as YAML 1.2 in block style."""
    if not data:
        return "{}\n"
    return "".join(f"{line}\n" if line else "\n" for line in _mapping(data))


def scalar(value: Json) -> str:
    """A value without parts (or an empty list or mapping) on one line, in a form that every YAML reader takes alike."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list | dict):
        return "[]" if isinstance(value, list) else "{}"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return repr(value)


def _text(text: str) -> str:
    if _is_plain(text):
        return text
    if "\n" in text or _SPECIAL.search(text):
        return '"' + "".join(map(_escaped, text)) + '"'
    return "'" + text.replace("'", "''") + "'"


def _is_plain(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text)) and not _UNSAFE.search(text) and text.lower() not in _NOT_PLAIN


def _mapping(data: Mapping[str, Json]) -> Iterator[str]:
    for name, value in data.items():
        key = scalar(name)
        if value and isinstance(value, dict):
            yield f"{key}:"
            yield from _indented(_mapping(value))
        elif value and isinstance(value, list):
            yield f"{key}:"
            yield from _indented(_sequence(value))
        else:
            yield from _headed(f"{key}:", value)


def _sequence(items: list[Json]) -> Iterator[str]:
    for item in items:
        if item and isinstance(item, dict | list):
            parts = _mapping(item) if isinstance(item, dict) else _sequence(item)
            for number, line in enumerate(_indented(parts)):
                yield "-" + line[1:] if number == 0 else line
        else:
            yield from _headed("-", item)


def _headed(head: str, value: Json) -> Iterator[str]:
    """A value that isn't in parts behind its key or dash: on the line, or in lines of its own where it is long."""
    lines = _block(value, WIDTH - len(head)) if isinstance(value, str) and not _SPECIAL.search(value) else None
    if lines is None:
        yield f"{head} {scalar(value)}"
    else:
        yield f"{head} {lines[0]}"
        yield from _indented(lines[1:])


def _block(text: str, room: int) -> list[str] | None:
    if "\n" in text:
        return _literal(text)
    return _folded(text) if len(text) > room else None


def _literal(text: str) -> list[str] | None:
    """A text of several lines as it is, if it can be written so."""
    bare = text.rstrip("\n")
    lines = bare.split("\n")
    if not lines[0] or any(line[:1] == " " and not line.strip() for line in lines) or lines[0].startswith(" "):
        return None
    ending = text[len(bare) :]
    if len(ending) > 1:
        return None
    return ["|" if ending else "|-", *lines]


def _folded(text: str) -> list[str] | None:
    """A long text of one line in several, if there is where to break it: at single spaces."""
    words = text.split(" ")
    if len(words) == 1 or "" in words or words[0][:1] == "\t":
        return None
    lines = [words[0]]
    for word in words[1:]:
        # A line that begins with white space would keep its break.
        if len(lines[-1]) + 1 + len(word) > WIDTH and not word[0].isspace() and not lines[-1][-1].isspace():
            lines.append(word)
        else:
            lines[-1] += f" {word}"
    return [">-", *lines] if len(lines) > 1 else None


def _indented(lines: Iterator[str] | list[str]) -> Iterator[str]:
    return (_INDENT + line if line else "" for line in lines)


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char == "\n":
        return "\\n"
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"  # noqa: PLR2004 - as YAML escapes
