"""What is said of files, in the cache: diagnostics as JSON, each with whom it is said of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal

from cms.cache import Cache
from cms.cache.files import OWNER, owner_of_row
from cms.model import Owner


def say(cache: Cache, linked: Mapping[str, str | None]) -> None:
    """Set what is said of files together with others, as JSON, by path."""
    cache.write("UPDATE file SET linked = ? WHERE path = ?", [(found, path) for path, found in linked.items()])


def said(cache: Cache) -> Iterator[tuple[str, Owner]]:
    """Everything that is said: the JSON of diagnostics, and of whom."""
    query = f"SELECT found, linked, {OWNER} FROM file WHERE found IS NOT NULL OR linked IS NOT NULL"  # noqa: S608 - a list of columns
    for found, linked, *values in cache.rows(query):
        owner = owner_of_row(values)
        yield from ((text, owner) for text in (found, linked) if text is not None)


def linted(
    cache: Cache, column: Literal["linted", "remarks"], paths: Collection[str] | None
) -> Iterator[tuple[str, Owner]]:
    """What the rules say of the files of these paths, or of all."""
    query = f"SELECT {column}, {OWNER} FROM file WHERE {column} IS NOT NULL"  # noqa: S608 - columns
    for text, *values in cache.rows(query) if paths is None else cache.among(f"{query} AND path IN (?)", paths):
        yield text, owner_of_row(values)


def count_remarks(cache: Cache, paths: Collection[str] | None) -> int:
    """How many remarks there are on the files of these paths, or on all."""
    query = "SELECT json_array_length(remarks) FROM file WHERE remarks IS NOT NULL"
    found = cache.rows(query) if paths is None else cache.among(f"{query} AND path IN (?)", paths)
    return sum(count for (count,) in found)
