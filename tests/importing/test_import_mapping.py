"""Mistakes in a mapping are told before anything is read: the file, the line, the column and the rule."""

from __future__ import annotations

import pytest
from tests.importing.small import OLD, PEOPLE, Site, export, files_of, imported, made_of, mapping, post

from cms.model import CmsError

SPLIT = """\
splits:
  saison:
    of: posts
    heading: '^\\d+\\. (?P<name>.+)$'
    whole: {to: people, id: ['{title}'], fields: {name: title}}
    sections: {to: people, id: ['{name}'], fields: {name: name}}
"""


def mistakes(site: Site, text: str, *splits: str) -> list[tuple[str, int, int, int]]:
    """The rule, the line and the columns of each mistake in a mapping, which has touched nothing."""
    root = site({"imports/essai.yml": text})
    source = export(root, {OLD: post()})
    before = files_of(root)
    with pytest.raises(CmsError) as raised:
        imported(root, source, *splits)
    assert files_of(root) == before
    assert {each.path for each in raised.value.diagnostics} == {"imports/essai.yml"}
    spans = [(each.rule, each.span) for each in raised.value.diagnostics]
    return [(rule, span.line, span.column, span.end_column) for rule, span in spans if span is not None]


def test_of_an_unknown_format_the_nearest_is_named(site: Site) -> None:
    root = site({"imports/ancien-site.yml": mapping(), "imports/autre.yml": mapping()})
    with pytest.raises(CmsError) as raised:
        imported(root, export(root, {OLD: post()}))
    assert raised.value.rule == "setup/import-format"
    assert raised.value.values["known"] == ["ancien-site", "autre"]
    root = site({"imports/esai.yml": mapping()}, name="un autre")
    with pytest.raises(CmsError) as raised:
        imported(root, export(root, {OLD: post()}))
    assert raised.value.values["suggestion"] == "esai"


def test_of_an_unknown_split_the_nearest_is_named(site: Site) -> None:
    root = site({"imports/essai.yml": mapping(SPLIT)})
    with pytest.raises(CmsError) as raised:
        imported(root, export(root, {OLD: post()}), "saisons")
    assert raised.value.rule == "setup/import-split"
    assert raised.value.values == {"name": "saisons", "known": ["saison"], "map": "essai", "suggestion": "saison"}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("parse/duplicate-key", mapping().replace("to: posts", "to: posts\n    ¤to¤: people")),
        ("schema/required", mapping().replace("- path:", "- ¤too¤:")),
        ("schema/additionalProperties", mapping(tags="{from: keywords, ¤spilt¤: ','}")),
        ("schema/enum", mapping(tags="{from: keywords, as: ¤nombre¤}")),
        ("setup/import-pattern", mapping(tags="{from: keywords, take: ¤'(a'¤}")),
        ("setup/import-pattern", mapping(tags="{from: keywords, drop: ['a', ¤'['¤]}")),
        ("setup/import-pattern", mapping(tags="{from: keywords, replace: {¤'('¤: x}}")),
        ("setup/import-pattern", mapping(tags="{from: keywords, replace: {a: ¤'\\2'¤}}")),
        ("setup/import-pattern", mapping(tags="{from: keywords, replace: {a: ¤'\\g<b>'¤}}")),
        ("setup/import-pattern", mapping(rule="body: {hide: [¤'*'¤]}")),
        ("setup/import-pattern", mapping(SPLIT.replace("'^\\d+\\. (?P<name>.+)$'", "¤'^(\\d+'¤"))),
        ("setup/import-name", mapping().replace("to: posts", "to: ¤post¤")),
        ("setup/import-name", mapping(**{"¤titel¤": "title"})),
        ("setup/import-name", mapping(**{"¤titel.long¤": "title"})),
        ("setup/import-name", mapping(authors="{from: author, entry: ¤peopel¤}")),
        ("setup/import-name", mapping(team="{from: t, fields: {person: {from: n, entry: ¤gens¤}}}")),
        ("setup/import-name", mapping(authors="{from: author, look: ¤auteurs¤, entry: people}")),
        ("setup/import-name", mapping(team="{from: t, needs: [¤who¤], fields: {person: n}}")),
        ("setup/import-name", mapping(people=PEOPLE.replace("people:", "¤gens¤:"))),
        ("setup/import-name", mapping(SPLIT.replace("whole: {to: people", "whole: {to: ¤gens¤"))),
        ("setup/import-name", mapping(SPLIT.replace("fields: {name: title", "fields: {¤nom¤: title"))),
    ],
)
def test_a_mistake_is_told_at_its_place(site: Site, rule: str, text: str) -> None:
    before, named, _ = text.split("¤")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    found = mistakes(site, text.replace("¤", ""))
    if rule == "schema/required":  # told where the mapping that lacks it begins
        assert (rule, line, column) in [each[:3] for each in found]
    else:
        assert found == [(rule, line, column, column + len(named))]


def test_all_mistakes_are_told_at_once(site: Site) -> None:
    text = mapping(titel="title", tags="{from: keywords, take: '('}", autors="author")
    assert [rule for rule, *_ in mistakes(site, text)] == ["setup/import-pattern", *["setup/import-name"] * 2]


def test_a_capture_that_stands_twice_in_a_path_is_the_same(site: Site) -> None:
    text = mapping(date="day").replace("posts/{date}-{name}.md", "{name}/{name}.md")
    files = {"a/a.md": post(day="2026-03-04"), "a/b.md": post(title="Un autre", day="2026-03-04")}
    _, done = made_of(site, {**files}, text)
    assert [file.path for file in done.files if file.collection == "posts"] == ["content/posts/2026-03-04-le-bilan.md"]
    assert [each.reason for each in done.outcomes if each.path == "a/b.md"] == ["no-rule"]
