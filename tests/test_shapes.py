"""The contract as types: they fit a golden bundle exactly, and the published schema is what they generate."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from cms import shapes
from cms.model import Json

BUNDLE = Path(__file__).parent / "cases" / "bundle"
FILES = {
    "manifest.json": shapes.Manifest,
    "bundle.json": shapes.Bundle,
    "collections/*.json": shapes.CollectionFile,
    "entries/**/*.json": shapes.Entry,
    "parts/*.json": shapes.Part,
}
PAIRS = [
    pytest.param(path, shape, id=path.relative_to(BUNDLE).as_posix())
    for pattern, shape in FILES.items()
    for path in sorted(BUNDLE.glob(pattern))
]


def closed(value: Json) -> Json:
    """The schema with no other keys allowed than it names."""
    if isinstance(value, list):
        return [closed(item) for item in value]
    if not isinstance(value, dict):
        return value
    inner = {name: closed(item) for name, item in value.items()}
    return inner | {"additionalProperties": False} if isinstance(value.get("properties"), dict) else inner


PUBLISHED = shapes.schema()
CLOSED = closed(PUBLISHED)


def validator(shape: type[shapes.Shape], schema: dict[str, Any]) -> Draft202012Validator:
    chosen = {name: value for name, value in schema.items() if name != "anyOf"}
    return Draft202012Validator(chosen | {"$ref": f"#/$defs/{shape.__name__}"})


def test_the_committed_schema_is_the_generated_one() -> None:
    committed = Path(shapes.__file__).parent / "exporters" / "bundle.schema.json"
    printed = subprocess.run([sys.executable, "-m", "cms.shapes"], capture_output=True, check=True).stdout
    assert committed.read_bytes() == printed, "python -m cms.shapes > src/cms/exporters/bundle.schema.json"


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(PUBLISHED)


def test_there_is_a_case_for_every_kind_of_file() -> None:
    assert {parameters.values[1] for parameters in PAIRS} == set(FILES.values())


@pytest.mark.parametrize(("path", "shape"), PAIRS)
def test_golden_files_have_these_keys_and_no_others(path: Path, shape: type[shapes.Shape]) -> None:
    value = json.loads(path.read_bytes())
    validator(shape, CLOSED).validate(value)
    assert Draft202012Validator(PUBLISHED).is_valid(value)


@pytest.mark.parametrize(("path", "shape"), PAIRS)
def test_types_keep_all_that_a_file_says(path: Path, shape: type[shapes.Shape]) -> None:
    read = shape.model_validate_json(path.read_bytes())
    assert json.loads(read.model_dump_json(by_alias=True)) == json.loads(path.read_bytes())


@pytest.mark.parametrize(("path", "shape"), PAIRS)
def test_unknown_keys_are_allowed_in_what_is_published(path: Path, shape: type[shapes.Shape]) -> None:
    value = json.loads(path.read_bytes()) | {"somethingNew": {"of": "later"}}
    validator(shape, PUBLISHED).validate(value)
    assert not validator(shape, CLOSED).is_valid(value)
    assert "somethingNew" not in shape.model_validate_json(json.dumps(value)).model_dump(by_alias=True)


@pytest.mark.parametrize(("path", "shape"), PAIRS)
def test_no_key_may_be_missing(path: Path, shape: type[shapes.Shape]) -> None:
    value = json.loads(path.read_bytes())
    for name in value:
        without = {key: item for key, item in value.items() if key != name}
        assert not validator(shape, PUBLISHED).is_valid(without), name
        with pytest.raises(ValidationError):
            shape.model_validate_json(json.dumps(without))


def test_deltas_and_publications() -> None:
    part = json.loads(next(BUNDLE.glob("parts/*.json")).read_bytes())
    digest = part["upserts"][0]["digest"]
    delta = part | {"from": digest, "to": digest, "deletions": [{"collection": "people", "id": "eve"}]}
    validator(shapes.Delta, CLOSED).validate(delta)
    assert shapes.Delta.model_validate_json(json.dumps(delta)).from_ == digest
    path = {"path": "deltas/0123456789abcdef-0123456789abcdef.json", "digest": digest, "size": 1}
    publication = {"sequence": 2, "deltas": [path | {"from": digest, "to": digest}]}
    manifest = json.loads((BUNDLE / "manifest.json").read_bytes()) | {"publication": publication}
    validator(shapes.Manifest, CLOSED).validate(manifest)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("visibility", "secret"),
        ("createdAt", "2026-01-01T00:00:00+01:00"),
        ("createdAt", 12),
        ("sortKey", "Z"),
        ("version", 2),
        ("wordCount", -1),
        ("toc", [{"id": "a", "level": 7, "text": "A"}]),
        ("url", 5),
    ],
)
def test_what_the_contract_excludes(name: str, value: Json) -> None:
    entry = json.loads((BUNDLE / "entries" / "people" / "ada.json").read_bytes())
    assert not validator(shapes.Entry, PUBLISHED).is_valid(entry | {name: value})


@pytest.mark.parametrize(
    "path", ["../secret.json", "/etc/passwd", "https://elsewhere.test/x", "a//b", ".cms/x", "a/./b", ""]
)
def test_paths_stay_in_the_bundle(path: str) -> None:
    value = {"path": path, "digest": "0" * 64, "size": 1}
    with pytest.raises(ValidationError):
        shapes.Descriptor.model_validate_json(json.dumps(value))
    assert not validator(shapes.Descriptor, PUBLISHED).is_valid(value)
