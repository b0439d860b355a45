"""What an import did → its loss report: in short for a terminal, whole as a table in Markdown and as JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from cms.model import Json
from cms.outcomes import FileState, ImportedFile, Outcome, Overall
from cms.report.columns import visible, width_of, wrap
from cms.report.template import fill
from cms.report.words import LANGS, Words, language, words_of

_LONGEST = 48
_FEW = 4
_MOST_RULES = 5
_NARROW = 60
"""Columns of a terminal below which there is no room for reasons beside the rest."""

_JSON = re.compile(r'\s*\{\s*"counts":\s*\{[^{}]*\},\s*"(?:files|warnings)":')
_STATES: tuple[FileState, ...] = ("new", "replaced", "same", "kept")
_DONE: Mapping[FileState, str] = {"new": "written", "replaced": "replaced-now"}
"""What is said of files once they are written."""

_TO_BE_READ = frozenset({"text", "hidden", "incomplete", "linked"})
"""Of what was made, what somebody should look at."""

_NOTHING = Overall()


class _Words(NamedTuple):
    """A language's words for an import."""

    fates: Mapping[str, str]
    reasons: Mapping[str, str]
    say: Mapping[str, str]
    not_fetched: Mapping[str, str]
    general: Words


def import_lines(
    files: Sequence[ImportedFile],
    outcomes: Sequence[Outcome],
    lang: str,
    width: int,
    overall: Overall = _NOTHING,
    *,
    written: bool,
) -> Iterator[str]:
    """What a person at a terminal wants to know: which files there are, what they lack, and what was lost."""
    words = _words(lang)
    for line in _counts(files, overall, words, written=written):
        yield from wrap(line, width, "  ")
    yield from _notes(files, words, width, written=written)
    yield ""
    yield from _losses(outcomes, words, width)
    yield ""
    for line in _warnings(overall, words):
        yield from wrap(line, width, "  ")
    yield from wrap(words.say["report"], width, "  ")
    if not written:
        yield words.say["dry"]


def import_table(
    files: Sequence[ImportedFile],
    outcomes: Sequence[Outcome],
    lang: str,
    overall: Overall = _NOTHING,
    *,
    written: bool,
) -> Iterator[str]:
    """The whole report as Markdown: every file, then what became of every value."""
    words = _words(lang)
    yield f"# {words.say['title']}"
    yield ""
    if not written:
        yield from (words.say["dry"], "")
    yield from (f"- {line}" for line in _counts(files, overall, words, written=written))
    for file in files:
        if note := _note(file, words, written=written):
            yield f"- `{file.path}`{words.say['colon']}{note}"
    yield from (f"- {line}" for line in _warnings(overall, words))
    yield ""
    columns = words.say["all-columns"].split("|")
    yield _row(columns)
    yield _row(["---"] * len(columns))
    for each in outcomes:
        cells = [each.path, str(each.line or ""), each.field, words.fates[each.fate], _why(each, words)]
        yield _row([*cells, _value(each.value), each.target, each.at])


def import_json(
    files: Sequence[ImportedFile], outcomes: Sequence[Outcome], lang: str, overall: Overall = _NOTHING
) -> str:
    """The whole report as one JSON value.

    `counts` by fate, `warnings` by rule, `files`, and `outcomes`, each with its `message`.
    """
    words = _words(lang)
    value = {
        "counts": dict(sorted(Counter(each.fate for each in outcomes).items())),
        "warnings": dict(overall.warnings),
        "files": [{**file._asdict(), "missing": list(file.missing)} for file in files],
        "outcomes": [
            {**each._asdict(), "values": dict(each.values), "message": _why(each, words)} for each in outcomes
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1)


def is_import_report(start: str) -> bool:
    """Whether a file that starts so is the report of an import, in any language and format."""
    titles = {f"# {_words(lang).say['title']}" for lang in LANGS}
    return start.partition("\n")[0].rstrip() in titles or bool(_JSON.match(start))


def import_stopped(count: int, lang: str) -> str:
    """That the user has interrupted an import which had written some files."""
    return _said(_words(lang), "stopped", count=count)


def _words(lang: str) -> _Words:
    words: Any = import_module(f"cms.report.{language(lang)}.imports")
    return _Words(words.FATES, words.REASONS, words.SENTENCES, words.WHY_NOT_FETCHED, words_of(lang))


def _said(words: _Words, name: str, **values: Json) -> str:
    return fill(words.say[name], values, words.general) or ""


def _why(each: Outcome, words: _Words) -> str:
    why = words.not_fetched.get(str(each.values.get("why")), "")
    said = fill(words.reasons[each.reason], {**each.values, "why": why}, words.general) or ""
    entries = each.values.get("entries")
    return f"{said}{words.say['colon']}{', '.join(map(visible, entries))}" if entries else said


# --- Files -----------------------------------------------------------------------------------------------------------


def _counts(files: Sequence[ImportedFile], overall: Overall, words: _Words, *, written: bool) -> Iterator[str]:
    """A line a collection: how many files are new, the same, kept."""
    if not files:
        yield words.say["nothing"] if overall.looked is None else _said(words, "nothing-fits", count=overall.looked)
    for collection in sorted({file.collection for file in files}):
        own = [file for file in files if file.collection == collection]
        states = Counter(file.state for file in own)
        named = [(states[state], _named(state, written=written)) for state in _STATES]
        counts = [_said(words, name, count=count) for count, name in named if count]
        drafts = sum(not file.published for file in own)
        if drafts:
            counts.append(_said(words, "drafts", count=drafts))
        yield f"{collection or words.say['media']}{words.say['colon']}{', '.join(counts)}"


def _named(state: FileState, *, written: bool) -> str:
    return _DONE.get(state, state) if written else state


def _notes(files: Sequence[ImportedFile], words: _Words, width: int, *, written: bool) -> Iterator[str]:
    """What is to be said of single files; the first of those of whom the same is."""
    notes: dict[str, list[str]] = {}
    for file in files:
        if note := _note(file, words, written=written):
            notes.setdefault(note, []).append(visible(file.path))
    for note, paths in notes.items():
        yield from wrap(f"{note}{words.say['colon'].rstrip()}", width, "  ", "  ")
        yield from (f"    {path}" for path in paths[:_FEW])
        if len(paths) > _FEW:
            yield f"    {_said(words, 'others', count=len(paths) - _FEW)}"


def _note(file: ImportedFile, words: _Words, *, written: bool) -> str:
    named = f"{_named(file.state, written=written)}-file"
    notes = [words.say[named]] if named in words.say else []
    if file.missing:
        notes.append(_said(words, "missing", names=list(dict.fromkeys(file.missing))))
    return ", ".join(notes)


def _warnings(overall: Overall, words: _Words) -> Iterator[str]:
    """What a check says besides errors: how often which rule, the worst first."""
    counts = [f"{_said(words, 'number', count=count)} {rule}" for rule, count in overall.warnings.items()]
    if counts:
        more = ["…"] if len(counts) > _MOST_RULES else []
        yield words.general.typeset(words.say["warnings"]) + ", ".join([*counts[:_MOST_RULES], *more])


# --- Losses ----------------------------------------------------------------------------------------------------------


class _Group(NamedTuple):
    """Outcomes that are the same but for their place: these, their values, and all that is said of why."""

    places: set[tuple[str, int]]
    values: set[str]
    whys: set[str]


def _losses(outcomes: Sequence[Outcome], words: _Words, width: int) -> Iterator[str]:
    """What isn't as it was, equal ones in one row, the worst first; and how many values are as they were."""
    groups: dict[tuple[str, str, str], _Group] = {}
    for each in outcomes:
        if each.fate in {"left-out", "changed"} or each.reason in _TO_BE_READ:
            field = re.sub(r"\.\d+", "", each.field or (each.at if each.target else ""))
            why = _why(each._replace(values={**each.values, "entries": ()}), words)
            group = groups.setdefault((each.fate, field, why), _Group(set(), set(), set()))
            group.whys.add(_why(each, words))
            group.places.add((each.path if each.line else each.target or each.path, each.line))
            group.values.add(_value(each.value))
    if groups:
        ranks = {"left-out": 0, "made": 1, "changed": 2}
        order = sorted(groups, key=lambda key: (ranks[key[0]], -len(groups[key].places), key))
        yield words.say["losses"]
        rows = [words.say["columns"].split("|"), *(_cells(key, groups[key], words) for key in order)]
        yield from (_stacked if width < _NARROW else _aligned)(rows, width)
    yield _said(words, "kept-whole", count=sum(each.fate == "mapped" for each in outcomes))


def _cells(key: tuple[str, str, str], group: _Group, words: _Words) -> list[str]:
    fate, field, general = key
    why = next(iter(group.whys)) if len(group.whys) == 1 else general
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


def _stacked(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Rows where there is no room for columns: the last cell begins a line of its own."""
    room = max(width_of(row[0]) for row in rows)
    for row in rows:
        indent = " " * (room + 4)
        first = f"  {row[0]:>{room}}  {'  '.join(filter(None, row[1:-1]))}"
        yield from [first] if width_of(first) <= width else wrap(first.strip(), width, indent, "  ")
        yield from wrap(row[-1], width, indent, indent)


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
