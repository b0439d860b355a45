"""The files that an entry's data names → where they are now."""

from __future__ import annotations

from cms.importers.merging import Piece
from cms.importers.recipes import Fated
from cms.importers.tools import Tools
from cms.model import Steps
from cms.positions import dotted, value_at, with_value


def with_files(piece: Piece, tools: Tools) -> Piece:
    """The piece with every file that its data names where it is now; what isn't there any more goes, and says so."""
    for at in tools.assets(piece.collection, piece.data):
        url = value_at(piece.data, at) if at[0] in piece.data else None  # a field that was left out before
        if not isinstance(url, str):
            continue
        found = tools.where(url, piece.source, True, piece.place.id)  # noqa: FBT003 - an image
        if found.reason:
            piece = (
                without(piece, str(at[0]), found.reason)
                if found.url is None
                else _with(piece, at, found.url, found.reason)
            )
    return piece


def without(piece: Piece, field: str, reason: str) -> Piece:
    """The piece without a field, for a reason."""
    data = {name: value for name, value in piece.data.items() if name != field}
    gone = (_gone(fate, field, reason) for fate in piece.fates)
    return piece._replace(data=data, fates=tuple(fate for fate in gone if fate is not None))


def _gone(fate: Fated, field: str, reason: str) -> Fated | None:
    """What becomes of a field's part when that is gone; nothing is to be said of one that was made for it."""
    if fate.at != field and not fate.at.startswith(f"{field}."):
        return fate
    if fate.steps is None:
        return None
    return fate if fate.fate == "left-out" else fate._replace(fate="left-out", reason=reason)


def _with(piece: Piece, at: Steps, url: str, reason: str) -> Piece:
    field = dotted(at)
    fates = (
        fate._replace(fate="changed", reason=reason) if fate.at == field and fate.fate == "mapped" else fate
        for fate in piece.fates
    )
    return piece._replace(data=with_value(piece.data, at, url), fates=tuple(fates))
