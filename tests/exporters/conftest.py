"""Compilations made by hand: no file is read, parsed, linked or rendered for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from cms.exporters import encode, gone_of, lost
from cms.model import (
    AssetFile,
    AssetUse,
    Backlink,
    Collection,
    Compilation,
    Config,
    Data,
    Dates,
    Entry,
    Heading,
    Item,
    Json,
    Key,
    Media,
    Reference,
    Rendered,
    RenderedEntry,
    Schema,
    Shown,
    Site,
    Span,
    Steps,
    Term,
    Violation,
    Visibility,
)
from cms.paths import compile_template, key_of

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


def shown(
    entries: Sequence[Entry],
    visibility: Mapping[Key, Visibility],
    rendered: Mapping[str, RenderedEntry],
    *,
    preview: bool,
    history: bool,
) -> list[Shown]:
    """The entries that a bundle shows, each with what its bytes depend on, in no order."""
    visible = {
        (found.collection, found.id): found
        for found in entries
        if preview or visibility.get((found.collection, found.id), "published") == "published"
    }
    links: dict[Key, set[Backlink]] = {key: set() for key in visible}
    for key, found in visible.items():
        gone = gone_of(found, visible.keys(), schema({}))
        named = {(key_of(reference), reference.field) for reference in found.references}
        for target, field in named - lost(found, gone):
            links[target].add(Backlink(*key, field))
    return [
        Shown(
            entry=found,
            visibility=visibility.get(key, "published"),
            targets=frozenset(key_of(reference) for reference in found.references) & visible.keys(),
            backlinks=tuple(links[key]),
            dates=Dates(DAY, DAY + 60, ("Ada", "Zoé")) if history else None,
            rendered=rendered.get(found.id, RenderedEntry()),
        )
        for key, found in visible.items()
    ]


def compilation(  # noqa: PLR0913 - a test names what it needs
    *entries: Entry,
    rendered: Mapping[str, RenderedEntry] | None = None,
    visibility: Mapping[Key, Visibility] | None = None,
    documents: Mapping[str, Data] | None = None,
    collections: Mapping[str, Mapping[str, Json]] | None = None,
    preview: bool = False,
    history: bool = True,
    limit: int = 24_000_000,
    **options: Json,
) -> Compilation:
    """A compilation of these entries; `rendered` by their ids, `collections` with settings besides the usual ones."""
    settings = {name: usual._replace(**(collections or {}).get(name, {})) for name, usual in COLLECTIONS.items()}
    site = Site("Les rencontres", "https://rencontres.test", "fr", ("fr",), "Europe/Paris")
    config = Config(site, "content", Media(), settings, {}, (), ("json",), 3, limit)
    visible = shown(entries, visibility or {}, rendered or {}, preview=preview, history=history)
    encoded = sorted(encode(found, config, schema({}), preview=preview) for found in visible)
    summaries = {found.path: found.summary for found in encoded}
    values: dict[str, Any] = {
        "config": config,
        "schemas": {name: schema((documents or {}).get(name, {})) for name in COLLECTIONS},
        "shapes": {name: {"title": name} for name in COLLECTIONS},
        "items": [Item(*found[:-2], partial(bytes, found.data)) for found in encoded],
        "summaries": lambda paths: map(summaries.__getitem__, paths),
        "known": {},
        "used": {},
        "valid_from": None,
        "next_change_at": None,
        "history": history,
        "version": "0.0.0",
        "commit": "c0ffee" + "0" * 34,
        "dirty": False,
        "preview": preview,
    }
    return Compilation(**{**values, **options})


def asset(name: str, d16: str, media_type: str) -> AssetFile:
    stem, _, extension = name.partition(".")
    hashed = f"{stem}.{d16}.{extension}"
    source = f"content/media/{name}"
    return AssetFile(source, f"assets/{hashed}", f"/media/{hashed}", media_type, 81_234, d16 + "0" * 48)


def association(*, preview: bool = False, **options: Json) -> Compilation:
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
        **options,
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
