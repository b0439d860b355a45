from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from git import Repo

from cms.git import blob_id
from cms.model import CmsError, Listed
from cms.read import open_tree

Run = Callable[..., str]
FILES = {
    "cms.yml": "collections: {}\n",
    "content/posts/b.md": "B\n",
    "content/posts/a.md": "A\n",
    "content/media/é à.txt": "image\n",
    "schemas/post.schema.json": "{}\n",
    "notes.txt": "no content\n",
}


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())


@pytest.fixture(autouse=True)
def dates(monkeypatch: pytest.MonkeyPatch) -> None:
    """GitPython reads no ISO dates with a colon in the offset."""
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(name, "1767603600 +0100")


@pytest.fixture
def repo(tmp_path: Path) -> Iterator[Repo]:
    made = Repo.init(tmp_path / "dépôt", initial_branch="main")
    write(Path(made.working_dir), FILES)
    made.git.add(all=True)
    made.index.commit("first")
    with made:
        yield made


def listed(root: str | os.PathLike[str], where: str, *folders: str) -> dict[str, Listed]:
    with open_tree(os.fspath(root), where) as tree:
        return tree.files(folders or ("content",))


def texts(root: str | os.PathLike[str], where: str, *folders: str) -> dict[str, bytes]:
    with open_tree(os.fspath(root), where) as tree:
        return {source.path: source.data for source in tree.read(tree.files(folders or ("content",)))}


def changed(root: str | os.PathLike[str], where: str, *folders: str) -> set[str]:
    with open_tree(os.fspath(root), where) as tree:
        tree.files(folders or ("content",))
        assert tree.dirty == bool(tree.changed())
        return set(tree.changed())


# --- The work tree ---------------------------------------------------------------------------------------------------


def test_the_work_tree_is_what_lies_on_the_disk(repo: Repo) -> None:
    root = Path(repo.working_dir)
    write(
        root, {".gitignore": "*.tmp\n", "content/posts/a.md": "changed", "content/new.md": "new", "content/x.tmp": "x"}
    )
    (root / "content/posts/b.md").unlink()
    os.mkfifo(root / "content/pipe")
    found = listed(root, "work")
    assert {path: bool(file.blob) for path, file in found.items()} == {
        "content/media/é à.txt": True,
        "content/new.md": False,
        "content/posts/a.md": False,
    }
    assert found["content/new.md"].size == 3
    assert texts(root, "work")["content/posts/a.md"] == b"changed"
    assert changed(root, "work") == {"content/new.md", "content/posts/a.md", "content/posts/b.md"}
    assert changed(root, "work", "schemas", "cms.yml") == set()


def test_a_tracked_folder_that_became_a_link_is_only_a_link(repo: Repo, tmp_path: Path) -> None:
    root = Path(repo.working_dir)
    (root / "content/posts").rename(tmp_path / "elsewhere")
    (root / "content/posts").symlink_to(tmp_path / "elsewhere")
    assert list(listed(root, "work")) == ["content/media/é à.txt", "content/posts"]
    repo.git.update_index("--assume-unchanged", "content/posts/a.md")
    assert list(listed(root, "work")) == ["content/media/é à.txt", "content/posts"]


@pytest.mark.parametrize("attribute", ["filter=lfs", "ident", "working-tree-encoding=UTF-16LE"])
def test_the_index_cannot_speak_for_what_it_stores_otherwise(repo: Repo, git: Run, attribute: str) -> None:
    root = Path(repo.working_dir)
    repo.git.config("filter.lfs.clean", "tr a-z A-Z")
    write(root, {".gitattributes": f"a.md {attribute}\n"})
    (root / "content/posts/a.md").write_bytes("$Id$ bonjour".encode("UTF-16LE" if "UTF" in attribute else "UTF-8"))
    repo.git.add(all=True)
    repo.git.commit("-qm", "attribute")
    assert git(root, "status", "--porcelain") == ""
    found = listed(root, "work", "content/posts")
    assert (found["content/posts/a.md"].blob, bool(found["content/posts/b.md"].blob)) == ("", True)
    with open_tree(str(root), "work") as tree:
        (source,) = tree.read(["content/posts/a.md"])
    assert source.blob == git(root, "hash-object", "--no-filters", "content/posts/a.md")
    assert changed(root, "work") == set()


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_the_index_cannot_speak_for_what_git_does_not_look_at(repo: Repo, flag: str) -> None:
    root = Path(repo.working_dir)
    repo.git.update_index(flag, "content/posts/a.md")
    assert listed(root, "work")["content/posts/a.md"] == Listed("content/posts/a.md", size=2)
    assert changed(root, "work") == set()
    write(root, {"content/posts/a.md": "unseen"})
    assert texts(root, "work")["content/posts/a.md"] == b"unseen"
    assert changed(root, "work") == {"content/posts/a.md"}
    (root / "content/posts/a.md").unlink()
    assert "content/posts/a.md" not in listed(root, "work")
    assert changed(root, "work") == {"content/posts/a.md"}


def test_a_touched_file_is_still_clean(repo: Repo) -> None:
    os.utime(Path(repo.working_dir) / "content/posts/a.md", (1, 1))
    assert listed(repo.working_dir, "work")["content/posts/a.md"].blob
    assert changed(repo.working_dir, "work") == set()


def test_a_file_saved_after_the_listing_has_the_id_of_its_new_bytes(repo: Repo) -> None:
    with open_tree(str(repo.working_dir), "work") as tree:
        before = tree.files(["content"])["content/posts/a.md"].blob
        write(Path(repo.working_dir), {"content/posts/a.md": "saved"})
        (source,) = tree.read(["content/posts/a.md"])
    assert before
    assert (source.data, source.blob) == (b"saved", blob_id(b"saved", "sha1"))


def test_line_ends_of_the_checkout_do_not_matter(repo: Repo) -> None:
    root = Path(repo.working_dir)
    write(root, {".gitattributes": "*.md text eol=crlf\n"})
    (root / "content/posts/a.md").unlink()
    repo.git.checkout("content/posts/a.md")
    assert (root / "content/posts/a.md").read_bytes() == b"A\r\n"
    with open_tree(str(root), "work") as tree:
        blob = tree.files(["content"])["content/posts/a.md"].blob
        (source,) = tree.read(["content/posts/a.md"])
    assert (source.data, source.blob) == (b"A\n", blob)


# --- The index -------------------------------------------------------------------------------------------------------


def test_the_index_is_what_would_be_committed(repo: Repo) -> None:
    root = Path(repo.working_dir)
    write(
        root,
        {"content/posts/a.md": "staged", "content/new.md": "new", "content/intended.md": "x", "content/un.md": "x"},
    )
    repo.git.add("content/posts/a.md", "content/new.md")
    repo.git.add("-N", "content/intended.md")
    repo.git.mv("content/posts/b.md", "content/posts/c.md")
    write(root, {"content/posts/a.md": "later", "notes.txt": "unstaged"})
    assert texts(root, "index") == {
        "content/media/é à.txt": b"image\n",
        "content/new.md": b"new",
        "content/posts/a.md": b"staged",
        "content/posts/c.md": b"B\n",
    }
    assert changed(root, "index", "") == {f"content/{name}.md" for name in ("new", "posts/a", "posts/b", "posts/c")}
    assert changed(root, "index", "schemas") == set()
    assert "content/intended.md" in changed(root, "work")


def test_of_a_conflict_the_index_has_our_side(repo: Repo, git: Run) -> None:
    root = Path(repo.working_dir)
    repo.git.checkout("-qb", "theirs")
    write(root, {"content/posts/a.md": "theirs\n"})
    (root / "content/posts/b.md").unlink()
    repo.git.commit("-qam", "theirs")
    repo.git.checkout("-q", "main")
    write(root, {"content/posts/a.md": "ours\n", "content/posts/b.md": "ours too\n"})
    repo.git.commit("-qam", "ours")
    with pytest.raises(Exception, match="returned non-zero"):
        git(root, "merge", "theirs")
    assert texts(root, "index", "content/posts") == {
        "content/posts/a.md": b"ours\n",
        "content/posts/b.md": b"ours too\n",
    }
    assert {"content/posts/a.md", "content/posts/b.md"} <= changed(root, "index")
    found = listed(root, "work", "content/posts")
    assert {path: file.blob for path, file in found.items()} == {"content/posts/a.md": "", "content/posts/b.md": ""}
    assert texts(root, "work")["content/posts/a.md"].startswith(b"<<<<<<< HEAD\nours\n")


def test_before_the_first_commit_all_is_new(tmp_path: Path) -> None:
    repo = Repo.init(tmp_path)
    write(tmp_path, {"content/a.md": "A", "content/b.md": "B"})
    repo.git.add("content/a.md")
    assert changed(tmp_path, "index") == set(listed(tmp_path, "index")) == {"content/a.md"}
    assert changed(tmp_path, "work") == set(listed(tmp_path, "work")) == {"content/a.md", "content/b.md"}
    with open_tree(str(tmp_path), "work") as tree:
        assert (tree.commit, tree.repository is not None) == (None, True)
    with pytest.raises(CmsError) as caught:
        open_tree(str(tmp_path), "ref:HEAD")
    assert (caught.value.rule, caught.value.values) == ("setup/unknown-ref", {"ref": "HEAD"})


# --- Many paths at once ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["work", "index", "ref:HEAD"])
def test_more_paths_may_be_asked_for_than_a_command_takes(tmp_path: Path, git: Run, where: str) -> None:
    deep = "/".join(["content", *("n" * 240 for _ in range(14))])
    paths = [f"{deep}/{number}.md" for number in range(700)]
    assert sum(map(len, paths)) > 2_200_000  # Linux takes 2 MB
    write(tmp_path, {"site/cms.yml": "", "site/content/other.md": "x", "outside.md": "x"})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "before")
    before = git(tmp_path, "rev-parse", "HEAD")
    write(tmp_path, {f"site/{path}": path for path in paths})
    git(tmp_path, "add", "-A")
    if where == "ref:HEAD":
        git(tmp_path, "commit", "-qm", "after")
    with open_tree(str(tmp_path / "site"), where) as tree:
        assert [source.path for source in tree.read(paths)] == paths
        assert tree.changed() == (set() if where == "ref:HEAD" else set(paths))
    with open_tree(str(tmp_path / "site"), where) as tree:
        changes = tree.changes(before, ["content"], [*paths, "content/gone.md"])
        assert changes is not None
        assert {*paths, "content/gone.md"} <= changes.keys()
        assert changes["content/gone.md"] is None
    if where == "work":
        git(tmp_path, "rm", "-rfq", f"site/{deep}")
        with open_tree(str(tmp_path / "site"), where) as tree:
            changes = tree.changes(before, ["content"], paths)
            assert changes is not None
            assert {path for path, listed in changes.items() if listed is None} == set(paths)
            assert list(tree.read(paths)) == []
            assert tree.changed() == set()
