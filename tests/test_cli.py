"""What the command line does with its arguments, its streams and Ctrl-C."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Site = Callable[..., Path]

ONE_ERROR = {"content/people/été.yml": "nom: Zoé\nname: Zoé\nstatus: Published\n"}
FULL = Path("/dev/full")


def cms(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cms", *arguments]
    variables = {**os.environ, **environment}
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False, env=variables)


# --- -C --------------------------------------------------------------------------------------------------------------


def test_the_folder_may_stand_before_or_behind_the_command(site: Site) -> None:
    root = site(ONE_ERROR)
    above = root.parent
    shown = cms(root, "check").stdout
    assert "été.yml" in shown
    assert cms(above, "-C", root.name, "check").stdout == shown
    assert cms(above, "check", "-C", root.name).stdout == shown
    assert cms(above.parent, "-C", above.name, "check", "-C", root.name).stdout == shown
    assert cms(above, "-C", root.name, "check", "content/posts").returncode == 0
    assert cms(above, "-C", "absent", "check").returncode == 2


# --- PATH ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["README.md", "docs", "..", "content.bak"])
def test_a_path_that_has_nothing_to_do_with_the_content_is_wrong_use(site: Site, path: str) -> None:
    root = site({"README.md": "Lisez-moi\n", "docs/a.md": "A\n", "content.bak/b.md": "B\n"})
    done = cms(root, "check", path, "--lang", "en")
    assert done.returncode == 2
    assert done.stderr == f"cms: there is nothing to check in `{path}`; name files or folders of `content`\n"


@pytest.mark.parametrize(
    "path",
    [
        ".", "content", "content/people", "content/people/ada.yml", "content/media", "content/posts/empty", "cms.yml",
        "schemas", "schemas/post.schema.json",
    ],
)  # fmt: skip
def test_the_content_and_the_set_up_may_be_named(site: Site, path: str) -> None:
    root = site()
    for folder in ("content/media", "content/posts/empty"):
        (root / folder).mkdir(parents=True)
    assert cms(root, "check", path).returncode == 0


# --- Streams ---------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not FULL.exists(), reason="a disk that is always full")
@pytest.mark.parametrize("arguments", [["check"], ["check", "--format", "sarif"], ["explain"], ["export"]])
def test_a_full_disk_is_said_in_a_line(site: Site, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "cms", *arguments]
    with FULL.open("w") as full:
        done = subprocess.run(
            command, cwd=site(ONE_ERROR), stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False
        )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert [line for line in done.stderr.splitlines() if line.startswith("cms: ")] == done.stderr.splitlines()[:1]


def test_a_reader_that_goes_is_no_error(site: Site) -> None:
    root = site({f"content/people/p{n}.yml": f"nom: {n}\n" for n in range(300)})
    command = [sys.executable, "-m", "cms", "check"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.close()
        _, errors = running.communicate(timeout=60)
    assert (running.returncode, errors) == (1, b"")


@pytest.mark.parametrize("name", ["json", "gitlab", "sarif"])
def test_what_programs_read_is_utf_8_in_every_locale(site: Site, name: str) -> None:
    done = cms(
        site(ONE_ERROR), "check", "--lang", "en", "--format", name,
        PYTHONUTF8="0", PYTHONIOENCODING="latin-1",
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout.startswith(("{", "["))
    json.loads(done.stdout)
    assert ("%C3%A9t%C3%A9" if name == "sarif" else "été") in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="terminals")
@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"NO_COLOR": ""}, True)],
)
def test_colours_are_for_terminals(site: Site, environment: dict[str, str], *, coloured: bool) -> None:
    root = site(ONE_ERROR)
    ours, theirs = pty.openpty()
    variables = {**os.environ, "TERM": "xterm", **environment}
    with subprocess.Popen([sys.executable, "-m", "cms", "check"], cwd=root, stdout=theirs, env=variables):
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:  # Linux's way to say that the other end is closed
            pass
    os.close(ours)
    assert (b"\x1b[" in shown) == coloured
    assert "\x1b" not in cms(root, "check", **environment).stdout


def test_text_in_a_pipe_has_80_columns(site: Site) -> None:
    shown = cms(site(ONE_ERROR), "check", "--lang", "fr").stdout
    assert max(map(len, shown.splitlines())) <= 80


# --- Ctrl-C ----------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(("lang", "word"), [("fr_FR.UTF-8", "interrompu\n"), ("C.UTF-8", "interrupted\n")])
@pytest.mark.parametrize("module", ["argparse", "cms.cli.screen", "cms.build", "cms.config.loading"])
def test_ctrl_c_is_a_word_at_any_moment(site: Site, tmp_path: Path, module: str, lang: str, word: str) -> None:
    """The command is stopped in the middle of an import: at its beginning, later, and at work."""
    (tmp_path / "sitecustomize.py").write_text(f"""
import os, signal, sys

class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r} and "cms" in sys.modules:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Stop())
""")
    done = cms(site(), "check", PYTHONPATH=str(tmp_path), LANG=lang)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", word)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_at_work_is_a_word(site: Site) -> None:
    root = site({f"content/people/p{n}.yml": f"nom: {n}\n" for n in range(3_000)})
    command = [sys.executable, "-m", "cms", "check"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=60)
    # Python itself swallows a signal that comes while it forks, and says so; the check then goes on to its end.
    swallowed = errors.startswith(b"Exception ignored in:") and errors.endswith(b"KeyboardInterrupt: \n")
    assert (running.returncode, errors) in {(130, b"interrupted\n"), (1, b"")} or (running.returncode, swallowed) == (
        1,
        True,
    )


# --- GitHub ----------------------------------------------------------------------------------------------------------


def _step(root: Path, page: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return cms(root, *arguments, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(page))


@pytest.mark.parametrize("command", ["check", "export"])
def test_a_step_of_a_workflow_gets_annotations_and_a_page(site: Site, tmp_path: Path, command: str) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Avant\n")
    done = _step(site(ONE_ERROR), page, command, "--lang", "en")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=content/people/été.yml,line=1,")
    lines = page.read_text(encoding="utf-8").splitlines()
    assert lines[:4] == ["# Avant", "### cms check", "", "4 files checked\\: 1 error"]
    assert len([line for line in lines if re.match(r"- 1\\:1 \*\*error\*\* ", line)]) == 1


def test_a_page_that_cannot_be_written_is_a_warning(site: Site, tmp_path: Path) -> None:
    done = _step(site(), tmp_path / "absent/page.md", "check", "--lang", "en")
    assert done.returncode == 0
    assert done.stderr.startswith("cms: can't write `")
    assert len(done.stderr.splitlines()) == 2


def test_a_page_that_is_full_stays_as_it_is(site: Site, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(b"x" * ((1 << 20) - 500))
    assert _step(site(ONE_ERROR), page, "check").returncode == 1
    assert page.stat().st_size == (1 << 20) - 500


def test_other_formats_and_places_get_no_page(site: Site, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    root = site(ONE_ERROR)
    assert json.loads(_step(root, page, "check", "--format", "sarif").stdout)["version"] == "2.1.0"
    assert "::error" not in cms(root, "check", GITLAB_CI="true").stdout
    assert not page.exists()
