"""Folders that no bundle is written to, and how a folder that refuses stays as it was."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cms.exporters.artifacts import from_bytes
from cms.model import Artifact, CmsError
from cms.publish import publish

Bundle = Callable[..., list[Artifact]]
Tree = Callable[[Path], dict[str, bytes]]

ONE = {"posts/a.json": ["posts/b.json"], "posts/b.json": []}


def refusal(artifacts: list[Artifact], folder: Path | str, **options: Any) -> dict[str, Any]:
    with pytest.raises(CmsError) as caught:
        publish(artifacts, str(folder), now=0, **options)
    assert caught.value.rule == "setup/output"
    assert caught.value.values["folder"] == str(folder)
    return {name: value for name, value in caught.value.values.items() if name != "folder"}


def test_a_folder_of_somebody_else(tmp_path: Path, bundle: Bundle, tree: Tree) -> None:
    (tmp_path / "thesis.odt").write_bytes(b"years of work")
    assert refusal(bundle(ONE), tmp_path) == {"case": "not-empty"}
    assert list(tmp_path.iterdir()) == [tmp_path / "thesis.odt"]
    (tmp_path / "manifest.json").write_text('{"version": 3, "name": "a web extension"}', encoding="utf-8")
    assert refusal(bundle(ONE), tmp_path) == {"case": "not-empty"}
    assert tree(tmp_path).keys() == {"thesis.odt", "manifest.json"}


def test_a_file_in_place_of_the_folder(tmp_path: Path, bundle: Bundle) -> None:
    (tmp_path / "dist").write_bytes(b"mine")
    assert refusal(bundle(ONE), tmp_path / "dist") == {"case": "file"}
    assert refusal(bundle(ONE), tmp_path / "dist" / "deeper") == {"case": "unwritable", "reason": "file"}
    assert (tmp_path / "dist").read_bytes() == b"mine"


@pytest.mark.parametrize(
    "name", ["", ".", "content", "content/posts", "content/dist", ".git", ".git/dist", "schemas", "src/x", ".."]
)
def test_protected_folders(tmp_path: Path, bundle: Bundle, name: str) -> None:
    root = tmp_path / "repository"
    for inner in ("content/posts", ".git", "schemas", "src"):
        (root / inner).mkdir(parents=True)
    protected = [str(root), *(str(root / inner) for inner in ("content", ".git", "schemas", "src"))]
    assert refusal(bundle(ONE), root / name, protected=protected) == {"case": "inside"}
    assert sorted(path.name for path in root.iterdir()) == [".git", "content", "schemas", "src"]
    publish(bundle(ONE), str(root / "dist"), protected=protected, now=0)
    publish(bundle(ONE), str(tmp_path / "repository-dist"), protected=protected, now=0)


def test_a_protected_folder_behind_a_link(tmp_path: Path, bundle: Bundle) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "dist").symlink_to("content")
    assert refusal(bundle(ONE), tmp_path / "dist", protected=[str(tmp_path / "content")]) == {"case": "inside"}


def test_links(tmp_path: Path, bundle: Bundle, tree: Tree) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "dangling").symlink_to("nowhere")
    assert refusal(bundle(ONE), tmp_path / "dangling") == {"case": "symlink", "path": "dangling"}
    dist = tmp_path / "dist"
    publish(bundle(ONE), str(dist), now=0)
    (dist / "entries").rename(elsewhere / "entries")
    (dist / "entries").symlink_to(elsewhere / "entries")
    before = tree(dist)
    assert refusal(bundle(ONE, "two"), dist) == {"case": "symlink", "path": "entries"}
    assert tree(dist) == before
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / ".cms").symlink_to(elsewhere)
    assert refusal(bundle(ONE), tmp_path / "other") == {"case": "symlink", "path": ".cms"}


def test_a_link_in_place_of_a_file_is_replaced_and_not_followed(tmp_path: Path, bundle: Bundle) -> None:
    dist, secret = tmp_path / "dist", tmp_path / "secret"
    publish(bundle(ONE), str(dist), now=0)
    entry = dist / "entries" / "posts" / "a.json"
    secret.write_bytes(entry.read_bytes())
    entry.unlink()
    entry.symlink_to(secret)
    publish(bundle(ONE), str(dist), now=0)
    assert not entry.is_symlink()
    assert entry.read_bytes() == secret.read_bytes()


def test_a_link_to_the_folder_itself_may_be_followed(tmp_path: Path, bundle: Bundle, tree: Tree) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "current").symlink_to("releases")
    publish(bundle(ONE), str(tmp_path / "current"), now=0)
    assert "manifest.json" in tree(tmp_path / "releases")
    assert (tmp_path / "current").is_symlink()


@pytest.mark.parametrize("first", [False, True])
def test_previews_and_productions_dont_replace_each_other(
    tmp_path: Path,
    bundle: Bundle,
    tree: Tree,
    first: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    publish(bundle(ONE, preview=first), str(tmp_path), now=0)
    before = tree(tmp_path)
    assert refusal(bundle(ONE, "two", preview=not first), tmp_path) == {"case": "preview", "preview": first}
    assert tree(tmp_path) == before
    (tmp_path / ".cms" / "publish.json").unlink()
    assert refusal(bundle(ONE, "two", preview=not first), tmp_path) == {"case": "preview", "preview": first}


def test_a_foreign_file_where_a_new_one_must_be(tmp_path: Path, bundle: Bundle, tree: Tree) -> None:
    publish(bundle(ONE), str(tmp_path), now=0)
    (tmp_path / "feed.xml").write_bytes(b"mine")
    more = [from_bytes("feed.xml", "stable", b"ours"), *bundle(ONE, "two")]
    before = tree(tmp_path)
    assert refusal(more, tmp_path) == {"case": "foreign", "path": "feed.xml"}
    assert tree(tmp_path) == before
    (tmp_path / "feed.xml").unlink()
    publish(more, str(tmp_path), now=0)
    publish([from_bytes("feed.xml", "stable", b"ours again"), *more[1:]], str(tmp_path), now=0)
    assert tree(tmp_path)["feed.xml"] == b"ours again"


def test_a_folder_in_place_of_a_file_and_the_other_way_round(tmp_path: Path, bundle: Bundle, tree: Tree) -> None:
    publish(bundle(ONE), str(tmp_path), now=0)
    (tmp_path / "entries" / "posts" / "x.json").mkdir()
    before = tree(tmp_path)
    new = bundle({**ONE, "posts/x.json": []})
    assert refusal(new, tmp_path) == {"case": "unwritable", "reason": "folder"}
    below = bundle({**ONE, "posts/a.json/b.json": []})
    assert refusal(below, tmp_path) == {"case": "unwritable", "reason": "file"}
    long = bundle({**ONE, f"posts/{'x' * 300}.json": []})
    assert refusal(long, tmp_path) == {"case": "unwritable", "reason": "name-too-long"}
    assert tree(tmp_path) == before


# --- Another process, another user, another disk ---------------------------------------------------------------------

CHILD = """
import sys
from cms.exporters.artifacts import from_bytes
from cms.model import CmsError
from cms.publish import publish

def artifacts():
    for artifact in {artifacts}:
        yield from_bytes(*artifact)

def slowly():
    print("begun", flush=True)
    sys.stdin.readline()
    yield from artifacts()

{before}
try:
    print(publish({run}(), {folder!r}, now=0))
except CmsError as error:
    print(dict(error.values))
"""


def child(
    artifacts: list[Artifact], folder: Path, *, run: str = "artifacts", before: str = ""
) -> subprocess.Popen[str]:
    code = CHILD.format(
        artifacts=[(made.path, made.role, made.read()) for made in artifacts],
        folder=str(folder),
        run=run,
        before=textwrap.dedent(before),
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONPATH": paths}
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


def test_two_at_once(tmp_path: Path, bundle: Bundle, tree: Tree) -> None:
    with child(bundle(ONE), tmp_path / "dist", run="slowly") as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "begun\n"
        assert refusal(bundle(ONE, "two"), tmp_path / "dist") == {"case": "locked"}
        said, _ = first.communicate("\n")
    assert said.startswith("Published(")
    assert tree(tmp_path / "dist") == {made.path: made.read() for made in bundle(ONE)}
    publish(bundle(ONE, "two"), str(tmp_path / "dist"), now=0)


def test_many_at_once(tmp_path: Path, bundle: Bundle, tree: Tree) -> None:
    editions = {name: bundle(ONE, name) for name in ("one", "two", "three", "four", "five", "six")}
    runs = [child(made, tmp_path / "dist") for made in editions.values()]
    said = [run.communicate()[0] for run in runs]
    assert sum(text.startswith("Published(") for text in said) >= 1
    assert all(text.startswith("Published(") or "'case': 'locked'" in text for text in said), said
    found = tree(tmp_path / "dist")
    current = [made for made in editions.values() if {made.path: made.read() for made in made}.items() <= found.items()]
    assert len(current) == 1


REMOVED_BEFORE_IT_IS_LOCKED = """
import os, sys
from cms.publish.lock import locked

path, left = sys.argv[1], [1]

def finish(event, arguments):
    if event == "fcntl.flock" and left:
        left.pop()
        os.remove(path)

sys.addaudithook(finish)
with locked(path, "dist"):
    print(os.path.exists(path))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no file that is open")
def test_a_lock_that_its_holder_removes_just_now(tmp_path: Path) -> None:
    command = [sys.executable, "-c", REMOVED_BEFORE_IT_IS_LOCKED, str(tmp_path / "lock")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    said = subprocess.run(command, capture_output=True, check=True, text=True, env=environment).stdout
    assert said == "True\n"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 96 kilobytes, where this user may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", str(disk)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only a Linux user who may mount file systems has a disk that is full")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk(small_disk: Path, bundle: Bundle, tree: Tree) -> None:
    dist = small_disk / "dist"
    publish(bundle(ONE), str(dist), now=0)
    before = tree(dist)
    large = [from_bytes("large.txt", "stable", b"x" * 90_000), *bundle(ONE, "two")]
    for artifacts in (large, [*large[1:], large[0]]):
        assert refusal(artifacts, dist) == {"case": "full"}
        assert tree(dist) == before
        assert sorted(path.name for path in (dist / ".cms").iterdir()) == ["publish.json"]
    publish(large[1:], str(dist), now=0)


def test_a_first_bundle_on_a_full_disk(small_disk: Path, bundle: Bundle) -> None:
    large = [*bundle(ONE), from_bytes("large.txt", "stable", b"x" * 200_000)]
    assert refusal(large, small_disk / "dist") == {"case": "full"}
    assert list(small_disk.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits of processes")
def test_a_limit_of_file_sizes(tmp_path: Path, bundle: Bundle, tree: Tree) -> None:
    publish(bundle(ONE), str(tmp_path / "dist"), now=0)
    before = tree(tmp_path / "dist")
    large = [*bundle(ONE, "two"), from_bytes("large.txt", "stable", b"x" * 20_000)]
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))"
    said, _ = child(large, tmp_path / "dist", before=limit).communicate()
    assert "'case': 'full'" in said
    assert tree(tmp_path / "dist") == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_a_folder_without_permission(tmp_path: Path, bundle: Bundle, tree: Tree) -> None:
    """Root may write anywhere: then another user tries it, in a folder that both can see."""
    dist = tmp_path / "dist"
    publish(bundle(ONE), str(dist), now=0)
    before = tree(dist)
    outer = [tmp_path, *tmp_path.parents]
    closed = [path for path in outer if os.geteuid() == 0 and not path.stat().st_mode & 0o001]
    for path in closed:
        path.chmod(path.stat().st_mode | 0o001)
    for path in (dist, dist / ".cms"):
        path.chmod(0o555)
    try:
        said, _ = child(bundle(ONE, "two"), dist, before=BECOME_NOBODY).communicate()
        new, _ = child(bundle(ONE), dist / "deeper", before=BECOME_NOBODY).communicate()
    finally:
        for path in (dist, dist / ".cms"):
            path.chmod(0o755)
        for path in closed:
            path.chmod(path.stat().st_mode & ~0o001)
    assert "'case': 'unwritable'" in said
    assert "'reason': 'permission'" in said + new
    assert "'case': 'unwritable'" in new
    assert tree(dist) == before


BECOME_NOBODY = """
import os
import cms.publish.stage, json
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
"""


def test_a_read_only_disk(small_disk: Path, bundle: Bundle, tree: Tree) -> None:
    publish(bundle(ONE), str(small_disk / "dist"), now=0)
    before = tree(small_disk / "dist")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert refusal(bundle(ONE, "two"), small_disk / "dist") == {"case": "unwritable", "reason": "read-only"}
    assert refusal(bundle(ONE), small_disk / "new") == {"case": "unwritable", "reason": "read-only"}
    assert tree(small_disk / "dist") == before
