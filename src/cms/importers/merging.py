"""All that some sources say of one entry → its data, and what became of what each of them says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cms.importers.lines import Line, text_of
from cms.importers.recipes import Fated, Placed
from cms.importers.sections import BODY
from cms.model import Data, Json

OWN, SECTION, NAMED = range(3)
"""Who has the word of an entry, before whom: its own file, the section of another, whoever only names it."""


class Piece(NamedTuple):
    """What one source says of an entry. `rank` is one of OWN, SECTION and NAMED; `source` the path of the source.

    Of the same rank, that of the lower `order` has the word: the number of the mapping's rule.
    """

    collection: str
    place: Placed
    rank: int
    source: str
    order: int
    data: Data
    fates: tuple[Fated, ...] = ()
    body: tuple[Line, ...] = ()
    hidden: bool = False


class Merged(NamedTuple):
    """An entry: its data and body, by whom it is, and the fates of what each piece says.

    `spare` are fates of what others have said already.
    """

    data: Data
    body: tuple[Line, ...]
    hidden: bool
    fates: tuple[tuple[Piece, Fated], ...]
    spare: tuple[tuple[Piece, Fated], ...]


def merged(pieces: Sequence[Piece]) -> Merged:
    """Make one entry of its pieces: the first that says something of a field has the word, lists have all items.

    What a mapping assumes where a source says nothing comes after all that sources say.
    """
    data: Data = {}
    body: tuple[Line, ...] = ()
    fates: list[tuple[Piece, Fated]] = []
    spare: list[tuple[Piece, Fated]] = []
    ordered = sorted(pieces, key=lambda piece: (piece.rank, piece.order, piece.source))
    for piece in [*map(_sure, ordered), *map(_assumed, ordered)]:
        new: set[str] = set()
        lost: set[str] = set()
        data = _joined(data, piece.data, "", new, lost)
        for fate in piece.fates:
            if _is_of(fate.at, lost):
                if fate.steps is not None:
                    fates.append((piece, fate._replace(fate="left-out", reason="conflict")))
            elif piece.rank == NAMED and fate.reason != "once" and not _is_of(fate.at, new):
                spare.append((piece, fate))
            else:
                fates.append((piece, fate))
        if piece.body and body:
            text = text_of(piece.body)
            fates.append((piece, Fated((BODY, piece.body[0].number), "left-out", "conflict", BODY, text)))
        body = body or piece.body
    return Merged(data, body, any(piece.hidden for piece in ordered), tuple(fates), tuple(spare))


def _sure(piece: Piece) -> Piece:
    """The piece without what is only assumed."""
    assumed = _assumptions(piece)
    data = {name: value for name, value in piece.data.items() if name not in assumed}
    return piece._replace(data=data, fates=tuple(fate for fate in piece.fates if fate.at not in assumed))


def _assumed(piece: Piece) -> Piece:
    """The piece with nothing but what is only assumed."""
    assumed = _assumptions(piece)
    data = {name: value for name, value in piece.data.items() if name in assumed}
    return piece._replace(data=data, fates=tuple(fate for fate in piece.fates if fate.at in assumed), body=())


def _assumptions(piece: Piece) -> set[str]:
    """The fields of which there is a default, and nothing else."""
    said = {fate.at for fate in piece.fates if fate.fate != "left-out" and fate.reason != "default"}
    return {fate.at for fate in piece.fates if fate.reason == "default" and fate.at in piece.data} - said


def _is_of(field: str, names: set[str]) -> bool:
    """Whether a field is one of these, in one or around one."""
    return any(field == name or field.startswith(f"{name}.") or name.startswith(f"{field}.") for name in names)


def _joined(ours: Data, theirs: Data, at: str, new: set[str], lost: set[str]) -> Data:
    """What both say, ours first; notes the dotted names of what is new of theirs, and of what is lost."""
    both: dict[str, Json] = dict(ours)
    for name, value in theirs.items():
        dotted = f"{at}{name}"
        mine = ours.get(name)
        if name not in ours:
            both[name] = value
            new.add(dotted)
        elif isinstance(mine, dict) and isinstance(value, dict):
            both[name] = _joined(mine, value, f"{dotted}.", new, lost)
        elif isinstance(mine, list) and isinstance(value, list):
            both[name] = [*mine, *(item for item in value if item not in mine)]
            if len(both[name]) > len(mine):
                new.add(dotted)
        elif mine != value:
            lost.add(dotted)
    return both
