"""A document, its place and its schema → an Entry with all that linking needs, and what is wrong with its data."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from cms.model import (
    CheckedFile,
    Collection,
    Data,
    Diagnostic,
    Document,
    Entry,
    Json,
    Schema,
    Site,
    Steps,
)
from cms.paths import Place, url_of
from cms.positions import pointer
from cms.validate.facts import find_facts
from cms.validate.places import quoted, span_at

__all__ = ["diagnose", "validate"]

DRAFTS_MAY_LACK = frozenset({"schema/required", "schema/minItems"})

_DATE_LENGTH = 10
_SEPARATORS = "/.-_"


def validate(
    document: Document,
    collection: Collection,
    place: Place,
    schema: Schema,
    site: Site,
    blob: str,
) -> CheckedFile:
    """Check one document by itself. `blob` is the Git blob id of its file.

    No entry where the document has no data (parsing has said why). An entry is made of invalid data too, marked as
    `wrong` or `lacking`, so that what refers to it, and what it refers to, can still be judged.
    """
    data = document.data
    if data is None:
        return CheckedFile(None, ())
    draft = _is_draft(data, collection, schema)
    start, end = _interval(data, collection, schema, site)
    facts = find_facts(document, schema)
    found = diagnose(document, schema, draft=draft)
    found = [*found, *_template_problems(document, place, schema, found)]
    found = [*found, *_publish_problems(document, collection, schema, found)]
    unsafe = {item.pointer for item in facts.diagnostics}
    found = [*(item for item in found if item.pointer not in unsafe), *facts.diagnostics]
    entry = Entry(
        collection=collection.name,
        id=place.id,
        slug=place.slug,
        path=document.path,
        blob=blob,
        url=None if collection.url is None else url_of(collection.url, place),
        lang=_lang(data, place, site),
        translation_key=_translation_key(data, document.path, place, collection),
        draft=draft,
        publish_at=start,
        expire_at=end,
        data=data,
        references=facts.references,
        assets=facts.assets,
        uniques=facts.uniques,
        date_times=facts.date_times,
        markdown=facts.markdown,
        wrong=any(item.severity == "error" and item.rule not in DRAFTS_MAY_LACK for item in found),
        lacking=any(item.rule in DRAFTS_MAY_LACK for item in found),
    )
    return CheckedFile(entry, tuple(found))


def diagnose(document: Document, schema: Schema, *, draft: bool = False) -> list[Diagnostic]:
    """What is wrong with a document's data by its schema, in the order of the file.

    In a draft, missing required properties and too few items are warnings.
    """
    violations = list(schema.violations(document.data or {}))
    if not violations:
        return []
    from cms.validate.problems import told  # noqa: PLC0415 - 2 ms that only invalid data costs

    return told(document, violations, draft=draft)


# --- Publication -----------------------------------------------------------------------------------------------------


def _is_draft(data: Data, collection: Collection, schema: Schema) -> bool:
    field, value = collection.publish[:2]
    if field not in schema.properties:
        return False
    return bool(data.get(field, schema.properties[field].get("default")) != value)


def _interval(data: Data, collection: Collection, schema: Schema, site: Site) -> tuple[int | None, int | None]:
    """When the entry is shown, in seconds since 1970: from the first (inclusive) until the second (exclusive)."""
    names = (collection.publish.start, collection.publish.end)
    start, end = (data.get(name) if name in schema.properties else None for name in names)
    if not (isinstance(start, str) or isinstance(end, str)):
        return None, None
    from cms.instants import ends, starts  # noqa: PLC0415 - with time zones, 4 ms that most entries don't need

    return (
        starts(start, site.timezone) if isinstance(start, str) else None,
        ends(end, site.timezone) if isinstance(end, str) else None,
    )


def _publish_problems(
    document: Document, collection: Collection, schema: Schema, known: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """Fields that say when an entry is shown, and hold no date: an entry must not be published by a slip of the pen."""
    data = document.data or {}
    for name in (collection.publish.start, collection.publish.end):
        value = data.get(name)
        if value is None or name not in schema.properties:
            continue
        at = (name,)
        if _is_moment(value) or _is_judged(at, known):
            continue
        values = {"name": name, "format": "date-time", "found": quoted(document, at, value)}
        yield Diagnostic(
            "schema/format", document.path, span_at(document, at), values, "date-time", pointer=pointer(at)
        )


def _is_judged(at: Steps, known: Iterable[Diagnostic]) -> bool:
    return any(item.pointer == pointer(at) for item in known)


def _is_moment(value: Json) -> bool:
    from cms.instants import starts  # noqa: PLC0415 - as above

    return isinstance(value, str) and starts(value, "UTC") is not None


# --- Language --------------------------------------------------------------------------------------------------------


def _lang(data: Data, place: Place, site: Site) -> str:
    lang = data.get("lang")
    return lang if isinstance(lang, str) and lang else place.captures.get("lang") or site.lang


def _translation_key(data: Data, path: str, place: Place, collection: Collection) -> str | None:
    """What all languages of one piece share: a text of the data, else the id without the captured language."""
    given = data.get("translationKey")
    if isinstance(given, str) and given:
        return given
    match = (
        collection.template.pattern.fullmatch(unicodedata.normalize("NFC", path)) if "lang" in place.captures else None
    )
    if match is None:
        return None
    offset = len(collection.template.folder) + 1 if collection.template.folder else 0
    before, after = place.id[: match.start("lang") - offset], place.id[match.end("lang") - offset :]
    if before and after and before[-1] in _SEPARATORS:
        before = before[:-1]
    return (before + after).strip(_SEPARATORS) or collection.name


# --- Path and data ---------------------------------------------------------------------------------------------------


def _template_problems(
    document: Document, place: Place, schema: Schema, known: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """Captures of the path that are properties of the schema and have another value in the data."""
    data = document.data or {}
    for name, capture in place.captures.items():
        if name not in data or name not in schema.properties or _agrees(data[name], name, capture):
            continue
        at = (name,)
        if not _is_judged(at, known):
            values = {"name": name, "capture": capture, "found": quoted(document, at, data[name])}
            yield Diagnostic("schema/template", document.path, span_at(document, at), values, pointer=pointer(at))


def _agrees(value: Json, name: str, capture: str) -> bool:
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value)
        return (text[:_DATE_LENGTH] if name == "date" else text) == capture
    return isinstance(value, int) and not isinstance(value, bool) and capture.isdecimal() and int(capture) == value
