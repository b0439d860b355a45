"""What programs read: JSON lines, GitHub's commands, and the lines that end a command's output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cms.model import Diagnostic, Fix, Related, Severity, Span
from cms.report import FORMATS, LANGS, Look, Summary, exported_line, stopped_line, summarise

ENUM = Diagnostic(
    "schema/enum",
    "content/posts/a, b: 100%.md",
    Span(4, 9, 4, 16),
    {"name": "status", "options": ["Draft", "Published"], "found": "Publish", "suggestion": "Published"},
    pointer="/status",
    related=(Related("content/posts/c.md", Span(1, 1, 1, 4)),),
    fixes=(Fix(Span(4, 9, 4, 16), "Published"),),
)


def _lines(name: str, *diagnostics: Diagnostic, lang: str = "en") -> list[str]:
    return list(FORMATS[name](diagnostics, Look(lang, colour=False, width=80, text_of=lambda _: None)))


# --- JSON ------------------------------------------------------------------------------------------------------------


def test_json_has_every_key_in_order() -> None:
    (line,) = _lines("json", ENUM)
    span = {"line": 4, "column": 9, "endLine": 4, "endColumn": 16}
    assert list(json.loads(line).items()) == [
        ("rule", "schema/enum"),
        ("severity", "error"),
        ("message", "`status` must be one of Draft, Published; it is `Publish`"),
        ("help", "did you mean `Published`?"),
        ("path", "content/posts/a, b: 100%.md"),
        ("span", span),
        ("pointer", "/status"),
        ("related", [{"path": "content/posts/c.md", "span": {"line": 1, "column": 1, "endLine": 1, "endColumn": 4}}]),
        ("fixes", [{"span": span, "replacement": "Published"}]),
        ("docs", "cms explain schema/enum"),
    ]


def test_json_is_one_line_a_diagnostic_and_nothing_else() -> None:
    bare = Diagnostic("parse/yaml", "content/é\n.md")
    lines = list(FORMATS["json"]([ENUM, bare], Look("fr", True, 80, lambda _: None, Summary(2, 2, 0))))  # noqa: FBT003 - colour
    assert len(lines) == 2
    assert "é" in lines[1]
    assert json.loads(lines[1])["span"] is None
    assert json.loads(lines[1])["path"] == "content/é\n.md"


# --- GitHub ----------------------------------------------------------------------------------------------------------


def test_github_escapes_what_it_must() -> None:
    (line,) = _lines("github", ENUM)
    assert line == (
        "::error file=content/posts/a%2C b%3A 100%25.md,line=4,col=9,endLine=4,endColumn=16,title=schema/enum"
        "::`status` must be one of Draft, Published; it is `Publish`%0Asee also content/posts/c.md:1:1"
        "%0Ahelp: did you mean `Published`?"
    )


@pytest.mark.parametrize(
    ("span", "properties"),
    [
        (None, "title=parse/tab"),
        (Span(2, 1, 2, 3), "line=2,col=1,endLine=2,endColumn=3,title=parse/tab"),
        (Span(2, 4, 2, 4), "line=2,col=4,endLine=2,endColumn=4,title=parse/tab"),
        (Span(2, 4, 5, 3), "line=2,endLine=5,title=parse/tab"),
        (Span(2, 4, 5, 1), "line=2,endLine=4,title=parse/tab"),
        (Span(2, 4, 3, 1), "line=2,endLine=2,title=parse/tab"),
    ],
)
def test_github_gets_columns_on_one_line_only(span: Span | None, properties: str) -> None:
    (line,) = _lines("github", Diagnostic("parse/tab", "a.yml", span))
    assert line.startswith(f"::error file=a.yml,{properties}::")


@pytest.mark.parametrize(("severity", "command"), [("error", "error"), ("warning", "warning"), ("info", "notice")])
def test_github_commands(severity: Severity, command: str) -> None:
    (line,) = _lines("github", Diagnostic("parse/tab", "a.yml", severity=severity), lang="fr")
    assert line.startswith(f"::{command} file=a.yml,")
    french = line.partition("::cette ")[2].replace("\N{NO-BREAK SPACE}", " ")
    assert french == "ligne est décalée par une tabulation%0Aaide : la remplacer par des espaces, deux par niveau"


def test_a_file_name_can_start_no_command_of_its_own() -> None:
    for name in FORMATS:
        for line in _lines(name, Diagnostic("parse/tab", "a\n::error::gotcha\r\n.md", Span(1, 1, 1, 2))):
            assert "\n" not in line
            assert "\r" not in line


# --- Counts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "english", "french"),
    [
        ((0, 0, 0), "0 files checked: no errors", "0 fichier vérifié : aucune erreur"),
        ((1, 0, 0), "1 file checked: no errors", "1 fichier vérifié : aucune erreur"),
        ((2, 1, 0), "2 files checked: 1 error", "2 fichiers vérifiés : 1 erreur"),
        ((2, 0, 1), "2 files checked: no errors, 1 warning", "2 fichiers vérifiés : aucune erreur, 1 avertissement"),
        (
            (12480, 0, 1000),
            "12,480 files checked: no errors, 1,000 warnings",
            "12_480 fichiers vérifiés : aucune erreur, 1_000 avertissements",
        ),
    ],
)
def test_summary(counts: tuple[int, int, int], english: str, french: str) -> None:
    french = french.replace(" :", "\N{NO-BREAK SPACE}:").replace("_", "\N{NARROW NO-BREAK SPACE}")
    assert summarise(Summary(*counts), "en") == english
    assert summarise(Summary(*counts), "fr") == french


def test_text_ends_with_the_counts_where_they_are_given() -> None:
    look = Look("en", colour=False, width=80, text_of=lambda _: None, summary=Summary(3, 0, 0))
    assert list(FORMATS["text"]([], look)) == ["3 files checked: no errors"]
    assert list(FORMATS["text"]([], look._replace(summary=None))) == []


def test_exports() -> None:
    assert (
        exported_line(126, 12, 114, 1, "dist", "en")
        == "126 entries exported to `dist`: 12 files written, 114 unchanged, 1 deleted"
    )
    assert exported_line(1, 0, 9, 0, "dist", "en") == "1 entry exported to `dist`: 0 files written, 9 unchanged"
    french = exported_line(126, 12, 114, 1, "dist", "fr").replace("\N{NO-BREAK SPACE}", " ")
    assert french == "126 entrées exportées dans `dist` : 12 fichiers écrits, 114 inchangés, 1 supprimé"
    assert stopped_line(1, "dist", "en") == "nothing was written to `dist`: 1 problem to solve first"
    french = stopped_line(3, "dist", "fr").replace("\N{NO-BREAK SPACE}", " ")
    assert french == "rien n’a été écrit dans `dist` : 3 problèmes à corriger d’abord"


# --- Cost ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_a_clean_run_loads_no_messages(lang: str) -> None:
    code = f"""
import sys
from cms.report import FORMATS, Look, Summary
print(*FORMATS["text"]([], Look({lang!r}, False, 80, lambda path: None, Summary(1, 0, 0))))
heavy = {{"rich", "pydantic", "orjson", "dataclasses", "inspect", "pathlib", "asyncio", "wcwidth"}}
print(sorted(name for name in sys.modules if name in heavy or name.startswith("cms.report.{lang}.")))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[1] == "[]"


def test_every_format_is_documented() -> None:
    page = (Path(__file__).parent.parent / "docs/maintainers.md").read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"`{name}`" not in page] == []
