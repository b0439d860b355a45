"""What was meant by the name of something that doesn't exist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cms.closest import closest
from cms.model import Entry, Key, Reference

_MOST = 100
"""How many searches among all ids are worth their time: where more names lead nowhere, there is another cause."""


class Suggestions:
    """Looks for what was meant among all entries; what it needs for that is made at its first use."""

    def __init__(self, known: Mapping[Key, Entry]) -> None:
        self._known = known
        self._left = _MOST
        self._folded: dict[Key, str] | None = None

    def same_but_for_case(self, reference: Reference) -> str | None:
        """The id as a reference may write it that differs from what is written only in case."""
        if self._folded is None:
            self._folded = {(collection, identity.casefold()): identity for collection, identity in self._known}
        if len(reference.targets) == 1:
            return self._folded.get((reference.targets[0], reference.id.casefold()))
        collection, _, rest = reference.id.casefold().partition("/")
        for target in reference.targets:
            found = self._folded.get((target, rest))
            if target.casefold() == collection and found is not None:
                return f"{target}/{found}"
        return None

    def nearest(self, reference: Reference) -> str | None:
        """The id that was most likely meant, as a reference may write it."""
        several = len(reference.targets) > 1
        keys = (key for key in self._known if key[0] in reference.targets)
        return self.among(reference.id, ("/".join(key) if several else key[1] for key in keys))

    def among(self, word: str, candidates: Iterable[str]) -> str | None:
        """The candidate that was most likely meant by a word."""
        if not self._left:
            return None
        self._left -= 1
        return closest(word, candidates)
