"""The files of a repository and the images that content names → the media folder, and which names lead to files."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from cms.model import Document, Json
from cms.paths import is_below, resolve

_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".jfif")
_IN_BODY = re.compile(r"""(?:\]\(<?|\bsrc=["'])(/[^\s)>"']+)""")
_DOWNLOADS = (
    ".pdf", ".csv", ".doc", ".docx", ".epub", ".mov", ".mp3", ".mp4", ".odp", ".ods", ".odt", ".ogg", ".ppt", ".pptx",
    ".wav", ".webm", ".xls", ".xlsx", ".zip",
)  # fmt: skip


def find_media(documents: Sequence[Document], files: Collection[str], content: str) -> tuple[str, str] | None:
    """The folder of images and the address that content writes before their names; None where nothing tells.

    What content names from the site's root decides, unless more other images lie beside it; without any of these, those
    that it names from elsewhere.
    """
    counts = _counted(documents, files)
    others = [
        path for path in files_beside(documents, files, content) if path.lower().endswith((*_IMAGES, *_DOWNLOADS))
    ]
    beside = [path for path in others if path.lower().endswith(_IMAGES)]
    named = min(counts, key=lambda pair: (-counts[pair], pair), default=None)
    if named is not None and counts[named] >= sum(not is_below(path, [named[0]]) for path in beside):
        return named
    beside = beside or list(_relative(documents, frozenset(files))) or others
    if not beside:
        return None
    tops = Counter(path.partition("/")[0] for path in beside)
    top = min(tops, key=lambda name: (-tops[name], name))
    return _common_folder([path for path in beside if path.startswith(f"{top}/")]), "/media"


def _counted(documents: Iterable[Document], files: Iterable[str]) -> Counter[tuple[str, str]]:
    """How often content names images that are there, by their folder and the address that stands for it."""
    images: dict[str, list[str]] = {}
    for path in files:
        if path.lower().endswith(_IMAGES):
            images.setdefault(path.rpartition("/")[2], []).append(path)
    return Counter(
        (f"{f'/{path}'.removesuffix(name)}/{name.split('/')[1]}".strip("/"), "/" + name.split("/")[1])
        for document in documents
        for name in _absolute(document)
        for path in images.get(name.rpartition("/")[2], ())
        if f"/{path}".endswith(name)
    )


def files_beside(documents: Iterable[Document], files: Iterable[str], content: str) -> list[str]:
    """The files of the content folder; where that is the root, those of the folders there that hold documents."""
    folders = [content] if content else sorted({document.path.partition("/")[0] for document in documents})
    return [path for path in files if is_below(path, folders)]


def _relative(documents: Iterable[Document], files: Collection[str]) -> Iterator[str]:
    """The images in folders that documents name from their own."""
    for document in documents:
        for name in _images(document.data):
            path = None if name.startswith("/") else resolve(document.path.rpartition("/")[0], name)
            if path is not None and path in files and "/" in path:
                yield path


def _absolute(document: Document) -> Iterator[str]:
    """The addresses of images, from the site's root, in a document: in its data, and as its body is mostly written."""
    body = document.text[document.body :] if document.body is not None else ""
    named = [*_images(document.data), *_images(_IN_BODY.findall(body))]
    return (name for name in named if re.fullmatch(r"/[^/\s]+/[^\n]+", name))


def _images(value: Json) -> Iterator[str]:
    """The addresses of images in some data."""
    if isinstance(value, str):
        name = value.split("?", 1)[0].split("#", 1)[0]
        if name.lower().endswith(_IMAGES):
            yield name
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _images(item)


def _common_folder(paths: Sequence[str]) -> str:
    first, last = min(paths).split("/")[:-1], max(paths).split("/")[:-1]
    same = 0
    while same < min(len(first), len(last)) and first[same] == last[same]:
        same += 1
    return "/".join(first[:same])


def asset_finder(files: Collection[str], media: tuple[str, str] | None) -> Callable[[str, str], bool]:
    """Whether a local URL in the file at a path leads to a file of the media folder that is there."""
    known = frozenset(unicodedata.normalize("NFC", path) for path in files)
    folder, url = media or ("", "")

    def is_asset(path: str, name: str) -> bool:
        from urllib.parse import unquote  # noqa: PLC0415 - 4 ms that content without images doesn't need

        plain = unicodedata.normalize("NFC", unquote(re.split(r"[?#]", name, maxsplit=1)[0]))
        if plain.startswith("/"):
            found = resolve(folder, plain[len(url) + 1 :]) if url and plain.startswith(f"{url}/") else None
        else:
            found = resolve(path.rpartition("/")[0], plain)
        return bool(folder) and found is not None and found.startswith(f"{folder}/") and found in known

    return is_asset
