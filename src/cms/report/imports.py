"""What an import did → its loss report: in short for a terminal, whole as a table in Markdown and as JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from cms.model import Json
from cms.outcomes import FileState, ImportedFile, Outcome
from cms.report.columns import visible, width_of, wrap
from cms.report.template import fill
from cms.report.words import Words, language, words_of

_LONGEST = 48
_FEW = 4
_STATES: tuple[FileState, ...] = ("new", "replaced", "same", "kept")
_TO_BE_READ = frozenset({"text", "hidden", "incomplete", "linked"})
"""Of what was made, what somebody should look at."""


class _Words(NamedTuple):
    """A language's words for an import."""

    fates: Mapping[str, str]
    reasons: Mapping[str, str]
    say: Mapping[str, str]
    not_fetched: Mapping[str, str]
    general: Words


def import_lines(
    files: Sequence[ImportedFile], outcomes: Sequence[Outcome], lang: str, width: int, *, written: bool
) -> Iterator[str]:
    """What a person at a terminal wants to know: which files there are, what they lack, and what was lost."""
    words = _words(lang)
    for line in _counts(files, words, written=written):
        yield from wrap(line, width, "  ")
    yield from _notes(files, words, width)
    yield ""
    yield from _losses(outcomes, words, width)
    yield ""
    yield from wrap(words.say["report"], width, "  ")
    if not written:
        yield words.say["dry"]


def import_table(
    files: Sequence[ImportedFile], outcomes: Sequence[Outcome], lang: str, *, written: bool
) -> Iterator[str]:
    """The whole report as Markdown: every file, then what became of every value."""
    words = _words(lang)
    yield f"# {words.say['title']}"
    yield ""
    if not written:
        yield from (words.say["dry"], "")
    yield from (f"- {line}" for line in _counts(files, words, written=written))
    for file in files:
        if note := _note(file, words):
            yield f"- `{file.path}`{words.say['colon']}{note}"
    yield ""
    columns = words.say["all-columns"].split("|")
    yield _row(columns)
    yield _row(["---"] * len(columns))
    for each in outcomes:
        cells = [each.path, str(each.line or ""), each.field, words.fates[each.fate], _why(each, words)]
        yield _row([*cells, _value(each.value), each.target, each.at])


def import_json(files: Sequence[ImportedFile], outcomes: Sequence[Outcome], lang: str) -> str:
    """The whole report as one JSON value: `counts` by fate, `files`, and `outcomes`, each with its `message`."""
    words = _words(lang)
    value = {
        "counts": dict(sorted(Counter(each.fate for each in outcomes).items())),
        "files": [{**file._asdict(), "missing": list(file.missing)} for file in files],
        "outcomes": [
            {**each._asdict(), "values": dict(each.values), "message": _why(each, words)} for each in outcomes
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1)


def _words(lang: str) -> _Words:
    words: Any = import_module(f"cms.report.{language(lang)}.imports")
    return _Words(words.FATES, words.REASONS, words.SENTENCES, words.WHY_NOT_FETCHED, words_of(lang))


def _said(words: _Words, name: str, **values: Json) -> str:
    return fill(words.say[name], values, words.general) or ""


def _why(each: Outcome, words: _Words) -> str:
    why = words.not_fetched.get(str(each.values.get("why")), "")
    return fill(words.reasons[each.reason], {**each.values, "why": why}, words.general) or ""


# --- Files -----------------------------------------------------------------------------------------------------------


def _counts(files: Sequence[ImportedFile], words: _Words, *, written: bool) -> Iterator[str]:
    """A line a collection: how many files are new, the same, kept."""
    if not files:
        yield words.say["nothing"]
    for collection in sorted({file.collection for file in files}):
        own = [file for file in files if file.collection == collection]
        states = Counter(file.state for file in own)
        named = [(states[state], "written" if written and state == "new" else state) for state in _STATES]
        counts = [_said(words, name, count=count) for count, name in named if count]
        drafts = sum(not file.published for file in own)
        if drafts:
            counts.append(_said(words, "drafts", count=drafts))
        yield f"{collection or words.say['media']}{words.say['colon']}{', '.join(counts)}"


def _notes(files: Sequence[ImportedFile], words: _Words, width: int) -> Iterator[str]:
    """What is to be said of single files; the first of those of whom the same is."""
    notes: dict[str, list[str]] = {}
    for file in files:
        if note := _note(file, words):
            notes.setdefault(note, []).append(visible(file.path))
    for note, paths in notes.items():
        yield from wrap(f"{note}{words.say['colon'].rstrip()}", width, "  ", "  ")
        yield from (f"    {path}" for path in paths[:_FEW])
        if len(paths) > _FEW:
            yield f"    {_said(words, 'others', count=len(paths) - _FEW)}"


def _note(file: ImportedFile, words: _Words) -> str:
    notes = [words.say["kept-file"]] if file.state == "kept" else []
    if file.missing:
        notes.append(_said(words, "missing", names=list(dict.fromkeys(file.missing))))
    return ", ".join(notes)


# --- Losses ----------------------------------------------------------------------------------------------------------


class _Group(NamedTuple):
    """Outcomes that are the same but for their place: these and their values."""

    places: set[tuple[str, int]]
    values: set[str]


def _losses(outcomes: Sequence[Outcome], words: _Words, width: int) -> Iterator[str]:
    """What isn't as it was, equal ones in one row, the worst first; and how many values are as they were."""
    groups: dict[tuple[str, str, str], _Group] = {}
    for each in outcomes:
        if each.fate in {"left-out", "changed"} or each.reason in _TO_BE_READ:
            field = re.sub(r"\.\d+", "", each.field or (each.at if each.target else ""))
            group = groups.setdefault((each.fate, field, _why(each, words)), _Group(set(), set()))
            group.places.add((each.path if each.line else each.target or each.path, each.line))
            group.values.add(_value(each.value))
    if groups:
        ranks = {"left-out": 0, "made": 1, "changed": 2}
        order = sorted(groups, key=lambda key: (ranks[key[0]], -len(groups[key].places), key))
        yield words.say["losses"]
        yield from _aligned(
            [words.say["columns"].split("|"), *(_cells(key, groups[key], words) for key in order)], width
        )
    yield _said(words, "kept-whole", count=sum(each.fate == "mapped" for each in outcomes))


def _cells(key: tuple[str, str, str], group: _Group, words: _Words) -> list[str]:
    fate, field, why = key
    only = next(iter(group.values)) if len(group.values) == 1 else ""
    path, line = next(iter(group.places))
    example = f"{words.say['colon']}{_short(only)}" if only else ""
    place = f" ({visible(path.rpartition('/')[2])}{f':{line}' if line else ''})" if len(group.places) == 1 else ""
    return [str(len(group.places)), _short(visible(field)), words.fates[fate], f"{why}{example}{place}"]


def _aligned(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Rows in columns: numbers to the right, the last in as many lines as it takes."""
    widths = [max(width_of(row[number]) for row in rows) for number in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [" " * (widths[0] - width_of(row[0])) + row[0]]
        cells += [text + " " * (room - width_of(text)) for text, room in zip(row[1:-1], widths[1:], strict=True)]
        first = "  " + "  ".join(cells) + "  "
        yield from wrap(row[-1], width, " " * width_of(first), first)


def _value(value: Json) -> str:
    """A value on one line, with nothing in it that a terminal would obey."""
    if value is None or value in ("", [], {}):
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return visible(" ".join(text.split()))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _row(cells: Sequence[str]) -> str:
    """A row of a table, in which Markdown and HTML of the source are shown and not obeyed."""
    return "| " + " | ".join(re.sub(r"([\\|`*<\[])", r"\\\1", visible(cell)) for cell in cells) + " |"
