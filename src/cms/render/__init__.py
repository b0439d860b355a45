"""The render stage: from a Markdown body to safe HTML, its headings, its plain text, and what it links to."""

from __future__ import annotations

from collections.abc import Mapping

from cms.model import Rendered
from cms.render.headings import number_headings
from cms.render.locating import MAX_DEPTH, deep_span, locate
from cms.render.markdown import to_html
from cms.render.rewriting import normalised, rewrite
from cms.render.scanning import Scan, scan
from cms.render.text import excerpt_of, plain_text, reading_time, word_count

__all__ = ["MAX_DEPTH", "Scan", "deep_span", "locate", "render", "scan"]


def render(body: str, resolved: Mapping[str, str | None]) -> Rendered:
    """The HTML of a Markdown body, and what is read off it. All texts are NFC.

    `resolved` gives a link or image, by its URL as in BodyLink, another URL, which is escaped here; None takes the
    link out and leaves its text (an image leaves its alternative text). URLs not in it stay. Never fails, whatever
    the body; nothing gets past the allow-list of `cms.render.rewriting`.
    """
    html, toc = number_headings(to_html(body))
    html = rewrite(html, resolved)
    text = plain_text(html)
    words = word_count(text)
    return Rendered(normalised(html), toc, text, excerpt_of(html), words, reading_time(words))
