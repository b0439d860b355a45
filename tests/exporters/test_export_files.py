"""Assets' names and facts, and the headers for hosts."""

from __future__ import annotations

from hashlib import sha256

import pytest

from cms.exporters import describe_asset
from cms.exporters.headers import headers
from cms.model import Media, Source

D16 = sha256(b"bytes").hexdigest()[:16]


@pytest.mark.parametrize(
    ("path", "name", "media_type"),
    [
        ("content/media/ceebios.png", f"ceebios.{D16}.png", "image/png"),
        ("content/media/2024/équipe à Nantes.JPG", f"~C3~A9quipe~20~C3~A0~20Nantes.{D16}.JPG", "image/jpeg"),
        ("content/media/archive.tar.gz", f"archive.tar.{D16}.gz", "application/octet-stream"),
        ("content/media/LICENSE", f"LICENSE.{D16}", "application/octet-stream"),
        ("content/media/.htaccess", f"~2Ehtaccess.{D16}", "application/octet-stream"),
        ("content/media/" + "é" * 60 + ".pdf", "~C3~A9" * 16 + f"~C3.{D16}.pdf", "application/pdf"),
    ],
)
def test_asset_names(path: str, name: str, media_type: str) -> None:
    asset = describe_asset(Source(path, b"bytes", ""), Media("content/media", "https://cdn.test/media"))
    assert asset.path == f"assets/{name}"
    assert asset.url == f"https://cdn.test/media/{name}"
    assert (asset.source, asset.media_type, asset.size) == (path, media_type, 5)
    assert asset.digest == sha256(b"bytes").hexdigest()


def rules(text: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("  "):
            found[-1][1].append(line.partition(":")[0].strip())
        else:
            found.append((line, []))
    return found


def matches(rule: str, path: str) -> bool:
    """As Netlify and Cloudflare do: `*` is anything to the end, `:name` all but a slash."""
    wanted, parts = rule.split("/"), path.split("/")
    for position, part in enumerate(wanted):
        if part == "*":
            return len(parts) > position
        if position >= len(parts) or not (part.startswith(":") or part == parts[position]):
            return False
    return len(wanted) == len(parts)


@pytest.mark.parametrize(
    "path",
    [
        "/manifest.json", "/bundle.json", "/collections/posts.json", "/collections/posts/0123456789abcdef.json",
        "/entries/posts/fr/a.json", "/parts/0.json", "/deltas/0-1.json", "/digests/0.txt", "/assets/a.0.png",
        "/schemas/posts.schema.json",
    ],
)  # fmt: skip
@pytest.mark.parametrize("preview", [False, True])
def test_every_file_gets_each_header_once(path: str, preview: bool) -> None:  # noqa: FBT001 - a parameter of the test
    names = [name for rule, names in rules(headers(preview=preview).decode()) if matches(rule, path) for name in names]
    assert sorted(names) == sorted(
        {"Access-Control-Allow-Origin", "Cache-Control"} | ({"X-Robots-Tag"} if preview else set())
    )
