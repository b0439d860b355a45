"""What bundles were made of, in the cache: their entries, their files that hold many, and when files were changed.

There are two bundles of one state: with drafts (a preview), and without.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from cms.cache import Cache
from cms.model import AssetFile, Dates


class Place(NamedTuple):
    """An entry of a bundle. `source` is the path of its file, `path` that in the bundle, below `entries/`.

    `digest` is empty where its bytes aren't known, and so is what depends on them; `assets` are as JSON.
    """

    source: str
    path: str
    collection: str
    sort_key: str = ""
    digest: str = ""
    size: int = 0
    summary_digest: str = ""
    assets: str = "[]"


class Made(NamedTuple):
    """What is kept of an entry's bytes: see `Place`; `summary` is what lists say of it."""

    place: Place
    summary: bytes


# --- Entries ---------------------------------------------------------------------------------------------------------


def has_items(cache: Cache) -> bool:
    """Whether any bundle's entries are known."""
    return next(cache.rows("SELECT 1 FROM item LIMIT 1"), None) is not None


def forget_items(cache: Cache, paths: Collection[str] | None = None) -> None:
    """Forget what bundles say of the entries of these files, or of all."""
    if paths is None:
        cache.write("DELETE FROM item", [()])
    else:
        query = "DELETE FROM item WHERE file = (SELECT id FROM file WHERE path = ?)"
        cache.write(query, [(path,) for path in sorted(paths)])


def shown(cache: Cache, at: int, *, preview: bool) -> Iterator[tuple[str, str, str, Place | None]]:
    """The entries that a bundle shows: path, collection and id of each, and its place if that is known.

    Of several files that are the same entry, each is among them.
    """
    query = f"""SELECT file.path, file.collection, file.entry, item.path, sort_key, digest, size, summary_digest, assets
        FROM file LEFT JOIN item ON item.file = file.id AND item.preview = ?2
        WHERE file.collection <> '' AND NOT wrong AND (?2 OR NOT coalesce({_hidden("file")}, 0))"""  # noqa: S608 - columns
    for source, collection, entry, path, *rest in cache.rows(query, (at, int(preview))):
        yield source, collection, entry, None if path is None else Place(source, path, collection, *rest)


def twins(cache: Cache) -> list[str]:
    """The keys' names that several files have."""
    query = "SELECT name FROM name WHERE name >= 'key ' AND name < 'key!' GROUP BY name HAVING count(*) > 1"
    return [name for (name,) in cache.rows(query)]


def users_of_hidden(cache: Cache, at: int) -> list[str]:
    """The paths of entries that refer to one that isn't shown at an instant."""
    query = f"""SELECT DISTINCT user.path FROM file AS target
        JOIN use ON use.name = 'key ' || target.collection || '/' || target.entry
        JOIN file AS user ON user.id = use.file
        WHERE target.collection <> '' AND {_hidden("target")}"""  # noqa: S608 - columns
    return [path for (path,) in cache.rows(query, (at,))]


def _hidden(file: str) -> str:
    """The condition that a row of the table `file`, called so in the query, isn't shown at the instant `?1`."""
    return f"({file}.draft OR {file}.wrong OR {file}.publish_at > ?1 OR {file}.expire_at <= ?1)"


def keep_items(cache: Cache, made: Iterable[Made], *, preview: bool) -> None:
    """Keep what is known of entries of a bundle."""
    cache.write(
        "INSERT OR REPLACE INTO item VALUES ((SELECT id FROM file WHERE path = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(place[0], int(preview), *place[1:], summary) for place, summary in made],
    )


def summaries(cache: Cache, paths: Iterable[str], *, preview: bool) -> Iterator[bytes]:
    """What lists say of the entries at these places of the bundle, in this order."""
    wanted = list(paths)
    query = "SELECT path, summary FROM item WHERE preview = ? AND path IN (?)"
    for start in range(0, len(wanted), 256):
        chunk = wanted[start : start + 256]
        found = dict(cache.among(query, chunk, int(preview)))
        yield from (found[path] for path in chunk)


def dump_assets(assets: Iterable[AssetFile]) -> str:
    """Files that an entry names, as JSON."""
    return json.dumps(list(assets), ensure_ascii=False)


def load_assets(text: str) -> tuple[AssetFile, ...]:
    """Files that an entry names, from their JSON."""
    if text == "[]":
        return ()
    return tuple(AssetFile(*values) for values in json.loads(text))


# --- Files of a bundle that hold many entries ------------------------------------------------------------------------


def chunks(cache: Cache, *, preview: bool) -> dict[str, tuple[str, int]]:
    """The digest and size of each file that was made of several entries, by what it was made of."""
    query = "SELECT key, digest, size FROM chunk WHERE preview = ?"
    return {key: (digest, size) for key, digest, size in cache.rows(query, (int(preview),))}


def keep_chunks(cache: Cache, used: Mapping[str, tuple[str, int]], *, preview: bool) -> None:
    """Keep these and no others."""
    before = chunks(cache, preview=preview)
    gone = [(int(preview), key) for key in before.keys() - used.keys()]
    cache.write("DELETE FROM chunk WHERE preview = ? AND key = ?", gone)
    new = [(int(preview), key, *used[key]) for key in used if before.get(key) != used[key]]
    cache.write("INSERT OR REPLACE INTO chunk VALUES (?, ?, ?, ?)", new)


# --- Dates -----------------------------------------------------------------------------------------------------------


def dates(cache: Cache, paths: Iterable[str] | None = None) -> dict[str, Dates]:
    """When these files were changed, or all that ever were."""
    query = "SELECT path, created, updated, names FROM dates"
    found = cache.rows(query) if paths is None else cache.among(f"{query} WHERE path IN (?)", paths)
    return {path: Dates(created, updated, tuple(names.split("\n"))) for path, created, updated, names in found}


def keep_dates(cache: Cache, dates: Mapping[str, Dates | None]) -> None:
    """Keep when these files were changed; None for one of which nothing is known any more."""
    cache.write("DELETE FROM dates WHERE path = ?", [(path,) for path, found in dates.items() if found is None])
    rows = [(path, *found[:2], "\n".join(found.contributors)) for path, found in sorted(dates.items()) if found]
    cache.write("INSERT OR REPLACE INTO dates VALUES (?, ?, ?, ?)", rows)


def forget_dates(cache: Cache) -> None:
    """Forget when files were changed."""
    cache.write("DELETE FROM dates", [()])
