"""Results of pure functions by their key, in SQLite under `.cms/`: a cache that may vanish or break at any time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from types import TracebackType
from typing import Self

FOLDER = ".cms"
FORMAT = 1
TABLES = ("checked", "rendered", "dates")

_LIBRARIES = ("pyyaml-", "jsonschema_rs-", "comrak_ext-")
_CHUNK = 500


class Cache:
    """An open cache. Every failure of the file is survived: the cache then finds nothing and keeps nothing."""

    def __init__(self, root: str | None) -> None:
        self._connection = None if root is None else _open(root)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()

    def get(self, table: str, keys: Sequence[str]) -> dict[str, str]:
        """The values kept under these keys, by key."""
        found: dict[str, str] = {}
        if self._connection is None:
            return found
        try:
            for start in range(0, len(keys), _CHUNK):
                chunk = keys[start : start + _CHUNK]
                marks = ",".join("?" * len(chunk))
                query = f"SELECT key, value FROM {table} WHERE key IN ({marks})"  # noqa: S608 - a name of TABLES, marks
                found.update(self._connection.execute(query, chunk))
        except sqlite3.Error:
            return {}
        return found

    def put(self, table: str, values: Mapping[str, tuple[str, str]]) -> None:
        """Keep (subject, value) under each key. What was kept for the same subject goes, but for the last few."""
        if self._connection is None or not values:
            return
        rows = [(key, subject, value) for key, (subject, value) in values.items()]
        subjects = sorted({subject for subject, _ in values.values()})
        with suppress(sqlite3.Error), self._connection:
            self._connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", rows)  # noqa: S608 - as above
            self._connection.executemany(_prune(table), [(subject, subject) for subject in subjects])


def _prune(table: str) -> str:
    """A few results a subject stay, so that going back and forth between branches costs nothing."""
    newest = f"SELECT rowid FROM {table} WHERE subject = ? ORDER BY rowid DESC LIMIT 4"  # noqa: S608 - a name of TABLES
    return f"DELETE FROM {table} WHERE subject = ? AND rowid NOT IN ({newest})"  # noqa: S608 - a name of TABLES


def _open(root: str) -> sqlite3.Connection | None:
    folder = os.path.join(root, FOLDER)
    path = os.path.join(folder, "cache.db")
    try:
        if not os.path.isdir(folder):
            os.makedirs(folder)
            with open(os.path.join(folder, ".gitignore"), "w", encoding="utf-8") as file:
                file.write("*\n")
        return _connect(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            return None  # read-only, locked or out of space: not ours to delete
        with suppress(OSError, sqlite3.Error):
            os.remove(path)
            return _connect(path)
        return None
    except OSError:
        return None


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=5)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        if connection.execute("PRAGMA user_version").fetchone() != (FORMAT,):
            _create(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _create(connection: sqlite3.Connection) -> None:
    with connection:
        for table in TABLES:
            connection.execute(f"DROP TABLE IF EXISTS {table}")
            connection.execute(f"CREATE TABLE {table} (key TEXT UNIQUE, subject TEXT, value TEXT)")
            connection.execute(f"CREATE INDEX {table}_subject ON {table} (subject)")
        connection.execute(f"PRAGMA user_version = {FORMAT}")


# --- Keys ------------------------------------------------------------------------------------------------------------


def key(*parts: str) -> str:
    """One key for several texts."""
    return blake2b("\0".join(parts).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def program_version(package: str, paths: Iterable[str]) -> str:
    """What results depend on besides their inputs: our own code, byte for byte, and the libraries' versions.

    `package` is the folder of our code, `paths` the folders where libraries are installed.
    """
    digest = blake2b(digest_size=16)
    for folder, folders, names in os.walk(package):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".py", ".json")):
                digest.update(name.encode())
                with open(os.path.join(folder, name), "rb") as file:
                    digest.update(file.read())
    for path in paths:
        with suppress(OSError):
            digest.update(" ".join(sorted(name for name in os.listdir(path) if _is_library(name))).encode())
    return digest.hexdigest()


def _is_library(name: str) -> bool:
    return name.endswith(".dist-info") and name.lower().startswith(_LIBRARIES)
