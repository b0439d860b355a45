"""From a command to what it costs: CPU and wall time of all its processes, or the memory they hold together."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

_BETWEEN_SAMPLES = 0.02
"""Seconds; less while a process is young. Samples slow down what they look at, so runs for memory aren't timed."""


Command: TypeAlias = Sequence[str | Path]


class Spent(NamedTuple):
    """CPU seconds (user and system, of a process and all it waited for), and seconds on the clock."""

    cpu: float
    wall: float


def time_spent(command: Command) -> Spent:
    """Run a command and return what it took. Raises RuntimeError, with what it wrote to stderr, where it fails."""
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = _start(command, errors.fileno())
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        errors.seek(0)
        _check(process, status, errors.read())
    return Spent(used.ru_utime + used.ru_stime, wall)


def peak_memory(command: Command) -> int:
    """Run a command and return the most bytes that its processes held at one time.

    On Linux, shared pages count once (PSS). Elsewhere, and for what ends before it can be looked at, it is the resident
    size of the largest process.
    """
    peak = 0
    options = os.WNOHANG if sys.platform == "linux" else 0
    with tempfile.TemporaryFile() as errors:
        process = _start(command, errors.fileno())
        start = time.monotonic()
        while True:
            peak = max(peak, sum(map(_proportional_size, _family(process.pid))))
            time.sleep(min(_BETWEEN_SAMPLES, (time.monotonic() - start) / 10))
            pid, status, used = os.wait4(process.pid, options)
            if pid:
                break
        errors.seek(0)
        _check(process, status, errors.read())
    return peak or used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def environment() -> Mapping[str, str]:
    """This one, without what could point Git to another repository, or Git and cms to other settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "HUGO_"))}
    return kept | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def _start(command: Command, errors: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors
    )


def _check(process: subprocess.Popen[bytes], status: int, errors: bytes) -> None:
    process.returncode = os.waitstatus_to_exitcode(status)  # it was waited for here, not by Popen
    if process.returncode:
        raise RuntimeError(f"exit code {process.returncode} of {process.args!r}:\n{errors.decode(errors='replace')}")


def _family(pid: int) -> Iterator[int]:
    """A process and its descendants, as far as they can be seen."""
    yield pid
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = file.read_text().split()
        except OSError:  # the thread ended meanwhile
            continue
        for child in children:
            yield from _family(int(child))


def _proportional_size(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it ended meanwhile
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
