"""A text read as Windows-1252 by mistake → where a no-break space that was half of a character became a plain one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cms.lint.misread import Misread

# `à` is the two bytes of `Ã` and of a no-break space, and a no-break space those of `Â` and of another.
_KEPT = r"[A-Za-z0-9\"'(\[«“*_:;!?»\xc0\xc1\xc3-\xe1\xe3-\xff]|â€[œ\u02dc\"]"
_GRAVE = rf"(?m)(?<![A-Z])Ã(?:$|(?= (?:{_KEPT}))| )"
_HARD = r"(?:(?<=[^\sA-Z])|(?<=Ã ))Â (?=\S)|(?<=[A-Z])Â (?=[:;!?%]|Â»|â\u201a¬)"


def restored(text: str) -> Iterator[Misread]:
    """What stands for `à` and for a no-break space, in a text known to be misread.

    Of two spaces behind `Ã` the first was half of the letter; one before a word was left of two.
    """
    yield from (Misread(*match.span(), "à") for match in re.finditer(_GRAVE, text))
    yield from (Misread(*match.span(), "\N{NO-BREAK SPACE}") for match in re.finditer(_HARD, text))
