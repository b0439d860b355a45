"""The words that a language's sentences are made of, apart from the messages of the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import NamedTuple, TypeAlias

LANGS = ("fr", "en")
"""The languages that messages come in; any other falls back to English."""

Template: TypeAlias = str | tuple[str, ...]
"""A text with holes for values, or several: then the first is taken whose values are all there."""

Messages: TypeAlias = Mapping[tuple[str, str], tuple[Template, Template | None]]
"""Templates of message and help by (rule, case)."""


class Words(NamedTuple):
    """One language's words: single words, and templates for what several messages need.

    `types` are JSON types as an order names them, `kinds` as a finding does; `forms` are what a schema's keywords take;
    `captures` stand for a path template's braces, `units` for 1,000 and 1,000,000 bytes; `is_one` tells which counts
    take the singular; `typeset` puts no-break spaces where the language wants them.
    """

    severities: Mapping[str, str]
    help: str
    note: str
    see: str
    until: str
    suggestion: str
    generic: str
    item: str
    file: str
    either: str
    more: str
    types: Mapping[str, str]
    kinds: Mapping[str, str]
    formats: Mapping[str, str]
    forms: Mapping[str, str]
    visibility: Mapping[str, str]
    captures: Mapping[str, str]
    units: tuple[str, str]
    thousands: str
    decimal: str
    and_then: str
    summary: Mapping[str, str]
    is_one: Callable[[int], bool]
    typeset: Callable[[str], str]


def language(lang: str) -> str:
    """The one of LANGS that serves a BCP 47 tag: `fr-BE` is served by `fr`, whatever has no messages by `en`."""
    primary = lang.lower().replace("_", "-").partition("-")[0]
    return primary if primary in LANGS else "en"


def words_of(lang: str) -> Words:
    """A language's words."""
    words: Words = import_module(f"cms.report.{language(lang)}").WORDS
    return words


def messages_of(lang: str, family: str) -> Messages:
    """The messages of a family of rules (`parse`, `schema` …) in a language; none for an unknown family."""
    try:
        messages: Messages = import_module(f"cms.report.{language(lang)}.{family}").MESSAGES
    except ModuleNotFoundError:
        return {}
    return messages
