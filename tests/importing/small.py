"""A small repository with a mapping of its own, an export, and what importing the one into the other gives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.conftest import POST, write_files

from cms.build.importing import Imported, Order, import_content
from cms.outcomes import Outcome

Site = Callable[..., Path]
Files = dict[str, str | bytes]

PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)
GIF = b"GIF89a" + bytes(60)

RELATED = {"type": "array", "items": {"type": "string", "x-reference": "posts"}}
SCHEMA = json.dumps({**POST, "properties": {**POST["properties"], "related": RELATED}})

USUAL = {
    "title": "title",
    "date": "file.date",
    "status": "{value: Published}",
    "authors": "{from: author, entry: people}",
    "tags": "keywords",
    "cover": "picture",
}
PEOPLE = "entries:\n  people:\n    id: ['{name}']\n    fields: {name: name, status: {value: Published}}\n"


def mapping(more: str = "", *, rule: str = "", people: str = PEOPLE, **fields: str) -> str:
    """A mapping of posts: recipes of the test's own beside the usual, more of the rule, and more at the top level."""
    recipes = "".join(f"      {name}: {recipe}\n" for name, recipe in {**USUAL, **fields}.items())
    start = (
        "files:\n  - path: 'posts/{date}-{name}.md'\n    to: posts\n    id: ['{slug}', '{title}', '{file.name}']\n"
        f"    url: '/vieux/{{file.name}}'\n    fields:\n{recipes}"
    )
    return start + (f"    {rule}\n" if rule else "") + people + more


def post(body: str = "Un texte.\n", **values: str) -> str:
    """A post of the old site: its values as YAML."""
    usual = {"title": "Le bilan", "author": "Zoé Œil"}
    lines = "".join(f"{name}: {value}\n" for name, value in {**usual, **values}.items())
    return f"---\n{lines}---\n\n{body}"


OLD = "posts/2026-03-04-bilan.md"
NEW = "content/posts/2026-03-04-le-bilan.md"
OTHER = "posts/2026-03-05-autre.md"


def imported(root: Path, source: Path, *splits: str, write: bool = True, **options: object) -> Imported:
    """Import a source with the repository's mapping `essai`."""
    order = Order("essai", str(source), splits, **options)  # type: ignore[arg-type]  # a test's own options
    return import_content(str(root), order, write=write, progress=lambda _done, _total: None)


def export(root: Path, files: Files) -> Path:
    """Write an export beside a repository."""
    return write_files(root.parent / "l’export de l’été", files)


def outcomes(done: Imported, reason: str) -> list[Outcome]:
    """What came to be for one reason."""
    return [outcome for outcome in done.outcomes if outcome.reason == reason]


def files_of(root: Path) -> dict[str, bytes]:
    """All files of a repository by path."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def made_of(site: Site, files: Files, map_text: str = "", *splits: str, **options: object) -> tuple[Path, Imported]:
    """The repository and what importing an export into it did."""
    root = site({"imports/essai.yml": map_text or mapping(), "schemas/post.schema.json": SCHEMA})
    return root, imported(root, export(root, files), *splits, **options)  # type: ignore[arg-type]  # as above


def body_of(site: Site, body: str, map_text: str = "", files: Files | None = None) -> str:
    """What becomes of a post's body, and nothing else of it."""
    root, _ = made_of(site, {OLD: post(body), **(files or {})}, map_text)
    return (root / NEW).read_text(encoding="utf-8").partition("\n---\n")[2].lstrip("\n")


def cms(
    folder: Path, *arguments: str, before: Sequence[str] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a folder, by a command that is put `before` it."""
    command = [*before, sys.executable, "-m", "cms", *arguments]
    variables = {**os.environ, **environment}
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False, env=variables)
