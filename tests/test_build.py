"""The whole of it: what a bundle holds, what it depends on, and what it must never show."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cms
from cms.build import check, export
from cms.instants import starts
from cms.model import CmsError

Site = Callable[..., Path]
Git = Callable[..., str]

ZANZIBAR = "Zanzibar"


def post(title: str = "Titre", *, front: str = "", status: str = "Published", body: str = "Texte.") -> str:
    return f"---\ntitle: {title}\ndate: '2026-01-03'\nstatus: {status}\nauthors: [ada]\n{front}---\n\n{body}\n"


def at(text: str) -> int:
    seconds = starts(text, "UTC")
    assert seconds is not None
    return seconds


def files(folder: Path) -> dict[str, bytes]:
    """What a bundle's folder serves, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] != ".cms"
    }


def exported(root: Path, folder: Path, **options: Any) -> dict[str, bytes]:
    done = export(str(root), str(folder), **{"at": at("2026-06-01"), **options})
    assert done.folder is not None, done.report.blocking
    return files(folder)


def entry(bundle: Mapping[str, bytes], name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bundle[f"entries/{name}.json"])
    return found


# --- What a bundle holds ---------------------------------------------------------------------------------------------


def test_an_address_with_a_percent_sign_is_replaced_like_any_other(site: Site, tmp_path: Path) -> None:
    root = site({
        "content/media/60%.png": b"\x89PNG\r\n\x1a\n",
        "content/posts/2026-01-03-a.md": post(body="![i](/media/60%.png) [d](/blog/100%/)"),
        "content/posts/2026-01-03-100%.md": post(status="Draft"),
    })  # fmt: skip
    html = entry(exported(root, tmp_path / "out"), "posts/2026-01-03-a")["html"]
    assert re.fullmatch(r'<p><img src="/media/60~25\.[0-9a-f]+\.png" alt="i" /> d</p>', html), html


def test_references_links_assets_dates_and_markdown_are_resolved(site: Site, tmp_path: Path) -> None:
    root = site({
        "content/media/photo.png": b"\x89PNG\r\n\x1a\n",
        "content/posts/2026-01-03-a.md": post(
            front="cover: ../media/photo.png\nupdated: 2026-07-01T10:00\n"
            "summary: 'Du *texte*, [là](2026-01-02-bonjour.md)'\n"
            "related: [posts/2026-01-02-bonjour, people/bob]\nteam: [{person: bob, role: x}]\n",
            body="[Bonjour](2026-01-02-bonjour.md#début) ![i](/media/photo.png) [dehors](https://x.test)",
        ),
    })  # fmt: skip
    bundle = exported(root, tmp_path / "dist")
    found = entry(bundle, "posts/2026-01-03-a")
    digest = hashlib.sha256(b"\x89PNG\r\n\x1a\n").hexdigest()[:16]
    url = f"/media/photo.{digest}.png"
    assert found["data"]["cover"] == url
    assert found["data"]["updated"] == "2026-07-01T10:00:00+02:00"
    assert found["data"]["authors"] == [{"collection": "people", "id": "ada"}]
    assert found["data"]["related"] == [
        {"collection": "posts", "id": "2026-01-02-bonjour"},
        {"collection": "people", "id": "bob"},
    ]
    assert found["data"]["summary"] == {
        "html": '<p>Du <em>texte</em>, <a href="/blog/bonjour/">là</a></p>',
        "text": "Du texte, là",
    }
    assert f'<img src="{url}" alt="i" />' in found["html"]
    assert '<a href="/blog/bonjour/#début">' in found["html"].replace("%C3%A9", "é")
    assert bundle[f"assets/photo.{digest}.png"] == b"\x89PNG\r\n\x1a\n"
    assert [(link["field"], link["id"]) for link in entry(bundle, "people/bob")["backlinks"]] == [
        ("related", "2026-01-03-a"),
        ("team.person", "2026-01-03-a"),
    ]
    assert "body" in {link["field"] for link in entry(bundle, "posts/2026-01-02-bonjour")["backlinks"]}


def test_a_field_and_a_collection_need_no_python(site: Site, tmp_path: Path) -> None:
    root = site()
    config = (root / "cms.yml").read_text()
    (root / "cms.yml").write_text(
        config + '  events:\n    path: "events/{date}-{slug}.md"\n    schema: schemas/event.schema.json\n'
    )
    event = {
        "type": "object",
        "additionalProperties": False,
        "required": ["title", "hosts"],
        "properties": {
            "title": {"type": "string"},
            "hosts": {"type": "array", "items": {"type": "string", "x-reference": "people"}},
        },
    }
    (root / "schemas/event.schema.json").write_text(json.dumps(event))
    (root / "content/events").mkdir()
    (root / "content/events/2026-02-03-fete.md").write_text("---\ntitle: Fête\nhosts: [ada, bobb]\n---\n")
    (found,) = check(str(root)).diagnostics
    assert (found.rule, found.span and found.span[:2], found.values["suggestion"]) == ("link/unknown", (3, 14), "bob")
    (root / "content/events/2026-02-03-fete.md").write_text("---\ntitle: Fête\nhosts: [ada]\n---\n")
    bundle = exported(root, tmp_path / "dist")
    assert entry(bundle, "events/2026-02-03-fete")["data"]["hosts"] == [{"collection": "people", "id": "ada"}]
    assert "events" in {link["collection"] for link in entry(bundle, "people/ada")["backlinks"]}
    shape = json.loads(bundle["schemas/events.schema.json"])
    assert shape["properties"]["hosts"]["items"]["required"] == ["collection", "id"]


# --- What it never shows ---------------------------------------------------------------------------------------------


HIDDEN = [
    post(ZANZIBAR, status="Draft", front="cover: /media/zanzibar.png\n", body=ZANZIBAR),
    post(ZANZIBAR, front="publishDate: '2026-07-01'\ncover: /media/zanzibar.png\n", body=ZANZIBAR),
    post(ZANZIBAR, front="expiryDate: '2026-05-01'\ncover: /media/zanzibar.png\n", body=ZANZIBAR),
]


@pytest.mark.parametrize("hidden", HIDDEN, ids=["draft", "scheduled", "expired"])
def test_no_byte_of_a_hidden_entry_is_in_a_bundle(site: Site, tmp_path: Path, hidden: str) -> None:
    root = site({
        "content/media/zanzibar.png": b"png of zanzibar",
        "content/posts/2026-01-03-zanzibar.md": hidden,
        "content/posts/2026-01-04-b.md": post(
            front="related: [posts/2026-01-03-zanzibar, people/bob]\n", body="[un lien](2026-01-03-zanzibar.md)"
        ).replace("01-03'", "01-04'"),
    })  # fmt: skip
    bundle = exported(root, tmp_path / "dist")
    everything = b"".join(name.encode() + data for name, data in bundle.items()).lower()
    assert ZANZIBAR.lower().encode() not in everything
    found = entry(bundle, "posts/2026-01-04-b")
    assert found["html"] == "<p>un lien</p>"
    assert found["data"]["related"] == [{"collection": "people", "id": "bob"}]
    manifest = json.loads(bundle["manifest.json"])
    assert manifest["collections"]["posts"]["count"] == 2
    preview = exported(root, tmp_path / "preview", drafts=True)
    assert ZANZIBAR.encode() in preview["bundle.json"]
    assert json.loads(preview["manifest.json"])["preview"] is True
    assert entry(preview, "posts/2026-01-03-zanzibar")["visibility"] != "published"


def test_files_that_only_hidden_data_names_stay_out_and_equal_files_are_one(site: Site, tmp_path: Path) -> None:
    person = json.loads(site().joinpath("schemas/person.schema.json").read_text())
    person["properties"]["photo"] = {"type": "string", "x-asset": "image"}
    root = site({
        "schemas/person.schema.json": json.dumps(person),
        "content/media/a/photo.png": b"one",
        "content/media/b/photo.png": b"one",
        "content/media/hidden.png": b"two",
        "content/people/ada.yml": "name: Ada\nstatus: Published\nphoto: /media/a/photo.png\n",
        "content/people/bob.yml": "name: Bob\nstatus: Published\nphoto: /media/b/photo.png\n",
        "content/people/eve.yml": "name: Eve\nstatus: Draft\nphoto: /media/hidden.png\n",
    })  # fmt: skip
    bundle = exported(root, tmp_path / "dist")
    assert [data for name, data in bundle.items() if name.startswith("assets/")] == [b"one"]


def test_what_is_withdrawn_leaves_the_folder_at_once(site: Site, tmp_path: Path) -> None:
    root = site({"content/posts/2026-01-03-zanzibar.md": post(ZANZIBAR, body=ZANZIBAR)})
    first = exported(root, tmp_path / "dist")
    assert ZANZIBAR.encode() in b"".join(first.values())
    (root / "content/posts/2026-01-03-zanzibar.md").write_text(post(ZANZIBAR, status="Draft"))
    second = exported(root, tmp_path / "dist")
    assert ZANZIBAR.lower().encode() not in b"".join(name.encode() + data for name, data in second.items()).lower()


def test_errors_in_a_draft_fail_the_check_and_stop_no_export(site: Site, tmp_path: Path) -> None:
    root = site({"content/posts/2026-01-03-a.md": post(status="Draft", front="colour: red\nreviewer: nobody\n")})
    assert check(str(root)).errors == 2
    assert "entries/posts/2026-01-03-a.json" not in exported(root, tmp_path / "dist")


def test_errors_stop_an_export_and_leave_the_old_bundle(site: Site, tmp_path: Path) -> None:
    root = site()
    before = exported(root, tmp_path / "dist")
    (root / "content/posts/2026-01-03-a.md").write_text(post(front="colour: red\n"))
    done = export(str(root), str(tmp_path / "dist"))
    assert (done.folder, len(done.report.blocking)) == (None, 1)
    assert files(tmp_path / "dist") == before


def test_what_goes_with_a_hidden_person_takes_its_images_along(site: Site, tmp_path: Path) -> None:
    schema = json.loads(site().joinpath("schemas/post.schema.json").read_text())
    schema["properties"]["team"]["items"]["properties"]["bio"] = {"type": "string", "x-markdown": True}
    root = site({
        "schemas/post.schema.json": json.dumps(schema),
        "content/people/eve.yml": "name: Eve\nstatus: Draft\n",
        "content/media/zanzibar.png": b"png",
        "content/posts/2026-01-03-a.md": post(front="team: [{person: eve, bio: '![z](/media/zanzibar.png)'}]\n"),
    })  # fmt: skip
    bundle = exported(root, tmp_path / "dist")
    assert entry(bundle, "posts/2026-01-03-a")["data"]["team"] == []
    assert not [name for name in bundle if "zanzibar" in name]


def test_a_preview_is_not_stopped_by_what_it_shows(site: Site, tmp_path: Path) -> None:
    root = site({
        "content/people/eve.yml": "name: Eve\nstatus: Draft\n",
        "content/posts/2026-01-03-a.md": post().replace("[ada]", "[eve]"),
    })  # fmt: skip
    assert export(str(root), str(tmp_path / "dist")).folder is None
    preview = exported(root, tmp_path / "preview", drafts=True)
    assert entry(preview, "posts/2026-01-03-a")["data"]["authors"] == [{"collection": "people", "id": "eve"}]


def test_a_field_that_becomes_markdown_is_rendered_anew(site: Site, tmp_path: Path) -> None:
    root = site({"content/posts/2026-01-03-a.md": post("'**gras**'")})
    assert entry(exported(root, tmp_path / "1"), "posts/2026-01-03-a")["data"]["title"] == "**gras**"
    path = root / "schemas/post.schema.json"
    schema = json.loads(path.read_text())
    schema["properties"]["title"]["x-markdown"] = True
    path.write_text(json.dumps(schema))
    title = entry(exported(root, tmp_path / "2"), "posts/2026-01-03-a")["data"]["title"]
    assert title == {"html": "<p><strong>gras</strong></p>", "text": "gras"}


# --- What it depends on ----------------------------------------------------------------------------------------------


def test_one_commit_gives_the_same_bytes_anywhere(site: Site, git: Git, tmp_path: Path) -> None:
    root = site({"content/posts/2026-01-03-a.md": post(front="updated: 2026-07-01T10:00\n")})
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "x")
    git(tmp_path, "clone", "-q", str(root), "ailleurs é")
    other = tmp_path / "ailleurs é"
    command = [sys.executable, "-m", "cms", "export", "--at", "2026-06-01", "-o", "out"]
    for folder, zone, locale, more in (
        (root, "Asia/Tokyo", "C", []),
        (other, "America/New_York", "C.UTF-8", ["--ref", "HEAD"]),
    ):
        environment = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": str(len(zone))}
        subprocess.run([*command, *more], cwd=folder, env=environment, check=True, capture_output=True)
        shutil.rmtree(folder / ".cms")
    one, two = files(root / "out"), files(other / "out")
    assert one.keys() == two.keys()
    manifests = [json.loads(bundle.pop("manifest.json")) for bundle in (one, two)]
    assert one == two
    assert [manifest["git"].pop("dirty") for manifest in manifests] == [False, False]
    assert manifests[0] == manifests[1]


def test_instants_of_one_interval_give_the_same_bytes(site: Site, tmp_path: Path) -> None:
    root = site({"content/posts/2026-01-03-a.md": post(front="publishDate: '2026-07-01'\nexpiryDate: '2026-07-31'\n")})
    june = exported(root, tmp_path / "1", at=at("2026-06-01"))
    also_june = exported(root, tmp_path / "2", at=at("2026-06-30T21:59:59Z"))
    july = exported(root, tmp_path / "3", at=at("2026-06-30T22:00:00Z"))
    assert june == also_june
    assert json.loads(june["manifest.json"])["nextChangeAt"] == "2026-06-30T22:00:00Z"
    manifest = json.loads(july["manifest.json"])
    assert (manifest["validFrom"], manifest["nextChangeAt"]) == ("2026-06-30T22:00:00Z", "2026-07-31T22:00:00Z")
    assert "entries/posts/2026-01-03-a.json" in july


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "bonjour"]),
        st.sampled_from(
            [
                None,
                post(),
                post(status="Draft"),
                post("Autre", front="publishDate: '2027-01-01'\n"),
                post(front="expiryDate: '2026-02-01'\n"),
                post(body="[b](2026-01-03-b.md) et [c](2026-01-03-c.md)"),
                post(front="related: [posts/2026-01-03-a, people/bob]\nsummary: '[c](2026-01-03-c.md)'\n"),
                post(front="colour: red\n"),
                post(front="reviewer: bobb\n"),
                "---\ntitle: 'x\n",
            ]
        ),
    ),
    min_size=1,
    max_size=6,
)


@given(EDITS)
@settings(max_examples=25)
def test_cached_results_equal_clean_ones(
    site: Site, tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str | None]]
) -> None:
    """After each edit, the check and the bundle are those of a folder in which nothing has ever been cached."""
    base = tmp_path_factory.mktemp("w")
    root = base / "root"
    shutil.copytree(site(), root)
    for number, (name, text) in enumerate(edits):
        path = root / f"content/posts/2026-01-03-{name}.md"
        path.unlink(missing_ok=True)
        if text is not None:
            path.write_text(text)
        clean = base / f"clean{number}"
        shutil.copytree(root, clean, ignore=shutil.ignore_patterns(".cms"))
        instant = at("2026-06-01")
        assert check(str(root), at=instant).diagnostics == check(str(clean), at=instant).diagnostics
        outputs = []
        for folder in (root, clean):
            done = export(str(folder), str(base / f"dist{number}-{folder.name}"), at=instant)
            outputs.append(files(base / f"dist{number}-{folder.name}") if done.folder else None)
        assert outputs[0] == outputs[1]


def test_the_order_of_files_does_not_matter(site: Site, tmp_path: Path) -> None:
    names = [f"content/posts/2026-01-03-{name}.md" for name in ("c", "a", "b", "É", "e")]
    first = site({name: post() for name in names}, "1")
    second = site({name: post() for name in reversed(names)}, "2")
    assert exported(first, tmp_path / "d1") == exported(second, tmp_path / "d2")


# --- The index -------------------------------------------------------------------------------------------------------


def test_only_what_is_staged_is_reported(site: Site, git: Git) -> None:
    root = site({"content/posts/2026-01-03-a.md": post(front="colour: red\n")})
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "x")
    assert check(str(root), "index").diagnostics == ()
    (root / "content/posts/2026-01-04-b.md").write_text(post().replace("01-03", "01-05"))
    assert check(str(root), "index").diagnostics == ()
    git(root, "add", ".")
    (found,) = check(str(root), "index").diagnostics
    assert (found.rule, found.path) == ("schema/template", "content/posts/2026-01-04-b.md")


def test_deleting_an_entry_that_others_name_is_an_error_at_theirs(site: Site, git: Git) -> None:
    root = site()
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "x")
    git(root, "rm", "-q", "content/people/ada.yml")
    (found,) = check(str(root), "index").diagnostics
    assert (found.rule, found.path, found.severity) == ("link/deleted", "content/posts/2026-01-02-bonjour.md", "error")
    assert (found.values["collection"], found.values["id"]) == ("people", "ada")


def test_deleting_a_file_that_is_linked_to_is_an_error_at_the_link(site: Site, git: Git) -> None:
    root = site({
        "content/media/photo.png": b"png",
        "content/posts/2026-01-03-a.md": post(
            front="cover: /media/photo.png\n", body="![p](/media/photo.png) [b](/blog/bonjour/)"
        ),
    })  # fmt: skip
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "x")
    git(root, "rm", "-q", "content/media/photo.png", "content/posts/2026-01-02-bonjour.md")
    rules = [found.rule for found in check(str(root), "index").diagnostics]
    assert rules == ["link/missing-file", "link/missing-file", "link/dead-link"]


def test_a_bare_repository_is_enough_for_a_revision(site: Site, git: Git, tmp_path: Path) -> None:
    root = site()
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "x")
    git(tmp_path, "clone", "-q", "--bare", str(root), "x.git")
    done = cms.export(tmp_path / "x.git", tmp_path / "dist", ref="main")
    assert done.entries == 3


# --- The Python API --------------------------------------------------------------------------------------------------


def test_the_python_api_does_what_the_commands_do(site: Site, tmp_path: Path) -> None:
    root = site()
    report = cms.check(root / "content")
    assert (report.errors, report.entries) == (0, 3)
    done = cms.export(root, tmp_path / "dist", at="2026-06-01")
    assert done.entries == 3
    bundle = cms.load(tmp_path / "dist")
    found = bundle.find({"collection": "posts", "id": "2026-01-02-bonjour"})
    assert found.data["title"] == "Bonjour"
    assert cms.export is not None
    assert callable(cms.export)
    with pytest.raises(cms.CmsError):
        cms.check(root, ref="main", staged=True)
    with pytest.raises(CmsError):
        cms.check(tmp_path)


# --- What a review found ---------------------------------------------------------------------------------------------


def test_a_hidden_entry_with_the_id_of_a_published_one_stops_no_export(site: Site, tmp_path: Path) -> None:
    root = site({"content/people/ada/index.yml": "name: Ada\nstatus: Draft\n"})
    config = (root / "cms.yml").read_text()
    (root / "cms.yml").write_text(config.replace("people/{slug}.yml", "people/{slug*}.yml"))
    assert [found.rule for found in check(str(root)).diagnostics] == ["link/duplicate-id"]
    assert entry(exported(root, tmp_path / "dist"), "people/ada")["visibility"] == "published"


def test_what_is_lost_at_one_time_is_judged_by_itself(site: Site) -> None:
    schema = json.loads(site().joinpath("schemas/post.schema.json").read_text())
    schema["dependentRequired"] = {"reviewer": ["code"]}
    schema["properties"]["code"] = {"type": "string", "x-reference": "people"}
    root = site({
        "schemas/post.schema.json": json.dumps(schema),
        "content/people/eve.yml": "name: Eve\nstatus: Published\nexpiryDate: '2026-05-01'\n",
        "content/people/bob.yml": "name: Bob\nstatus: Published\nexpiryDate: '2026-07-01'\n",
        "content/posts/2026-01-03-a.md": post(front="reviewer: bob\ncode: eve\n"),
    })  # fmt: skip
    found = check(str(root), at=at("2026-04-01")).diagnostics
    assert "error" in {diagnostic.severity for diagnostic in found}
    assert {diagnostic.rule for diagnostic in found} == {"link/hidden"}


def test_an_item_goes_with_what_it_needs_however_deep(site: Site, tmp_path: Path) -> None:
    schema = json.loads(site().joinpath("schemas/post.schema.json").read_text())
    person = schema["properties"]["team"]["items"]["properties"].pop("person")
    contact = {"type": "object", "required": ["person"], "properties": {"person": person}}
    schema["properties"]["team"]["items"] = {
        "type": "object",
        "required": ["contact"],
        "properties": {"contact": contact},
    }
    root = site({
        "schemas/post.schema.json": json.dumps(schema),
        "content/people/eve.yml": "name: Eve\nstatus: Draft\n",
        "content/posts/2026-01-03-a.md": post(front="team: [{contact: {person: eve}}, {contact: {person: bob}}]\n"),
    })  # fmt: skip
    assert [(found.rule, found.severity) for found in check(str(root)).diagnostics] == [("link/hidden", "warning")]
    team = entry(exported(root, tmp_path / "dist"), "posts/2026-01-03-a")["data"]["team"]
    assert team == [{"contact": {"person": {"collection": "people", "id": "bob"}}}]


def test_the_fragment_of_an_asset_is_kept(site: Site, tmp_path: Path) -> None:
    root = site({
        "content/media/s.svg": b"<svg/>",
        "content/posts/2026-01-03-a.md": post(front="cover: /media/s.svg#icon\n", body="![s](/media/s.svg#b)"),
    })  # fmt: skip
    bundle = exported(root, tmp_path / "dist")
    found = entry(bundle, "posts/2026-01-03-a")
    url = f"/media/s.{hashlib.sha256(b'<svg/>').hexdigest()[:16]}.svg"
    assert found["data"]["cover"] == f"{url}#icon"
    assert f'src="{url}#b"' in found["html"]
    assert set(found["assets"]) == {f"{url}#icon", f"{url}#b"}
    assert len([name for name in bundle if name.startswith("assets/")]) == 1


def test_a_reader_that_goes_away_hides_no_error(site: Site) -> None:
    root = site({f"content/people/p{number}.yml": "nom: x\n" for number in range(800)})
    child = subprocess.Popen([sys.executable, "-m", "cms", "check"], cwd=root, stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    child.stdout.close()
    assert child.wait(timeout=60) == 1
