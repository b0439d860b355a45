"""`cms init --from-existing`: a set-up inferred from content that is there, which stays as it is."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from cms.build import export
from cms.cli import main

Git = Callable[..., str]
PNG = b"\x89PNG\r\n\x1a\n"


def init(*arguments: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command as users do, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "cms", "init", *arguments],
        cwd=cwd, env={**os.environ, **env}, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip


def tree(root: Path) -> Mapping[str, bytes]:
    """All files below a folder, but for what Git and the cache keep."""
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith((".git/", ".cms"))}


def write_content(folder: Path, *, slips: int = 0) -> None:
    """A blog of thirty posts, with authors and images, of which some name a layout that there isn't."""
    for name in ("articles", "auteurs", "images"):
        (folder / name).mkdir(parents=True)
    for name in ("ada", "bob", "cléo"):
        (folder / f"auteurs/{name}.yml").write_text(f"nom: {name.title()}\n")
    (folder / "images/a.png").write_bytes(PNG)
    for day in range(1, 31):
        author = ("ada", "bob", "cléo")[day % 3]
        layout = "widee" if day <= slips else ("wide", "narrow")[day % 2]
        (folder / f"articles/2024-06-{day:02}-été-{day}.md").write_text(
            f"---\ntitle: Jour {day}\ndate: 2024-06-{day:02}\nauteur: {author}\nlayout: {layout}\n"
            "cover: ../images/a.png\n---\nUn jour de juin.\n"
        )


@pytest.fixture(params=["content", "Contenu d’été (2024)"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A folder with content in it, and the content's name."""
    write_content(tmp_path / "mon été" / request.param)
    return tmp_path / "mon été", request.param


# --- What is written -------------------------------------------------------------------------------------------------


def test_the_set_up_fits_the_content_and_the_content_stays(site: tuple[Path, str]) -> None:
    root, folder = site
    before = tree(root)
    done = init("--from-existing", folder, "--languages", "fr", cwd=root, COLUMNS="80")
    assert (done.returncode, done.stderr) == (0, "")
    after = tree(root)
    assert before.items() <= after.items()
    assert sorted(after.keys() - before.keys()) == [
        ".editorconfig", ".github/workflows/check.yml", ".gitignore", ".pre-commit-config.yaml",
        ".vscode/extensions.json", ".vscode/settings.json", "README.md", "REVIEW.md", "cms.yml", "requirements.txt",
        "schemas/article.schema.json", "schemas/auteur.schema.json",
    ]  # fmt: skip
    set_up = yaml.safe_load(after["cms.yml"])
    assert (set_up["content"], set_up["media"]["folder"]) == (folder, f"{folder}/images")
    assert set_up["collections"]["articles"]["path"] == "articles/{date}-{slug}.md"
    schema = json.loads(after["schemas/article.schema.json"])
    fields = schema["properties"]
    assert schema["required"] == ["title", "date", "auteur", "layout", "cover"]
    assert (fields["date"]["format"], fields["layout"]["enum"]) == ("date", ["narrow", "wide"])
    assert (fields["auteur"]["x-reference"], fields["cover"]["x-asset"]) == ("auteurs", "image")
    assert fields["layout"]["$comment"].startswith("À revoir")
    assert main(["check", "-C", str(root), "--strict"]) == 0
    assert export(str(root), str(root / "dist"), strict=True).folder is not None
    of_yaml = json.loads(after[".vscode/settings.json"])["yaml.schemas"]
    assert of_yaml == {"./schemas/auteur.schema.json": f"{folder}/auteurs/*.yml"}
    said = done.stdout.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert "2 collections trouvées" in said
    assert "ne trouve aucune erreur" in said
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_readme_has_an_entry_that_is_there_for_an_example(site: tuple[Path, str]) -> None:
    root, folder = site
    init("--from-existing", folder, cwd=root)
    readme = (root / "README.md").read_text()
    assert f"The id of `{folder}/articles/2024-06-30-été-30.md` is `2024-06-30-été-30`." in readme
    assert f"`{folder}/images`" in readme
    assert "/media/team.jpg" in readme


@pytest.mark.parametrize(("lang", "heading"), [("fr", "# À revoir\n"), ("en", "# To review\n")])
def test_what_is_unsure_is_said_and_kept(lang: str, heading: str, tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    done = init("--from-existing", "content", "--languages", lang, "--lang", "en", cwd=tmp_path, COLUMNS="200")
    page = (tmp_path / "REVIEW.md").read_text()
    assert page.startswith(heading)
    points = re.findall(r"^- ", page, re.MULTILINE)
    assert f"{len(points)} things to look at, in `REVIEW.md`:\n" in done.stdout
    assert "  - articles layout: a choice, because only these values are used: narrow, wide\n" in done.stdout
    assert "1. read `REVIEW.md`" in done.stdout


def test_of_many_doubts_those_that_matter_are_said(tmp_path: Path) -> None:
    for number in range(12):
        folder = tmp_path / f"content/kind{number}"
        folder.mkdir(parents=True)
        (folder / "a.yml").write_text("title: A\nstatus: old\n")
    done = init("--from-existing", "content", cwd=tmp_path, COLUMNS="200")
    assert "in `REVIEW.md`, such as:\n" in done.stdout
    assert done.stdout.count("\n  - ") == done.stdout.count("status: not taken for what decides") == 10


def test_errors_in_the_content_are_counted_and_refuse_nothing(tmp_path: Path) -> None:
    write_content(tmp_path / "content", slips=1)
    done = init("--from-existing", "content", cwd=tmp_path, COLUMNS="200")
    assert done.returncode == 0, done.stderr
    assert "`cms check` finds 1 error in the content as it is" in done.stdout
    assert main(["check", "-C", str(tmp_path)]) == 1


def test_content_may_lie_at_the_root(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "-q")
    write_content(tmp_path)
    (tmp_path / "README.md").write_text("mine")
    done = init("--from-existing", ".", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert yaml.safe_load((tmp_path / "cms.yml").read_text())["content"] == "."
    assert (tmp_path / "README.md").read_text() == "mine"
    assert "(articles/2024-06-30-%C3%A9t%C3%A9-30.md)" in (tmp_path / "CONTRIBUTING.md").read_text()
    assert main(["check", "-C", str(tmp_path), "--strict"]) == 0


def test_the_place_may_be_named_from_elsewhere(tmp_path: Path) -> None:
    write_content(tmp_path / "old site/content")
    done = init("old site", "--from-existing", "old site/content", cwd=tmp_path, COLUMNS="200")
    assert done.returncode == 0, done.stderr
    assert "1. `cd 'old site'`" in done.stdout
    assert yaml.safe_load((tmp_path / "old site/cms.yml").read_text())["content"] == "content"
    again = tmp_path / "b"
    write_content(again / "content")
    assert init("-C", "b", "--from-existing", "content", cwd=tmp_path).returncode == 0
    assert (again / "cms.yml").is_file()


# --- What is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--from-existing", "content", "--collections", "blog"], "not both"),
        (["--from-existing", "nowhere"], "`nowhere` isn't a folder"),
        (["--from-existing", "empty"], "`empty` holds no content"),
        (["new", "--from-existing", "content"], "start the repository around its content, in `.`; or copy"),
        (["empty", "--from-existing", "content/articles"], "copy the content into `empty` first"),
        (["--from-existing", "content", "--languages", "french"], "isn't a language"),
    ],
)
def test_wrong_use_writes_nothing(arguments: list[str], said: str, tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    (tmp_path / "empty").mkdir()
    before = tree(tmp_path)
    done = init(*arguments, "--lang", "en", cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert tree(tmp_path) == before
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("path", ["cms.yml", "schemas/post.schema.json", "REVIEW.md"])
def test_what_would_clash_is_refused_and_stays(path: str, tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text("mine")
    before = tree(tmp_path)
    done = init("--from-existing", "content", cwd=tmp_path)
    assert done.returncode == 2
    assert path in done.stderr
    assert tree(tmp_path) == before


def test_a_second_time_is_refused(tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    assert init("--from-existing", "content", cwd=tmp_path).returncode == 0
    before = tree(tmp_path)
    assert init("--from-existing", "content", cwd=tmp_path).returncode == 2
    assert tree(tmp_path) == before


def test_where_there_is_content_the_way_to_start_from_it_is_said(tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    done = init(cwd=tmp_path)
    assert done.returncode == 2
    assert "--from-existing content" in done.stderr


# --- On a terminal ---------------------------------------------------------------------------------------------------


def test_on_a_terminal_it_asks_for_what_content_cannot_say(tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    control, terminal = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "cms", "init", "--lang", "fr", "--from-existing", "content"],
        cwd=tmp_path, stdin=terminal, stderr=terminal, stdout=subprocess.PIPE,
    )  # fmt: skip
    os.close(terminal)
    os.write(control, "L’été\nfr en\n".encode())
    child.communicate(timeout=60)
    asked = os.read(control, 65536).decode()
    os.close(control)
    assert child.returncode == 0
    site = yaml.safe_load((tmp_path / "cms.yml").read_text())["site"]
    assert (site["title"], site["languages"]) == ("L’été", ["fr", "en"])
    assert "Collections" not in asked


# --- Hooks -----------------------------------------------------------------------------------------------------------


def test_hooks_let_the_first_commit_pass_and_stop_a_mistake(
    site: tuple[Path, str], git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, folder = site
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PREK_HOME", str(tmp_path / "cache"))
    git(root, "init", "-q")
    assert init("--from-existing", folder, cwd=root).returncode == 0
    git(root, "add", "--all")
    subprocess.run(["prek", "install"], cwd=root, capture_output=True, check=True)
    git(root, "commit", "-q", "-m", "Start")
    article = root / folder / "articles/2024-06-01-été-1.md"
    article.write_text(article.read_text().replace("auteur: bob", "auteur: bod"))
    git(root, "add", "--all")
    refused = subprocess.run(["git", "commit", "-m", "Slip"], cwd=root, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "link/unknown" in refused.stdout + refused.stderr
