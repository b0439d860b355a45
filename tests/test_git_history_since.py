from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import IO, NamedTuple, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.git import find_repository, tree_files
from cms.git.history import History, changed_dates, read_history
from cms.model import Dates

Files = dict[str, str]


class Made(NamedTuple):
    """A commit: numbers of its parents, all its files, its author."""

    parents: Sequence[int]
    files: Files
    author: str = "Ada <ada@example.org>"


def text(seed: object, lines: int = 12) -> str:
    """A text that is like no other."""
    chance = random.Random(str(seed))  # noqa: S311  # the same text each time
    return "".join(f"{chance.random()}\n" for _ in range(lines))


class Maker:
    """Makes commits in a new repository, and knows their ids at once."""

    def __init__(self, root: Path) -> None:
        subprocess.run(["git", "init", "-q", root], check=True)
        self.root = root
        self.ids: list[str] = []
        pipe = subprocess.PIPE
        self._git = subprocess.Popen(["git", "fast-import", "--quiet", "--force"], cwd=root, stdin=pipe, stdout=pipe)

    def make(self, made: Made) -> str:
        number = len(self.ids)
        date = 1_600_000_000 + 86_400 * number
        lines = [f"commit refs/heads/c{number}\nmark :{number + 1}\nauthor {made.author} {date} +0000\n"]
        lines.append(f"committer Cy <cy@example.org> {1_700_000_000} +0000\ndata 1\n{number % 10}\n")
        lines += [f"{word} :{each + 1}\n" for word, each in zip(("from", "merge", "merge"), made.parents, strict=False)]
        lines.append("deleteall\n")
        lines += [f"M 100644 inline {path}\ndata {len(data)}\n{data}\n" for path, data in made.files.items()]
        questions, answers = cast("IO[bytes]", self._git.stdin), cast("IO[bytes]", self._git.stdout)
        questions.write(f"{''.join(lines)}\nget-mark :{number + 1}\n".encode())
        questions.flush()
        self.ids.append(answers.readline().decode().strip())
        return self.ids[-1]

    def close(self) -> list[str]:
        self._git.communicate()
        return self.ids


def build(root: Path, *commits: Made) -> list[str]:
    maker = Maker(root)
    for made in commits:
        maker.make(made)
    return maker.close()


def known(root: Path, commit: str, folder: str = "c", old: History | None = None) -> History:
    found = read_history(str(root), commit, folder, old)
    assert found is not None
    return found


def again(old: History) -> History:
    """As it comes out of a JSON file."""
    commit, mailmap, ignored, merged, renamed, files = json.loads(json.dumps(old))
    return History(
        commit,
        mailmap,
        ignored,
        merged,
        tuple(renamed),
        {path: Dates(a, b, tuple(names)) for path, (a, b, names) in files.items()},
    )


def check(root: Path, old: History, commit: str, folder: str = "c") -> None:
    expected = known(root, commit, folder)
    found = known(root, commit, folder, again(old))
    assert found == expected
    both = old.files.keys() | found.files.keys()
    assert changed_dates(old, found) == {path for path in both if old.files.get(path) != found.files.get(path)}


A, B, C = text("a"), text("b"), text("c")


@pytest.mark.parametrize(
    "commits",
    {
        "a name that was taken in a merged branch, and is given away afterwards": [
            Made([], {"c/p": A, "c/x": B}),
            Made([0], {"c/q": A, "c/x": B}),
            Made([0], {"c/p": A, "c/x": B + "1"}),
            Made([1, 2], {"c/q": A, "c/x": B + "1"}),
            Made([3], {"c/q": A, "c/x": B + "1", "c/p": C}),
            Made([4], {"c/q": A, "c/x": B + "1", "c/r": C}),
        ],
        "a branch from before the old commit that renames": [
            Made([], {"c/p": A}),
            Made([0], {"c/p": A, "c/x": B}),
            Made([0], {"c/q": A}),
            Made([1, 2], {"c/q": A, "c/x": B}),
        ],
        "a file that comes back": [
            Made([], {"c/p": A, "c/q": B}),
            Made([0], {"c/q": B}),
            Made([1], {"c/p": A, "c/q": B}),
        ],
        "a file that comes from outside": [
            Made([], {"p": A, "c/x": B}),
            Made([0], {"c/p": A, "c/x": B}),
            Made([1], {"c/p": A + "1", "c/x": B}),
        ],
        "an unrelated history with a rename, merged": [
            Made([], {"c/p": A}),
            Made([], {"c/q": B}),
            Made([1], {"c/p": B}),
            Made([0, 2], {"c/p": A + B}),
        ],
    }.values(),
)
def test_what_is_gone_on_from_is_what_a_whole_walk_finds(tmp_path: Path, commits: list[Made]) -> None:
    ids = build(tmp_path, *commits)
    for old, new in permutations(ids, 2):
        check(tmp_path, known(tmp_path, old), new)


def test_a_commit_that_is_gone_is_no_start(tmp_path: Path) -> None:
    *_, commit = build(tmp_path, Made([], {"c/p": A}), Made([0], {"c/p": B}))
    expected = known(tmp_path, commit)
    for gone in ("1" * 40, "--all", ""):
        assert known(tmp_path, commit, old=expected._replace(commit=gone, files={})) == expected
    assert known(tmp_path, commit, old=expected) is expected


def test_only_new_commits_are_read(tmp_path: Path) -> None:
    """An old history that isn't true shows that it was gone on from."""
    ids = build(
        tmp_path,
        Made([], {"c/p": A, "c/x": B}),
        Made([0], {"c/p": A + "1", "c/x": B}),
        Made([1], {"c/q": A + "1", "c/x": B}),
    )
    old = known(tmp_path, ids[0])
    lie = old._replace(files=old.files | {"c/p": Dates(1, 1, ("Nobody",)), "c/x": Dates(2, 2, ("Nobody",))})
    day = 1_600_000_000 + 86_400
    assert known(tmp_path, ids[1], old=lie).files == lie.files | {"c/p": Dates(1, day, ("Ada", "Nobody"))}
    found = known(tmp_path, ids[2], old=lie)
    assert found.files == {"c/q": Dates(1, day + 86_400, ("Ada", "Nobody")), "c/x": Dates(2, 2, ("Nobody",))}
    assert (found.merged, found.renamed) == (False, ("c/p", "c/q"))
    assert changed_dates(lie, found) == {"c/p", "c/q"}


# --- Any history -----------------------------------------------------------------------------------------------------

PATHS = ("c/a.md", "c/b.md", "c/d/e.md", "c/f.md", "out.md")
KINDS = (*["edit"] * 6, *["rename"] * 4, "delete", "back", "back")
SPECIAL = ("mailmap", "ignore")


def edited(files: Files, number: int, ids: list[str], origin: Files, chance: random.Random) -> Files:
    """The files with some changes; of names that are gone, `origin` has old texts."""
    files = dict(files)
    kinds = chance.choices([*KINDS, chance.choice(SPECIAL)], k=chance.choice([0, 1, 1, 2]))
    for kind in kinds if chance.random() < 0.9 else ():
        path, other = chance.sample(PATHS, 2)
        if kind == "rename" and path in files and other not in files:
            files[other] = files.pop(path) + f"{number}\n" * (number % 2)
        elif kind == "delete":
            files.pop(path, None)
        elif kind == "back" and path in origin:
            files[path] = origin[path]
        elif kind == "mailmap":
            files[".mailmap"] = f"Zoe{number} <{number % 3}@example.org>\n"
        elif kind == "ignore" and ids:
            files[".git-blame-ignore-revs"] = chance.choice(ids) + "\n"
        else:
            files[path] = files.get(path, text((number, path))) + f"{number} {path}\n"
    return files


def parents_of(number: int, chance: random.Random) -> list[int]:
    """Mostly the commit before; else one or some of the last, or none."""
    recent = range(max(0, number - 5), number)
    kind = chance.choice(["line"] * 7 + ["fork"] * 3 + ["merge"] * 4 + ["root"] * (number % 5 == 0))
    if kind == "root" or not number:
        return []
    if kind == "fork":
        return [chance.choice(recent)]
    if kind == "merge" and number > 1:
        return chance.sample(recent, min(len(recent), chance.choice([2, 2, 2, 3])))
    return [number - 1]


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32), folder=st.sampled_from(["c", "c", ""]))
def test_any_two_commits_of_any_history(tmp_path_factory: pytest.TempPathFactory, seed: int, folder: str) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same history each time
    maker = Maker(tmp_path_factory.mktemp("history"))
    made: list[Made] = []
    origin: Files = {}
    for number in range(14):
        parents = parents_of(number, chance)
        files = {path: data for each in reversed(parents) for path, data in made[each].files.items()}
        files = edited(files or {path: text(path) for path in PATHS[:3]}, number, maker.ids, origin, chance)
        origin |= files
        made.append(Made(parents, files, f"{number % 4} <{number % 3}@example.org>"))
        maker.make(made[-1])
    ids = maker.close()
    for _ in range(6):
        old, new = sorted(chance.sample(range(len(ids)), 2))
        check(maker.root, known(maker.root, ids[old], folder), ids[new], folder)
    check(maker.root, known(maker.root, ids[-1], folder), chance.choice(ids), folder)
    before: History | None = None
    for commit in ids:
        before = known(maker.root, commit, folder, before)
    assert before == known(maker.root, ids[-1], folder)


def test_where_history_is_cut_there_is_none(tmp_path: Path) -> None:
    *_, commit = build(tmp_path / "full", Made([], {"c/p": A}), Made([0], {"c/p": B}))
    subprocess.run(
        ["git", "clone", "-q", "--depth=1", "-b", "c1", f"file://{tmp_path}/full", tmp_path / "cut"], check=True
    )
    assert read_history(str(tmp_path / "cut"), commit, "c") is None
    assert read_history(str(tmp_path), commit, "c") is None
    repository = find_repository(str(tmp_path / "full"))
    assert repository is not None
    assert known(tmp_path / "full", commit).files.keys() == {
        file.path for file in tree_files(repository, commit, ["c"])
    }
