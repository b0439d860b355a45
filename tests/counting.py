"""Runs a command of cms and says as JSON what work it did: run by tests/test_work.py in a process of its own.

python counting.py REPORT ARGUMENT…
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from cms.cli import main

opened: list[str] = []
started: list[str] = []


def note(event: str, arguments: tuple[object, ...]) -> None:
    """Note what the interpreter is about to do."""
    if event == "open" and isinstance(arguments[0], str):
        opened.append(str(Path(arguments[0]).absolute()))
    elif event == "subprocess.Popen":
        started.append(" ".join(map(str, arguments[1])))  # type: ignore[call-overload]  # a list of arguments


def written() -> int:
    """The bytes that we have written so far, as Linux counts them: SQLite's too, not those of other processes."""
    facts: Mapping[str, str] = dict(line.split(": ") for line in Path("/proc/thread-self/io").read_text().splitlines())
    return int(facts["wchar"])


if __name__ == "__main__":
    report, *given = sys.argv[1:]
    content = f"{Path.cwd() / 'content'}{os.sep}"
    sys.addaudithook(note)
    before = written()
    code = main(given)
    bytes_written = written() - before
    work = {
        "code": code,
        "files": sum(path.startswith(content) for path in opened),
        "processes": started,
        "modules": sorted(sys.modules),
        "bytes": bytes_written,
    }
    Path(report).write_text(json.dumps(work))
