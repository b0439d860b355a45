"""What becomes of an entry's data and body: the changes of the contract, and nothing that leads to what is hidden."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from cms.exporters import export
from cms.model import AssetFile, Compilation, Heading, Json, Rendered, RenderedEntry

Make = Callable[..., Any]
HIDDEN: Any = {("people", "eve"): "scheduled"}
IMAGE = AssetFile(
    "content/media/é.png", "assets/x.0123456789abcdef.png", "/media/x.0123456789abcdef.png", "image/png", 7, "0" * 64
)


def read(compilation: Compilation, path: str = "entries/meetings/m.json") -> dict[str, Any]:
    made = {artifact.path: artifact.read() for artifact in export(compilation)}
    value: dict[str, Any] = json.loads(made[path])
    return value


def summary(compilation: Compilation) -> dict[str, Any]:
    value: dict[str, Any] = read(compilation, "collections/meetings.json")["entries"][0]
    return value


@pytest.mark.parametrize(
    ("data", "refers", "exported"),
    [
        ({"place": "p"}, {("place",): "places"}, {"place": {"collection": "places", "id": "p"}}),
        (
            {"who": ["people/ada", "places/p"]},
            {("who", 0): ("people", "places"), ("who", 1): ("people", "places")},
            {"who": [{"collection": "people", "id": "ada"}, {"collection": "places", "id": "p"}]},
        ),
        ({"host": "eve"}, {("host",): "people"}, {}),
        (
            {"hosts": ["eve", "ada"]},
            {("hosts", 0): "people", ("hosts", 1): "people"},
            {"hosts": [{"collection": "people", "id": "ada"}]},
        ),
        ({"hosts": ["eve"]}, {("hosts", 0): "people"}, {"hosts": []}),
        (
            {"team": [{"person": "eve"}, {"person": "ada", "role": "son"}, {"person": "eve"}]},
            {("team", 0, "person"): "people", ("team", 1, "person"): "people", ("team", 2, "person"): "people"},
            {"team": [{"person": {"collection": "people", "id": "ada"}, "role": "son"}]},
        ),
        (
            {"talks": [{"speaker": "eve", "title": "Un titre"}]},
            {("talks", 0, "speaker"): "people"},
            {"talks": [{"title": "Un titre"}]},
        ),
        ({"host": "gone"}, {("host",): "people"}, {}),
    ],
    ids=[
        "one",
        "several-collections",
        "field",
        "item",
        "last-item",
        "object",
        "optional-in-object",
        "unknown-in-draft",
    ],
)
def test_references(entry: Make, compilation: Make, data: Json, refers: Json, exported: Json) -> None:
    made = compilation(
        entry("meetings", "m", data, refers),
        entry("people", "ada", {"name": "Ada"}),
        entry("people", "eve", {"name": "Eve"}),
        entry("places", "p", {"name": "P"}),
        visibility=HIDDEN,
    )
    assert read(made)["data"] == exported
    assert summary(made)["data"] == exported


def test_a_reference_in_another_normal_form(entry: Make, compilation: Make) -> None:
    made = compilation(
        entry("meetings", "m", {"place": "cafe\u0301"}, {("place",): "places"}),
        entry("places", "caf\u00e9", {"name": "Café"}),
    )
    assert read(made)["data"]["place"]["id"] == "caf\u00e9"


def test_no_back_link_for_a_reference_that_goes_with_its_object(entry: Make, compilation: Make) -> None:
    team = [{"person": "eve", "at": "p"}, {"person": "ada", "at": "q"}]
    places = {("team", 0, "at"): "places", ("team", 1, "at"): "places"}
    made = compilation(
        entry(
            "meetings",
            "m",
            {"team": team},
            {("team", 0, "person"): "people", ("team", 1, "person"): "people", **places},
        ),
        entry("people", "ada", {"name": "Ada"}),
        entry("people", "eve", {"name": "Eve"}),
        entry("places", "p", {"name": "P"}),
        entry("places", "q", {"name": "Q"}),
        visibility=HIDDEN,
    )
    assert read(made, "entries/places/p.json")["backlinks"] == []
    assert read(made, "entries/places/q.json")["backlinks"] == [
        {"collection": "meetings", "field": "team.at", "id": "m"}
    ]


def test_back_links_are_sorted_by_code_point_and_can_be_left_out(entry: Make, compilation: Make) -> None:
    entries = [
        *(entry("meetings", name, {"place": "p"}, {("place",): "places"}) for name in ("b", "é", "Z", "a-b", "a")),
        entry("places", "p", {"name": "P"}),
    ]
    found = read(compilation(*entries), "entries/places/p.json")["backlinks"]
    assert [link["id"] for link in found] == ["Z", "a", "a-b", "b", "é"]
    quiet = compilation(*entries, collections={"places": {"backlinks": False}})
    assert read(quiet, "entries/places/p.json")["backlinks"] == []


@pytest.mark.parametrize(
    ("written", "exported"),
    [
        ("2026-10-25T02:30:00", "2026-10-25T02:30:00+02:00"),
        ("2026-03-29 02:30", "2026-03-29T03:30:00+02:00"),
        ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"),
        ("2026-01-01", "2026-01-01"),
        (None, None),
    ],
)
def test_date_times_are_given_an_offset(
    entry: Make, compilation: Make, written: str | None, exported: str | None
) -> None:
    made = compilation(entry("meetings", "m", {"dates": [{"from": written}]}, date_times=(("dates", 0, "from"),)))
    assert read(made)["data"] == {"dates": [{"from": exported}]}


def test_text_is_nfc_and_numbers_are_plain(entry: Make, compilation: Make) -> None:
    made = compilation(
        entry("meetings", "m", {"t": "e\u0301", "n": 1.0, "z": -0.0, "f": 2.5, "nul": None, "l": [True, 10**15]})
    )
    assert read(made)["data"] == {"t": "\u00e9", "n": 1, "z": 0, "f": 2.5, "nul": None, "l": [True, 10**15]}


def test_markup_isnt_normalised(entry: Make, compilation: Make) -> None:
    html = "<p>\u0338</p>"  # NFC would make one character of `>` and the stroke
    field = Rendered(html, (), "e\u0301", "", 1, 1)
    made = compilation(
        entry("meetings", "m", {"note": "n"}, markdown=(("note",),)),
        rendered={
            "m": RenderedEntry(
                None, Rendered(html, (Heading("h", 2, "e\u0301"),), "", "e\u0301", 1, 1), {("note",): field}
            )
        },
    )
    found = read(made)
    assert (found["html"], found["data"]["note"]) == (html, {"html": html, "text": "\u00e9"})
    assert (found["excerpt"], found["toc"][0]["text"]) == ("\u00e9", "\u00e9")


def test_a_summary_has_no_rendered_text(entry: Make, compilation: Make) -> None:
    note = Rendered("<p>n</p>", (), "n", "n", 1, 1)
    made = compilation(
        entry("meetings", "m", {"title": "T", "facts": [{"value": 1, "why": "n"}]}, markdown=(("facts", 0, "why"),)),
        rendered={"m": RenderedEntry(None, Rendered("<p>x</p>", (), "x", "x", 1, 1), {("facts", 0, "why"): note})},
    )
    whole, short = read(made), summary(made)
    assert whole["data"]["facts"] == [{"value": 1, "why": {"html": "<p>n</p>", "text": "n"}}]
    assert short["data"] == {"title": "T", "facts": [{"value": 1}]}
    left_out = {"html", "body", "text", "toc", "backlinks", "contributors"}
    assert whole.keys() - short.keys() == left_out
    assert short.keys() - whole.keys() == {"file"}
    assert short["file"]["path"] == "entries/meetings/m.json"


def asset_entry(entry: Make, compilation: Make, html: str, data: Mapping[str, Any], *at: Json) -> Compilation:
    made: Compilation = compilation(
        entry("meetings", "m", data, assets=at),
        rendered={
            "m": RenderedEntry(
                None, Rendered(html, (), "", "", 0, 1), {}, {"../media/é.png": IMAGE, "/media/é.png": IMAGE}
            )
        },
    )
    return made


def test_assets_of_data_and_body(entry: Make, compilation: Make) -> None:
    html = f'<p><img src="{IMAGE.url}"></p>'
    both = asset_entry(entry, compilation, html, {"a": "/media/é.png", "b": ["../media/é.png"]}, ("a",), ("b", 0))
    assert read(both)["data"] == {"a": IMAGE.url, "b": [IMAGE.url]}
    assert read(both)["assets"].keys() == summary(both)["assets"].keys() == {IMAGE.url}
    body = asset_entry(entry, compilation, html, {"a": "https://x.test/é.png"}, ("a",))
    assert read(body)["assets"].keys() == {IMAGE.url}
    assert summary(body)["assets"] == {}
    assert read(body)["data"] == {"a": "https://x.test/é.png"}
    neither = asset_entry(entry, compilation, "<p></p>", {})
    assert read(neither)["assets"] == {}


def test_body_and_text_only_where_they_are_asked_for(entry: Make, compilation: Make) -> None:
    body = RenderedEntry("# Source", Rendered("<h1>Source</h1>", (), "Source", "", 1, 1))
    entries = [entry("meetings", "m", {}), entry("places", "p", {})]
    made = compilation(*entries, rendered={"m": body, "p": body})
    assert (read(made)["body"], read(made)["text"]) == (None, "Source")
    place = read(made, "entries/places/p.json")
    assert (place["body"], place["text"]) == (None, None)
    asked = compilation(*entries, rendered={"m": body, "p": body}, collections={"places": {"body": True}})
    assert read(asked, "entries/places/p.json")["body"] == "# Source"


def test_the_entry_itself_isnt_changed(entry: Make, compilation: Make) -> None:
    data = {"place": "p", "price": 5.0, "dates": ["2026-01-01T10:00"]}
    made = compilation(
        entry("meetings", "m", data, {("place",): "places"}, date_times=(("dates", 0),)),
        entry("places", "p", {"name": "P"}),
    )
    read(made)
    assert data == {"place": "p", "price": 5.0, "dates": ["2026-01-01T10:00"]}
    assert isinstance(data["price"], float)
