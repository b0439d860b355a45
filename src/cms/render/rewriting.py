"""comrak's HTML → the bundle's: links resolved or taken out, no English in footnotes, no forms, NFC."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping
from typing import Final

from cms.render.markdown import OMITTED

ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    "a": frozenset({"class", "href", "id", "role", "title"}),
    "blockquote": frozenset(),
    "br": frozenset(),
    "code": frozenset({"class"}),
    "del": frozenset(),
    "em": frozenset(),
    **{f"h{level}": frozenset({"id"}) for level in range(1, 7)},
    "hr": frozenset(),
    "img": frozenset({"alt", "src", "title"}),
    "li": frozenset({"id"}),
    "ol": frozenset({"start"}),
    "p": frozenset(),
    "pre": frozenset(),
    "section": frozenset({"class", "role"}),
    "strong": frozenset(),
    "sup": frozenset({"class"}),
    "table": frozenset(),
    "tbody": frozenset(),
    "td": frozenset({"align"}),
    "th": frozenset({"align"}),
    "thead": frozenset(),
    "tr": frozenset(),
    "ul": frozenset(),
}
"""Every tag that the bundle's HTML may hold, with its attributes: no comment, script, style, frame or form."""

_LINK = re.compile(r'(<a href="|<img src=")([^"]*)(?="(?! id=| class=))')
_LINKED = re.compile(r'<a href="([^"]*)"( id=| class=)?[^>]*>|<img src="([^"]*)" alt="([^"]*)"[^>]*>|(</a>)')
_NOTE_REFERENCE = re.compile(r'<a href="#fn-([^"]*)" id="fnref-([^"]*)" data-footnote-ref>(\d+)</a>')
_NOTE = re.compile(r'<li id="fn-[^"]*">')
_BACK_REFERENCE = re.compile(
    r'<a href="#fnref-[^"]*" class="footnote-backref" data-footnote-backref'
    r' data-footnote-backref-idx="([\d-]+)" aria-label="[^"]*">(.*?)</a>'
)
_SECTION = '<section class="footnotes" data-footnotes>'
_BOX = re.compile(r'<input type="checkbox" (checked="" )?disabled="" />')
_EMPTY = re.compile(r"<p>\s*</p>")
_SEEMS_EMPTY = re.compile(r"p>\s*</p>")  # twice as fast
_TAGS = re.compile(r"(<[^>]*>)")


def tidy(html: str) -> str:
    """The HTML with only what is ALLOWED in it."""
    if OMITTED in html:
        html = html.replace(OMITTED, "")
    if _SECTION in html:
        html = _with_numbered_notes(html)
    if 'type="checkbox"' in html:
        html = _BOX.sub(lambda match: "☑" if match[1] else "☐", html)
    return _stripped(html)


def cut(html: str) -> list[str]:
    """The HTML in threes, but for the last piece: some HTML, the start of a link or image, its escaped URL.

    Footnotes' links don't count.
    """
    return _LINK.split(html)


def without(html: str, gone: Container[str]) -> str:
    """The HTML without some links and images, given by their escaped URLs; the text of these stays.

    Links nest where a link's text has a footnote: hence the stack of those that stay.
    """
    kept: list[bool] = []

    def replaced(match: re.Match[str]) -> str:
        href, of_footnote, src, alternative, closing = match.groups()
        if closing:
            return closing if kept.pop() else ""
        if src is not None:
            return alternative if src in gone else match[0]
        kept.append(of_footnote is not None or href not in gone)
        return match[0] if kept[-1] else ""

    return _stripped(_LINKED.sub(replaced, html))


def _stripped(html: str) -> str:
    return (_EMPTY.sub("", html) if _SEEMS_EMPTY.search(html) else html).strip()


def _with_numbered_notes(html: str) -> str:
    """Footnotes with ids by number: no heading's slug has a colon, and comrak's own ids by label can be equal.

    Roles say what its English labels said, in the language of who reads the page aloud.
    """
    number = 0
    present = set()

    def reference(match: re.Match[str]) -> str:
        label, identity, shown = match.groups()
        place = ":".join([shown, *identity[len(label) :].split("-")[1:]])
        present.add(place)
        return f'<a href="#fn:{shown}" id="fnref:{place}" role="doc-noteref">{shown}</a>'

    def note(_: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f'<li id="fn:{number}">'

    def back(match: re.Match[str]) -> str:
        place = match[1].replace("-", ":")
        if place not in present:  # comrak counts those in the alternative text of an image
            return ""
        return f'<a href="#fnref:{place}" class="footnote-backref" role="doc-backlink">{match[2]}</a>'

    html = _NOTE_REFERENCE.sub(reference, html)
    html = _BACK_REFERENCE.sub(back, _NOTE.sub(note, html))
    return html.replace(_SECTION, '<section class="footnotes" role="doc-endnotes">')


def normalised(html: str) -> str:
    """The HTML in NFC, with a combining character behind a tag escaped: U+0338 would melt into the tag's `>`."""
    if unicodedata.is_normalized("NFC", html):
        return html
    pieces = []
    for piece in _TAGS.split(html):
        if piece and unicodedata.combining(piece[0]):
            pieces.append(f"&#{ord(piece[0])};{unicodedata.normalize('NFC', piece[1:])}")
        else:
            pieces.append(unicodedata.normalize("NFC", piece))
    return "".join(pieces)
