"""What a URL in content means: an address of the site, a file of the repository, or something elsewhere."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from cms.model import Config, Media
from cms.paths import resolve

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_QUERY = re.compile(r"[?#]")
_BRACES = re.compile(r"\{[^}]*\}")


def is_local(url: str) -> bool:
    """Whether an asset's URL means a file of the repository; a scheme has been judged by `validate`."""
    return bool(url) and not url.startswith("//") and ":" not in url.partition("/")[0]


def local_name(url: str) -> str | None:
    """The path or address that a body's link means, decoded, without query and fragment; None for one elsewhere."""
    if not url or url.startswith(("#", "?", "//")) or _SCHEME.match(url):
        return None
    return bare(url)


def bare(url: str) -> str:
    """A URL without its query and fragment, decoded, NFC."""
    name = _QUERY.split(url, maxsplit=1)[0]
    if "%" in name:
        from urllib.parse import unquote  # noqa: PLC0415 - 4 ms, for few links

        name = unquote(name)
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def rest_of(url: str) -> str:
    """The query and fragment of a URL, with their mark."""
    return url[len(_QUERY.split(url, maxsplit=1)[0]) :]


def media_file(name: str, media: Media) -> str | None:
    """The path that an absolute name below the media's URL means; None for others, "" where it lies outside."""
    if not name.startswith(media.url + "/"):
        return None
    found = resolve("", name[len(media.url) + 1 :])
    return f"{media.folder}/{found}" if found is not None and ".." not in name.split("/") else ""


def relative_file(name: str, base: str, media: Media) -> tuple[str | None, bool]:
    """The path that a relative name in the file `base` means, and whether a file must be there.

    The path is None where the name leads out of the repository.
    """
    found = resolve(base.rpartition("/")[0], name)
    if found is None:
        return None, True
    return found, found.startswith(media.folder + "/") or _EXTENSION.search(name) is not None


def asset_path(url: str, path: str, media: Media) -> str | None:
    """The repository path that a local URL means in the file at `path`; None where it lies outside the media folder."""
    name = bare(url)
    if name.startswith("/"):
        return media_file(name, media) or None
    found = resolve(path.rpartition("/")[0], name)
    return found if found is not None and found.startswith(media.folder + "/") else None


def matches_url(name: str, config: Config) -> bool:
    """Whether a collection's entries could have this address."""
    path = name.rstrip("/")
    return any(
        _pattern(collection.url).fullmatch(path) is not None
        for collection in config.collections.values()
        if collection.url
    )


@lru_cache
def _pattern(template: str) -> re.Pattern[str]:
    literals = [re.escape(text) for text in _BRACES.split(template.rstrip("/"))]
    return re.compile("[^/]+".join(literals))
