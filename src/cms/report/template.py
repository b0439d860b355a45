"""A template and values → a sentence: quotes, lists, plurals, sizes and the names of types.

A hole is `{name}`, `{name:manner}` or `{name:manner argument}`; MANNERS lists the manners; `{{` and `}}` are braces.
Values come from content, so none is shown before its control characters are made visible, and long ones are cut.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence

from cms.model import Json
from cms.report.columns import visible
from cms.report.words import Template, Words

LONGEST = 60
"""Characters of a value that a message shows."""

MOST = 24
"""Items of a list that a message names."""

_HOLE = re.compile(r"\{\{|\}\}|\{(\w+)(?::(\w+)(?: ([^{}]*))?)?\}")
# Not compiled before they are needed: a clean run needs none of them.
_BRACES = r"\{(\w+)\*?\}"
_PLAIN = r"[^\W\d_][\w./-]*"
_NOT_TEXT = frozenset({"true", "false", "null", "~"})


def fill(template: Template, values: Mapping[str, Json], words: Words) -> str | None:
    """The sentence of a template, or of the first of several whose values are all there; None where there is none."""
    for one in (template,) if isinstance(template, str) else template:
        try:
            return _filled(one, values, words)
        except (LookupError, TypeError, ValueError, AttributeError):
            continue
    return None


def _filled(template: str, values: Mapping[str, Json], words: Words) -> str:
    def hole(match: re.Match[str]) -> str:
        name, manner, argument = match.groups()
        if name is None:
            return match[0][0]
        return MANNERS[manner or "plain"](values[name], argument or "", words)

    return _HOLE.sub(hole, words.typeset(template))


# --- Manners ---------------------------------------------------------------------------------------------------------


def _plain(value: Json, _argument: str, _words: Words) -> str:
    if value is None or value == "":
        raise ValueError("nothing to say")
    return shown(value)


def _code(value: Json, _argument: str, _words: Words) -> str:
    return _ticked(shown(value))


def _ticked(text: str) -> str:
    """A text in backticks; as in Markdown, in two where it has one itself."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _path(value: Json, _argument: str, _words: Words) -> str:
    """A path, whole however long it is."""
    return _ticked(visible(value))


def _value(value: Json, _argument: str, words: Words) -> str:
    """A value that one has to write."""
    if isinstance(value, list | dict):
        return words.kinds["array" if isinstance(value, list) else "object"]
    return words.kinds["null"] if value is None else _ticked(quoted(value))


def _written(value: Json, _argument: str, words: Words) -> str:
    """A value as its author wrote it."""
    return words.kinds["null"] if value is None or value == "" else _ticked(shown(value))


def _short(value: Json, _argument: str, _words: Words) -> str:
    if value is None or value == "":
        raise ValueError("nothing to show")
    return _ticked(shown(value))


def _number(value: Json, _argument: str, words: Words) -> str:
    return f"{value:,d}".replace(",", words.thousands)


def _count(value: Json, argument: str, words: Words) -> str:
    one, many = argument.split("|")
    return f"{_number(value, '', words)} {one if words.is_one(value) else many}"


def _or(value: Json, _argument: str, words: Words) -> str:
    return _either(_items(value, words), words)


def _list(value: Json, _argument: str, words: Words) -> str:
    return ", ".join(_items(value, words))


def _items(value: Sequence[Json], words: Words) -> list[str]:
    """A list's items: bare where all of them are words, else each in backticks."""
    if not value or isinstance(value, str):
        raise ValueError("no list")
    texts = [quoted(item) for item in value[:MOST]]
    if not all(re.fullmatch(_PLAIN, text) for text in texts):
        texts = [_ticked(text) for text in texts]
    left = len(value) - len(texts)
    return [*texts, words.more.replace("{count}", str(left))] if left else texts


def _in(value: Json, _argument: str, words: Words) -> str:
    """Files where something is, in brackets behind it; nothing where there are none."""
    return f" ({', '.join(_path(path, '', words) for path in value)})" if value else ""


def _types(value: Json, _argument: str, words: Words) -> str:
    return _either([words.types[name] for name in value], words)


def _kind(value: Json, _argument: str, words: Words) -> str:
    return words.kinds[value]


def _formats(value: Json, _argument: str, words: Words) -> str:
    return _either([words.formats[name] for name in ([value] if isinstance(value, str) else value)], words)


def _either(texts: Sequence[str], words: Words) -> str:
    *others, last = texts
    return f"{', '.join(others)} {words.either} {last}" if others else last


def _form(value: Json, _argument: str, words: Words) -> str:
    return words.forms[value]


def _visibility(value: Json, _argument: str, words: Words) -> str:
    return words.visibility[value]


def _paths(value: Json, _argument: str, words: Words) -> str:
    """Path templates as a person would read them: `posts/YYYY-MM-DD-title.md`."""
    if not value:
        raise ValueError("no path")
    readable = [re.sub(_BRACES, lambda match: words.captures.get(match[1], match[1]), path) for path in value]
    return _either([_ticked(shown(path)) for path in readable], words)


def _wrapper(value: Json, _argument: str, _words: Words) -> str:
    """The text around an id: `/people/…`."""
    return _ticked(shown(value.replace("{id}", "…")))


def _size(value: Json, _argument: str, words: Words) -> str:
    """Bytes, rounded up."""
    return _bytes(-(-value // 100_000) / 10, -(-value // 1000), words)


def _limit(value: Json, _argument: str, words: Words) -> str:
    """Bytes, rounded down: a size above the limit never looks equal to it."""
    return _bytes(value // 100_000 / 10, value // 1000, words)


def _bytes(millions: float, thousands: int, words: Words) -> str:
    if thousands >= 1000:  # noqa: PLR2004 - kilobytes in a megabyte
        return f"{millions:g}".replace(".", words.decimal) + f"\N{NO-BREAK SPACE}{words.units[1]}"
    return f"{thousands}\N{NO-BREAK SPACE}{words.units[0]}"


def _clause(value: Json, _argument: str, _words: Words) -> str:
    """A sentence of somebody else as the end of ours: no capital, no final stop."""
    text = " ".join(str(value).split())
    if not text:
        raise ValueError("nothing to say")
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1]
    lower = text[:1].lower() if text[1:2].islower() or text[1:2] in {" ", "’", "'"} else text[:1]
    return visible(lower + text[1:])


MANNERS: Mapping[str, Callable[[Json, str, Words], str]] = {
    "plain": _plain,
    "code": _code,
    "path": _path,
    "value": _value,
    "written": _written,
    "short": _short,
    "number": _number,
    "count": _count,
    "or": _or,
    "list": _list,
    "in": _in,
    "types": _types,
    "kind": _kind,
    "formats": _formats,
    "form": _form,
    "visibility": _visibility,
    "paths": _paths,
    "wrapper": _wrapper,
    "size": _size,
    "limit": _limit,
    "clause": _clause,
}


# --- Values ----------------------------------------------------------------------------------------------------------


def quoted(value: Json) -> str:
    """A value as one would write it: a text in quotes where it would be taken for something else or not be seen."""
    text = shown(value)
    if isinstance(value, str) and (text != text.strip() or not text or text in _NOT_TEXT or _is_number(text)):
        return f"'{text}'"
    return text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def shown(value: Json) -> str:
    """A value on one line, at most LONGEST characters long, every character of it visible."""
    if isinstance(value, str):
        text = value.replace("\n", " ")
    elif isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > LONGEST * 4:
        return "…"  # Python refuses to write the longest ones
    else:
        text = json.dumps(value, ensure_ascii=False, default=str)
    return visible(text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…")
