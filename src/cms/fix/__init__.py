"""The fix stage: from a text and what is wrong with it to the same text with all of that mended that can be.

A fix replaces places of the text; every other byte of the file stays.
"""

from __future__ import annotations

from cms.fix.harm import Reading
from cms.fix.mending import Mended, mend
from cms.fix.obstacles import must_be_writable
from cms.fix.origins import origins
from cms.fix.splicing import splice
from cms.fix.writing import Stopped, as_stored, place_file, place_files, rewrite

__all__ = [
    "Mended",
    "Reading",
    "Stopped",
    "as_stored",
    "mend",
    "must_be_writable",
    "origins",
    "place_file",
    "place_files",
    "rewrite",
    "splice",
]
