"""The state of all files, in the cache: what each file holds, how it is called, whom it names, what is said of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from cms.cache import Cache
from cms.model import Key, Owner


class Row(NamedTuple):
    """A file. `key` stands for all that the row depends on.

    All else that is no plain value is JSON, as it goes between processes and into the cache: `own` the names that the
    file has, `used` the uses of others' names, `terms` what it writes that others may write otherwise (what they are
    compared by, and the spelling), `entry`, and diagnostics (None for nothing): `found` in checking, `linted` by rules,
    and those of the rules that are only `remarks`.
    """

    blob: str
    key: str
    owner: Owner
    lasting: bool
    own: str = "[]"
    used: str = "[]"
    terms: str = "[]"
    entry: str | None = None
    found: str | None = None
    linted: str | None = None
    remarks: str | None = None


OWNER = "path, collection, entry, url, draft, publish_at, expire_at, wrong"


# --- The state as a whole --------------------------------------------------------------------------------------------


def known(cache: Cache, paths: Collection[str] | None = None) -> dict[str, tuple[int, str]]:
    """The number and the key of each file of these paths, or of all."""
    query = "SELECT path, id, key FROM file"
    found = cache.rows(query) if paths is None else cache.among(f"{query} WHERE path IN (?)", paths)
    return {path: (number, key) for path, number, key in found}


def blob(cache: Cache, path: str) -> str:
    """The id of a file's bytes; empty where they weren't read, or there is no such file."""
    found = next(cache.rows("SELECT blob FROM file WHERE path = ?", (path,)), ("",))
    return str(found[0])


class Counts(NamedTuple):
    """How many files there are, how many of them are entries, and how many of these aren't shown at an instant."""

    files: int
    entries: int
    hidden: int


def counts(cache: Cache, at: int) -> Counts:
    """Count the files."""
    queries = (
        "SELECT count(*) FROM file",
        "SELECT count(*) FROM file WHERE collection > ''",
        """SELECT count(*) FROM file WHERE (draft OR publish_at IS NOT NULL OR expire_at IS NOT NULL)
           AND (draft OR publish_at > ?1 OR expire_at <= ?1)""",
    )
    return Counts(*(next(cache.rows(query, (at,) if "?1" in query else ()))[0] for query in queries))


def moments(cache: Cache, at: int) -> tuple[int | None, int | None]:
    """The instants between which `at` lies and nothing begins or ends: the latest up to it, the earliest after it."""
    query = """SELECT max(iif(moment <= ?1, moment, NULL)), min(iif(moment > ?1, moment, NULL)) FROM (
        SELECT publish_at AS moment FROM file WHERE publish_at IS NOT NULL AND NOT draft
        UNION ALL SELECT expire_at FROM file WHERE expire_at IS NOT NULL AND NOT draft)"""
    before, after = next(cache.rows(query, (at,)))
    return before, after


def turned(cache: Cache, one: int, other: int) -> list[str]:
    """The paths of what is shown at only one of two instants."""
    query = """SELECT path FROM file WHERE (draft OR publish_at IS NOT NULL OR expire_at IS NOT NULL) AND NOT draft
        AND ((publish_at > ?1 AND publish_at <= ?2) OR (expire_at > ?1 AND expire_at <= ?2))"""
    return [path for (path,) in cache.rows(query, (min(one, other), max(one, other)))]


# --- Files -----------------------------------------------------------------------------------------------------------


def write(cache: Cache, rows: Sequence[Row]) -> None:
    """Put files into the state; those of these paths that were there must be gone."""
    start = (next(cache.rows("SELECT max(id) FROM file"))[0] or 0) + 1
    numbered = list(enumerate(rows, start))
    cache.write(
        "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        [
            (number, row.owner.path, row.blob, row.key, *row.owner[1:], row.lasting, row.found, row.linted, row.remarks)
            for number, row in numbered
        ],
    )
    cache.write(
        "INSERT INTO record VALUES (?, ?, ?, ?, ?)",
        [(number, row.entry, row.own, row.used, row.terms) for number, row in numbered],
    )
    # In order, which is how the tables are: a third of the time.
    own = """INSERT OR IGNORE INTO name SELECT value, file.id, lasting
        FROM file JOIN record ON record.file = file.id JOIN json_each(own) WHERE file.id >= ? ORDER BY 1, 2"""
    used = """INSERT OR IGNORE INTO use
        SELECT json_extract(value, '$[0]'), file, json_extract(value, '$[1]'), json_extract(value, '$[2]')
        FROM record JOIN json_each(used) WHERE file >= ? ORDER BY 1, 2, 3, 4"""
    terms = """INSERT OR IGNORE INTO term SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), file
        FROM record JOIN json_each(terms) WHERE file >= ? ORDER BY 1, 2, 3"""
    for statement in (own, used, terms):
        cache.write(statement, [(start,)])


def remove(cache: Cache, numbers: Iterable[int]) -> None:
    """Take files out of the state."""
    gone = [(number,) for number in numbers]
    own = "SELECT value FROM record JOIN json_each(own) WHERE file = ?1"
    used = "SELECT json_extract(value, '$[0]') FROM record JOIN json_each(used) WHERE file = ?1"
    terms = "SELECT json_extract(value, '$[0]') FROM record JOIN json_each(terms) WHERE file = ?1"
    for table, column, names in (("name", "name", own), ("use", "name", used), ("term", "key", terms)):
        cache.write(f"DELETE FROM {table} WHERE file = ?1 AND {column} IN ({names})", gone)  # noqa: S608 - texts above
    for table, column in (("record", "file"), ("item", "file"), ("file", "id")):
        cache.write(f"DELETE FROM {table} WHERE {column} = ?", gone)  # noqa: S608 - names above


def read(cache: Cache, numbers: Iterable[int]) -> dict[int, Row]:
    """Files by their number, as they were written."""
    query = f"""SELECT id, blob, key, found, linted, remarks, lasting, own, used, terms, record.entry, {OWNER}
        FROM file JOIN record ON record.file = id WHERE id IN (?)"""  # noqa: S608 - a list of columns
    query = query.replace("path, collection, entry,", "path, collection, file.entry,")
    return {
        number: Row(blob, key, owner_of_row(owner), bool(lasting), own, used, terms, entry, found, linted, remarks)
        for number, blob, key, found, linted, remarks, lasting, own, used, terms, entry, *owner in cache.among(
            query, numbers
        )
    }


def names(row: Row) -> list[str]:
    """The names that a file has."""
    return list(json.loads(row.own))


def names_used(row: Row) -> list[str]:
    """The names that a file uses."""
    return [name for name, *_ in json.loads(row.used)]


def term_keys(row: Row) -> list[str]:
    """What a file's terms are compared by."""
    return [key for key, _ in json.loads(row.terms)]


def owner_of_row(values: Sequence[Any]) -> Owner:
    """The owner that a row's `OWNER` columns make."""
    path, collection, entry, url, draft, publish_at, expire_at, wrong = values
    return Owner(path, collection, entry, url, bool(draft), publish_at, expire_at, bool(wrong))


def entries(cache: Cache, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The path and the record of each entry of these paths."""
    query = """SELECT path, record.entry FROM record JOIN file ON file.id = record.file
        WHERE record.entry IS NOT NULL AND path IN (?)"""
    yield from cache.among(query, paths)


# --- Names -----------------------------------------------------------------------------------------------------------


def owners(cache: Cache, names: Collection[str]) -> dict[str, list[Owner]]:
    """Who has each of these names."""
    query = f"SELECT name.name, {OWNER} FROM name JOIN file ON file.id = name.file WHERE name.name IN (?)"  # noqa: S608 - a list of columns
    found: dict[str, list[Owner]] = {}
    for name, *values in cache.among(query, names):
        found.setdefault(name, []).append(owner_of_row(values))
    return found


def users(cache: Cache, names: Iterable[str]) -> set[str]:
    """The paths of those that use one of these names."""
    query = "SELECT DISTINCT path FROM use JOIN file ON file.id = use.file WHERE use.name IN (?)"
    return {path for (path,) in cache.among(query, names)}


def referrers(cache: Cache, names: Iterable[str]) -> Iterator[tuple[str, str, Owner]]:
    """Who uses each of these names, and by which field; nothing of uses that are no reference."""
    query = f"""SELECT use.name, field, {OWNER} FROM use JOIN file ON file.id = use.file
        WHERE use.name IN (?) AND field <> ''"""  # noqa: S608 - a list of columns
    for name, field, *values in cache.among(query, names):
        yield name, field, owner_of_row(values)


def doubtful(cache: Cache) -> set[str]:
    """The paths of entries of which not all is plain: a name that they have or use isn't of one alone, and lasting.

    All others need no judging: what they name is there, and shown for ever.
    """
    unsure = """SELECT DISTINCT path FROM use JOIN file ON file.id = use.file WHERE use.name IN (
        SELECT name FROM use GROUP BY name HAVING
            (SELECT count(*) <> 1 OR NOT min(lasting) FROM name WHERE name.name = use.name) AND (
            max(required) OR EXISTS (SELECT 1 FROM name WHERE name.name = use.name)))"""
    shared = """SELECT path FROM name JOIN file ON file.id = name.file WHERE name.name IN (
        SELECT name FROM name GROUP BY name HAVING count(*) > 1) AND collection <> ''"""
    return {path for query in (unsure, shared) for (path,) in cache.rows(query)}


def writers(cache: Cache, key: str, spelling: str) -> list[Owner]:
    """Who writes a term so, in the order of their paths."""
    query = f"""SELECT {OWNER} FROM term JOIN file ON file.id = term.file
        WHERE term.key = ? AND spelling = ? ORDER BY path"""  # noqa: S608 - a list of columns
    return [owner_of_row(values) for values in cache.rows(query, (key, spelling))]


def of_keys(cache: Cache, keys: Iterable[Key]) -> dict[Key, list[Owner]]:
    """The entries of these keys."""
    names = {f"key {collection}/{entry}": (collection, entry) for collection, entry in keys}
    return {names[name]: found for name, found in owners(cache, names).items()}


def ids(cache: Cache, collection: str) -> list[str]:
    """The ids of a collection, in the order of their files."""
    return [
        entry for (entry,) in cache.rows("SELECT entry FROM file WHERE collection = ? ORDER BY path", (collection,))
    ]


def urls(cache: Cache) -> list[str]:
    """All addresses, in the order of their entries' files."""
    return [url for (url,) in cache.rows("SELECT url FROM file WHERE url IS NOT NULL ORDER BY path")]


def paths(cache: Cache) -> list[str]:
    """The paths of all files."""
    return [path for (path,) in cache.rows("SELECT path FROM file ORDER BY path")]


def is_there(cache: Cache, path: str) -> bool:
    """Whether there is a file at this path, or below it."""
    query = "SELECT 1 FROM file WHERE path = ?1 OR (path > ?1 || '/' AND path < ?1 || '0') LIMIT 1"
    return next(cache.rows(query, (path,)), None) is not None
