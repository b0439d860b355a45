"""What stands in a folder after bundles were written to it, one after the other."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cms.exporters.artifacts import from_bytes
from cms.model import Artifact, Json
from cms.publish import Published, publish

Bundle = Callable[..., list[Artifact]]
Tree = Callable[[Path], dict[str, bytes]]
Read = Callable[[Path], dict[str, Json]]

DAY = 24 * 60 * 60
ONE = {"posts/a.json": ["posts/b.json"], "posts/b.json": [], "posts/deep/c.json": []}


def data(artifacts: list[Artifact]) -> dict[str, bytes]:
    return {artifact.path: artifact.read() for artifact in artifacts}


def hidden(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / ".cms").iterdir())


def test_a_new_folder(tmp_path: Path, bundle: Bundle, tree: Tree, read: Read) -> None:
    folder = tmp_path / "somewhere" / "new"
    made = bundle(ONE)
    assert publish(made, str(folder), now=0) == Published(len(made), 0, 0)
    assert tree(folder) == data(made)
    assert read(folder).keys() == ONE.keys()
    assert hidden(folder) == ["publish.json"]


def test_the_order_of_artifacts_doesnt_matter(tmp_path: Path, bundle: Bundle, tree: Tree) -> None:
    made = bundle(ONE)
    publish(made, str(tmp_path / "one"), now=0)
    publish(reversed(made), str(tmp_path / "other"), now=99)
    assert tree(tmp_path / "one") == tree(tmp_path / "other")
    record = Path(".cms", "publish.json")
    assert (tmp_path / "one" / record).read_bytes() == (tmp_path / "other" / record).read_bytes()


def test_an_empty_folder_and_a_relative_path(
    tmp_path: Path, bundle: Bundle, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dist").mkdir()
    monkeypatch.chdir(tmp_path)
    publish(bundle(ONE), "dist", now=0)
    assert tree(tmp_path / "dist") == data(bundle(ONE))


def test_unchanged_files_arent_touched(tmp_path: Path, bundle: Bundle) -> None:
    publish(bundle(ONE), str(tmp_path), now=0)
    before = {path: path.stat() for path in tmp_path.rglob("*") if path.is_file()}
    assert publish(bundle(ONE), str(tmp_path), now=5 * DAY) == Published(0, len(bundle(ONE)), 0)
    for path, found in before.items():
        assert (path.stat().st_mtime_ns, path.stat().st_ino) == (found.st_mtime_ns, found.st_ino), path


def test_only_what_changed_is_written(tmp_path: Path, bundle: Bundle, read: Read) -> None:
    publish(bundle(ONE), str(tmp_path), now=0)
    more = bundle({**ONE, "posts/d.json": ["posts/a.json"]})
    untouched = (tmp_path / "entries" / "posts" / "a.json").stat()
    done = publish(more, str(tmp_path), now=0)
    assert read(tmp_path).keys() == {*ONE, "posts/d.json"}
    assert (tmp_path / "entries" / "posts" / "a.json").stat() == untouched
    assert done.written < len(more)
    assert done.written + done.unchanged == len(more)


def test_files_have_the_users_usual_permissions(tmp_path: Path, bundle: Bundle) -> None:
    mask = os.umask(0o027)
    try:
        publish(bundle(ONE), str(tmp_path / "dist"), now=0)
    finally:
        os.umask(mask)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "dist").rglob("*") if path.is_file()}
    assert modes == {0o640}


def test_old_immutable_files_stay_for_seven_days(tmp_path: Path, bundle: Bundle, tree: Tree) -> None:
    old, new = bundle(ONE, "one"), bundle(ONE, "two")
    publish(old, str(tmp_path), now=0)
    assert publish(new, str(tmp_path), now=DAY).deleted == 0
    immutable = {artifact.path for artifact in old if artifact.role == "immutable"}
    assert tree(tmp_path).keys() == data(new).keys() | immutable
    assert publish(new, str(tmp_path), now=8 * DAY - 1).deleted == 0
    gone = immutable - data(new).keys()
    assert publish(new, str(tmp_path), now=8 * DAY).deleted == len(gone)
    assert tree(tmp_path) == data(new)
    assert publish(new, str(tmp_path), now=99 * DAY) == Published(0, len(new), 0)


def test_a_state_that_comes_back_is_named_again(tmp_path: Path, bundle: Bundle, tree: Tree) -> None:
    old, new = bundle(ONE, "one"), bundle(ONE, "two")
    publish(old, str(tmp_path), now=0)
    publish(new, str(tmp_path), now=DAY)
    publish(old, str(tmp_path), now=7 * DAY)
    publish(old, str(tmp_path), now=13 * DAY)
    assert tree(tmp_path).keys() == data(old).keys() | {made.path for made in new if made.role == "immutable"}
    publish(old, str(tmp_path), now=14 * DAY)
    assert tree(tmp_path) == data(old)


def test_a_clock_that_goes_back_deletes_nothing_early(tmp_path: Path, bundle: Bundle, tree: Tree) -> None:
    publish(bundle(ONE, "one"), str(tmp_path), now=900 * DAY)
    publish(bundle(ONE, "two"), str(tmp_path), now=900 * DAY)
    publish(bundle(ONE, "two"), str(tmp_path), now=DAY)
    count = len(tree(tmp_path))
    publish(bundle(ONE, "two"), str(tmp_path), now=7 * DAY)
    assert len(tree(tmp_path)) == count
    publish(bundle(ONE, "two"), str(tmp_path), now=8 * DAY)
    assert tree(tmp_path) == data(bundle(ONE, "two"))


def test_a_withdrawn_text_lingers_nowhere(tmp_path: Path, bundle: Bundle, tree: Tree) -> None:
    publish(bundle(ONE, "older", assets=["old picture"]), str(tmp_path), now=0)
    publish(bundle({**ONE, "posts/secret.json": []}, assets=["secret picture"]), str(tmp_path), now=1)
    after = bundle(ONE)
    publish(after, str(tmp_path), now=2)
    assert tree(tmp_path) == data(after)
    assert not any(b"secret" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_what_is_no_more_part_of_a_bundle_goes(tmp_path: Path, bundle: Bundle, tree: Tree) -> None:
    people = {**ONE, "people/ada.json": []}
    publish(bundle(people, collections=["people", "posts"]), str(tmp_path), now=0)
    smaller = bundle({"posts/b.json": []}, whole=False)
    publish(smaller, str(tmp_path), now=0)
    assert tree(tmp_path) == data(smaller)
    folders = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_dir()}
    assert folders == {".cms", "collections", "collections/posts", "digests", "entries", "entries/posts", "parts"}


def test_foreign_files_stay(tmp_path: Path, bundle: Bundle, tree: Tree) -> None:
    publish(bundle(ONE), str(tmp_path), now=0)
    foreign = [
        "index.html",
        "CNAME",
        "entries/posts/note.txt",
        "assets/logo.png",
        "parts/0123456789abcdef.json",
        "mine/x",
    ]
    for name in foreign:
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("mine", encoding="utf-8")
    small = bundle({"posts/b.json": []})
    publish(small, str(tmp_path), now=99 * DAY)
    assert tree(tmp_path) == data(small) | dict.fromkeys(foreign, b"mine")


def test_a_damaged_file_is_written_again(tmp_path: Path, bundle: Bundle, tree: Tree) -> None:
    made = bundle(ONE)
    publish(made, str(tmp_path), now=0)
    (part, *_) = (tmp_path / "parts").iterdir()
    part.write_bytes(bytes(reversed(part.read_bytes())))
    (tmp_path / "entries" / "posts" / "a.json").write_bytes(b"")
    (tmp_path / "manifest.json").unlink()
    assert publish(made, str(tmp_path), now=0) == Published(3, len(made) - 3, 0)
    assert tree(tmp_path) == data(made)


def test_a_bundle_whose_hidden_file_is_lost(tmp_path: Path, bundle: Bundle, tree: Tree) -> None:
    publish(bundle({**ONE, "posts/secret.json": []}, assets=["secret"]), str(tmp_path), now=0)
    foreign = tmp_path / "assets" / "x.0123456789abcdef.png"
    foreign.write_bytes(b"mine")
    shutil.rmtree(tmp_path / ".cms")
    after = bundle(ONE, whole=False)
    publish(after, str(tmp_path), now=0)
    assert tree(tmp_path) == data(after) | {"assets/x.0123456789abcdef.png": b"mine"}


@pytest.mark.parametrize(
    "text", ["", "[]", '{"version":1}', '{"version":1,"preview":0,"entries":3,"immutable":{},"stable":[]}']
)
def test_a_bundle_whose_hidden_file_is_damaged(tmp_path: Path, bundle: Bundle, tree: Tree, text: str) -> None:
    publish(bundle({**ONE, "posts/secret.json": []}), str(tmp_path), now=0)
    (tmp_path / ".cms" / "publish.json").write_text(text, encoding="utf-8")
    publish(bundle(ONE), str(tmp_path), now=0)
    assert tree(tmp_path) == data(bundle(ONE))


def test_a_record_cant_name_files_outside(tmp_path: Path, bundle: Bundle) -> None:
    folder, outside = tmp_path / "dist", tmp_path / "outside.txt"
    outside.write_text("mine", encoding="utf-8")
    publish(bundle(ONE), str(folder), now=0)
    path = folder / ".cms" / "publish.json"
    record = json.loads(path.read_bytes())
    names = ["../outside.txt", str(outside), "posts/../../outside.txt", ".cms/../../outside.txt"]
    path.write_text(json.dumps(record | {"entries": names, "immutable": dict.fromkeys(names, 0)}), encoding="utf-8")
    publish(bundle(ONE, "two"), str(folder), now=99 * DAY)
    assert outside.read_text(encoding="utf-8") == "mine"


# --- What fails before anything is written ---------------------------------------------------------------------------


class InterruptionError(Exception):
    pass


def breaking(artifacts: list[Artifact], after: int) -> Iterator[Artifact]:
    yield from artifacts[:after]
    raise InterruptionError


@pytest.mark.parametrize("after", [0, 1, 5, 12])
def test_a_bundle_that_cant_be_made_changes_nothing(tmp_path: Path, bundle: Bundle, tree: Tree, after: int) -> None:
    publish(bundle(ONE), str(tmp_path), now=0)
    record = (tmp_path / ".cms" / "publish.json").read_bytes()
    with pytest.raises(InterruptionError):
        publish(breaking(bundle({"people/x.json": []}, "two"), after), str(tmp_path), now=0)
    assert tree(tmp_path) == data(bundle(ONE))
    assert hidden(tmp_path) == ["publish.json"]
    assert (tmp_path / ".cms" / "publish.json").read_bytes() == record
    assert not (tmp_path / "entries" / "people").exists()


def test_a_first_bundle_that_cant_be_made_leaves_no_folder(tmp_path: Path, bundle: Bundle) -> None:
    with pytest.raises(InterruptionError):
        publish(breaking(bundle(ONE), 5), str(tmp_path / "a" / "dist"), now=0)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "mine").mkdir()
    with pytest.raises(InterruptionError):
        publish(breaking(bundle(ONE), 5), str(tmp_path / "mine"), now=0)
    assert list((tmp_path / "mine").iterdir()) == []


@pytest.mark.parametrize("path", ["../x", "/x", "a//b", "a/../b", ".cms/publish.json", "a\\b", ""])
def test_paths_that_no_bundle_has(tmp_path: Path, bundle: Bundle, path: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        publish([from_bytes(path, "stable", b""), *bundle(ONE)], str(tmp_path), now=0)
    assert list(tmp_path.iterdir()) == []


def test_artifacts_that_are_no_bundle(tmp_path: Path, bundle: Bundle) -> None:
    made = bundle(ONE)
    with pytest.raises(ValueError, match="two artifacts"):
        publish([*made, made[0]], str(tmp_path), now=0)
    with pytest.raises(ValueError, match="without a manifest"):
        publish(made[:-1], str(tmp_path), now=0)
    assert list(tmp_path.iterdir()) == []
