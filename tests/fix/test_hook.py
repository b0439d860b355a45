"""The hook that mends, under prek as under pre-commit: a commit with something to mend stops, and the next one goes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HOOKS = """\
repos:
  - repo: local
    hooks:
      - {{id: cms-fix, name: f, language: system, entry: '"{python}" -m cms fix --staged', pass_filenames: false}}
      - {{id: cms-check, name: c, language: system, entry: '"{python}" -m cms check --staged', pass_filenames: false}}
"""
POST = "content/posts/2026-01-03-deux.md"
TEXT = "---\ntitle: Deux\ndate: '2026-01-03'\nstatus: Published\nauthors: [{}]\n---\n\nUn texte.\n"


@pytest.mark.parametrize("program", ["prek", "pre_commit"])
def test_a_commit_is_mended_and_then_made(program: str, site: Callable[..., Path], git: Callable[..., str]) -> None:
    root = site({".pre-commit-config.yaml": HOOKS.format(python=sys.executable), ".gitignore": ".cms/\n"})
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "a")
    run = [str(Path(sys.executable).parent / program.replace("_", "-")), "install"]
    subprocess.run(run, cwd=root, check=True, capture_output=True)
    (root / POST).write_text(TEXT.format("Ada"))
    git(root, "add", ".")
    commit = ["git", "commit", "--message", "b"]
    first = subprocess.run(commit, cwd=root, capture_output=True, text=True, check=False)
    assert first.returncode == 1
    assert "link/unknown" in first.stdout + first.stderr
    assert (root / POST).read_text() == TEXT.format("ada")
    git(root, "add", ".")
    subprocess.run(commit, cwd=root, check=True, capture_output=True)
    assert git(root, "log", "--format=%s") == "b\na"
