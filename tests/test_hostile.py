"""Bad input gives a diagnostic with a place, or one line and exit code 2; never a traceback; it changes nothing."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

Site = Callable[..., Path]

FRONT = "---\ntitle: Titre\ndate: '2026-01-03'\nstatus: Published\nauthors: [ada]\n---\n\n"
BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
)

CONTENT: list[tuple[str, str | bytes, str]] = [
    ("posts/2026-01-03-a.md", "Bonjour\n", "parse/front-matter"),
    ("posts/2026-01-03-a.md", "---\ntitle: x\n", "parse/front-matter"),
    ("posts/2026-01-03-a.md", b"", "parse/front-matter"),
    ("people/a.yml", "name:\n\t- x\n", "parse/tab"),
    ("people/a.yml", "name: a\nname: b\n", "parse/duplicate-key"),
    ("people/a.yml", BOMB, "parse/alias"),
    ("people/a.yml", "name: " + "- " * 30_000 + "x\n", "parse/"),
    ("people/a.yml", "- " * 30_000 + "x\n", "parse/depth"),
    ("people/a.yml", "name: " + "[" * 30_000, "parse/depth"),
    ("people/a.yml", b"x" * 100_000_000, "parse/size"),
    ("people/a.yml", "name: " + "x" * 300_000, "parse/size"),
    ("people/a.yml", b"name: a\0b\n", "parse/character"),
    ("people/a.yml", b"name: \xf0b\n", "parse/encoding"),
    ("people/a.yml", 'name: "\\ud83d\\ude00"\n', "parse/"),
    ("people/a.yml", "name: 12345678901234567890\n", "parse/number"),
    ("people/a.yml", "name: a\n---\nname: b\n", "parse/documents"),
    ("people/a.yml", "name: !!python/object:os.system x\n", "parse/tag"),
    ("people/a.yml", "? [a, b]\n: c\n", "parse/key"),
    ("people/a.yml", "name: .nan\n", "parse/number"),
    ("people/a.yml", "- a\n", "parse/mapping"),
    ("people/a.yml", "friend: ../../etc/passwd\nname: a\n", "link/unknown"),
    ("posts/2026-01-03-a.md", FRONT + ">" * 50_000 + " x\n", "parse/depth"),
    ("posts/2026-01-03-a.md", FRONT + "<script>alert(1)</script>\n", "lint/raw-html"),
    ("posts/2026-01-03-a.md", FRONT + "[x](javascript:alert)\n", "link/scheme"),
    ("posts/2026-01-03-a.md", FRONT + "![x](../../../../etc/passwd.png)\n", "link/outside"),
]

FINE: list[tuple[str, str | bytes]] = [
    ("people/a.yml", b"\xef\xbb\xbfname: a\r\nstatus: Published\r\n"),
    ("people/a.yml", "name: a\rstatus: Published\r"),
    ("people/a b.yml", "name: a\nstatus: Published\n"),
    ("people/e\u0301te\u0301.yml", "name: a\nstatus: Published\n"),
    ("people/l’été.yml", "name: a\nstatus: Published\n"),
    ("people/it's.yml", "name: a\nstatus: Published\n"),
    ("posts/2026-01-03-a.md", FRONT + "[" * 50_000),
    ("posts/2026-01-03-a.md", FRONT + "*a **b " * 20_000),
]


def cms(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own: a crash is a crash."""
    return subprocess.run(
        [sys.executable, "-m", "cms", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        timeout=60,
    )


def rules_of(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [json.loads(line)["rule"] for line in done.stdout.splitlines()]


def snapshot(root: Path) -> dict[str, str]:
    """Every file but the cache, by its hash."""
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".cms" not in path.relative_to(root).parts[:1]
    }


@pytest.mark.parametrize(
    ("path", "text", "rule"), CONTENT, ids=[f"{rule}-{n}" for n, (_, _, rule) in enumerate(CONTENT)]
)
def test_bad_content_is_a_diagnostic_with_a_place(site: Site, path: str, text: str | bytes, rule: str) -> None:
    root = site({f"content/{path}": text})
    before = snapshot(root)
    done = cms(root, "check", "--format", "json")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert "Traceback" not in done.stderr
    assert done.returncode == (0 if rule == "lint/raw-html" else 1)
    assert [one["rule"].startswith(rule) for one in found] == [True]
    assert found[0]["path"] == f"content/{path}"
    assert found[0]["span"] is not None
    assert snapshot(root) == before


@pytest.mark.parametrize(("path", "text"), FINE, ids=range(len(FINE)))
def test_strange_but_fine_content_is_checked_and_exported(site: Site, path: str, text: str | bytes) -> None:
    root = site({f"content/{path}": text})
    done = cms(root, "export", "--format", "json")
    said = {json.loads(line)["rule"] for line in done.stdout.splitlines()}
    assert (done.returncode, said - {"lint/broken-emphasis"}) == (0, set())  # stars that are printed
    manifest = json.loads((root / "dist/manifest.json").read_bytes())
    assert sum(collection["count"] for collection in manifest["collections"].values()) == 4


def test_a_script_never_reaches_the_bundle(site: Site) -> None:
    body = "<script>alert(1)</script>\n\n<b onclick=x>gras</b> [x](https://x.test 'a\" onload=b')\n\n<svg/onload=y>\n"
    root = site({"content/posts/2026-01-03-a.md": FRONT + body})
    assert cms(root, "export").returncode == 0
    html = json.loads((root / "dist/entries/posts/2026-01-03-a.json").read_bytes())["html"]
    seen: list[tuple[str, list[str]]] = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attributes: seen.append((tag, [name for name, _ in attributes]))  # type: ignore[method-assign,assignment]
    reader.feed(html)
    assert "gras" in html
    assert "<!--" not in html
    assert seen == [("p", []), ("a", ["href", "title"]), ("p", [])]


PEOPLE = "collections:\n  people: {path: 'people/{slug}.yml', schema: schemas/person.schema.json"

SET_UP: list[tuple[dict[str, str | None], str]] = [
    ({"cms.yml": None}, "cms.yml"),
    ({"cms.yml": "collections: [\n"}, "cms.yml:"),
    ({"cms.yml": "collections: {}\ncolour: red\n"}, "cms.yml:2:1"),
    ({"cms.yml": "collections: {a: {path: '../x/{slug}.yml', schema: schemas/person.schema.json}}\n"}, "cms.yml:1:25"),
    ({"cms.yml": "collections: {a: {path: 'x/{slug}.yml', schema: ../person.schema.json}}\n"}, "cms.yml:1:49"),
    ({"cms.yml": "content: ../elsewhere\ncollections: {a: {path: 'x/{slug}.yml', schema: a.json}}\n"}, "cms.yml:1:10"),
    ({"cms.yml": "site: {timezone: Mars/Olympus}\ncollections: {a: {path: 'x/{slug}.yml', schema: a.json}}\n"}, "1:18"),
    ({"schemas/person.schema.json": None}, "schemas/person.schema.json"),
    ({"schemas/person.schema.json": '{"type": "objekt"}'}, "schemas/person.schema.json:1:10"),
    ({"schemas/person.schema.json": '{"type": '}, "schemas/person.schema.json:1:"),
    ({"schemas/person.schema.json": '{"$ref": "https://x.test/a.json"}'}, "schemas/person.schema.json:1:10"),
    ({"schemas/person.schema.json": '{"$ref": "file:///etc/passwd"}'}, "schemas/person.schema.json:1:10"),
    ({"schemas/person.schema.json": '{"$ref": "../../secret.json"}'}, "schemas/person.schema.json:1:10"),
    ({"schemas/person.schema.json": '{"pattern": "("}'}, "schemas/person.schema.json:1:"),
    ({"schemas/person.schema.json": '{"properties": {"a": {"x-reference": "peple"}}}'}, "person.schema.json:1:38"),
    ({"cms.yml": PEOPLE + ", publish: {field: statut}}\n"}, "cms.yml:2:92"),
    ({"cms.yml": PEOPLE + "}\nrules: {lint/raw-htm: off}\n"}, "cms.yml:3:9"),
]


@pytest.mark.parametrize(("files", "place"), SET_UP, ids=range(len(SET_UP)))
@pytest.mark.parametrize("command", ["check", "export"])
def test_a_broken_set_up_says_where_and_exits_with_2(
    site: Site, files: dict[str, str | None], place: str, command: str
) -> None:
    root = site(files)
    done = cms(root, command, "--lang", "en")
    assert done.returncode == 2
    assert place in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "dist").exists()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["check", "--staged"], "Git"),
        (["check", "--ref", "main"], "Git"),
        (["export", "--ref", "main"], "Git"),
        (["check", "absent.md"], "absent.md"),
        (["export", "--at", "demain"], "demain"),
        (["export", "-o", "content"], "content"),
        (["export", "-o", "."], "."),
        (["export", "-o", "cms.yml"], "cms.yml"),
        (["explain", "schema/enumm"], "schema/enum"),
        (["new", "postes", "x"], "posts"),
        (["new", "posts"], "titre"),
        (["bogus"], "bogus"),
        ([], "usage"),
    ],
)
def test_wrong_use_is_a_line_and_exit_code_2(site: Site, arguments: list[str], word: str) -> None:
    root = site()
    before = snapshot(root)
    done = cms(root, *arguments, LANG="C")
    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert snapshot(root) == before


def test_odd_repositories_are_survived(site: Site, git: Callable[..., str]) -> None:
    empty = site(name="vide")
    git(empty, "init", "-q", "-b", "main")
    assert cms(empty, "check").returncode == 0
    assert cms(empty, "check", "--staged").returncode in {0, 2}
    assert cms(empty, "export", "--ref", "HEAD").returncode == 2
    git(empty, "add", ".")
    git(empty, "commit", "-qm", "x")
    git(empty, "commit", "-qm", "y", "--allow-empty")
    git(empty, "checkout", "-q", "--detach")
    assert cms(empty, "export", "--ref", "HEAD").returncode == 0
    assert cms(empty, "export", "--ref", "--output=x").returncode == 2


def test_a_shallow_clone_invents_no_dates(site: Site, git: Callable[..., str], tmp_path: Path) -> None:
    root = site()
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "x")
    git(root, "commit", "-qm", "y", "--allow-empty")
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), "clone")
    dates = {}
    for folder in (root, tmp_path / "clone"):
        assert cms(folder, "export").returncode == 0
        entry = json.loads((folder / "dist/entries/people/ada.json").read_bytes())
        manifest = json.loads((folder / "dist/manifest.json").read_bytes())
        dates[folder.name] = (entry["createdAt"], entry["updatedAt"], manifest["git"]["history"])
    assert dates == {root.name: ("2026-01-05T09:00:00Z",) * 2 + ("full",), "clone": (None, None, "none")}


def test_output_that_cannot_be_encoded_is_escaped(site: Site) -> None:
    root = site({"content/people/été.yml": "nom: «»\n"})
    done = cms(root, "check", PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 1
    assert "\\xe9" in done.stdout


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are texts there")
def test_a_staged_name_that_is_no_text_is_said_and_may_be_deleted(site: Site, git: Callable[..., str]) -> None:
    root = site({".gitignore": ".cms/\n"})
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x")
    name = b"content/people/\xff.yml"
    Path(os.fsdecode(os.fsencode(root) + b"/" + name)).write_text("name: Zoé\nstatus: Published\n")
    git(root, "add", "-A")
    found = cms(root, "check", "--staged", "--format", "json")
    assert (found.returncode, [json.loads(line)["rule"] for line in found.stdout.splitlines()]) == (
        1,
        ["link/file-name"],
    )
    assert cms(root, "check", os.fsdecode(name), "--format", "json").stdout == found.stdout
    git(root, "commit", "-qm", "y")
    git(root, "rm", "-rq", "content/people")
    found = cms(root, "check", "--staged", "--format", "json")
    assert (found.returncode, [json.loads(line)["rule"] for line in found.stdout.splitlines()]) == (1, ["link/deleted"])
    assert cms(root, "check", os.fsdecode(name)).returncode == 2
