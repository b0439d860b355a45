"""Where links, images, raw HTML and too deep nesting stand in a body."""

from __future__ import annotations

import pytest

from cms.model import Located, Span
from cms.positions import span_between
from cms.render import deep_span, locate


def marked(text: str) -> tuple[str, Span]:
    """A body without its two `¦`, and the span that they enclose."""
    start = text.index("¦")
    end = text.index("¦", start + 1) - 1
    body = text.replace("¦", "")
    return body, span_between(body, start, end)


LINKS = [
    ("¦[a](b)¦", "b"),
    ("été à l’œuvre ¦[é](è)¦ ê", "%C3%A8"),
    ("🌎 *x ¦[a](b)¦*", "b"),
    ("> lignes\n> é ¦[a *b* c](d 'e')¦ f", "d"),
    ("- [ ] ¦[a](b)¦", "b"),
    ("1. x\n\n   é\ty ¦[a](b)¦", "b"),
    ("|é|b|\n|-|-|\n|é|x ¦[y](z)¦|", "z"),
    ("## É ¦[a](b)¦", "b"),
    ("¦[a\nb](c)¦ d", "c"),
    ("¦[a][b]¦\n\n[b]: c", "c"),
    ("¦[b]¦\n\n[b]: c", "c"),
    ("é ¦<http://a.fr>¦", "http://a.fr"),
    ("é ¦www.a.fr¦.", "http://www.a.fr"),
    ("é ¦ada@a.fr¦", "mailto:ada@a.fr"),
    ("x[^1]\n\n[^1]: é ¦[a](b)¦", "b"),
    ("¦[a](b?c=1&amp;d='2')¦", "b?c=1&d='2'"),
    ("¦[a]()¦", ""),
]


@pytest.mark.parametrize(("text", "url"), LINKS, ids=range(len(LINKS)))
def test_a_link_is_found_at_its_place(text: str, url: str) -> None:
    body, span = marked(text)
    found = locate(body)
    assert [(one.kind, one.value, one.span, one.refused) for one in found] == [("link", url, span, False)]


def test_images_and_the_links_around_them_are_found() -> None:
    assert [(one.kind, one.value, one.span) for one in locate("é ![a](b) [![c](d)](e)")] == [
        ("image", "b", Span(1, 3, 1, 10)),
        ("link", "e", Span(1, 11, 1, 23)),
        ("image", "d", Span(1, 12, 1, 19)),
    ]


def test_what_stands_in_an_alternative_text_is_not_looked_at() -> None:
    assert [one.value for one in locate("![a [b](c) <b> ![d](e)](f) [g](h)")] == ["f", "h"]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "data:image/png;base64,AA",
        "vbscript:x",
        "file:///é",
        "ftp://a.fr",
        "a+b.c-d:x",
    ],
)
def test_a_refused_url_is_shown_as_it_was_written(url: str) -> None:
    body, span = marked(f"é ¦[a]({url})¦ b [c](d)")
    refused = [one for one in locate(body) if one.refused]
    assert [(one.kind, one.span, one.written) for one in refused] == [("link", span, url)]


def test_entities_do_not_hide_a_scheme() -> None:
    found = locate("[a](java&#115;cript&colon;b) ![c](&#x6a;avascript:d)")
    assert [(one.kind, one.written) for one in found if one.refused] == [
        ("link", "javascript:b"),
        ("image", "javascript:d"),
    ]


def test_an_address_in_running_text_is_not_refused() -> None:
    assert [one.refused for one in locate("voir ftp://a.fr et xmpp:a@b.fr")] == [False, False]
    assert [one.refused for one in locate("voir <ftp://a.fr>")] == [True]


HTML = [
    ("é ¦<b>¦x</b>", "b"),
    ("> é\n> ¦<IFRAME src='a'></IFRAME>¦", "iframe"),
    ("- a\n\n  ¦<div>\n  é\n  </div>¦\n\nb", "div"),
    ("é ¦<b><i>¦x</i></b>", "b"),
    ("é ¦<br/>¦ b", "br"),
    ("a¦</b>¦", "b"),
    ("é ¦<a\nhref='b'>¦x</a>", "a"),
    ("¦<!-- a --> perdu¦", "!--"),
    ("¦<!-- a --><hr>¦", "hr"),
    ("¦<!DOCTYPE html>¦", "!doctype"),
    ("é ¦<?php x ?>¦", "?php"),
    ("é ¦<![CDATA[x]]>¦", "![cdata["),
    ("¦<div class=a¦", "div"),
    ("|a|\n|-|\n|é ¦<b>¦x</b>|", "b"),
    ("¦<script>\n<!--\n\nx('<b>')\n</script>¦\n\na", "script"),
]


@pytest.mark.parametrize(("text", "tag"), HTML, ids=range(len(HTML)))
def test_raw_html_is_found_at_its_place(text: str, tag: str) -> None:
    body, span = marked(text)
    assert [(one.kind, one.value, one.span) for one in locate(body)] == [("html", tag, span)]


def test_closing_tags_are_named_where_text_goes_with_them() -> None:
    found = locate("<div>\n\na\n\n</div>\n\n<div>\n\n</div>\nperdu\n\n</div>")
    assert [(one.value, one.span.line) for one in found] == [("div", 1), ("div", 7), ("div", 9), ("div", 12)]


@pytest.mark.parametrize(
    "body", ["<!-- a -->", "a <!-- b --> c", "<!-- a\n\nb -->", "`<b>`", "    <b>", "\\<b>", "a < b > c"]
)
def test_comments_and_code_are_no_raw_html(body: str) -> None:
    assert locate(body) == ()


def test_what_is_found_is_sorted_by_place() -> None:
    found = locate("x[^1] <b>a</b>\n\n[^1]: [c](d)\n\n[e](f) <i>g</i>")
    assert [one.span.line for one in found] == [1, 3, 5, 5]


def test_spans_stay_inside_the_text_where_comrak_loses_count() -> None:
    body = "a [b](<c>\n 'é') [d](e) <b>\n[f](g) ![h](i\n)"
    lines = body.split("\n")
    for one in locate(body):
        assert 1 <= one.span.line <= one.span.end_line <= len(lines)
        assert one.span.column <= len(lines[one.span.line - 1]) + 1
        assert one.span.end_column <= len(lines[one.span.end_line - 1]) + 1


@pytest.mark.parametrize(
    ("body", "span"),
    [
        ("a", None),
        (">" * 64 + " é", None),
        (">" * 65 + " é", Span(1, 65, 1, 68)),
        ("é\n\n" + "> é\n" + ">" * 70, Span(4, 65, 4, 71)),
        ("- " * 65 + "é", Span(1, 129, 1, 132)),
        ("- " * 65, None),
        ("- " * 64 + "- [ ] é", Span(1, 129, 1, 136)),
        ("> - " * 33 + "é", Span(1, 129, 1, 134)),
        ("*é **é " * 40 + "é" + "** *" * 40, None),
        ("*é " * 65 + "é" + "*" * 65, Span(1, 193, 1, 262)),
        ("![" * 99 + "a" + "](b)" * 99, None),
        ("![" + "*a " * 99 + "a" + "*" * 99 + "](b)", None),
    ],
)
def test_the_place_where_nesting_gets_too_deep(body: str, span: Span | None) -> None:
    assert deep_span(body) == span


def test_a_located_part_says_what_was_written() -> None:
    assert locate("[a](é 'b') <b>c</b>") == (
        Located("link", "%C3%A9", Span(1, 1, 1, 11), "é"),
        Located("html", "b", Span(1, 12, 1, 15), "<b>"),
    )
