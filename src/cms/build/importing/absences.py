"""An image of the web that couldn't be had, and the source that names it → an outcome for each place that does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cms.importers import Original
from cms.model import Json, Steps
from cms.outcomes import Outcome
from cms.positions import numbered

_END = r"(?=[\s()<>\"'\]{}]|$)"


def not_fetched(original: Original | None, source: str, url: str, why: str) -> Iterator[Outcome]:
    """Where a source names an address: whole, or else by its path, as on the old site; as a whole, if nowhere."""
    told = Outcome(source, 0, "", "changed", "not-fetched", url, values={"why": why})
    places: list[tuple[int, str]] = []
    inside = re.sub(r"^(?:\w+:)?//[^/?#]*", "", url)
    for address in (url, inside, re.split("[?#]", inside, maxsplit=1)[0]):
        if original is not None and not places and len(address) > 1:
            places = list(_places(original, re.compile(re.escape(address) + _END)))
    yield from (told._replace(line=line, field=field) for line, field in places or [(0, "")])


def _places(original: Original, address: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The line and the field of each place where an address is."""
    for steps, text in _texts(original.data):
        for _ in address.finditer(text):
            yield original.line_of(steps), numbered(steps)
    for line in original.lines:
        for _ in address.finditer(line.text):
            yield line.number, "body"


def _texts(data: Json, at: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """All texts in data, and the ways to them."""
    if isinstance(data, str):
        yield at, data
    elif isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _texts(value, (*at, step))
