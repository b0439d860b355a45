"""Several sources of one entry, and several entries of one name: who has the word, and nothing lost without a line."""

from __future__ import annotations

from tests.importing.small import NEW, OLD, OTHER, Site, imported, made_of, mapping, outcomes, post
from tests.importing.test_import_sections import BODY, SPLIT

DEFAULT = "{from: status, values: {oui: Published}, else: Draft}"
SAME_DAY = "posts/2026-03-04-encore.md"


def test_two_files_of_one_name_are_two_entries(site: Site) -> None:
    files: dict[str, str | bytes] = {OLD: post("Un\n"), SAME_DAY: post("Deux [ici](/vieux/bilan)\n")}
    root, done = made_of(site, files)
    second = NEW.replace(".md", "-2.md")
    assert (root / NEW).read_text(encoding="utf-8").endswith("\n\nUn\n")
    assert (root / second).read_text(encoding="utf-8").endswith(f"\n\nDeux [ici]({NEW.rpartition('/')[2]})\n")
    assert [(each.path, each.value, each.target) for each in outcomes(done, "renamed")] == [
        (SAME_DAY, "2026-03-04-le-bilan-2", second)
    ]
    assert {file.state for file in imported(root, root.parent / "l’export de l’été").files} == {"same"}


def test_two_files_that_say_the_same_are_one_entry(site: Site) -> None:
    _, done = made_of(site, {OLD: post("Un\n"), SAME_DAY: post("Un\n")})
    assert [file.path for file in done.files if file.collection == "posts"] == [NEW]
    assert outcomes(done, "renamed") == []


def test_what_a_source_says_comes_before_a_default(site: Site) -> None:
    own = post("Le sien\n", title="Mésange", author="''")
    root, _ = made_of(
        site,
        {OLD: post(BODY, status="oui"), "posts/2026-03-04-mesange.md": own},
        mapping(SPLIT, status=DEFAULT),
        "prix",
    )
    found = (root / "content/posts/2026-03-04-mesange.md").read_text(encoding="utf-8")
    assert "status: Published\n" in found
    assert found.endswith("\n\nLe sien\n")


def test_a_default_stays_where_nobody_says_anything(site: Site) -> None:
    root, _ = made_of(site, {OTHER: post()}, mapping(status=DEFAULT))
    assert "status: Draft\n" in (root / "content/posts/2026-03-05-le-bilan.md").read_text(encoding="utf-8")


def test_what_is_given_once_is_told_where_it_is_not_given_again(site: Site) -> None:
    people = (
        "entries:\n  people:\n    id: ['{name}']\n"
        "    fields: {name: name, friend: {from: url, once: true}, status: {value: Published}}\n"
    )
    text = mapping(people=people, authors="{from: author, link: true, entry: people}")
    files: dict[str, str | bytes] = {
        OLD: post(author="'[Zoé](ada)'"),
        OTHER: post(author="'[Léa](ada)'", title="Autre"),
    }
    root, done = made_of(site, files, text)
    assert [(each.path, each.line) for each in outcomes(done, "once")] == [(OTHER, 3)]
    assert "friend: ada\n" in (root / "content/people/zoe.yml").read_text(encoding="utf-8")
    assert "friend" not in (root / "content/people/lea.yml").read_text(encoding="utf-8")


def test_a_line_of_a_section_that_became_references_is_not_said_to_be_unused(site: Site) -> None:
    text = mapping(SPLIT.replace("who, whole.name], entry", "who, whole.name], link: true, split: ' et ', entry"))
    _, done = made_of(site, {OLD: post(BODY.replace("Avec Ada", "Avec Ada et [Bob](https://b.fr)"))}, text, "prix")
    assert [each.value for each in outcomes(done, "not-needed") if each.field == "body"] == []
