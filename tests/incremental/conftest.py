"""Compares what grows step by step with what is built from nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from cms import cache
from cms.build import check, export
from cms.instants import starts
from cms.model import Diagnostic

Site = Callable[..., Path]
Git = Callable[..., str]
Files = Mapping[str, str | bytes | None]

SITE = {
    ".gitignore": ".cms/\n",
    "content/people/zoe.yml": "name: Zoé\nstatus: Published\n",
    "content/media/i.png": b"\x89PNG\r\n",
}


class Work(NamedTuple):
    """A repository that is being worked on, and the folder for what is made of it."""

    root: Path
    output: Path
    git: Git


class Outcome(NamedTuple):
    """What checks say, and what bundles hold."""

    work: tuple[Diagnostic, ...]
    staged: tuple[Diagnostic, ...]
    committed: tuple[Diagnostic, ...]
    bundle: dict[str, bytes]
    preview: dict[str, bytes]


def outcome(root: Path, output: Path, at: int) -> Outcome:
    in_git = (root / ".git").exists()
    return Outcome(
        check(str(root), at=at).diagnostics,
        check(str(root), "index", at).diagnostics if in_git else (),
        check(str(root), "ref:HEAD", at).diagnostics if in_git else (),
        bundle(root, output / "dist", at, drafts=False),
        bundle(root, output / "preview", at, drafts=True),
    )


def bundle(root: Path, folder: Path, at: int, *, drafts: bool) -> dict[str, bytes]:
    """The files that a bundle's manifest leads to; nothing where errors stop it."""
    done = export(str(root), str(folder), at=at, drafts=drafts)
    if done.folder is None:
        return {}
    manifest = json.loads((folder / "manifest.json").read_bytes())
    named = {"manifest.json", manifest["digests"]["path"], *(part["path"] for part in manifest["parts"])}
    served = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    kept = {path for path in served if path.startswith((".cms/", "parts/", "digests/", "assets/"))}
    return {path: (folder / path).read_bytes() for path in sorted((served - kept) | named)}


def from_nothing(root: Path, aside: Path, at: int) -> Outcome:
    (root / ".cms").rename(aside / "cache")
    try:
        return outcome(root, aside, at)
    finally:
        shutil.rmtree(root / ".cms")
        (aside / "cache").rename(root / ".cms")


@pytest.fixture
def same(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """What a repository gives at an instant, which must be what it gives without a cache and an earlier output.

    No cache may break meanwhile: what is then made from nothing would be right, too.
    """

    def compare(work: Work, instant: str = "2026-02-01") -> Outcome:
        at = starts(instant, "UTC")
        assert at is not None
        aside = work.output / "aside"
        aside.mkdir()
        with monkeypatch.context() as patched:
            patched.setattr(cache, "_remove", lambda _: pytest.fail("a cache broke"))
            grown = outcome(work.root, work.output, at)
        clean = from_nothing(work.root, aside, at)
        for mine, theirs in ((grown.bundle, clean.bundle), (grown.preview, clean.preview)):  # the first that differs
            for path in sorted(mine.keys() | theirs.keys()):
                assert mine.get(path) == theirs.get(path), path
        assert grown == clean
        shutil.rmtree(aside)
        return grown

    return compare


@pytest.fixture
def work(site: Site, git: Git, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Work]:
    """Make a repository: of the small site, with files of the test's own on top; its root may be a folder in it."""
    number = iter(range(10_000))

    def make(files: Files | None = None, *, in_git: bool = True, folder: str = "") -> Work:
        top = f"dépôt {next(number)}"
        root = site({**SITE, **(files or {})}, name=f"{top}/{folder}")
        made = Work(root, tmp_path_factory.mktemp("out"), git)
        if in_git:
            git(root.parent if folder else root, "init", "-q", "-b", "main")
            git(root, "add", "-A")
            git(root, "commit", "-qm", "x")
            git(root, "commit", "-qm", "y", "--allow-empty")
        return made

    return make
