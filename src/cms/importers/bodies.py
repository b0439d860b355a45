"""A Markdown body of another system, line by line → the same in plain Markdown, and a note of each change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from cms.importers.mapping import BodyRule
from cms.importers.values import fits_one
from cms.outcomes import Fate
from cms.paths import slugify


class Line(NamedTuple):
    """A line of a text, and the number that it has in the source's file."""

    number: int
    text: str


class Note(NamedTuple):
    """What became of some place of a body: the source's line, and its text there."""

    line: int
    fate: Fate
    reason: str
    value: str


class Cleaned(NamedTuple):
    """A body without what only the other system understands. `hidden` says that it has nothing to show."""

    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    hidden: bool = False


def text_of(lines: Sequence[Line]) -> str:
    """Lines as a text."""
    return "\n".join(line.text for line in lines)


def cleaned(lines: Sequence[Line], rule: BodyRule, title: str = "") -> Cleaned:
    """A body in plain Markdown: no MDX, no admonitions, no title that the entry has, no blocks that the rule drops."""
    notes: list[Note] = []
    lines = list(_without_title(lines, title, notes.append))
    for step in (_without_modules, _without_admonitions, _without_tags):
        lines = list(step(lines, notes.append))
    kept, hidden = _without_blocks(lines, rule, notes)
    return Cleaned(tuple(trimmed(kept)), tuple(notes), hidden)


_Tell: TypeAlias = Callable[[Note], None]


def _without_title(lines: Sequence[Line], title: str, tell: _Tell) -> Iterator[Line]:
    """Without a heading of the first level at the start that says the title, which the page shows already."""
    first = next((number for number, line in enumerate(lines) if line.text.strip()), None)
    for number, line in enumerate(lines):
        if number == first and re.match(r"# +\S", line.text) and _says(line.text, title):
            tell(Note(line.number, "left-out", "title", line.text))
        else:
            yield line


def _says(heading: str, title: str) -> bool:
    """Whether a heading says much the same as a title: a word of it at least, or all of it without its spaces."""
    if heading.lstrip("# ").rstrip() == title:
        return True
    ours, theirs = slugify(heading), slugify(title)
    short, long = sorted((ours.replace("-", ""), theirs.replace("-", "")), key=len)
    common = {*ours.split("-")} & {*theirs.split("-")}
    return any(len(word) >= _TELLING for word in common) or (len(short) >= _TELLING and short in long)


_TELLING = 4
"""Letters from which on a word is no article."""

_MODULE = re.compile(r"(?:import\s.+\sfrom\s+['\"]|import\s+['\"]|export\s+(?:const|default|function|let|var)\b)")


def _without_modules(lines: Sequence[Line], tell: _Tell) -> Iterator[Line]:
    """Without what MDX imports and exports, each up to an empty line behind its last bracket."""
    inside = False
    depth = 0
    for line, is_code in with_fences(lines):
        starts = not inside and bool(_MODULE.match(line.text))
        inside = not is_code and (starts or (inside and (depth > 0 or bool(line.text.strip()))))
        depth = 0 if starts or not inside else depth
        depth += sum(map(line.text.count, "([{")) - sum(map(line.text.count, ")]}"))
        if inside:
            tell(Note(line.number, "left-out", "mdx", line.text))
        else:
            yield line


_OPENING = re.compile(r"(?!.*:::\s*$)\s*:{3,}\s*([A-Za-z]\w*)\s*(?:\[(?P<boxed>.*)\]|(?P<title>.*?))\s*(?:\{.*\})?\s*$")
_CLOSING = re.compile(r"\s*:{3,}\s*$")


def _without_admonitions(lines: Sequence[Line], tell: _Tell) -> Iterator[Line]:
    """Each admonition as a quotation, its title in bold, without empty lines at its start and end."""
    inside = False
    empty: list[Line] | None = None  # those that wait for another, once there has been one
    for line, is_code in with_fences(lines):
        if not is_code and (match := _OPENING.match(line.text)):
            inside, empty = True, None
            title = (match["boxed"] or match["title"] or "").strip()
            tell(Note(line.number, "changed", "admonition", line.text.strip()))
            if title:
                yield Line(line.number, f"> **{title}**" if "*" not in title and "[" not in title else f"> {title}")
                empty = [Line(line.number, "")]
        elif inside and not is_code and _CLOSING.match(line.text):
            inside = False
            yield Line(line.number, "")
        elif not inside:
            yield line
        elif not line.text.strip():
            empty = None if empty is None else [*empty, line]
        else:
            yield from (Line(number, ">") for number, _ in (empty or ())[: None if is_code else 1])
            yield Line(line.number, f"> {line.text}")
            empty = []


def with_fences(lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """Each line, and whether it is code between fences (or a fence)."""
    fence = ""
    for line in lines:
        mark = re.match(r" {0,3}(`{3,}|~{3,})", line.text)
        if fence:
            yield line, True
            if mark and mark[1].startswith(fence) and not line.text.strip().strip(fence[0]):
                fence = ""
        else:
            fence = mark[1] if mark else ""
            yield line, bool(mark)


# --- HTML ------------------------------------------------------------------------------------------------------------

_ATTRIBUTES = r"(?:\s+(?:[^\"'<>{}]|\"[^\"]*\"|'[^']*'|\{\{?[^{}]*\}?\})*)?"


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
    return f"![{text[1] if text else ''}](<{source[1]}>)" if source else match[0]


def _emphasis(mark: str) -> Callable[[re.Match[str]], str]:
    return lambda match: f"{mark}{text}{mark}" if (text := match[1].strip().strip("*_")) else ""


_TAGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"<(?:i|em){_ATTRIBUTES}>(.*?)</(?:i|em)>", re.IGNORECASE), _emphasis("*")),
    (re.compile(rf"<(?:b|strong){_ATTRIBUTES}>(.*?)</(?:b|strong)>", re.IGNORECASE), _emphasis("**")),
    (re.compile(rf"<figcaption{_ATTRIBUTES}>(.*?)</figcaption>", re.IGNORECASE), _emphasis("*")),
    (re.compile(rf"<iframe{_ATTRIBUTES}/?>(?:.*?</iframe>)?", re.IGNORECASE), _video),
    (re.compile(rf"<img{_ATTRIBUTES}/?>(?:</img>)?", re.IGNORECASE), _image),
    (re.compile(rf"<a({_ATTRIBUTES})>(.*?)</a>", re.IGNORECASE), _anchor),
    (re.compile(r"^\s*<br\s*/?>\s*$", re.IGNORECASE), lambda _: ""),
    (re.compile(r"<br\s*/?>\s*$", re.IGNORECASE), lambda _: "  "),
    (re.compile(rf"</?(?:div|center|button|figure|span|font|p){_ATTRIBUTES}/?>", re.IGNORECASE), lambda _: ""),
)


def _without_tags(lines: Sequence[Line], tell: _Tell) -> Iterator[Line]:
    """HTML that isn't published as what Markdown has for it."""
    for line, is_code in with_fences(lines):
        text = line.text
        if "<" in text and not is_code and "`" not in text:
            for pattern, replacement in _TAGS:
                text = pattern.sub(replacement, text)
        if text == line.text:
            yield line
            continue
        tell(Note(line.number, "changed", "html", line.text.strip()))
        if text.strip() or not line.text.strip():
            yield Line(line.number, text)


# --- Blocks ----------------------------------------------------------------------------------------------------------


def _without_blocks(lines: Sequence[Line], rule: BodyRule, notes: list[Note]) -> tuple[list[Line], bool]:
    """Without the blocks between empty lines that say nothing; whether one of them hides the entry."""
    kept: list[Line] = []
    hidden = False
    for block in _blocks(lines):
        text = " ".join(re.sub(r"^[>\s]+", "", line.text) for line in block)
        hides = fits_one(text, rule.hide)
        if hides or fits_one(text, rule.drop):
            hidden |= hides
            notes.append(Note(block[0].number, "left-out", "placeholder", text.strip()))
        else:
            kept += block
    return kept, hidden


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines in blocks, the empty ones behind theirs; a fence, and all in it, is one block."""
    block: list[Line] = []
    ended = False
    for line, is_code in with_fences(lines):
        empty = not line.text.strip() and not is_code
        if ended and not empty:
            yield block
            block, ended = [], False
        block.append(line)
        ended = ended or empty
    if block:
        yield block


def trimmed(lines: Sequence[Line]) -> Iterator[Line]:
    """Without empty lines at the start and the end, and none twice."""
    last = next((number for number in range(len(lines), 0, -1) if lines[number - 1].text.strip()), 0)
    was_empty = True
    for line, is_code in with_fences(lines[:last]):
        is_empty = not line.text.strip() and not is_code
        if not (is_empty and was_empty):
            yield line
        was_empty = is_empty
