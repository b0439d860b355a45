"""Work in other processes gives what work in ours gives, however they are started, and ends when we are interrupted."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

import cms
from cms.build.workers import Workers

Site = Callable[..., Path]
Git = Callable[..., str]

METHODS = [method for method in ("spawn", "forkserver") if method in multiprocessing.get_all_start_methods()]


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and ".cms" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("method", METHODS)
def test_workers_may_be_started_any_way(site: Site, git: Git, tmp_path: Path, method: str) -> None:
    posts = {
        f"content/posts/2026-02-0{day}-p{day}.md": f"---\ntitle: Titre\ndate: 2026-02-0{day}\nstatus: Published\n"
        f"authors: [ada, {who}]\n---\n\n[a](2026-01-02-bonjour.md) et `b`\n"
        for day, who in enumerate(("bob", "zoe", "bob", "bob"), 1)
    }
    roots = [site({**posts, ".gitignore": ".cms/\n"}, name=name) for name in ("un", "deux")]
    for root in roots:
        git(root, "init", "-q", "-b", "main")
        git(root, "add", "-A")
        git(root, "commit", "-qm", "x")
    with ProcessPoolExecutor(2, multiprocessing.get_context(method)) as executor:
        found = cms.check(roots[0], executor=executor).diagnostics
        assert found == cms.check(roots[1]).diagnostics
        assert [each.rule for each in found] == ["link/unknown"]
        for root in roots:
            (root / "content/posts/2026-02-02-p2.md").unlink()
            git(root, "commit", "-aqm", "y")
        for ref in (None, "HEAD"):
            cms.export(roots[0], tmp_path / "one", ref=ref, executor=executor)
            cms.export(roots[1], tmp_path / "two", ref=ref)
            assert len(files(tmp_path / "one")) > 10
            assert files(tmp_path / "one") == files(tmp_path / "two")
        assert executor.submit(pow, 3, 2).result() == 9  # it was only lent


def test_results_come_in_order() -> None:
    chunks = [(number, 2) for number in range(20)]
    with Workers(lambda: ProcessPoolExecutor(2), 2, 0) as workers:
        assert list(workers.map(pow, chunks, 20)) == [number**2 for number in range(20)]
    assert list(Workers().map(pow, chunks, 20)) == [number**2 for number in range(20)]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_an_interruption_ends_the_workers_without_a_word(site: Site) -> None:
    root = site({f"content/people/p{n}.yml": f"name: Nom {n}\nstatus: Published\n" for n in range(6_000)})
    command = [sys.executable, "-m", "cms", "check"]
    running = subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    database = root / ".cms/cache.db-wal"
    while running.poll() is None and not (database.exists() and database.stat().st_size):
        pass
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate(timeout=300)
    assert (running.returncode, errors) == (130, b"interrupted\n")
    with pytest.raises(ProcessLookupError):
        os.killpg(running.pid, 0)
    assert cms.check(root).files == 6_003


def started(root: Path, method: str) -> tuple[subprocess.Popen[bytes], list[int]]:
    """A check in a group of its own, and the processes that work for it."""
    code = (
        "import multiprocessing, os, sys; os.sched_getaffinity = lambda _: {0, 1}\n"
        f"multiprocessing.set_start_method('{method}')\n"
        "from cms.cli import main; sys.exit(main(['check']))"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", code], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    expected = 3 if method == "fork" else 4  # one looks after what the others share
    while running.poll() is None and len(members(running.pid)) < expected:
        time.sleep(0.01)
    time.sleep(0.3)
    return running, [process for process in members(running.pid) if process != running.pid]


def members(group: int) -> list[int]:
    """The processes of a group that aren't dead."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            number, _, rest = path.read_text().partition(" (")
            state, _, its_group = rest.rpartition(") ")[2].split()[:3]
            if int(its_group) == group and state != "Z":
                found.append(int(number))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="signals, and /proc tells of processes")
@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_no_worker_outlives_a_run(site: Site, method: str, number: signal.Signals) -> None:
    root = site({f"content/people/p{n}.yml": f"name: Nom {n}\nstatus: Published\n" for n in range(8_000)})
    running, workers = started(root, method)
    assert len(workers) >= 2
    os.kill(running.pid, number)
    running.communicate(timeout=300)
    assert running.returncode in {-number, 128 + number}  # the latter where coverage is measured
    until = time.monotonic() + 20
    while (left := members(running.pid)) and time.monotonic() < until:
        time.sleep(0.05)
    assert left == []
