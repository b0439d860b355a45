"""Content at the root of a repository, where other files are: only what is in a collection's folder is content."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cms.build import check, export
from cms.build.fixing import Choice, fix
from cms.model import CmsError

Site = Callable[..., Path]
Git = Callable[..., str]

CMS_YML = """\
content: .
media: {folder: static/img, url: /img}
collections:
  about: {path: about.md, schema: schemas/page.json}
  blog: {path: "blog/{slug}/index.md", schema: schemas/page.json, publish: {field: null}}
"""
PAGE = {"properties": {"title": {"type": "string"}, "status": {"type": "string"}}}


@pytest.fixture
def at_root(tmp_path: Path) -> Path:
    files = {
        "cms.yml": CMS_YML,
        "schemas/page.json": json.dumps(PAGE),
        "README.md": "# Not content\n",
        "package.json": "{}",
        "docs/other.md": "Not content either.\n",
        "static/img/a.png": "",
        "about.md": "---\ntitle: About\nstatus: Published\n---\n",
        "blog/one/index.md": "---\ntitle: One\nstatus: archived\n---\n\n![A](/img/a.png)\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_what_is_in_no_collection_is_no_content(at_root: Path) -> None:
    report = check(str(at_root))
    assert report.diagnostics == ()
    assert report.files == 3


def test_the_media_folder_is_media_unless_it_is_named(at_root: Path) -> None:
    (at_root / "cms.yml").write_text(CMS_YML.replace("media: {folder: static/img, url: /img}\n", ""))
    (at_root / "static/img").rename(at_root / "media")
    (at_root / "blog/one/index.md").write_text("---\ntitle: One\nstatus: archived\n---\n\n![A](/media/a.png)\n")
    assert check(str(at_root)).diagnostics == ()


def test_a_stray_file_is_one_in_a_folder_of_a_collection(at_root: Path) -> None:
    (at_root / "blog/two.md").write_text("---\ntitle: Two\n---\n")
    assert [found.path for found in check(str(at_root)).diagnostics if found.rule == "link/stray-file"] == [
        "blog/two.md"
    ]


def test_a_folder_may_be_named_and_what_is_no_content_not(at_root: Path) -> None:
    assert check(str(at_root), paths=[str(at_root / "blog")]).errors == 0
    with pytest.raises(CmsError):
        check(str(at_root), paths=[str(at_root / "docs")])


def test_it_is_exported_from_git_with_dates(at_root: Path, git: Git) -> None:
    (at_root / "static/img/a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    git(at_root, "init", "-q")
    git(at_root, "add", ".")
    git(at_root, "commit", "-qm", "a")
    for where in ("work", "index", "ref:HEAD"):
        assert check(str(at_root), where).errors == 0
    done = export(str(at_root), str(at_root / "out"))
    assert (done.folder is not None, done.entries) == (True, 2)
    entry = json.loads((at_root / "out/entries/blog/one.json").read_text())
    assert entry["createdAt"]
    with pytest.raises(CmsError):
        export(str(at_root), str(at_root / "blog"))


def test_it_is_mended(at_root: Path) -> None:
    (at_root / "blog/one/index.md").write_text("---\ntitle: 'One '\n---\n")
    assert [file.path for file in fix(str(at_root), Choice(), write=True, progress=lambda _, __: None).files] == [
        "blog/one/index.md"
    ]


def test_no_field_needs_to_decide_on_publication(at_root: Path) -> None:
    report = check(str(at_root))
    assert report.hidden == 0
    (at_root / "cms.yml").write_text(CMS_YML.replace(", publish: {field: null}", ""))
    assert check(str(at_root)).hidden == 1
