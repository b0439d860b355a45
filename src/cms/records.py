"""Results as JSON text and back: what the cache keeps, and what could travel between processes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from cms.model import (
    AssetUse,
    BodyLink,
    Diagnostic,
    Entry,
    Fix,
    Reference,
    Related,
    Span,
    Unique,
    Use,
)


def dump(value: Entry | Sequence[str] | Sequence[Use] | Sequence[tuple[str, str]]) -> str:
    """An entry, or names, as JSON text. Named tuples become lists; what `load_entry` makes of an entry's equals it."""
    return _dump(value)


def load_entry(text: str) -> Entry:
    """An entry from its JSON text. Raises ValueError where the text isn't one (a cache may come from anywhere)."""
    try:
        return _entry(json.loads(text))
    except (TypeError, AttributeError, KeyError) as error:
        raise ValueError(*error.args) from error


def dump_diagnostics(found: Sequence[Diagnostic]) -> str | None:
    """Diagnostics as JSON text; None where there are none."""
    return _dump(found) if found else None


def load_diagnostics(text: str) -> list[Diagnostic]:
    """Diagnostics from their JSON text. Raises ValueError where the text isn't that."""
    try:
        return [_diagnostic(found) for found in json.loads(text)]
    except (TypeError, AttributeError, KeyError) as error:
        raise ValueError(*error.args) from error


_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=dict).encode


def _entry(found: list[Any]) -> Entry:
    *facts, references, assets, uniques, links, date_times, markdown, wrong, lacking = found
    values = (
        *facts,
        tuple(
            [
                Reference(tuple(at), field, tuple(targets), identity, Span(*span))
                for at, field, targets, identity, span in references
            ]
        ),
        tuple([AssetUse(tuple(at), url, kind, Span(*span)) for at, url, kind, span in assets]),
        tuple([Unique(field, tuple(at), value, Span(*span)) for field, at, value, span in uniques]),
        tuple([BodyLink(*found) for found in links]),
        tuple([tuple(at) for at in date_times]),
        tuple([tuple(at) for at in markdown]),
        wrong,
        lacking,
    )
    return Entry._make(values)


def _diagnostic(values: list[Any]) -> Diagnostic:
    found = Diagnostic(*values)
    return found._replace(
        span=_span(found.span),
        related=tuple(Related(path, _span(span)) for path, span in found.related),
        fixes=tuple(Fix(Span(*span), replacement) for span, replacement in found.fixes),
    )


def _span(values: Any) -> Span | None:  # noqa: ANN401 - JSON enters here
    return None if values is None else Span(*values)
