"""Documents' paths below the content folder → their shapes, in which the folder of each language is `{lang}`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cms.model import Document
from cms.scaffold.inference.samples import nearly

LANG = "{lang}"
"""What stands in a shape, as in a path template, for the folder of a language."""

_FIELD = "lang"
_COMMON = [
    "ar", "ca", "cs", "da", "de", "el", "en", "es", "eu", "fi", "fr", "he",
    "hu", "it", "ja", "ko", "nl", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "zh",
]  # fmt: skip
"""Tags of languages that folders are often named for."""

_FEWEST = 2
"""So many folders of the site's languages, side by side, are no accident."""


def shapes_of(documents: Mapping[str, Document], languages: Sequence[str], *, at_root: bool) -> dict[str, str]:
    """The shape of each document's path: `fr/posts/a.md` is `{lang}/posts/a.md` where `en` lies beside `fr`.

    Where the documents often say that they are in another language than their folder's, that folder stays as it is:
    `{lang}` asks them to agree. So does one right in the content folder where that is the root of the repository: a
    template that begins with a brace would make content of all that lies there.
    """
    parents = _parents(documents, languages) - ({""} if at_root else set())
    return {inside: _shape(inside, parents, languages) for inside in documents}


def unnamed(paths: Iterable[str], languages: Sequence[str]) -> list[str]:
    """The names of folders that seem to be those of languages, side by side, if the site hasn't named all of them."""
    known = [*_COMMON, *languages]
    found: dict[str, set[str]] = {}
    for inside in paths:
        for parent, name in _folders(inside, known):
            found.setdefault(parent, set()).add(name)
    names = set().union(*(names for names in found.values() if len(names) >= _FEWEST))
    return [] if names <= {*languages} else sorted(names)


def _parents(documents: Mapping[str, Document], languages: Sequence[str]) -> frozenset[str]:
    """The folders that are divided by language."""
    found: dict[str, dict[str, list[Document]]] = {}
    for inside, document in documents.items():
        for parent, name in _folders(inside, languages):
            found.setdefault(parent, {}).setdefault(name, []).append(document)
    return frozenset(parent for parent, by_name in found.items() if len(by_name) >= _FEWEST and _agree(by_name))


def _folders(inside: str, languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The folders in a path that are named for languages, each with the path of its parent."""
    *folders, _ = inside.split("/")
    return (("/".join(folders[:depth]), name) for depth, name in enumerate(folders) if name in languages)


def _agree(by_name: Mapping[str, Iterable[Document]]) -> bool:
    data = [(name, document.data or {}) for name, documents in by_name.items() for document in documents]
    said = [values[_FIELD] == name for name, values in data if _FIELD in values]
    return nearly(sum(said), len(said))


def _shape(inside: str, parents: frozenset[str], languages: Sequence[str]) -> str:
    for parent, name in _folders(inside, languages):
        if parent in parents:
            start = f"{parent}/" if parent else ""
            return f"{start}{LANG}{inside[len(start) + len(name) :]}"
    return inside
