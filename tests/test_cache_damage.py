"""Whatever has happened to a cache, a check and an export go on as if there had been none, or with what is whole."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from cms.build import check, export
from cms.cache.tables import TABLES
from cms.report import FORMATS, Look

AT = 1_770_000_000
FACTS = ("version", "at", "base", "overlay", "unnamed", "set_up", "watched", "folders", "history")
NAMES = [statement.split()[2] for statement in TABLES if statement.startswith("CREATE TABLE")]


@pytest.fixture
def worn(site: Site, git: Callable[..., str]) -> Worn:
    """A repository whose cache holds something of everything, and that cache's bytes."""
    posts = {
        f"content/posts/2026-01-0{number}-p{number}.md": (
            f"---\ntitle: T\ndate: '2026-01-0{number}'\nstatus: Published\nauthors: [ada]\ncode: c{number}\n"
            f"related: [people/bob]\npublishDate: '2026-0{number}-15'\n---\n\n"
            "[l](2026-01-02-bonjour.md) ![i](/media/i.png)\n"
        )
        for number in range(1, 9)
    }
    wrong = posts["content/posts/2026-01-08-p8.md"].replace("Published", "Draft").replace("[ada]", "[adda]")
    people = {f"content/people/p{number}.yml": "name: N\nstatus: Draft\n" for number in range(20)}
    more = {"content/media/i.png": "i", "content/posts/2026-01-08-p8.md": wrong}
    root = site({**posts, **people, **more, ".gitignore": ".cms/\ndist/\n"})
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x")
    assert "link/unknown" in run(root)
    assert (root / "dist/manifest.json").exists()
    return root, (root / ".cms/cache.db").read_bytes()


def run(root: Path) -> set[str]:
    """Check, say what is found, and export."""
    found = check(str(root), at=AT)
    assert list(
        FORMATS["text"](found.diagnostics, Look("fr", colour=False, width=80, text_of=found.texts.get, summary=None))
    )
    export(str(root), str(root / "dist"), at=AT)
    return {each.rule for each in found.diagnostics}


def rerun(root: Path, data: bytes, number: int) -> None:
    """Run with this cache after some change."""
    for ending in ("-wal", "-shm"):
        (root / f".cms/cache.db{ending}").unlink(missing_ok=True)
    (root / ".cms/cache.db").write_bytes(data)
    if number % 2:
        status = ("Draft", "Published")[number // 2 % 2]
        (root / "content/people/bob.yml").write_text(f"name: Bob {number}\nstatus: {status}\n")
    run(root)


@pytest.mark.parametrize("seed", range(3))
def test_changed_bytes_crash_nothing(worn: Worn, seed: int) -> None:
    root, data = worn
    dice = random.Random(seed)  # noqa: S311 - damage needs no secrets
    for number in range(20):
        damaged = bytearray(data)
        for _ in range(dice.choice([1, 3, 30, 200])):
            damaged[dice.randrange(100, len(data))] = dice.randrange(256)
        rerun(root, bytes(damaged), number)


def test_a_message_of_sqlite_that_is_no_text_crashes_nothing(worn: Worn) -> None:
    root, data = worn
    at = data.index(b"CREATE TABLE")
    for number in range(12):
        rerun(root, data[: at + number] + b"\xff" + data[at + number + 1 :], number)


def statements() -> Iterator[str]:
    """Facts that are gone or blank, rows that are gone, columns that hold what they never do."""
    for fact in FACTS:
        for what in ("DELETE FROM fact", *map("UPDATE fact SET value = {}".format, ("''", "NULL", "'null'"))):
            yield f"{what} WHERE name = '{fact}'"
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in TABLES:
            connection.execute(statement)
        for table in NAMES:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            some = f"{columns[0]} IN (SELECT {columns[0]} FROM {table} LIMIT 9)"  # noqa: S608 - names of ours
            yield from (f"DELETE FROM {table} WHERE {which}" for which in (some, "TRUE"))  # noqa: S608 - likewise
            for column in columns:
                for value in ("x'ff'", "7.5", "''"):
                    yield f"UPDATE OR IGNORE {table} SET {column} = {value}"  # noqa: S608 - likewise


@pytest.mark.parametrize("part", range(4))
def test_rows_and_facts_that_are_gone_or_odd_crash_nothing(worn: Worn, part: int) -> None:
    root, data = worn
    for number, statement in enumerate(list(statements())[part::4]):
        (root / ".cms/cache.db").write_bytes(data)
        with closing(sqlite3.connect(root / ".cms/cache.db")) as connection:
            with suppress(sqlite3.IntegrityError):  # a key that SQLite wants to be a number
                connection.execute(statement)
            connection.commit()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        rerun(root, (root / ".cms/cache.db").read_bytes(), number)


Site = Callable[..., Path]
Worn = tuple[Path, bytes]
