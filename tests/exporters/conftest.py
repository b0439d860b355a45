"""Compilations made by hand: no file is read, parsed, linked or rendered for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from cms.model import (
    AssetFile,
    AssetUse,
    Backlink,
    Collection,
    Compilation,
    Config,
    Content,
    Data,
    Dates,
    Entry,
    Heading,
    Json,
    Key,
    Media,
    Reference,
    Rendered,
    RenderedEntry,
    Schema,
    Site,
    Span,
    Steps,
    Term,
    Violation,
    Visibility,
)
from cms.paths import compile_template

NOWHERE = Span(1, 1, 1, 1)
DAY = int(datetime(2026, 3, 1, 9, tzinfo=UTC).timestamp())
PEOPLE, PLACES, MEETINGS = "people", "places", "meetings"


def _collection(name: str, path: str, url: str | None, *order: str, **options: Json) -> Collection:
    terms = tuple(Term(term.lstrip("-"), term.startswith("-")) for term in order)
    return Collection(name, compile_template(path, "content", ["fr"]), f"schemas/{name}.json", url, terms, **options)


COLLECTIONS = {
    MEETINGS: _collection(MEETINGS, "meetings/{slug}.md", "/rencontres/{slug}/", "-day", "title", text=True),
    PEOPLE: _collection(PEOPLE, "people/{slug}.yml", None, "name", contributors=True),
    PLACES: _collection(PLACES, "places/{slug}.yml", "/lieux/{slug}/", "seats"),
}


def _violations(data: Data) -> Iterator[Violation]:
    """A team's member needs a person."""
    for position, member in enumerate(data.get("team", [])):
        if "person" not in member:
            yield Violation("required", ("team", position), {"property": "person"})


def schema(document: Data) -> Schema:
    return Schema("", "", document, document.get("properties", {}), _violations, lambda _: iter(()))


def entry(
    collection: str, identity: str, data: Data, refers: Mapping[Steps, Any] | None = None, **options: Json
) -> Entry:
    """An entry; `refers` are the collections that its references may lead to, by the references' places."""
    template = COLLECTIONS[collection].template
    values: dict[str, Any] = {
        "collection": collection,
        "id": identity,
        "slug": identity.rpartition("/")[2],
        "path": f"{template.folder}/{identity}{template.suffix}",
        "blob": "",
        "url": None,
        "lang": "fr",
        "translation_key": None,
        "draft": False,
        "publish_at": None,
        "expire_at": None,
        "data": data,
        "references": tuple(_reference(data, at, targets) for at, targets in (refers or {}).items()),
    }
    assets = tuple(AssetUse(at, _at(data, at), "image", NOWHERE) for at in options.pop("assets", ()))
    return Entry(**{**values, "assets": assets, **options})


def _reference(data: Data, at: Steps, targets: str | tuple[str, ...]) -> Reference:
    field = ".".join(step for step in at if isinstance(step, str))
    return Reference(at, field, (targets,) if isinstance(targets, str) else targets, _at(data, at), NOWHERE)


def _at(data: Json, at: Steps) -> Json:
    for step in at:
        data = data[step]
    return data


def key_of(reference: Reference) -> Key:
    identity = unicodedata.normalize("NFC", reference.id)
    if len(reference.targets) == 1:
        return reference.targets[0], identity
    collection, _, rest = identity.partition("/")
    return collection, rest


def linked(entries: list[Entry], visibility: Mapping[Key, Visibility], *, preview: bool) -> Content:
    known = {(found.collection, found.id): found for found in entries}
    shown = frozenset(key for key in known if preview or visibility.get(key, "published") == "published")
    hidden: dict[Key, tuple[Reference, ...]] = {}
    backlinks: dict[Key, set[Backlink]] = {}
    for key in shown:
        hidden[key] = tuple(ref for ref in known[key].references if key_of(ref) not in shown)
        for reference in known[key].references:
            backlinks.setdefault(key_of(reference), set()).add(Backlink(*key, reference.field))
    return Content(
        entries=known,
        visibility={key: visibility.get(key, "published") for key in known},
        shown=shown,
        hidden={key: found for key, found in hidden.items() if found},
        backlinks={key: tuple(found) for key, found in backlinks.items() if key in shown},
        valid_from=None,
        next_change_at=None,
        diagnostics=(),
    )


def compilation(
    *entries: Entry,
    rendered: Mapping[str, RenderedEntry] | None = None,
    visibility: Mapping[Key, Visibility] | None = None,
    documents: Mapping[str, Data] | None = None,
    preview: bool = False,
    limit: int = 24_000_000,
    **options: Json,
) -> Compilation:
    """A compilation of these entries; `rendered` by their ids."""
    site = Site("Les rencontres", "https://rencontres.test", "fr", ("fr",), "Europe/Paris")
    values: dict[str, Any] = {
        "config": Config(site, "content", Media(), COLLECTIONS, {}, ("json",), 3, limit),
        "content": linked(list(entries), visibility or {}, preview=preview),
        "schemas": {name: schema((documents or {}).get(name, {})) for name in COLLECTIONS},
        "rendered": lambda found: (rendered or {}).get(found.id, RenderedEntry()),
        "dates": {found.path: Dates(DAY, DAY + 60, ("Ada", "Zoé")) for found in entries},
        "version": "0.0.0",
        "commit": "c0ffee" + "0" * 34,
        "dirty": False,
        "preview": preview,
        "shapes": {name: {"title": name} for name in COLLECTIONS},
    }
    return Compilation(**{**values, **options})


def asset(name: str, d16: str, media_type: str) -> AssetFile:
    stem, _, extension = name.partition(".")
    hashed = f"{stem}.{d16}.{extension}"
    source = f"content/media/{name}"
    return AssetFile(source, f"assets/{hashed}", f"/media/{hashed}", media_type, 81_234, d16 + "0" * 48)


def association(*, preview: bool = False) -> Compilation:
    """A small association's content, with something of everything. Its bundle stands in `cases/bundle`."""
    photo = asset("salle.jpg", "00112233445566aa", "image/jpeg")._replace(width=1200, height=800)
    plan = asset("plan.pdf", "8899aabbccddeeff", "application/pdf")
    body = Rendered(
        f'<h2 id="au-menu">Au menu</h2>\n<p>Trois exposés, et <a href="{plan.url}">le plan</a>.</p>\n',
        (Heading("au-menu", 2, "Au menu"),),
        "Au menu\n\nTrois exposés, et le plan.",
        "Trois exposés, et le plan.",
        7,
        1,
    )
    files = {"/media/salle.jpg": photo, "plan.pdf": plan}
    note = Rendered("<p>Prêt à <em>tout</em>.</p>\n", (), "Prêt à tout.", "Prêt à tout.", 3, 1)
    return compilation(
        entry(MEETINGS, "2026/printemps", {
            "title": "Rencontre de printemps", "day": "2026-03-21", "starts": "2026-03-21 18:30", "place": "la-halle",
            "cover": {"src": "/media/salle.jpg", "alt": "Une salle pleine"}, "price": 5.0, "note": "Prêt à *tout*.",
            "team": [{"person": "ada", "role": "accueil"}, {"person": "inconnue", "role": "son"}],
            "reviewer": "inconnue", "related": ["meetings/hiver", "people/ada"],
        }, {
            ("place",): PLACES, ("team", 0, "person"): PEOPLE, ("team", 1, "person"): PEOPLE, ("reviewer",): PEOPLE,
            ("related", 0): (MEETINGS, PEOPLE), ("related", 1): (MEETINGS, PEOPLE),
        }, url="/rencontres/printemps/", assets=[("cover", "src")], date_times=(("starts",),), markdown=(("note",),),
            publish_at=DAY, expire_at=DAY + 86_400),
        entry(MEETINGS, "hiver", {"title": "Rencontre d’hiver", "day": "2026-01-10", "place": "la-halle"},
              {("place",): PLACES}, url="/rencontres/hiver/"),
        entry(PEOPLE, "ada", {"name": "Ada", "website": None}),
        entry(PEOPLE, "inconnue", {"name": "Nom secret"}, draft=True),
        entry(PLACES, "la-halle", {"name": "La Halle", "seats": 120}, url="/lieux/la-halle/"),
        entry(PLACES, "café", {"name": "Cafe\u0301 du port"}, url="/lieux/café/"),
        rendered={
            "2026/printemps": RenderedEntry(None, body, {("note",): note}, files),
            "hiver": RenderedEntry(None, Rendered("", (), "", "", 0, 1)),
        },
        visibility={(PEOPLE, "inconnue"): "draft"},
        documents={MEETINGS: {"properties": {"price": {"deprecated": True, "x-sunset": "2027-01-01", "x-use": "fee"}}}},
        preview=preview,
    )  # fmt: skip


@pytest.fixture(name="entry")
def entry_fixture() -> Callable[..., Entry]:
    return entry


@pytest.fixture(name="compilation")
def compilation_fixture() -> Callable[..., Compilation]:
    return compilation


@pytest.fixture(name="association")
def association_fixture() -> Callable[..., Compilation]:
    return association
