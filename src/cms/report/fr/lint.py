"""French messages of the `lint/…` rules: what is allowed, and better avoided."""

from __future__ import annotations

from cms.report.fr import lint_addresses, lint_data, lint_links, lint_markdown, lint_site, lint_text, lint_values
from cms.report.words import Messages

MESSAGES: Messages = {
    **lint_text.MESSAGES,
    **lint_data.MESSAGES,
    **lint_values.MESSAGES,
    **lint_addresses.MESSAGES,
    **lint_links.MESSAGES,
    **lint_markdown.MESSAGES,
    **lint_site.MESSAGES,
}
