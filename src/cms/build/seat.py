"""Where a worker works, as a value that goes to another process: the tree that it reads, and the set-up."""

from __future__ import annotations

import json
import os
from typing import NamedTuple

from cms import git
from cms.config import SetUp, dump_set_up, revive
from cms.read import Tree


class Seat(NamedTuple):
    """A tree and a set-up, the latter as JSON: compiled schemas can't be sent."""

    root: str
    where: str
    repository: git.Repository | None
    set_up: str


_Taken = tuple[int, Seat, Tree, SetUp]
_taken: list[_Taken] = []
"""The seat that was taken last, in which process, with its tree and set-up: a worker gets many chunks of one run."""


def seat_of(tree: Tree, set_up: SetUp) -> Seat:
    """The seat of a tree and its set-up; we sit on it ourselves where there are no workers."""
    seat = Seat(tree.root, tree.where, tree.repository, json.dumps(dump_set_up(set_up)))
    _taken[:] = [(os.getpid(), seat, tree, set_up)]
    return seat


def seated(seat: Seat) -> tuple[Tree, SetUp]:
    """The tree and the set-up of a seat, opened once in each process."""
    if not _taken or _taken[0][:2] != (os.getpid(), seat):
        tree = Tree(seat.root, seat.where, seat.repository)
        _taken[:] = [(os.getpid(), seat, tree, revive(json.loads(seat.set_up)))]
    return _taken[0][2:]
