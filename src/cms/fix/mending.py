"""A text and its diagnostics → the text mended, as far as no fix harms anything that it isn't about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from cms.fix.harm import Reading, is_harmless
from cms.fix.splicing import splice
from cms.model import Diagnostic, Fix, Span

Read: TypeAlias = Callable[[str], Reading]

_ROUNDS = 50
"""Mending one thing may bring another to light, but not for ever."""
_CHANCES = 3
"""So often what was refused is tried again, when something else has been mended meanwhile."""


class Mended(NamedTuple):
    """A text, mended: what is so no longer, what is left since its fixes would do harm, and the fixes of each round."""

    text: str
    fixed: tuple[Diagnostic, ...] = ()
    refused: tuple[Diagnostic, ...] = ()
    rounds: tuple[tuple[Fix, ...], ...] = ()


def mend(
    text: str, read: Read, is_wanted: Callable[[Diagnostic], bool], causes: Collection[str] = frozenset()
) -> Mended:
    """Apply all fixes of wanted diagnostics, round after round until there are none.

    Those of the rules that are `causes` come first, alone: what others say may be their consequence. A fix is left
    where the result couldn't be read, another value would be changed, an error would be new, or the defect would still
    be there.
    """
    now = read(text)
    fixed: list[Diagnostic] = []
    refused: set[str] = set()
    rounds: list[tuple[Fix, ...]] = []
    chances = _CHANCES
    while len(rounds) < _ROUNDS:
        wanted = [each for each in now[1] if each.fixes and is_wanted(each)]
        possible = [each for each in wanted if _traits(each) not in refused]
        todo = _apart([each for each in possible if each.rule in causes] or possible)
        good = _good(now, todo, read)
        refused |= {_traits(each) for each in todo if each not in good}
        if good:
            now = _tried(now, good, read) or now
            fixed += good
            rounds.append(tuple(fix for each in good for fix in each.fixes))
        elif refused and rounds and chances and not possible:
            refused, chances = set(), chances - 1
        elif not possible:
            break
    left = [each for each in now[1] if each.fixes and is_wanted(each)]
    return Mended(now[0].text, tuple(fixed), tuple(left), tuple(rounds))


def _good(now: Reading, todo: Sequence[Diagnostic], read: Read) -> list[Diagnostic]:
    """Those of some fixes that do good and no harm, together: halves that do are taken whole."""
    good: list[Diagnostic] = []

    def take(part: Sequence[Diagnostic]) -> None:
        if not part:
            return
        if _tried(now, [*good, *part], read) is not None:
            good.extend(part)
        elif len(part) > 1:
            take(part[: len(part) // 2])
            take(part[len(part) // 2 :])

    take(todo)
    return good


def _tried(now: Reading, todo: Sequence[Diagnostic], read: Read) -> Reading | None:
    """The text with these fixes, read; None where they do harm or no good."""
    after = read(splice(now[0].text, (fix for each in todo for fix in each.fixes)))
    if not is_harmless(now, after, todo):
        return None
    left, there = _fixable(after[1]), _fixable(now[1])
    return after if all(left[_traits(each)] < there[_traits(each)] for each in todo) else None


def _fixable(found: Iterable[Diagnostic]) -> Counter[str]:
    return Counter(_traits(each) for each in found if each.fixes)


def _traits(diagnostic: Diagnostic) -> str:
    """What stays the same of a diagnostic though its place moves, in the text or in a list."""
    field = re.sub(r"/\d+(?=/|$)", "/*", diagnostic.pointer)
    return repr((diagnostic.rule, diagnostic.case, field, diagnostic.values))


def _apart(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those whose fixes overlap no earlier one's, nor touch it; the others' turn comes when these are applied."""
    taken: list[Span] = []
    apart = []
    for each in diagnostics:
        spans = [fix.span for fix in each.fixes]
        if not any(_touch(one, other) for one in spans for other in taken):
            apart.append(each)
            taken += spans
    return apart


def _touch(one: Span, other: Span) -> bool:
    return one[:2] <= other[2:] and other[:2] <= one[2:]
