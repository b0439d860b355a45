"""Histories that were once built wrong: each build must be as one from nothing."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from cms import git, instants
from cms.build import check, export
from cms.cache import Cache
from cms.cache.files import known
from cms.model import Diagnostic, Listed, Source
from cms.read import disk

Same = Callable[..., "Outcome"]


class Work(Protocol):
    """A repository that is being worked on, and the folder for what is made of it."""

    @property
    def root(self) -> Path: ...
    @property
    def output(self) -> Path: ...
    @property
    def git(self) -> Callable[..., str]: ...


class Outcome(Protocol):
    """What checks say, and what bundles hold."""

    @property
    def staged(self) -> tuple[Diagnostic, ...]: ...
    @property
    def work(self) -> tuple[Diagnostic, ...]: ...
    @property
    def bundle(self) -> dict[str, bytes]: ...


def post(title: str = "Titre", body: str = "Un texte.", more: str = "", authors: str = "[ada]") -> str:
    return f"---\ntitle: {title}\ndate: '2026-01-03'\nstatus: Published\nauthors: {authors}\n{more}---\n\n{body}\n"


def person(name: str) -> str:
    return f"name: {name}\nstatus: Published\n"


def write(work: Work, path: str, text: str) -> None:
    file = work.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


POST = "content/posts/2026-01-03-a.md"
AT = 1_770_000_000  # in February 2026
ZED = "content/people/zed.yml"


def rules(found: tuple[Diagnostic, ...]) -> list[str]:
    return [each.rule for each in found]


# --- What Git says ---------------------------------------------------------------------------------------------------


def test_of_a_file_whose_mode_alone_is_staged_everything_is_said(work: Callable[..., Work], same: Same) -> None:
    site = work({POST: post(authors="[nemo]")})
    same(site)
    os.chmod(site.root / POST, 0o755)  # noqa: PTH101, S103 - as a careless editor does
    site.git(site.root, "add", "-A")
    assert rules(same(site).staged) == ["link/unknown"]


def test_of_a_file_in_conflict_everything_is_said_though_our_side_is_as_before(
    work: Callable[..., Work], same: Same
) -> None:
    site = work({POST: post("Zéro", authors="[nemo]")})
    for branch, title in (("other", "Un"), ("main", "Deux")):
        site.git(site.root, "checkout", "-qB", branch)
        write(site, POST, post(title, authors="[nemo]"))
        site.git(site.root, "commit", "-qam", title)
        site.git(site.root, "checkout", "-q", "--detach", "HEAD" if branch == "main" else "HEAD~1")
    same(site)
    subprocess.run(["git", "merge", "-q", "other"], cwd=site.root, check=False, capture_output=True)
    assert site.git(site.root, "ls-files", "-u")
    assert rules(same(site).staged) == ["link/unknown"]


def test_a_new_folder_of_content_is_looked_at_as_the_old_one_was(work: Callable[..., Work], same: Same) -> None:
    files = {f"autre/people/{name}.yml": person(name) for name in ("ada", "zed")}
    site = work(files)
    same(site)
    config = site.root / "cms.yml"
    config.write_text(config.read_text().replace("collections:", "content: autre\ncollections:"))
    site.git(site.root, "commit", "-qam", "move")
    write(site, "autre/people/new.yml", person("New"))
    write(site, "autre/people/zed.yml", person("Zed"))
    assert json.loads(same(site).bundle["manifest.json"])["git"]["dirty"] is True
    (site.root / "autre/people/new.yml").unlink()
    site.git(site.root, "checkout", "-q", ".")
    assert "entries/people/new.json" not in same(site).bundle


def test_a_site_that_moves_in_its_repository_is_read_anew(work: Callable[..., Work], same: Same) -> None:
    site = work({ZED: person("Zed")}, folder="site")
    same(site)
    moved = site._replace(root=site.root.rename(site.root.with_name("web")))  # type: ignore[attr-defined]
    (moved.root / ZED).unlink()
    assert "entries/people/zed.json" not in same(moved).bundle
    moved.git(moved.root, "add", "-A", "..")
    moved.git(moved.root, "commit", "-qm", "move")
    same(moved)


def test_a_configuration_that_git_ignores_is_read_each_time(work: Callable[..., Work], same: Same) -> None:
    site = work({".gitignore": ".cms/\ncms.yml\n"})
    same(site)
    config = site.root / "cms.yml"
    config.write_text(config.read_text().replace("/blog/", "/journal/"))
    assert b'"/journal/bonjour/"' in same(site).bundle["entries/posts/2026-01-02-bonjour.json"]


# --- Names of several ------------------------------------------------------------------------------------------------


def test_the_users_of_a_name_with_two_owners_are_judged_the_first_time_too(
    work: Callable[..., Work], same: Same
) -> None:
    twin = "  notes: {path: 'notes/{slug}.md', schema: schemas/post.schema.json, url: '/blog/{slug}'}\n"
    expires = "expiryDate: '2027-01-01'\n"
    site = work({"content/notes/a.md": post(more=expires), POST: post()})
    config = site.root / "cms.yml"
    config.write_text(config.read_text() + twin)
    write(site, "content/posts/2026-01-06-u.md", post(body="[l](/blog/a)"))
    same(site)
    write(site, "content/posts/2026-01-06-u.md", post(body="[l](/blog/a) encore"))
    same(site)


# --- While a run goes on ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("time", ["checked", "rendered"])
def test_a_file_that_is_changed_during_a_run_and_put_back_leaves_nothing_behind(
    work: Callable[..., Work], same: Same, monkeypatch: pytest.MonkeyPatch, time: str
) -> None:
    site = work({POST: post(body="Un texte mûr.")})
    load = disk.load
    times = {"checked": 1, "rendered": 2}[time]
    seen = []

    def load_late(root: str, file: Listed, algorithm: str, limit: int | None) -> Source | None:
        if file.path == POST:
            seen.append(1)
            if len(seen) == times:
                write(site, POST, post(body="Un secret."))
        return load(root, file, algorithm, limit)

    monkeypatch.setattr("cms.read.load", load_late)
    export(str(site.root), str(site.output / "dist"), at=AT)
    monkeypatch.undo()
    assert len(seen) == 2
    site.git(site.root, "checkout", "-q", POST)
    assert b"secret" not in same(site).bundle["entries/posts/2026-01-03-a.json"]


def test_a_commit_during_a_run_that_is_taken_back_leaves_nothing_behind(
    work: Callable[..., Work], same: Same, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = work({ZED: person("Zed")})
    same(site)
    find = git.find_repository

    def find_early(root: str) -> object:
        found = find(root)
        write(site, ZED, person("Zed à moitié"))
        site.git(site.root, "commit", "-qam", "half")
        monkeypatch.undo()
        return found

    monkeypatch.setattr(git, "find_repository", find_early)
    check(str(site.root))
    site.git(site.root, "reset", "-q", "--hard", "HEAD~1")
    assert b"moiti" not in same(site).bundle["entries/people/zed.json"]


# --- What everything depends on --------------------------------------------------------------------------------------


def test_other_data_of_time_zones_make_everything_anew(
    work: Callable[..., Work], same: Same, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    site = work({POST: post(more="publishDate: '2026-01-31'\n")})
    before = same(site).bundle["entries/posts/2026-01-03-a.json"]
    with Cache(str(site.root)) as cache:
        keys = known(cache)
    from zoneinfo import TZPATH, ZoneInfo, reset_tzpath  # noqa: PLC0415

    there = next(Path(folder) for folder in TZPATH if (Path(folder) / "Asia/Tokyo").exists())
    for name, like in (("Europe/Paris", "Asia/Tokyo"), ("UTC", "UTC")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((there / like).read_bytes())
    monkeypatch.setenv("PYTHONTZPATH", str(tmp_path))
    reset_tzpath([str(tmp_path)])
    ZoneInfo.clear_cache()
    instants._zone.cache_clear()  # noqa: SLF001 - another process begins without
    try:
        after = same(site).bundle["entries/posts/2026-01-03-a.json"]
        with Cache(str(site.root)) as cache:
            assert {path: key for path, (_, key) in known(cache).items() if path == POST} != {
                path: key for path, (_, key) in keys.items() if path == POST
            }
        assert before != after
    finally:
        monkeypatch.undo()
        reset_tzpath()
        ZoneInfo.clear_cache()
        instants._zone.cache_clear()  # noqa: SLF001 - as above


def test_an_image_that_is_changed_while_it_is_exported_is_exported_as_it_is_then(
    work: Callable[..., Work], same: Same, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = work({POST: post(body="![i](/media/i.png)")})
    load = disk.load
    seen = []

    def load_late(root: str, file: Listed, algorithm: str, limit: int | None) -> Source | None:
        if file.path == "content/media/i.png":
            seen.append(1)
            if len(seen) == 2:  # described, and not yet written
                (site.root / file.path).write_bytes(b"\x89PNG\r\n\x1a")
        return load(root, file, algorithm, limit)

    monkeypatch.setattr("cms.read.load", load_late)
    export(str(site.root), str(site.output / "dist"), at=AT)
    images = list((site.output / "dist/assets").iterdir())
    assert [image.read_bytes() for image in images] == [b"\x89PNG\r\n\x1a"]
    same(site)


def test_the_media_folder_may_lie_outside_the_content(work: Callable[..., Work], same: Same) -> None:
    site = work({"content/media/i.png": None, "static/i.png": b"\x89PNG\r\n", POST: post(body="![i](/m/i.png)")})
    config = site.root / "cms.yml"
    config.write_text(config.read_text().replace("collections:", "media: {folder: static, url: /m}\ncollections:"))
    site.git(site.root, "commit", "-qam", "media")
    before = same(site).bundle["entries/posts/2026-01-03-a.json"]
    assert b"/m/i." in before
    (site.root / "static/i.png").write_bytes(b"\x89PNG\r\n\x1a")
    assert same(site).bundle["entries/posts/2026-01-03-a.json"] != before
    (site.root / "static/i.png").unlink()
    assert rules(same(site).work) == ["link/missing-file"]
