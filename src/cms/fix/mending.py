"""A text and its diagnostics → the text mended, as far as no fix harms anything that it isn't about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from cms.fix.harm import is_harmless
from cms.fix.splicing import splice
from cms.model import Diagnostic, Document, Span

Reading: TypeAlias = Callable[[str], tuple[Document, Sequence[Diagnostic]]]
"""What a text says, and what is wrong with it."""

_ROUNDS = 10
"""Mending one thing may bring another to light, but not for ever."""


class Mended(NamedTuple):
    """A text, mended: the diagnostics that are so no longer, and those whose fixes were left for doing harm."""

    text: str
    fixed: tuple[Diagnostic, ...] = ()
    refused: tuple[Diagnostic, ...] = ()


def mend(
    text: str, read: Reading, is_wanted: Callable[[Diagnostic], bool], causes: Collection[str] = frozenset()
) -> Mended:
    """Apply all fixes of wanted diagnostics, round after round until there are none, or none at all.

    Those of the rules that are `causes` come first, alone: what others say may be their consequence. A fix is left
    where the result couldn't be read, another value would be changed, an error would be new, or the defect would still
    be there.
    """
    before = read(text)
    now = text
    fixed: list[Diagnostic] = []
    refused: list[Diagnostic] = []
    for _ in range(_ROUNDS):
        wanted = [each for each in before[1] if each.fixes and is_wanted(each)]
        known = {_traits(each) for each in refused}
        possible = [each for each in wanted if _traits(each) not in known]
        if not possible:
            return Mended(now, tuple(fixed), tuple(refused))
        todo = _apart([each for each in possible if each.rule in causes] or possible)
        after = _tried(now, before, todo, read)
        if after is None:
            todo, refused = _sorted_out(now, before, todo, read, refused)
            after = _tried(now, before, todo, read) if todo else None
        if after is not None:
            fixed += todo
            before, now = after, after[0].text
    return Mended(text, (), tuple(fixed))


def _sorted_out(
    text: str,
    before: tuple[Document, Sequence[Diagnostic]],
    todo: Sequence[Diagnostic],
    read: Reading,
    refused: Sequence[Diagnostic],
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Of fixes that do harm together, those that can be applied together, and all that are refused by now."""
    harmless: list[Diagnostic] = []
    left = list(refused)
    for each in todo:
        if _tried(text, before, [*harmless, each], read) is None:
            left.append(each)
        else:
            harmless.append(each)
    return harmless, left


def _tried(
    text: str, before: tuple[Document, Sequence[Diagnostic]], todo: Sequence[Diagnostic], read: Reading
) -> tuple[Document, Sequence[Diagnostic]] | None:
    """The text with these fixes, read; None where they do harm or no good."""
    after = read(splice(text, (fix for each in todo for fix in each.fixes)))
    if not is_harmless(before[0], after[0], todo) or _errors(after[1]) > _errors(before[1]):
        return None
    left, there = _fixable(after[1]), _fixable(before[1])
    return after if all(left[_traits(each)] < there[_traits(each)] for each in todo) else None


def _errors(found: Iterable[Diagnostic]) -> int:
    return sum(each.severity == "error" for each in found)


def _fixable(found: Iterable[Diagnostic]) -> Counter[str]:
    return Counter(_traits(each) for each in found if each.fixes)


def _traits(diagnostic: Diagnostic) -> str:
    """What stays the same of a diagnostic though its place moves."""
    return repr((diagnostic.rule, diagnostic.case, diagnostic.pointer, diagnostic.values))


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
