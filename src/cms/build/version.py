"""What every result depends on besides its inputs: the program and the libraries that it stands on."""

from __future__ import annotations

import os
import sys

from cms import cache


def program_version() -> str:
    """The version of the program as it is installed here, byte for byte."""
    package = os.path.dirname(os.path.dirname(__file__))
    return cache.program_version(package, [path for path in sys.path if path.endswith("-packages")])
