"""Links of Markdown bodies: what a URL leads to, and what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from cms.link.suggestions import Suggestions
from cms.link.visibility import covers, why_hidden
from cms.model import Config, Diagnostic, Entry, Json, Key, Media, Severity
from cms.paths import resolve

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_BRACES = re.compile(r"\{[^}]*\}")


class Web(NamedTuple):
    """All that links can lead to: entries by URL and by path, files by NFC path (the value is the name as stored)."""

    urls: Mapping[str, Key]
    paths: Mapping[str, Key]
    files: Mapping[str, str]
    url_patterns: tuple[str, ...]

    def stored(self, path: str) -> str | None:
        """The name under which the file at `path` is stored, or None where there is none."""
        return self.files.get(unicodedata.normalize("NFC", path))


class Target(NamedTuple):
    """What a URL leads to: an entry, a file of the repository, or neither.

    `wrong` is the rule it breaks, if any, and `missing` the path where no file is; `rest` is the query and fragment.
    """

    key: Key | None = None
    file: str | None = None
    wrong: str = ""
    rest: str = ""
    missing: str = ""


class BodyProblem(NamedTuple):
    """A diagnostic about every place of the body that has this URL; its span is still to be found."""

    url: str
    image: bool
    diagnostic: Diagnostic


ELSEWHERE = Target()


def target_of(url: str, path: str, config: Config, web: Web) -> Target:
    """What `url` leads to, written in the body of the file at `path`. `rest` keeps the query and fragment."""
    if not url or url.startswith(("#", "?", "//")) or _SCHEME.match(url):
        return ELSEWHERE
    bare = re.split(r"[?#]", url, maxsplit=1)[0]
    rest = url[len(bare) :]
    name = unicodedata.normalize("NFC", unquote(bare))
    if name.startswith("/"):
        return _absolute(name, rest, config, web)
    return _relative(name, rest, path, config, web)


def _absolute(name: str, rest: str, config: Config, web: Web) -> Target:
    for url in (name, name + "/", name.rstrip("/")):
        if url in web.urls:
            return Target(key=web.urls[url], rest=rest)
    if name.startswith(config.media.url + "/"):
        return _file(asset_path(name, "", config.media), rest, web)
    if any(_matches(pattern, name) for pattern in web.url_patterns):
        return Target(wrong="link/dead-link")
    return ELSEWHERE


def _relative(name: str, rest: str, path: str, config: Config, web: Web) -> Target:
    found = resolve(path.rpartition("/")[0], name)
    if found is None:
        return Target(wrong="link/outside")
    if found in web.paths:
        return Target(key=web.paths[found], rest=rest)
    if found.startswith(config.media.folder + "/"):
        return _file(found, rest, web)
    if found in web.files:
        return Target(wrong="link/outside")
    return Target(missing=found, wrong="link/missing-file") if _EXTENSION.search(name) else ELSEWHERE


def _file(path: str | None, rest: str, web: Web) -> Target:
    if path is None:
        return Target(wrong="link/outside")
    stored = web.stored(path)
    return Target(file=stored, rest=rest) if stored else Target(missing=path, wrong="link/missing-file")


def asset_path(url: str, path: str, media: Media) -> str | None:
    """The repository path that a local URL means in the file at `path`; None where it lies outside the media folder."""
    bare = unicodedata.normalize("NFC", unquote(re.split(r"[?#]", url, maxsplit=1)[0]))
    if bare.startswith(media.url + "/"):
        found = resolve("", bare[len(media.url) + 1 :])
        inside = found is not None and ".." not in bare.split("/")
        return f"{media.folder}/{found}" if inside else None
    if bare.startswith("/"):
        return None
    found = resolve(path.rpartition("/")[0], bare)
    return found if found is not None and found.startswith(media.folder + "/") else None


def _matches(template: str, url: str) -> bool:
    return _pattern(template).fullmatch(url.rstrip("/")) is not None


@lru_cache
def _pattern(template: str) -> re.Pattern[str]:
    literals = [re.escape(text) for text in _BRACES.split(template.rstrip("/"))]
    return re.compile("[^/]+".join(literals))


def check_links(
    entry: Entry, known: Mapping[Key, Entry], config: Config, web: Web, suggestions: Suggestions
) -> Iterator[BodyProblem]:
    """What is wrong with the links of an entry's body."""
    for found in entry.links:
        target = target_of(found.url, entry.path, config, web)
        if target.wrong:
            yield BodyProblem(found.url, found.image, _broken(target, found.url, entry, config, web, suggestions))
        elif target.key is not None and not known[target.key].wrong and not covers(known[target.key], entry):
            collection, identity = target.key
            values = {"id": identity, "collection": collection, "visibility": why_hidden(known[target.key])}
            diagnostic = Diagnostic("link/hidden-link", entry.path, values=values, severity="warning")
            yield BodyProblem(found.url, found.image, diagnostic)


def _broken(target: Target, url: str, entry: Entry, config: Config, web: Web, suggestions: Suggestions) -> Diagnostic:
    name = unicodedata.normalize("NFC", unquote(re.split(r"[?#]", url, maxsplit=1)[0]))
    values: dict[str, Json] = {"url": unquote(url)}
    suggestion = None
    if target.wrong == "link/dead-link":
        suggestion = suggestions.among(name, web.urls)
    elif target.wrong == "link/missing-file":
        values["file"] = target.missing
        suggestion = nearest_file(target.missing, name, entry.path, config.media, web, suggestions)
    if suggestion:
        values["suggestion"] = suggestion
    severity: Severity = "warning" if target.wrong == "link/dead-link" else "error"
    return Diagnostic(target.wrong, entry.path, values=values, severity=severity)


def nearest_file(path: str, name: str, base: str, media: Media, web: Web, suggestions: Suggestions) -> str | None:
    """The file that was most likely meant by `path`, as `name` is written in the file `base`."""
    in_media = path.startswith(media.folder + "/")
    candidates = (file for file in web.files if in_media == file.startswith(media.folder + "/"))
    found = suggestions.among(path, candidates)
    if found is None:
        return None
    if name.startswith("/"):
        return media.url + found.removeprefix(media.folder) if in_media else None
    return _relative_path(base.rpartition("/")[0], found)


def _relative_path(folder: str, path: str) -> str:
    here = folder.split("/")
    there = path.split("/")
    while here and there and here[0] == there[0]:
        del here[0], there[0]
    return "/".join([".."] * len(here) + there)
