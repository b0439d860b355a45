"""Images are fetched from the web only if that is asked for, never from private addresses, and each once."""

from __future__ import annotations

import json
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
    cms,
    export,
    files_of,
    made_of,
    mapping,
    outcomes,
    post,
)
from tests.importing.test_import_media import media_of, named
from tests.test_web import HERE, moved, ok, serving

from cms.build.importing.media import Download
from cms.read.web import Fetched, fetch


def from_here(limit: int = 1_000_000) -> Download:
    """What the command line does, but for images on this machine, which it refuses."""

    def download(url: str) -> tuple[bytes, str]:
        found = fetch(url, limit=limit, allowed=lambda address, _: address == HERE)
        return (found.data, "") if isinstance(found, Fetched) else (b"", found.reason)

    return download


def text_of(root: Path) -> str:
    return (root / NEW).read_text(encoding="utf-8")


def test_an_image_is_fetched_once_and_everywhere(site: Site) -> None:
    with serving({"/img/mare.png?w=2": ok(), "/IMG_1.jpg": ok(GIF)}) as server:
        url = f"http://{HERE}:{server.port}"
        text = f'![Une mare]({url}/img/mare.png?w=2 "Titre")\n\n[lien]({url}/IMG_1.jpg)\n'
        files: Files = {
            OLD: post(text, picture=f"{url}/IMG_1.jpg"),
            OTHER: post(f"![Une mare]({url}/img/mare.png?w=2)\n", title="Autre"),
        }
        root, done = made_of(site, files, download=from_here())
        assert len(server.asked) == 2
    body = PNG + bytes(40)
    assert media_of(root) == {named("mare.png", body): body, named("2026-03-04-le-bilan.gif", GIF): GIF}
    assert f"cover: /media/{named('2026-03-04-le-bilan.gif', GIF)}\n" in text_of(root)
    assert f'![Une mare](/media/{named("mare.png", body)} "Titre")\n' in text_of(root)
    assert f"[lien]({url}/IMG_1.jpg)\n" in text_of(root), "a link is no image"
    assert {(each.path, each.line) for each in outcomes(done, "fetched")} == {(OLD, 4), (OLD, 7), (OTHER, 6)}


def test_an_image_that_only_the_old_site_has_is_fetched_from_there(site: Site) -> None:
    with serving({"/img/mare.png": ok()}) as server:
        text = mapping(f"base: http://{HERE}:{server.port}\n")
        root, _ = made_of(
            site, {OLD: post("![Une](/img/mare.png)\n", picture="/img/mare.png")}, text, download=from_here()
        )
        assert len(server.asked) == 1
    name = named("mare.png", PNG + bytes(40))
    assert f"cover: /media/{name}\n" in text_of(root)
    assert f"![Une](/media/{name})\n" in text_of(root)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (ok(status="404 Not Found"), "status"),
        (ok(b"<html></html>"), "type"),
        (ok(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "type"),
        (ok(PNG + bytes(3000)), "size"),
        (moved("http://10.0.0.1/mare.png"), "address"),
        (moved("file:///etc/passwd"), "scheme"),
    ],
)
def test_what_is_not_fetched_stays_where_it_is_and_says_why(site: Site, answer: bytes, why: str) -> None:
    with serving({"/mare.png": answer}) as server:
        url = f"http://{HERE}:{server.port}/mare.png"
        root, done = made_of(site, {OLD: post(f"![Une mare]({url})\n")}, download=from_here(1000))
    assert media_of(root) == {}
    assert f"![Une mare]({url})\n" in text_of(root)
    assert [(each.path, each.value, each.values["why"]) for each in outcomes(done, "not-fetched")] == [(OLD, url, why)]


def test_each_place_of_an_image_that_is_not_fetched_is_told_with_its_line(site: Site) -> None:
    with serving({"/a.png": ok(status="404 Not Found")}) as server:
        url = f"http://{HERE}:{server.port}/a.png"
        files: Files = {
            OLD: post(f"![Une mare]({url})\n\nEncore ![une]({url})\n", picture=url),
            OTHER: post(f"![Une mare]({url})\n", title="Autre"),
        }
        root, done = made_of(site, files, download=from_here())
        assert len(server.asked) == 1
    assert f"![Une mare]({url})\n\nEncore ![une]({url})\n" in text_of(root)
    assert f"cover: {url}\n" in text_of(root)
    assert [(each.path, each.line, each.field, each.value) for each in outcomes(done, "not-fetched")] == [
        (OLD, 4, "picture", url),
        (OLD, 7, "body", url),
        (OLD, 9, "body", url),
        (OTHER, 6, "body", url),
    ]
    assert {each.values["why"] for each in outcomes(done, "not-fetched")} == {"status"}


def test_an_image_of_the_old_site_is_told_by_its_path(site: Site) -> None:
    with serving({"/img/a.png": ok(status="404 Not Found")}) as server:
        base = f"http://{HERE}:{server.port}"
        files: Files = {OLD: post("Un texte.\n\n![Une](/img/a.png) ![B](/img/a.png.jpg)\n")}
        _, done = made_of(site, files, mapping(f"base: {base}\n"), download=from_here())
    found = [(each.path, each.line, each.value) for each in outcomes(done, "not-fetched")]
    assert found == [(OLD, 8, f"{base}/img/a.png"), (OLD, 8, f"{base}/img/a.png.jpg")]


@pytest.mark.parametrize("url", ["http://[a/b.png", "//[a", "https://a.fr:x/b.png"])
def test_an_address_that_is_none_is_told(site: Site, url: str) -> None:
    root, done = made_of(site, {OLD: post(f"![Une]({url})\n", picture=f"'{url}'")}, download=from_here())
    assert {(each.line, each.value) for each in outcomes(done, "not-fetched")} >= {(7, url)}
    assert f"![Une]({url})\n" in text_of(root)


def test_an_address_that_needs_its_brackets_keeps_them(site: Site) -> None:
    with serving({"/a(1.png": ok(status="404 Not Found")}) as server:
        url = f"http://{HERE}:{server.port}/a(1.png"
        root, done = made_of(site, {OLD: post(f"![Une mare](<{url}>)\n")}, download=from_here())
    assert f"![Une mare](<{url}>)\n" in text_of(root)
    assert [(each.path, each.line, each.value) for each in outcomes(done, "not-fetched")] == [(OLD, 6, url)]


def test_a_second_run_is_offline_and_changes_nothing(site: Site) -> None:
    with serving({"/mare.png": ok()}) as server:
        files: Files = {OLD: post(f"![Une mare](http://{HERE}:{server.port}/mare.png)\n")}
        root, _ = made_of(site, files, download=from_here())
        before = files_of(root)
        _, again = made_of(site, files, download=from_here())
    assert {file.state for file in again.files} == {"same"}
    assert files_of(root) == before


def test_keep_keeps_what_is_on_the_web_too(site: Site) -> None:
    with serving({"/mare.png": ok()}) as server:
        url = f"http://{HERE}:{server.port}/mare.png"
        root, _ = made_of(site, {OLD: post(picture=url)}, copy=False, download=from_here())
        assert server.asked == []
    assert f"cover: {url}\n" in text_of(root)


@pytest.mark.parametrize("flags", [[], ["--download"]])
def test_the_command_line_never_asks_a_private_address(site: Site, flags: list[str]) -> None:
    with serving({"/mare.png": ok()}) as server:
        url = f"http://{HERE}:{server.port}/mare.png"
        root, _ = made_of(site, {OLD: post()}, write=False)
        source = export(root, {OLD: post(f"![Une mare]({url})\n", picture=url)})
        done = cms(root, "import", "essai", str(source), "--format", "json", "--lang", "en", *flags)
        assert server.asked == []
    assert done.returncode == 0
    assert media_of(root) == {}
    assert f"cover: {url}\n" in text_of(root)
    said = [each["message"] for each in json.loads(done.stdout)["outcomes"] if each["reason"] == "not-fetched"]
    assert said == (["image not downloaded (private address)"] * 2 if flags else [])


def test_the_password_of_an_address_is_not_reported(site: Site) -> None:
    url = "https://zoe:xK9-Mot2passe@images.lilas.fr/mare.png"
    root, _ = made_of(site, {OLD: post()}, write=False)
    source = export(root, {OLD: post(f"![Une mare]({url})\n", picture=url)})
    done = cms(root, "import", "essai", str(source), "--format", "json", "--download")
    assert "Mot2passe" not in done.stdout + done.stderr
    assert "Mot2passe" not in text_of(root)
