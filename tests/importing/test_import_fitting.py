"""What a schema refuses is left out and said at its place; what is missing makes a draft that names it."""

from __future__ import annotations

from tests.importing.small import NEW, OLD, Site, made_of, mapping, outcomes, post

from cms.build import check

Row = tuple[int, str, str, str, object]


def rows(site: Site, text: str, **values: str) -> tuple[list[Row], str]:
    """The outcomes of the values of a post but for the usual, and its file."""
    root, done = made_of(site, {OLD: post(**values)}, text)
    assert check(str(root)).errors == 0
    found = [each for each in done.outcomes if each.line > 3 and each.field != "body"]
    told: list[Row] = [(each.line, each.field, each.fate, each.reason, each.value) for each in found]
    return told, (root / NEW).read_text(encoding="utf-8")


def test_a_value_that_is_refused_is_left_out_once_at_its_place(site: Site) -> None:
    told, text = rows(site, mapping(updated="changed"), changed="hier")
    assert told == [(4, "changed", "left-out", "unfit", "hier")]
    assert "updated" not in text


def test_only_the_items_that_are_refused_go(site: Site) -> None:
    told, text = rows(site, mapping(), keywords="[eau, {a: 1}, mare, [x]]")
    assert [row for row in told if row[3] == "unfit"] == [(4, "keywords.2", "left-out", "unfit", {"a": 1})]
    assert "tags:\n  - eau\n  - mare\n" in text


def test_any_number_of_items_may_be_refused(site: Site) -> None:
    told, text = rows(site, mapping(), keywords="[" + ", ".join(f"{{a: {number}}}" for number in range(50)) + ", eau]")
    assert len([row for row in told if row[3] == "unfit"]) == 50
    assert "tags:\n  - eau\n" in text


def test_a_number_is_a_text_where_one_is_wanted(site: Site) -> None:
    told, text = rows(site, mapping(code="number"), number="2024")
    assert told == [(4, "number", "changed", "converted", 2024)]
    assert "code: '2024'\n" in text


def test_a_draft_names_all_that_is_missing(site: Site) -> None:
    root, done = made_of(site, {OLD: post(author="", title="''", slug="bilan")})
    path = "content/posts/2026-03-04-bilan.md"
    assert [(file.path, file.published, file.missing) for file in done.files] == [(path, False, ("title", "authors"))]
    assert "status: Draft\n" in (root / path).read_text(encoding="utf-8")
    assert check(str(root)).errors == 0


def test_a_body_that_has_no_place_is_said(site: Site) -> None:
    text = (
        "files:\n  - {path: '{name}.md', to: people, id: ['{nom}'], fields: {name: nom, status: {value: Published}}}\n"
    )
    root, done = made_of(site, {"gens/zoe.md": "---\nnom: Zoé\n---\n\n# Zoé\n\nUne vie.\n\nEt une autre.\n"}, text)
    assert (root / "content/people/zoe.yml").read_text(encoding="utf-8") == "name: Zoé\nstatus: Published\n"
    assert [(each.path, each.line, each.value) for each in outcomes(done, "no-body")] == [
        ("gens/zoe.md", 7, "Une vie.\n\nEt une autre.")
    ]
