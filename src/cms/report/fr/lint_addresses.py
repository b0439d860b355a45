"""French messages of the `lint/…` rules for addresses, in links and elsewhere."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {}
