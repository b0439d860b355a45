from __future__ import annotations

import random
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from git import Blob, Commit, Repo
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.git import find_repository
from cms.git.files import tree_files
from cms.git.history import read_history
from cms.model import Dates


class Made(NamedTuple):
    """A commit: what it does to the tree of its first parent, and by whom. Parents are numbers of commits.

    ("M", path, text), ("R", old path, new path), ("D", path).
    """

    ops: Sequence[tuple[str, ...]]
    parents: Sequence[int] | None = None
    author: str = "Ada <ada@example.org>"
    day: int | None = None


def text(seed: object) -> str:
    """A text that is like no other."""
    chance = random.Random(str(seed))  # noqa: S311  # the same text each time
    return "".join(f"{chance.random()}\n" for _ in range(30))


def day(number: int) -> int:
    return 1_600_000_000 + 86_400 * number


def build(root: Path, *history: Made) -> Repo:
    """A repository with these commits: each one's author date is the day of its number, unless it says another."""
    repo = Repo.init(root, initial_branch="main")
    stream = []
    for number, made in enumerate(history):
        date = day(number if made.day is None else made.day)
        parents = made.parents if made.parents is not None else ([number - 1] if number else [])
        stream.append(f"commit refs/heads/main\nmark :{number + 1}\n")
        stream.append(f"author {made.author} {date} +0100\ncommitter Cy <cy@example.org> {day(999)} +0000\n")
        stream.append(f"data 1\n{number % 10}\n")
        stream += [f"{word} :{parent + 1}\n" for word, parent in zip(("from", "merge", "merge"), parents, strict=False)]
        if not parents:
            stream.append("deleteall\n")
        for kind, path, *more in made.ops:
            data = f"M 100644 inline {path}\ndata {len(more[0].encode())}\n{more[0]}\n" if kind == "M" else ""
            stream.append(data or " ".join((kind, path, *more)) + "\n")
    subprocess.run(["git", "fast-import", "--quiet", "--force"], cwd=root, input="".join(stream).encode(), check=True)
    return repo


def dates(root: str, commit: str, folder: str) -> dict[str, Dates]:
    """What a history says of the files that are still there."""
    history = read_history(root, commit, folder)
    repository = find_repository(root)
    assert history is not None
    assert repository is not None
    there = {file.path for file in tree_files(repository, commit, [folder])}
    return {path: found for path, found in history.files.items() if path in there}


def days(repo: Repo, folder: str = "", commit: str = "main") -> dict[str, tuple[int, int]]:
    """The first and the last day of each file."""
    found = dates(str(repo.working_dir), repo.git.rev_parse(commit), folder)
    start = day(0)
    return {path: ((each.created - start) // 86_400, (each.updated - start) // 86_400) for path, each in found.items()}


def test_author_dates_of_the_first_and_the_last_change(tmp_path: Path) -> None:
    repo = build(
        tmp_path,
        Made([("M", "content/a.md", "1"), ("M", "content/b.md", "2"), ("M", "notes.txt", "3")]),
        Made([("M", "content/a.md", "4"), ("M", "content/c é.md", "5")]),
        Made([("M", "content/a.md", "6"), ("D", "content/b.md")]),
        Made([("M", "notes.txt", "7")]),
    )
    assert days(repo, "content") == {"content/a.md": (0, 2), "content/c é.md": (1, 1)}
    assert days(repo, commit="main~2") == {
        "content/a.md": (0, 1),
        "content/b.md": (0, 0),
        "content/c é.md": (1, 1),
        "notes.txt": (0, 0),
    }
    assert dates(str(tmp_path), repo.git.rev_parse("main"), "content")["content/a.md"].created == day(0)
    assert dates(str(tmp_path / "content"), repo.git.rev_parse("main"), "").keys() == {"a.md", "c é.md"}


def test_the_earliest_is_the_first_even_where_clocks_were_wrong(tmp_path: Path) -> None:
    repo = build(tmp_path, Made([("M", "a.md", "1")]), Made([("M", "a.md", "2")]), Made([("M", "a.md", "3")], day=-5))
    assert days(repo) == {"a.md": (-5, 1)}


def test_a_file_keeps_its_history_through_renames(tmp_path: Path) -> None:
    repo = build(
        tmp_path,
        Made([("M", "old/a.md", text(1))]),
        Made([("M", "old/a.md", text(1) + "more\n")]),
        Made([("R", "old/a.md", "content/b.md")]),
        Made([("R", "content/b.md", "content/c.md"), ("M", "content/c.md", text(1) + "other\n")]),
        Made([("M", "x", "x")]),
    )
    assert days(repo, "content") == {"content/c.md": (0, 3)}


def test_a_name_that_was_taken_away_and_used_again_starts_anew(tmp_path: Path) -> None:
    repo = build(
        tmp_path,
        Made([("M", "a.md", text(1))]),
        Made([("R", "a.md", "b.md")]),
        Made([("M", "a.md", text(2))]),
        Made([("M", "a.md", text(2) + "more\n")]),
        Made([("R", "a.md", "c.md")]),
        Made([("M", "a.md", text(3))]),
    )
    assert days(repo) == {"a.md": (5, 5), "b.md": (0, 1), "c.md": (2, 4)}


def test_a_rename_and_a_new_file_of_that_name_in_one_commit(tmp_path: Path) -> None:
    repo = build(
        tmp_path,
        Made([("M", "a.md", text(1)), ("M", "z.md", text(9))]),
        Made([("D", "z.md")]),
        Made([("R", "a.md", "z.md")]),
        Made([("R", "z.md", "a.md")]),
    )
    assert days(repo) == {"a.md": (0, 3)}


def test_a_file_that_was_deleted_by_mistake_keeps_its_history(tmp_path: Path) -> None:
    repo = build(tmp_path, Made([("M", "a.md", text(1))]), Made([("D", "a.md")]), Made([("M", "a.md", text(1))]))
    assert days(repo) == {"a.md": (0, 2)}


def test_a_merge_counts_for_what_it_changes_itself(tmp_path: Path) -> None:
    repo = build(
        tmp_path,
        Made([("M", "both.md", "1"), ("M", "main.md", "1"), ("M", "side.md", "1"), ("M", "evil.md", "1")]),
        Made([("M", "side.md", "2"), ("M", "both.md", "2")], parents=[0]),
        Made([("M", "main.md", "3"), ("M", "both.md", "3")], parents=[0]),
        Made(
            [("M", "side.md", "2"), ("M", "both.md", "2 and 3"), ("M", "evil.md", "4"), ("M", "new.md", "5")],
            parents=[2, 1],
        ),
    )
    assert days(repo) == {"both.md": (0, 3), "evil.md": (0, 3), "main.md": (0, 2), "new.md": (3, 3), "side.md": (0, 1)}


@pytest.mark.parametrize("parents", [(1, 2), (2, 1)])
def test_a_rename_on_one_side_of_a_merge_and_an_edit_on_the_other(tmp_path: Path, parents: tuple[int, int]) -> None:
    taken = [("D", "a.md")] if parents == (2, 1) else []
    repo = build(
        tmp_path,
        Made([("M", "a.md", text(1)), ("M", "other.md", text(2))]),
        Made([("R", "a.md", "b.md")], parents=[0], author="Bo <bo@example.org>"),
        Made([("M", "a.md", text(1) + "more\n")], parents=[0], author="Cy <cy@example.org>"),
        Made([*taken, ("M", "b.md", text(1) + "more\n")], parents=parents, author="Di <di@example.org>"),
        Made([("M", "other.md", text(3))]),
    )
    found = dates(str(tmp_path), repo.git.rev_parse("main"), "")["b.md"]
    assert days(repo)["b.md"] == (0, 2)
    assert found.contributors == ("Ada", "Bo", "Cy")


@pytest.mark.parametrize("parents", [(2, 3), (3, 2)])
def test_a_name_used_again_beside_a_branch_that_knows_nothing_of_it(tmp_path: Path, parents: tuple[int, int]) -> None:
    files = [("M", "a.md", text(2)), ("M", "b.md", text(1)), ("M", "side.md", "1")]
    repo = build(
        tmp_path,
        Made([("M", "a.md", text(1))]),
        Made([("R", "a.md", "b.md")], parents=[0]),
        Made([("M", "a.md", text(2))], parents=[1]),
        Made([("M", "side.md", "1")], parents=[0]),
        Made(files, parents=parents),
    )
    assert days(repo) == {"a.md": (2, 2), "b.md": (0, 1), "side.md": (3, 3)}


def test_commits_that_only_reformat_do_not_count(tmp_path: Path) -> None:
    history = [
        Made([("M", "a.md", text(1))], author="Ada <ada@example.org>"),
        Made([("R", "a.md", "b.md"), ("M", "c.md", "1")], author="Bot <bot@example.org>"),
        Made([("M", "b.md", text(1) + "more\n")], author="Bo <bo@example.org>"),
        Made([("M", "b.md", text(1) + "less\n")], author="Bot <bot@example.org>"),
    ]
    commits = build(tmp_path / "once", *history).git.rev_list("main", "--reverse").split()
    listed = f"# formatting\n{commits[1]}  # moved\n\n{commits[3]}\n"
    repo = build(tmp_path / "again", *history, Made([("M", ".git-blame-ignore-revs", listed)]))
    found = dates(str(repo.working_dir), repo.git.rev_parse("main"), "")
    assert found.keys() == {".git-blame-ignore-revs", "b.md"}
    assert (found["b.md"].created, found["b.md"].updated, found["b.md"].contributors) == (day(0), day(2), ("Ada", "Bo"))
    assert days(repo, commit="main~1")["c.md"] == (1, 1)


def test_contributors_are_named_as_the_commit_maps_them(tmp_path: Path) -> None:
    repo = build(
        tmp_path,
        Made([("M", "a.md", "1"), ("M", "b.md", "1")], author="zoë <zoe@example.org>"),
        Made([("M", "a.md", "2")], author="Bo <bo@example.org>"),
        Made([("M", "a.md", "3")], author="Zoe Old <zoe@example.org>"),
        Made([("M", ".mailmap", "Zoë <zoe@example.org>\n")]),
    )
    (tmp_path / ".mailmap").write_text("Someone Else <zoe@example.org>\n")
    found = dates(str(tmp_path), repo.git.rev_parse("main"), "")
    assert (found["a.md"].contributors, found["b.md"].contributors) == (("Bo", "Zoë"), ("Zoë",))
    before = dates(str(tmp_path), repo.git.rev_parse("main~1"), "")
    assert before["a.md"].contributors == ("Bo", "Zoe Old", "zoë")
    bare = repo.clone(tmp_path / "bare.git", bare=True)
    assert dates(str(bare.git_dir), repo.git.rev_parse("main"), "") == found
    assert dates(str(bare.git_dir), repo.git.rev_parse("main~1"), "") == before


def test_outside_git_there_is_no_history(tmp_path: Path) -> None:
    assert read_history(str(tmp_path), "0" * 40, "") is None


# --- Against histories whose truth is known --------------------------------------------------------------------------

NAMES = ("a.md", "b.md", "c/d.md", "c/e.md")
STEPS = st.lists(
    st.tuples(st.sampled_from(["edit", "rename", "delete"]), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    min_size=1,
    max_size=14,
)


@settings(max_examples=50)
@given(steps=STEPS)
def test_any_line_of_edits_renames_and_deletions(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str]]
) -> None:
    """Files are followed while the history is made: a list of days each, that moves along with its file."""
    files: dict[str, tuple[str, list[int]]] = {}
    graves: dict[str, list[int]] = {}
    history = []
    for number, (kind, path, other) in enumerate(steps):
        if kind == "rename" and path in files and other not in files:
            files[other] = files.pop(path)
            files[other][1].append(number)
            graves.pop(other, None)
            history.append(Made([("R", path, other)]))
        elif kind == "delete" and path in files:
            graves[path] = files.pop(path)[1]
            history.append(Made([("D", path)]))
        else:
            known, past = files.get(path, (text(number), graves.pop(path, [])))
            files[path] = (known + f"{number}\n", [*past, number])
            history.append(Made([("M", path, files[path][0])]))
    repo = build(tmp_path_factory.mktemp("line"), *history)
    assert days(repo) == {path: (past[0], past[-1]) for path, (_, past) in files.items()}


def blobs(commit: Commit) -> dict[str, str]:
    return {str(blob.path): blob.hexsha for blob in commit.tree.traverse() if isinstance(blob, Blob)}


EDITS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(["M", "D"])), max_size=3)


@settings(max_examples=50)
@given(history=st.lists(st.tuples(EDITS, st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=12))
def test_any_net_of_merges(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[list[tuple[str, str]], int, int]]
) -> None:
    """The oracle is GitPython: a commit counts for a file that it has otherwise than each of its parents."""
    made = []
    for number, (edits, first, second) in enumerate(history):
        ops = [
            (kind, path, text((number, path))) if kind == "M" else (kind, path) for path, kind in dict(edits).items()
        ]
        parents = sorted({max(0, number - 1 - first % 3), max(0, number - 1 - second % 5)}) if number else []
        made.append(Made(ops, parents=parents))
    repo = build(tmp_path_factory.mktemp("net"), *made)

    with repo:
        trees = {commit: blobs(commit) for commit in repo.iter_commits("main")}
        tip = trees[repo.commit("main")]
    expected: dict[str, list[int]] = {}
    for commit, files in trees.items():
        for path, blob in files.items():
            if path in tip and all(trees[parent].get(path) != blob for parent in commit.parents):
                expected.setdefault(path, []).append((commit.authored_date - day(0)) // 86_400)
    assert days(repo) == {path: (min(found), max(found)) for path, found in expected.items()}
