"""One value of a source → what a recipe makes of it, step by step, with why it isn't the same any more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from cms.dates import to_iso
from cms.importers.mapping import Kind, Recipe
from cms.model import Json, Steps
from cms.paths import slugify

NAME = "name"
"""The field of a value in parts that the steps for texts change."""


class Part(NamedTuple):
    """A value and where it stands in the source (None: nowhere, it is made); what was done to it, as reasons."""

    value: Json
    steps: Steps | None
    reasons: tuple[str, ...] = ()

    def become(self, value: Json, reason: str) -> Part:
        """The part with another value; with a reason, if that is another."""
        return self if value == self.value else Part(value, self.steps, (*self.reasons, reason))


def is_empty(value: Json) -> bool:
    """Whether a value says nothing: none, an empty text, list or mapping."""
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


def fits_one(value: Json, patterns: Iterable[re.Pattern[str]]) -> bool:
    """Whether a text, as one line, has something in it that one of the patterns fits."""
    return isinstance(value, str) and any(pattern.search(" ".join(value.split())) for pattern in patterns)


def refined(part: Part, recipe: Recipe) -> list[Part]:
    """What the steps for texts make of a part: several where it is split, none where it is none of theirs."""
    parts = [part]
    for step in _STEPS:
        parts = [made for each in parts for made in step(each, recipe)]
    return parts


def _split(part: Part, recipe: Recipe) -> Iterator[Part]:
    if recipe.split is None or not isinstance(text := _text_of(part), str):
        yield part
        return
    pieces = [piece.strip() for piece in recipe.split.split(text) if piece and piece.strip()]
    if len(pieces) < 2:  # noqa: PLR2004 - one is no split
        yield part
        return
    steps = (*part.steps, NAME) if part.steps is not None and isinstance(part.value, dict) else part.steps
    for piece in pieces:
        yield Part(piece, steps, (*part.reasons, "split"))


def _link(part: Part, recipe: Recipe) -> Iterator[Part]:
    """A text that may be a Markdown link, as a mapping of its name and its url."""
    if not recipe.link or not isinstance(part.value, str):
        yield part
        return
    name = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", part.value)
    urls = re.findall(r"\[[^\]]*\]\(\s*<?([^)\s>]+)", part.value)
    value = {NAME: " ".join(name.split())} | ({"url": urls[0]} if urls else {})
    yield Part(value, part.steps, (*part.reasons, "link") if urls else part.reasons)


def _replace(part: Part, recipe: Recipe) -> Iterator[Part]:
    text = _text_of(part)
    if not recipe.replace or not isinstance(text, str):
        yield part
        return
    for theirs, ours in recipe.replace:
        text = theirs.sub(ours, text)
    yield _with_text(part, text.strip(), "rewritten")


def _take(part: Part, recipe: Recipe) -> Iterator[Part]:
    text = _text_of(part)
    if recipe.take is None:
        yield part
    elif isinstance(text, str) and (match := recipe.take.search(text)):
        taken = match[1] if match.re.groups else match[0]
        if taken:
            yield _with_text(part, taken.strip(), "rewritten")


def _look_up(part: Part, recipe: Recipe) -> Iterator[Part]:
    if recipe.table is None:
        yield part
    elif (key := _key(part.value)) in recipe.table:
        yield part.become(recipe.table[key], "table")


def _key(value: Json) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _convert(part: Part, recipe: Recipe) -> Iterator[Part]:
    text = _text_of(part)
    if not recipe.kind or isinstance(text, dict | list):
        yield part
        return
    value = KINDS[recipe.kind](str(text).strip())
    yield part if value is None else _with_text(part, value, "converted")


def _number(text: str) -> Json:
    match = re.fullmatch(r"([-+]?\d{1,15})(\.\d{1,15})?", text)
    return None if match is None else float(text) if match[2] else int(text)


def _url(text: str) -> str | None:
    """An address with its scheme."""
    if re.match(r"(?i)https?://", text):
        return text
    return f"https://{text}" if re.fullmatch(r"(?i)(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", text) else None


def _date(text: str) -> str | None:
    return text[:10] if re.match(r"\d{4}-\d\d-\d\d(?:$|[T ])", text) else (to_iso(text) or "")[:10] or None


KINDS: dict[Kind, Callable[[str], Json]] = {
    "text": str,
    "date": _date,
    "number": _number,
    "url": _url,
    "slug": slugify,
}

_STEPS: Sequence[Callable[[Part, Recipe], Iterator[Part]]] = (_split, _link, _replace, _take, _look_up, _convert)


def _text_of(part: Part) -> Json:
    """The text that the steps change: the value, or its name where it is in parts."""
    value = part.value.get(NAME) if isinstance(part.value, dict) else part.value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _with_text(part: Part, text: Json, reason: str) -> Part:
    if isinstance(part.value, dict):
        return part.become({**part.value, NAME: text}, reason)
    return part.become(text, reason)


def cut(text: str, limit: int) -> str:
    """The start of a text, of at most `limit` characters: whole sentences, or else words and an ellipsis."""
    sentences = re.match(rf"(?s).{{1,{limit}}}(?<=[.!?…»])(?=\s)", text + " ")
    if sentences and len(sentences[0].strip()) <= limit:
        return sentences[0].strip()
    words = text[: limit - 1].rpartition(" ")[0].rstrip(" ,;:–—-")
    return f"{words or text[: limit - 1]}…"
