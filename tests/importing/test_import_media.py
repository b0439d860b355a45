"""Images and files of the old site: copied once under names that tell what they are, or kept, or said to be lost."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.importing.small import (
    GIF,
    NEW,
    OLD,
    OTHER,
    PNG,
    Files,
    Site,
    export,
    files_of,
    imported,
    made_of,
    mapping,
    outcomes,
    post,
)

from cms.build import check

BASE = mapping("base: https://lilas.example\n")
ROOTS = mapping("roots: [static, '']\n")
PDF = b"%PDF-1.7\n" + bytes(60)


def named(name: str, data: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}.{suffix}"


def media_of(root: Path) -> dict[str, bytes]:
    folder = root / "content/media"
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def text_of(root: Path) -> str:
    return (root / NEW).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "name"),
    [
        ("La Mare d’été.PNG", "la-mare-d-ete.png"),
        ("IMG_1234.jpg", "une-mare.png"),
        ("1bf27ff8-e15f-4be5-b0dd-879fceb3e693_image.png", "une-mare.png"),
        ("image.png", "une-mare.png"),
        ("mare", "une-mare.png"),
    ],
)
def test_a_name_tells_what_an_image_is(site: Site, old: str, name: str) -> None:
    root, done = made_of(site, {OLD: post(f"![Une mare](<{old}>)\n"), f"posts/{old}": PNG})
    assert media_of(root) == {named(name, PNG): PNG}
    assert f"![Une mare](/media/{named(name, PNG)})\n" in text_of(root)
    assert [(each.path, each.target) for each in outcomes(done, "copied") if not each.field] == [
        (f"posts/{old}", f"content/media/{named(name, PNG)}")
    ]
    assert check(str(root)).errors == 0


def test_the_ending_is_that_of_the_content(site: Site) -> None:
    root, _ = made_of(site, {OLD: post("[Le bilan](bilan.png)\n"), "posts/bilan.png": PDF})
    assert media_of(root) == {named("bilan.pdf", PDF): PDF}


def test_the_same_bytes_are_one_file(site: Site) -> None:
    body = "![Un](un.png)\n\n![Un encore](./un.png#haut)\n\n![Deux](autres/deux.png)\n"
    files: Files = {OLD: post(body, picture="un.png"), "posts/un.png": PNG, "posts/autres/deux.png": PNG}
    root, done = made_of(site, {**files, OTHER: post("![x](autres/deux.png)\n", title="Autre")})
    (name,) = media_of(root)
    assert text_of(root).count(f"/media/{name}") == 4
    copied = {each.path for each in outcomes(done, "copied") if not each.field}
    assert copied == {"posts/un.png", "posts/autres/deux.png"}
    assert [file.path for file in done.files if not file.collection] == [f"content/media/{name}"]


def alike() -> tuple[bytes, bytes]:
    """Two images with the same first eight digits of their digests."""
    seen: dict[str, bytes] = {}
    number = 0
    while True:
        data = PNG + number.to_bytes(4, "big")
        other = seen.setdefault(hashlib.sha256(data).hexdigest()[:8], data)
        if other != data:
            return other, data
        number += 1


def test_two_files_whose_digests_start_alike_are_two(site: Site) -> None:
    one, two = alike()
    files: Files = {OLD: post("![Une](une.png) ![Deux](deux.png)\n"), "posts/une.png": one, "posts/deux.png": two}
    root, _ = made_of(site, files)
    assert sorted(media_of(root).values()) == sorted([one, two])
    before = files_of(root)
    assert {file.state for file in imported(root, export(root, files)).files} == {"same"}
    assert files_of(root) == before


@pytest.mark.parametrize(
    "url",
    [
        "/img/mare.png",
        "img/mare.png",
        "https://lilas.example/img/mare.png",
        "http://www.lilas.example/img/mare.png?v=2",
        "//lilas.example/img/mare.png",
    ],
)
@pytest.mark.parametrize("folder", ["static/", ""])
def test_folders_that_addresses_start_from(site: Site, url: str, folder: str) -> None:
    text = ROOTS + "base: https://lilas.example\n"
    root, _ = made_of(site, {OLD: post(picture=url), f"{folder}img/mare.png": PNG}, text)
    assert f"cover: /media/{named('mare.png', PNG)}\n" in text_of(root)


def test_images_of_the_old_site_are_found_in_bodies_and_those_of_others_stay(site: Site) -> None:
    body = "![Une](http://lilas.example/img/mare.png) ![Autre](https://lilas.example.org/img/mare.png)\n"
    root, _ = made_of(site, {OLD: post(body), "img/mare.png": PNG}, BASE)
    name = named("mare.png", PNG)
    assert f"![Une](/media/{name}) ![Autre](https://lilas.example.org/img/mare.png)\n" in text_of(root)


def test_a_folder_around_all_is_none(site: Site) -> None:
    files: Files = {f"site/{OLD}": post(picture="/img/mare.png"), "site/static/img/mare.png": PNG}
    root, _ = made_of(site, files, ROOTS)
    assert f"cover: /media/{named('mare.png', PNG)}\n" in text_of(root)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [("mare.png", None, "missing"), ("mare.csv", b"a,b\n", "file-kind"), ("mare.mp4", bytes(20), "file-kind")],
)
def test_what_cannot_be_copied_is_said_and_why(site: Site, name: str, data: bytes | None, reason: str) -> None:
    files: Files = {OLD: post(f"Avant [la mare]({name}) après ![x]({name}).\n", picture=name)}
    root, done = made_of(site, files | ({f"posts/{name}": data} if data else {}))
    assert "Avant la mare après .\n" in text_of(root)
    assert "cover" not in text_of(root)
    found = [(each.path, each.line, each.field) for each in done.outcomes if each.reason == reason]
    assert found == [(OLD, 4, "picture"), (OLD, 7, "body"), *([(f"posts/{name}", 0, "")] if data else [])]
    assert outcomes(done, "unnamed") == []


def test_what_cannot_be_copied_is_left_on_the_old_site_if_there_is_one(site: Site) -> None:
    root, done = made_of(site, {OLD: post("[La mare](/mare.csv)\n", picture="img/mare.png")}, BASE)
    assert "cover: https://lilas.example/img/mare.png\n" in text_of(root)
    assert "[La mare](https://lilas.example/mare.csv)\n" in text_of(root)
    assert [each.value for each in outcomes(done, "based")] == ["img/mare.png", "/mare.csv"]


def test_keep_copies_nothing(site: Site) -> None:
    files: Files = {OLD: post("![Une mare](mare.png)\n", picture="/mare.png"), "mare.png": PNG, "posts/mare.png": GIF}
    root, done = made_of(site, files, BASE, copy=False)
    assert media_of(root) == {}
    assert "cover: https://lilas.example/mare.png\n" in text_of(root)
    assert [(each.path, each.field) for each in outcomes(done, "not-copied")] == [
        ("mare.png", ""),
        (OLD, "body"),
        ("posts/mare.png", ""),
    ]


def test_a_file_that_nothing_names_is_said(site: Site) -> None:
    root, done = made_of(site, {OLD: post(), "posts/mare.png": PNG, "notes.txt": "x"})
    assert media_of(root) == {}
    assert [each.path for each in outcomes(done, "unnamed")] == ["notes.txt", "posts/mare.png"]


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="mare d.png" alt="Une mare" width="20">',
        "<img alt='Une mare' src='mare d.png'/>",
        '<img src={require("./mare d.png").default} alt="Une mare" />',
        "<img src={useBaseUrl('mare d.png')} alt=\"Une mare\"></img>",
    ],
)
def test_an_image_in_html(site: Site, tag: str) -> None:
    root, _ = made_of(site, {OLD: post(f"Voir {tag} ici.\n"), "posts/mare d.png": PNG})
    assert f"Voir ![Une mare](/media/{named('mare-d.png', PNG)}) ici.\n" in text_of(root)


def test_a_file_that_is_there_and_was_edited_is_used(site: Site) -> None:
    files: Files = {OLD: post("![Une mare](mare.png)\n"), "posts/mare.png": PNG}
    root, _ = made_of(site, files)
    path = root / "content/media" / named("mare.png", PNG)
    path.write_bytes(PNG[:40])
    imported(root, export(root, files), force=True)
    assert path.read_bytes() == PNG[:40]
