"""Links and images of a body that led somewhere on the old site → where they lead now."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from cms.importers.lines import Line, Note, but_code, runs, text_of, with_fences
from cms.positions import line_starts


class Resolved(NamedTuple):
    """Where an address leads now; None where there is nothing any more. `reason` is empty where it stays as it is."""

    url: str | None
    reason: str = ""


Resolve: TypeAlias = Callable[[str, bool, str], Resolved]
"""From an address, whether it is an image's, and its text, to where it leads now."""


def below(url: str, base: str) -> str:
    """What a whole address is on the old site, from its root, if it is one of the site; others as they are."""
    bare = re.sub(r"(?i)^https?://(?:www\.)?", "", base)
    match = re.match(rf"(?i)(?:https?:)?//(?:www\.)?{re.escape(bare)}(?=[/?#]|$)", url) if bare else None
    return url if match is None else url[match.end() :] or "/"


_NESTED = 20
"""Images and brackets in the text of a link; more are none."""

_TARGET = r"(?:<(?P<boxed>[^<>]*)>|(?P<url>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*))"
_ADDRESS = rf"\(\s*+{_TARGET}(?P<title>\s++(?:\"[^\"]*\"|'[^']*'))?\s*+\)"
_IMAGE = re.compile(rf"!\[(?P<text>[^\[\]]*)\]{_ADDRESS}")
_LINK = re.compile(
    rf"(?<!!)\[(?P<text>[^\[\]]*+(?:!?\[[^\[\]]*\](?:\([^()]*\))?[^\[\]]*+){{0,{_NESTED}}}+)\]{_ADDRESS}"
)
_DEFINITION = re.compile(r"(?m)^(?P<text> {0,3}\[(?P<label>[^\]]+)\]:\s*)<?(?P<url>[^\s<>]+)>?(?P<title>.*)$")


def rewritten(lines: Sequence[Line], resolve: Resolve) -> tuple[list[Line], list[Note]]:
    """The lines with every link and image leading where it does now, but for those in code."""
    done: list[Line] = []
    notes: list[Note] = []
    for before, is_apart in runs(list(_without_dead_labels(lines, resolve, notes))):
        text = text_of(before)
        if is_apart or ("](" not in text and "]:" not in text):
            done += before
            continue
        after = _in_block(text, before, resolve, notes).split("\n")
        for line, left in zip(before, after, strict=True):
            if left.strip(" >") or not line.text.strip(" >"):
                done.append(Line(line.number, left))
    return done, notes


def _without_dead_labels(lines: Sequence[Line], resolve: Resolve, notes: list[Note]) -> Iterator[Line]:
    """Without the definitions of links to what isn't there any more; the links are their texts, and images nothing."""
    dead: dict[int, str] = {}
    for number, (line, is_code) in enumerate(with_fences(lines)):
        match = None if is_code else _DEFINITION.match(line.text)
        if match and (found := resolve(match["url"], False, "")).url is None:  # noqa: FBT003 - no image
            dead[number] = re.escape(match["label"])
            notes.append(Note(line.number, "left-out", found.reason, match["url"]))
    label = rf"\[(?:{'|'.join(dead.values())})\]"
    used = re.compile(rf"!\[[^\[\]]*\]{label}|\[(?P<text>[^\[\]]*)\]{label}", re.IGNORECASE)
    for number, (line, is_code) in enumerate(with_fences(lines)):
        if number not in dead:
            is_same = is_code or not dead
            yield (
                line if is_same else Line(line.number, but_code(line.text, lambda text, _: used.sub(r"\g<text>", text)))
            )


def _in_block(text: str, lines: Sequence[Line], resolve: Resolve, notes: list[Note]) -> str:
    """Lines without an empty one in between, as one text: the same number of lines comes out."""

    def link(match: re.Match[str], line: Line) -> str:
        is_image = match[0].startswith("!")
        url = match["url"] if match["boxed"] is None else match["boxed"]
        found = resolve(url, is_image, " ".join(match["text"].split()))
        if not found.reason:
            return match[0]
        notes.append(Note(line.number, "left-out" if found.url is None else "changed", found.reason, url))
        if found.url is None:
            kept, behind = "" if is_image else match["text"], ""
        else:
            kept = f"{'!' if is_image else ''}[{match['text']}]("
            behind = f"{found.url.replace(' ', '%20')}{match['title'] or ''})"
        return kept + "\n" * (match[0].count("\n") - kept.count("\n") - behind.count("\n")) + behind

    def definition(match: re.Match[str], line: Line) -> str:
        found = resolve(match["url"], False, "")  # noqa: FBT003 - no image
        if not found.reason or found.url is None:
            return match[0]
        notes.append(Note(line.number, "changed", found.reason, match["url"]))
        return f"{match['text']}{found.url}{match['title']}"

    def change(part: str, before: int) -> str:
        for pattern, new in ((_DEFINITION, definition), (_IMAGE, link), (_LINK, link)):
            starts = line_starts(part)
            numbered = lines[before:]
            part = pattern.sub(lambda found: new(found, numbered[bisect(starts, found.start()) - 1]), part)  # noqa: B023 - called at once
        return part

    return but_code(text, change)
