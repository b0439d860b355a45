"""What an inferred set-up isn't sure of → lines for a person, and the comments that stand in its schemas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    colon = words_of(lang).typeset(" : " if language(lang) == "fr" else ": ")
    return [colon.join(filter(None, (_place(doubt), _sentence(doubt, lang)))) for doubt in doubts]


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
    steps = doubt.pointer.split("/")
    # A field may be called `items`: it stands behind `properties`.
    names = [step for before, step in zip(["", *steps], steps, strict=False) if _is_name(before, step)]
    field = ".".join(name.replace("~1", "/").replace("~0", "~") for name in names)
    return f"{doubt.collection} {field}".strip()


def _is_name(before: str, step: str) -> bool:
    return before == "properties" or step not in _KEYWORDS | {"additionalProperties"}
