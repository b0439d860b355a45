from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from git import Repo

from cms import git as cms_git
from cms.git import Blobs, blob_id, find_repository
from cms.git.history import read_history
from cms.model import CmsError
from cms.read import open_tree

Run = Callable[..., str]

# What a hook might run: which files are staged in the folder of cms.yml, which isn't the hook's own folder.
HOOK = """\
#!/bin/sh
exec "{python}" -c '
import json, sys
from cms.read import open_tree
seen = {{}}
for where in ("index", "work"):
    with open_tree("site", where) as tree:
        texts = {{source.path: source.data.decode() for source in tree.read(tree.files(["content"]))}}
        seen[where] = [texts, sorted(tree.changed())]
json.dump(seen, open(sys.argv[1], "w"))
' "{output}"
"""


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repo]:
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(name, "1767603600 +0100")  # GitPython reads no ISO dates with a colon in the offset
    made = Repo.init(tmp_path / "repo", initial_branch="main")
    content = Path(made.working_dir) / "site/content"
    content.mkdir(parents=True)
    (content / "a.md").write_text("A")
    (content / "b.md").write_text("B")
    made.git.add(all=True)
    made.index.commit("first")
    with made:
        yield made


def seen_by_hook(repo: Repo, *commit: str) -> dict[str, list[object]]:
    output = Path(repo.common_dir) / "seen.json"
    hook = Path(repo.common_dir) / "hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(HOOK.format(python=sys.executable, output=output))
    hook.chmod(0o755)
    repo.git.commit("-qm", "with hook", *commit)
    found: dict[str, list[object]] = json.loads(output.read_text())
    return found


@pytest.mark.parametrize("linked", [False, True])
def test_hooks_see_the_index_of_the_commit_being_made(repo: Repo, tmp_path: Path, *, linked: bool) -> None:
    if linked:
        repo.git.worktree("add", "-q", "-b", "other", tmp_path / "linked")
        repo = Repo(tmp_path / "linked")
    a, b = (Path(repo.working_dir) / f"site/content/{name}.md" for name in "ab")
    a.write_text("A1")
    assert seen_by_hook(repo, "--all")["index"] == [{"content/a.md": "A1", "content/b.md": "B"}, ["content/a.md"]]
    a.write_text("A2")
    b.write_text("B2")
    assert seen_by_hook(repo, "--", "site/content/b.md") == {
        "index": [{"content/a.md": "A1", "content/b.md": "B2"}, ["content/b.md"]],
        "work": [{"content/a.md": "A2", "content/b.md": "B2"}, ["content/a.md", "content/b.md"]],
    }
    repo.git.add("site/content/a.md")
    a.write_text("A3")
    assert seen_by_hook(repo)["index"] == [{"content/a.md": "A2", "content/b.md": "B2"}, ["content/a.md"]]


def test_what_a_hook_says_of_its_repository_is_not_true_of_others(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repo.init(tmp_path / "other")
    (Path(other.working_dir) / "content").mkdir()
    (Path(other.working_dir) / "content/x.md").write_text("X")
    other.git.add(all=True)
    other.git.commit("-qm", "other")
    commit = other.git.rev_parse("HEAD")
    monkeypatch.chdir(repo.working_dir)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    with open_tree(str(other.working_dir), "index") as tree:
        assert (tree.commit, list(tree.files(["content"]))) == (commit, ["content/x.md"])
    with open_tree(str(repo.working_dir), "index") as tree:
        assert (tree.commit, list(tree.files(["site"]))) == (
            repo.head.commit.hexsha,
            ["site/content/a.md", "site/content/b.md"],
        )


def test_another_index_may_be_named(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/another")
    subprocess.run(["git", "read-tree", "HEAD"], cwd=repo.working_dir, check=True)
    subprocess.run(["git", "rm", "-q", "--cached", "site/content/a.md"], cwd=repo.working_dir, check=True)
    with open_tree(f"{repo.working_dir}/site", "index") as tree:
        assert list(tree.files(["content"])) == ["content/b.md"]
        assert tree.changed() == {"content/a.md"}


HOSTILE = """\
[color]
    ui = always
[core]
    quotePath = true
    fsmonitor = touch {mark}; false
    abbrev = 4
    pager = false
[diff]
    renames = false
    relative = true
    orderFile = /nowhere
    external = false
    noprefix = true
    ignoreSubmodules = none
[log]
    showSignature = true
    showRoot = false
    decorate = full
    date = relative
    diffMerges = off
    follow = true
[format]
    pretty = fuller
[i18n]
    logOutputEncoding = UTF-16
[mailmap]
    file = {mark}.mailmap
[status]
    showUntrackedFiles = no
    relativePaths = true
    branch = true
    showStash = true
    renames = copies
"""


def facts(root: str, commit: str) -> list[object]:
    found: list[object] = [read_history(root, commit, "")]
    for where in ("work", "index", f"ref:{commit}"):
        with open_tree(root, where) as tree:
            found += [tree.files([""]), tree.changed(), list(tree.read(tree.files([""])))]
    return found


def test_no_setting_of_the_user_changes_an_answer(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = Path(repo.working_dir) / "site/content"
    repo.git.mv("site/content/b.md", "site/content/é.md")
    (content / "copy.md").write_text("A")
    repo.git.add(all=True)
    repo.git.commit("-qm", "more", "--author", "Zoë <zoe@example.org>")
    (content / "copy.md").write_text("changed")
    repo.git.stash()
    (content / "untracked.md").write_text("new")
    root, commit = f"{repo.working_dir}/site", repo.head.commit.hexsha
    before = facts(root, commit)
    hostile = tmp_path / "gitconfig"
    hostile.write_text(HOSTILE.format(mark=tmp_path / "mark"))
    (tmp_path / "mark.mailmap").write_text("Nobody <zoe@example.org>\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(hostile))
    monkeypatch.setenv("GIT_ICASE_PATHSPECS", "1")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    monkeypatch.setenv("LANGUAGE", "fr")
    assert facts(root, commit) == before
    assert "untracked.md" in str(before[1])
    assert "'Zoë'" in str(before[0])
    assert not (tmp_path / "mark").exists()


def test_the_index_file_is_never_written(repo: Repo) -> None:
    index = Path(repo.git_dir) / "index"
    for path in (Path(repo.working_dir) / "site/content").iterdir():
        os.utime(path, (1, 1))
    before = index.read_bytes()
    with open_tree(str(repo.working_dir), "work") as tree:
        assert len(tree.files(["site"])) == 2
        assert not tree.dirty
    assert index.read_bytes() == before


def test_a_repository_of_another_owner_is_refused_in_words_of_git(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(CmsError) as caught:
        open_tree(str(repo.working_dir), "work")
    reason = caught.value.values["reason"]
    assert (caught.value.rule, caught.value.values["command"]) == ("setup/git", "git rev-parse")
    assert reason.startswith("detected dubious ownership in repository at")
    assert reason.endswith(f"git config --global --add safe.directory {repo.working_dir}")


def test_a_broken_repository_is_an_error(repo: Repo) -> None:
    (Path(repo.git_dir) / "config").write_text("[core\n")
    with pytest.raises(CmsError) as caught:
        find_repository(str(repo.working_dir))
    assert caught.value.values["reason"].startswith("bad config line 1 in file")


def test_a_missing_object_is_an_error(repo: Repo) -> None:
    blob = repo.head.commit.tree["site/content/a.md"].hexsha
    (Path(repo.git_dir) / "objects" / blob[:2] / blob[2:]).unlink()
    with open_tree(str(repo.working_dir), "ref:main") as tree, pytest.raises(CmsError) as caught:
        list(tree.read(tree.files(["site"])))
    assert caught.value.values == {"command": "git cat-file", "reason": f"{blob} missing"}


def test_a_shallow_clone_is_known(repo: Repo, tmp_path: Path) -> None:
    repo.index.commit("second")
    shallow = Repo.clone_from(Path(repo.working_dir).as_uri(), tmp_path / "shallow", depth=1)
    for folder, expected in ((shallow.working_dir, True), (repo.working_dir, False), (tmp_path, False)):
        with open_tree(str(folder), "work") as tree:
            assert tree.shallow is expected


def test_partial_clones_fetch_what_is_read(repo: Repo, tmp_path: Path) -> None:
    repo.git.config("uploadpack.allowFilter", "true")
    options = ["--filter=blob:none", "--no-checkout"]
    partial = Repo.clone_from(Path(repo.working_dir).as_uri(), tmp_path / "partial", multi_options=options)
    with open_tree(str(partial.working_dir), "ref:HEAD") as tree:
        assert [source.data for source in tree.read(tree.files(["site"]))] == [b"A", b"B"]
    Path(repo.working_dir).rename(tmp_path / "gone")
    partial = Repo.clone_from((tmp_path / "gone").as_uri(), tmp_path / "offline", multi_options=options)
    (tmp_path / "gone").rename(tmp_path / "away")
    with open_tree(str(partial.working_dir), "ref:HEAD") as tree, pytest.raises(CmsError) as caught:
        list(tree.read(tree.files(["site"])))
    assert caught.value.rule == "setup/git"


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_blob_ids_are_those_of_git(tmp_path: Path, git: Run, algorithm: str) -> None:
    git(tmp_path, "init", "-q", f"--object-format={algorithm}")
    for number in range(3):
        (tmp_path / f"{number}.md").write_bytes(b"\0\r\n" * number)
    assert [blob_id(b"\0\r\n" * n, algorithm) for n in range(3)] == [
        git(tmp_path, "hash-object", "-w", f"{n}.md") for n in range(3)
    ]
    with open_tree(str(tmp_path), "index") as tree:
        assert tree.files([""]) == {}
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "all")
    for where in ("index", "ref:HEAD", "work"):
        with open_tree(str(tmp_path), where) as tree:
            assert [(source.blob, source.data) for source in tree.read(tree.files([""]))] == [
                (blob_id(b"\0\r\n" * n, algorithm), b"\0\r\n" * n) for n in range(3)
            ]
            assert not tree.dirty


def test_many_blobs_of_all_sizes_come_in_order(repo: Repo) -> None:
    folder = Path(repo.working_dir) / "many"
    folder.mkdir()
    sizes = [0, 1, 70_000, 3, 2_000_000] * 20
    for number, size in enumerate(sizes):
        (folder / f"{number:03}").write_bytes(b"x" * size)
    repo.git.add(all=True)
    repository = find_repository(str(repo.working_dir))
    assert repository is not None
    ids = [file.blob for file in cms_git.index_files(repository, ["many"])]
    blobs = Blobs(repository)
    try:
        found = list(blobs.read(ids, 100_000))
    finally:
        blobs.close()
    assert [blob.size for blob in found] == sizes
    assert [blob.data for blob in found] == [b"x" * size if size <= 100_000 else None for size in sizes]
