"""The cache may vanish, break, be locked or unwritable: results never change."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from cms.build import check, export
from cms.cache import Cache, files, key, program_version
from cms.cache.facts import keep_facts, load_facts
from cms.cache.files import Row
from cms.model import Owner, Use
from cms.records import dump

Site = Callable[..., Path]


def test_what_went_wrong_is_not_kept(tmp_path: Path) -> None:
    with Cache(str(tmp_path)) as cache:
        keep_facts(cache, {"version": "1"})
    with suppress(KeyError), Cache(str(tmp_path)) as cache:
        keep_facts(cache, {"version": "2"})
        raise KeyError
    with Cache(str(tmp_path)) as cache:
        assert load_facts(cache) == {"version": "1"}
    assert (tmp_path / ".cms/.gitignore").read_text() == "*\n"


def test_files_come_back_as_they_were_written_and_go_without_a_trace(tmp_path: Path) -> None:
    uses = [Use("key people/ada", "authors", required=True), Use("path content/i.png", "", required=True)]
    rows = [
        Row(
            "b1",
            "k1",
            Owner("content/é.md", "posts", "é", "/é/", draft=False, publish_at=5, wrong=True),
            lasting=False,
            own=dump(["key posts/é"]),
            used=dump(uses),
            entry="{}",
        ),
        Row("b2", "file b2", Owner("content/i.png"), lasting=True, own=dump(["path content/i.png"]), found="[]"),
    ]
    with Cache(str(tmp_path)) as cache:
        files.write(cache, rows)
        known = files.known(cache)
        assert {path: key for path, (_, key) in known.items()} == {row.owner.path: row.key for row in rows}
        numbers = {path: number for path, (number, _) in known.items()}
        kept = files.read(cache, numbers.values())
        assert [kept[numbers[row.owner.path]] for row in rows] == rows
        assert [files.names(row) for row in rows] == [["key posts/é"], ["path content/i.png"]]
        assert [files.names_used(row) for row in rows] == [["key people/ada", "path content/i.png"], []]
        assert files.users(cache, ["key people/ada"]) == {"content/é.md"}
        assert files.owners(cache, ["key posts/é"]) == {"key posts/é": [rows[0].owner]}
        files.remove(cache, kept)
        left = "SELECT file FROM record UNION SELECT file FROM name UNION SELECT file FROM use"
        assert list(cache.rows(left)) == []


def test_more_values_than_sqlite_takes_at_once_are_found(tmp_path: Path) -> None:
    with Cache(str(tmp_path)) as cache:
        files.write(cache, [Row("", f"k{n}", Owner(f"{n}.md"), lasting=True) for n in range(2_000)])
        assert len(files.known(cache, [f"{n}.md" for n in range(3_000)])) == 2_000


def test_no_more_is_kept_of_bundles_than_the_last_of_each_kind_was_made_of(site: Site, tmp_path: Path) -> None:
    root = site()
    counts = []
    for title in ("Un", "Deux", "Trois"):
        post = f"---\ntitle: {title}\ndate: '2026-01-03'\nstatus: Published\nauthors: [ada]\n---\n"
        (root / "content/posts/2026-01-03-a.md").write_text(post)
        for drafts in (False, True):
            assert export(str(root), str(tmp_path / f"out{drafts}"), drafts=drafts).folder
        with sqlite3.connect(root / ".cms/cache.db") as connection:
            counts.append(connection.execute("SELECT preview, count(*) FROM chunk GROUP BY preview").fetchall())
        connection.close()
    assert counts == [[(0, 4), (1, 4)]] * 3


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


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE record SET entry = '[1, 2'",
        "UPDATE record SET own = 'x'",
        "UPDATE record SET used = '[0]'",
        "UPDATE file SET found = '{}'",
        "UPDATE fact SET value = '{'",
        "DROP TABLE name",
    ],
)
def test_a_value_that_was_tampered_with_does_not_crash(site: Site, tampering: str) -> None:
    root = site({"content/people/bob.yml": "name: 3\n"})
    check(str(root))
    with sqlite3.connect(root / ".cms/cache.db") as connection:
        connection.execute(tampering)
    connection.close()
    (root / "content/people/ada.yml").write_text("name: Ada\nstatus: Draft\n")
    (root / "content/people/bob.yml").write_text("name: Bob\n")
    found = check(str(root)).diagnostics
    shutil.rmtree(root / ".cms")
    assert check(str(root)).diagnostics == found
    assert found


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


def test_a_read_only_cache_is_used_and_left_as_it_is(site: Site) -> None:
    root = site()
    check(str(root))
    (root / "content/people/bob.yml").write_text("name: 3\n")
    before = (root / ".cms/cache.db").read_bytes()
    for path in (root / ".cms/cache.db", root / ".cms"):
        path.chmod(path.stat().st_mode & 0o555)
    try:
        assert [found.rule for found in check(str(root)).diagnostics] == ["schema/type"]
        if os.geteuid():  # for root nothing is read-only
            assert (root / ".cms/cache.db").read_bytes() == before
    finally:
        (root / ".cms").chmod(0o755)


def test_two_processes_share_a_cache(site: Site) -> None:
    root = site({f"content/people/p{n}.yml": "name: 3\n" for n in range(50)})
    command = [sys.executable, "-m", "cms", "check", "--format", "json"]
    running = [
        subprocess.Popen([*command, *arguments], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for arguments in ((), ("--at", "2020-01-01"), (), ("--at", "2030-01-01"))
    ]
    outputs = {process.communicate()[0] for process in running}
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == 50


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
