"""The texts of a field → what its schema may ask of them: a choice, a form, an address, an image."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cms.closest import closest
from cms.dates import to_iso
from cms.instants import is_date, is_date_time
from cms.model import Data, Json
from cms.scaffold.inference.labels import is_slip, words
from cms.scaffold.inference.references import refer
from cms.scaffold.inference.samples import MANY, Around, Inferred, Sample, doubt_of, nearly, values_of
from cms.scaffold.plan import Doubt

_WEB = '^https?://[^\\s/<>"][^\\s<>"]*$'
_WEB_ADDRESS = re.compile(_WEB)
_ALMOST_WEB = re.compile(r"\s*(https?:|www\.|\S+://)")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"[A-Za-z0-9_%+-]{{1,30}}(?:\.[A-Za-z0-9_%+-]{{1,30}})?@{_LABEL}(?:\.{_LABEL}){{1,3}}")
_MOST_MISWRITTEN = 0.1
"""Where so many dates are in another form than ISO's, that form is meant."""

_IMAGE = re.compile(r"(?!//|\w+:)[^?#\n]+\.(?:png|jpe?g|gif|svg|webp|avif|jfif)(?:[?#]\S*)?", re.IGNORECASE)

_FEWEST = 10
"""Fewer values than that show no choice."""

_MOST_CHOICES = 10
_USES = 5
_CHOICE = re.compile(r"[^\W_][^\s,;:.!?/@]*(?: [^\s,;:.!?/@]+){0,2}")
_LONGEST_CHOICE = 30
_OPEN = frozenset(
    words(
        "title name slug id key description excerpt summary subtitle heading text author by creator contributor person "
        "tag keyword url link website permalink address city street email image alt caption file path date time"
    )
)
"""Words in the names of fields whose values nobody can list, however few there are by now."""


def describe(field: str, samples: Sequence[Sample], at: str, around: Around) -> Inferred:
    """The keywords for a field's texts, of which none is empty. `at` points to the field's schema."""
    judged = (judge(field, samples, at, around) for judge in (refer, _dates, _addresses, _mails, _images))
    found = next((each for each in judged if each is not None), Inferred({}))
    choice = None if found.schema else _choice(field, samples, at, around)
    return found if choice is None else Inferred(choice.schema, (*found.doubts, *choice.doubts))


# --- Forms -----------------------------------------------------------------------------------------------------------

_EITHER: Data = {"if": {"pattern": ":"}, "then": {"format": "date-time"}, "else": {"format": "date"}}
"""One keyword a value, so that a wrong one is told once."""


def _dates(_field: str, samples: Sequence[Sample], at: str, around: Around) -> Inferred | None:
    days = sum(is_date(sample.value) for sample in samples)
    moments = sum(is_date_time(sample.value) for sample in samples)
    if not days + moments:
        return None
    wrong = [sample for sample in samples if not (is_date(sample.value) or is_date_time(sample.value))]
    spelt = all(to_iso(sample.value) is not None for sample in wrong)
    if not spelt and not nearly(days + moments, len(samples)):
        return None
    if not spelt or len(wrong) > _MOST_MISWRITTEN * len(samples):
        return Inferred({}, (_doubt(around, at, "dates", wrong, samples),))
    schema = _EITHER if days and moments else {"format": "date" if days else "date-time"}
    mixed = (_doubt(around, at, "date-and-time", [each for each in samples if not is_date(each.value)], samples),)
    return Inferred(schema, (*(mixed if days and moments else ()), *_slips(around, at, "date", wrong, samples)))


def _addresses(field: str, samples: Sequence[Sample], at: str, around: Around) -> Inferred | None:
    wrong = [sample for sample in samples if not _WEB_ADDRESS.search(sample.value)]
    alike = nearly(len(samples) - len(wrong), len(samples))
    if not alike or not all(_ALMOST_WEB.match(sample.value) for sample in wrong):
        return None
    if len(samples) == 1 and not {"url", "link", "website", "site", "href"} & set(words(field)):
        return None
    return Inferred({"pattern": _WEB}, _slips(around, at, "web", wrong, samples))


def _mails(_field: str, samples: Sequence[Sample], _at: str, _around: Around) -> Inferred | None:
    return Inferred({"format": "email"}) if all(_EMAIL.fullmatch(sample.value) for sample in samples) else None


def _images(_field: str, samples: Sequence[Sample], at: str, around: Around) -> Inferred | None:
    local = [sample for sample in samples if not _WEB_ADDRESS.search(sample.value)]
    if not local or not all(_IMAGE.fullmatch(sample.value) for sample in local):
        return None
    missing = [sample for sample in local if not around.is_asset(sample.path, sample.value)]
    if not nearly(len(local) - len(missing), len(local)):
        return Inferred({}, (_doubt(around, at, "image-missing", missing, local),))
    return Inferred({"x-asset": "image"}, _slips(around, at, "image", missing, local))


# --- Choices ---------------------------------------------------------------------------------------------------------


def _choice(field: str, samples: Sequence[Sample], at: str, around: Around) -> Inferred | None:
    """A choice, where few values are used often; what differs by a letter from one of them is a slip of the pen."""
    if len(samples) < _FEWEST or _OPEN & set(words(field)):
        return None
    counts = Counter(sample.value for sample in samples)
    slips = {value for value in _slipped(counts) if len(counts) > 1}
    wrong = [sample for sample in samples if sample.value in slips]
    chosen = [value for value in counts if value not in slips]
    few = 1 < len(chosen) <= _MOST_CHOICES and len(samples) >= _USES * len(chosen)
    if not few or not nearly(len(samples) - len(wrong), len(samples)):
        return None
    once = sum(counts[value] == 1 for value in chosen)
    if once > 1 or not all(len(value) <= _LONGEST_CHOICE and _CHOICE.fullmatch(value) for value in chosen):
        return None
    listed: list[Json] = sorted(chosen)
    doubts = (Doubt(around.collection, at, "enum", {"values": listed}),)
    return Inferred({"enum": listed}, (*doubts, *_slips(around, at, "enum", wrong, samples)))


def _slipped(counts: Counter[str]) -> Iterator[str]:
    """Values that stand there once, beside one that is nearly the same and used often."""
    usual = [value for value, count in counts.items() if count >= MANY // 2]
    for value in (value for value, count in counts.items() if count == 1 and usual):
        nearest = closest(value, usual[:_MOST_CHOICES])
        if nearest is not None and is_slip(value, nearest):
            yield value


# --- Doubts ----------------------------------------------------------------------------------------------------------


def _doubt(around: Around, at: str, case: str, some: Sequence[Sample], of: Sequence[Sample]) -> Doubt:
    return doubt_of(around, at, case, some, of, values=values_of(some))


def _slips(around: Around, at: str, form: str, wrong: Sequence[Sample], of: Sequence[Sample]) -> tuple[Doubt, ...]:
    return (_doubt(around, at, f"{form}-slip", wrong, of),) if wrong else ()
