"""What isn't as it was after an import → rows that say so: equal cases in one, the worst first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from cms.model import Json
from cms.outcomes import Outcome
from cms.report.columns import visible, width_of, wrap
from cms.report.template import fill
from cms.report.words import Words, language, words_of

_LONGEST = 48
_NARROW = 60
"""Columns of a terminal below which there is no room for reasons beside the rest."""

_TO_BE_READ = frozenset({"text", "hidden", "incomplete", "linked", "renamed"})
"""Of what was made, what somebody should look at."""


class ImportWords(NamedTuple):
    """A language's words for an import."""

    fates: Mapping[str, str]
    reasons: Mapping[str, str]
    say: Mapping[str, str]
    not_fetched: Mapping[str, str]
    general: Words


def words_for(lang: str) -> ImportWords:
    """The words of a language."""
    words: Any = import_module(f"cms.report.{language(lang)}.imports")
    return ImportWords(words.FATES, words.REASONS, words.SENTENCES, words.WHY_NOT_FETCHED, words_of(lang))


def said(words: ImportWords, name: str, **values: Json) -> str:
    """One of the sentences, by its name."""
    return fill(words.say[name], values, words.general) or ""


def why_of(each: Outcome, words: ImportWords) -> str:
    """Why something became what it did."""
    why = words.not_fetched.get(str(each.values.get("why")), "")
    reason = fill(words.reasons[each.reason], {**each.values, "why": why}, words.general) or ""
    entries = each.values.get("entries")
    return f"{reason}{words.say['colon']}{', '.join(map(visible, entries))}" if entries else reason


class _Group(NamedTuple):
    """Outcomes that are the same but for their place: these, their values, and all that is said of why."""

    places: set[tuple[str, int]]
    values: set[str]
    whys: set[str]


def losses(outcomes: Sequence[Outcome], words: ImportWords, width: int) -> Iterator[str]:
    """What isn't as it was, equal ones in one row, the worst first; and how many values are as they were."""
    groups: dict[tuple[str, str, str], _Group] = {}
    for each in outcomes:
        if each.fate in {"left-out", "changed"} or each.reason in _TO_BE_READ:
            field = re.sub(r"\.\d+", "", each.field or (each.at if each.target else ""))
            why = why_of(each._replace(values={**each.values, "entries": ()}), words)
            group = groups.setdefault((each.fate, field, why), _Group(set(), set(), set()))
            group.whys.add(why_of(each, words))
            group.places.add((each.path if each.line else each.target or each.path, each.line))
            group.values.add(value_text(each.value))
    if groups:
        ranks = {"left-out": 0, "made": 1, "changed": 2}
        order = sorted(groups, key=lambda key: (ranks[key[0]], -len(groups[key].places), key))
        yield words.say["losses"]
        rows = [words.say["columns"].split("|"), *(_cells(key, groups[key], words) for key in order)]
        yield from (_stacked if width < _NARROW else _aligned)(rows, width)
    yield said(words, "kept-whole", count=sum(each.fate == "mapped" for each in outcomes))


def _cells(key: tuple[str, str, str], group: _Group, words: ImportWords) -> list[str]:
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


def value_text(value: Json) -> str:
    """A value on one line, with nothing in it that a terminal would obey."""
    if value is None or value in ("", [], {}):
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return visible(" ".join(text.split()))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
