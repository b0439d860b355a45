"""What is known of a repository's files, in SQLite under `.cms/`: a cache that may vanish or break at any time.

`cms.cache.files` keeps the state of all files, `cms.cache.facts` that of the whole, and `cms.cache.bundles` what a
bundle was made of.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from types import TracebackType
from typing import Any, Self, TypeVar

from cms.cache.keys import key, program_version
from cms.cache.tables import FORMAT, TABLES
from cms.model import CmsError

__all__ = ["Broken", "Cache", "key", "program_version", "surviving"]

FOLDER = ".cms"

_WAIT = 2.0
"""Seconds for which another process may hold the cache before we work on a copy."""
_MOST = 500
"""So many values fit into one query."""

Broken = sqlite3.DatabaseError
"""What a cache raises that can't be used."""

_Result = TypeVar("_Result")


def surviving(root: str | None, work: Callable[[Cache], _Result]) -> _Result:
    """What `work` makes with the cache of a folder. Where that breaks, it is made again without it, and anew.

    What a cache holds that nobody wrote may raise anything at all. A bug raises it again, without the cache.
    """
    try:
        with Cache(root) as cache:
            return work(cache)
    except Exception as error:
        if root is None or (isinstance(error, CmsError) and not _may_be_ours(error)):
            raise
        _remove(root)
        with Cache(None) as cache:
            return work(cache)


def _may_be_ours(error: CmsError) -> bool:
    """Whether a mistake may be one of a damaged cache: a schema in it that the validator refuses."""
    return any(found.case == "compile" for found in error.diagnostics)


class Cache:
    """An open cache, in one transaction that is kept if all goes well.

    Where the file can't be had (no folder, no space, read-only, another process at work), it works on a copy of what
    can be read, in a temporary file of SQLite's own.
    """

    def __init__(self, root: str | None) -> None:
        self._connection = _open(root)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with closing(self._connection):  # what isn't committed goes
            if kind is None:
                with suppress(sqlite3.OperationalError):  # no space left: what was known before is still known
                    self._connection.execute("COMMIT")

    def rows(self, query: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """The rows that a query gives."""
        return self._connection.execute(query, values)

    def write(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row of values."""
        self._connection.executemany(statement, rows)

    def among(self, query: str, values: Iterable[Any], *before: Any) -> Iterator[Any]:  # noqa: ANN401 - what SQLite takes
        """The rows that a query gives, in which `(?)` stands for the values; `before` are those of earlier marks."""
        wanted = list(values)
        for start in range(0, len(wanted), _MOST):
            chunk = wanted[start : start + _MOST]
            marks = ",".join("?" * len(chunk))
            yield from self._connection.execute(query.replace("(?)", f"({marks})"), (*before, *chunk)).fetchall()


# --- Opening ---------------------------------------------------------------------------------------------------------


def _open(root: str | None) -> sqlite3.Connection:
    """A connection in a transaction: to the file, or to a temporary one."""
    if root is None:
        return _temporary(None)
    path = os.path.join(root, FOLDER, "cache.db")
    try:
        _make_folder(os.path.dirname(path))
        return _connect(path)
    except sqlite3.OperationalError:
        return _temporary(path)  # read-only, locked or out of space: not ours to delete
    except sqlite3.DatabaseError:
        with suppress(OSError, sqlite3.Error):
            _remove(root)
            return _connect(path)
    except OSError:
        pass
    return _temporary(None)


def _make_folder(folder: str) -> None:
    if not os.path.isdir(folder):
        os.makedirs(folder)
        with open(os.path.join(folder, ".gitignore"), "w", encoding="utf-8") as file:
            file.write("*\n")


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 8192")  # most rows of 2 KB need a page of their own in one of 4
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -32000")
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("PRAGMA user_version").fetchone() != (FORMAT,):
            _create(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _temporary(path: str | None) -> sqlite3.Connection:
    """A cache that isn't kept: a copy of the one at `path`, as far as it can be read."""
    connection = sqlite3.connect("", isolation_level=None)
    if path is not None:
        with suppress(sqlite3.Error):
            _copy(path, connection)
    if connection.execute("PRAGMA user_version").fetchone() != (FORMAT,):
        connection.close()
        connection = sqlite3.connect("", isolation_level=None)
        _create(connection)
    connection.execute("BEGIN")
    return connection


def _copy(path: str, connection: sqlite3.Connection) -> None:
    writable = os.access(os.path.dirname(path), os.W_OK)  # else SQLite must be told that nobody writes
    mode = "mode=ro" if writable else "immutable=1"
    source = sqlite3.connect(f"file:{_quoted(path)}?{mode}", timeout=_WAIT, uri=True)
    try:
        source.backup(connection)
    finally:
        source.close()


def _quoted(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _create(connection: sqlite3.Connection) -> None:
    for kind, name in connection.execute(
        "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    ).fetchall():
        if kind == "table":
            connection.execute(f'DROP TABLE IF EXISTS "{name}"')
    for statement in TABLES:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {FORMAT}")


def _remove(root: str) -> None:
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            os.remove(os.path.join(root, FOLDER, f"cache.db{ending}"))
