"""A line that tells a file's role, digest and facts, by which a file in its place is known without being read.

As Git's index does, it trusts a file whose size, times and inode are the ones that were seen when its bytes were known.
Bytes that change later change its times, unless they do so within the same tick of the file system's clock: a file
whose times aren't safely older than the moment when it was looked at gets no facts, and is read by the next run. The
time of change (ctime) is among the facts, since the other time can be set: a copy, `touch` or `rsync --times` changes
it. The device is not, since network file systems get another one with each mount.
"""

from __future__ import annotations

import os
import sys

from cms.model import Role

_TICK = 50_000_000
"""Nanoseconds for which no usual clock of a file system stands still: the coarsest have ticks of 10 to 16 ms."""
_COARSE_TICK = 2_000_000_000
"""The same for those that count whole seconds, or every other one, as FAT does."""
_SECOND = 1_000_000_000


def seal(role: Role, digest: str, found: os.stat_result) -> str:
    """The line of a file that has this digest."""
    inode = 0 if sys.platform == "win32" else found.st_ino  # Windows lists folders without it
    return f"{role} {digest} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {inode}"


def role_of(line: str) -> str:
    """The role that a line tells, with facts or without."""
    return line.partition(" ")[0]


def settled(line: str, moment: int) -> str:
    """The line, without its facts where the file could have changed at `moment` and kept its times.

    `moment` is in nanoseconds by the file system's clock, at or before the time when the file was looked at.
    """
    role, _, _, modified, changed, _ = line.split(" ")
    newest = max(int(modified), int(changed))
    tick = _TICK if newest % _SECOND else _COARSE_TICK
    return line if newest + tick < moment else role
