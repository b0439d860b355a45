"""The cache may vanish, break, be locked or unwritable: results never change."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from cms.build import check
from cms.cache import Cache, key, program_version

Site = Callable[..., Path]


def test_it_keeps_values_and_forgets_old_ones(tmp_path: Path) -> None:
    with Cache(str(tmp_path)) as cache:
        for number in range(10):
            cache.put("checked", {f"k{number}": ("one.md", str(number))})
        cache.put("checked", {"other": ("two.md", "2")})
    with Cache(str(tmp_path)) as cache:
        kept = cache.get("checked", [f"k{number}" for number in range(10)] + ["other"])
    assert kept == {"k6": "6", "k7": "7", "k8": "8", "k9": "9", "other": "2"}
    assert (tmp_path / ".cms/.gitignore").read_text() == "*\n"


def test_more_keys_than_sqlite_takes_at_once_are_found(tmp_path: Path) -> None:
    with Cache(str(tmp_path)) as cache:
        cache.put("rendered", {str(number): (str(number), "v") for number in range(2_000)})
        assert len(cache.get("rendered", [str(number) for number in range(3_000)])) == 2_000


@pytest.mark.parametrize("damage", ["truncate", "garbage", "version", "folder", "file", "empty"])
def test_a_damaged_cache_is_made_anew_or_done_without(site: Site, damage: str) -> None:
    root = site({"content/people/bob.yml": "name: 3\n"})
    clean = check(str(root)).diagnostics
    database = root / ".cms/cache.db"
    if damage == "truncate":
        database.write_bytes(database.read_bytes()[:5_000])
    elif damage == "garbage":
        database.write_bytes(b"not a database at all" * 500)
    elif damage == "empty":
        database.write_bytes(b"")
    elif damage == "version":
        with sqlite3.connect(database) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
    else:
        for path in (root / ".cms").iterdir():
            path.unlink()
        (root / ".cms").rmdir()
        if damage == "file":
            (root / ".cms").write_text("in the way")
        else:
            (root / ".cms/cache.db").mkdir(parents=True)
    assert check(str(root)).diagnostics == clean
    assert check(str(root)).diagnostics == clean


def test_a_value_that_was_tampered_with_does_not_crash(site: Site) -> None:
    root = site()
    clean = check(str(root)).diagnostics
    with sqlite3.connect(root / ".cms/cache.db") as connection:
        connection.execute("UPDATE checked SET value = '[1, 2'")
    connection.close()
    assert check(str(root)).diagnostics == clean


def test_a_locked_cache_is_done_without(site: Site) -> None:
    root = site()
    clean = check(str(root)).diagnostics
    connection = sqlite3.connect(root / ".cms/cache.db")
    connection.execute("BEGIN EXCLUSIVE")
    try:
        (root / "content/people/bob.yml").write_text("name: Robert\n")
        assert check(str(root)).diagnostics == clean
    finally:
        connection.close()


def test_keys_depend_on_each_part_and_on_the_program(tmp_path: Path) -> None:
    assert key("a", "bc") != key("ab", "c")
    package = tmp_path / "package"
    package.mkdir()
    (package / "a.py").write_text("x = 1\n")
    first = program_version(str(package), [])
    (package / "a.py").write_text("x = 2\n")
    second = program_version(str(package), [])
    (tmp_path / "site-packages/pyyaml-9.9.dist-info").mkdir(parents=True)
    third = program_version(str(package), [str(tmp_path / "site-packages")])
    assert len({first, second, third}) == 3


def test_cached_results_equal_fresh_ones(site: Site) -> None:
    root = site({
        "content/posts/2026-01-03-a.md": (
            "---\ntitle: Titre\ndate: 2026-01-03\nstatus: Publié\nauthors: [ada, zoe]\nreviewer: bob\ncode: x\n"
            "cover: /media/x.png\nupdated: 2026-01-03T10:00\nsummary: '*a* [b](x.md)'\ntitle: Encore\n---\n[a](y.md)\n"
        ),
    })  # fmt: skip
    first = check(str(root))
    second = check(str(root))
    assert first.diagnostics
    assert second.diagnostics == first.diagnostics
