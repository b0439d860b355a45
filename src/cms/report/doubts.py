"""What an inferred set-up isn't sure of → lines and a page for a person, and the comments that stand in its schemas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from types import ModuleType
from typing import Protocol

from cms.model import Json
from cms.report.template import fill
from cms.report.words import language, words_of

_KEYWORDS = frozenset({"", "properties", "items"})


class Unsure(Protocol):
    """Something to be looked at, as `cms.scaffold.plan.Doubt` has it."""

    @property
    def collection(self) -> str:
        """The collection's name, empty where it is about files of none."""

    @property
    def pointer(self) -> str:
        """Where in the collection's schema."""

    @property
    def case(self) -> str:
        """What is unsure."""

    @property
    def values(self) -> Mapping[str, Json]:
        """What the words for the case speak of."""


def doubt_lines(doubts: Iterable[Unsure], lang: str) -> list[str]:
    """A line for each doubt, in their order: where, and what is unsure."""
    return [_colon(lang).join(filter(None, (_place(doubt), _sentence(doubt, lang)))) for doubt in doubts]


def doubt_page(doubts: Iterable[Unsure], schemas: Mapping[str, str], lang: str) -> str:
    """All doubts as Markdown, under a heading for each collection, with the path of its schema."""
    words, worded = words_of(lang), _worded(lang)
    by_collection: dict[str, list[Unsure]] = {}
    for doubt in doubts:
        by_collection.setdefault(doubt.collection, []).append(doubt)
    parts = [words.typeset(worded.PAGE)]
    for name, of_one in by_collection.items():
        heading = f"`{name}` ([{schemas[name]}]({schemas[name]}))" if name else worded.FILES
        parts.append(f"## {heading}\n\n" + "".join(f"- {line}\n" for line in _items(of_one, lang)))
    return "\n".join(parts)


def _items(doubts: Iterable[Unsure], lang: str) -> Iterator[str]:
    """The doubts of one collection: the field, and what is unsure of it."""
    for doubt in doubts:
        field = _field(doubt)
        yield (f"`{field}`{_colon(lang)}" if field else "") + _sentence(doubt, lang)


def _colon(lang: str) -> str:
    return words_of(lang).typeset(" : " if language(lang) == "fr" else ": ")


def doubt_comment(doubts: Iterable[Unsure], lang: str) -> str:
    """The `$comment` for what is unsure of one place of a schema."""
    words = words_of(lang)
    review: str = _worded(lang).REVIEW
    return words.typeset(review) + words.typeset(words.and_then).join(_sentence(doubt, lang) for doubt in doubts)


def _sentence(doubt: Unsure, lang: str) -> str:
    template: str = _worded(lang).DOUBTS.get(doubt.case, doubt.case)
    return fill(template, doubt.values, words_of(lang)) or doubt.case


def _worded(lang: str) -> ModuleType:
    return import_module(f"cms.report.{language(lang)}.scaffold")


def _place(doubt: Unsure) -> str:
    """The collection and the field: `posts seo.title`."""
    return f"{doubt.collection} {_field(doubt)}".strip()


def _field(doubt: Unsure) -> str:
    """The field's name, with those of the fields that it is in before it."""
    steps = doubt.pointer.split("/")
    # A field may be called `items`: it stands behind `properties`.
    names = [step for before, step in zip(["", *steps], steps, strict=False) if _is_name(before, step)]
    return ".".join(name.replace("~1", "/").replace("~0", "~") for name in names)


def _is_name(before: str, step: str) -> bool:
    return before == "properties" or step not in _KEYWORDS | {"additionalProperties"}
