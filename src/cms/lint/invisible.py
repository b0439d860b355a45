"""The characters that nobody sees, and which of them a script or an emoji needs."""

from __future__ import annotations

import re

INVISIBLE = (
    "[\xad\x85\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0001-\U000e007f]"
)
DIRECTION = "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_JOINED_SCRIPTS = "[\u0600-\u1cff\ua800-\uabff\U00010a00-\U00011fff]"
_PICTURE = "[\xa9\xae\u2190-\u2bff\u3030-\u3299\U0001f000-\U0001faff]"
_PICTURE_END = rf"{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]?$"
_JOINERS = frozenset("\u200b\u200c\u200d\u2060\u180e")
_NEAR = 500
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]{1,16}\U000e007f"


def is_needed(text: str, character: str, at: int) -> bool:
    """Whether a script or an emoji needs the character where it stands."""
    if re.match(DIRECTION, character):
        line = text[max(at - _NEAR, 0) : at].rpartition("\n")[2] + text[at : at + _NEAR].partition("\n")[0]
        return re.search(_RIGHT_TO_LEFT, line) is not None
    if character >= "\U000e0000":
        return any(
            flag.start() <= at < flag.end() for flag in re.compile(_FLAG).finditer(text, max(at - 20, 0), at + 20)
        )
    before = text[max(at - 2, 0) : at]
    if character in _JOINERS and re.match(_JOINED_SCRIPTS, before[-1:]):
        return True
    return character == "\u200d" and bool(re.search(_PICTURE_END, before) and re.match(_PICTURE, text[at + 1 : at + 2]))


def line_at(text: str, at: int) -> tuple[int, int]:
    """Where the line around an offset starts and ends."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end
