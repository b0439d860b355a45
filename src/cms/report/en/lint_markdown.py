"""English messages of the `lint/…` rules for how Markdown is written."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("lint/raw-html", ""): (
        ("HTML isn't published: {tag:code} will be left out", "HTML isn't published: this will be left out"),
        "write it in Markdown, or remove it",
    ),
}
