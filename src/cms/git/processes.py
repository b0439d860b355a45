"""From commands and a folder to what `git` answers: in the same words whatever the user's settings and locale."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from io import BufferedReader
from threading import Thread
from typing import NamedTuple, cast

from cms.model import CmsError

# Git still reads the user's settings, for safe.directory, filters and ignored files: these may not change its answers.
_GIT = ("git", "--no-pager", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "color.ui=false")
_CHUNK = 1 << 16


class Answer(NamedTuple):
    """What a command wrote to its outputs, and its exit code."""

    output: bytes
    errors: str
    code: int


def run(folder: str, environment: Mapping[str, str], *commands: Sequence[str]) -> list[Answer]:
    """Run commands in a folder, all at the same time, and wait for them. Raises FileNotFoundError without `git`.

    Their outputs are read in turn: put the command that says most first.
    """
    running = []
    try:
        for command in commands:
            running.append(start(folder, environment, command))  # noqa: PERF401  # what was started must be stopped
        return [Answer(output, text(errors), code) for output, errors, code in map(_finish, running)]
    finally:
        for process in running:
            stop(process)


def stream(
    folder: str, environment: Mapping[str, str], command: Sequence[str], settings: Sequence[str] = ()
) -> Iterator[str]:
    """The records of what a command writes, each as soon as it is there: NUL ends them, or the end of the output.

    Raises CmsError `setup/git` behind the last one where the command failed.
    """
    process = start(folder, environment, (*settings, *command))
    output, errors = cast("BufferedReader", process.stdout), cast("BufferedReader", process.stderr)
    said: list[bytes] = []
    # A pipe that nobody reads might fill up. An interruption may come at any time: nobody waits for a daemon.
    listener = Thread(target=lambda: said.append(errors.read()), daemon=True)
    try:
        listener.start()
        yield from _parts(output)
        listener.join()
        checked(command, Answer(b"", text(b"".join(said)), process.wait()))
    finally:
        process.kill()
        if listener.is_alive():
            listener.join()
        stop(process)


def start(
    folder: str, environment: Mapping[str, str], command: Sequence[str], questions: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    """Start a command whose outputs are pipes."""
    pipe = subprocess.PIPE
    return subprocess.Popen(  # noqa: S603 - a list of arguments, never a shell
        (*_GIT, *command), cwd=folder, env=environment, stdin=questions, stdout=pipe, stderr=pipe
    )


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process, if it still runs, so that none outlives an interruption."""
    process.kill()
    with process:  # closes its pipes and waits for it
        pass


def checked(command: Sequence[str], answer: Answer) -> bytes:
    """A command's output. Raises CmsError `setup/git` where it failed."""
    if answer.code:
        raise failure(command[0], answer)
    return answer.output


def failure(command: str, answer: Answer) -> CmsError:
    """An error in Git's own words, from its `fatal:` on: of a doubtful owner it says behind that what to do."""
    lines = [line.strip() for line in answer.errors.splitlines() if line.strip()]
    start_of_reason = next((number for number, line in enumerate(lines) if line.startswith("fatal: ")), -1)
    reason = " ".join(lines[start_of_reason:]).removeprefix("fatal: ") or f"exit code {answer.code}"
    return CmsError("setup/git", {"command": f"git {command}", "reason": reason})


def records(output: bytes) -> list[str]:
    """The parts of an output in which NUL ends each."""
    return text(output).split("\0")[:-1]


def text(output: bytes) -> str:
    """Bytes as text: names that are no UTF-8 survive as surrogates."""
    return output.decode("utf-8", "surrogateescape")


def _parts(output: BufferedReader) -> Iterator[str]:
    rest = b""
    while chunk := output.read1(_CHUNK):
        whole, separator, last = chunk.rpartition(b"\0")
        if not separator:
            rest += last
            continue
        yield from text(rest + whole).split("\0")
        rest = last
    if rest:
        yield text(rest)


def _finish(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes, int]:
    return *process.communicate(), process.returncode
