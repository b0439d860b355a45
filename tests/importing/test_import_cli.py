"""`cms import` as people run it: what it prints, writes and returns."""

from __future__ import annotations

import json
import os
import re
import tarfile
import zipfile
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
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
    files_of,
    mapping,
    post,
)

from cms.report.columns import width_of

GOLDEN = Path(__file__).parents[1] / "golden/import"
FILES: Files = {
    OLD: post(
        "# Le bilan\n\n:::note À savoir\nUne [suite](/vieux/autre).\n:::\n\n"
        "Écrire à zoe.oeil@gmail.com. ![Une mare](mare.png) ![Perdue](perdue.png)\n",
        keywords="[eau, eau, '']", subtitle="''", slug="bilan-de-l-eau",
    ),
    OTHER: post(title="La suite | la fin", author="", layout="page"),
    "posts/2026-03-06-troisieme.md": post(title="Troisième", author="Ada", updated="hier"),
    "posts/mare.png": PNG,
    "posts/sans-date.md": post(),
    "_brouillon.md": post(),
    "abîmé.md": "---\ntitle: [\n---\n",
    "notes.txt": "x",
}  # fmt: skip
MAP = mapping("ignore: ['_*']\n", updated="updated")


@pytest.fixture
def root(site: Site) -> Path:
    return site({"imports/essai.yml": MAP, "schemas/post.schema.json": SCHEMA})


@pytest.fixture
def source(root: Path) -> str:
    return os.path.relpath(export(root, FILES), root)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_is_printed(root: Path, source: str, lang: str) -> None:
    done = cms(root, "import", "essai", source, "--lang", lang, "--report", "rapport.md")
    assert (done.returncode, done.stderr) == (0, "")
    golden = GOLDEN / f"text.{lang}.80.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(done.stdout, encoding="utf-8")
        (GOLDEN / f"table.{lang}.md").write_bytes((root / "rapport.md").read_bytes())
    assert done.stdout == golden.read_text(encoding="utf-8")
    assert (root / "rapport.md").read_bytes() == (GOLDEN / f"table.{lang}.md").read_bytes()
    assert max(map(width_of, done.stdout.splitlines())) <= 80
    assert "\x1b" not in done.stdout


def test_a_dry_run_writes_nothing_and_says_what_it_would(root: Path, source: str) -> None:
    before = files_of(root)
    dry = cms(root, "import", "essai", source, "--dry-run", "--lang", "en")
    assert files_of(root) == before
    assert dry.stdout.endswith("nothing was written (--dry-run)\n")
    assert "posts: 3 to write, 1 of them as a draft\n" in dry.stdout
    done = cms(root, "import", "essai", source, "--lang", "en")
    assert dry.stdout.replace("to write", "written").splitlines()[:-1] == done.stdout.splitlines()


def test_the_report_of_a_dry_run_claims_nothing(root: Path, source: str) -> None:
    cms(root, "import", "essai", source, "--dry-run", "--lang", "en", "--report", "report.md")
    text = (root / "report.md").read_text(encoding="utf-8")
    assert "nothing was written (--dry-run)\n" in text
    assert "3 written" not in text


def test_json_is_whole_and_the_same_in_a_file(root: Path, source: str) -> None:
    done = cms(root, "import", "essai", source, "--format", "json", "--report", "rapport.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert (root / "rapport.json").read_text(encoding="utf-8") == done.stdout
    value = json.loads(done.stdout)
    assert sum(value["counts"].values()) == len(value["outcomes"])
    assert {each["path"] for each in value["outcomes"]} == set(FILES)
    assert {each["target"] for each in value["outcomes"]} - {""} == {each["path"] for each in value["files"]}
    assert all(each["message"] for each in value["outcomes"])
    assert {each["path"]: each["missing"] for each in value["files"] if each["missing"]} == {
        "content/posts/2026-03-05-la-suite-la-fin.md": ["authors"]
    }


def test_the_table_has_a_row_for_each_outcome(root: Path, source: str) -> None:
    done = cms(root, "import", "essai", source, "--format", "json", "--report", "rapport.md")
    rows = [line for line in (root / "rapport.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert len(rows) == 2 + len(json.loads(done.stdout)["outcomes"])
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {9}


def test_markdown_of_the_source_is_shown_in_the_table_and_not_obeyed(site: Site) -> None:
    root = site({"imports/essai.yml": mapping(), "schemas/post.schema.json": SCHEMA})
    source = export(root, {OLD: post(layout="'![x](https://a.fr/x.png) <img src=x> \\ | **gras** `a` \u202e'")})
    cms(root, "import", "essai", str(source), "--report", "rapport.md")
    text = (root / "rapport.md").read_text(encoding="utf-8")
    shown = render_markdown(text)
    assert "![x](https://a.fr/x.png) &lt;img src=x&gt; \\ | **gras** `a` �</td>" in shown
    assert "<img" not in shown


def render_markdown(text: str) -> str:
    return str(MarkdownIt("commonmark").enable("table").render(text))


def test_a_file_that_is_left_out_is_one_outcome(root: Path, source: str) -> None:
    found = json.loads(cms(root, "import", "essai", source, "--format", "json").stdout)["outcomes"]
    reasons = {path: [each["reason"] for each in found if each["path"] == path] for path in FILES}
    assert reasons["_brouillon.md"] == ["ignored"]
    assert reasons["posts/sans-date.md"] == ["no-rule"]
    assert reasons["abîmé.md"] == ["unread"]
    assert reasons["notes.txt"] == ["unnamed"]


def test_kept_and_forced(root: Path, source: str) -> None:
    cms(root, "import", "essai", source)
    path = root / "content/posts/2026-03-04-bilan-de-l-eau.md"
    edited = path.read_text(encoding="utf-8").replace("title: Le bilan", "title: Mon bilan")
    path.write_text(edited, encoding="utf-8")
    kept = cms(root, "import", "essai", source, "--lang", "en")
    assert kept.returncode == 0
    assert path.read_text(encoding="utf-8") == edited
    assert "posts: 2 there already, 1 kept as it is (`--force` to replace), 1 of them as a" in kept.stdout
    assert f"kept, differs:\n    {path.relative_to(root)}\n" in kept.stdout
    forced = cms(root, "import", "essai", source, "--lang", "en", "--force")
    assert "posts: 1 replaced, 2 there already" in forced.stdout
    assert "title: Le bilan" in path.read_text(encoding="utf-8")


def test_errors_that_a_check_finds_are_said_and_count(site: Site) -> None:
    text = mapping(related="{value: [2026-01-01-absent]}")
    root = site({"imports/essai.yml": text, "schemas/post.schema.json": SCHEMA})
    source = export(root, {OLD: post()})
    done = cms(root, "import", "essai", str(source), "--lang", "en", "--format", "json")
    assert done.returncode == 1
    assert "error[link/unknown]" in done.stderr
    assert NEW in done.stderr
    json.loads(done.stdout)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["esai", "{}"], "cms: there is no mapping `esai` in the folder `imports`; "),
        (["essai", "absent"], "cms: there is nothing at `"),
        (["essai", "{}", "--split", "saison"], "cms: the mapping `essai` has no split `saison`"),
        (["essai", "{}", "--report", "absent/rapport.md"], "cms: "),
        (["essai", "{}", "--report", "content"], "cms: "),
        (["essai", "{}", "--assets", "move"], "usage: cms import"),
        (["essai"], "usage: cms import"),
    ],
)
def test_wrong_use_writes_nothing(root: Path, source: str, arguments: list[str], said: str) -> None:
    before = files_of(root)
    done = cms(root, "import", *[each.format(source) for each in arguments], "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(said)
    assert "Traceback" not in done.stderr
    assert files_of(root) == before


def test_a_mistake_in_the_mapping_is_shown_with_its_line(site: Site) -> None:
    root = site({"imports/essai.yml": mapping(titel="title")})
    done = cms(root, "import", "essai", str(export(root, FILES)), "--lang", "en")
    assert done.returncode == 2
    assert "error[setup/import-name]" in done.stderr
    assert " --> imports/essai.yml:13:7\n" in done.stderr
    assert done.stderr.endswith("cms: 1 error in `imports/essai.yml`; mend them before you import\n")


def test_the_folder_of_a_source_is_that_of_the_command(root: Path, source: str) -> None:
    below = root / "content"
    assert cms(below, "import", "essai", f"../{source}").returncode == 0
    assert (root / "content/posts/2026-03-06-troisieme.md").exists()


# --- Archives --------------------------------------------------------------------------------------------------------


def archive(folder: Path, path: Path) -> Path:
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
            for each in files:
                zipped.write(each, each.relative_to(folder))
    else:
        with tarfile.open(path, "w:gz") as tarred:
            for each in files:
                tarred.add(each, each.relative_to(folder))
    return path


@pytest.mark.parametrize("name", ["l’export d’été.zip", "export.tar.gz"])
def test_an_archive_gives_what_its_folder_gives(site: Site, tmp_path: Path, name: str) -> None:
    one, two = (site({"imports/essai.yml": MAP, "schemas/post.schema.json": SCHEMA}, name=each) for each in "ab")
    folder = export(one, FILES)
    first = cms(one, "import", "essai", str(folder), "--format", "json")
    second = cms(two, "import", "essai", str(archive(folder, tmp_path / name)), "--format", "json")
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout == first.stdout
    assert files_of(two) == files_of(one)


def test_what_leads_out_of_an_archive_is_refused_and_said(site: Site, tmp_path: Path) -> None:
    root = site({"imports/essai.yml": MAP, "schemas/post.schema.json": SCHEMA})
    path = tmp_path / "piège.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr(OLD, post("![x](../../dehors.png)\n"))
        zipped.writestr("../dehors.png", PNG)
        zipped.writestr("posts/../../../dehors.md", post())
    before = {each for each in tmp_path.rglob("*") if each.is_file()}
    done = cms(root, "import", "essai", str(path), "--lang", "en")
    assert done.returncode == 0
    assert "its path leads out of the folder" in done.stdout
    new = {each for each in tmp_path.rglob("*") if each.is_file()} - before
    assert {each.relative_to(root).as_posix() for each in new} == {NEW, "content/people/zoe-oeil.yml"}
    assert "![" not in (root / NEW).read_text(encoding="utf-8")


def test_a_bomb_writes_nothing(site: Site, tmp_path: Path) -> None:
    root = site({"imports/essai.yml": MAP, "schemas/post.schema.json": SCHEMA})
    path = tmp_path / "bombe.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(OLD, post())
        zipped.writestr("zéros.png", bytes(80_000_000))
    before = files_of(root)
    done = cms(root, "import", "essai", str(path), "--lang", "en", "--report", "r.md")
    assert done.returncode == 2
    assert "would unpack to far more than an honest archive does" in done.stderr
    assert files_of(root) == before


def test_a_damaged_archive_writes_nothing(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "abîmé.zip"
    path.write_bytes(archive(export(root, FILES), tmp_path / "entier.zip").read_bytes()[:-40])
    before = files_of(root)
    done = cms(root, "import", "essai", str(path), "--lang", "en")
    assert done.returncode == 2
    assert done.stderr.startswith("cms: the archive `")
    assert files_of(root) == before
