"""Plain Markdown → its local links without a Markdown parser: nearly every body is plain, and most of its time saved.

Plain is a body in which `[text](address)` is always a link and nothing else is a local one: no code, raw HTML,
escapes, definitions, tables around links, addresses with quotes or accents. Of any other, the parser knows.
"""

from __future__ import annotations

import re

from cms.model import BodyLink

# A link whose text and address leave no doubt; a fragment may have any letters, for it leads nowhere else.
_LINK = re.compile(r"\[([^\[\]\\`<>|\n@]*)\]\((#[^\s()<>\\&]*|[A-Za-z0-9/._~:?#@!$*,;=+%-]+)\)")
# A scheme, or a percent sign that encodes nothing: the parser makes `%25` of it.
_UNSURE = re.compile(r":|%(?![0-9A-Fa-f]{2})")
_TAG = re.compile(r"<[A-Za-z/!?]")
_LONG_PREFIX = re.compile(r"\n[ >*+\-0-9.)]{32}")
# Each with a character of it that is rare: to look for that first takes a tenth of the time.
_NOT_PLAIN = (("`", "`"), ("\\", "\\"), ("~", "~~~"), ("@", "mailto:"), ("@", "xmpp:"))
_MAY_BE_CODE_OR_TABLE = ("    ", "|", "\t", "\x0b", "\x0c")
_SWALLOWS = re.compile(r"://|www\.|@")
_ELSEWHERE = ("http://", "https://", "//", "#", "?")
_MOST_MARKS = 64


def plain_links(body: str) -> tuple[BodyLink, ...] | None:
    """The distinct links of a plain body that lead to the site itself, in order; None for a body that isn't plain.

    A plain body holds no raw HTML, no link with a scheme that isn't published, and nests nowhere too deep.
    """
    if any(rare in body and part in body for rare, part in _NOT_PLAIN) or ("<" in body and _TAG.search(body)):
        return None
    if _may_be_deep(body):
        return None
    matches = list(_LINK.finditer(body))
    # Where every bracket closes a link's text, nothing else can be a link.
    if body.count("]") != len(matches) and ("]:" in body or body.count("](") != len(matches)):
        return None
    doubtful = any(part in body for part in _MAY_BE_CODE_OR_TABLE)
    found: dict[BodyLink, None] = {}
    for match in matches:
        text, url = match.groups()
        if url.startswith(_ELSEWHERE):
            continue  # it leads elsewhere whatever becomes of it
        image = body.startswith("!", match.start() - 1) if match.start() else False
        if _UNSURE.search(url) or not _is_alone(body, match.start() - image, text):
            return None
        if doubtful and not _is_in_prose(body, match):
            return None
        found[BodyLink(url, image)] = None
    return tuple(found)


def _is_alone(body: str, start: int, text: str) -> bool:
    """Whether no address in running text swallows a link, from before it or from within its text; nor is it a note."""
    if text.startswith("^") or _SWALLOWS.search(text):
        return False
    if start == 0 or body[start - 1] in " \n":
        return True
    word = body[max(body.rfind(" ", 0, start), body.rfind("\n", 0, start)) + 1 : start]
    return not _SWALLOWS.search(word)


def _is_in_prose(body: str, match: re.Match[str]) -> bool:
    """Whether a link stands in a line that is neither code nor part of a table."""
    start = body.rfind("\n", 0, match.start()) + 1
    end = body.find("\n", match.end())
    line = body[start : end if end >= 0 else len(body)]
    return "|" not in line and not any(part in body[start : match.start()] for part in _MAY_BE_CODE_OR_TABLE)


def _may_be_deep(body: str) -> bool:
    """Whether quotes, list items and emphasis could nest too deep: there are enough marks for it in one place."""
    if _LONG_PREFIX.search(body) or _LONG_PREFIX.match("\n" + body[:32]):
        return True
    if _marks(body) < _MOST_MARKS:
        return False
    return any(_marks(block) >= _MOST_MARKS for block in body.split("\n\n"))


def _marks(text: str) -> int:
    return text.count("*") + text.count("_") + text.count("~")
