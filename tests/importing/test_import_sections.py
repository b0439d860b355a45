"""A post whose sections are entries: where they begin and end, what is taken from them, and what stays in the post."""

from __future__ import annotations

from pathlib import Path

from tests.importing.small import NEW, OLD, Files, Site, imported, made_of, mapping, outcomes, post

SPLIT = """\
splits:
  prix:
    of: posts
    heading: '^(?P<rank>\\d)\\. (?P<name>.+)$'
    lines: ['^Avec (?P<who>.+)$', '^À voir$']
    mentions: ['édition (?P<edition>\\d+)']
    whole: {to: people, id: ['jury-{title}'], fields: {name: {text: 'Jury : {title}'}, status: {value: Published}}}
    sections:
      to: posts
      id: ['{name}']
      fields:
        title: name
        date: {from: entry.date}
        status: {from: entry.status}
        authors: {all: [who, whole.name], entry: people}
        tags: edition
    fields: {related: sections.id}
"""
BODY = """\
Les gagnants : [un](#1-mésange), [deux](#2-chêne).

## 1. Mésange

Avec Ada
Elle chante à l’édition 4 et à l’édition 5.

```
Avec un code
```

## 2. Chêne

À voir

### Détail

Il pousse.

## Et après ?

La suite.
"""


def files(site: Site, body: str) -> tuple[Path, dict[str, str]]:
    root, _ = made_of(site, {OLD: post(body)}, mapping(SPLIT), "prix")
    paths = sorted((root / "content/posts").glob("2026-03-*"))
    return root, {path.stem[11:]: path.read_text(encoding="utf-8") for path in paths}


def test_what_stands_in_a_section(site: Site) -> None:
    _, found = files(site, BODY)
    assert found["mesange"] == (
        "---\ntitle: Mésange\ndate: '2026-03-04'\nstatus: Published\nauthors:\n  - ada\n  - jury-le-bilan\n"
        "tags:\n  - '4'\n  - '5'\n---\n\nElle chante à l’édition 4 et à l’édition 5.\n\n```\nAvec un code\n```\n"
    )
    assert found["chene"].partition("---\n\n")[2] == "### Détail\n\nIl pousse.\n"


def test_what_stays_in_the_post(site: Site) -> None:
    _, found = files(site, BODY)
    data, _, body = found["le-bilan"].partition("\n---\n\n")
    assert data.endswith("related:\n  - '2026-03-04-mesange'\n  - '2026-03-04-chene'")
    assert body == (
        "Les gagnants : [un](2026-03-04-mesange.md), [deux](2026-03-04-chene.md).\n\n## Et après ?\n\nLa suite.\n"
    )


def test_a_section_that_nothing_can_name_stays_where_it_was(site: Site) -> None:
    _, found = files(site, BODY + "\n## 3. 🎉\n\nUne surprise.\n\n## 4. Fin\n\nFin.\n")
    assert "## 3. 🎉\n\nUne surprise.\n" in found["le-bilan"]
    assert sorted(found) == ["chene", "fin", "le-bilan", "mesange"]


def test_one_section_is_none(site: Site) -> None:
    body = "## 1. Mésange\n\nAvec Ada\n\n## Et après ?\n"
    _, found = files(site, body)
    assert list(found) == ["le-bilan"]
    assert found["le-bilan"].endswith(body)


def test_headings_in_code_are_none(site: Site) -> None:
    _, found = files(site, BODY + "\n```\n## 3. Code\n```\n")
    assert sorted(found) == ["chene", "le-bilan", "mesange"]
    assert "## 3. Code" in found["le-bilan"]


def test_two_sections_of_a_name_lose_nothing_silently(site: Site) -> None:
    root, done = made_of(site, {OLD: post(BODY + "\n## 3. Mésange\n\nUn autre texte.\n")}, mapping(SPLIT), "prix")
    assert "Elle chante" in (root / "content/posts/2026-03-04-mesange.md").read_text(encoding="utf-8")
    assert [str(each.value).strip() for each in outcomes(done, "conflict")] == ["Un autre texte."]


def test_lines_have_their_places(site: Site) -> None:
    root, done = made_of(site, {OLD: post(BODY)}, mapping(SPLIT), "prix")
    text = (root.parent / "l’export de l’été" / OLD).read_text(encoding="utf-8").splitlines()
    for each in done.outcomes:
        if each.field == "body":
            assert str(each.value).removeprefix("2026-03-04-") in text[each.line - 1] or each.reason == "reference"
    assert [(each.line, each.value) for each in outcomes(done, "moved")] == [(8, "## 1. Mésange"), (17, "## 2. Chêne")]
    assert [(each.line, each.value) for each in outcomes(done, "pattern")] == [(19, "À voir")]


def test_a_second_run_changes_nothing(site: Site) -> None:
    root, _ = made_of(site, {OLD: post(BODY)}, mapping(SPLIT), "prix")
    done = imported(root, root.parent / "l’export de l’été", "prix")
    assert {file.state for file in done.files} == {"same"}
    assert NEW in {file.path for file in done.files}


def test_a_section_has_the_word_where_its_own_file_says_nothing(site: Site) -> None:
    sources: Files = {OLD: post(BODY), "posts/2026-03-04-mesange.md": post("Texte à remplacer\n", title="Mésange")}
    text = mapping(SPLIT, rule="body: {drop: ['^Texte à remplacer']}")
    root, done = made_of(site, sources, text, "prix")
    found = (root / "content/posts/2026-03-04-mesange.md").read_text(encoding="utf-8")
    assert "authors:\n  - zoe-oeil\n  - ada\n  - jury-le-bilan\n" in found
    assert "Elle chante à l’édition 4" in found
    assert [each.value for each in outcomes(done, "placeholder")] == ["Texte à remplacer"]
