"""Linking: references, visibility, uniqueness, links of bodies and assets, over small repositories."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cms.build import check
from cms.build.places import placed
from cms.instants import starts
from cms.link import BodyProblem
from cms.model import Diagnostic, Entry
from cms.read import open_tree

Site = Callable[..., Path]

PNG = b"\x89PNG\r\n\x1a\n"


def post(front: str = "", body: str = "Texte.", *, authors: str = "[ada]", status: str = "Published") -> str:
    return f"---\ntitle: Titre\ndate: '2026-01-03'\nstatus: {status}\nauthors: {authors}\n{front}---\n\n{body}\n"


def diagnose(root: Path, at: str | None = None) -> tuple[Diagnostic, ...]:
    return check(str(root), at=None if at is None else starts(at, "UTC")).diagnostics


def brief(found: Diagnostic) -> tuple[str, str, str, str]:
    place = "" if found.span is None else f"{found.span.line}:{found.span.column}-{found.span.end_column}"
    return found.severity, "/".join(filter(None, (found.rule, found.case))), found.path.rpartition("/")[2], place


def test_the_small_repository_is_clean(site: Site) -> None:
    assert diagnose(site()) == ()


# --- References ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("authors", "rule", "suggestion"),
    [
        ("[adaa]", "link/unknown", "ada"),
        ("[Ada]", "link/unknown/case-only", "ada"),
        ("[zzzzzz]", "link/unknown", None),
    ],
)
def test_a_reference_to_nothing_is_found_where_it_stands(
    site: Site, authors: str, rule: str, suggestion: str | None
) -> None:
    (found,) = diagnose(site({"content/posts/2026-01-03-a.md": post(authors=authors)}))
    assert brief(found) == ("error", rule, "2026-01-03-a.md", f"5:11-{10 + len(authors) - 2 + 1}")
    assert found.pointer == "/authors/0"
    assert found.values.get("suggestion") == suggestion


def test_a_reference_to_one_of_several_collections_names_it(site: Site) -> None:
    root = site({
        "content/posts/2026-01-03-a.md": post("related: [posts/2026-01-02-bonjour, people/ada, ada, people/x]\n"),
    })  # fmt: skip
    assert [(found.case, found.values["id"]) for found in diagnose(root)] == [("collection", "ada"), ("", "people/x")]


def test_a_file_that_cannot_be_read_is_one_diagnostic(site: Site) -> None:
    found = diagnose(site({"content/people/ada.yml": "name: 'Ada\n"}))
    assert {diagnostic.path for diagnostic in found} == {"content/people/ada.yml"}
    assert len(found) == 1


# --- Visibility ------------------------------------------------------------------------------------------------------


DRAFT = "name: Bob\nstatus: Draft\n"


@pytest.mark.parametrize(
    ("front", "authors", "expected"),
    [
        ("reviewer: bob\n", "[ada]", [("warning", "link/hidden/field")]),
        ("", "[ada, bob]", [("warning", "link/hidden/list")]),
        ("", "[bob]", [("error", "link/hidden/required")]),
        ("team: [{person: bob, role: x}]\n", "[ada]", [("warning", "link/hidden/object")]),
    ],
)
def test_a_reference_to_a_draft_is_judged_by_what_it_leaves(
    site: Site, front: str, authors: str, expected: list[tuple[str, str]]
) -> None:
    root = site({"content/people/bob.yml": DRAFT, "content/posts/2026-01-03-a.md": post(front, authors=authors)})
    assert [brief(found)[:2] for found in diagnose(root)] == expected


def test_two_hidden_authors_are_judged_together(site: Site) -> None:
    root = site({
        "content/people/bob.yml": DRAFT,
        "content/people/ada.yml": "name: Ada\nstatus: Draft\n",
        "content/posts/2026-01-02-bonjour.md": None,
        "content/posts/2026-01-03-a.md": post(authors="[ada, bob]"),
    })  # fmt: skip
    assert [brief(found)[:2] for found in diagnose(root)] == [("error", "link/hidden/required")] * 2


@pytest.mark.parametrize(
    ("person", "front", "rules"),
    [
        ("publishDate: '2026-03-01'\n", "", ["link/hidden/required"]),
        ("publishDate: '2026-03-01'\n", "publishDate: '2026-03-01'\n", []),
        ("publishDate: '2026-03-01'\n", "publishDate: 2026-02-28T23:00:00Z\n", []),
        ("publishDate: '2026-03-01'\n", "publishDate: 2026-02-28T22:59:00Z\n", ["link/hidden/required"]),
        ("expiryDate: '2026-03-01'\n", "", ["link/hidden/required"]),
        ("expiryDate: '2026-03-01'\n", "expiryDate: '2026-03-01'\n", []),
        ("expiryDate: '2026-03-01'\n", "expiryDate: '2026-03-02'\n", ["link/hidden/required"]),
    ],
)
def test_a_target_must_be_shown_as_long_as_its_referrer(site: Site, person: str, front: str, rules: list[str]) -> None:
    root = site({
        "content/people/bob.yml": f"name: Bob\nstatus: Published\n{person}",
        "content/posts/2026-01-03-a.md": post(front, authors="[bob]"),
    })  # fmt: skip
    for at in ("2026-02-01", "2026-02-28"):
        assert [brief(found)[1] for found in diagnose(root, at)] == rules


def test_what_drafts_lack_is_a_warning_and_nothing_once_published_is(site: Site) -> None:
    lacking = "---\ntitle: Titre\ndate: '2026-01-03'\nstatus: {}\n{}---\n"
    name = "content/posts/2026-01-03-a.md"
    assert [brief(found)[:2] for found in diagnose(site({name: lacking.format("Draft", "")}, "1"))] == [
        ("warning", "schema/required")
    ]
    assert [brief(found)[:2] for found in diagnose(site({name: lacking.format("Published", "")}, "2"))] == [
        ("error", "schema/required")
    ]
    expiring = site({name: lacking.format("Published", "expiryDate: '2026-02-01'\n")}, "3")
    assert [brief(found)[0] for found in diagnose(expiring, "2026-01-31")] == ["error"]
    assert [brief(found)[0] for found in diagnose(expiring, "2026-02-02")] == ["warning"]


# --- Uniqueness ------------------------------------------------------------------------------------------------------


def test_ids_that_differ_only_in_case_are_one_too_many(site: Site) -> None:
    found = diagnose(site({"content/people/ADA.yml": "name: Ada\n"}))
    assert [brief(one)[1] for one in found] == ["link/duplicate-id"]
    assert found[0].related[0].path != found[0].path


def test_two_entries_cannot_have_one_url(site: Site) -> None:
    (found,) = diagnose(site({"content/posts/2026-01-03-bonjour.md": post()}))
    assert (found.rule, found.values["url"]) == ("link/duplicate-url", "/blog/bonjour/")


def test_unique_values_are_unique_in_their_collection(site: Site) -> None:
    root = site({
        "content/posts/2026-01-03-a.md": post("code: x1\n"),
        "content/posts/2026-01-03-b.md": post("code: x1\n"),
        "content/posts/2026-01-03-c.md": post("code: x2\n"),
    })  # fmt: skip
    (found,) = diagnose(root)
    assert brief(found) == ("error", "link/duplicate-value", "2026-01-03-b.md", "6:7-9")
    assert found.related[0].path == "content/posts/2026-01-03-a.md"


# --- Links of bodies -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[a](2026-01-02-bonjour.md)", []),
        ("[a](./2026-01-02-bonjour.md#début)", []),
        ("[a](/blog/bonjour/) [b](/blog/bonjour) [c](/ailleurs/) [d](https://x.test) [e](#top)", []),
        ("![a](/media/photo%20%C3%A9t%C3%A9.png) ![b](<../media/photo été.png>)", []),
        ("[a](../people/ada.yml)", []),
        ("Voir [a](2026-01-02-bonjur.md).", [("error", "link/missing-file", "9:6-31")]),
        ("Voir [a](/blog/bonjor/).", [("warning", "link/dead-link", "9:6-24")]),
        ("![a](/media/absente.png)", [("error", "link/missing-file", "9:1-25")]),
        ("[a](../../../etc/passwd.md)", [("error", "link/outside", "9:1-28")]),
        ("[a](/media/../cms.yml)", [("error", "link/outside", "9:1-23")]),
        ("[a](javascript:alert(1))", [("error", "link/scheme", "9:1-25")]),
        (
            "[a](x.md)\n\n[a](x.md)",
            [("error", "link/missing-file", "9:1-10"), ("error", "link/missing-file", "11:1-10")],
        ),
        ("<script>alert(1)</script>", [("warning", "lint/raw-html/script", "9:1-26")]),
    ],
)
def test_links_of_bodies_lead_somewhere(site: Site, body: str, expected: list[tuple[str, str, str]]) -> None:
    root = site({
        "content/media/photo été.png": PNG,
        "content/posts/2026-01-03-a.md": post("updated: 2026-01-03T10:00\n", body),
    })  # fmt: skip
    found = [brief(one) for one in diagnose(root)]
    assert [(severity, rule, place) for severity, rule, _, place in found] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("![i](/media/60%.png) ![j](/media/70%.png)", [("error", "link/missing-file", "8:22-42")]),
        ("[d](/blog/100%/)", [("warning", "link/hidden-link", "8:1-17")]),
    ],
)
def test_a_percent_sign_may_stand_for_itself(site: Site, body: str, expected: list[tuple[str, str, str]]) -> None:
    root = site({
        "content/media/60%.png": PNG,
        "content/posts/2026-01-03-a.md": post(body=body),
        "content/posts/2026-01-03-100%.md": post(status="Draft"),
    })  # fmt: skip
    found = [brief(one) for one in diagnose(root)]
    assert [(severity, rule, place) for severity, rule, _, place in found] == expected


def test_a_link_to_a_draft_is_a_warning(site: Site) -> None:
    root = site({
        "content/posts/2026-01-03-a.md": post(body="[b](2026-01-03-b.md)"),
        "content/posts/2026-01-03-b.md": post(status="Draft"),
    })  # fmt: skip
    assert [brief(found) for found in diagnose(root)] == [("warning", "link/hidden-link", "2026-01-03-a.md", "8:1-21")]


def test_a_problem_without_a_place_is_said_all_the_same(site: Site) -> None:
    path = "content/posts/2026-01-03-a.md"
    identity = ("posts", "2026-01-03-a", "a", path, "", None, "fr", None)
    entry = Entry(*identity, draft=False, publish_at=None, expire_at=None, data={})
    problem = BodyProblem("y.md", image=False, diagnostic=Diagnostic("link/missing-file", path))
    with open_tree(str(site({path: post(body="[a](x.md)")})), "work") as tree:
        assert list(placed(tree, [problem], entry)) == [problem.diagnostic]


# --- Assets and stray files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cover", "rules"),
    [
        ("/media/photo.png", []),
        ("../media/photo.png", []),
        ("https://x.test/a.png", ["lint/hotlinked-image"]),
        ("/media/phto.png", ["link/missing-file"]),
        ("/etc/passwd", ["link/outside"]),
        ("../../cms.yml", ["link/outside"]),
        ("/media/../../cms.yml", ["link/outside"]),
        ("javascript:alert(1)", ["link/scheme"]),
    ],
)
def test_assets_are_found_in_the_media_folder(site: Site, cover: str, rules: list[str]) -> None:
    root = site({
        "content/media/photo.png": PNG,
        "content/posts/2026-01-03-a.md": post(f"cover: '{cover}'\n"),
    })  # fmt: skip
    assert [brief(found)[1] for found in diagnose(root)] == rules


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("content/posts/bonjour.md", "link/stray-file"),
        ("content/posts/2026-01-03-a.markdown", "link/stray-file/extension"),
        ("content/perso/a.yml", "link/stray-file"),
        ("content/people/con.yml", "link/file-name/unsafe"),
        ("content/.DS_Store", None),
        ("content/media/x.bin", None),
    ],
)
def test_files_that_belong_nowhere_are_reported(site: Site, path: str, rule: str | None) -> None:
    found = diagnose(site({path: "name: x\n"}))
    assert [brief(one)[1] for one in found] == ([rule] if rule else [])


def test_symbolic_links_are_not_followed(site: Site, tmp_path: Path) -> None:
    root = site()
    (tmp_path / "secret.yml").write_text("name: Secret\n")
    (root / "content/people/secret.yml").symlink_to(tmp_path / "secret.yml")
    assert [brief(found)[1] for found in diagnose(root)] == ["link/symlink"]
