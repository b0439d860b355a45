"""HTML in a Markdown text that isn't published → what Markdown has for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from cms.importers.lines import Line, Note, Tell, but_code, runs, text_of


def in_markdown(lines: Sequence[Line], tell: Tell) -> Iterator[Line]:
    """The lines with their HTML as Markdown, where there is Markdown for it; as many lines as before."""
    for before, is_apart in runs(lines):
        text = text_of(before)
        if is_apart or "<" not in text:
            yield from before
            continue
        for line, left in zip(before, but_code(text, _in_markdown).split("\n"), strict=True):
            if left != line.text:
                tell(Note(line.number, "changed", "html", line.text.strip()))
            if left.strip() or not line.text.strip():
                yield Line(line.number, left)


def _in_markdown(text: str, _line: int) -> str:
    for pattern, replacement in _TAGS:
        text = pattern.sub(lambda match, of=replacement: _as_long(match[0], of(match)), text)  # type: ignore[misc]
    return text


def _as_long(before: str, after: str) -> str:
    """The text after, of as many lines as the one before."""
    return after + "\n" * (before.count("\n") - after.count("\n"))


_ATTRIBUTES = r"(?:\s(?:[^\"'<>{}]|\"[^\"]*\"|'[^']*'|\{\{?[^{}]*\}?\})*)?"


def _video(match: re.Match[str]) -> str:
    """A frame as a link to what it shows."""
    source = re.search(r"\ssrc\s*=\s*[\"']([^\"']+)", match[0])
    title = re.search(r"\stitle\s*=\s*[\"']([^\"']+)", match[0])
    if source is None:
        return ""
    url = source[1]
    video = re.match(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+)(?:\?start=(\d+))?", url)
    if video:
        url = f"https://www.youtube.com/watch?v={video[1]}" + (f"&t={video[2]}s" if video[2] else "")
    return f"[{title[1] if title and 'video player' not in title[1].lower() else _name_of(url)}]({url})"


def _name_of(url: str) -> str:
    """The host of an address, without `www.`."""
    return re.sub(r"^https?://(?:www\.)?([^/]+).*$", r"\1", url)


def _anchor(match: re.Match[str]) -> str:
    href = re.search(r"\shref\s*=\s*[\"']([^\"']+)", match[1])
    return f"[{match[2].strip()}]({href[1]})" if href and match[2].strip() else match[2]


def _image(match: re.Match[str]) -> str:
    source = re.search(r"\ssrc\s*=\s*[{(\w.]*[\"']([^\"']+)", match[0])  # MDX may require() it, or useBaseUrl() of it
    text = re.search(r"\salt\s*=\s*[\"']([^\"']*)", match[0])
    if source is None:
        return match[0]
    url = f"<{source[1]}>" if re.search(r"[\s()]", source[1]) else source[1]
    return f"![{text[1] if text else ''}]({url})"


def _heading(match: re.Match[str]) -> str:
    return f"{'#' * int(match[1])} {' '.join(match[2].split())}"


def _emphasis(mark: str) -> Callable[[re.Match[str]], str]:
    def emphasised(match: re.Match[str]) -> str:
        text = match[2].strip()
        while len(text) > 2 and text[0] == text[-1] and text[0] in "*_":  # noqa: PLR2004 - a mark on either side
            text = text[1:-1]
        return f"{mark}{text}{mark}" if text.strip("*_") else ""

    return emphasised


def _caption(match: re.Match[str]) -> str:
    return f" {_emphasis('*')(match)}"


def _tag(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL | re.MULTILINE)


def _element(names: str) -> re.Pattern[str]:
    """An element of one of the names, and in it no other of them: so that one without an end is soon given up."""
    return _tag(rf"<(?:{names})({_ATTRIBUTES})>([^<]*(?:<(?!/?(?:{names})\b)[^<]*)*)</(?:{names})>")


_TAGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_element("i|em"), _emphasis("*")),
    (_element("b|strong"), _emphasis("**")),
    (_element("figcaption"), _caption),
    (_element("iframe"), _video),
    (_tag(rf"<iframe{_ATTRIBUTES}/?>"), _video),
    (_tag(rf"<img{_ATTRIBUTES}/?>(?:</img>)?"), _image),
    (_element("a"), _anchor),
    (_tag(rf"^<h([1-6]){_ATTRIBUTES}>([^<]*)</h\1>[ \t]*$"), _heading),
    (_tag(r"^[ \t]*(?:<br\s*/?>[ \t]*)+$"), lambda _: ""),
    (_tag(r"(?<![ \t])(?:[ \t]*<br\s*/?>)+[ \t]*$"), lambda _: "  "),
    (_tag(rf"</?(?:div|center|button|figure|span|font|p){_ATTRIBUTES}/?>"), lambda _: ""),
)
