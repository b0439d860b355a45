"""English messages of the `lint/…` rules for links and images."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {}
