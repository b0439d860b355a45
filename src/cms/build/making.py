"""Orders → the bytes of entries: bodies are read and rendered. Only where something has changed is this loaded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cms.build.orders import Order
from cms.build.seat import Seat, seated
from cms.config import SetUp
from cms.exporters import Encoded, encode
from cms.model import Entry, Listed, RenderedEntry, Shown
from cms.parse import body_of
from cms.positions import value_at
from cms.records import load_entry
from cms.render import render, with_text


class Fresh(NamedTuple):
    """An entry's bytes. `settled` says that they were made of the files that the state knows: one may just be saved."""

    encoded: Encoded
    settled: bool


def make(seat: Seat, orders: Sequence[Order]) -> list[Fresh]:
    """The bytes of some entries: a pure function of these arguments and of the files that the orders speak of."""
    tree, set_up = seated(seat)
    entries = [load_entry(order.entry) for order in orders]
    files = [Listed(entry.path, entry.blob) for entry in entries]
    bodies = {source.path: (source.blob, body_of(source)) for source in tree.open(files)}
    fresh = []
    for order, entry in zip(orders, entries, strict=True):
        blob, body = bodies.get(entry.path, ("", None))
        fresh.append(Fresh(_encoded(order, entry, body, set_up), order.settled and blob == entry.blob))
    return fresh


def _encoded(order: Order, entry: Entry, source: str | None, set_up: SetUp) -> Encoded:
    collection = set_up.config.collections[entry.collection]
    body = None if source is None else render(source, order.links)
    rendered = RenderedEntry(
        source=source if collection.body else None,
        body=with_text(body) if body is not None and collection.text else body,
        fields={at: with_text(render(str(value_at(entry.data, at)), order.links)) for at in entry.markdown},
        assets=order.assets,
    )
    shown = Shown(entry, order.visibility, order.targets, order.backlinks, order.dates, rendered)
    return encode(shown, set_up.config, set_up.schemas[entry.collection], preview=order.preview)
