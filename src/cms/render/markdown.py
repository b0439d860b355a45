"""Markdown → what comrak makes of it: safe HTML, or XML with places. The only module that knows comrak.

Both are written without recursion and in linear time, whatever the nesting. comrak's tree of Python objects isn't
used: it takes three times as long, and 50,000 nested quotes overflow its stack. `sourcepos_chars` isn't used either:
it makes parsing quadratic (16,000 links in a paragraph: 4 s against 15 ms), so columns come in UTF-8 bytes.
"""

from __future__ import annotations

from comrak import ExtensionOptions, RenderOptions, markdown_to_html, markdown_to_xml

_GITHUB_FLAVOUR = ExtensionOptions(table=True, strikethrough=True, autolink=True, tasklist=True, footnotes=True)
_HTML = RenderOptions(compact_html=True)
_XML = RenderOptions(sourcepos=True)

OMITTED = "<!-- raw HTML omitted -->"
"""What stands in the HTML where raw HTML stood in the Markdown."""


def to_html(body: str) -> str:
    """The HTML of a body. Every `<` in it begins a tag or `OMITTED`, every attribute's value is quoted and escaped.

    The destinations of links are percent-encoded; `javascript:` and some others are emptied.
    """
    return markdown_to_html(body, _GITHUB_FLAVOUR, None, _HTML)


def to_xml(body: str) -> str:
    """The tree of a body: an element a node, with `sourcepos="line:column-line:column"` from 1, ends inclusive."""
    return markdown_to_xml(body, _GITHUB_FLAVOUR, None, _XML)


def unescape(text: str) -> str:
    """The text that comrak escaped. It writes no other entities."""
    if "&" not in text:
        return text
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


def escape(text: str) -> str:
    """A text as comrak would escape it: right in an attribute and between tags."""
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;")):
        text = text.replace(character, entity)
    return text
