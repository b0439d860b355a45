"""A rule's page → its description in a SARIF log."""

from __future__ import annotations

import re

from cms.model import Json
from cms.report.look import Page

LEVELS = {"error": "error", "warning": "warning", "info": "note"}

_LONGEST = 1024
"""Characters of a description that GitHub takes."""


def rule(name: str, page: Page | None) -> dict[str, Json]:
    """A rule with its whole page as its help; GitHub demands both descriptions and the help's text."""
    text = page.text if page else name
    paragraph = _first_paragraph(text) or name
    described: dict[str, Json] = {
        "id": name,
        "name": "".join(part[:1].upper() + part[1:] for part in re.split("[/-]", name)),
        "shortDescription": {"text": re.split(r"(?<=[.!?])\s", paragraph)[0][:_LONGEST]},
        "fullDescription": {"text": paragraph[:_LONGEST]},
        "help": {"text": text, "markdown": text},
    }
    if page and page.level == "off":
        described["defaultConfiguration"] = {"enabled": False}
    elif page and page.level:
        described["defaultConfiguration"] = {"level": LEVELS[page.level]}
    return described


def _first_paragraph(text: str) -> str:
    """The first paragraph below the heading, on one line."""
    paragraphs = (part for part in text.split("\n\n") if not part.startswith("#"))
    return " ".join(next(paragraphs, "").split("\n"))
