"""Laws of mending values: a list of one thing's fields becomes that thing, a repetition goes, and nothing else does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.build.route import Route
from cms.build.single import check_file
from cms.config import SetUp, load
from cms.fix import mend
from cms.lint.belonging import belong_together
from cms.lint.likeness import likeness
from cms.model import Diagnostic, Document, Source
from cms.parse import parse
from cms.paths import place
from cms.read import open_tree


@pytest.fixture(scope="module")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> SetUp:
    folder = tmp_path_factory.mktemp("values")
    entries = {"path": "{slug}.md", "schema": "entry.schema.json"}
    config = {"site": {"lang": "fr"}, "content": "content", "collections": {"entries": entries}}
    (folder / "cms.yml").write_text(json.dumps(config))
    (folder / "entry.schema.json").write_text("{}")
    with open_tree(str(folder), "work") as tree:
        return load(tree)


def mended(text: str, rule: str, set_up: SetUp) -> str:
    """The text with all that one rule can mend in it."""
    collection = set_up.config.collections["entries"]
    at = place("content/a.md", collection.template, "entries")
    assert at is not None

    def read(now: str) -> tuple[Document, tuple[Diagnostic, ...]]:
        source = Source("content/a.md", now.encode(), "")
        _, found = check_file(source, Route(collection, at), set_up.schemas, set_up.config)
        return parse(source)[0], found

    return mend(text, read, lambda each: each.rule == f"lint/{rule}").text


def data_of(text: str) -> dict[str, Any]:
    document, found = parse(Source("content/a.md", text.encode(), ""))
    assert not found
    assert document.data is not None
    return document.data


def as_file(lines: list[str]) -> str:
    return "\n".join(["---", "title: 'Un titre' # ici", *lines, "after: [x]", "---", "", "- x", "- x", ""])


INDENTS = st.sampled_from(["", "  ", "    "])
NOISE = st.sampled_from([[], [], [], ["# un mot"], ["      # loin"], [""]])

# --- lint/split-object -----------------------------------------------------------------------------------------------

VALUES = [
    [" Zoé & Luc"],
    [" 'c’est \"ici\"' # là"],
    [' "https://exemple.org/#a: b"'],
    [' "une phrase', '    pliée"'],
    [" une phrase", "    sans guillemets"],
    [" >-", "    pliée", "", "      - name: a"],
    [" |", "    - url: b", "    # c"],
    [" |+", "    gardée", ""],
    ["", "  - un", "  - deux"],
    ["", "    - un: 1", "      deux: 2"],
    ["", "    un: 1 # un"],
    [" [a, {b: c}]"],
    [" 12"],
    [""],
]
"""Values as they may stand behind a name, with their further lines, which are as deep as the name or deeper."""

FIELDS = st.lists(
    st.tuples(st.sampled_from(["url", "img", "bio", "x-y", "émis"]), st.sampled_from(VALUES), NOISE),
    min_size=1,
    max_size=5,
    unique_by=lambda field: field[0],
).filter(lambda fields: belong_together(["name", *(name for name, _, _ in fields)]))


@given(st.sampled_from(VALUES), FIELDS, INDENTS, st.sampled_from([" ", "  "]))
def test_fields_with_a_dash_each_become_one_thing(
    set_up: SetUp, first: list[str], fields: list[tuple[str, list[str], list[str]]], indent: str, gap: str
) -> None:
    lines = ["author:"]
    expected = ["author:"]
    for number, (name, (start, *more), noise) in enumerate([("name", first, []), *fields]):
        below = [*(f"{indent} {gap}{line}" if line else "" for line in more), *noise]
        lines += [f"{indent}-{gap}{name}:{start}", *below]
        expected += [f"{indent}{' ' if number else '-'}{gap}{name}:{start}", *below]
    text = as_file(lines)
    before = data_of(text)
    after = mended(text, "split-object", set_up)
    assert after == as_file(expected)
    merged = {name: value for item in before["author"] for name, value in item.items()}
    assert data_of(after) == {**before, "author": [merged]}


# --- lint/duplicate-item ---------------------------------------------------------------------------------------------

WORDS = ["a b", "eau", "Eau", "l’été", "-x", "1", "#", "🌍"]
PLAIN = frozenset({"a b", "eau", "Eau", "l’été", "-x"})


def ways_to_write(word: str) -> list[str]:
    return [f"'{word}'", f'"{word}"', *([word] if word in PLAIN else [])]


ITEMS = st.lists(
    st.sampled_from(WORDS).flatmap(lambda word: st.tuples(st.just(word), st.sampled_from(ways_to_write(word)))),
    min_size=1,
    max_size=9,
)


@given(ITEMS, st.data(), INDENTS)
def test_repetitions_in_lines_go_with_their_lines(
    set_up: SetUp, items: list[tuple[str, str]], data: st.DataObject, indent: str
) -> None:
    lines = ["tags:"]
    expected = ["tags:"]
    seen = set()
    kept = []
    for word, written in items:
        noise = data.draw(NOISE)
        comment = data.draw(st.sampled_from(["", "", "  ", " # mot"]))
        line = f"{indent}- {written}{comment}"
        lines += [*noise, line]
        is_free = "#" not in "".join(noise) and "#" not in comment
        goes = word in seen and is_free
        expected += noise if goes else [*noise, line]
        kept += [] if goes else [word]
        seen.add(word)
    text = as_file(lines)
    assert data_of(text)["tags"] == [word for word, _ in items]
    after = mended(text, "duplicate-item", set_up)
    assert after == as_file(expected)
    assert data_of(after) == {**data_of(text), "tags": kept}


@given(ITEMS, st.data())
def test_repetitions_in_brackets_go_with_their_commas(
    set_up: SetUp, items: list[tuple[str, str]], data: st.DataObject
) -> None:
    opening = data.draw(st.sampled_from(["[", "[ "]))
    commas = [data.draw(st.sampled_from([", ", ",", " , ", ",\n  "])) for _ in items[1:]]
    pieces = [items[0][1], *(comma + written for comma, (_, written) in zip(commas, items[1:], strict=True))]
    words = [word for word, _ in items]
    kept = [piece for number, piece in enumerate(pieces) if words[number] not in words[:number]]
    text = as_file([f"tags: {opening}{''.join(pieces)} ] # fin"])
    after = mended(text, "duplicate-item", set_up)
    assert after == as_file([f"tags: {opening}{''.join(kept)} ] # fin"])
    assert data_of(after) == {**data_of(text), "tags": list(dict.fromkeys(words))}


# --- Names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "meant", "how"),
    [
        ("start_date", "startDate", "form"),
        ("Résumé", "resume", "form"),
        ("author", "authors", "plural"),
        ("category", "categories", "plural"),
        ("titel", "title", "slip"),
        ("publishDtae", "publishDate", "slip"),
        ("maxPrice", "minPrice", None),
        ("titleFr", "titleEn", None),
        ("image2", "image", None),
        ("published", "publisher", None),
        ("date", "data", None),
        ("image", "imageAlt", None),
    ],
)
def test_names_are_alike_by_form_or_by_one_word(name: str, meant: str, how: str | None) -> None:
    assert likeness(name, meant) == how


@pytest.mark.parametrize(
    ("names", "is_one"),
    [
        (["name", "url", "img"], True),
        (["Prénom", "Nom"], True),
        (["first_name", "last-name"], True),
        (["title", "url", "note"], True),
        (["name", "anything"], False),
        (["github", "twitter", "email", "site"], False),
        (["text", "image", "video"], False),
    ],
)
def test_names_of_one_thing_and_of_things_of_one_kind(names: list[str], *, is_one: bool) -> None:
    assert belong_together(names) == is_one
