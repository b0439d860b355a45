"""A bundle as a whole: its files are those of a golden one, name one another truly, and hold nothing hidden."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from cms.exporters import encode, export
from cms.model import Artifact, AssetFile, Compilation, Json, RenderedEntry, Shown

GOLDEN = Path(__file__).parent.parent / "cases" / "bundle"

Make = Callable[..., Any]


def files(compilation: Compilation) -> dict[str, bytes]:
    made = list(export(compilation))
    assert len({artifact.path for artifact in made}) == len(made)
    return {artifact.path: artifact.read() for artifact in made}


def manifest(compilation: Compilation) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(files(compilation)["manifest.json"])
    return value


def test_golden_bundle(association: Make) -> None:
    made = files(association())
    golden = {path.relative_to(GOLDEN).as_posix(): path.read_bytes() for path in GOLDEN.rglob("*") if path.is_file()}
    assert made.keys() - golden.keys() == {"schemas/bundle.schema.json"}
    assert golden.keys() <= made.keys()
    for path, data in golden.items():
        assert made[path].decode() == data.decode(), path


def test_every_json_file_is_its_own_canonical_form(association: Make) -> None:
    for path, data in files(association()).items():
        if path.endswith(".json"):
            assert rfc8785.dumps(json.loads(data)) == data, path


def descriptors(value: Json) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if {"path", "digest", "size"} <= value.keys() else []
        return own + [found for inner in value.values() for found in descriptors(inner)]
    return [found for inner in value for found in descriptors(inner)] if isinstance(value, list) else []


def test_descriptors_are_true(association: Make) -> None:
    made = files(association())
    found = [
        descriptor
        for path, data in made.items()
        if path.endswith(".json") and not path.startswith("schemas/")
        for descriptor in descriptors(json.loads(data))
        if not descriptor["path"].startswith("assets/")
    ]
    named = {descriptor["path"] for descriptor in found}
    assert named == {path for path in made if path not in {"manifest.json", "_headers", "schemas/bundle.schema.json"}}
    for descriptor in found:
        data = made[descriptor["path"]]
        assert descriptor["digest"] == sha256(data).hexdigest()
        assert descriptor["size"] == len(data)


def test_sha256sum_agrees_with_the_digests(association: Make, tmp_path: Path) -> None:
    made = files(association())
    for path, data in made.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    facts = json.loads(made["manifest.json"])
    command = ["sha256sum", "--strict", "-c", f"../{facts['digests']['path']}"]
    done = subprocess.run(command, cwd=tmp_path / "entries", capture_output=True, check=True, text=True)
    assert done.stdout.count(": OK\n") == 5
    names = sorted(f"{name}.schema.json" for name in facts["collections"])
    lines = subprocess.run(["sha256sum", *names], cwd=tmp_path / "schemas", capture_output=True, check=True).stdout
    assert facts["model"]["digest"] == sha256(lines).hexdigest()


def test_content_digest_is_that_of_the_digests_file(association: Make) -> None:
    facts = manifest(association())
    assert facts["contentDigest"] == facts["digests"]["digest"]
    assert facts["digests"]["path"] == f"digests/{facts['contentDigest'][:16]}.txt"


def test_an_entry_is_the_same_bytes_everywhere(association: Make) -> None:
    made = files(association())
    (part,) = (data for path, data in made.items() if path.startswith("parts/"))
    for path, data in made.items():
        if path.startswith("entries/"):
            assert data in part
            assert data in made["bundle.json"]


def test_the_manifest_comes_last_and_roles_fit_the_paths(association: Make) -> None:
    made = list(export(association()))
    assert made[-1].role == "manifest"
    assert made[-1].path == "manifest.json"
    assert all((sha256(file.read()).hexdigest(), len(file.read())) == (file.digest, file.size) for file in made)
    roles: dict[str, Callable[[Artifact], bool]] = {
        "entry": lambda made: made.path.startswith("entries/"),
        "immutable": lambda made: made.digest[:16] in made.path,
        "stable": lambda made: made.digest[:16] not in made.path,
        "manifest": lambda made: made.path == "manifest.json",
    }
    for artifact in made:
        assert roles[artifact.role](artifact), artifact.path


def test_nothing_of_a_draft_gets_out(association: Make) -> None:
    for path, data in files(association()).items():
        assert "inconnue" not in path
        assert b"inconnue" not in data
        assert b"Nom secret" not in data


def test_preview_shows_drafts_and_marks_every_file(association: Make) -> None:
    made = files(association(preview=True))
    draft = json.loads(made["entries/people/inconnue.json"])
    assert (draft["visibility"], draft["data"]) == ("draft", {"name": "Nom secret"})
    marked = ["manifest.json", "bundle.json", *(path for path in made if path.startswith("collections/"))]
    assert all(json.loads(made[path])["preview"] is True for path in marked)
    headers = made["_headers"].decode()
    assert headers.startswith("/*\n")
    assert "no-store" in headers
    assert "noindex" in headers
    assert "max-age" not in headers


def test_an_entry_reads_the_same_in_preview_and_production(association: Make) -> None:
    path = "entries/places/la-halle.json"
    assert files(association(preview=True))[path] == files(association())[path]


def test_bundle_is_complete_or_absent(association: Make) -> None:
    whole = files(association())
    size = len(whole["bundle.json"])
    assert files(limited(association(), size))["bundle.json"] == whole["bundle.json"]
    for limit in (size - 1, 100, 0):
        made = files(limited(association(), limit))
        assert "bundle.json" not in made
        facts = json.loads(made["manifest.json"])
        assert facts["bundle"] is None
        assert facts["parts"] == json.loads(whole["manifest.json"])["parts"]


def limited(compilation: Compilation, limit: int) -> Compilation:
    return compilation._replace(config=compilation.config._replace(bundle_limit=limit))


def test_no_entries_at_all(compilation: Make) -> None:
    made = files(compilation())
    facts = json.loads(made["manifest.json"])
    assert facts["parts"] == []
    assert made[facts["digests"]["path"]] == b""
    assert [found["count"] for found in facts["collections"].values()] == [0, 0, 0]
    empty = json.loads(made["collections/people.json"])
    assert (empty["entries"], empty["pages"], empty["count"]) == ([], [], 0)
    assert json.loads(made["bundle.json"])["collections"]["people"]["entries"] == []


def test_what_depends_on_the_build_stands_in_the_manifest_only(association: Make) -> None:
    one = association()
    other = one._replace(commit=None, dirty=True, version="9.9.9")
    before, after = files(one), files(other)
    assert {path for path in before if before[path] != after[path]} == {"manifest.json"}
    git = json.loads(after["manifest.json"])["git"]
    assert git == {"commit": None, "dirty": True, "history": "full"}


def test_without_history_no_entry_has_dates(association: Make) -> None:
    made = files(association(history=False))
    entries = [json.loads(data) for path, data in made.items() if path.startswith("entries/")]
    assert {(entry["createdAt"], entry["updatedAt"], len(entry["contributors"])) for entry in entries} == {
        (None, None, 0)
    }
    assert json.loads(made["manifest.json"])["git"]["history"] == "none"


def test_the_interval_of_validity(association: Make) -> None:
    facts = manifest(association(valid_from=0, next_change_at=86_400))
    assert (facts["validFrom"], facts["nextChangeAt"]) == ("1970-01-01T00:00:00Z", "1970-01-02T00:00:00Z")


def assets_of(compilation: Compilation) -> tuple[AssetFile, ...]:
    made = export(compilation)
    while True:
        try:
            next(made)
        except StopIteration as end:
            return tuple(end.value)


def test_the_assets_that_entries_name_are_the_generators_value(association: Make) -> None:
    assert [asset.path for asset in assets_of(association())] == [
        "assets/plan.8899aabbccddeeff.pdf",
        "assets/salle.00112233445566aa.jpg",
    ]


def test_the_asset_of_an_object_that_goes_with_a_hidden_person_goes_too(entry: Make, compilation: Make) -> None:
    secret = AssetFile(
        "content/media/x.png",
        "assets/x.aaaaaaaaaaaaaaaa.png",
        "/media/x.aaaaaaaaaaaaaaaa.png",
        "image/png",
        1,
        "a" * 64,
    )
    team = [{"person": "eve", "photo": "/media/x.png"}]
    made = compilation(
        entry("people", "eve", {"name": "Eve"}),
        entry("meetings", "m", {"team": team}, {("team", 0, "person"): "people"}, assets=[("team", 0, "photo")]),
        rendered={"m": RenderedEntry(assets={"/media/x.png": secret})},
        visibility={("people", "eve"): "expired"},
    )
    assert assets_of(made) == ()
    assert json.loads(files(made)["entries/meetings/m.json"])["assets"] == {}
    assert json.loads(files(made)["entries/meetings/m.json"])["data"] == {"team": []}


def test_deprecations_are_found_at_any_depth_and_a_schema_in_itself_ends(compilation: Make) -> None:
    document = {
        "properties": {
            "old": {"deprecated": True, "x-since": "2026-01-01", "x-sunset": "2026-09-01", "x-use": "new"},
            "team": {"type": "array", "items": {"$ref": "#/$defs/member"}},
            "new": {"deprecated": False},
        },
        "$defs": {"member": {"properties": {"role": {"deprecated": True}, "boss": {"$ref": "#/$defs/member"}}}},
    }
    assert manifest(compilation(documents={"meetings": document}))["deprecations"] == [
        {"collection": "meetings", "field": "old", "since": "2026-01-01", "sunset": "2026-09-01", "use": "new"},
        {"collection": "meetings", "field": "team.role", "since": "", "sunset": None, "use": None},
    ]


def named(value: Json) -> list[tuple[str, str]]:
    """Every reference and back link in a value."""
    if isinstance(value, dict):
        own = [(value["collection"], value["id"])] if {"collection", "id"} <= value.keys() else []
        return own + [found for inner in value.values() for found in named(inner)]
    return [found for inner in value for found in named(inner)] if isinstance(value, list) else []


@pytest.mark.parametrize(("preview", "count"), [(False, 10), (True, 14)])
def test_every_reference_and_back_link_leads_to_an_entry_of_the_bundle(
    association: Make,
    preview: bool,  # noqa: FBT001 - a parameter of the test
    count: int,
) -> None:
    made = files(association(preview=preview))
    entries = [json.loads(data) for path, data in made.items() if path.startswith("entries/")]
    found = [key for entry in entries for key in named([entry["data"], entry["backlinks"]])]
    assert set(found) <= {(entry["collection"], entry["id"]) for entry in entries}
    assert len(found) == count


def test_a_hidden_entry_among_the_shown_is_our_bug(entry: Make, compilation: Make) -> None:
    made = compilation()
    draft = Shown(entry("people", "ada", {"name": "Ada"}), "draft", frozenset(), (), None, RenderedEntry())
    with pytest.raises(RuntimeError, match="draft"):
        encode(draft, made.config, made.schemas["people"], preview=False)
    assert b'"visibility":"draft"' in encode(draft, made.config, made.schemas["people"], preview=True).data
