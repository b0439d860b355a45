"""`cms fix` on real files: what it writes, what it leaves, what it says."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.build import check
from cms.cli import main
from cms.fix import Mended, as_stored, rewrite, splice
from cms.model import CmsError, Fix, Span

Site = Callable[..., Path]

POST = "content/posts/2026-01-02-bonjour.md"
WRONG = """\
---
title: Bonjour # le titre
date: '2026-01-02'
status: Published
authors: [ "Ada",bob ]
---

## Début

Un texte.
"""


def run(root: Path, *arguments: str) -> int:
    return main([arguments[0], "-C", str(root), *arguments[1:]])


def test_a_fix_changes_its_place_and_no_other_byte(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({POST: WRONG})
    assert run(root, "fix", "--lang", "en") == 0
    assert (root / POST).read_text() == WRONG.replace('"Ada"', '"ada"')
    assert capsys.readouterr().out == (
        f"{POST}\n  5:12 link/unknown: `authors` refers to `Ada`, whose capitals are wrong\n1 defect fixed in 1 file\n"
    )
    assert check(str(root)).diagnostics == ()
    assert run(root, "fix", "--lang", "en") == 0
    assert capsys.readouterr().out == "nothing to fix automatically\n"


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_stay(site: Site, ends: str, mark: str) -> None:
    text = mark + WRONG.replace("\n", ends)
    root = site({POST: text.encode()})
    assert run(root, "fix") == 0
    assert (root / POST).read_bytes().decode() == text.replace('"Ada"', '"ada"')


def test_a_dry_run_writes_nothing_and_its_diff_applies(
    site: Site, git: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    name = "content/posts/2026-01-02-deux mots.md"
    text = WRONG.rstrip("\n")
    root = site({POST: None, name: text})
    assert run(root, "fix", "--dry-run") == 1
    shown = capsys.readouterr()
    assert (root / name).read_text() == text
    assert shown.err.strip() == "1 défaut serait corrigé dans 1 fichier"
    git(root, "init", "--quiet")
    subprocess.run(["git", "apply"], cwd=root, input=shown.out.encode(), check=True)
    assert (root / name).read_text() == text.replace('"Ada"', '"ada"')
    assert run(root, "fix", "--dry-run") == 0


def test_paths_and_rules_limit_what_is_mended(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    other = POST.replace("bonjour", "bonsoir")
    root = site({POST: WRONG, other: WRONG})
    assert run(root, "fix", "--rule", "raw-html") == 0
    assert (root / POST).read_text() == WRONG
    assert run(root, "fix", "--rule", "link/unknown", other) == 0
    assert (root / POST).read_text() == WRONG
    assert (root / other).read_text() != WRONG
    assert run(root, "fix", "--rule", "raw-htlm") == 2
    assert "lint/raw-html" in capsys.readouterr().err


def test_only_what_is_staged_is_mended(site: Site, git: Callable[..., str]) -> None:
    other = POST.replace("bonjour", "bonsoir")
    root = site({POST: WRONG, other: WRONG})
    git(root, "init", "--quiet")
    git(root, "add", POST)
    assert run(root, "fix", "--staged") == 0
    assert (root / POST).read_text() != WRONG
    assert (root / other).read_text() == WRONG


def test_a_file_keeps_its_mode(site: Site) -> None:
    root = site({POST: WRONG})
    (root / POST).chmod(0o640)
    run(root, "fix")
    assert stat.S_IMODE((root / POST).stat().st_mode) == 0o640
    assert [*(root / POST).parent.iterdir()] == [root / POST]


MENDED = Mended("après", rounds=((Fix(Span(1, 1, 1, 6), "après"),),))


def test_a_file_that_was_changed_meanwhile_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("autre")
    assert rewrite(str(tmp_path), "a.md", "avant", MENDED, write=True) is None
    assert (tmp_path / "a.md").read_text() == "autre"


def test_nothing_is_written_unless_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("avant")
    assert rewrite(str(tmp_path), "a.md", "avant", MENDED, write=False) == (b"avant", "après".encode())
    assert (tmp_path / "a.md").read_text() == "avant"


def test_a_folder_that_cannot_be_written_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(CmsError):
        rewrite(str(tmp_path), "a.md", "avant", MENDED, write=True)


def test_fixes_in_one_text_are_applied_together() -> None:
    fixes = [Fix(Span(2, 1, 2, 3), "B"), Fix(Span(1, 2, 1, 2), "x"), Fix(Span(2, 4, 3, 1), "")]
    assert splice("aé\nbb c\nd", fixes) == "axé\nB d"


ENDED = st.lists(
    st.tuples(st.sampled_from(["a", "é b", "", "c\u2028d"]), st.sampled_from(["\n", "\r\n", "\r"])), max_size=6
)


@given(ENDED, st.sampled_from(["", "\ufeff"]), st.sampled_from(["", "fin"]), st.data())
def test_what_stays_keeps_its_line_ends(
    ended: list[tuple[str, str]], mark: str, last: str, data: st.DataObject
) -> None:
    raw = "".join(map("".join, ended)) + last
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    stored = (mark + raw).encode()
    assert as_stored(stored, text, text, ()) == stored
    assert as_stored(stored, text + "x", text, ()) is None
    line = data.draw(st.integers(1, text.count("\n") + 1))
    fixes = (Fix(Span(line, 1, line, 1), "mis "),)
    after = as_stored(stored, text, splice(text, fixes), (fixes,))
    ends = re.findall(r"\r\n|\r|\n", raw)
    lines = splice(text, fixes).split("\n")
    assert after == (mark + "".join(map("".join, zip(lines, [*ends, ""], strict=True)))).encode()


def test_lines_that_come_and_go_leave_the_others_their_ends() -> None:
    data, text = b"a\r\nb\nc\r\nd", "a\nb\nc\nd"
    fixes = (Fix(Span(2, 1, 3, 1), ""), Fix(Span(4, 1, 4, 1), "x\n"))
    assert as_stored(data, text, splice(text, fixes), (fixes,)) == b"a\r\nc\r\nx\r\nd"


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_git_takes_the_diff_of_a_dry_run(site: Site, git: Callable[..., str], ends: str, mark: str) -> None:
    text = (mark + WRONG.replace("\n", ends)).encode()
    root = site({POST: text})
    done = subprocess.run([sys.executable, "-m", "cms", "fix", "--dry-run"], cwd=root, capture_output=True, check=False)
    assert done.returncode == 1
    git(root, "init", "--quiet")
    subprocess.run(["git", "apply"], cwd=root, input=done.stdout, check=True)
    assert (root / POST).read_bytes() == text.replace(b'"Ada"', b'"ada"')


def test_fix_runs_as_a_command(site: Site) -> None:
    root = site({POST: WRONG})
    done = subprocess.run([sys.executable, "-m", "cms", "fix"], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "1 défaut corrigé dans 1 fichier"
