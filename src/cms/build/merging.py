"""What is said of files by themselves and of the same places among others → one diagnostic a cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cms.model import Diagnostic, Owner, Span

_CAUSES: Mapping[str, tuple[str, ...]] = {
    # An address without its scheme leads to a file that nobody meant.
    "lint/broken-address": ("link/missing-file", "link/dead-link", "link/outside"),
}

_Said = tuple[Diagnostic, Owner | None]


def merged(said: Iterable[_Said]) -> Iterator[_Said]:
    """All but the consequences of a cause that is said as well, which is as severe as they are."""
    everything = list(said)
    causes = [found for found, _ in everything if found.rule in _CAUSES]
    if not causes:
        yield from everything
        return
    by_path: dict[str, list[Diagnostic]] = {}
    for cause in causes:
        by_path.setdefault(cause.path, []).append(cause)
    severe = set()
    left = []
    for found, owner in everything:
        known = [cause for cause in by_path.get(found.path, ()) if _is_of(found, cause)]
        if not known:
            left.append((found, owner))
        elif found.severity == "error":
            severe.add((known[0].path, known[0].span))
    for found, owner in left:
        is_severe = found.rule in _CAUSES and (found.path, found.span) in severe
        yield (found._replace(severity="error") if is_severe else found), owner


def _is_of(found: Diagnostic, cause: Diagnostic) -> bool:
    return found.rule in _CAUSES[cause.rule] and _overlap(found.span, cause.span)


def _overlap(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one[:2] < other[2:] and other[:2] < one[2:]
