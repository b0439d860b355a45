"""French messages of the `lint/…` rules for how Markdown is written."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("lint/raw-html", ""): (
        ("le HTML n’est pas publié : {tag:code} sera omis", "le HTML n’est pas publié : ce passage sera omis"),
        "l’écrire en Markdown, ou le supprimer",
    ),
}
