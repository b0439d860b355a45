"""Mailboxes, invitations and secrets of the old site are in no entry and in no report, wherever they stood."""

from __future__ import annotations

import pytest
from tests.importing.small import NEW, OLD, PEOPLE, Site, body_of, files_of, made_of, mapping, outcomes, post

from cms.report import import_json, import_lines, import_table

MAILBOX = "zoe.oeil@gmail.com"
INVITATION = "https://join.slack.com/t/les-lilas/shared_invite/zt-1a2b3c4d-AbCdEfGh"
ROWS = (
    f"zoe:\n  name: Zoé Œil\n  mail: {MAILBOX}\nbob:\n  name: Bob\n  mails:\n    - bob@example.org\n    - {MAILBOX}\n"
)
LOOK = mapping("tables: {gens: 'gens.yml'}\n", authors="{from: author, look: gens, entry: people}")


def shown(site: Site, files: dict[str, str | bytes], text: str) -> tuple[str, list[str]]:
    """All that an import writes and reports, but for the export itself; and the places that are called private."""
    root, done = made_of(site, files, text)
    written = [f"{path}\n{data.decode()}" for path, data in files_of(root).items() if path.startswith("content/")]
    reports = []
    for lang in ("fr", "en"):
        reports += [import_json(done.files, done.outcomes, lang)]
        reports += import_table(done.files, done.outcomes, lang, written=True)
        reports += import_lines(done.files, done.outcomes, lang, 80, written=True)
    places = [f"{each.path}:{each.line} {each.field}" for each in outcomes(done, "private")]
    return "\n".join([*written, *reports, *map(str, done.report.diagnostics)]), sorted(set(places))


@pytest.mark.parametrize("secret", [MAILBOX, INVITATION])
@pytest.mark.parametrize(
    ("text", "values", "place"),
    [
        (mapping(), {"picture": "{}"}, f"{OLD}:4 picture"),
        (mapping(), {"contact": "{}"}, f"{OLD}:4 contact"),
        (mapping(summary="{text: 'Écrire à {contact}'}"), {"contact": "{}"}, f"{OLD}:4 contact"),
        (mapping(), {"slug": "{}"}, f"{OLD}:4 slug"),
        (mapping(), {"author": "{{mail: '{}'}}"}, f"{OLD}:3 author.mail"),
        (mapping(), {"keywords": "[a, '{}']"}, f"{OLD}:4 keywords.2"),
        (mapping(), {"keywords": "{{a: '{}'}}"}, f"{OLD}:4 keywords.a"),
        (mapping(team="{from: team, fields: {person: name}}"), {"team": "[{{name: '{}'}}]"}, f"{OLD}:4 team.1.name"),
        (mapping(summary="{from: texte, max: 20}"), {"texte": "Pour en parler, écrire à {}"}, f"{OLD}:4 texte"),
    ],
)
def test_in_the_data(site: Site, text: str, values: dict[str, str], place: str, secret: str) -> None:
    found = {name: value.format(secret) for name, value in values.items()}
    everything, private = shown(site, {OLD: post(**found)}, text)
    assert secret not in everything
    assert "zoe-oeil-gmail" not in everything
    assert private == [place]
    assert "title: Le bilan" in everything


@pytest.mark.parametrize(
    "people", [PEOPLE, PEOPLE.replace("name: name", "name: mail"), PEOPLE.replace("{name}", "{mail}")]
)
def test_in_the_row_of_a_table(site: Site, people: str) -> None:
    text = LOOK.replace(PEOPLE, people)
    everything, private = shown(site, {OLD: post(author="zoe"), "gens.yml": ROWS}, text)
    assert MAILBOX not in everything
    assert "gmail" not in everything
    assert private == ["gens.yml:3 zoe.mail", "gens.yml:8 bob.mails.2"]


def test_in_a_body(site: Site) -> None:
    body = (
        f"Écrire à {MAILBOX}, [à Zoé](mailto:{MAILBOX}) ou <{MAILBOX}>.\n\n"
        f"[Nous rejoindre]({INVITATION}) ou {INVITATION}.\n\n[{MAILBOX}](mailto:{MAILBOX})\n"
    )
    everything, private = shown(site, {OLD: post(body)}, mapping())
    assert MAILBOX not in everything
    assert "shared_invite" not in everything
    assert private == [f"{OLD}:{line} body" for line in (10, 6, 8)]


def test_in_the_data_and_the_body_at_once(site: Site) -> None:
    files: dict[str, str | bytes] = {OLD: post(f"Écrire à {MAILBOX}.\n", contact=MAILBOX, again=f"[{MAILBOX}]")}
    everything, private = shown(site, files, mapping(summary="again", tags="contact"))
    assert MAILBOX not in everything
    assert private == [f"{OLD}:4 contact", f"{OLD}:5 again.1", f"{OLD}:8 body"]


def test_in_a_comment(site: Site) -> None:
    everything, _ = shown(site, {OLD: post().replace("title:", f"# de {MAILBOX}\n\ntitle:")}, mapping())
    assert MAILBOX not in everything
    assert "title: Le bilan" in everything


def test_a_word_stands_where_something_was(site: Site) -> None:
    body = f"Écrire à {MAILBOX}, [à Zoé](mailto:{MAILBOX}) ou [{MAILBOX}](mailto:{MAILBOX}).\n\nEt {INVITATION} !\n"
    found = body_of(site, body)
    assert found == "Écrire à (adresse retirée), à Zoé ou (adresse retirée).\n\nEt (invitation retirée) !\n"


def test_a_name_that_is_private_names_nothing(site: Site) -> None:
    root, done = made_of(site, {OLD: post(author=MAILBOX)}, mapping())
    assert sorted(path.name for path in (root / "content/people").iterdir()) == ["ada.yml", "bob.yml"]
    assert [(file.path, file.missing) for file in done.files] == [(NEW, ("authors",))]


def test_a_row_that_is_a_text_is_a_name(site: Site) -> None:
    root, _ = made_of(site, {OLD: post(author="zoe"), "gens.yml": "zoe: Zoé Œil\nbob:\n"}, LOOK)
    assert (root / "content/people/zoe-oeil.yml").read_text(encoding="utf-8") == "name: Zoé Œil\nstatus: Published\n"


@pytest.mark.parametrize("name", [MAILBOX, INVITATION])
def test_as_the_name_of_a_field(site: Site, name: str) -> None:
    rows = f"{name}: {{nom: Zoé}}\nbob: {{name: Bob, '{name}': {{nom: Zoé}}}}\n"
    files: dict[str, str | bytes] = {
        OLD: post(
            author="bob", team=f"{{'{name}': {{nom: Zoé}}}}", contacts=f"[{{'{name}': 1}}]", by="{mail@lilas.fr: 1}"
        ),
        "gens.yml": rows,
    }
    everything, _ = shown(site, files, LOOK)
    assert name not in everything
    for field in ("team.•••.nom", "contacts.1.•••", "•••", "by.mail@lilas.fr"):
        assert f'"field": "{field}"' in everything
    assert "name: Bob" in everything
