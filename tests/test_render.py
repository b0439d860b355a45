"""Markdown bodies and what becomes of them: HTML, table of contents, plain text, excerpt, counts."""

from __future__ import annotations

import pytest

from cms.model import Heading
from cms.render import plain_text, render, scan


def html_of(body: str, **resolved: str | None) -> str:
    return render(body, resolved).html


def ids_of(body: str) -> list[str]:
    return [heading.id for heading in render(body, {}).toc]


HTML = [
    ("## Contexte\n\nUn texte.\n", '<h2 id="contexte">Contexte</h2><p>Un texte.</p>'),
    ("", ""),
    ("\n \n", ""),
    ("« Un “texte” » -- l'été...", "<p>« Un “texte” » -- l'été...</p>"),
    ("a  \nb\nc", "<p>a<br />b\nc</p>"),
    ("~~a~~ **b** *c* `d<e`", "<p><del>a</del> <strong>b</strong> <em>c</em> <code>d&lt;e</code></p>"),
    ("```py x\na\n\n  b > c\n```", '<pre><code class="language-py">a\n\n  b &gt; c\n</code></pre>'),
    ("- [ ] a\n- [x] b", "<ul><li>☐ a</li><li>☑ b</li></ul>"),
    (
        "|a|b|\n|:-|-:|\n|1|2|",
        "<table><thead><tr>{}</tr></thead><tbody><tr>{}</tr></tbody></table>".format(
            '<th align="left">a</th><th align="right">b</th>', '<td align="left">1</td><td align="right">2</td>'
        ),
    ),
    ("3) a", '<ol start="3"><li>a</li></ol>'),
    ("voir www.a.fr", '<p>voir <a href="http://www.a.fr">www.a.fr</a></p>'),
    ("ada@a.fr", '<p><a href="mailto:ada@a.fr">ada@a.fr</a></p>'),
    ("![Un gecko](/m/é.png 'Vu')", '<p><img src="/m/%C3%A9.png" alt="Un gecko" title="Vu" /></p>'),
    ("![](/a.png)", '<p><img src="/a.png" alt="" /></p>'),
    ("e\u0301te\u0301", "<p>été</p>"),
    ("&#101;&#769;", "<p>é</p>"),
    ("a\n\n\u0338b", "<p>a</p><p>&#824;b</p>"),
]


@pytest.mark.parametrize(("body", "html"), HTML, ids=range(len(HTML)))
def test_html(body: str, html: str) -> None:
    assert html_of(body) == html


DROPPED = [
    ("a <b>gras</b> c", "<p>a gras c</p>"),
    ("<div>\nperdu\n</div>\n\nreste", "<p>reste</p>"),
    ("a <!-- note --> b", "<p>a  b</p>"),
    ("<span></span>", ""),
    ("<script>alert(1)</script>", ""),
    ("x <script>alert(1)</script>", "<p>x alert(1)</p>"),
    ("<svg/onload=a>", "<p>&lt;svg/onload=a&gt;</p>"),
    ("[a]() b", "<p>a b</p>"),
    ("[a](javascript:b)", "<p>a</p>"),
    ("[a](JaVaScRiPt:b)", "<p>a</p>"),
    ("[a](java&#115;cript&colon;b)", "<p>a</p>"),
    ("[a](vbscript:b) [c](file:///d) [e](data:text/html,f)", "<p>a c e</p>"),
    ("[a](ftp://b) [c](irc:d)", "<p>a c</p>"),
    ("<ftp://b.fr> ftp://c.fr", "<p>ftp://b.fr ftp://c.fr</p>"),
    ('![Un "gecko"](data:image/png;base64,AA) c', "<p>Un &quot;gecko&quot; c</p>"),
    ("![](javascript:a)", ""),
    ("[![i](/a.png)](javascript:b)", '<p><img src="/a.png" alt="i" /></p>'),
]


@pytest.mark.parametrize(("body", "html"), DROPPED, ids=range(len(DROPPED)))
def test_what_is_not_published_is_dropped_and_its_text_kept(body: str, html: str) -> None:
    assert html_of(body) == html


@pytest.mark.parametrize(
    "url", ["/a", "a/b", "#c", "?d", "//e.fr/f", "http://g", "HTTPS://h", "mailto:i@j.fr", "tel:+33"]
)
def test_relative_urls_and_four_schemes_are_published(url: str) -> None:
    assert html_of(f"[x]({url})") == f'<p><a href="{url}">x</a></p>'


def test_links_are_resolved_by_their_percent_encoded_url() -> None:
    body = "[*a*](é.md) ![b](i.png) [c](d.md 'T') [e](f.md) [![g](h.png)](d.md)"
    resolved = {"%C3%A9.md": "/é/?a&b\"<'", "i.png": None, "d.md": None, "h.png": "/h.1.png", "absent": "/x"}
    assert render(body, resolved).html == (
        '<p><a href="/é/?a&amp;b&quot;&lt;&#x27;"><em>a</em></a> b c <a href="f.md">e</a>'
        ' <img src="/h.1.png" alt="g" /></p>'
    )


def test_entities_are_decoded_in_the_urls_to_resolve() -> None:
    assert scan("[a](b?c=1&amp;d='2')").links[0].url == "b?c=1&d='2'"
    assert html_of("[a](b?c&d)", **{"b?c&d": "/e"}) == '<p><a href="/e">a</a></p>'


def test_nothing_unsafe_is_resolved_to() -> None:
    assert html_of("[a](b)", b="javascript:c") == "<p>a</p>"


def test_footnotes_are_numbered_and_speak_no_english() -> None:
    html = html_of("a[^x] b[^x] c[^1-2]\n\n[^x]: Une.\n[^1-2]: Deux.\n")
    assert html == (
        '<p>a<sup class="footnote-ref"><a href="#fn:1" id="fnref:1" role="doc-noteref">1</a></sup>'
        ' b<sup class="footnote-ref"><a href="#fn:1" id="fnref:1:2" role="doc-noteref">1</a></sup>'
        ' c<sup class="footnote-ref"><a href="#fn:2" id="fnref:2" role="doc-noteref">2</a></sup></p>'
        '<section class="footnotes" role="doc-endnotes"><ol>'
        '<li id="fn:1"><p>Une. <a href="#fnref:1" class="footnote-backref" role="doc-backlink">↩</a>'
        ' <a href="#fnref:1:2" class="footnote-backref" role="doc-backlink">↩<sup class="footnote-ref">2</sup></a></p>'
        "</li>"
        '<li id="fn:2"><p>Deux. <a href="#fnref:2" class="footnote-backref" role="doc-backlink">↩</a></p></li>'
        "</ol></section>"
    )


def test_a_footnote_named_in_an_image_is_not_gone_back_to() -> None:
    html = html_of("![a[^1]](b.png) c[^1]\n\n[^1]: Note.\n")
    assert html.count("doc-backlink") == html.count("doc-noteref") == 1
    assert 'id="fnref:1:2"' in html
    assert 'href="#fnref:1:2"' in html


def test_a_footnote_in_the_text_of_a_link_that_is_taken_out_stays() -> None:
    assert '<p>a<sup class="footnote-ref"><a href="#fn:1"' in html_of("[a[^1]](b)\n\n[^1]: c", b=None)


def test_footnotes_are_no_links_of_the_body() -> None:
    assert [link.url for link in scan("a[^1] [b](c 'T')\n\n[^1]: [d](e)\n").links] == ["c", "e"]


def test_footnotes_are_never_resolved() -> None:
    body = "a[^1] [b](#fn:1) ![c](d)\n\n[^1]: e"
    html = render(body, {"#fn:1": "/f", "d": None}).html
    assert '<a href="#fn:1" id="fnref:1" role="doc-noteref">1</a></sup> <a href="/f">b</a> c' in html


def test_the_text_of_an_image_that_is_taken_out_counts() -> None:
    rendered = render("![un deux](a) trois", {"a": None})
    assert (rendered.html, rendered.excerpt, rendered.word_count) == ("<p>un deux trois</p>", "un deux trois", 3)


SLUGS = [
    ("Été à l’œuvre", "été-à-lœuvre"),
    ("1. Ceebios — Faciliter", "1-ceebios--faciliter"),
    ("Pourquoi ?", "pourquoi-"),
    ("Deux  espaces", "deux--espaces"),
    ("snake_case `code` *fort*", "snake_case-code-fort"),
    ("C++ & C#", "c--c"),
    ("🌎 Terre", "-terre"),
    ("❤️ Cœur", "-cœur"),
    ("🎉", "section"),
    ("❤️", "section"),
    ("1️⃣", "1"),
    ("!?", "section"),
    ("CO₂ et m²", "co-et-m"),
    ("日本語 Русский हिन्दी", "日本語-русский-हिन्दी"),
    ("[lien](a) ![image](b)", "lien-"),
    ("a[^1]\n\n[^1]: note", "a"),
    ("A&amp;B &lt;C&gt;", "ab-c"),
    ("e\u0301te\u0301", "été"),
    ("No\u00a0break", "nobreak"),
]


@pytest.mark.parametrize(("title", "slug"), SLUGS)
def test_heading_ids_are_the_slugs_of_github(title: str, slug: str) -> None:
    assert ids_of(f"## {title}") == [slug]


def test_heading_ids_are_unique() -> None:
    body = "# A\n# A\n# A-1\n# A\n# 🎉\n# 🌎\n# Section\n#\n"
    assert ids_of(body) == ["a", "a-1", "a-1-1", "a-2", "section", "section-1", "section-2", "section-3"]


def test_a_heading_never_takes_the_id_of_a_footnote() -> None:
    assert ids_of("# fn:1\n\na[^1]\n\n[^1]: b") == ["fn1"]


def test_the_table_of_contents_is_flat_plain_and_in_order() -> None:
    body = (
        "# *Un* & `<b>`\n### Deux\nlignes\n\nTrois\nlignes\n===\n## ![Logo](a.png)\n## [Q](b)[^1] <i>?</i>\n\n[^1]: c"
    )
    rendered = render(body, {})
    assert rendered.toc == (
        Heading("un--b", 1, "Un & <b>"),
        Heading("deux", 3, "Deux"),
        Heading("trois-lignes", 1, "Trois lignes"),
        Heading("section", 2, "Logo"),
        Heading("q-", 2, "Q ?"),
    )
    assert all(f'<h{level} id="{identity}">' in rendered.html for identity, level, _ in rendered.toc)


def test_plain_text() -> None:
    body = """# Titre

Un *paragraphe* sur
deux   lignes[^1] &amp; l’eau\u00a0: ![image](a.png) fin\\
ligne.

> Citation
> - a
> - [b](c)

1. un

2. deux

| x | y |
|---|---|
| 1 | 2 |

```
  code  <b>

x
```

---

Fin. <!-- caché -->

[^1]: Note.
"""
    assert plain_text(html_of(body)) == (
        "Titre\n\nUn paragraphe sur deux lignes & l’eau\u00a0: fin\nligne.\n\nCitation\n\na\nb\n\nun\n\ndeux\n\n"
        "x y\n1 2\n\n  code  <b>\n\nx\n\nFin.\n\nNote."
    )


@pytest.mark.parametrize(
    ("body", "excerpt"),
    [
        ("La *saison 8* commence\navec [Ceebios](a).\n\nSuite.", "La saison 8 commence avec Ceebios."),
        (
            "# Titre\n\n![image](a.png)\n\n> Citation.\n>\n> - x\n\n- liste\n\n  suite\n\n```\ncode\n```\n\nEnfin.",
            "Enfin.",
        ),
        ("> Citation.", ""),
        ("# Titre", ""),
        ("a[^1]\n\n[^1]: b", "a"),
        ("- a[^1]\n\n[^1]: b", ""),
        ("<b>\n\nAprès &lt;b&gt;.", "Après <b>."),
        ("mot " * 60, "mot " * 49 + "mot…"),
        ("Oui, " * 50, ("Oui, " * 39) + "Oui…"),
        ("é" * 300, "é" * 199 + "…"),
    ],
)
def test_the_excerpt_is_the_first_paragraph(body: str, excerpt: str) -> None:
    found = render(body, {}).excerpt
    assert found == excerpt
    assert len(found) <= 200


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("La saison 8 commence avec Ceebios.", 6),
        ("## Contexte\n\nChercher dans la littérature biologique des idées pour l’ingénierie.", 11),
        ("L'eau — peut-être à 3,5 € ?", 5),
        ("aujourd’hui", 2),
        ("![un deux](a.png) www.a.fr", 1),
        ("", 0),
    ],
)
def test_words_are_what_stands_between_spaces_and_apostrophes(body: str, count: int) -> None:
    assert render(body, {}).word_count == count


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (1000, 5)])
def test_reading_time_is_in_whole_minutes(words: int, minutes: int) -> None:
    assert render("mot " * words, {}).reading_time == minutes


def test_scan_finds_distinct_links_in_order() -> None:
    links = scan("[a](x) ![b](x) [c](y) [d](x) [e]() [f](javascript:g) <http://z.fr> [g](//h) [i](#j) [k](?l)").links
    assert [(link.url, link.image) for link in links] == [("x", False), ("x", True), ("y", False)]


@pytest.mark.parametrize(
    ("body", "raw_html", "unsafe", "deep"),
    [
        ("Un *texte*.", False, False, False),
        ("<b>a</b>", True, False, False),
        ("a <!-- b --> `<c>`", False, False, False),
        ("<!-- a -->\n\n<b>c</b>", True, False, False),
        ("`<!-- raw HTML omitted -->`", False, False, False),
        ("[a](javascript:b)", False, True, False),
        ("[a]()", False, False, False),
        ("[a](ftp://b.fr)", False, True, False),
        ("ftp://b.fr", False, False, False),
        (">" * 64 + " a", False, False, False),
        (">" * 65 + " a", False, False, True),
        ("- " * 65 + "a", False, False, True),
        ("**a " * 64 + "**a" + "**" * 65, False, False, True),
        ("- a\n" * 200, False, False, False),
    ],
)
def test_scan_says_what_else_to_look_at(body: str, raw_html: bool, unsafe: bool, deep: bool) -> None:  # noqa: FBT001 - a table
    scanned = scan(body)
    assert (scanned.raw_html, scanned.unsafe, scanned.deep) == (raw_html, unsafe, deep)
