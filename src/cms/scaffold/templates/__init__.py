"""The files of a new repository that hold more prose than data, in each language; `@@name@@` is a hole."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

_HOLE = re.compile(r"@@(\w+)@@")


def filled(folder: str, name: str, values: Mapping[str, str] | None = None) -> str:
    """A template's text with its holes filled. Raises KeyError for a hole without a value."""
    path = os.path.join(os.path.dirname(__file__), folder, name)
    with open(path, encoding="utf-8") as file:
        return _HOLE.sub(lambda hole: (values or {})[hole[1]], file.read())
