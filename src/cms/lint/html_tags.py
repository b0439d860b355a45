"""Raw HTML of a Markdown body → what kind of thing it is, and the Markdown that says the same, where there is some."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from cms.lint.rule import Edit

_KINDS: Mapping[str, str] = {
    tag: kind
    for kind, tags in {
        "script": "script style noscript",
        "embed": "iframe embed object video audio",
        "break": "br",
        "image": "img",
        "link": "a",
        "emphasis": "b strong i em",
        "layout": "center font span div section p u small big",
    }.items()
    for tag in tags.split()
}
_OF_BLOCKS = frozenset({"center", "div", "section", "p"})
_ALONE = frozenset({"area", "base", "col", "hr", "input", "link", "meta", "param", "source", "track", "wbr"})
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
# Text that means the same in Markdown, whatever is around it.
_EMPHASIS = r"<(b|strong|i|em)>([^\W_][^<>*_`\\\[\]|~&{}\n]*)</\1>"
_LINK = r"<a((?:\s+[a-z-]+=\"[^\"<>\n]*\")+)\s*>([^\W_][^<>`\\\[\]|{}\n]*)</a>"
_IMAGE = r"<img((?:\s+[a-z-]+=\"[^\"<>\n]*\")+)\s*/?>"
_TAG = r"<!--[^<]*?-->|<[^<>]*>"
_ATTRIBUTE = r"([a-z-]+)=\"([^\"]*)\""
_URL = r"(?:https?://|mailto:|[/#.]|[\w-]+[/.])[^\s()<>\\{}]*"
_SOURCE = r"(?i)\s(?:src|data)=[\"']?(https?://[^\s\"'<>{}]+)"
_BREAK = r"[ \t]*<br\s*/?>[ \t]*(?=\n|\Z)"
# What may stand before a break, and what is behind it where the paragraph ends, or goes on.
_PROSE = r"[ \t]*(?:[-*+][ \t]+|\d+[.)][ \t]+|>[ \t]?)*[^\s#|<>][^|]*\Z"
_ENDS = r"\n[ \t]*(?:\n|\Z)|\Z"
_GOES_ON = r"\n[ \t]*(?:[\"“«(]|\*{0,2}[^\W\d_])[^|\n]*(?:\n|\Z)"
_OF_LINK = frozenset({"href", "target", "rel"})
_OF_IMAGE = frozenset({"src", "alt"})


def kind_of_tag(tag: str) -> str:
    """The case of `lint/raw-html` that speaks of a tag of which nothing else is known."""
    return "" if tag in _OF_BLOCKS else _KINDS.get(tag, "")


def kind_of(tag: str, html: str) -> str:
    """The case that speaks of a piece of HTML: by its first tag, and by what is lost with it."""
    kind = _KINDS.get(tag, "")
    if kind in {"script", "embed", "image"}:
        return kind
    if not tag[:1].isalpha():
        return "comment" if tag == "!--" else ""
    if re.sub(_TAG, "", html).strip():
        return "text"
    if "<img" in html.lower():
        return "linked-image" if kind == "link" else "image"
    if kind == "link" and "href" not in html.lower():
        return "tag"
    return kind or ("" if tag in _ALONE else "tag")


def embedded_address(html: str) -> str | None:
    """The address of what a piece of HTML embeds."""
    match = re.search(_SOURCE, html)
    return match[1] if match else None


def markdown_of(text: str, start: int, end: int, kind: str) -> tuple[Edit, ...]:
    """The edits that say in Markdown what the HTML between two offsets of a text says; none where it isn't certain.

    What changes may go on behind the second offset: up to the closing tag.
    """
    return _EDITS[kind](text, start, end) if kind in _EDITS else ()


def _emphasis(text: str, start: int, end: int) -> tuple[Edit, ...]:
    match = re.compile(_EMPHASIS).match(text, start)
    if not match or match.start(2) != end:
        return ()
    is_word = match[2][-1].isalnum()
    before, after = text[start - 1 : start], text[match.end() : match.end() + 1]
    if match[2][-1].isspace() or before in set("*_\\<>") or after in set("*_") or (after.isalnum() and not is_word):
        return ()
    mark = _MARKS[match[1]]
    return (Edit(start, end, mark), Edit(match.end(2), match.end(), mark))


def _link(text: str, start: int, _end: int) -> tuple[Edit, ...]:
    match = re.compile(_LINK).match(text, start)
    if (
        not match
        or match[2][-1].isspace()
        or text[start - 1] in "![]\\"
        or text[match.end() : match.end() + 1] in set("([")
    ):
        return ()
    attributes = dict(re.findall(_ATTRIBUTE, match[1]))
    url = attributes.get("href", "")
    if not (attributes.keys() <= _OF_LINK and re.fullmatch(_URL, url)):
        return ()
    return (Edit(start, match.start(2), "["), Edit(match.end(2), match.end(), f"]({url})"))


def _image(text: str, start: int, end: int) -> tuple[Edit, ...]:
    match = re.compile(_IMAGE).fullmatch(text, start, end)
    if not match:
        return ()
    attributes = dict(re.findall(_ATTRIBUTE, match[1]))
    url, alt = attributes.get("src", ""), attributes.get("alt", "")
    if not (attributes.keys() <= _OF_IMAGE and re.fullmatch(_URL, url)) or re.search(r"[\[\]\\*_`{}&]", alt):
        return ()
    return (Edit(start, end, f"![{alt}]({url})"),)


def _broken_line(text: str, start: int, end: int) -> tuple[Edit, ...]:
    r"""A break at the end of a line: `\\` where the paragraph goes on, nothing where it ends."""
    while text[start - 1] in " \t":
        start -= 1
    match = re.compile(_BREAK).match(text, start)
    if not match or end > match.end():
        return ()
    line = text[text.rfind("\n", 0, start) + 1 : start]
    if not re.match(_PROSE, line) or line[-1] in "\\>`":
        return ()
    if re.compile(_ENDS).match(text, match.end()):
        return (Edit(start, match.end(), ""),)
    return (Edit(start, match.end(), "\\"),) if re.compile(_GOES_ON).match(text, match.end()) else ()


_EDITS: Mapping[str, Callable[[str, int, int], tuple[Edit, ...]]] = {
    "break": _broken_line,
    "emphasis": _emphasis,
    "image": _image,
    "link": _link,
}
