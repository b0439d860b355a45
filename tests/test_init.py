"""`cms init`: a repository that passes its own checks, or nothing at all."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from cms.cli import main
from cms.scaffold.starters import MODELS

Git = Callable[..., str]

PROGRAMS = Path(sys.executable).parent


def init(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as users do, without a terminal."""
    command = [sys.executable, "-m", "cms", "init", *arguments]
    return subprocess.run(
        command, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    )


def tree(root: Path) -> Mapping[str, bytes | None]:
    """Everything below a folder, but for what Git and the cache keep."""
    found = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*"))}
    return {
        name: path.read_bytes() if path.is_file() else None
        for name, path in found.items()
        if not name.startswith((".git/", ".cms"))
    }


# --- Without a terminal ----------------------------------------------------------------------------------------------


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    done = init("mon été", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    root = tmp_path / "mon été"
    set_up = yaml.safe_load((root / "cms.yml").read_text())
    assert set_up["site"] == {"title": "mon été", "lang": "en", "timezone": "UTC"}
    assert list(set_up["collections"]) == ["posts", "people"]
    assert main(["check", "-C", str(root), "--strict"]) == 0
    assert done.stdout.startswith(
        "14 files written to `mon été`\n\nwhat to do next:\n  1. `cd 'mon été'`\n  2. `git init`"
    )
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_options_answer_the_questions(tmp_path: Path) -> None:
    done = init("--name", "L’été", "--languages", "fr, en", "--collections", "documentation,blog", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    set_up = yaml.safe_load((tmp_path / "cms.yml").read_text())
    assert (set_up["site"]["title"], set_up["site"]["languages"]) == ("L’été", ["fr", "en"])
    assert list(set_up["collections"]) == ["posts", "pages", "people"]
    assert "à faire ensuite :" in done.stdout.replace("\N{NO-BREAK SPACE}", " ")
    assert "cd " not in done.stdout


def test_the_messages_may_be_in_another_language_than_the_site(tmp_path: Path) -> None:
    done = init("--languages", "fr", "--lang", "en", cwd=tmp_path)
    assert "files written" in done.stdout
    assert "# Tout le réglage" in (tmp_path / "cms.yml").read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--collections", "blogs"], "did you mean `blog`?"),
        (["--collections", ","], "choose from blog, seasons, documentation"),
        (["--languages", "french"], "`french` isn't a language"),
        (["--languages", ""], "isn't a language"),
        (["--name", " "], "the site's name is empty"),
        (["--name", "a\nb"], "the site's name is empty, or has several lines"),
        (["file"], "`file` is a file"),
        (["file/below"], "can't write"),
    ],
)
def test_wrong_use_writes_nothing(arguments: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = init(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert tree(tmp_path) == {"file": b""}


# --- In a folder that isn't empty ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["cms.yml", "schemas/post.schema.json", "schemas/x.json", "content/posts/a.md", "content/media/a.png", "schemas"],
)
def test_what_would_clash_is_refused_and_stays(path: str, tmp_path: Path) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text("mine")
    (tmp_path / "README.md").write_text("mine, too")
    before = tree(tmp_path)
    done = init(cwd=tmp_path)
    assert done.returncode == 2
    assert path in done.stderr
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("own", "lacking"),
    [
        ({".gitignore": "*.tmp\n", "README.md": "mine"}, "left as they are, `.gitignore`:"),
        ({".gitignore": "*.tmp\n/.cms/\n/.venv/\n/dist/\n/preview/\n.DS_Store\n"}, ""),
        ({".pre-commit-config.yaml": "repos: []\n"}, "left as they are, `.pre-commit-config.yaml`:"),
        ({".gitignore": b"\xff", ".editorconfig": ""}, "left as they are, `.gitignore`:"),
    ],
)
def test_what_kept_files_lack_is_said(own: dict[str, str | bytes], lacking: str, tmp_path: Path) -> None:
    for name, text in own.items():
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    said = " ".join(init("--lang", "en", cwd=tmp_path).stdout.split())
    assert lacking in said
    assert ("add what cms needs" in said) == bool(lacking)


@pytest.mark.parametrize("name", ["content", "schemas"])
def test_a_file_in_place_of_a_folder_is_said(name: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    assert f"`{name}` is a file, not a folder" in init("--lang", "en", cwd=tmp_path).stderr
    assert list(tmp_path.iterdir()) == [tmp_path / name]


def test_a_second_time_is_refused(tmp_path: Path) -> None:
    assert init(cwd=tmp_path).returncode == 0
    before = tree(tmp_path)
    assert init(cwd=tmp_path).returncode == 2
    assert tree(tmp_path) == before


def test_a_folder_may_have_files_of_its_own(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "-q")
    own = {"README.md": b"mine", ".gitignore": b"*.tmp\n", "LICENSE": b"MIT", ".vscode/settings.json": b"{}"}
    (tmp_path / ".vscode").mkdir()
    (tmp_path / "content/posts").mkdir(parents=True)
    for name, text in own.items():
        (tmp_path / name).write_bytes(text)
    done = init(cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    after = tree(tmp_path)
    assert own.items() <= after.items()
    assert [line for line in done.stdout.splitlines() if line.startswith("there already")] == [
        f"there already, and left as it is: `{name}`" for name in (".gitignore", ".vscode/settings.json", "README.md")
    ]
    assert "git init" not in done.stdout
    assert b"## Propose a text" in (after["CONTRIBUTING.md"] or b"")
    assert "in `CONTRIBUTING.md`" in done.stdout


def test_a_folder_with_guides_of_its_own_gets_none(tmp_path: Path) -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        (tmp_path / name).write_text("mine")
    done = init(cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [(tmp_path / name).read_text() for name in ("README.md", "CONTRIBUTING.md")] == ["mine", "mine"]
    assert "then `prek install`" in done.stdout


@pytest.mark.parametrize(("folder", "command"), [("site", "cms -C site"), ("web site", 'cms -C "web site"')])
def test_below_the_top_of_a_repository_it_says_where_hooks_belong(
    folder: str, command: str, tmp_path: Path, git: Git
) -> None:
    git(tmp_path, "init", "-q")
    said = " ".join(init(folder, cwd=tmp_path).stdout.split())
    assert f"`{command}`" in said
    assert f"`{folder}/` before `requirements.txt`" in said


def test_a_result_with_errors_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    posts = MODELS["posts"]
    wrong = posts.samples[0]._replace(data={**posts.samples[0].data, "date": "yesterday"})
    monkeypatch.setattr("cms.scaffold.start.MODELS", {**MODELS, "posts": posts._replace(samples=[wrong])})
    assert main(["init", str(tmp_path / "site"), "--lang", "en", "--languages", "en"]) == 2
    said = capsys.readouterr().err
    assert "content/posts/2026-01-05-welcome.md:3:7" in said
    assert "nothing was written" in said
    assert list(tmp_path.iterdir()) == []


# --- On a terminal ---------------------------------------------------------------------------------------------------


def test_on_a_terminal_it_asks_what_is_not_given_until_it_understands(tmp_path: Path) -> None:
    control, terminal = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "cms", "init", "--lang", "fr", "--languages", "fr"],
        cwd=tmp_path,
        stdin=terminal,
        stderr=terminal,
        stdout=subprocess.PIPE,
    )
    os.close(terminal)
    os.write(control, "L’été\nblogs\ndocumentation blog\n".encode())
    child.communicate(timeout=60)
    asked = os.read(control, 65536).decode()
    os.close(control)
    assert child.returncode == 0
    set_up = yaml.safe_load((tmp_path / "cms.yml").read_text())
    assert (set_up["site"]["title"], list(set_up["collections"])) == ("L’été", ["posts", "pages", "people"])
    assert f"Nom du site [{tmp_path.name}] :" in asked
    assert asked.count("Collections [blog] :") == 2
    assert "Langues" not in asked
    assert "des pages rangées en chapitres" in asked


def test_where_there_is_content_nothing_is_asked_before_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").touch()
    control, terminal = pty.openpty()
    child = subprocess.Popen([sys.executable, "-m", "cms", "init"], cwd=tmp_path, stdin=terminal, stderr=terminal)
    os.close(terminal)
    assert child.wait(timeout=60) == 2
    said = os.read(control, 65536).decode()
    os.close(control)
    assert said.startswith("cms: ")


# --- Hooks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("runner", ["prek", "pre-commit"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_hooks_let_the_first_commit_pass_and_stop_a_mistake(
    runner: str, lang: str, tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")
    for name in ("PRE_COMMIT_HOME", "PREK_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    root = tmp_path / "le dépôt"
    assert init(str(root), "--languages", lang, "--collections", "blog,seasons", cwd=tmp_path).returncode == 0
    git(root, "init", "-q")
    git(root, "add", "--all")
    assert ".cms" not in git(root, "ls-files")
    done = subprocess.run([runner, "run", "--all-files"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("Passed") == 2, done.stdout
    subprocess.run([runner, "install"], cwd=root, capture_output=True, check=True)
    git(root, "commit", "-q", "-m", "Start")
    (person,) = (root / "content/people").glob("*.yml")
    git(root, "rm", "-q", str(person))  # posts and projects refer to it
    refused = subprocess.run(["git", "commit", "-m", "Stop"], cwd=root, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "link/deleted" in refused.stdout + refused.stderr


def test_hooks_without_cms_say_what_is_missing(tmp_path: Path, git: Git) -> None:
    init("--languages", "fr", cwd=tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "--all")
    path = os.pathsep.join(part for part in os.environ["PATH"].split(os.pathsep) if not Path(part, "cms").exists())
    done = subprocess.run(
        [str(PROGRAMS / "prek"), "run", "--all-files"],
        cwd=tmp_path, env={**os.environ, "PATH": path, "PREK_HOME": str(tmp_path / "cache")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "cms est introuvable" in done.stdout
