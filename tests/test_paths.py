"""Path templates, ids, slugs and bundle names."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.paths import bundle_name, captures_of, compile_template, path_of, place, resolve, slugify, unsafe_name, url_of


@pytest.mark.parametrize(
    ("template", "path", "identity", "slug"),
    [
        ("posts/{date}-{slug}.md", "content/posts/2024-05-06-un-article.md", "2024-05-06-un-article", "un-article"),
        ("posts/{lang}/{slug}.md", "content/posts/fr/bilan.md", "fr/bilan", "bilan"),
        ("docs/{path*}.md", "content/docs/a/b/c.md", "a/b/c", "c"),
        ("docs/{path*}.md", "content/docs/a/index.md", "a", "a"),
        ("docs/{path*}.md", "content/docs/a/_index.md", "a", "a"),
        ("about.yml", "content/about.yml", "pages", "pages"),
        ("people/{slug}.yml", "content/people/e\u0301lodie.yml", "élodie", "élodie"),
    ],
)
def test_a_path_has_its_id_and_slug(template: str, path: str, identity: str, slug: str) -> None:
    found = place(path, compile_template(template, "content", ["fr", "en"]), "pages")
    assert found is not None
    assert (found.id, found.slug) == (identity, slug)


@pytest.mark.parametrize(
    ("template", "path"),
    [
        ("posts/{date}-{slug}.md", "content/posts/bonjour.md"),
        ("posts/{date}-{slug}.md", "content/posts/2024-05-06-a/b.md"),
        ("posts/{date}-{slug}.md", "content/posts/2024-05-06-a.yml"),
        ("posts/{lang}/{slug}.md", "content/posts/de/bilan.md"),
        ("people/{slug}.yml", "content/people/x/ada.yml"),
        ("people/{slug}.yml", "people/ada.yml"),
    ],
)
def test_a_path_of_another_form_has_no_place(template: str, path: str) -> None:
    assert place(path, compile_template(template, "content", ["fr", "en"]), "pages") is None


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("posts/{slug}.txt", "extension"),
        ("../posts/{slug}.md", "outside"),
        ("/posts/{slug}.md", "outside"),
        ("posts/{slug}-{slug}.md", "braces"),
        ("posts/{slug.md", "braces"),
    ],
)
def test_a_template_that_cannot_work_is_refused(template: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        compile_template(template, "content", [])


def test_a_new_entry_gets_the_path_that_leads_back_to_it() -> None:
    template = compile_template("posts/{date}-{slug}.md", "content", [])
    path = path_of(template, "content", {"date": "2026-01-02", "slug": "bonjour"})
    assert path == "content/posts/2026-01-02-bonjour.md"
    found = place(path, template, "posts")
    assert found is not None
    assert url_of("/blog/{date}/{slug}/", found) == "/blog/2026-01-02/bonjour/"
    assert captures_of("/blog/{date}/{slug}/") == ["date", "slug"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("L’été à l’Œuvre !", "l-ete-a-l-oeuvre"),
        ("  Saison 8 — lancement  ", "saison-8-lancement"),
        ("Straße & Ægir", "strasse-aegir"),
        ("🌎", ""),
    ],
)
def test_a_title_becomes_a_slug(title: str, slug: str) -> None:
    assert slugify(title) == slug


@pytest.mark.parametrize(
    ("path", "unsafe"),
    [
        ("content/a b.md", None),
        ("content/équipe.md", None),
        ("content/a:b.md", "a:b.md"),
        ("content/con.md", "con.md"),
        ("content/aux/x.md", "aux"),
        ("content/x .md/y", None),
        ("content/end.", "end."),
        ('content/quote".md', 'quote".md'),
        ("content/line\nfeed.md", "line\nfeed.md"),
    ],
)
def test_names_that_windows_refuses_are_found(path: str, unsafe: str | None) -> None:
    assert unsafe_name(path) == unsafe


def test_bundle_names_are_ascii_and_show_no_hidden_file() -> None:
    assert bundle_name("fr/équipe") == "fr/~C3~A9quipe"
    assert bundle_name("e\u0301quipe") == bundle_name("équipe")
    assert bundle_name(".env/.a b~") == "~2Eenv/~2Ea~20b~7E"


@given(st.text(), st.text())
def test_bundle_names_keep_ids_apart(one: str, other: str) -> None:
    try:
        same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
        assert (bundle_name(one) == bundle_name(other)) == same
        assert bundle_name(one).isascii()
    except UnicodeEncodeError:
        assert any("\ud800" <= char <= "\udfff" for char in one + other)


@pytest.mark.parametrize(
    ("base", "relative", "path"),
    [
        ("content/posts", "../projects/a.md", "content/projects/a.md"),
        ("content/posts", "./a.md", "content/posts/a.md"),
        ("content", "../../etc/passwd", None),
        ("", "a//b", "a/b"),
    ],
)
def test_relative_paths_stay_in_the_repository(base: str, relative: str, path: str | None) -> None:
    assert resolve(base, relative) == path
