"""Whatever a file holds, the rules end, find places that are in it, and mend it for good."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.build.route import Route
from cms.build.single import check_file
from cms.config import SetUp, load
from cms.fix import Reading, mend
from cms.lint import file_rules
from cms.model import Diagnostic, Source
from cms.parse import parse
from cms.paths import place
from cms.positions import line_starts, offsets_of
from cms.read import open_tree

CAUSES = frozenset(name for name, rule in file_rules().items() if rule.EXPLAINS)
COLLECTIONS = {kind: {"path": "{slug}." + kind, "schema": "entry.json"} for kind in ("md", "yml", "json")}


@pytest.fixture(scope="module")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> SetUp:
    folder = tmp_path_factory.mktemp("hostile")
    site = {"lang": "fr", "timezone": "Europe/Paris", "url": "https://essai.test"}
    config = {"site": site, "content": "content", "collections": COLLECTIONS}
    (folder / "cms.yml").write_text(json.dumps(config))
    (folder / "entry.json").write_text('{"properties": {"title": {"type": "string"}, "tags": {"type": "array"}}}')
    with open_tree(str(folder), "work") as tree:
        return load(tree)


def read(text: str, name: str, set_up: SetUp) -> Reading:
    path = f"content/{name}"
    collection = set_up.config.collections[name.rpartition(".")[2]]
    at = place(path, collection.template, collection.name)
    assert at is not None
    source = Source(path, text.encode(), "")
    return parse(source)[0], check_file(source, Route(collection, at), set_up.schemas, set_up.config)[1]


def outside(found: Sequence[Diagnostic], text: str) -> list[Diagnostic]:
    """The findings that speak of places which the text doesn't have."""
    starts, size = line_starts(text), len(text)
    spans = [(each, span) for each in found for span in (each.span, *(fix.span for fix in each.fixes)) if span]
    return [each for each, span in spans if not 0 <= offsets_of(starts, span)[0] <= offsets_of(starts, span)[1] <= size]


def check_laws(text: str, name: str, set_up: SetUp) -> None:
    document, found = read(text, name, set_up)
    assert outside(found, document.text) == []
    mended = mend(document.text, lambda now: read(now, name, set_up), lambda _: True, CAUSES)
    again = mend(mended.text, lambda now: read(now, name, set_up), lambda _: True, CAUSES)
    assert (again.text, again.fixed) == (mended.text, ())


BODY = (
    "a", "un mot", "É", " ", "\n", "\n\n", "**", "*", "_", "[", "](", ")", "![", "](#a)", "# ", "##", "## Titre",
    "> ", "](https://x.test/?utm_source=1)", "- ", "1. ", "`", "```\n", "```js\n", "    ", "<b>", "</b>", "<br>",
    "<div>", "|", "\u200b", "\u2028", "\xa0", "e\u0301", "Ã©", "√©", "http://x.test", "https:/x.test", "www.x.test",
    "a@gmail.com", "TODO", "~~~", "[x]: /a\n", "Lorem ipsum", "---", "&amp;", "\\", "<!--", "{{ x }}", "&#233;", "••",
    "ghp_0123456789abcdefghijklmnopqrstuvwxyz",
)  # fmt: skip
VALUES = (
    "a", "'a '", '" b"', "oui", "yes", "16:00", "010", "2020-01-02 10:00", "22/12/2020", "'2020-01-02'", "&amp; x",
    "\xa0a", "a\u2028#b", "[a, a]", "[' a ', b, b]", "\n  - a\n  - a", "\n  - name: A\n  - url: B", "'a\n  b'",
    "'a\nb'", ".nan", "!x y", "*a", "{a: b}", "12345678901234567890123", "|\n  a \n  b", "https://x.test/?fbclid=1",
    "lorem ipsum", "\u202f[a]", "\xa0- a", "Ã©tÃ©",
)  # fmt: skip
NAMES = ("title", "tags", "date", "end", "endDate", "start", "author", "key words", "Title", "x")


@settings(max_examples=600)
@given(st.lists(st.sampled_from(BODY), max_size=25).map("".join))
def test_any_body(set_up: SetUp, body: str) -> None:
    check_laws(f"---\ntitle: T\n---\n\n{body}", "a.md", set_up)


@settings(max_examples=600)
@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES), max_size=5), st.sampled_from(["a.md", "a.yml"]))
def test_any_data(set_up: SetUp, data: dict[str, str], name: str) -> None:
    lines = "".join(f"{key}: {value}\n" for key, value in data.items())
    check_laws(f"---\n{lines}---\n" if name == "a.md" else lines, name, set_up)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(VALUES),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(NAMES), json_values, max_size=4))
def test_any_json(set_up: SetUp, data: dict[str, object]) -> None:
    check_laws(json.dumps(data, indent=2), "a.json", set_up)


@pytest.mark.parametrize(
    "text",
    [
        "[x](#nope)\n\n```<div>x</div>\nx\n```\n",
        '[x](#nope)\n\n```a" xml:space="preserve">\nx\n```\n',
        "```\n```js\n```\n\n```\na\n\n##x\n```\n",
    ],
)
def test_odd_fences(set_up: SetUp, text: str) -> None:
    check_laws(f"---\ntitle: T\n---\n\n{text}", "a.md", set_up)
    if "##x" in text:
        assert not [each for each in read(f"---\ntitle: T\n---\n\n{text}", "a.md", set_up)[1] if "hash" in each.rule]


@pytest.mark.parametrize("rule", file_rules())
def test_no_text_takes_a_rule_long(rule: str, set_up: SetUp) -> None:
    """30,000 characters of what each rule's bad cases hold: what grows by its square would take minutes."""
    cases = Path(__file__).parent / "cases" / "lint" / rule.removeprefix("lint/") / "bad"
    pieces = [path.read_text("utf-8").rpartition("---\n")[2] for path in sorted(cases.glob("*.md"))]
    text = "---\ntitle: T\n---\n\n" + "".join(pieces)[:600] * 50
    document, found = read(text, "a.md", set_up)
    assert outside(found, document.text) == []
