"""Any Markdown body → what a check must know of it, read off its HTML without places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate

from cms.model import BodyLink, Located
from cms.render.markdown import OMITTED, to_html, unescape
from cms.render.scanning import MAX_DEPTH, Scan
from cms.render.urls import is_inner, is_published

# The ends of what nests, and the tag and the escaped URL of each link and image; those of footnotes carry more.
_TELLING = re.compile(r'<(?:/(?:li|blockquote|em|strong|del)>|(a|img) (?:href|src)="([^"]*)"(?! id=| class=))')
_END = ("", "")


def scan_parsed(body: str) -> Scan:
    """Scan any body. Never fails, whatever it holds."""
    html = to_html(body)
    found = _TELLING.findall(html)
    links = [BodyLink(unescape(url), tag == "img") for tag, url in dict.fromkeys(found) if tag]
    published = [link for link in links if link.url and is_published(link.url)]
    return Scan(
        links=tuple([link for link in published if is_inner(link.url)]),
        raw_html="<" in body and OMITTED in html and _drops_html(body),
        unsafe=len(published) < len(links) and any(part.refused for part in _located(body)),
        deep=len(found) > MAX_DEPTH and found.count(_END) > MAX_DEPTH and _is_deep(html),
    )


def _drops_html(body: str) -> bool:
    return "<!--" not in body or any(part.kind == "html" for part in _located(body))


def _located(body: str) -> Iterable[Located]:
    from cms.render.locating import locate  # noqa: PLC0415 - only for a body with a flaw

    return locate(body)


def _is_deep(html: str) -> bool:
    tags = re.findall(r"(</?)(?:li|blockquote|em|strong|del)[ >]", html)
    return max(accumulate(-1 if tag == "</" else 1 for tag in tags)) > MAX_DEPTH
