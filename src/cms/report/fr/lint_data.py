"""French messages of the `lint/…` rules for what data says."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {}
