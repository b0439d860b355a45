"""What `cms import` says of an import as a whole, so that nothing goes unsaid: at a terminal of any width, too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.conftest import write_files
from tests.importing.small import (
    NEW,
    OLD,
    OTHER,
    PNG,
    SCHEMA,
    Files,
    Site,
    cms,
    export,
    made_of,
    mapping,
    outcomes,
    post,
)

from cms.report import import_json, import_lines, import_table
from cms.report.columns import width_of

WARNS = post("![](mare.png)\n\n<video></video> et ![](mare.png)\n\nUn [lien de plus](http://a.fr/).\n")


def run(site: Site, files: Files, *flags: str, text: str = "", lang: str = "en") -> tuple[Path, str]:
    """Import at the command line, and what that prints."""
    root = site({"imports/essai.yml": text or mapping(), "schemas/post.schema.json": SCHEMA})
    done = cms(root, "import", "essai", str(export(root, files)), "--lang", lang, *flags)
    assert done.stderr == ""
    return root, done.stdout


# --- Files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flags", "lang", "counted", "named"),
    [
        (["--force"], "en", "posts: 6 replaced\n", "  replaced, differed:\n"),
        (["--force", "--dry-run"], "en", "posts: 6 to replace\n", "  to replace, differs:\n"),
        (["--force"], "fr", "posts : 6 remplacés\n", "  remplacé, était différent :\n"),
        (["--force", "--dry-run"], "fr", "posts : 6 à remplacer\n", "  à remplacer, différent :\n"),
    ],
)
def test_files_that_are_replaced_are_named(site: Site, flags: list[str], lang: str, counted: str, named: str) -> None:
    files: Files = {f"posts/2026-03-0{day}-a.md": post(title=f"Bilan {day}") for day in range(1, 7)}
    root, _ = run(site, files)
    for path in (root / "content/posts").glob("2026-03-*"):
        path.write_text(path.read_text(encoding="utf-8").replace("Un texte", "Mon texte"), encoding="utf-8")
    source = str(root.parent / "l’export de l’été")
    said = cms(root, "import", "essai", source, "--lang", lang, "--report", "rapport.md", *flags).stdout
    assert counted in said.replace("\N{NO-BREAK SPACE}", " ")
    paths = "".join(f"    content/posts/2026-03-0{day}-bilan-{day}.md\n" for day in range(1, 5))
    others = "    and 2 others\n" if lang == "en" else "    et 2 autres\n"
    assert f"{named}{paths}{others}" in said.replace("\N{NO-BREAK SPACE}", " ")
    table = (root / "rapport.md").read_text(encoding="utf-8")
    assert table.count(named.strip(" :\n")) == 6
    assert "- `content/posts/2026-03-06-bilan-6.md`" in table


@pytest.mark.parametrize("flags", [[], ["--dry-run"]])
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "nothing to import: no file of the source fits a `path` of the mapping (3 files looked at)"),
        (
            "fr",
            "rien à importer : aucun fichier de la source ne suit un `path` de la correspondance (3 fichiers regardés)",
        ),
    ],
)
def test_nothing_fits(site: Site, lang: str, said: str, flags: list[str]) -> None:
    root = site({"imports/essai.yml": mapping("ignore: ['posts/2026*']\n")})
    source = str(export(root, {OLD: post(), "autre.md": post(), "mare.png": PNG}))
    done = cms(root, "import", "essai", source, "--lang", lang, "--report", "rapport.md", *flags)
    assert (done.returncode, done.stderr) == (1, "")
    assert " ".join(done.stdout.split()).startswith(said)
    assert f"- {said}\n" in (root / "rapport.md").read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")


def test_what_fits_and_gives_nothing_is_another_matter(site: Site) -> None:
    root = site({"imports/essai.yml": mapping()})
    done = cms(root, "import", "essai", str(export(root, {OLD: "---\ntitle: [\n---\n"})), "--lang", "en")
    assert done.returncode == 1
    assert done.stdout.startswith("nothing to import\n")


# --- What a check has to say -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("flags", [[], ["--dry-run"]])
@pytest.mark.parametrize(
    ("lang", "said"), [("en", "`cms check` has more to say: "), ("fr", "`cms check` a encore à dire : ")]
)
def test_warnings_are_counted_by_rule(site: Site, lang: str, said: str, flags: list[str]) -> None:
    rules = "2 lint/image-alt, 1 lint/raw-html, 1 lint/insecure-link"
    files: Files = {OLD: WARNS, "posts/mare.png": PNG}
    root, printed = run(site, files, "--report", "rapport.md", *flags, lang=lang)
    assert f"{said}{rules}" in " ".join(printed.replace("\N{NO-BREAK SPACE}", " ").split())
    table = (root / "rapport.md").read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert f"- {said}{rules}\n" in table


def test_warnings_are_in_the_json(site: Site) -> None:
    _, printed = run(site, {OLD: WARNS, "posts/mare.png": PNG}, "--format", "json")
    warnings = json.loads(printed)["warnings"]
    assert list(warnings.items()) == [
        ("lint/image-alt", 2),
        ("lint/raw-html", 1),
        ("lint/insecure-link", 1),
    ]


def test_five_rules_are_told_at_most(site: Site) -> None:
    text = WARNS + "\n## Titre\n\n[](https://a.fr)\n\nTODO\n\n## Titre\n\n[ici](https://b.fr)\n"
    _, printed = run(site, {OLD: text, "posts/mare.png": PNG})
    line = next(line for line in " ".join(printed.split()).split("`cms ") if line.startswith("check` has more"))
    assert line.count("lint/") == 5
    assert ", … All of it" in line


def test_what_others_lack_is_not_told(site: Site) -> None:
    root = site({"imports/essai.yml": mapping(), "content/posts/2026-01-01-a.md": WARNS})
    done = cms(root, "import", "essai", str(export(root, {OLD: post()})), "--lang", "en")
    assert "cms check" not in done.stdout


# --- Conflicts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "another source says something else, and goes first: content/people/zoe-oeil.yml"),
        ("fr", "une autre source dit autre chose, et a la priorité : content/people/zoe-oeil.yml"),
    ],
)
def test_a_conflict_names_the_entry_that_has_the_word(site: Site, lang: str, said: str) -> None:
    people = "entries:\n  people:\n    id: ['{name}']\n    fields: {name: name, friend: by.mate}\n"
    files: Files = {OLD: post(mate="ada"), OTHER: post(mate="bob", title="Autre")}
    root, done = made_of(site, files, mapping(people=people))
    assert "friend: ada\n" in (root / "content/people/zoe-oeil.yml").read_text(encoding="utf-8")
    found = outcomes(done, "conflict")
    assert [(each.path, each.value, each.values["entries"]) for each in found] == [
        (OTHER, "bob", ["content/people/zoe-oeil.yml"])
    ]
    table = "\n".join(import_table(done.files, done.outcomes, lang, written=True))
    assert f"{said} | bob |" in table.replace("\N{NO-BREAK SPACE}", " ")
    assert said in import_json(done.files, done.outcomes, lang).replace("\N{NO-BREAK SPACE}", " ")
    lines = " ".join(" ".join(import_lines(done.files, done.outcomes, lang, 80, written=True)).split())
    assert said in lines.replace("\N{NO-BREAK SPACE}", " ")


def test_conflicts_in_many_entries_are_one_row(site: Site) -> None:
    people = "entries:\n  people:\n    id: ['{name}']\n    fields: {name: name, friend: by.mate}\n"
    files: Files = {
        f"posts/2026-03-0{day}-{name}.md": post(title=f"{name} {day}", author=name, mate=mate)
        for day, mate in ((1, "ada"), (2, "bob"))
        for name in ("Zoé", "Léa")
    }
    _, done = made_of(site, files, mapping(people=people))
    lines = list(import_lines(done.files, done.outcomes, "en", 100, written=True))
    assert [line for line in lines if "goes first" in line] == [
        "  2  mate    left out  another source says something else, and goes first: bob"
    ]


# --- Width -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("width", [40, 59])
def test_a_narrow_terminal_has_the_reason_on_a_line_of_its_own(site: Site, width: int, lang: str) -> None:
    files: Files = {
        OLD: post("Un texte <b>gras</b> ici.\n", layout="page", introduction_de_la_page="longue"),
        OTHER: post(),
    }
    _, done = made_of(site, files)
    lines = list(import_lines(done.files, done.outcomes, lang, width, written=True))
    assert max(width_of(line) for line in lines if "content/" not in line) <= width
    at = next(number for number, line in enumerate(lines) if "  introduction_de_la_page  " in line)
    assert lines[at + 1].startswith("     ")
    assert len(lines[at + 1].split()) > 2
    assert len(lines) < 40


def test_a_wide_terminal_has_columns(site: Site) -> None:
    _, done = made_of(site, {OLD: post(layout="page")})
    lines = list(import_lines(done.files, done.outcomes, "en", 60, written=True))
    assert "  1  layout  left out  no field for it: page" in lines


# --- Media -----------------------------------------------------------------------------------------------------------


def test_media_that_only_a_kept_entry_names_stay_in_the_export(site: Site) -> None:
    root, _ = run(site, {OLD: post("Un texte.\n")})
    path = root / NEW
    path.write_text(path.read_text(encoding="utf-8").replace("Un texte", "Mon texte"), encoding="utf-8")
    both: Files = {
        OLD: post("![Une mare](mare.png) ![Un étang](etang.png)\n"),
        OTHER: post("![Un étang](etang.png)\n", title="Autre"),
        "posts/mare.png": PNG,
        "posts/etang.png": PNG + b"x",
    }
    source = str(write_files(root.parent / "encore", both))
    done = cms(root, "import", "essai", source, "--format", "json")
    assert done.returncode == 0
    value = json.loads(done.stdout)
    (media,) = (file["path"] for file in value["files"] if not file["collection"])
    assert [f"content/media/{file.name}" for file in (root / "content/media").iterdir()] == [media]
    assert media.startswith("content/media/etang-")
    told = {each["path"]: (each["fate"], each["message"]) for each in value["outcomes"] if "png" in each["path"]}
    assert told == {
        "posts/mare.png": ("left-out", "seul un fichier gardé le nomme"),
        "posts/etang.png": ("mapped", "fichier copié"),
    }
    forced = json.loads(cms(root, "import", "essai", source, "--format", "json", "--force").stdout)
    assert len([file for file in forced["files"] if not file["collection"]]) == 1
    assert len(list((root / "content/media").iterdir())) == 2
