"""Laws of the rules for links: mending changes what readers see in nothing but blanks, and makes the links meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from html import unescape
from types import ModuleType
from typing import Any, cast
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms import lint
from cms.fix import Mended, mend
from cms.lint.rules import broken_link, dead_anchor, link_space, spaced_link, split_word
from cms.model import Diagnostic, Document, Entry, Schema, Site, Source
from cms.parse import parse
from cms.render import outline, render

HEAD = "---\n---\n"
BLANKS = st.sampled_from(["", " ", "  ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\t"])
WORDS = st.sampled_from(
    ["mot", "été", "**gras**", "*pente*", "`code`", "🌍", "«", "!", "l’", ".", "-", "a b", "\\", "&amp;"]
)
ADDRESSES = ["https://example.org/f_(g)", "https://example.org/a", "mailto:d@example.org", "./e.md", "/b", "#c"]
URLS = st.sampled_from(ADDRESSES)
WRONG_URLS = st.sampled_from(["/m/a b.pdf", "« /a »", "'/a'", "/a]", "/a b", 'https://example.org/c d.png "t"'])
BREAKS = st.sampled_from(["", "", " ", "\n", "\n\n", "\n- ", "\n> ", "\n1. ", " | ", "**", "_", "(", ")"])


@st.composite
def spaced_texts(draw: st.DrawFn) -> str:
    """Links with blanks within and around, among words and marks."""
    link = st.builds("{}[{}{}{}]({}){}".format, BREAKS | WORDS, BLANKS, WORDS, BLANKS, URLS, BREAKS | WORDS)
    return HEAD + "".join(draw(st.lists(link | WORDS | BREAKS, max_size=6)))


@st.composite
def broken_texts(draw: st.DrawFn) -> str:
    """What looks like links with blanks between their parts. A blank follows: comrak's addresses in text end there."""
    link = st.builds("{}[{}]{}({}) {}".format, BREAKS | WORDS, WORDS, BLANKS, URLS, BREAKS | WORDS)
    return HEAD + "".join(draw(st.lists(link | WORDS | BREAKS, max_size=6)))


@st.composite
def wrong_texts(draw: st.DrawFn) -> str:
    """Links and images whose addresses are none, among words and marks."""
    link = st.builds("{}[{}]({}){}".format, BREAKS | WORDS, WORDS, WRONG_URLS | URLS, BREAKS | WORDS)
    return HEAD + "".join(draw(st.lists(link | WORDS | BREAKS, max_size=6)))


@given(spaced_texts())
def test_moved_spaces_change_nothing_that_is_seen_and_no_link(text: str) -> None:
    mended = mend_all(link_space, text).text
    assert re.sub(r"\s", "", seen(mended)) == re.sub(r"\s", "", seen(text))
    assert links(mended) == links(text)


@given(spaced_texts())
def test_moved_spaces_still_part_words(text: str) -> None:
    assert re.findall(r"[^\W_]+", seen(mend_all(link_space, text).text)) == re.findall(r"[^\W_]+", seen(text))


@given(broken_texts())
def test_joined_links_lead_where_they_were_to_lead(text: str) -> None:
    mended = mend_all(spaced_link, text).text
    assert without_addresses(mended) == without_addresses(text)
    assert Counter(links(text)) - Counter(links(mended)) == Counter()
    assert {*links(mended)} <= {*ADDRESSES}


@given(wrong_texts())
def test_mended_addresses_are_links_more_than_before(text: str) -> None:
    mended = mend_all(broken_link, text)
    count = len(re.findall("<(?:a|img) ", html(mended.text)))
    quoted = [each for each in mended.fixed if each.case == "quoted"]
    assert count >= len(re.findall("<(?:a|img) ", html(text))) + len(mended.fixed) - len(quoted)


@pytest.mark.parametrize("rule", [link_space, spaced_link, broken_link, split_word, dead_anchor])
@given(text=spaced_texts() | broken_texts() | wrong_texts())
def test_what_is_mended_stays_mended(rule: ModuleType, text: str) -> None:
    mended = mend_all(rule, text).text
    assert mend_all(rule, mended).text == mended


@given(st.text("aéÉ -_#’1🌍", min_size=1, max_size=12), st.booleans())
def test_the_address_of_a_heading_is_alive(title: str, encoded: bool) -> None:  # noqa: FBT001 - drawn
    for node in outline(f"## {title}\n"):
        if node.kind == "heading":
            url = quote(node.id) if encoded else node.id
            assert found(dead_anchor, f"{HEAD}## {title}\n\n[x](#{url})\n") == []


@pytest.mark.parametrize("body", ["[" * 20_000, "[a](" * 20_000, "![" * 500 + "a" + "](b)" * 500, "[ a](b)" * 2_000])
@pytest.mark.parametrize("rule", lint._LINKS)  # noqa: SLF001 - these are the rules meant
def test_hostile_texts_are_read_to_their_end(rule: str, body: str) -> None:
    found(cast("ModuleType", lint.file_rules()[f"lint/{rule}"]), HEAD + body)


# --- A rule and a text -----------------------------------------------------------------------------------------------


def read(rule: ModuleType, text: str) -> tuple[Document, Sequence[Diagnostic]]:
    document = parse(Source("a.md", text.encode(), ""))[0]
    entry = Entry(
        "posts", "a", "a", "a.md", "", None, "fr", None, draft=False, publish_at=None, expire_at=None, data={}
    )
    schema = Schema("", "", {}, {}, lambda _: iter(()), lambda _: iter(()))
    file = lint.Checkable(document, entry, schema, Site(), outline=outline)
    chosen: Any = lint.Chosen(cast("Any", rule), rule.LEVEL, rule.OPTIONS)
    return document, lint.run(file, [chosen])


def found(rule: ModuleType, text: str) -> Sequence[Diagnostic]:
    return read(rule, text)[1]


def mend_all(rule: ModuleType, text: str) -> Mended:
    return mend(text, lambda now: read(rule, now), lambda _: True)


def html(text: str) -> str:
    return render(text.removeprefix(HEAD), {}).html


def seen(text: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"</(?:p|li|h\d)>", " ", html(text))))


def links(text: str) -> list[str]:
    return [unescape(url) for url in re.findall(r'<a href="([^"]*)"', html(text))]


def without_addresses(text: str) -> str:
    said = seen(text)
    for address in ADDRESSES:
        said = said.replace(address, "")
    return re.sub(r"[\s\[\]()]", "", said)
