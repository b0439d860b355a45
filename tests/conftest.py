"""What several tests start from: a small repository of their own, and Hypothesis without clocks."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "cms",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("cms")

Files = Mapping[str, str | bytes]

CMS_YML = """\
site: {title: Essai, url: https://essai.test, lang: fr, timezone: Europe/Paris}
collections:
  posts:
    path: "posts/{date}-{slug}.md"
    schema: schemas/post.schema.json
    url: "/blog/{slug}/"
    order: [-date, title]
  people:
    path: "people/{slug}.yml"
    schema: schemas/person.schema.json
    order: [name]
"""

POST: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
    "required": ["title", "date", "status", "authors"],
    "properties": {
        "title": {"type": "string", "title": "Titre"},
        "date": {"type": "string", "format": "date"},
        "status": {"enum": ["Draft", "Published"], "default": "Draft"},
        "authors": {"type": "array", "minItems": 1, "items": {"type": "string", "x-reference": "people"}},
        "reviewer": {"type": "string", "x-reference": "people"},
        "team": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["person"],
                "properties": {"person": {"type": "string", "x-reference": "people"}, "role": {"type": "string"}},
            },
        },
        "related": {"type": "array", "items": {"type": "string", "x-reference": ["posts", "people"]}},
        "code": {"type": "string", "x-unique": True},
        "tags": {"type": "array", "items": {"type": "string"}},
        "cover": {"type": "string", "x-asset": "image"},
        "summary": {"type": "string", "x-markdown": True},
        "updated": {"type": "string", "format": "date-time"},
        "publishDate": {"type": "string"},
        "expiryDate": {"type": "string"},
    },
}

PERSON: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "status": {"enum": ["Draft", "Published"], "default": "Published"},
        "publishDate": {"type": "string"},
        "expiryDate": {"type": "string"},
        "friend": {"type": "string", "x-reference": "people"},
    },
}

SITE: Files = {
    "cms.yml": CMS_YML,
    "schemas/post.schema.json": json.dumps(POST),
    "schemas/person.schema.json": json.dumps(PERSON),
    "content/people/ada.yml": "name: Ada\nstatus: Published\n",
    "content/people/bob.yml": "name: Bob\nstatus: Published\n",
    "content/posts/2026-01-02-bonjour.md": (
        "---\ntitle: Bonjour\ndate: '2026-01-02'\nstatus: Published\nauthors:\n  - ada\n---\n\n## Début\n\nUn texte.\n"
    ),
}


def write_files(root: Path, files: Files) -> Path:
    """Write files below a folder."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Path]:
    """Make the small repository, with files of the test's own on top (None takes one away). Not in Git."""

    def make(files: Mapping[str, str | bytes | None] | None = None, name: str = "dépôt d’essai") -> Path:
        wanted = {**SITE, **(files or {})}
        return write_files(tmp_path / name, {path: text for path, text in wanted.items() if text is not None})

    return make


@pytest.fixture
def git() -> Callable[..., str]:
    """Run git in a folder and return what it prints."""

    def run(folder: Path, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True)
        return done.stdout.decode().strip()

    return run


@pytest.fixture(scope="session", autouse=True)
def can_be_interrupted() -> None:
    """Processes that tests start heed Ctrl-C, even where the tests run in the background, which ignores it."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on the user's Git configuration, locale, terminal or on running in a hook or in CI."""
    for name in list(os.environ):
        if name.startswith(("GIT_", "GITHUB_", "LC_")) or name in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}:
            monkeypatch.delenv(name)
    who = {"NAME": "Ada", "EMAIL": "ada@example.org", "DATE": "2026-01-05T10:00:00+01:00"}
    for role in ("AUTHOR", "COMMITTER"):
        for name, value in who.items():
            monkeypatch.setenv(f"GIT_{role}_{name}", value)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("LANG", "C.UTF-8")
