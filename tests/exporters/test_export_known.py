"""What is known needn't be made: nothing is read for it, and the bundle is the same as without that knowledge."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.exporters import encode, gone_of, lost
from cms.exporters import export as exported
from cms.model import Artifact, AssetFile, Compilation, Entry, Rendered, RenderedEntry, Shown

Make = Callable[..., Any]


class Spy:
    """A compilation that says which entries and summaries are read."""

    def __init__(self, compilation: Compilation) -> None:
        self.read: list[str] = []
        self.summaries: list[str] = []
        self._whole = compilation
        items = (item._replace(read=partial(self._note, item.path, item.read)) for item in compilation.items)
        self.compilation = compilation._replace(items=items, summaries=self._listed)

    def _note(self, path: str, read: Callable[[], bytes]) -> bytes:
        self.read.append(path)
        return read()

    def _listed(self, paths: Sequence[str]) -> Iterator[bytes]:
        assert next(iter(self.compilation.items), None) is None
        self.summaries += paths
        return self._whole.summaries(paths)


Described = list[tuple[str, str, str, int]]


def described(files: Iterable[Artifact]) -> Described:
    """A bundle's files without their bytes."""
    return [(file.path, file.role, file.digest, file.size) for file in files]


def people(entry: Make, count: int) -> list[Entry]:
    return [entry("people", f"p{number:03}", {"name": f"Nom {number % 7}"}) for number in range(count)]


def test_a_second_time_nothing_is_read(entry: Make, compilation: Make) -> None:
    made = compilation(*people(entry, 300))
    first = described(exported(made))
    spy = Spy(made._replace(known=made.used))
    second = list(exported(spy.compilation))
    assert described(second) == first
    assert (spy.read, spy.summaries) == ([], [])
    fresh = {file.path: file.read() for file in exported(compilation(*people(entry, 300)))}
    assert {file.path: file.read() for file in second} == fresh
    assert set(spy.read) == {item.path for item in made.items}


def test_one_changed_entry_makes_its_part_its_page_and_no_other(entry: Make, compilation: Make) -> None:
    entries = people(entry, 1000)
    before = compilation(*entries, limit=0)
    files = {path for path, *_ in described(exported(before))}
    entries[500] = entry("people", "p500", {"name": "Nom 3", "website": "x"})
    spy = Spy(compilation(*entries, limit=0, known=before.used))
    after = {path for path, *_ in described(exported(spy.compilation))}
    kinds = sorted(path.split("/")[0] for path in after - files)
    assert kinds in (["collections", "digests", "parts"], ["digests", "parts"])
    assert "people/p500.json" in spy.read
    assert len(spy.read) <= 256
    assert "people/p500.json" in spy.summaries
    assert len(spy.summaries) <= 256 + 356


def test_nothing_is_read_for_a_bundle_that_is_too_large(entry: Make, compilation: Make) -> None:
    made = compilation(*people(entry, 100), limit=100)
    spy = Spy(made)
    parts = [file.path for file in exported(spy.compilation) if file.path.startswith("parts/")]
    assert parts
    assert spy.read == [item.path for item in made.items]


@pytest.mark.parametrize("limit", [0, 24_000_000])
def test_entries_are_let_go_as_the_limit_is_passed(entry: Make, compilation: Make, limit: int) -> None:
    """Only what bundle.json will need may be held while other entries come."""
    made = compilation(*people(entry, 700), limit=limit)
    alive: set[str] = set()
    most = 0

    class Held:
        def __init__(self, path: str, read: Callable[[], bytes]) -> None:
            self._path, self._read = path, read
            alive.add(path)

        def __call__(self) -> bytes:
            return self._read()

        def __del__(self) -> None:
            alive.discard(self._path)

    items = (item._replace(read=Held(item.path, item.read)) for item in made.items)
    for _ in exported(made._replace(items=items)):
        most = max(most, len(alive))
    assert most == 700 if limit else most <= 2 * 256


EDITS = st.lists(
    st.tuples(st.sampled_from(["rename", "add", "remove", "hide", "settings"]), st.integers(0, 200)), max_size=4
)

SETTINGS: Sequence[Any] = ({"preview": True}, {"limit": 9_000}, {"collections": {"people": {"order": ()}}})


@settings(max_examples=30)
@given(EDITS, EDITS)
def test_an_export_with_what_is_known_is_a_clean_one(entry: Make, compilation: Make, first: Any, second: Any) -> None:
    known: dict[str, tuple[str, int]] = {}
    for edits in (first, second, first):
        entries, options = edited(entry, edits)
        made = compilation(*entries, **options)
        used: dict[str, tuple[str, int]] = {}
        again = list(exported(made._replace(known=known, used=used)))
        clean = list(exported(made))
        assert used == made.used
        known |= used
        assert described(again) == described(clean)
        assert [file.read() for file in again] == [file.read() for file in clean]


def edited(entry: Make, edits: Sequence[tuple[str, int]]) -> tuple[list[Entry], dict[str, Any]]:
    data = {f"p{number:03}": {"name": f"Nom {number}"} for number in range(150)}
    options: dict[str, Any] = {"visibility": {}}
    for edit, number in edits:
        identity = f"p{number:03}"
        if edit == "remove":
            data.pop(identity, None)
        elif edit == "hide":
            options["visibility"]["people", identity] = "draft"
        elif edit == "settings":
            options.update(SETTINGS[number % 3])
        else:
            data[identity if edit == "rename" else f"x{number}"] = {"name": "Autre"}
    return [entry("people", identity, values) for identity, values in data.items()], options


def test_the_same_entry_with_another_summary_makes_another_page(entry: Make, compilation: Make) -> None:
    """Of equal files with one name, a summary says the first that the data names, an entry the first of all."""

    def made(cover: str, known: Mapping[str, tuple[str, int]], used: dict[str, tuple[str, int]]) -> dict[str, bytes]:
        image = AssetFile("", "assets/a.0.png", "/media/a.0.png", "image/png", 1, "0" * 64)
        files = {f"/media/{folder}/a.png": image._replace(source=f"content/media/{folder}/a.png") for folder in "xy"}
        body = Rendered(f'<img src="{image.url}">', (), "", "", 0, 1)
        meeting = entry("meetings", "m", {"cover": f"/media/{cover}/a.png"}, assets=[("cover",)])
        rendered = {"m": RenderedEntry(None, body, {}, files)}
        whole = compilation(meeting, rendered=rendered, known=known, used=used)
        return {file.path: file.read() for file in exported(whole)}

    used: dict[str, tuple[str, int]] = {}
    before = made("x", {}, used)
    after = made("y", used, {})
    assert before["entries/meetings/m.json"] == after["entries/meetings/m.json"]
    assert before["collections/meetings.json"] != after["collections/meetings.json"]
    assert after == made("y", {}, {})


def test_an_entry_can_be_encoded_elsewhere(entry: Make, compilation: Make) -> None:
    made = compilation()
    body = Rendered("<p>x</p>", (), "x", "x", 1, 1)
    meeting = entry("meetings", "m", {"place": "p", "note": "x"}, {("place",): "places"}, markdown=(("note",),))
    rendered = RenderedEntry(None, body, {("note",): body}, {})
    shown = Shown(meeting, "published", frozenset({("places", "p")}), (), None, rendered)
    there, config = pickle.loads(pickle.dumps((shown, made.config)))  # noqa: S301 - our own bytes
    encoded = encode(there, config, made.schemas["meetings"], preview=False)
    assert pickle.loads(pickle.dumps(encoded)) == encoded  # noqa: S301 - as above
    assert encoded == encode(shown, made.config, made.schemas["meetings"], preview=False)


def test_what_goes_and_which_back_links_go_with_it(entry: Make, compilation: Make) -> None:
    schema = compilation().schemas["meetings"]
    team = [{"person": "eve", "at": "p"}, {"person": "ada", "at": "p"}, {"person": "eve", "at": "q"}]
    places: dict[Any, Any] = {("team", at, "at"): "places" for at in range(3)}
    persons: dict[Any, Any] = {("team", at, "person"): "people" for at in range(3)}
    meeting = entry("meetings", "m", {"team": team, "place": "q"}, {**places, **persons, ("place",): "places"})
    every = frozenset({("places", "p"), ("places", "q"), ("people", "ada"), ("people", "eve")})
    assert gone_of(meeting, every, schema) == ()
    assert lost(meeting, ()) == set()
    gone = gone_of(meeting, every - {("people", "eve")}, schema)
    assert gone == (("team", 0), ("team", 2))
    assert lost(meeting, gone) == {(("people", "eve"), "team.person"), (("places", "q"), "team.at")}
