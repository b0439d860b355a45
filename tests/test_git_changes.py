from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.git import (
    Changes,
    Repository,
    WorkChanges,
    find_repository,
    index_changes,
    index_files,
    staged,
    tree_changes,
    tree_files,
    work_changes,
    work_files,
)
from cms.model import Listed

Run = Callable[..., str]
Listing = dict[str, Listed]
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


def repository_of(root: Path) -> Repository:
    found = find_repository(str(root))
    assert found is not None
    return found


def listing(files: Iterable[Listed]) -> Listing:
    return {file.path: file for file in files}


def applied(changes: Changes | None, old: Listing) -> Listing:
    assert changes is not None
    return {path: file for path, file in (old | changes).items() if file is not None}


def there(root: Path, files: Listing) -> Listing:
    """Without the files whose bytes must be read and that aren't on the disk."""
    return {path: file for path, file in files.items() if file.blob or is_file(root, path)}


def is_file(root: Path, path: str) -> bool:
    file = root / path
    folders = [each for each in file.parents if root in each.parents]
    return (file.is_symlink() or file.is_file()) and not any(each.is_symlink() for each in folders)


def check(root: Path, trees: Iterable[str], folders: list[str]) -> None:
    """Changes since any tree, applied to the list of its files, give the full listings."""
    repository = repository_of(root)
    index = listing(index_files(repository, folders))
    work = work_files(repository, folders)
    now = there(root, listing([*work.clean, *map(Listed, work.others)]))
    for tree in [*trees, EMPTY_TREE]:
        old = listing(tree_files(repository, tree, folders)) if tree != EMPTY_TREE else {}
        for other in trees:
            new = listing(tree_files(repository, other, folders))
            changes = tree_changes(repository, tree, other, folders)
            assert applied(changes, old) == new
            assert changes == {
                path: new.get(path) for path in old.keys() | new.keys() if old.get(path) != new.get(path)
            }
        changes_of_index = index_changes(repository, tree, folders)
        assert changes_of_index is not None
        assert applied(changes_of_index.files, old) == index
        assert changes_of_index.files == {
            path: index.get(path) for path in old.keys() | index.keys() if old.get(path) != index.get(path)
        }
        if tree == (repository.head or EMPTY_TREE):
            assert changes_of_index.changed == staged(repository, folders)
        changes_of_work = work_changes(repository, tree, folders)
        assert changes_of_work is not None
        assert there(root, applied(changes_of_work.files, old)) == now
        assert changes_of_work.flagged == work.flagged
        assert changes_of_work.changed == work.changed
        assert changes_of_work.head == work.head == repository.head


@pytest.mark.parametrize("old", ["1" * 40, "HEAD", "--help", ""])
def test_nothing_is_known_of_what_is_not_there(tmp_path: Path, old: str) -> None:
    run(tmp_path, "init", "-q")
    run(tmp_path, "commit", "-qm", "first", "--allow-empty")
    found = repository_of(tmp_path)
    assert found.head is not None
    assert tree_changes(found, old, found.head, [""]) is None
    assert index_changes(found, old, [""]) is None
    assert work_changes(found, old, [""]) is None


def test_a_commit_made_since_the_repository_was_found_is_seen(tmp_path: Path) -> None:
    run(tmp_path, "init", "-q")
    before = repository_of(tmp_path)
    write(tmp_path, "a.md", 1)
    assert work_changes(before, EMPTY_TREE, [""]) == WorkChanges({"a.md": Listed("a.md")}, {}, {"a.md"}, None)
    run(tmp_path, "add", "-A")
    run(tmp_path, "commit", "-qm", "first")
    blob = run(tmp_path, "rev-parse", "HEAD:a.md")
    now = repository_of(tmp_path)
    for found in (before, now):
        assert work_changes(found, EMPTY_TREE, [""]) == WorkChanges({"a.md": Listed("a.md", blob)}, {}, set(), now.head)


@pytest.mark.parametrize("folders", [["a"], ["a", "b.md"], [""]])
def test_of_a_folder_in_a_repository_only_what_an_attribute_names_must_be_read(
    tmp_path: Path, folders: list[str]
) -> None:
    run(tmp_path, "init", "-q")
    write(tmp_path, ".gitattributes", 0)
    for path in ("site/a/a.md", "site/a/b.md", "site/b.md"):
        write(tmp_path, path, 1)
    run(tmp_path, "add", "-A")
    run(tmp_path, "commit", "-qm", "first")
    site = repository_of(tmp_path / "site")
    (tmp_path / ".git/info/attributes").write_text("b.md ident\n")
    for found, prefix in ((site, ""), (repository_of(tmp_path), "site/")):
        wanted = [(prefix + folder).rstrip("/") if folder else folder for folder in folders]
        changes = work_changes(found, found.head or "", wanted)
        assert changes is not None
        unsure = {f"{prefix}a/b.md", *([f"{prefix}b.md"] if folders != ["a"] else [])}
        assert changes.files.keys() == set(work_files(found, wanted).others) == unsure


# --- Any state of a repository ---------------------------------------------------------------------------------------


def run(top: Path, *arguments: str, given: str = "") -> str:
    """What git prints; nothing where it refuses."""
    done = subprocess.run(["git", *arguments], cwd=top, capture_output=True, input=given.encode(), check=False)
    return done.stdout.decode().strip()


def room(top: Path, path: str) -> Path:
    """A path where nothing lies, unless it is a folder, in a folder that is there."""
    file = top / path
    for each in (file, *file.parents):
        if each.is_symlink() or each.is_file():
            each.unlink()
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def write(top: Path, path: str, chance: int) -> None:
    file = room(top, path)
    if not file.exists():
        file.write_bytes((b"", b"1\n", b"2\r\n", b"$Id$\n")[chance % 4])


def link(top: Path, path: str, chance: int) -> None:
    file = room(top, path)
    if not file.exists():
        file.symlink_to(("1\n", "d")[chance % 2])


def remove(top: Path, path: str, _: int) -> None:
    subprocess.run(["rm", "-rf", path], cwd=top, check=True)


def repository(top: Path, path: str, _: int) -> None:
    run(top, "init", "-q", str(room(top, path)))


def attribute(top: Path, path: str, chance: int) -> None:
    value = ("filter=none", "ident", "-filter", "text eol=crlf")[chance % 4]
    folder = "" if chance > 3 else "site/"
    room(top, f"{folder}.gitattributes").write_text(f"{path.rpartition('/')[2][:2]}* {value}\n")


def conflict(top: Path, path: str, chance: int) -> None:
    write(top, path, chance)
    blob = run(top, "hash-object", "-w", "--stdin", given=f"{chance % 2}\n")
    lines = [f"100644 {blob} {stage}\t{path}\0" for stage in (1, 2, 3) if chance >> (stage - 1) & 1]
    run(top, "update-index", "-z", "--index-info", given="".join([f"0 {'0' * 40}\t{path}\0", *lines]))


def flag(top: Path, path: str, chance: int) -> None:
    name = ("assume-unchanged", "skip-worktree")[chance % 2]
    run(top, "update-index", f"--{'no-' * (chance > 5)}{name}", path)


STEPS: dict[str, Callable[[Path, str, int], object]] = {
    "write": write,
    "write again": write,
    "link": link,
    "remove": remove,
    "repository": repository,
    "attribute": attribute,
    "add": lambda top, path, _: run(top, "add", "-A", "--", path),
    "intend": lambda top, path, _: run(top, "add", "-N", "--", path),
    "forget": lambda top, path, _: run(top, "rm", "-rq", "--cached", "--", path),
    "mode": lambda top, path, chance: run(top, "update-index", f"--chmod={'-+'[chance % 2]}x", path),
    "submodule": lambda top, path, _: run(
        top, "update-index", "--add", "--replace", "--cacheinfo", f"160000,{'1' * 40},{path}"
    ),
    "conflict": conflict,
    "flag": flag,
    "commit": lambda top, *_: run(top, "commit", "-qm", "x"),
    "commit all": lambda top, *_: (run(top, "add", "-A"), run(top, "commit", "-qam", "x")),
}
PATHS = ("site/a", "site/a/b.md", "site/c é\n.md", "site/d/e.md", "out.md")


@pytest.mark.parametrize("stages", range(8))
def test_of_a_conflict_of_any_kind_the_index_has_a_side_and_the_disk_the_rest(tmp_path: Path, stages: int) -> None:
    run(tmp_path, "init", "-q")
    write(tmp_path, "site/a.md", 1)
    run(tmp_path, "add", "-A")
    run(tmp_path, "commit", "-qm", "first")
    conflict(tmp_path, "site/a.md", stages)
    check(tmp_path / "site", [run(tmp_path, "rev-parse", "HEAD")], [""])


@settings(max_examples=80)
@given(
    steps=st.lists(st.tuples(st.sampled_from(list(STEPS)), st.sampled_from(PATHS), st.integers(0, 7)), max_size=20),
    root=st.sampled_from(["", "site"]),
    folder=st.sampled_from(["", "d", "a"]),
)
def test_changes_applied_to_an_old_listing_give_the_new_one(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, int]], root: str, folder: str
) -> None:
    top = tmp_path_factory.mktemp("changes")
    run(top, "init", "-q")
    for path in PATHS[1:]:
        write(top, path, 1)
    run(top, "add", "-A")
    run(top, "commit", "-qm", "first")
    for name, path, chance in steps:
        STEPS[name](top, path, chance)
    (top / "site").mkdir(exist_ok=True)
    check(top / root, run(top, "rev-list", "-n2", "HEAD").split(), [folder])
