"""Laws of whole bundles: what readers may put together from their pieces, and what changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from cms.exporters import export
from cms.model import Compilation, Entry

Make = Callable[..., Any]
COUNT = 700


def files(compilation: Compilation) -> dict[str, bytes]:
    return {artifact.path: artifact.read() for artifact in export(compilation)}


def many(entry: Make, count: int) -> list[Entry]:
    """Meetings that each refer to the one before, and people."""
    people = [entry("people", f"p{number}", {"name": f"Nom {number % 7}"}) for number in range(count // 10)]
    meetings = [
        entry(
            "meetings",
            f"m-{number * 7919 % count:04}",
            {
                "title": f"T {number % 50}",
                "day": f"2026-01-{1 + number % 28:02}",
                "with": [f"p{number % (count // 10)}"],
            },
            {("with", 0): "people"},
        )
        for number in range(count)
    ]
    return [*people, *meetings]


def items(made: Mapping[str, bytes]) -> list[Any]:
    parts = json.loads(made["manifest.json"])["parts"]
    return [item for part in parts for item in json.loads(made[part["path"]])["upserts"]]


def test_parts_put_together_are_all_entries_in_the_order_of_their_paths(entry: Make, compilation: Make) -> None:
    made = files(compilation(*many(entry, COUNT)))
    manifest = json.loads(made["manifest.json"])
    assert len(manifest["parts"]) > 3
    lines = [f"{item['digest']}  {item['entry']['collection']}/{item['entry']['id']}.json" for item in items(made)]
    assert made[manifest["digests"]["path"]].decode().splitlines() == lines
    for item in items(made):
        path = f"entries/{item['entry']['collection']}/{item['entry']['id']}.json"
        assert rfc8785.dumps(item["entry"]) == made[path]
    borders = [(part["first"], part["last"]) for part in manifest["parts"]]
    assert borders == sorted(borders)
    assert sum(part["count"] for part in manifest["parts"]) == len(lines)


def test_bundle_json_can_be_made_of_manifest_and_parts(entry: Make, compilation: Make) -> None:
    made = files(compilation(*many(entry, COUNT)))
    manifest = json.loads(made["manifest.json"])
    collections = {
        name: {
            "count": facts["count"],
            "order": facts["order"],
            "entries": sorted(
                (item["entry"] for item in items(made) if item["entry"]["collection"] == name),
                key=lambda found: found["sortKey"],
            ),
        }
        for name, facts in manifest["collections"].items()
    }
    facts = {name: manifest[name] for name in ("version", "contentDigest", "preview", "site")}
    assert rfc8785.dumps(facts | {"collections": collections}) == made["bundle.json"]


def test_pages_put_together_are_the_collection_in_order(entry: Make, compilation: Make) -> None:
    made = files(compilation(*many(entry, COUNT)))
    first = json.loads(made["collections/meetings.json"])
    pages = [json.loads(made[page["path"]]) for page in first["pages"]]
    assert len(pages) >= 2
    assert 100 <= len(first["entries"]) <= 356
    assert [page["count"] for page in first["pages"]] == [len(page["entries"]) for page in pages]
    listed = first["entries"] + [summary for page in pages for summary in page["entries"]]
    whole = json.loads(made["bundle.json"])["collections"]["meetings"]["entries"]
    assert [summary["id"] for summary in listed] == [found["id"] for found in whole]
    assert first["count"] == len(listed) == COUNT
    for summary, found in zip(listed, whole, strict=True):
        assert all(found[name] == value for name, value in summary.items() if name != "file")


@given(st.randoms(use_true_random=False), st.integers(10, 90))
def test_the_order_of_entries_doesnt_matter(entry: Make, compilation: Make, shuffle: Any, count: int) -> None:
    entries = many(entry, count)
    before = files(compilation(*entries))
    shuffle.shuffle(entries)
    assert files(compilation(*entries)) == before


def test_another_targets_title_changes_no_referrer(entry: Make, compilation: Make) -> None:
    entries = many(entry, 50)
    before = files(compilation(*entries))
    renamed = entries[0]._replace(data={"name": "Un autre nom"})
    after = files(compilation(renamed, *entries[1:]))
    changed = {path for path in after if path.startswith("entries/") and after[path] != before[path]}
    assert changed == {f"entries/people/{entries[0].id}.json"}
