"""Data → the lists in it."""

from __future__ import annotations

from collections.abc import Iterable

from cms.model import Data, Json, Steps


def lists_of(data: Data, kind: type) -> list[tuple[Steps, list[Json]]]:
    """Every list of several items, at whatever depth, whose first is of a kind, with the way to it.

    Not those inside a list that begins with a text.
    """
    found: list[tuple[Steps, list[Json]]] = []
    todo: list[tuple[Steps, Json]] = [((), data)]
    for at, value in todo:
        items: Iterable[tuple[str | int, Json]] = value.items() if type(value) is dict else enumerate(value)
        for step, item in items:
            if type(item) is dict:
                todo.append(((*at, step), item))
            elif type(item) is list and item:
                first = type(item[0])
                if first is kind and len(item) > 1:
                    found.append(((*at, step), item))
                if first is dict or first is list:
                    todo.append(((*at, step), item))
    return found
