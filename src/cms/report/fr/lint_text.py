"""French messages of the `lint/…` rules for text anywhere in a file."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {}
