"""Typed entries from folders, files and a real web server; whatever is damaged, too new or a preview is refused."""

from __future__ import annotations

import json
import shutil
import threading
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from cms.client import load
from cms.model import CmsError, Json
from cms.shapes import Reference

GOLDEN = Path(__file__).parent / "cases" / "bundle"


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """The golden bundle has a deprecated field."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOLDEN, tmp_path / "bundle"))


def change(bundle: Path, /, **values: Json) -> None:
    """Write other values of the manifest's keys."""
    path = bundle / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | values), encoding="utf-8")


def describe(bundle: Path, path: str) -> dict[str, Any]:
    data = (bundle / path).read_bytes()
    return {"path": path, "digest": sha256(data).hexdigest(), "size": len(data)}


def part_of(bundle: Path) -> Path:
    (part,) = (bundle / "parts").iterdir()
    return part


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A reader may hang up: it has read enough."""


@pytest.fixture
def served(bundle: Path) -> Iterator[str]:
    with _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(bundle.parent))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/bundle"
        server.shutdown()
        thread.join()


def refusal(source: object, **options: Any) -> dict[str, Any]:
    with pytest.raises(CmsError) as caught:
        load(str(source), **options)
    assert caught.value.rule == "setup/bundle"
    assert caught.value.values["url"] == str(source)
    return dict(caught.value.values)


def test_typed_entries(bundle: Path) -> None:
    found = load(str(bundle))
    meetings = found.collections["meetings"].entries
    assert [entry.id for entry in meetings] == ["2026/printemps", "hiver"]
    spring = meetings[0]
    assert spring.publish_at == datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert spring.assets["/media/salle.00112233445566aa.jpg"].media_type == "image/jpeg"
    assert (spring.word_count, spring.toc[0].level, found.site.lang) == (7, 2, "fr")


def test_every_reference_can_be_followed(bundle: Path) -> None:
    found = load(str(bundle))
    spring = found.collections["meetings"].entries[0]
    place = found.find(spring.data["place"])  # type: ignore[arg-type]  # a reference, as the schema says
    assert place.data["name"] == "La Halle"
    assert [found.find(link).id for link in place.backlinks] == ["2026/printemps", "hiver"]
    assert found.find(Reference(collection="people", id="ada")).data["name"] == "Ada"
    with pytest.raises(KeyError):
        found.find({"collection": "people", "id": "inconnue"})


def test_folder_file_and_address_give_the_same(bundle: Path, served: str) -> None:
    found = load(str(bundle))
    for source in (bundle / "manifest.json", bundle / "bundle.json"):
        assert load(str(source)) == found
    for path in ("", "/", "/manifest.json", "/bundle.json"):
        assert load(served + path) == found


def test_without_bundle_json_the_parts_are_read(bundle: Path, served: str) -> None:
    found = load(str(bundle))
    (bundle / "bundle.json").unlink()
    change(bundle, bundle=None)
    assert load(str(bundle)) == load(served) == found


@pytest.mark.parametrize("damage", [lambda data: data[:-1] + b" ", lambda data: data + b" ", lambda data: data[:-1]])
def test_a_bundle_json_of_another_state_is_passed_over(bundle: Path, damage: Callable[[bytes], bytes]) -> None:
    found = load(str(bundle))
    path = bundle / "bundle.json"
    path.write_bytes(damage(path.read_bytes()))
    assert load(str(bundle)) == found


def test_a_part_of_another_state_is_refused(bundle: Path, served: str) -> None:
    (bundle / "bundle.json").unlink()
    part = part_of(bundle)
    part.write_bytes(part.read_bytes().replace(b"La Halle", b"Le Hall "))
    for source in (bundle, served):
        values = refusal(source)
        assert (values["case"], values["path"]) == ("digest", f"parts/{part.name}")


def test_what_is_longer_than_its_descriptor_says_isnt_read_to_its_end(bundle: Path, served: str) -> None:
    (bundle / "bundle.json").unlink()
    part = part_of(bundle)
    part.write_bytes(part.read_bytes() + b" " * 10_000_000)
    for source in (bundle, served):
        assert refusal(source)["case"] == "size"


def test_parts_that_arent_the_state(bundle: Path) -> None:
    (bundle / "bundle.json").unlink()
    part = part_of(bundle)
    value = json.loads(part.read_bytes())
    part.write_text(json.dumps(value | {"upserts": value["upserts"][:-1]}), encoding="utf-8")
    facts = {"count": 5, "first": "a.json", "last": "b.json"}
    change(bundle, bundle=None, parts=[describe(bundle, f"parts/{part.name}") | facts])
    assert refusal(bundle)["case"] == "digest"


def test_missing_files(bundle: Path, served: str, tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere")["case"] == "missing"
    assert refusal(served + "/nowhere")["case"] == "missing"
    (bundle / "bundle.json").unlink()
    part_of(bundle).unlink()
    assert refusal(bundle)["case"] == "missing"
    assert refusal(served)["case"] == "missing"


def test_a_server_that_isnt_there() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Quiet) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
    assert refusal(address, timeout=5)["case"] == "unreachable"


@pytest.mark.parametrize("version", [2, 0, "1", None])
def test_other_versions_are_refused(bundle: Path, version: Json) -> None:
    change(bundle, version=version)
    values = refusal(bundle)
    assert (values["case"], values["version"]) == ("version", version)


def test_previews_are_refused_unless_they_are_asked_for(bundle: Path) -> None:
    for name in ("manifest.json", "bundle.json"):
        path = bundle / name
        path.write_bytes(path.read_bytes().replace(b'"preview":false', b'"preview":true'))
    change(bundle, bundle=describe(bundle, "bundle.json"))
    for source in (bundle, bundle / "bundle.json"):
        assert refusal(source)["case"] == "preview"
        assert load(str(source), preview=True).preview is True


def test_a_draft_in_a_production_bundle_is_refused(bundle: Path) -> None:
    path = bundle / "bundle.json"
    path.write_bytes(path.read_bytes().replace(b'"visibility":"published"', b'"visibility":"draft"', 1))
    change(bundle, bundle=describe(bundle, "bundle.json"))
    assert refusal(bundle)["case"] == "visibility"


@pytest.mark.parametrize(
    ("text", "case"),
    [("<!doctype html>", "json"), ("[]", "kind"), ('{"version":1}', "kind"), ('{"version":1,"parts":[]}', "shape")],
)
def test_what_is_no_bundle(bundle: Path, text: str, case: str) -> None:
    (bundle / "manifest.json").write_text(text, encoding="utf-8")
    assert refusal(bundle)["case"] == case


def test_a_manifest_cant_lead_out_of_its_folder(bundle: Path) -> None:
    (bundle.parent / "secret.json").write_text("{}", encoding="utf-8")
    secret = describe(bundle, "../secret.json")
    change(bundle, bundle=secret)
    assert refusal(bundle)["case"] == "shape"


def test_unknown_keys_are_ignored(bundle: Path) -> None:
    found = load(str(bundle))
    change(bundle, somethingNew=[1])
    assert load(str(bundle)) == found


def test_deprecated_fields_are_announced(bundle: Path) -> None:
    with pytest.warns(DeprecationWarning, match="meetings.price.*2027-01-01.*fee"):
        load(str(bundle))
