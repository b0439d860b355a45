from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from git import Blob, Repo
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.git import blob_id
from cms.model import CmsError, Listed
from cms.read import SIZE_LIMIT, open_tree

WHERES = ("work", "index", "ref:HEAD")
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


# --- The three places agree ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", WHERES)
def test_a_committed_tree_is_the_same_everywhere(repo: Repo, where: str) -> None:
    found = listed(repo.working_dir, where, "cms.yml", "content", "schemas")
    blobs = {str(blob.path): blob.hexsha for blob in repo.head.commit.tree.traverse() if isinstance(blob, Blob)}
    assert list(found) == [
        "cms.yml",
        "content/media/é à.txt",
        "content/posts/a.md",
        "content/posts/b.md",
        "schemas/post.schema.json",
    ]
    assert all(file.blob in {"", blobs[path]} and not file.link for path, file in found.items())
    assert all(file.blob for path, file in found.items() if where != "work" or path != "cms.yml")
    with open_tree(str(repo.working_dir), where) as tree:
        sources = list(tree.read(reversed(found)))
        assert [source.path for source in sources] == list(reversed(found))
        assert all(source.data == FILES[source.path].encode() for source in sources)
        assert all(source.blob == blobs[source.path] for source in sources)
        assert (tree.commit, tree.dirty, tree.repository is not None, tree.shallow) == (
            repo.head.commit.hexsha,
            False,
            True,
            False,
        )


NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda name: not name.startswith(".") and len(name.encode()) < 200
)


@settings(max_examples=50)
@given(files=st.dictionaries(NAMES, st.binary(max_size=200), max_size=5))
def test_whatever_is_committed_reads_the_same_everywhere(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    repo = Repo.init(tmp_path_factory.mktemp("any"))
    content = Path(repo.working_dir) / "content"
    content.mkdir()
    for name, data in files.items():
        (content / name).write_bytes(data)
    repo.git.add(all=True)
    repo.git.commit("-qm", "all", "--allow-empty")
    wanted = {f"content/{name}": data for name, data in sorted(files.items())}
    for where in WHERES:
        assert texts(repo.working_dir, where) == wanted


@pytest.mark.parametrize("where", WHERES)
def test_names_stay_as_they_are_stored(repo: Repo, where: str) -> None:
    names = [
        b"caf\xc3\xa9.md",
        b"cafe\xcc\x81.md",
        b"\"quoted\" 'it'.md",
        b"two\nlines\t.md",
        b"latin \xe9.md",
        b"*[a]?.md",
    ]
    for name in names:
        Path(os.fsdecode(os.fsencode(repo.working_dir) + b"/content/posts/" + name)).write_bytes(name)
    repo.git.add(all=True)
    repo.git.commit("-qm", "names")
    found = texts(repo.working_dir, where, "content/posts")
    assert {os.fsencode(path).removeprefix(b"content/posts/"): data for path, data in found.items()} == {
        **{name: name for name in names},
        b"a.md": b"A\n",
        b"b.md": b"B\n",
    }


@pytest.mark.parametrize("where", WHERES)
def test_a_folder_is_a_name_and_no_pattern(repo: Repo, where: str) -> None:
    write(Path(repo.working_dir), {"c*[o]/a.md": "1", ":c/b.md": "2", "content2/c.md": "3"})
    repo.git.add(all=True)
    repo.git.commit("-qm", "odd")
    assert list(listed(repo.working_dir, where, "c*[o]", ":c")) == [":c/b.md", "c*[o]/a.md"]
    assert list(listed(repo.working_dir, where, "content/posts")) == ["content/posts/a.md", "content/posts/b.md"]
    assert len(listed(repo.working_dir, where, "")) == len(FILES) + 3
    assert listed(repo.working_dir, where, "nowhere") == {}


@pytest.mark.parametrize("where", WHERES)
def test_the_root_may_be_a_folder_of_the_repository(repo: Repo, where: str) -> None:
    write(Path(repo.working_dir), {"sites/un/cms.yml": "1", "sites/un/content/x.md": "2"})
    repo.git.add(all=True)
    repo.git.commit("-qm", "site")
    root = f"{repo.working_dir}/sites/un"
    assert texts(root, where, "cms.yml", "content") == {"cms.yml": b"1", "content/x.md": b"2"}
    (Path(root) / "content/x.md").rename(Path(root) / "content/y.md")
    repo.git.add(all=True)
    assert changed(root, where) == (set() if where == "ref:HEAD" else {"content/x.md", "content/y.md"})


@pytest.mark.parametrize("where", WHERES)
def test_hidden_names_submodules_and_other_repositories_are_left_out(repo: Repo, tmp_path: Path, where: str) -> None:
    root = Path(repo.working_dir)
    write(root, {"content/.DS_Store": "x", "content/.git-keep/a.md": "x", ".vitrine/content/a.md": "seen"})
    other = Repo.init(tmp_path / "other")
    other.git.commit("-qm", "empty", "--allow-empty")
    repo.git.execute(["git", "-c", "protocol.file.allow=always", "submodule", "add", other.working_dir, "content/sub"])
    repo.git.add(all=True)
    repo.git.commit("-qm", "more")
    Repo.init(root / "content/nested").git.commit("-qm", "empty", "--allow-empty")
    write(root, {"content/nested/a.md": "x", "content/sub/b.md": "x"})
    assert not any("sub" in path or "nested" in path or "/." in path for path in listed(root, where))
    assert list(listed(root, where, ".vitrine/content")) == [".vitrine/content/a.md"]
    assert changed(root, where) == set()


@pytest.mark.parametrize("where", WHERES)
def test_links_are_listed_and_never_followed(repo: Repo, tmp_path: Path, where: str) -> None:
    root = Path(repo.working_dir)
    write(tmp_path, {"outside/secret.md": "secret"})
    (root / "content/link.md").symlink_to(tmp_path / "outside/secret.md")
    (root / "content/folder").symlink_to(tmp_path / "outside")
    repo.git.add(all=True)
    repo.git.commit("-qm", "links")
    found = listed(root, where)
    assert {path for path, file in found.items() if file.link} == {"content/folder", "content/link.md"}
    assert list(listed(root, where, "content/folder/secret.md", "content/folder/")) == ["content/folder"]
    assert texts(root, where)["content/link.md"] == os.fsencode(tmp_path / "outside/secret.md")
    assert b"secret" not in texts(root, where).values()


@pytest.mark.parametrize("where", WHERES)
def test_a_large_file_is_named_and_not_read(repo: Repo, where: str) -> None:
    path = Path(repo.working_dir) / "content/posts/large.md"
    path.write_bytes(b"x" * (SIZE_LIMIT + 1))
    repo.git.add(all=True)
    repo.git.commit("-qm", "large")
    with open_tree(str(repo.working_dir), where) as tree:
        a, large, b = tree.read(["content/posts/a.md", "content/posts/large.md", "content/posts/b.md"])
        assert (a.data, b.data) == (b"A\n", b"B\n")
        assert (large.data, large.size) == (b"", SIZE_LIMIT + 1)
        assert [len(source.data) for source in tree.read([large.path], limit=None)] == [SIZE_LIMIT + 1]


@pytest.mark.parametrize("where", WHERES)
def test_reading_may_stop_and_go_on(repo: Repo, where: str) -> None:
    with open_tree(str(repo.working_dir), where) as tree:
        paths = list(tree.files([""]))
        assert next(tree.read(paths)).path == paths[0]
        assert [source.data.decode() for source in tree.read(paths)] == [FILES[path] for path in paths]
        assert list(tree.read(["nowhere.md"])) == []
        assert tree.files([]) == {}


# --- Revisions and no Git --------------------------------------------------------------------------------------------


def test_any_name_of_a_commit_will_do_without_a_checkout(repo: Repo, tmp_path: Path) -> None:
    first = repo.head.commit.hexsha
    repo.create_tag("v1", message="an annotated tag")
    repo.git.rm("-q", "content/posts/b.md")
    repo.index.commit("second")
    bare = repo.clone(tmp_path / "bare.git", bare=True)
    repo.git.checkout("-q", "--detach", "v1")
    for root in (str(repo.working_dir), str(bare.git_dir)):
        for ref in (first, first[:8], "v1", "main~1", "refs/tags/v1"):
            assert "content/posts/b.md" in listed(root, f"ref:{ref}")
        assert "content/posts/b.md" not in listed(root, "ref:main")
    assert list(listed(f"{bare.git_dir}/content", "ref:main", "posts")) == ["posts/a.md"]
    assert (
        open_tree(str(repo.working_dir), "ref:main").commit != open_tree(str(repo.working_dir), "work").commit == first
    )


@pytest.mark.parametrize(
    "ref", ["", "-x", "--all", "nope", "^main", "main..main", "main^{tree}", "main:cms.yml", "a\nb", "a\0b"]
)
def test_what_names_no_commit_is_refused(repo: Repo, ref: str) -> None:
    with pytest.raises(CmsError) as caught:
        open_tree(str(repo.working_dir), f"ref:{ref}")
    assert (caught.value.rule, caught.value.values) == ("setup/unknown-ref", {"ref": ref})


@pytest.mark.parametrize("has_git", [True, False])
def test_without_a_repository_the_folder_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_git: bool
) -> None:
    root = tmp_path / "site"
    write(root, {**FILES, "content/.DS_Store": "x", "content/.hidden/a.md": "x"})
    write(tmp_path, {"outside/secret.md": "secret", "outside/more/secret.md": "secret"})
    (root / "content/link").symlink_to(tmp_path / "outside")
    (root / "media").symlink_to(tmp_path / "outside")
    if not has_git:
        monkeypatch.setenv("PATH", str(tmp_path))
    found = listed(root, "work", "content", "cms.yml", "media/", "media/secret.md", "media/more", "nowhere")
    assert [path for path, file in found.items() if not file.link] == sorted(path for path in FILES if path[0] == "c")
    assert [path for path, file in found.items() if file.link] == ["content/link", "media"]
    with open_tree(str(root), "work") as tree:
        assert len(tree.files([""])) == len(FILES) + 2
        assert (tree.commit, tree.dirty, tree.repository is not None, tree.shallow) == (None, False, False, False)
        (source,) = tree.read(["content/posts/a.md"])
        assert (source.data, source.blob) == (b"A\n", blob_id(b"A\n", "sha1"))
    for where in ("index", "ref:HEAD"):
        with pytest.raises(CmsError) as caught:
            open_tree(str(root), where)
        assert (caught.value.rule, caught.value.values) == ("setup/no-git", {"folder": "site"})


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder, and a user who may read in it only what is allowed to all (root may read everything)."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        root = os.geteuid() == 0
        yield Path(folder)
        if root:
            os.seteuid(0)


@pytest.mark.parametrize("path", ["content/a.md", "content/posts"])
def test_what_may_not_be_read_is_an_error(unprivileged: Path, path: str) -> None:
    write(unprivileged, {"content/a.md": "A", "content/posts/b.md": "B"})
    (unprivileged / path).chmod(0)
    if os.geteuid() == 0:
        os.seteuid(65534)
    with pytest.raises(CmsError) as caught:
        texts(unprivileged, "work")
    assert caught.value.rule == "setup/unreadable"
    assert caught.value.values == {"path": path, "reason": "Permission denied"}
