"""Markdown body → what a check must know of it, read off its HTML without places."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from cms.model import BodyLink
from cms.render.headings import heading_ids
from cms.render.locating import MAX_DEPTH, locate
from cms.render.markdown import DESTINATION, OMITTED, to_html, unescape
from cms.render.urls import is_published

_NESTED = re.compile(r"(</?)(?:li|blockquote|em|strong|del)[ >]")


class Scan(NamedTuple):
    """What a body holds.

    `links` are distinct, in order, without empty and refused ones; `ids` those of the headings. `raw_html` says that
    raw HTML other than comments is dropped, `unsafe` that a link's scheme is refused, `deep` that quotes, list items
    and emphasis nest deeper than 64. `locate` and `deep_span` know the places.
    """

    links: tuple[BodyLink, ...]
    ids: tuple[str, ...]
    raw_html: bool
    unsafe: bool
    deep: bool


def scan(body: str) -> Scan:
    """Scan a Markdown body. Never fails, whatever the body."""
    html = to_html(body)
    found = dict.fromkeys(DESTINATION.findall(html))
    links = [BodyLink(unescape(url), tag == "img") for tag, url in found]
    published = tuple(link for link in links if link.url and is_published(link.url))
    doubtful = len(published) < len(links)
    return Scan(
        links=published,
        ids=heading_ids(html),
        raw_html=OMITTED in html and ("<!--" not in body or any(part.kind == "html" for part in locate(body))),
        unsafe=doubtful and any(part.refused for part in locate(body)),
        deep=_is_deep(html),
    )


def _is_deep(html: str) -> bool:
    tags = _NESTED.findall(html)
    if len(tags) <= 2 * MAX_DEPTH:
        return False
    return max(accumulate(-1 if tag == "</" else 1 for tag in tags)) > MAX_DEPTH
