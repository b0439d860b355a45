"""Marks as several schemas that speak of one value leave them → each once, in the data's order."""

from __future__ import annotations

from cms.model import Annotation, Data, Json, Steps


def in_order(found: list[Annotation], data: Data) -> list[Annotation]:
    """The marks in the data's order, each once."""
    positions: dict[int, dict[str, int]] = {}

    def order(mark: Annotation) -> list[int]:
        value: Json = data
        way = []
        for step in mark.at:
            if isinstance(step, str):
                names = positions.get(id(value)) or positions.setdefault(
                    id(value), {name: position for position, name in enumerate(value)}
                )
                way.append(names[step])
            else:
                way.append(step)
            value = value[step]
        return way

    once: dict[tuple[str, Steps, str], Annotation] = {}
    for mark in found:
        once.setdefault((mark.keyword, mark.at, str(mark.value)), mark)
    return sorted(once.values(), key=order)
