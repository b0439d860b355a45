"""Markdown body → its rendering: safe HTML with links that lead where they should, and all that is read off it."""

from __future__ import annotations

from collections.abc import Mapping

from cms.model import Rendered
from cms.render.headings import number_headings
from cms.render.markdown import escape, to_html, unescape
from cms.render.rewriting import cut, normalised, tidy, without
from cms.render.text import excerpt_of, plain_text, reading_time
from cms.render.urls import is_published
from cms.render.words import count_words, in_latin

__all__ = ["plain_text", "render", "with_text"]


def render(body: str, resolved: Mapping[str, str | None]) -> Rendered:
    """The rendering of a body, but for its plain text (see `with_text`). All texts are NFC. Never fails.

    `resolved` gives a link or image, by its URL as in BodyLink, another URL, which is escaped here; None takes the
    link out and leaves its text (an image leaves its alternative text). URLs not in it stay. Nothing gets past the
    allow-list of `cms.render.rewriting`.
    """
    numbered, toc = number_headings(to_html(body))
    html = _linked(tidy(numbered), resolved)
    latin, normal = in_latin(html)
    words = count_words(latin)
    return Rendered(html if normal else normalised(html), toc, None, excerpt_of(html), words, reading_time(words))


def with_text(rendered: Rendered) -> Rendered:
    """The rendering with its plain text, which most who ask for a rendering don't need."""
    return rendered._replace(text=plain_text(rendered.html))


def _linked(html: str, resolved: Mapping[str, str | None]) -> str:
    """The HTML with links and images that lead where they should, and without those that lead nowhere."""
    pieces = cut(html)
    targets = {url: _target(url, resolved) for url in pieces[2::3]}
    if not all(targets.values()):
        pieces = cut(without(html, {url for url, target in targets.items() if not target}))
    pieces[2::3] = [targets[url] for url in pieces[2::3]]
    return "".join(pieces)


def _target(written: str, resolved: Mapping[str, str | None]) -> str:
    """The escaped URL that takes the place of an escaped one; empty where none may be published."""
    url = unescape(written)
    if not (url and is_published(url)):
        return ""
    if url not in resolved:
        return written
    wanted = resolved[url]
    return escape(wanted) if wanted and is_published(wanted) else ""
