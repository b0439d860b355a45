"""Markdown body → what a check must know of it: without a parser where the body is plain, as nearly all are."""

from __future__ import annotations

from typing import NamedTuple

from cms.model import BodyLink
from cms.render.plain import plain_links

MAX_DEPTH = 64
"""How deep quotes, list items and emphasis may nest."""


class Scan(NamedTuple):
    """What a body holds.

    `links` are those that lead to the site itself, distinct, in order. `raw_html` says that raw HTML other than
    comments is dropped, `unsafe` that a link's scheme is refused, `deep` that quotes, list items and emphasis nest
    deeper than 64. `locate` and `deep_span` know the places.
    """

    links: tuple[BodyLink, ...]
    raw_html: bool
    unsafe: bool
    deep: bool


def scan(body: str) -> Scan:
    """Scan a Markdown body. Never fails, whatever the body."""
    links = plain_links(body)
    if links is not None:
        return Scan(links, raw_html=False, unsafe=False, deep=False)
    from cms.render.parsed import scan_parsed  # noqa: PLC0415 - loads the Markdown parser

    return scan_parsed(body)
