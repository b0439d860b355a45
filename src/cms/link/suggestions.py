"""What was meant by the name of something that doesn't exist: said when a diagnostic is shown, not when it is found.

So what is found of an entry depends on the names that it uses, and not on all that there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from cms.closest import closest_of, ready
from cms.link.targets import bare
from cms.model import Diagnostic, Fix, Media
from cms.positions import line_starts, offsets_of, span_between

_MOST = 100
"""So many names are looked for among all names of their kind: where more lead nowhere, there is another cause."""


class Known(NamedTuple):
    """All that there is: the ids of a collection, addresses, paths of files. Each is asked for only if needed."""

    ids: Callable[[str], Iterable[str]]
    urls: Callable[[], Iterable[str]]
    paths: Callable[[], Iterable[str]]


def suggest(diagnostics: Iterable[Diagnostic], known: Known, media: Media) -> Iterator[Diagnostic]:
    """The diagnostics, of which those of names without an owner say what was most likely meant."""
    names = _Names(known, media)
    for found in diagnostics:
        if found.rule in _SEARCHES and "suggestion" not in found.values:
            yield _SEARCHES[found.rule](found, names)
        else:
            yield found


def mendable(found: Diagnostic, text: str) -> Diagnostic:
    """The diagnostic with a fix where what was meant is beyond doubt: an id that differs in case alone."""
    if found.case != "case-only" or found.span is None or found.fixes:
        return found
    start, end = offsets_of(line_starts(text), found.span)
    written, identity = text[start:end], found.values["id"]
    if written.count(identity) != 1:
        return found
    at = start + written.index(identity)
    return found._replace(fixes=(Fix(span_between(text, at, at + len(identity)), found.values["suggestion"]),))


def _with(found: Diagnostic, suggestion: str | None, case: str = "") -> Diagnostic:
    if suggestion is None:
        return found
    return found._replace(values={**found.values, "suggestion": suggestion}, case=case or found.case)


# --- All names of a kind ---------------------------------------------------------------------------------------------

_Kind: TypeAlias = Literal["address", "media", "file"] | tuple[str, ...]
"""What a name is looked for among: addresses, files in the media folder or elsewhere, or ids of some collections."""


class _Names:
    """The names of each kind, read once and only if they are asked for; what was found among them is remembered."""

    def __init__(self, known: Known, media: Media) -> None:
        self.media = media
        self._known = known
        self._of = cache(self._read)
        self._ready = cache(lambda kind: tuple(ready(self._of(kind))))
        self._by_folded = cache(lambda kind: {name.casefold(): name for name in reversed(self._of(kind))})
        self._found: dict[tuple[_Kind, str], str | None] = {}

    def _read(self, kind: _Kind) -> tuple[str, ...]:
        if kind == "address":
            return tuple(self._known.urls())
        if isinstance(kind, tuple):
            return tuple(_written(kind, target, identity) for target in kind for identity in self._known.ids(target))
        folder = self.media.folder + "/"
        return tuple(path for path in self._known.paths() if path.startswith(folder) == (kind == "media"))

    def same_but_for_case(self, word: str, kind: _Kind) -> str | None:
        return self._by_folded(kind).get(word.casefold())

    def closest(self, word: str, kind: _Kind) -> str | None:
        if (kind, word) not in self._found:
            if len(self._found) == _MOST:
                return None
            self._found[kind, word] = closest_of(word, self._ready(kind))
        return self._found[kind, word]


def _written(targets: Sequence[str], collection: str, identity: str) -> str:
    """An id as a reference may write it."""
    return f"{collection}/{identity}" if len(targets) > 1 else identity


# --- What each rule looks for ----------------------------------------------------------------------------------------


def _entry(found: Diagnostic, names: _Names) -> Diagnostic:
    word, kind = found.values["id"], tuple(found.values["targets"])
    same = names.same_but_for_case(word, kind)
    if same is not None:
        return _with(found, same, "case-only")
    return _with(found, names.closest(word, kind))


def _address(found: Diagnostic, names: _Names) -> Diagnostic:
    return _with(found, names.closest(bare(found.values["url"]), "address"))


def _file(found: Diagnostic, names: _Names) -> Diagnostic:
    path, media = found.values["file"], names.media
    in_media = path.startswith(media.folder + "/")
    nearest = names.closest(path, "media" if in_media else "file")
    if nearest is None:
        return found
    if found.values["url"].startswith("/"):
        return _with(found, media.url + nearest.removeprefix(media.folder) if in_media else None)
    return _with(found, _relative_path(found.path.rpartition("/")[0], nearest))


def _relative_path(folder: str, path: str) -> str:
    here = folder.split("/")
    there = path.split("/")
    while here and there and here[0] == there[0]:
        del here[0], there[0]
    return "/".join([".."] * len(here) + there)


_SEARCHES: dict[str, Callable[[Diagnostic, _Names], Diagnostic]] = {
    "link/unknown": _entry,
    "link/dead-link": _address,
    "link/missing-file": _file,
}
