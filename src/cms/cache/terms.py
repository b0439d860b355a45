"""Terms that entries share, in the cache: who writes which, and where one is written in several ways."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cms.cache import Cache


def settle(cache: Cache, changed: Collection[str] | None) -> None:
    """Note which of these keys (None: of all) have several spellings by now."""
    several = "SELECT key FROM term {} GROUP BY key HAVING min(spelling) <> max(spelling)"
    if changed is None:
        cache.write("DELETE FROM clash", [()])
        cache.write(f"INSERT INTO clash {several.format('')}", [()])
        return
    each = [(key,) for key in changed]
    cache.write("DELETE FROM clash WHERE key = ?", each)
    cache.write(f"INSERT INTO clash {several.format('WHERE key = ?')}", each)


def clashes(cache: Cache) -> Iterator[tuple[str, dict[str, int]]]:
    """The keys with several spellings, each with how many entries write which."""
    query = """SELECT key, spelling, count(*) FROM clash CROSS JOIN term USING (key)
        GROUP BY key, spelling ORDER BY key, spelling"""
    found: dict[str, dict[str, int]] = {}
    for key, spelling, count in cache.rows(query):
        found.setdefault(key, {})[spelling] = count
    yield from found.items()
