"""Counts → the sentences that end a command's output."""

from __future__ import annotations

from collections.abc import Mapping

from cms.model import Json
from cms.report.look import Summary
from cms.report.template import fill
from cms.report.words import Words, words_of


def summarise(summary: Summary, lang: str) -> str:
    """`1,248 files checked: 2 errors, 1 warning`, in a language."""
    words = words_of(lang)
    counted = ("errors", "warnings", "remarks", "unsaid")
    counts = {name: count for name in counted if (count := getattr(summary, name))}
    found = ", ".join(_sentence(name, counts, words) for name in counts) or words.summary["clean"]
    if counts and not summary.errors:
        found = f"{words.summary['clean']}, {found}"
    mendable = _sentence("mendable", {"count": summary.mendable}, words) if summary.mendable else ""
    return _sentence("checked", {"files": summary.files}, words) + found + mendable


def exported_line(entries: int, written: int, unchanged: int, deleted: int, folder: str, lang: str) -> str:
    """How many entries an export holds, and what it did to the files of its folder."""
    words = words_of(lang)
    counts = {"written": written, "unchanged": unchanged, "deleted": deleted}
    found = ", ".join(_sentence(name, counts, words) for name in counts if counts[name] or name == "written")
    return _sentence("exported", {"entries": entries, "folder": folder}, words) + found


def stopped_line(count: int, folder: str, lang: str) -> str:
    """That an export wrote nothing, because of so many problems."""
    return _sentence("stopped", {"count": count, "folder": folder}, words_of(lang))


def sentence(name: str, values: Mapping[str, Json], lang: str) -> str:
    """One of a language's sentences, by its name."""
    return _sentence(name, values, words_of(lang))


def _sentence(name: str, values: Mapping[str, Json], words: Words) -> str:
    return fill(words.summary[name], values, words) or ""
