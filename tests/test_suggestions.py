"""What was meant by names that nobody has: looked for once a name, among names that are read once a kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from cms.link import Known, suggest
from cms.model import Diagnostic, Media

MEDIA = Media("content/media", "/media")
URLS = [f"/blog/billet-{number}/" for number in range(1, 5)]
PATHS = ["content/media/photo.png", "content/people/ada.yml", "content/posts/photo.png"]


def dead_link(url: str) -> Diagnostic:
    return Diagnostic("link/dead-link", "content/posts/a.md", values={"url": url})


def missing_file(file: str, url: str) -> Diagnostic:
    return Diagnostic("link/missing-file", "content/posts/a.md", values={"file": file, "url": url})


def unknown(identity: str, *targets: str) -> Diagnostic:
    return Diagnostic("link/unknown", "content/posts/a.md", values={"id": identity, "targets": list(targets)})


def suggested(found: Sequence[Diagnostic]) -> tuple[list[str | None], Counter[str]]:
    """The suggestions, and how often each kind of name was read."""
    read: Counter[str] = Counter()

    def ids(collection: str) -> list[str]:
        read[collection] += 1
        return {"people": ["ada", "zoé"], "teams": ["ada", "bureau"]}[collection]

    def urls() -> list[str]:
        read["urls"] += 1
        return URLS

    def paths() -> list[str]:
        read["paths"] += 1
        return PATHS

    said = list(suggest(found, Known(ids, urls, paths), MEDIA))
    return [one.values.get("suggestion") for one in said], read


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (dead_link("/blog/bilet-2/#x"), "/blog/billet-2/"),
        (dead_link("/ailleurs/"), None),
        (missing_file("content/media/phto.png", "/media/phto.png"), "/media/photo.png"),
        (missing_file("content/media/phto.png", "../media/phto.png"), "../media/photo.png"),
        (missing_file("content/posts/phto.png", "phto.png"), "photo.png"),
        (missing_file("content/people/adda.yml", "/content/people/adda.yml"), None),
        (unknown("adaa", "people"), "ada"),
        (unknown("Ada", "people"), "ada"),
        (unknown("teams/Ada", "people", "teams"), "teams/ada"),
        (unknown("teams/bureua", "people", "teams"), "teams/bureau"),
        (Diagnostic("link/dead-link", "a.md", values={"url": "/blog/bilet-2/", "suggestion": "x"}), "x"),
        (Diagnostic("link/stray-file", "a.md"), None),
    ],
)
def test_the_closest_name_of_its_kind_is_suggested(found: Diagnostic, expected: str | None) -> None:
    assert suggested([found])[0] == [expected]


def test_names_are_read_once_a_kind_and_only_if_they_are_wanted() -> None:
    found = [
        dead_link("/blog/bilet-2/"),
        dead_link("/blog/bilet-3/"),
        unknown("adaa", "people"),
        unknown("x", "people"),
    ]
    assert suggested(found)[1] == {"urls": 1, "people": 1}
    assert suggested([])[1] == {}


def test_what_is_said_a_thousand_times_is_looked_for_once() -> None:
    """So many different names aren't looked for, but the same may be said as often as it occurs."""
    same = [dead_link("/blog/bilet-2/")] * 1_000
    others = [dead_link(f"/blog/bilet-2/{number:x<9}") for number in range(1_000)]
    found, _ = suggested([*same, *others, *same, dead_link("/blog/bilet-3/"), unknown("Ada", "people")])
    assert set(found[:1_000]) == set(found[2_000:3_000]) == {"/blog/billet-2/"}
    assert found[3_000:] == [None, "ada"]
