"""What recipes look at: the values of a source by their dotted names, and texts made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from cms.importers.values import NAME, Part, is_empty
from cms.model import NOTHING, Data, Json, Steps
from cms.paths import slugify

_LONGEST = 100
"""Characters of a slug: a longer one, such as of a whole sentence, is cut, and told from others by a digest."""


class Context(NamedTuple):
    """What recipes look at: a mapping, or a text, whose only field is `name`, and where it stands in the source.

    With `derived`, all in it stands at `base` itself. `extra` are fields that no source has: captures of the path as
    `file.…`, and what was made. `by` is who names what is made, by whose fields `by.…` goes. `private` are places of
    what isn't to be published. `places` are those of single fields, where each has its own.
    """

    value: Json
    base: Steps | None = ()
    derived: bool = False
    extra: Mapping[str, Json] = NOTHING
    by: Context | None = None
    private: frozenset[Steps] = frozenset()
    places: Mapping[str, Steps] = NOTHING


def identity(templates: Sequence[str], data: Data, context: Context) -> str:
    """The slug that the first template gives whose fields all have a value; empty where there is none."""
    for template in templates:
        text = filled(template, data, context)
        if text is not None and (slug := slugify(text)):
            digest = sha256(slug.encode()).hexdigest()[:8]
            return slug if len(slug) <= _LONGEST else f"{slug[:_LONGEST].rstrip('-')}-{digest}"
    return ""


def filled(template: str, data: Data, context: Context) -> str | None:
    """A template with fields in braces, of what was made or else of what there is; None where one has no value."""
    missing = False

    def hole(match: re.Match[str]) -> str:
        nonlocal missing
        found = [value for part in _walk(data, match[1].split("."), None) if not is_empty(value := part.value)]
        found = found or [part.value for part in lookup(context, match[1]) if not is_empty(part.value)]
        missing = missing or not found or isinstance(found[0], dict | list | bool)
        return "" if missing else str(found[0])

    text = re.sub(r"\{([\w.]+)\}", hole, template)
    return None if missing else text


def lookup(context: Context, name: str) -> list[Part]:
    """The values that a dotted name stands for; those of all items, where it leads through a list."""
    head, _, rest = name.partition(".")
    if head == "by" and context.by is not None:
        return lookup(context.by, rest)
    names = name.split(".")
    if head in context.extra:
        return list(_walk(context.extra, names, None))
    if head in context.places:
        return [part._replace(steps=context.places[head]) for part in _walk(context.value, names, None)]
    if isinstance(context.value, dict):
        found = _walk(context.value, names, None if context.derived else context.base)
        return [part._replace(steps=context.base) for part in found] if context.derived else list(found)
    return [Part(context.value, context.base)] if name == NAME else []


def _walk(value: Json, names: Sequence[str], at: Steps | None) -> Iterator[Part]:
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _walk(item, names, None if at is None else (*at, number))
    elif not names:
        yield Part(value, at)
    elif isinstance(value, Mapping) and names[0] in value:
        yield from _walk(value[names[0]], names[1:], None if at is None else (*at, names[0]))
