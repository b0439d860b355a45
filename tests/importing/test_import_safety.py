"""An import writes all or nothing, and never over what isn't its own."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.conftest import CMS_YML, SITE, write_files
from tests.importing.small import NEW, OLD, OTHER, PNG, Files, Site, cms, export, files_of, mapping, post

from cms.fix import must_be_writable
from cms.model import CmsError

FILES: Files = {
    OLD: post("![Une mare](mare.png)\n"),
    OTHER: post(title="Autre"),
    "posts/mare.png": PNG,
}
SECOND = "content/posts/2026-03-05-autre.md"


@pytest.fixture
def root(site: Site) -> Path:
    return site({"imports/essai.yml": mapping()})


@pytest.fixture
def source(root: Path) -> str:
    return str(export(root, FILES))


AS_OTHERS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
"""Lets root write only where its permissions say so; of Debian's essential package util-linux."""


def refused(root: Path, *arguments: str, before: Sequence[str] = ()) -> str:
    """What is said, once in each language, when nothing may be written."""
    there = files_of(root)
    done = cms(root, "import", "essai", *arguments, "--lang", "fr", before=before)
    assert (done.returncode, done.stdout) == (2, "")
    done = cms(root, "import", "essai", *arguments, "--lang", "en", before=before)
    assert (done.returncode, done.stdout) == (2, "")
    assert files_of(root) == there
    return done.stderr


# --- What stands in the way ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("flags", [[], ["--dry-run"], ["--force"]])
def test_a_folder_in_the_place_of_a_file(root: Path, source: str, flags: list[str]) -> None:
    (root / SECOND / "gardé").mkdir(parents=True)
    said = refused(root, source, *flags)
    assert said.startswith(f"cms: nothing was written: a folder stands where the file `{SECOND}` is to be")


@pytest.mark.parametrize("flags", [[], ["--dry-run"]])
def test_a_file_in_the_place_of_a_folder(root: Path, source: str, flags: list[str]) -> None:
    shutil.rmtree(root / "content/people")
    write_files(root, {"content/people": "x"})
    said = refused(root, source, *flags)
    assert "`content/people/zoe-oeil.yml` is to be in the folder `content/people`, which is a file" in said


@pytest.mark.parametrize("flags", [[], ["--dry-run"]])
def test_a_link_in_the_place_of_a_folder(root: Path, source: str, flags: list[str]) -> None:
    elsewhere = root.parent / "ailleurs"
    elsewhere.mkdir()
    shutil.rmtree(root / "content/people")
    (root / "content/people").symlink_to(elsewhere)
    said = refused(root, source, *flags)
    assert "in the folder `content/people`, which is a symbolic link" in said
    assert list(elsewhere.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_a_folder_that_nobody_may_write_in(root: Path, source: str) -> None:
    folder = root / "content/posts"
    folder.chmod(0o555)
    said = refused(root, source, before=AS_OTHERS if os.geteuid() == 0 else ())
    folder.chmod(0o755)
    assert "can't be, since the folder `content/posts` is read-only" in said


def test_what_is_kept_needs_no_place(root: Path, source: str) -> None:
    """A folder in the place of a file is no obstacle to those that aren't to be written."""
    assert cms(root, "import", "essai", source).returncode == 0
    assert cms(root, "import", "essai", source).returncode == 0


def test_a_disk_that_is_full_half_way(root: Path) -> None:
    """The shell's limit on the size of a file stands for the disk's."""
    source = str(export(root, {OLD: post("Un\n"), OTHER: post("Deux " * 20_000, title="Autre")}))
    before = files_of(root).keys()
    arguments = [sys.executable, "-m", "cms", "import", "essai", source, "--lang", "en"]
    command = f"ulimit -f 60; exec {shlex.join(arguments)}"
    done = subprocess.run(["sh", "-c", command], cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert f"cms: only 2 files were written, for `{SECOND}` can't be: file too large; " in done.stderr
    assert sorted(files_of(root).keys() - before) == ["content/people/zoe-oeil.yml", NEW]
    again = cms(root, "import", "essai", source, "--lang", "en")
    assert again.returncode == 0
    assert "posts: 1 written, 1 there already\n" in again.stdout


STOPPED = """
import os, signal, sys
left = [int(sys.argv.pop(1))]
def hook(event, _):
    if event == "os.rename":
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(hook)
from cms.cli import main
sys.exit(main(sys.argv[1:]))
"""


def stopped(root: Path, source: str, lang: str, at: int) -> subprocess.CompletedProcess[str]:
    """Import, and interrupt when the file of this number is about to be in its place."""
    command = [sys.executable, "-c", STOPPED, str(at), "import", "essai", source, "--lang", lang]
    variables = {**os.environ, "LC_ALL": "fr_FR.UTF-8"}
    return subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False, env=variables)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "import interrupted, 2 files were written; run the same import again to complete it\n"),
        ("fr", "import interrompu après 2 fichiers écrits\u202f; relancer le même import pour le terminer\n"),
    ],
)
def test_an_interruption_says_how_to_go_on(root: Path, source: str, lang: str, said: str) -> None:
    done = stopped(root, source, lang, 3)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", said)
    assert cms(root, "import", "essai", source).returncode == 0
    assert cms(root, "check").returncode == 0
    assert (root / SECOND).exists()


def test_an_interruption_before_anything_is_written(root: Path, source: str) -> None:
    before = files_of(root)
    done = stopped(root, source, "en", 1)
    assert (done.returncode, done.stderr) == (130, "interrompu\n")
    assert files_of(root) == before


# --- Where the report goes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("flags", [[], ["--dry-run"]])
@pytest.mark.parametrize("name", ["LISEZMOI.md", "cms.yml", "données.json"])
def test_a_report_never_takes_the_place_of_another_file(root: Path, source: str, name: str, flags: list[str]) -> None:
    write_files(root, {"LISEZMOI.md": "# Rapport d’activité\n", "données.json": '{"counts": 3}'})
    said = refused(root, source, "--report", name, *flags)
    assert said == (
        f"cms: `{name}` is there and is no report of an import: it would be lost; give another name with `--report`\n"
    )


@pytest.mark.parametrize("name", ["rapport.md", "rapport.json"])
def test_a_report_takes_the_place_of_an_earlier_one(root: Path, source: str, name: str) -> None:
    assert cms(root, "import", "essai", source, "--report", name, "--lang", "en").returncode == 0
    first = (root / name).read_text(encoding="utf-8")
    assert cms(root, "import", "essai", source, "--report", name, "--lang", "fr").returncode == 0
    assert (root / name).read_text(encoding="utf-8") != first
    assert cms(root, "import", "essai", source, "--report", name, "--lang", "en").returncode == 0


def test_an_empty_file_may_become_a_report(root: Path, source: str) -> None:
    write_files(root, {"rapport.md": ""})
    assert cms(root, "import", "essai", source, "--report", "rapport.md").returncode == 0
    assert (root / "rapport.md").stat().st_size > 0


@pytest.mark.parametrize("name", ["content/rapport.md", "content/posts/rapport.json", "lien/rapport.md"])
def test_a_report_is_no_content(root: Path, source: str, name: str) -> None:
    (root / "content/posts").mkdir(parents=True, exist_ok=True)
    (root / "lien").symlink_to("content")
    assert "would be among the content" in refused(root, source, "--report", name)


def test_a_report_is_not_in_the_source(root: Path, source: str) -> None:
    before = files_of(Path(source))
    assert "would be among the files to import" in refused(root, source, "--report", f"{source}/rapport.md")
    assert "would be among the files to import" in refused(root, source, "--report", f"{source}/{OLD}")
    assert files_of(Path(source)) == before


def test_a_report_may_go_to_what_is_no_file(root: Path, source: str) -> None:
    assert cms(root, "import", "essai", source, "--report", os.devnull).returncode == 0


# --- Where content comes from ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (".", "`.` holds the repository itself, into which it is to be imported; "),
        ("..", "`..` holds the repository itself, into which it is to be imported; "),
        ("content", "`content` is part of the repository's content, or holds it; "),
        ("content/posts", "`content/posts` is part of the repository's content, or holds it; "),
        (NEW, f"`{NEW}` is part of the repository's content, or holds it; "),
        ("lien", "`lien` is part of the repository's content, or holds it; "),
    ],
)
def test_the_repository_is_no_source_of_its_own(root: Path, source: str, name: str, said: str) -> None:
    assert cms(root, "import", "essai", source).returncode == 0
    (root / "lien").symlink_to("content")
    assert refused(root, name).startswith(f"cms: {said}")


def test_a_folder_that_holds_content_is_no_source(site: Site) -> None:
    root = site({"imports/essai.yml": mapping(), "cms.yml": "content: site/content\n" + CMS_YML})
    write_files(root, {"site/content/posts/2026-01-01-a.md": post()})
    assert "`site` is part of the repository's content, or holds it" in refused(root, "site")


@pytest.mark.parametrize("name", ["ancien", "ancien/posts"])
def test_an_export_beside_the_content_is_no_part_of_it(root: Path, name: str) -> None:
    write_files(root / "ancien", FILES)
    text = (root / "imports/essai.yml").read_text(encoding="utf-8").replace("'posts/{date}", "'{date}")
    (root / "imports/essai.yml").write_text(text, encoding="utf-8")
    before = files_of(root)
    assert cms(root, "import", "essai", name, "--report", "rapport.md").returncode == 0
    done = cms(root, "check", "--format", "json")
    assert done.returncode == 0
    assert "ancien" not in done.stdout
    assert {path: data for path, data in files_of(root).items() if path in before} == before


def test_an_export_beside_collections_at_the_top_is_no_part_of_them(site: Site) -> None:
    gone = dict.fromkeys(path for path in SITE if path.startswith("content/"))
    root = site({"imports/essai.yml": mapping(), "cms.yml": "content: .\n" + CMS_YML, **gone})
    write_files(root / "ancien", FILES)
    assert cms(root, "import", "essai", "ancien", "--report", "rapport.md").returncode == 0
    assert (root / SECOND.removeprefix("content/")).exists()
    done = cms(root, "check", "--format", "json")
    assert (done.returncode, "ancien" in done.stdout) == (0, False)
    assert "is part of the repository's content" in refused(root, "posts")
    again = cms(root, "import", "essai", "ancien", "--format", "json")
    assert {file["state"] for file in json.loads(again.stdout)["files"]} == {"same"}


# --- Names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paths", "case", "at"),
    [
        ([f"a/{'é' * 200}.md"], "too-long", f"{'é' * 200}.md"),
        (["/".join(["a" * 200] * 30)], "too-long", "/".join(["a" * 200] * 30)),
        (["b.md/c.md", "b.md"], "no-folder", "b.md"),
    ],
)
def test_names_that_no_file_can_have(tmp_path: Path, paths: list[str], case: str, at: str) -> None:
    with pytest.raises(CmsError) as caught:
        must_be_writable(str(tmp_path), ["a.md", *paths])
    assert (caught.value.rule, caught.value.values["case"], caught.value.values["at"]) == ("setup/unwritable", case, at)
