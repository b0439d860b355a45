"""Facts about the state as a whole, in the cache: what it was read from, the set-up, the instant, the history."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cms.cache import Cache


def load_facts(cache: Cache) -> dict[str, Any]:
    """All facts, JSON values by name. Empty where there is no state yet."""
    return {name: json.loads(value) for name, value in cache.rows("SELECT name, value FROM fact")}


def load_fact(cache: Cache, name: str) -> Any:  # noqa: ANN401 - a JSON value
    """One fact, or None."""
    found = next(cache.rows("SELECT value FROM fact WHERE name = ?", (name,)), None)
    return None if found is None else json.loads(found[0])


def keep_facts(cache: Cache, values: Mapping[str, Any]) -> None:
    """Set facts."""
    cache.write(
        "INSERT OR REPLACE INTO fact VALUES (?, ?)", [(name, json.dumps(value)) for name, value in values.items()]
    )


def forget(cache: Cache) -> None:
    """Forget everything: the facts and the files."""
    for table in ("fact", "file", "record", "name", "use", "term", "clash", "item", "chunk", "dates"):
        cache.write(f"DELETE FROM {table}", [()])  # noqa: S608 - the names above
