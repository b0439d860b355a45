"""Bodies of the old site as plain Markdown: what is changed, what is taken out, and what nobody touches."""

from __future__ import annotations

import pytest
from tests.importing.small import NEW, OLD, OTHER, PNG, Site, body_of, made_of, mapping, post

CODE = "```mdx\nimport A from 'a'\n\n:::note\n\n# Titre\n\n<b>x</b> ![x](y.png) [x](/vieux/autre) ** gras **\n```\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("Un mot **gras **et la suite\n", "Un mot **gras** et la suite\n", id="asterisks"),
        pytest.param("- [Un](#le-debut)\n\n## Le début\n", "- [Un](#le-début)\n\n## Le début\n", id="contents"),
        pytest.param("[ un lien ](https://a.fr)\n", "[un lien](https://a.fr)\n", id="spaces in a link"),
        pytest.param("import A from 'a'\nimport {b} from \"b\"\n\nTexte\n", "Texte\n", id="MDX imports"),
        pytest.param("export const a = {\n  b: 1,\n}\n\nTexte\n", "Texte\n", id="MDX exports"),
        pytest.param("On importe : import de fruits.\n", "On importe : import de fruits.\n", id="prose"),
        pytest.param(":::tip\n\nUn\n\n- deux\n:::\n\nFin\n", "> Un\n>\n> - deux\n\nFin\n", id="admonition"),
        pytest.param(":::tip[Le *titre*]\nUn\n:::\nFin\n", "> Le *titre*\n>\n> Un\n\nFin\n", id="its title"),
        pytest.param(":::note Titre {.c}\nUn\n:::\n", "> **Titre**\n>\n> Un\n", id="its attributes"),
        pytest.param(":::tip\n```\n:::\n```\n:::\n", "> ```\n> :::\n> ```\n", id="code in it"),
        pytest.param("Un\n:::\n::\n", "Un\n:::\n::\n", id="no admonition"),
        pytest.param(
            "export const a = {\n\n  b: [1,\n\n 2],\n}\n\nTexte\n", "Texte\n", id="MDX exports with empty lines"
        ),
        pytest.param("::: autre chose :::\nUn\n", "::: autre chose :::\nUn\n", id="colons on both sides"),
        pytest.param("# Le bilan\n\nTexte\n", "Texte\n", id="title"),
        pytest.param("# Notre bilan 2026\n\nTexte\n", "Texte\n", id="much the same title"),
        pytest.param("# Introduction\n\nTexte\n", "# Introduction\n\nTexte\n", id="another title"),
        pytest.param("Texte\n\n<i>un</i> <strong>deux</strong>\n", "Texte\n\n*un* **deux**\n", id="HTML"),
        pytest.param('<a href="https://a.fr" target="_blank">Un</a>\n', "[Un](https://a.fr)\n", id="HTML link"),
        pytest.param(
            '<iframe src="https://www.youtube.com/embed/aB-1?start=9" allowFullScreen></iframe>\n',
            "[youtube.com](https://www.youtube.com/watch?v=aB-1&t=9s)\n",
            id="video",
        ),
        pytest.param("Un<br/>\ndeux\n", "Un\\\ndeux\n", id="line break"),
        pytest.param('<a\n href="https://a.fr">Un\ndeux</a>\n', "[Un\ndeux](https://a.fr)\n", id="HTML link of lines"),
        pytest.param("<h3 class='x'>Un\ntitre</h3>\n", "### Un titre\n", id="HTML heading"),
        pytest.param("Un<br /><br />\ndeux\n\n<br><br>\n", "Un\\\ndeux\n", id="line breaks"),
        pytest.param("<b>un <i>deux</i></b> <a>trois\n", "**un *deux*** <a>trois\n", id="an element without an end"),
        pytest.param(
            '<figure><img src="https://a.fr/a.png" alt="Une\nmare"><figcaption>Mare</figcaption></figure>\n',
            "![Une\nmare](https://a.fr/a.png) *Mare*\n",
            id="figure",
        ),
        pytest.param(CODE, CODE, id="code"),
        pytest.param("Avec `<b>x</b>` et `](y.png)`\n", "Avec `<b>x</b>` et `](y.png)`\n", id="code in a line"),
    ],
)
def test_what_becomes_of_a_body(site: Site, old: str, new: str) -> None:
    found = body_of(site, old)
    assert found.replace("  \n", "\\\n") == new


def test_each_change_is_told_at_its_line(site: Site) -> None:
    body = "# Le bilan\n\nimport A from 'a'\n\n:::tip\nUn\n:::\n\n<i>deux</i>\n\nÀ compléter bientôt\n\nTrois\n"
    text = mapping(rule="body: {drop: ['^À compléter']}")
    _, done = made_of(site, {OLD: post(body)}, text)
    told = [(each.line, each.fate, each.reason, each.value) for each in done.outcomes if each.field == "body"]
    assert told == [
        (6, "left-out", "title", "# Le bilan"),
        (8, "left-out", "mdx", "import A from 'a'"),
        (10, "changed", "admonition", ":::tip"),
        (14, "changed", "html", "<i>deux</i>"),
        (16, "left-out", "placeholder", "À compléter bientôt"),
    ]


def test_lines_are_those_of_the_source_even_if_it_was_mended(site: Site) -> None:
    body = "Avant\n\n[un\n lien](https://a.fr)\n\n** gras **\n\n<i>deux</i>\n\n![x](perdue.png)\n"
    _, done = made_of(site, {OLD: post(body, author="\n  name: Zoé\n  name: Zoé")})
    lines = post(body, author="\n  name: Zoé\n  name: Zoé").splitlines()
    for each in done.outcomes:
        if each.reason in {"html", "missing"}:
            assert str(each.value) in lines[each.line - 1]


def test_a_body_that_says_so_hides_its_entry(site: Site) -> None:
    text = mapping(rule="body: {hide: ['pas encore renseigné'], drop: ['^Modèle']}")
    body = "> Le détail n’est pas encore\n> renseigné.\n\nModèle de page\n\nReste\n"
    root, done = made_of(site, {OLD: post(body)}, text)
    found = (root / NEW).read_text(encoding="utf-8")
    assert "status: Draft\n" in found
    assert found.endswith("---\n\nReste\n")
    assert [each.target for each in done.outcomes if each.reason == "hidden"] == [NEW]


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/vieux/autre", "2026-03-05-une-suite.md"),
        ("/vieux/autre/", "2026-03-05-une-suite.md"),
        ("/vieux/autre#fin", "2026-03-05-une-suite.md#fin"),
        ("/vieux/autre?x=1#fin", "2026-03-05-une-suite.md#fin"),
        ("./2026%2D03-05-autre.md", "2026-03-05-une-suite.md"),
        ("./2026-03-05-autre.md", "2026-03-05-une-suite.md"),
        ("2026-03-05-autre.md#fin", "2026-03-05-une-suite.md#fin"),
        ("https://lilas.example/vieux/autre", "2026-03-05-une-suite.md"),
        ("https://lilas.example/contact", "https://lilas.example/contact"),
        ("/contact", "https://lilas.example/contact"),
        ("https://ailleurs.example/vieux/autre", "https://ailleurs.example/vieux/autre"),
        ("mailto:contact@lilas.example", "mailto:contact@lilas.example"),
        ("#début", "#début"),
    ],
)
def test_where_a_link_leads(site: Site, address: str, leads: str) -> None:
    text = mapping("base: https://lilas.example\n")
    files: dict[str, str | bytes] = {OTHER: post("## Fin\n", title="Une suite")}
    body = '## Début\n\nVoir [**la** suite]({} "Titre"), [un](https://un.fr).\n'
    assert body_of(site, body.format(address), text, files) == body.format(leads)


def test_an_image_in_a_link(site: Site) -> None:
    body = "[![Une mare](mare.png)](/vieux/autre)\n"
    files: dict[str, str | bytes] = {OTHER: post(title="Une suite"), "posts/mare.png": PNG}
    found = body_of(site, body, "", files)
    assert found.startswith("[![Une mare](/media/mare-")
    assert found.endswith(".png)](2026-03-05-une-suite.md)\n")


def test_a_link_to_nothing_is_its_text(site: Site) -> None:
    body = "Voir [le plan](./plan.md), ![perdue](x.png)merci.\n\n![x](y.png)\n"
    assert body_of(site, body) == "Voir le plan, merci.\n"


def test_links_over_several_lines(site: Site) -> None:
    body = "> Voir [la\n> suite](/vieux/autre) et [le\n> plan](\n./plan.md).\n"
    files: dict[str, str | bytes] = {OTHER: post(title="Une suite")}
    assert body_of(site, body, "", files) == ("> Voir [la\n> suite](2026-03-05-une-suite.md) et le\n> plan\n.\n")


def test_a_definition_of_a_link(site: Site) -> None:
    body = (
        "Voir [la suite][un], [le plan][Deux], ![perdue][deux]![une mare][trois] et `[x][deux]`.\n\n"
        "[un]: /vieux/autre 'Titre'\n[deux]: ./plan.md\n[trois]: mare.png\n\n```\n[deux]: ./plan.md\n```\n"
    )
    files: dict[str, str | bytes] = {OTHER: post(title="Une suite"), "posts/mare.png": PNG}
    found = body_of(site, body, "", files)
    assert found.startswith("Voir [la suite][un], le plan, ![une mare][trois] et `[x][deux]`.")
    assert "[un]: 2026-03-05-une-suite.md 'Titre'\n[trois]: /media/mare-" in found
    assert "```\n[deux]: ./plan.md\n```\n" in found


def test_a_nul_is_taken_out_and_told(site: Site) -> None:
    root, done = made_of(site, {OLD: post("Un\n\nDe\0ux\n")})
    assert (root / NEW).read_text(encoding="utf-8").endswith("---\n\nUn\n\nDeux\n")
    assert [(each.line, each.values) for each in done.outcomes if each.reason == "mended"] == [
        (8, {"rule": "parse/character"})
    ]
    assert done.report.diagnostics == ()
