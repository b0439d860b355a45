"""Real kills (SIGKILL) of real processes: a reader finds a whole state at once, and the next run leaves no trace.

Run as a program, this file publishes in forked children and kills them: at every single operation on a file, one child
each, or at moments that chance decides.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from cms.exporters.artifacts import from_bytes
from cms.model import Artifact, Json
from cms.publish import publish

if sys.platform == "win32":
    pytest.skip("Windows has no fork", allow_module_level=True)

Bundle = Callable[..., list[Artifact]]
Tree = Callable[[Path], dict[str, bytes]]
Read = Callable[[Path], dict[str, Json]]

OPERATIONS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir"}
DAY = 24 * 60 * 60


# --- The program -----------------------------------------------------------------------------------------------------


def main(work: Path, *moments: str) -> None:
    """Publish `after.json` to copies of the folder `base`, each killed; say how many operations a whole run has."""
    artifacts = [
        from_bytes(path, role, text.encode()) for path, text, role in json.loads((work / "after.json").read_bytes())
    ]
    if moments:
        for number, moment in enumerate(map(int, moments)):
            kill_later(artifacts, copy(work, number), moment)
        return
    number = 0
    while kill_at(artifacts, copy(work, number), number):
        number += 1
    shutil.rmtree(work / str(number))
    sys.stdout.write(str(number))


def copy(work: Path, number: int) -> Path:
    folder = work / str(number)
    if (work / "base").exists():
        shutil.copytree(work / "base", folder)
    return folder


def kill_at(artifacts: Sequence[Artifact], folder: Path, number: int) -> bool:
    """Let a child die just before its operation of this number. False where it has finished before."""
    child = os.fork()
    if child == 0:
        left = number

        def count(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            if concerns(event, arguments, folder):
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                left -= 1

        sys.addaudithook(count)
        publish(artifacts, str(folder), now=DAY)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def kill_later(artifacts: Sequence[Artifact], folder: Path, moment: int) -> None:
    """Kill a child that runs on while its operations are counted from outside."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)

        def tell(event: str, arguments: tuple[object, ...]) -> None:
            if concerns(event, arguments, folder):
                os.write(writing, b".")

        sys.addaudithook(tell)
        publish(artifacts, str(folder), now=DAY)
        os._exit(0)
    os.close(writing)
    seen = 0
    while seen < moment and (said := os.read(reading, moment - seen)):
        seen += len(said)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reading)


def concerns(event: str, arguments: tuple[object, ...], folder: Path) -> bool:
    return event in OPERATIONS and str(arguments[0]).startswith(str(folder))


# --- The tests -------------------------------------------------------------------------------------------------------

BEFORE = {
    "people/ada.json": [],
    "posts/a.json": ["people/ada.json"],
    "posts/b.json": ["posts/a.json"],
    "posts/c.json": [],
    "posts/old/withdrawn.json": ["posts/c.json"],
}
AFTER = {
    "people/ada.json": ["people/new.json"],
    "people/new.json": ["posts/a.json"],
    "posts/a.json": ["posts/c.json"],
    "posts/b.json": ["posts/a.json", "people/new.json"],
    "posts/c.json": [],
}


@pytest.fixture(params=["change", "withdrawal", "first"])
def states(request: pytest.FixtureRequest, bundle: Bundle) -> tuple[list[Artifact], list[Artifact]]:
    """The state before (none: it is the first one) and the one whose writing is killed."""
    kept = {path: refers for path, refers in BEFORE.items() if path in AFTER}
    after = bundle(AFTER, "after", assets=["b"])
    before = {
        "change": bundle(kept, "before", assets=["a"]),
        "withdrawal": bundle(BEFORE, "before", assets=["a"], collections=["people", "posts"]),
        "first": [],
    }
    return before[request.param], after


def killed(work: Path, states: tuple[list[Artifact], list[Artifact]], *moments: int) -> Iterator[Path]:
    """The folders that killed processes left behind."""
    before, after = states
    if before:
        publish(before, str(work / "base"), now=0)
    (work / "after.json").write_text(
        json.dumps([(made.path, made.read().decode(), made.role) for made in after]), encoding="utf-8"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, __file__, str(work), *map(str, moments)]
    said = subprocess.run(command, capture_output=True, check=True, env=environment).stdout
    for number in range(len(moments) or int(said)):
        yield work / str(number)


def data(artifacts: Sequence[Artifact]) -> dict[str, bytes]:
    return {artifact.path: artifact.read() for artifact in artifacts}


def check_whole(folder: Path, states: tuple[list[Artifact], list[Artifact]], tree: Tree, read: Read) -> str:
    """A strict reader sees one state or the other; every file is whole; every reference at an old name is answered."""
    found = tree(folder) if folder.exists() else {}
    old, new = map(data, states)
    for path, text in found.items():
        assert text in {old.get(path), new.get(path)}, path
    if "manifest.json" not in found:
        assert not old
        return "none"
    edition = "before" if found["manifest.json"] == old.get("manifest.json") else "after"
    entries = read(folder)
    assert {entry["edition"] for entry in entries.values()} == {edition}
    assert {f"entries/{path}" for path in entries} <= found.keys()
    for path in old.keys() & found.keys():
        if path.startswith("entries/"):
            assert all(f"entries/{target}" in found for target in json.loads(found[path])["refers"]), path
    return edition


def test_a_kill_at_every_operation(
    tmp_path: Path, states: tuple[list[Artifact], list[Artifact]], bundle: Bundle, tree: Tree, read: Read
) -> None:
    before, after = states
    third = bundle({"posts/c.json": []}, "third")
    seen = []
    for number, folder in enumerate(killed(tmp_path, states)):
        seen.append(check_whole(folder, states, tree, read))
        again = [after, before or after, third][number % 3]
        publish(again, str(folder), now=2 * DAY)
        assert {path: text for path, text in tree(folder).items() if path in data(again)} == data(again)
        rest = tree(folder).keys() - data(again).keys()
        assert all(path in data([*before, *after]) and "immutable" in role_of(path, before, after) for path in rest)
        if again is not before and before:
            assert not any(b"withdrawn" in text for text in tree(folder).values())
        assert [path.name for path in (folder / ".cms").iterdir()] == ["publish.json"]
        publish(again, str(folder), now=99 * DAY)
        assert tree(folder) == data(again)
        assert all(any(path.iterdir()) for path in folder.rglob("*") if path.is_dir())
    assert len(seen) > 35
    assert set(seen) == ({"before", "after"} if before else {"none", "after"})
    assert seen == sorted(seen, reverse=True)  # once the new state is there, it stays


def role_of(path: str, *states: Sequence[Artifact]) -> set[str]:
    return {made.role for state in states for made in state if made.path == path}


def test_forty_kills_by_chance(
    tmp_path: Path, states: tuple[list[Artifact], list[Artifact]], tree: Tree, read: Read
) -> None:
    before, after = states
    moments = [(number * 37) % 130 for number in range(40)]
    for folder in killed(tmp_path, states, *moments):
        check_whole(folder, states, tree, read)
        publish(after, str(folder), now=99 * DAY)
        publish(after, str(folder), now=199 * DAY)
        assert tree(folder) == data(after)
    assert before or not (tmp_path / "base").exists()


def test_kills_one_after_the_other(tmp_path: Path, bundle: Bundle, tree: Tree, read: Read) -> None:
    """Each run is killed in what the one before left, on its way to another state."""
    editions = [
        bundle(AFTER if number % 2 else BEFORE, f"edition {number}", assets=[str(number)]) for number in range(9)
    ]
    current = tmp_path / "0"
    publish(editions[0], str(current), now=0)
    for number, artifacts in enumerate(editions[1:]):
        work = tmp_path / f"work {number}"
        work.mkdir()
        shutil.move(current, work / "base")
        (current,) = killed(work, ([], artifacts), 15 + 11 * number)
        assert len({entry["edition"] for entry in read(current).values()}) == 1
    publish(editions[0], str(current), now=DAY)
    publish(editions[0], str(current), now=99 * DAY)
    assert tree(current) == data(editions[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
