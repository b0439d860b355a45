"""One value of the old site by each step of a recipe, and what the report says of it."""

from __future__ import annotations

import json
import re

import pytest
from tests.conftest import POST
from tests.importing.small import NEW, OLD, Site, export, imported, made_of, mapping, outcomes, post

LONG = "Une phrase qui dit beaucoup. Une autre qui en dit encore plus. Une troisième pour finir."


def field(site: Site, recipe: str, name: str = "tags", more: str = "", **values: str) -> tuple[str, list[str]]:
    """What stands in one field of the entry, and why each value isn't as it was."""
    root, done = made_of(site, {OLD: post(**values)}, mapping(more, **{name: recipe}))
    text = (root / NEW).read_text(encoding="utf-8")
    found = re.search(rf"(?m)^{name}:(.*(?:\n +.*)*)", text)
    told = [
        f"{each.line} {each.field} {each.reason or each.fate}" for each in done.outcomes if each.at.startswith(name)
    ]
    return " ".join(found[1].split()) if found else "", told


@pytest.mark.parametrize(
    ("recipe", "value", "made", "told"),
    [
        ("k", "[un, deux]", "- un - deux", ["4 k.1 mapped", "4 k.2 mapped"]),
        ("k", "un", "- un", ["4 k mapped"]),
        ("k.n", "[{n: un}, {n: deux, m: x}]", "- un - deux", ["4 k.1.n mapped", "4 k.2.n mapped"]),
        ("{from: [absent, k]}", "un", "- un", ["4 k mapped"]),
        ("[absent, k]", "un", "- un", ["4 k mapped"]),
        ("{from: k, split: ' et |, '}", "un, deux et trois", "- un - deux - trois", ["4 k split"] * 3),
        ("{from: k, split: ', '}", "un", "- un", ["4 k mapped"]),
        ("{from: k, replace: {'^#': '', '(\\w)!': '\\1'}}", "'#un!'", "- un", ["4 k rewritten"]),
        ("{from: k, take: '^a(.*)'}", "[abc, bcd]", "- bc", ["4 k.1 rewritten"]),
        ("{from: k, values: {'true': oui, x: ix}}", "[true, x, z]", "- oui - ix", ["4 k.1 table", "4 k.2 table"]),
        ("{from: k, drop: ['^à remplir']}", "[à remplir un jour, un]", "- un", ["4 k.1 placeholder", "4 k.2 mapped"]),
        ("{from: k, as: slug}", "Été à Évry", "- ete-a-evry", ["4 k converted"]),
        ("{from: k, as: url}", "[lilas.fr/a, 'http://x.fr', a b]", "- https://lilas.fr/a - http://x.fr - a b",
         ["4 k.1 converted", "4 k.2 mapped", "4 k.3 mapped"]),
        ("{from: k, as: date}", "[2026-03-04T10:00:00Z]", "- '2026-03-04'", ["4 k.1 converted"]),
        ("{from: k, else: rien}", "''", "- rien", ["0  default", "4 k empty"]),
        ("{text: 'Titre : {title}'}", "un", "- 'Titre : Le bilan'", ["0  text"]),
        ("{text: 'Titre : {absent}'}", "un", "", []),
        ("{value: [un]}", "deux", "- un", ["0  fixed"]),
    ],
)  # fmt: skip
def test_a_recipe(site: Site, recipe: str, value: str, made: str, told: list[str]) -> None:
    found, why = field(site, recipe, k=value)
    assert (found, why) == (made, told)


def test_all_takes_each_and_none_twice(site: Site) -> None:
    found, why = field(site, "{all: [a, b]}", a="[un, deux]", b="[deux, trois]")
    assert found == "- un - deux - trois"
    assert why == ["4 a.1 mapped", "4 a.2 mapped", "5 b.1 duplicate", "5 b.2 mapped"]


def test_rest_is_what_nobody_above_has_taken(site: Site) -> None:
    usual = mapping(code="{from: k, take: '^C-(.*)'}", related="{from: k, rest: true}")
    text = usual.replace("      tags: keywords\n", "").replace("related:", "tags:")
    root, done = made_of(site, {OLD: post(k="[C-7, un, deux]")}, text)
    found = (root / NEW).read_text(encoding="utf-8")
    assert "tags:\n  - un\n  - deux\n" in found
    assert "code: '7'\n" in found
    assert [each.field for each in done.outcomes if each.at == "code"] == ["k.1"]


def test_one_value_where_only_one_is_possible(site: Site) -> None:
    found, why = field(site, "k", "code", k="[un, deux]")
    assert (found, why) == ("un", ["4 k.1 mapped", "4 k.2 one-only"])


def test_a_text_that_is_too_long_begins_the_body(site: Site) -> None:
    root, done = made_of(site, {OLD: post(texte=LONG)}, mapping(summary="{from: texte, max: 40}"))
    text = (root / NEW).read_text(encoding="utf-8")
    assert "summary: Une phrase qui dit beaucoup.\n" in text
    assert text.endswith(f"---\n\n{LONG}\n\nUn texte.\n")
    assert [(each.line, each.value) for each in outcomes(done, "cut")] == [(4, LONG)]


def test_it_is_not_there_twice(site: Site) -> None:
    root, _ = made_of(site, {OLD: post(f"{LONG}\n", texte=LONG)}, mapping(summary="{from: texte, max: 40}"))
    assert (root / NEW).read_text(encoding="utf-8").count(LONG) == 1


def test_an_object_needs_what_it_needs(site: Site) -> None:
    recipe = "{from: k, needs: [person], fields: {person: {from: n, entry: people}, role: r}}"
    found, why = field(site, recipe, "team", k="[{n: Ada, r: mare}, {r: plage}]")
    assert found == "- person: ada role: mare"
    assert [each for each in why if "k.2" in each] == ["4 k.2.r incomplete"]


def test_a_link_has_a_name_and_an_address(site: Site) -> None:
    people = (
        "entries:\n  people:\n    id: ['{name}']\n"
        "    fields: {name: name, status: {value: Published}, friend: {from: url, as: slug}}\n"
    )
    text = mapping(people=people, authors="{from: author, split: ' et ', link: true, entry: people}")
    _, done = made_of(site, {OLD: post(author="'[Zoé Œil](https://zoe.fr) et Bob'")}, text)
    told = {(each.at, each.reason, each.value) for each in done.outcomes if each.field == "author"}
    assert {("authors", "reference", "zoe-oeil"), ("authors", "reference", "bob")} <= told
    assert ("name", "", "Zoé Œil") in told
    assert ("friend", "converted", "https-zoe-fr") in told


def test_a_row_stands_for_its_key(site: Site) -> None:
    rows = "zoe:\n  nom: Zoé Œil\nmax:\n  nom: Max\n"
    people = "entries:\n  people:\n    id: ['{name}']\n    fields: {name: nom, status: {value: Published}}\n"
    text = mapping("tables: {gens: gens.yml}\n", people=people, authors="{from: author, look: gens, entry: people}")
    root, done = made_of(site, {OLD: post(author="zoe"), "gens.yml": rows}, text)
    assert (root / "content/people/zoe-oeil.yml").exists()
    assert not (root / "content/people/max.yml").exists()
    assert [(each.line, each.field, each.reason) for each in done.outcomes if each.path == "gens.yml"] == [
        (1, "zoe", "row-used"),
        (3, "max", "row-unused"),
    ]


def test_what_nobody_asks_for_is_named(site: Site) -> None:
    _, done = made_of(site, {OLD: post(layout="{a: [x, ''], b: 3}", slug="bilan")})
    found = [
        (each.line, each.field, each.reason, each.value) for each in done.outcomes if each.field.startswith("layout")
    ]
    assert found == [(4, "layout.a.1", "no-field", "x"), (4, "layout.a.2", "empty", ""), (4, "layout.b", "no-field", 3)]
    assert [(each.line, each.value) for each in outcomes(done, "id")] == [(5, "2026-03-04-bilan")]


def test_an_entry_of_which_only_the_name_is_known(site: Site) -> None:
    root, _ = made_of(site, {OLD: post(author="Léa Été")}, mapping(people=""))
    assert (root / "content/people/lea-ete.yml").read_text(encoding="utf-8") == "name: Léa Été\nstatus: Draft\n"


@pytest.mark.parametrize(
    ("name", "collection", "written"), [("related", "people", "people/ada"), ("reviewer", "people", "ada")]
)
def test_a_reference_has_the_form_that_its_field_asks_for(site: Site, name: str, collection: str, written: str) -> None:
    property_of = {"related": {"type": "array", "items": {"type": "string", "x-reference": ["posts", "people"]}}}
    schema = json.dumps({**POST, "properties": {**POST["properties"], **property_of}})
    text = mapping(**{name: f"{{from: k, entry: {collection}}}"})
    root = site({"imports/essai.yml": text, "schemas/post.schema.json": schema})
    done = imported(root, export(root, {OLD: post(k="Ada")}))
    assert done.report.errors == 0
    assert written in (root / NEW).read_text(encoding="utf-8").replace("- ", "")


def test_a_reference_inside_a_text(site: Site) -> None:
    inside = {"type": "string", "x-reference": {"collection": "people", "value": "/equipe/{id}"}}
    schema = json.dumps({**POST, "properties": {**POST["properties"], "reviewer": inside}})
    text = mapping(reviewer="{from: k, entry: people}")
    root = site({"imports/essai.yml": text, "schemas/post.schema.json": schema})
    imported(root, export(root, {OLD: post(k="Léa")}))
    assert "reviewer: /equipe/lea\n" in (root / NEW).read_text(encoding="utf-8")


def test_what_is_left_of_an_object_without_its_address_goes_in_a_draft_too(site: Site) -> None:
    picture = {
        "type": "object",
        "required": ["src"],
        "properties": {"src": {"type": "string", "pattern": "^https:"}, "alt": {"type": "string"}},
    }
    schema = json.dumps({**POST, "properties": {**POST["properties"], "cover": picture}})
    recipe = "{needs: [src], fields: {src: picture, alt: {text: 'Image de {title}'}}}"
    root = site({"imports/essai.yml": mapping(cover=recipe), "schemas/post.schema.json": schema})
    done = imported(root, export(root, {OLD: post("[x](javascript:alert)\n", picture="http://a.fr/a.png")}))
    assert "cover" not in (root / NEW).read_text(encoding="utf-8")
    assert [(file.published, file.missing) for file in done.files if file.path == NEW] == [(False, ())]
