"""What holds for every body: nothing unsafe gets out, and all that is read off it agrees."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cms.render import deep_span, locate, plain_text, render, scan, with_text
from cms.render.parsed import scan_parsed
from cms.render.plain import plain_links
from cms.render.rewriting import ALLOWED
from cms.render.scanning import Scan
from cms.render.urls import is_inner

EMPTY_TAGS = {"br", "hr", "img"}
SCHEMES = {"http", "https", "mailto", "tel"}

# Pieces of bodies, with `¦` between them.
PIECES = (
    "ab¦é¦œ¦’¦\u0301¦\u0338¦\u00a0¦\u202f¦🌎¦❤️¦\u200d¦日¦ ¦\t¦\x00¦\x01¦\x0b¦\x7f¦\ufeff¦\u2028"
    "¦*¦**¦_¦~~¦`¦```¦[¦]¦(¦)¦![¦](¦<¦>¦&¦\"¦'¦\\¦|¦#¦-¦+¦1.¦:¦!¦=¦/¦;¦{{¦}}¦---"
    "¦\n¦\n\n¦  \n¦\n    ¦\n- ¦\n> ¦\n# ¦\n|a|b|\n|-|-|\n|¦- [x] ¦\n===\n¦\n\n[^1]: ¦[^1]"
    "¦[a](b)¦![c](d)¦[a](javascript:b)¦[a](<b c> 'd\"e')¦\n\n[b]: c\n¦[b]¦<http://a.fr>¦](x)¦www.a.fr¦a@b.fr"
    "¦<b>¦</b>¦\n\n<div>\n¦</div>¦<!--¦-->¦<script>¦</script>¦<a href='javascript:b'>¦<img src=x onerror=y>¦style="
    "¦&lt;¦&amp;¦&#0;¦&#x338;¦&colon;¦&Tab;¦&NewLine;¦%¦%zz¦%41¦onload=x¦ftp://c.fr"
    "¦javascript:¦JavaScript&colon;¦java\tscript:¦data:image/png,¦vbscript:¦//a.fr¦mailto:"
)
BODIES = st.one_of(
    st.lists(st.one_of(st.sampled_from(PIECES.split("¦")), st.text(max_size=4)), max_size=30).map("".join),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80),
)
URLS = st.one_of(
    st.none(), st.sampled_from(["/é", "javascript:x", '"><script>', "a&b", "", "HTTP://x", "data:x", "\u0338"])
)


class Page(HTMLParser):
    """HTML as a browser would take it apart, each departure from what is allowed noted."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.urls: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        self.wrong.extend(f"not closed: {tag}" for tag in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.wrong.append(f"tag {tag}")
        for name, value in attrs:
            if name not in ALLOWED.get(tag, ()) or value is None:
                self.wrong.append(f"{tag} {name}")
            elif name in {"href", "src"}:
                self.urls.append(value)
            elif name == "id":
                self.ids.append(value)
        if tag == "img" and "alt" not in dict(attrs):
            self.wrong.append("img without alt")
        written = re.sub(r'="[^"<>]*"', "", self.get_starttag_text() or "")
        if re.search(r"[\"'=&]", written):
            self.wrong.append(f"not quoted: {written}")
        if tag not in EMPTY_TAGS:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"instruction {data}")


def scheme_of(url: str) -> str | None:
    """The scheme as a browser reads it: leading controls and blanks, and tabs and line ends anywhere, don't count."""
    bare = re.sub(r"[\t\n\r]", "", url).lstrip("".join(map(chr, range(33))))
    match = re.match(r"([a-z][a-z0-9+.-]*):", bare, re.IGNORECASE)
    return match[1].lower() if match else None


@given(BODIES, URLS)
@example("a\n\n\u0338b", None)
@example("[a](b)\u0338", '"><script>')
@example("![<script>](b)", None)
@example("[^1]: <b\n\n[^1]", None)
def test_nothing_but_the_allowed_gets_out(body: str, url: str | None) -> None:
    links = scan(body).links
    page = Page(render(body, {link.url: url for link in links[::2]}).html)
    assert page.wrong == []
    assert {scheme_of(url) for url in page.urls} <= {*SCHEMES, None}
    assert len(set(page.ids)) == len(page.ids)


@given(BODIES)
def test_the_html_and_what_is_read_off_the_body_agree(body: str) -> None:
    scanned = scan(body)
    rendered = render(body, {})
    page = Page(rendered.html)
    own = {url for url in page.urls if re.fullmatch(r"#fn(ref)?:\d+(:\d+)?", url)}
    assert {url for url in set(page.urls) - own if is_inner(url)} == {link.url for link in scanned.links}
    assert {url[1:] for url in own} <= set(page.ids)
    ids = [heading.id for heading in rendered.toc]
    assert set(ids) <= set(page.ids)
    assert "" not in ids


# Pieces of bodies of which many are plain, and all that could make a link of them something else.
PLAIN_PIECES = (
    "[¦](¦]¦(¦)¦[a](b.md)¦[a](b.md)¦![i](/media/x.png)¦[t](/blog/é/)¦[u](HTTP://x.fr)¦[x] ¦[ ]¦[^1]¦](¦a¦é¦ ¦    ¦\n"
    "¦\n\n¦- ¦> ¦1. ¦+ ¦*¦**¦_¦!¦`¦```¦~~~¦|¦|-|-|\n¦<¦<b>¦\\¦&amp;¦^¦]:¦http://¦www.x.fr¦@¦\t¦\x0b¦\x0c¦\x00¦#¦://"
    "¦x@y.fr¦https://a.b/¦\u00a0¦\u2028¦---¦===¦ftp://¦mailto:¦xmpp:¦tel:1¦«¦[a](b 'c')¦[a]( b )¦[#](#é)¦[a](?b)"
    "¦[a](//b)¦[a](b%¦![i](/60%¦%¦%4¦%zz¦%41¦[a](/b%/)¦.png)"
)
PLAIN = st.lists(st.sampled_from(PLAIN_PIECES.split("¦")), max_size=14).map("".join)


@settings(max_examples=1_000)
@given(st.one_of(PLAIN, BODIES))
@example("[a](b.md)" + "*" * 70)
@example("[a\x00b](c.md)\x00[d](#\x00)")
@example("http://a.fr/[b](http://c.fr) www.d.fr[e](http://f.fr) [g](h.md)")
@example("    [a](http://b.fr)\n\n|[c](#d)|e|\n|-|-|\n\n[f](g.md)")
@example("[^a](http://b.fr) [c](d.md)")
@example("![i](/media/60%.png)")
@example("[d](/blog/100%/) [e](f%4)")
@example("[c](d%zz#e) [f](%%41)")
@example("> " * 70 + "[a](b.md)")
@example("- " * 30 + "_*" * 40 + "a" + "*_" * 40)
def test_a_plain_body_is_read_as_the_parser_reads_it(body: str) -> None:
    links = plain_links(body)
    assume(links is not None)
    assert scan_parsed(body) == Scan(links or (), raw_html=False, unsafe=False, deep=False)


@pytest.mark.parametrize(
    "body",
    [
        "Un [lien](b.md), une ![image](/media/c.png) et du *texte*.\n\n## Titre\n\n- [d](e.md#f)\n",
        "Sans lien : « oui », 3 < 4.",
        "[dehors](https://a.fr/b_c?d=e) et [ici](#là)",
        "À 100 %, [oui](/blog/l%C3%A0/) et [non](https://a.fr/100%).",
    ],
)
def test_what_people_write_is_plain(body: str) -> None:
    assert plain_links(body) is not None


WORD = re.compile(r"[^\W_][^\s'’]*")  # from its first letter or digit


@given(BODIES, URLS)
@example("![deux mots](b) ²Ж\u202f日 _ ' l’eau *a*b &amp; &#x27; ☑\u0085c", None)
@example("a[^1]b `c`d  \ne\n\n|f|g|\n|-|-|\n|*h*|i|\n\n[^1]: j", None)
def test_words_are_counted_as_in_the_text(body: str, url: str | None) -> None:
    rendered = with_text(render(body, {link.url: url for link in scan(body).links}))
    assert rendered.text is not None
    assert rendered.word_count == len(WORD.findall(rendered.text))


@given(BODIES)
def test_places_and_facts_agree(body: str) -> None:
    scanned = scan(body)
    located = locate(body)
    links = {(one.value, one.kind == "image") for one in located if one.kind != "html"}
    assert {tuple(link) for link in scanned.links} <= links
    assert scanned.unsafe == any(one.refused for one in located)
    assert scanned.raw_html == any(one.kind == "html" for one in located)
    assert scanned.deep == (deep_span(body) is not None)


@given(BODIES.filter(lambda body: "\r" not in body))
def test_spans_lie_in_the_text(body: str) -> None:
    lines = body.split("\n")
    for one in locate(body):
        assert 1 <= one.span.line <= one.span.end_line <= len(lines)
        assert 1 <= one.span.column <= len(lines[one.span.line - 1]) + 1
        assert 1 <= one.span.end_column <= len(lines[one.span.end_line - 1]) + 1


PROSE = st.text(alphabet=st.sampled_from("aé œ’🌎日.,\u00a0 "), max_size=12)
LINK = st.tuples(PROSE, st.sampled_from(["[{}](b)", "![{}](b 'c')", "<http://a.fr/é>", "[{}][b]", "[{}](<é {}>)"]))


@given(st.lists(st.tuples(st.sampled_from(["", "> ", "- ", "1. ", "# ", "    x\n\n"]), PROSE, LINK), max_size=6))
def test_the_text_at_a_span_is_the_link(parts: list[tuple[str, str, tuple[str, str]]]) -> None:
    """In paragraphs, quotes, lists and headings, behind any letters: what is at the span looks like a link."""
    body = "\n\n".join(start + before + "x " + link.replace("{}", text) for start, before, (text, link) in parts)
    body += "\n\n[b]: c\n"
    lines = body.split("\n")
    for one in locate(body):
        assert one.kind != "html"
        text = lines[one.span.line - 1][one.span.column - 1 : one.span.end_column - 1]
        start = "![" if one.kind == "image" else ("[", "<")
        assert text.startswith(start)
        assert text.endswith((")", "]", ">"))


@given(BODIES)
def test_all_texts_are_normalised_and_tidy(body: str) -> None:
    rendered = render(body, {})
    headings = [heading.text for heading in rendered.toc]
    for text in (rendered.html, plain_text(rendered.html), rendered.excerpt, *headings):
        assert unicodedata.is_normalized("NFC", text)
    for line in (rendered.excerpt, *headings):
        assert not re.search(r"[\t\n]|  |^ | $", line)
    assert len(rendered.excerpt) <= 200
    assert rendered.html == rendered.html.strip()
    assert rendered.reading_time == max(1, -(-rendered.word_count // 200))


# What both renderers agree on. Left out: strikethrough inside words, list items and quotes without words, HTML at a
# line's start, stray back quotes: there comrak follows cmark and markdown-it-py doesn't, or one of them has a bug.
MARKDOWN_PIECES = (
    "un ¦deux ¦*trois* ¦**quatre** ¦`cinq` ¦[six](sept) ¦![huit](neuf) ¦é¦_dix_¦x<b>¦\\*¦&amp;¦ ~~onze~~ ¦[douze]"
    "¦\n¦\n\n¦  \n¦\n- a ¦\n  - b ¦\n1. c ¦\n> d ¦\n# e ¦\n### f¦\n\n    ¦\n```\n¦\n---\n¦*¦**¦<!-- x -->¦]¦(x)"
    "¦\n\n|a|b|\n|-|:-|\n|c|d|\n\n¦\n\n[douze]: treize\n\n"
)


def outline(html: str) -> list[str]:
    """Blocks, links and text of some HTML, without what two renderers may write differently."""
    html = re.sub(r"<!--.*?-->|</?(?:thead|tbody|del|s)>", "", html, flags=re.DOTALL)
    html = re.sub(r' (?:id|class|style|align|alt)="[^"]*"', "", html).replace("&quot;", '"').replace("&#x27;", "'")
    html = re.sub(r"<p>\s*</p>", "", html)
    pieces = [re.sub(r"\s+", " ", piece).strip() for piece in re.split(r"(<[^>]*>)", html)]
    return [piece for piece in pieces if piece]


@given(st.lists(st.sampled_from(MARKDOWN_PIECES.split("¦")), max_size=25).map("".join))
def test_an_independent_renderer_makes_the_same_of_it(body: str) -> None:
    """markdown-it-py is the oracle; it passes raw HTML on, which is taken out here."""
    oracle = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = oracle.parse(body)
    for token in tokens:
        if token.type == "html_block":
            token.content = ""
        for child in token.children or []:
            if child.type == "html_inline":
                child.content = ""
    expected = oracle.renderer.render(tokens, oracle.options, {})
    assert outline(render(body, {}).html) == outline(expected)
