"""HTML → plain text: of a whole body, of one line, its excerpt, and how long it takes to read."""

from __future__ import annotations

import re
import unicodedata

from cms.render.markdown import unescape

_NOTES = r'<sup class="footnote-ref">.*?</sup>|<a href="[^"]*" class="footnote-backref".*?</a>'
_UNSAID = re.compile(_NOTES + "|<img [^>]*>")
_CODE = re.compile(r"<pre><code[^>]*>(.*?)</code></pre>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_NAMED_TAG = re.compile(r"<(/?[a-z1-6]+)[^>]*>")
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table", "section", "hr")
_SEPARATORS = {name: "\n\n" for tag in _BLOCKS for name in (tag, f"/{tag}")} | {
    "li": "\n",
    "tr": "\n",
    "br": "\n",
    "/th": " ",
    "/td": " ",
}
_NOT_EXCERPT = re.compile(r"<(/?)(p|blockquote|ul|ol|section)\b[^>]*>")

EXCERPT_LENGTH = 200
WORDS_A_MINUTE = 200


def inline_text(html: str) -> str:
    """The text of a heading or a paragraph on one line, NFC, without images and numbers of footnotes."""
    return single_spaced(spaced_text(html))


def spaced_text(html: str) -> str:
    """The same with all its spaces: what a slug is made of."""
    if "<" in html:
        html = _TAG.sub("", _UNSAID.sub("", html).replace("<br />", " "))
    return unicodedata.normalize("NFC", unescape(html).replace("\n", " "))


def plain_text(html: str) -> str:
    """The text of a body, NFC: a blank line between blocks, an item or a row a line, code as it is, no images."""
    if "&#" in html:  # what `normalised` has escaped
        html = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), html)
    pieces = _CODE.split(_UNSAID.sub("", html))
    pieces[::2] = [_tidy(piece) for piece in pieces[::2]]
    pieces[1::2] = [unescape(code).strip("\n") for code in pieces[1::2]]
    return unicodedata.normalize("NFC", "\n\n".join(piece for piece in pieces if piece))


def _tidy(html: str) -> str:
    parts = _NAMED_TAG.split(single_spaced(html))
    parts[1::2] = [_SEPARATORS.get(name, "") for name in parts[1::2]]
    text = unescape("".join(parts))
    text = "\n".join([line.strip(" ") for line in text.split("\n")])
    while "\n\n\n" in text:  # a few passes, each over half of what was too much
        text = text.replace("\n\n\n", "\n\n")
    return text.strip("\n")


def single_spaced(text: str) -> str:
    """The text with each run of white space as one space; the no-break spaces of French, which no ASCII is, stay."""
    text = text.replace("\n", " ")
    if "  " in text or any(space in text for space in "\t\r\v\f"):
        return b" ".join(text.encode().split()).decode()
    return text.strip(" ")


def excerpt_of(html: str) -> str:
    """The text of the first paragraph that has some and stands in no quote or list, cut at a word; else empty."""
    depth = 0
    for match in _NOT_EXCERPT.finditer(html):
        closing, name = match.groups()
        if name != "p":
            depth += -1 if closing else 1
        elif not depth and not closing:
            text = inline_text(html[match.end() : html.index("</p>", match.end())])
            if text:
                return _cut(text)
    return ""


def _cut(text: str) -> str:
    if len(text) <= EXCERPT_LENGTH:
        return text
    end = text.rfind(" ", 0, EXCERPT_LENGTH)
    if end < EXCERPT_LENGTH // 2:  # a word of a hundred letters, or a language without spaces
        end = EXCERPT_LENGTH - 1
        while end and (unicodedata.category(text[end])[0] == "M" or "\u200d" in text[end - 1 : end + 1]):
            end -= 1
    return text[:end].rstrip(" \u00a0\u202f.,;:…–—-«([") + "…"


def reading_time(words: int) -> int:
    """Whole minutes, at least one."""
    return max(1, -(-words // WORDS_A_MINUTE))
