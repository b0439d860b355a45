"""Data → the lists in it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from cms.lint.checkable import Checkable
from cms.model import Json, Steps


def lists_of(file: Checkable, kind: type) -> list[tuple[Steps, list[Json]]]:
    """Every list of several items, at whatever depth, whose first is of a kind, with the way to it.

    Not those inside a list that begins with a text.
    """
    return [each for each in _lists(file) if type(each[1][0]) is kind]


@lru_cache(maxsize=1)
def _lists(file: Checkable) -> list[tuple[Steps, list[Json]]]:
    found: list[tuple[Steps, list[Json]]] = []
    todo: list[tuple[Steps, Json]] = [((), file.data)]
    for at, value in todo:
        items: Iterable[tuple[str | int, Json]] = value.items() if type(value) is dict else enumerate(value)
        for step, item in items:
            if type(item) is dict:
                todo.append(((*at, step), item))
            elif type(item) is list and item:
                first = type(item[0])
                if len(item) > 1:
                    found.append(((*at, step), item))
                if first is dict or first is list:
                    todo.append(((*at, step), item))
    return found
