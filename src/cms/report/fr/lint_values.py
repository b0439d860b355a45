"""French messages of the `lint/…` rules for single values of the data."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {}
