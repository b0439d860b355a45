"""How much work is done, counted and not timed: files read, processes started, modules loaded, bytes written.

A site four times as large makes no more of it: what is done grows with what has changed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

TESTS = Path(__file__).parent
SIZES = (40, 160)

HEAVY = {"comrak", "jsonschema_rs", "yaml", "rich", "pydantic", "zoneinfo", "concurrent.futures", "multiprocessing"}
"""Modules that a run without a change has no use for."""

pytestmark = pytest.mark.skipif(
    not Path("/proc/thread-self/io").exists(), reason="only Linux counts what a process writes"
)


class Work(NamedTuple):
    """What a command did."""

    code: int
    files: int
    processes: list[str]
    modules: list[str]
    bytes: int


class Site(NamedTuple):
    """A generated repository that has been checked and exported."""

    root: Path
    post: Path

    def run(self, *arguments: str) -> Work:
        """Run a command of cms and count its work."""
        report = self.root.parent / "work.json"
        command = [sys.executable, str(TESTS / "counting.py"), str(report), *arguments]
        done = subprocess.run(command, cwd=self.root, capture_output=True, check=False, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        work = Work(**json.loads(report.read_bytes()))
        assert work.code == 0, done.stderr
        return work

    def change(self, text: str) -> None:
        """Give a post a paragraph more."""
        with self.post.open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[Site]:
    made = []
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    for posts in SIZES:
        root = tmp_path_factory.mktemp("work") / "dépôt d’essai"
        command = [sys.executable, str(TESTS.parent / "benchmarks/generate.py"), str(root), "--posts", str(posts)]
        subprocess.run(command, check=True, capture_output=True, env=environment)
        site = Site(root, sorted(root.glob("content/posts/*.md"))[7])
        site.run("export")
        made.append(site)
    return made


def both(sites: list[Site], work: Callable[[Site], Work]) -> tuple[Work, Work]:
    small, large = (work(site) for site in sites)
    return small, large


def test_a_check_of_what_has_not_changed_reads_nothing(sites: list[Site]) -> None:
    small, large = both(sites, lambda site: site.run("check"))
    assert (small.files, large.files) == (0, 0)
    assert max(small.bytes, large.bytes) < 1_000
    assert len(small.processes) == len(large.processes) == 4
    assert small.modules == large.modules
    assert not HEAVY & set(small.modules)
    assert sum(name.startswith("cms") for name in small.modules) <= 61


def test_a_hook_reads_what_is_staged_and_loads_what_that_needs(sites: list[Site]) -> None:
    def work(site: Site) -> Work:
        site.change("Un ajout.")
        git(site, "add", str(site.post))
        return site.run("check", "--staged")

    small, large = both(sites, work)
    assert small.files == large.files == 0  # the bytes come out of the index
    assert [git_command(process) for process in small.processes] == ["rev-parse", "diff-index", "cat-file"]
    assert len(large.processes) == 3
    assert small.modules == large.modules
    assert not (HEAVY - {"jsonschema_rs"}) & set(small.modules)
    assert max(small.bytes, large.bytes) < 650_000


def test_a_changed_post_is_the_only_one_read_and_checked(sites: list[Site]) -> None:
    def work(site: Site) -> Work:
        site.change("Encore un ajout.")
        return site.run("check")

    small, large = both(sites, work)
    assert small.files == large.files == 1
    assert len(small.processes) == len(large.processes) == 4
    assert max(small.bytes, large.bytes) < 650_000


def test_an_export_of_what_has_not_changed_writes_nothing_in_its_folder(sites: list[Site]) -> None:
    for site in sites:
        site.change("Un ajout qui n’est pas enregistré.")
    for site in sites * 2:  # a file as young as the record of it isn't trusted yet
        site.run("export")
    before = [facts(site) for site in sites]
    small, large = both(sites, lambda site: site.run("export"))
    assert [facts(site) for site in sites] == before
    assert small.files == large.files == 1  # the post that isn't committed: is it as it was?
    assert "comrak" not in small.modules
    assert max(small.bytes, large.bytes) < 10_000


def test_an_export_after_one_change_writes_what_holds_the_post(sites: list[Site]) -> None:
    def work(site: Site) -> tuple[int, int]:
        site.run("export")
        before = facts(site)
        site.change("Un dernier ajout.")
        done = site.run("export")
        after = facts(site)
        changed = [path for path in after if before.get(path) != after[path]]
        return done.files, len([path for path in changed if not path.startswith(".cms/")])

    # The post is read twice, to be checked and to be rendered. What holds it: its entry, part, page or collection's
    # file, the digests, bundle.json and the manifest.
    assert [work(site) for site in sites] == [(2, 6), (2, 6)]


def facts(site: Site) -> dict[str, tuple[int, int]]:
    """The files of the bundle, with what would change if one were written."""
    folder = site.root / "dist"
    found = ((path, path.stat()) for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): (stat.st_ino, stat.st_mtime_ns) for path, stat in found}


def git(site: Site, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=site.root, check=True, capture_output=True)


def git_command(process: str) -> str:
    """The command of a `git` process: the first argument that is no option or its value."""
    return next(word for word in process.split(" ")[1:] if not word.startswith("-") and "=" not in word)
