"""Texts as old sites have them: in other encodings, without front matter, and those that can't be read."""

from __future__ import annotations

import codecs

import pytest
from tests.importing.small import NEW, OLD, Site, made_of, outcomes, post

TEXT = post("Été : « déjà » l’œuvre…\n\n![x](perdue.png)\n")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), ""),
        (codecs.BOM_UTF8 + TEXT.encode(), ""),
        (TEXT.replace("\n", "\r\n").encode("windows-1252"), "windows-1252"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
    ],
)
def test_other_encodings(site: Site, data: bytes, encoding: str) -> None:
    root, done = made_of(site, {OLD: data})
    found = (root / NEW).read_text(encoding="utf-8")
    assert found.endswith("\n\nÉté : « déjà » l’œuvre…\n")
    assert "zoe-oeil" in found
    assert [each.values["encoding"] for each in outcomes(done, "decoded")] == [encoding] * bool(encoding)
    assert [each.line for each in outcomes(done, "missing")] == [8]


@pytest.mark.parametrize("body", ["Un\n\n![x](perdue.png)\n", "\ufeffUn\n\n![x](perdue.png)\n"])
def test_a_page_without_front_matter(site: Site, body: str) -> None:
    root, done = made_of(site, {OLD: body})
    found = (root / "content/posts/2026-03-04-bilan.md").read_text(encoding="utf-8")
    assert found.endswith("---\n\nUn\n")
    assert "status: Draft" in found
    assert [each.line for each in outcomes(done, "missing")] == [3]
    assert [file.missing for file in done.files] == [("title", "authors")]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"+++\ntitle = 'Un'\n+++\n\nUn\n", "parse/front-matter"),
        (b"---\ntitle: Un\n\nUn\n", "parse/front-matter"),
        (b"---\ntitle: [\n---\n\nUn\n", "parse/yaml"),
        (b"\x89PNG\r\n\x1a\n\x00\x01\xff", "parse/encoding"),
        (b"---\ntitle: \x81\n---\n", "parse/encoding"),
    ],
)
def test_what_cannot_be_read_is_told(site: Site, data: bytes, rule: str) -> None:
    _, done = made_of(site, {OLD: data})
    assert [(each.path, each.reason, each.values) for each in done.outcomes] == [(OLD, "unread", {"rule": rule})]
    assert done.files == ()
