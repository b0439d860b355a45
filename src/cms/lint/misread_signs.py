"""A text → whether some of it may be misread, and what is left of letters that no longer say which they were."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cms.lint.misread import Misread

# One of these stands wherever French was misread; single characters are found in no time.
_SIGNS = "Ã√\u201aðÅÂ¬≈Ì\uf8ff\x80\ufffd¿"
_BEHIND_A = frozenset("€\u201a†„œ\u02dcš")
_SECOND = "€\u201aƒ„…†‡\u02c6‰Š\u2039ŒŽ\u2018’“”•–—\u02dc™š\u203aœžŸ\x80-\xbf"
_HALF = rf"â€(?![{_SECOND}])|(?<=[a-zß-öø-ÿ])Ã(?![{_SECOND}])|\u201aÄ(?=[\s.,;:!?)])"
_LOST = r"(?<=[^\W\d_])(?:ï¿½|ÔøΩ|\ufffd)|(?:ï¿½|ÔøΩ|\ufffd)(?=[^\W\d_])"


def may_be_misread(text: str) -> bool:
    """Whether a text has one of the signs of it: costs a tenth of a look at its words."""
    return not text.isascii() and (any(map(text.__contains__, _SIGNS)) or _has_pair(text))


def _has_pair(text: str) -> bool:
    """Whether `â` stands before what no letter stands before: French has it often, but not as often as others."""
    at = text.find("â")
    while at >= 0:
        if text[at + 1 : at + 2] in _BEHIND_A:
            return True
        at = text.find("â", at + 1)
    return False


def halves(text: str) -> Iterator[Misread]:
    """The first signs of letters whose second one is missing: nothing tells what these letters were."""
    return (Misread(*match.span(), "") for match in re.finditer(_HALF, text))


def lost_letters(text: str) -> Iterator[Misread]:
    """The signs for a letter that couldn't be read, beside other letters."""
    return (Misread(*match.span(), "") for match in re.finditer(_LOST, text))
