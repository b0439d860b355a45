"""What was meant by the name of something that doesn't exist: said when a diagnostic is shown, not when it is found.

So what is found of an entry depends on the names that it uses, and not on all that there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from cms.closest import closest
from cms.link.targets import bare
from cms.model import Diagnostic, Media

_MOST = 100
"""How many searches among all names are worth their time: where more names lead nowhere, there is another cause."""


class Known(NamedTuple):
    """All that there is: the ids of a collection, addresses, paths of files. Each is asked for only if needed."""

    ids: Callable[[str], Iterable[str]]
    urls: Callable[[], Iterable[str]]
    paths: Callable[[], Iterable[str]]


def suggest(diagnostics: Iterable[Diagnostic], known: Known, media: Media) -> Iterator[Diagnostic]:
    """The diagnostics, of which those of names without an owner say what was most likely meant."""
    left = _MOST
    for found in diagnostics:
        if found.rule not in _SEARCHES or "suggestion" in found.values:
            yield found
        elif left:
            left -= 1
            yield _SEARCHES[found.rule](found, known, media)
        else:
            yield found


def _with(found: Diagnostic, suggestion: str | None, case: str = "") -> Diagnostic:
    if suggestion is None:
        return found
    return found._replace(values={**found.values, "suggestion": suggestion}, case=case or found.case)


def _entry(found: Diagnostic, known: Known, _: Media) -> Diagnostic:
    word, targets = found.values["id"], found.values["targets"]
    candidates = [(target, identity) for target in targets for identity in known.ids(target)]
    same = _same_but_for_case(word, targets, candidates)
    if same is not None:
        return _with(found, same, "case-only")
    return _with(found, closest(word, (_written(targets, *candidate) for candidate in candidates)))


def _written(targets: Sequence[str], collection: str, identity: str) -> str:
    """An id as a reference may write it."""
    return f"{collection}/{identity}" if len(targets) > 1 else identity


def _same_but_for_case(word: str, targets: Sequence[str], candidates: Sequence[tuple[str, str]]) -> str | None:
    folded = word.casefold()
    written = (_written(targets, *candidate) for candidate in candidates)
    return next((name for name in written if name.casefold() == folded), None)


def _address(found: Diagnostic, known: Known, _: Media) -> Diagnostic:
    return _with(found, closest(bare(found.values["url"]), known.urls()))


def _file(found: Diagnostic, known: Known, media: Media) -> Diagnostic:
    path, url = found.values["file"], found.values["url"]
    in_media = path.startswith(media.folder + "/")
    nearest = closest(path, (file for file in known.paths() if in_media == file.startswith(media.folder + "/")))
    if nearest is None:
        return found
    if url.startswith("/"):
        return _with(found, media.url + nearest.removeprefix(media.folder) if in_media else None)
    return _with(found, _relative_path(found.path.rpartition("/")[0], nearest))


def _relative_path(folder: str, path: str) -> str:
    here = folder.split("/")
    there = path.split("/")
    while here and there and here[0] == there[0]:
        del here[0], there[0]
    return "/".join([".."] * len(here) + there)


_SEARCHES: dict[str, Callable[[Diagnostic, Known, Media], Diagnostic]] = {
    "link/unknown": _entry,
    "link/dead-link": _address,
    "link/missing-file": _file,
}
