"""A text as libyaml may see it: without the characters that YAML 1.2 takes as they are, but libyaml doesn't."""

from __future__ import annotations

import re

# For libyaml, the first three end a line; the last one vanishes at the beginning of a line, and shifts what follows.
_MISREAD = "\x85\u2028\u2029\ufeff"
_PRIVATE = range(0xF0000, 0xFFFFE)


def hide(text: str) -> tuple[str, dict[int, str] | None]:
    """The text with private characters in place of misread ones, so that all offsets stay true.

    With it comes the table for `str.translate` that puts them back; None where there is nothing to put back.
    """
    misread = [character for character in _MISREAD if character in text]
    if not misread:
        return text, None
    used = set(text) | {chr(int(code, 16)) for code in re.findall(r"(?=(000[fF][0-9a-fA-F]{4}))", text)}
    # A text short enough to be read as data can't use all of them.
    free = (code for code in _PRIVATE if chr(code) not in used)
    restore = {next(free): character for character in misread}
    return text.translate({ord(character): code for code, character in restore.items()}), restore
