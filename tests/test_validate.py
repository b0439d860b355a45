from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.model import (
    AssetUse,
    CheckedFile,
    Collection,
    Document,
    Entry,
    Json,
    Mark,
    Publish,
    Reference,
    Schema,
    Site,
    Source,
    Unique,
)
from cms.parse import parse
from cms.paths import compile_template, place
from cms.schema import compile_schemas
from cms.validate import validate

SITE = Site(lang="fr", languages=("fr", "en"), timezone="Europe/Paris")
POST: Json = {
    "type": "object",
    "required": ["title"],
    "properties": {
        "title": {"type": "string"},
        "date": {"anyOf": [{"format": "date"}, {"format": "date-time"}]},
        "lang": {"type": "string"},
        "slug": {"type": "string"},
        "number": {"type": "integer"},
        "translationKey": {"type": "string"},
        "status": {"enum": ["Draft", "Published"]},
        "publishDate": {"type": "string"},
        "expiryDate": {"type": "string"},
        "authors": {"type": "array", "minItems": 1, "items": {"type": "string", "x-reference": "people"}},
        "team": {
            "type": "array",
            "items": {"properties": {"who": {"type": "string", "x-reference": ["people", "teams"]}}},
        },
        "partner": {"x-reference": {"collection": "organisations", "value": "/organisations/{id}"}},
        "cover": {"properties": {"src": {"type": "string", "x-asset": "image", "pattern": "^(/|https:)"}}},
        "link": {"type": "string", "format": "iri-reference"},
        "code": {"x-unique": True},
        "updated": {"type": "string", "format": "date-time"},
        "intro": {"type": "string", "x-markdown": True},
    },
}


def compiled(schema: Json) -> Schema:
    schemas, found = compile_schemas({"s.json": Document("s.json", "json", "", schema, Mark(0, 0))}, ["s.json"])
    assert found == ()
    return schemas["s.json"]


SCHEMA = compiled(POST)
PLAIN = compiled({"properties": {"title": {"type": "string"}}})


def checked(
    text: str, path: str = "content/posts/a.yml", template: str = "posts/{slug}.yml", schema: Schema = SCHEMA
) -> CheckedFile:
    """A file of a collection, parsed and validated."""
    collection = Collection(
        "posts", compile_template(template, "content", SITE.languages), "s.json", url="/blog/{slug}/"
    )
    document, found = parse(Source(path, text.encode(), ""))
    assert found == ()
    at = place(path, collection.template, collection.name)
    assert at is not None
    return validate(document, collection, at, schema, SITE, "blob")


def entry(text: str, schema: Schema = SCHEMA) -> Entry:
    """The entry of a file of which there is nothing to say."""
    result = checked(text, schema=schema)
    assert result.diagnostics == ()
    assert result.entry is not None
    return result.entry


def rules(result: CheckedFile) -> list[str]:
    return [f"{found.rule} {found.pointer}" for found in result.diagnostics]


# --- Identity --------------------------------------------------------------------------------------------------------


def test_an_entry_is_what_its_file_and_its_path_say() -> None:
    assert entry("title: T\nstatus: Published\nother: [1]\n") == Entry(
        collection="posts",
        id="a",
        slug="a",
        path="content/posts/a.yml",
        blob="blob",
        url="/blog/a/",
        lang="fr",
        translation_key=None,
        draft=False,
        publish_at=None,
        expire_at=None,
        data={"title": "T", "status": "Published", "other": [1]},
    )


def test_a_file_that_could_not_be_read_gives_no_entry() -> None:
    collection = Collection("posts", compile_template("{slug}.yml", "", ()), "s.json")
    at = place("a.yml", collection.template, "posts")
    assert at is not None
    broken = Document("a.yml", "yaml", "[", None, Mark(0, 1))
    assert validate(broken, collection, at, SCHEMA, SITE, "") == CheckedFile(None, ())


@pytest.mark.parametrize(
    ("template", "path", "text", "lang", "key"),
    [
        ("posts/{slug}.yml", "posts/a.yml", "", "fr", None),
        ("posts/{slug}.yml", "posts/a.yml", "lang: de\n", "de", None),
        ("posts/{lang}/{slug}.yml", "posts/en/a.yml", "", "en", "a"),
        ("posts/{lang}/{slug}.yml", "posts/en/a.yml", "lang: en\ntranslationKey: k\n", "en", "k"),
        ("posts/{slug}.{lang}.yml", "posts/a.en.yml", "", "en", "a"),
        ("{name*}/{lang}/index.yml", "x/y/en/index.yml", "", "en", "x/y"),
        ("home/{lang}.yml", "home/en.yml", "", "en", "posts"),
    ],
)
def test_language_and_translation_key(template: str, path: str, text: str, lang: str, key: str | None) -> None:
    result = checked("title: T\n" + text, f"content/{path}", template, PLAIN)
    found = result.entry
    assert found is not None
    assert (found.lang, found.translation_key) == (lang, key)


@pytest.mark.parametrize(
    ("template", "path", "good", "bad"),
    [
        ("posts/{date}-{slug}.yml", "posts/2020-09-23-a.yml", "date: 2020-09-23", "date: 2020-09-24"),
        ("posts/{date}-{slug}.yml", "posts/2020-09-23-a.yml", "date: 2020-09-23T10:00", "date: 2020-09-24T10:00"),
        ("posts/{lang}/{slug}.yml", "posts/en/a.yml", "lang: en", "lang: fr"),
        ("posts/{slug}.yml", "posts/été.yml", "slug: e\u0301te\u0301", "slug: ete"),
        ("posts/{number}.yml", "posts/08.yml", "number: 8", "number: 80"),
    ],
)
def test_the_path_and_the_data_agree(template: str, path: str, good: str, bad: str) -> None:
    where = (f"content/{path}", template)
    assert rules(checked(f"title: T\n{good}\nstatus: Draft\n", *where)) == []
    assert rules(checked("title: T\nstatus: Draft\n", *where)) == []
    result = checked(f"title: T\nstatus: Draft\n{bad}\n", *where)
    (found,) = result.diagnostics
    name, _, value = bad.partition(": ")
    assert (found.rule, found.pointer, found.severity) == ("schema/template", f"/{name}", "error")
    assert found.span == (3, len(name) + 3, 3, len(bad) + 1)
    assert found.values["name"] == name
    assert found.values["found"] == value
    assert found.values["capture"] in path
    assert result.entry is not None
    assert result.entry.wrong


def test_a_value_that_is_wrong_anyhow_is_not_compared_with_the_path() -> None:
    where = ("content/posts/2020-09-23-a.yml", "posts/{date}-{slug}.yml")
    assert rules(checked("title: T\nstatus: Draft\ndate: hier\n", *where)) == ["schema/anyOf /date"]


# --- Publication -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "draft"),
    [("status: Published\n", False), ("status: Draft\n", True), ("status: published\n", True), ("", True)],
)
def test_a_draft_is_what_its_publish_field_does_not_publish(text: str, draft: bool) -> None:  # noqa: FBT001 - a case
    result = checked("title: T\n" + text)
    assert result.entry is not None
    assert result.entry.draft == draft


def test_fields_that_the_schema_lacks_do_not_restrict() -> None:
    found = entry("title: T\nstatus: Draft\npublishDate: 2020-01-01\nexpiryDate: 2020-01-01\n", schema=PLAIN)
    assert (found.draft, found.publish_at, found.expire_at) == (False, None, None)


def test_what_drafts_may_lack_is_an_error_once_they_are_published() -> None:
    for status, severity in (("Draft", "warning"), ("Published", "error")):
        result = checked(f"status: {status}\nauthors: []\n")
        assert [(found.rule, found.severity) for found in result.diagnostics] == [
            ("schema/required", severity),
            ("schema/minItems", severity),
        ]
        assert result.entry is not None
        assert (result.entry.lacking, result.entry.wrong) == (True, False)


def test_other_errors_make_an_entry_wrong_even_in_a_draft() -> None:
    result = checked("title: 3\nstatus: Draft\n")
    assert result.entry is not None
    assert (result.entry.lacking, result.entry.wrong) == (False, True)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("publishDate: 2020-09-23\n", 1_600_812_000, None),  # 00:00 in Paris
        ("publishDate: 2020-09-23T10:00:00Z\n", 1_600_855_200, None),
        ("expiryDate: 2020-09-23\n", None, 1_600_898_400),  # the end of that day
        ("expiryDate: 2020-09-23T10:00\n", None, 1_600_848_000),
    ],
)
def test_when_an_entry_is_shown(text: str, start: int | None, end: int | None) -> None:
    found = entry("title: T\nstatus: Published\n" + text)
    assert (found.publish_at, found.expire_at) == (start, end)


def test_a_collection_chooses_its_own_publish_field() -> None:
    collection = Collection("a", compile_template("{slug}.yml", "", ()), "s.json", publish=Publish("live", value=True))
    schema = compiled({"properties": {"live": {"type": "boolean"}}})
    at = place("a.yml", collection.template, "a")
    assert at is not None
    for text, draft in (("live: true", False), ("live: false", True), ("{}", True)):
        document, _ = parse(Source("a.yml", text.encode(), ""))
        found = validate(document, collection, at, schema, SITE, "").entry
        assert found is not None
        assert found.draft == draft


@pytest.mark.parametrize(("default", "draft"), [({"default": False}, False), ({"default": True}, True), ({}, True)])
def test_an_absent_publish_field_counts_as_its_default(default: dict[str, bool], draft: bool) -> None:  # noqa: FBT001 - a case
    publish = Publish("draft", value=False)
    collection = Collection("a", compile_template("{slug}.yml", "", ()), "s.json", publish=publish)
    at = place("a.yml", collection.template, "a")
    assert at is not None
    document, _ = parse(Source("a.yml", b"{}", ""))
    schema = compiled({"properties": {"draft": {"type": "boolean", **default}}})
    found = validate(document, collection, at, schema, SITE, "").entry
    assert found is not None
    assert found.draft == draft


# --- What the data says to others ------------------------------------------------------------------------------------


def test_references_assets_and_the_rest_come_with_their_places() -> None:
    found = entry(
        "title: T\nstatus: Draft\nauthors:\n  - ada\nteam:\n  - {who: people/bob}\npartner: /organisations/x/y\n"
        "cover: {src: /media/a.png}\ncode: 7\nupdated: 2020-01-01T10:00\nintro: '*a*'\n"
    )
    assert found.references == (
        Reference(("authors", 0), "authors", ("people",), "ada", (4, 5, 4, 8)),  # type: ignore[arg-type]  # a span
        Reference(("team", 0, "who"), "team.who", ("people", "teams"), "people/bob", (6, 11, 6, 21)),  # type: ignore[arg-type]
        Reference(("partner",), "partner", ("organisations",), "x/y", (7, 10, 7, 28)),  # type: ignore[arg-type]
    )
    assert found.assets == (AssetUse(("cover", "src"), "/media/a.png", "image", (8, 14, 8, 26)),)  # type: ignore[arg-type]
    assert found.uniques == (Unique("code", ("code",), 7, (9, 7, 9, 8)),)  # type: ignore[arg-type]
    assert found.date_times == (("updated",),)
    assert found.markdown == (("intro",),)


def test_wrong_data_hides_no_reference() -> None:
    result = checked("titre: T\nstatus: published\nauthors: [ada, 3, bob]\nupdated: hier\ncode:\n")
    assert result.entry is not None
    assert [reference.id for reference in result.entry.references] == ["ada", "bob"]
    assert (result.entry.date_times, result.entry.uniques) == ((), ())


@pytest.mark.parametrize("value", ["x", "/organisations/", "organisations/x", "/people/x"])
def test_a_reference_that_lacks_its_wrapping_is_told_how_to_look(value: str) -> None:
    result = checked(f"title: T\nstatus: Draft\npartner: {value}\n")
    (found,) = result.diagnostics
    assert (found.rule, found.pointer, found.span) == ("schema/reference", "/partner", (3, 10, 3, 10 + len(value)))
    assert found.values["value"] == "/organisations/{id}"
    assert found.values.get("suggestion") == ("/organisations/x" if value == "x" else None)
    assert result.entry is not None
    assert result.entry.references == ()


@pytest.mark.parametrize(
    ("url", "scheme"),
    [
        ("javascript:alert(1)", "javascript"),
        (r"\tJaVa\nScript :alert(1)", "javascript"),
        (r"\u00a0vbscript:x", "vbscript"),
        ("data:text/html,x", "data"),
        ("file:///etc/passwd", "file"),
    ],
)
def test_an_address_that_runs_code_or_reads_files_is_refused_once(url: str, scheme: str) -> None:
    for field in (f'link: "{url}"', f'cover: {{src: "{url}"}}'):
        result = checked(f"title: T\nstatus: Draft\n{field}\n")
        assert [found.rule for found in result.diagnostics] == ["link/scheme"]
        assert result.diagnostics[0].values["scheme"] == scheme
        assert result.entry is not None
        assert result.entry.wrong


@pytest.mark.parametrize(
    "url", ["https://example.org/javascript:x", "/media/data:x.png", "mailto:a@example.org", "été.png"]
)
def test_other_addresses_are_not(url: str) -> None:
    assert rules(checked(f'title: T\nstatus: Draft\nlink: "{url}"\n')) == []


# --- Laws ------------------------------------------------------------------------------------------------------------


IDS = st.text(st.sampled_from("abé/- 漢'\"\\#:"), min_size=1, max_size=8)


@given(st.lists(IDS, max_size=4), st.lists(st.booleans() | st.integers(-9, 9), max_size=2), st.booleans())
def test_the_text_at_a_reference_parses_to_it(ids: list[str], others: list[Json], markdown: bool) -> None:  # noqa: FBT001
    data = "".join(f"  - {_quoted(value)}\n" for value in [*ids, *others])
    text = f"title: 'x'\nstatus: Draft\nauthors:\n{data}" if data else "authors: []\n"
    end = ".md" if markdown else ".yml"
    text = f"---\n{text}---\nbody" if markdown else text
    found = checked(text, f"content/posts/a{end}", f"posts/{{slug}}{end}").entry
    assert found is not None
    assert [reference.id for reference in found.references] == ids
    lines = text.split("\n")
    for reference in found.references:
        line, column, _, end_column = reference.span
        assert lines[line - 1][column - 1 : end_column - 1] == _quoted(reference.id)


def _quoted(value: Json) -> str:
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value).lower()


@pytest.mark.parametrize("text", ["publishDate: demain", "expiryDate: ''", "publishDate: 2027-02-30", "publishDate: 3"])
def test_a_moment_that_cannot_be_read_never_publishes(text: str) -> None:
    result = checked(f"title: T\nstatus: Published\n{text}\n")
    assert [found.severity for found in result.diagnostics] == ["error"]
    assert result.entry is not None
    assert result.entry.wrong
