"""Emphasis whose inner spaces are at the ends: mended, it shows no asterisks, and the same words."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cms.build.route import Route
from cms.build.single import check_file
from cms.config import SetUp, load
from cms.fix import mend
from cms.model import Diagnostic, Document, Source
from cms.parse import parse
from cms.paths import place
from cms.read import open_tree
from cms.render import outline, render

WORD = st.text("abcdéœêzABÉ", min_size=2, max_size=6)
WORDS = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
SPACE = st.sampled_from([" ", "  ", "\u00a0"])
AROUND = st.sampled_from(["", ",", ".", " !", " (", ")", "’", " —"])


@pytest.fixture(scope="module")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> SetUp:
    folder = tmp_path_factory.mktemp("emphasis")
    collections = {"entries": {"path": "{slug}.md", "schema": "entry.schema.json"}}
    config = {"site": {"lang": "fr"}, "content": "content", "collections": collections}
    (folder / "cms.yml").write_text(json.dumps(config))
    (folder / "entry.schema.json").write_text("{}")
    with open_tree(str(folder), "work") as tree:
        return load(tree)


@st.composite
def phrases(draw: st.DrawFn, lead: str, tail: str) -> str:
    """Words between two marks, with a space within where there is one to be."""
    return f"**{lead and draw(SPACE)}{draw(WORDS)}{tail and draw(SPACE)}**"


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """Words with one broken phrase, or with some whose space is at their end, and with what is whole between them.

    Several of all kinds can make emphasis of what stands between them: then nobody knows what was meant.
    """
    lead, tail = draw(st.sampled_from([("", " "), (" ", ""), (" ", " ")]))
    parts = [draw(WORDS)]
    for _ in range(1 if lead else draw(st.integers(1, 3))):
        parts += [" ", draw(phrases(lead, tail)), draw(AROUND), " ", draw(WORDS)]
        parts += draw(st.sampled_from([[], [" **gras** et"], [" *fin*,"], [" `**code **x`"]]))
    return "".join(parts)


def mended(set_up: SetUp, body: str) -> tuple[str, list[Diagnostic]]:
    """The body after `cms fix` of the rule, and what the rule finds then."""
    collection = set_up.config.collections["entries"]
    at = place("content/a.md", collection.template, "entries")
    assert at is not None

    def look(text: str) -> tuple[Document, list[Diagnostic]]:
        source = Source("content/a.md", text.encode(), "")
        _, found = check_file(source, Route(collection, at), set_up.schemas, set_up.config)
        return parse(source)[0], [each for each in found if each.rule == "lint/broken-emphasis"]

    done = mend(f"---\n---\n{body}\n", look, lambda _: True)
    return done.text.removeprefix("---\n---\n"), look(done.text)[1]


def said(body: str) -> str:
    """What the reader sees of the paragraphs of a body, but for code."""
    nodes = outline(body)
    return " ".join(node.text for node in nodes if node.kind == "text")


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@given(paragraphs())
def test_mended_emphasis_shows_no_asterisks_and_the_same_words(set_up: SetUp, body: str) -> None:
    text, left = mended(set_up, body)
    assert left == []
    assert "*" not in said(text)
    assert words_of(text) == words_of(body)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A paragraph of several phrases with spaces on any side of their marks, and the phrases."""
    parts, all_words = [draw(WORDS)], []
    for _ in range(draw(st.integers(1, 4))):
        words = draw(WORDS) + draw(st.sampled_from(["", " :", ".", "!", "»"]))
        spaces = [draw(st.sampled_from(["", " "])) for _ in range(4)]
        mark = draw(st.sampled_from(["**", "**", "**", "***"]))
        between = draw(st.sampled_from(["et", "et *fin* puis", "12 mai", "`**`", "[lien](a.md)", "x*"]))
        parts += [spaces[0], mark, spaces[1], words, spaces[2], mark, spaces[3], between]
        all_words.append(words)
    return "".join(parts), all_words


@given(marked())
@example(("Les **bénévoles ** et les ** salariés** viennent.", ["bénévoles", "salariés"]))
@example(("Le projet** Ceebios** avance", ["Ceebios"]))
def test_what_is_mended_is_bold_and_nothing_else(set_up: SetUp, given: tuple[str, list[str]]) -> None:
    """After an edit, nothing is bold but phrases between the author's first and second, third and fourth … marks."""
    body, phrases = given
    text, _ = mended(set_up, body)
    if text.strip() == body.strip():
        return
    bold = re.findall("<strong>(.*?)</strong>", render(text, {}).html)
    assert bold
    left = iter(phrases)
    assert all(words in left for words in bold), text  # in their order


@given(st.text("a é*_«».!\n>-`[]()", max_size=40))
def test_any_text_is_mended_once_and_keeps_its_words(set_up: SetUp, body: str) -> None:
    text, _ = mended(set_up, body)
    assert words_of(text.replace("_", " ")) == words_of(body.replace("_", " "))
    assert mended(set_up, text)[0].rstrip("\n") == text.rstrip("\n")
