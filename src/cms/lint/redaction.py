"""What was found in a file with a secret in it → the same, without the secret: reports are often public."""

from __future__ import annotations

from collections.abc import Sequence

from cms.model import Diagnostic, Json
from cms.positions import line_starts, offsets_of

RULE = "lint/secret"
_HIDDEN = "•••"


def redacted(found: Sequence[Diagnostic], text: str) -> list[Diagnostic]:
    """The diagnostics; where some speak of secrets, the others don't quote these, nor do their fixes."""
    if not any(each.rule == RULE for each in found):
        return list(found)
    starts = line_starts(text)
    spans = [span for each in found if each.rule == RULE for _, span in ((each.path, each.span), *each.related)]
    secrets = {text[slice(*offsets_of(starts, span))] for span in spans if span is not None}
    return [each if each.rule == RULE else _without(each, sorted(secrets, key=len, reverse=True)) for each in found]


def _without(found: Diagnostic, secrets: Sequence[str]) -> Diagnostic:
    values = {name: _hidden(value, secrets) for name, value in found.values.items()}
    fixes = () if any(secret in fix.replacement for fix in found.fixes for secret in secrets) else found.fixes
    return found._replace(values=values, fixes=fixes)


def _hidden(value: Json, secrets: Sequence[str]) -> Json:
    if isinstance(value, list):
        return [_hidden(item, secrets) for item in value]
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, _HIDDEN)
    return value
