"""Results as JSON text and back: what the cache keeps, and what could travel between processes."""

from __future__ import annotations

import json
from typing import Any

from cms.model import (
    AssetUse,
    BodyLink,
    CheckedFile,
    Diagnostic,
    Entry,
    Fix,
    Heading,
    Reference,
    Related,
    Rendered,
    Span,
    Unique,
)


def dump(result: CheckedFile) -> str:
    """A result as JSON text. Named tuples become lists; what `load_checked` makes of it equals the result."""
    return json.dumps(result, ensure_ascii=False, separators=(",", ":"), default=dict)


def load_checked(text: str) -> CheckedFile | None:
    """A CheckedFile from its JSON text; None where the text isn't one (a cache may come from anywhere)."""
    try:
        entry, diagnostics = json.loads(text)
        return CheckedFile(None if entry is None else _entry(entry), tuple(_diagnostic(found) for found in diagnostics))
    except (TypeError, ValueError, AttributeError, KeyError):
        return None


def rendered(values: list[Any]) -> Rendered:
    """A Rendered from its JSON value."""
    html, toc, *rest = values
    return Rendered(html, tuple(Heading(*heading) for heading in toc), *rest)


def _entry(values: list[Any]) -> Entry:
    entry = Entry(*values)
    return entry._replace(
        references=tuple(
            Reference(tuple(at), field, tuple(targets), identity, Span(*span))
            for at, field, targets, identity, span in entry.references
        ),
        assets=tuple(AssetUse(tuple(at), url, kind, Span(*span)) for at, url, kind, span in entry.assets),
        uniques=tuple(Unique(field, tuple(at), value, Span(*span)) for field, at, value, span in entry.uniques),
        links=tuple(BodyLink(*found) for found in entry.links),
        date_times=tuple(tuple(at) for at in entry.date_times),
        markdown=tuple(tuple(at) for at in entry.markdown),
    )


def _diagnostic(values: list[Any]) -> Diagnostic:
    found = Diagnostic(*values)
    return found._replace(
        span=_span(found.span),
        related=tuple(Related(path, _span(span)) for path, span in found.related),
        fixes=tuple(Fix(Span(*span), replacement) for span, replacement in found.fixes),
    )


def _span(values: Any) -> Span | None:  # noqa: ANN401 - JSON enters here
    return None if values is None else Span(*values)
