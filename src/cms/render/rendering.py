"""Markdown body → all of its rendering that doesn't depend on where its links lead, and from there the rendering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from cms.model import Heading, Rendered
from cms.render.headings import number_headings
from cms.render.markdown import escape, to_html, unescape
from cms.render.rewriting import cut, normalised, tidy, without
from cms.render.text import excerpt_of, plain_text, reading_time
from cms.render.urls import is_published
from cms.render.words import count_words, in_latin

__all__ = ["Prepared", "plain_text", "prepare", "render", "resolve", "with_text"]


class Prepared(NamedTuple):
    """A body's rendering before its links are resolved: a pure function of the body, fit for JSON.

    `pieces` are its HTML as `cut` at its links and images; `normal` says that, joined, they are in NFC. `resolve` takes
    the lists that JSON makes of tuples, too.
    """

    pieces: Sequence[str]
    normal: bool
    toc: Sequence[Heading]
    excerpt: str
    word_count: int


def prepare(body: str) -> Prepared:
    """All of a body's rendering that doesn't depend on where its links lead. Never fails, whatever the body."""
    numbered, toc = number_headings(to_html(body))
    prepared = _prepared(tidy(numbered), toc)
    refused = {url for url in _urls(prepared) if not (url and is_published(unescape(url)))}
    return _without(prepared, refused)


def resolve(prepared: Prepared, resolved: Mapping[str, str | None]) -> Rendered:
    """The rendering of a body, but for its plain text (see `with_text`). All texts are NFC.

    `resolved` gives a link or image, by its URL as in BodyLink, another URL, which is escaped here; None takes the
    link out and leaves its text (an image leaves its alternative text). URLs not in it stay. Nothing gets past the
    allow-list of `cms.render.rewriting`.
    """
    targets = {url: _target(url, resolved) for url in _urls(prepared)}
    prepared = _without(prepared, {url for url, target in targets.items() if not target})
    pieces = list(prepared.pieces)
    pieces[2::3] = [targets[url] for url in _urls(prepared)]
    html = "".join(pieces)
    if not (prepared.normal and all(map(str.isascii, targets.values()))):
        html = normalised(html)
    toc = tuple(map(Heading._make, prepared.toc))
    words = prepared.word_count
    return Rendered(html, toc, None, prepared.excerpt, words, reading_time(words))


def render(body: str, resolved: Mapping[str, str | None]) -> Rendered:
    """The rendering of a Markdown body: `prepare` and `resolve` in one."""
    return resolve(prepare(body), resolved)


def with_text(rendered: Rendered) -> Rendered:
    """The rendering with its plain text, which most who ask for a rendering don't need."""
    return rendered._replace(text=plain_text(rendered.html))


def _prepared(html: str, toc: Sequence[Heading]) -> Prepared:
    latin, normal = in_latin(html)
    return Prepared(cut(html), normal, toc, excerpt_of(html), count_words(latin))


def _without(prepared: Prepared, gone: AbstractSet[str]) -> Prepared:
    """The same without some links and images, given by their escaped URLs; the text of these stays."""
    if not gone:
        return prepared
    return _prepared(without("".join(prepared.pieces), gone), prepared.toc)


def _urls(prepared: Prepared) -> Sequence[str]:
    return prepared.pieces[2::3]


def _target(written: str, resolved: Mapping[str, str | None]) -> str:
    """The escaped URL that takes the place of an escaped one; empty where none may be published."""
    url = unescape(written)
    if url not in resolved:
        return written
    wanted = resolved[url]
    return escape(wanted) if wanted and is_published(wanted) else ""
