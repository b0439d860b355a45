"""How the running cms was installed → the line of a requirements.txt that installs it elsewhere."""

from __future__ import annotations

import json
from importlib.metadata import Distribution, PackageNotFoundError, distribution

DISTRIBUTION = "dataforgood-cms"


def requirement() -> str | None:
    """The requirement that gives others this cms, or None where only this machine has it."""
    try:
        return requirement_of(distribution(DISTRIBUTION))
    except PackageNotFoundError:
        return None


def requirement_of(installed: Distribution) -> str | None:
    """The requirement of an installed distribution: its version on an index, or the address that it came from.

    Its `direct_url.json` says that address (https://packaging.python.org/en/latest/specifications/direct-url/).
    """
    text = installed.read_text("direct_url.json")
    if text is None:
        return f"{installed.name}=={installed.version}"
    origin = json.loads(text)
    url = str(origin.get("url", ""))
    if not url.startswith(("https://", "http://", "ssh://")):
        return None
    source = origin.get("vcs_info")
    if source is None:
        return f"{installed.name} @ {url}"
    return f"{installed.name} @ {source['vcs']}+{url}@{source['commit_id']}"
