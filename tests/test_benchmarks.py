"""The benchmarks measure what they say: content that is always the same and without a fault, by commands that work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


def run(script: str, *arguments: object) -> str:
    command = [sys.executable, str(BENCHMARKS / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("generated") / "with a space"
    return folder, run("generate.py", folder, "--posts", 20)


def test_a_seed_gives_the_same_commit_every_time(generated: tuple[Path, str], tmp_path: Path) -> None:
    _, commit = generated
    assert run("generate.py", tmp_path / "again", "--posts", 20) == commit
    assert run("generate.py", tmp_path / "other", "--posts", 20, "--seed", 9) != commit


def test_there_is_nothing_to_complain_of(generated: tuple[Path, str]) -> None:
    folder, _ = generated
    subprocess.run([sys.executable, "-m", "cms", "check", "--strict"], cwd=folder, check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="the benchmarks ask the system in ways that Windows doesn't know")
def test_the_table_has_a_row_for_each_case_asked_for(tmp_path: Path) -> None:
    table = run(
        "run.py", "--posts", 20, "--runs", 1, "--only", "python", "hook", "hook-git", "floor", "--folder", tmp_path
    )
    rows = [line for line in table.splitlines() if line.startswith("| ")]
    assert [row.split(" | ")[0] for row in rows] == [
        "| case",
        "| `python -c pass`",
        "| hook, one post changed and staged",
        "| … of which Git",
        "| floor",
    ]
    assert "The hook takes " in table
