"""What several commands read from their arguments."""

from __future__ import annotations

import argparse

from cms.model import CmsError


def where_of(options: argparse.Namespace) -> str:
    """Which tree the arguments mean: `work`, `index` or `ref:<revision>`."""
    if options.ref is not None:
        return f"ref:{options.ref}"
    return "index" if getattr(options, "staged", False) else "work"


def instant_of(text: str | None) -> int | None:
    """An instant from the command line, in seconds since 1970; without an offset it is UTC. Raises CmsError."""
    if text is None:
        return None
    from cms.instants import starts  # noqa: PLC0415 - loads time zones, which most runs don't need

    seconds = starts(text, "UTC")
    if seconds is None:
        raise CmsError("setup/instant", {"text": text})
    return seconds
