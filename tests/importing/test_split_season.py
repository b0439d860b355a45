"""A post that presents a season, in the old format and with all its defects: nothing of it is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cms.build import check
from cms.build.importing import Imported
from cms.report import import_json

Import = Callable[..., Imported]
Tree = Callable[[], dict[str, str]]

CASE = Path(__file__).parents[1] / "cases/import/lancement-saison-3.md"
POST = "content/posts/2021-03-09-la-saison-3-des-lilas-commence.md"

FACTS = """
La Saison 3 des Lilas commence|2021-03-09|https://images.example.org/lilas/saison-3.png
This is placeholder text that our web designers put here|Saisons|SinglePost|test meta description
Noémie Québec|Loïc d’Œuvre|https://github.com/noemie-q|https://avatars.example.org/noemie.png?s=460&v=4
https://images.example.org/lilas/entree.png|Depuis 3 ans|https://lilas.example.org/|plus de 300 personnes|Évry|Nîmes
troisième saison|cinq projets|https://lilas.example.org/venir|https://video.example.org/ouverture|📺|💪|🌎
Nichoirs|Compter les mésanges sans les déranger|https://images.example.org/lilas/nichoirs.png|combien d’œufs
Vision par ordinateur|Électronique|Statistiques|Plumes|https://plumes.example.org/|Muséum de Nîmes
Mare|Prévoir l’assèchement des mares|https://images.example.org/lilas/mare.png|Séries temporelles
Cartographie (web et papier)|Mairie d’Évry|https://evry.example.org/|lesquelles vont manquer d’eau
Boussole|Orienter les familles vers les aides|https://images.example.org/lilas/boussole.png|https://boussole.example.org/
Elle ne garde rien|Développement web (back et front end)|Accessibilité
Abeilles|Écouter les ruches|https://images.example.org/lilas/abeilles.png|Analyse du son|quand elle va mal
Vigie|Voir les crues venir|https://images.example.org/lilas/vigie.png|Rasberry Pi et Edge ML|Prévision|sur l’Orge
https://video.example.org/vigie|Une question ?|rue des Œillets
"""


def garbled(text: str) -> bytes:
    """The text as it came: UTF-8 that somebody read as Mac Roman."""
    return text.encode().decode("mac_roman").encode()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "lancement.md"
    path.write_bytes(garbled(CASE.read_text(encoding="utf-8")))
    return path


def test_every_fact_is_in_the_result_or_in_the_report(source: Path, importing: Import, tree: Tree) -> None:
    done = importing("netlify", source, "season")
    found = "\n".join(tree().values()) + import_json(done.files, done.outcomes, "fr")
    folded = re.sub(r"\s+", " ", found.replace("\\n", " "))
    facts = [fact for line in FACTS.strip().splitlines() for fact in line.split("|")]
    assert [fact for fact in facts if fact not in folded] == []


def test_what_is_private_is_in_neither(source: Path, importing: Import, tree: Tree) -> None:
    done = importing("netlify", source, "season")
    found = "\n".join(tree().values()) + import_json(done.files, done.outcomes, "fr")
    for secret in ("shared_invite", "accept-shared-channel", "gmail"):
        assert secret not in found
    lines = [outcome.line for outcome in done.outcomes if outcome.reason == "private"]
    text = CASE.read_text(encoding="utf-8").splitlines()
    assert sorted(lines) == [
        number for number, line in enumerate(text, 1) for _ in range(line.count("slack.com") + line.count("](mailto:"))
    ]


def test_the_season_its_projects_and_who_carries_them(source: Path, importing: Import, tree: Tree) -> None:
    importing("netlify", source, "season")
    files = tree()
    assert sorted(files) == [
        "content/organisations/abeilles.yml",
        "content/organisations/boussole.yml",
        "content/organisations/mairie-d-evry.yml",
        "content/organisations/museum-de-nimes.yml",
        "content/organisations/plumes.yml",
        "content/organisations/vigie.yml",
        "content/people/loic-d-oeuvre.yml",
        "content/people/noemie-quebec.yml",
        POST,
        "content/projects/abeilles.md",
        "content/projects/boussole.md",
        "content/projects/mare.md",
        "content/projects/nichoirs.md",
        "content/projects/vigie.md",
        "content/seasons/saison-1.yml",
        "content/seasons/saison-3.yml",
    ]
    assert files["content/projects/abeilles.md"] == (
        "---\ntitle: Abeilles\nlang: fr\nseasons:\n  - saison-3\n  - saison-1\nstate: done\nstatus: Published\n"
        "summary: Écouter les ruches\ncover:\n  src: https://images.example.org/lilas/abeilles.png\n"
        "  alt: Illustration du projet Abeilles\npartners:\n  - abeilles\nskills:\n  - Analyse du son\n---\n\n"
        "Un projet de la saison 1, qui revient : le bourdonnement d’une ruche change quand elle va mal.\n"
    )
    assert "  - saison-1\n" in files["content/projects/vigie.md"]
    assert "saison-1" not in files["content/projects/mare.md"]
    assert "  - plumes\n  - museum-de-nimes\n" in files["content/projects/nichoirs.md"]
    assert "website" not in files["content/organisations/boussole.yml"], "it is that of another"
    assert files["content/organisations/plumes.yml"].endswith("website: https://plumes.example.org/\n")
    assert f"launchPost: '{Path(POST).stem}'" in files["content/seasons/saison-3.yml"]


def test_the_post_leads_to_its_projects(source: Path, importing: Import, tree: Tree) -> None:
    importing("netlify", source, "season")
    post = tree()[POST]
    assert "authors:\n  - noemie-quebec\n  - loic-d-oeuvre\n" in post
    assert "seasons:\n  - saison-3\n" in post
    assert "- [3. Boussole](../projects/boussole.md)\n" in post
    assert "## 3. Boussole" not in post
    assert "**troisième saison** avec" in post


def test_what_is_missing_makes_a_draft_that_says_so(
    source: Path, association: Path, importing: Import, tree: Tree
) -> None:
    done = importing("netlify", source, "season")
    lacking = {file.path: file.missing for file in done.files if file.missing}
    assert lacking == {POST: ("summary",), "content/seasons/saison-1.yml": ("startDate",)}
    assert "status: Draft\n" in tree()[POST]
    assert check(str(association)).errors == 0


def test_without_the_split_it_is_one_post(source: Path, importing: Import, tree: Tree) -> None:
    importing("netlify", source)
    files = tree()
    assert sorted(files) == ["content/people/loic-d-oeuvre.yml", "content/people/noemie-quebec.yml", POST]
    assert "](#3-boussole-orienter-les-familles-vers-les-aides)" in files[POST]
    assert "## 3. Boussole" in files[POST]


def test_a_place_is_one_of_the_source_as_it_came(source: Path, importing: Import) -> None:
    done = importing("netlify", source, "season", write=False)
    text = CASE.read_text(encoding="utf-8").splitlines()
    for outcome in done.outcomes:
        if outcome.fate == "mapped" and outcome.line and isinstance(outcome.value, str):
            near = " ".join(line.strip() for line in text[outcome.line - 1 : outcome.line + 2])
            # A word that a link has cut in two is mended before it is looked at.
            assert outcome.value.split(" et ")[0][:20] in near.replace("[B](https://plumes.example.org/)", "B"), outcome


def test_the_report_as_json_can_be_read(source: Path, importing: Import) -> None:
    done = importing("netlify", source, "season", write=False)
    value = json.loads(import_json(done.files, done.outcomes, "fr"))
    assert value["counts"].keys() == {"changed", "left-out", "made", "mapped"}
    assert all(outcome["message"] for outcome in value["outcomes"])
