"""What a fix must never do: lose a value, make an error of another, leave what it could mend."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cms.build import check
from cms.cli import main

Site = Callable[..., Path]

CMS = 'site: {lang: en}\ncollections:\n  notes: {path: "notes/{slug}.md", schema: schemas/n.json}\n'


@pytest.fixture
def notes(site: Site) -> Callable[..., Path]:
    def make(schema: dict[str, object], *texts: str, more: str = "") -> Path:
        gone = ["content/people/ada.yml", "content/people/bob.yml", "content/posts/2026-01-02-bonjour.md"]
        named = {f"content/notes/{number}.md": text for number, text in enumerate(texts)}
        return site({"cms.yml": CMS + more, "schemas/n.json": json.dumps(schema), **dict.fromkeys(gone), **named})

    return make


def fixed(root: Path, number: int = 0) -> str:
    assert main(["fix", "-C", str(root)]) == 0
    return (root / f"content/notes/{number}.md").read_bytes().decode()


@pytest.mark.parametrize(
    "line",
    [
        "title: Le rapport\u2028#annuel",
        "title: \xa0# Le titre",
        "tags: \u202f[Saison 4, x]",
        "tags:\n  - \xa0- a",
        "tags:\n  - \xa0? a",
    ],
)
def test_no_value_is_lost(notes: Callable[..., Path], line: str) -> None:
    text = f"---\n{line}\n---\n"
    assert fixed(notes({}, text)) == text


def test_no_error_takes_the_place_of_another(notes: Callable[..., Path]) -> None:
    schema = {"properties": {"title": {"type": "string", "minLength": 3}}}
    text = "---\ntitle: 'ab '\n---\n"
    assert fixed(notes(schema, text, more="rules: {lint/outer-space: error}\n")) == text


def test_two_files_never_become_the_same(notes: Callable[..., Path]) -> None:
    schema = {"properties": {"code": {"type": "string", "x-unique": True}}}
    root = notes(schema, "---\ncode: ' c1'\n---\n", "---\ncode: 'c1 '\n---\n")
    assert (fixed(root), fixed(root, 1)) == ("---\ncode: 'c1'\n---\n", "---\ncode: 'c1 '\n---\n")
    assert check(str(root)).errors == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntags: [' a ', b, b]\n---\n", "---\ntags: ['a', b]\n---\n"),
        (
            "---\n---\n\n- [Le contexte](#_Toc1)\n- [Fin](#Fin)\n\n##Le contexte\n\n## Fin\n",
            "---\n---\n\n- [Le contexte](#le-contexte)\n- [Fin](#fin)\n\n## Le contexte\n\n## Fin\n",
        ),
        (
            '---\n---\n\n<a href="https://a.test/?fbclid=1">a</a> [b](https://b.test/?utm_source=x)\n',
            "---\n---\n\n[a](https://a.test/) [b](https://b.test/)\n",
        ),
    ],
)
def test_one_run_mends_all(notes: Callable[..., Path], before: str, after: str) -> None:
    assert fixed(notes({}, before)) == after


def test_a_long_list_of_repetitions_is_mended(notes: Callable[..., Path]) -> None:
    root = notes({}, "---\ntags:\n" + "  - a\n" * 40 + "---\n")
    assert fixed(root) == "---\ntags:\n  - a\n---\n"


def test_what_git_could_not_merge_is_left(notes: Callable[..., Path]) -> None:
    text = "---\n---\n\n<<<<<<< HEAD\nUn.\n> b\n=======\nDeux.\n> c\n>>>>>>> x\n"
    assert fixed(notes({}, text)) == text


def test_a_file_that_cannot_be_read_is_left_without_a_word(
    notes: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    text = "---\nx: [\n---\n\n**a **b\n"
    assert fixed(notes({}, text)) == text
    assert capsys.readouterr().out == "nothing to fix automatically\n"


# --- Secrets ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif", "junit"])
def test_no_report_prints_a_secret(notes: Callable[..., Path], form: str, capsys: pytest.CaptureFixture[str]) -> None:
    secret = "Tulipe1987"  # noqa: S105 - of nobody
    link = f"[ lien ](http://marie:{secret}@lilas.fr/x?utm_source=x)"
    root = notes({}, f"---\n---\n\nVoir https://marie:{secret}@lilas.fr/une/longue/adresse et {link} **mot **gras.\n")
    main(["check", "-C", str(root), "--info", "--format", form])
    shown = capsys.readouterr()
    assert "lint/secret" in shown.out
    assert secret not in shown.out + shown.err
