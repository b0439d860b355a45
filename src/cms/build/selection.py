"""Which of all diagnostics are to be shown: those of some files, and those elsewhere that these files cause."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from cms.build.route import content_folders, route_path
from cms.cache import Cache, files
from cms.config import SetUp
from cms.model import CmsError, Config, Diagnostic, Key, Listed
from cms.paths import is_text, url_of
from cms.read import Tree


def only(
    diagnostics: Sequence[Diagnostic],
    cache: Cache,
    config: Config,
    wanted: Callable[[str], bool],
    gone: Iterable[str] = (),
) -> Iterator[Diagnostic]:
    """The diagnostics in wanted files, and those elsewhere that name an entry of one, or a file that is gone."""
    gone = frozenset(gone)
    deleted = {key for path in gone if (key := _key(path, config)) is not None}
    addresses = {url for path in gone if (url := _address(path, config)) is not None}
    owners = files.of_keys(cache, {key for found in diagnostics for key in _named(found)})
    changed = {key for key, found in owners.items() if any(wanted(owner.path) for owner in found)}
    for found in diagnostics:
        named = set(_named(found))
        if found.rule == "link/unknown" and named & deleted:
            collection, identity = min(named & deleted)
            values = {**found.values, "collection": collection, "id": identity}
            yield found._replace(rule="link/deleted", case="", values=values)
            continue
        places = [found.path, *(related.path for related in found.related)]
        if named & changed or any(map(wanted, places)) or _leads_to(found, gone, addresses):
            yield found


def _leads_to(found: Diagnostic, gone: Container[str], addresses: Container[str]) -> bool:
    """Whether a diagnostic speaks of a link to a file that is gone, or to its entry's address."""
    url = found.values.get("url")
    return found.values.get("file") in gone or (isinstance(url, str) and url.rstrip("/") in addresses)


def _key(path: str, config: Config) -> Key | None:
    route = route_path(Listed(path), config)
    return None if route is None else (route.collection.name, route.place.id)


def _address(path: str, config: Config) -> str | None:
    """The address, without a final slash, that the entry of a file had."""
    route = route_path(Listed(path), config)
    if route is None or route.collection.url is None:
        return None
    return url_of(route.collection.url, route.place).rstrip("/")


def _named(found: Diagnostic) -> Iterator[Key]:
    identity = found.values.get("id")
    if identity is None:
        return
    for collection in found.values.get("targets", [found.values.get("collection")]):
        yield collection, identity.removeprefix(f"{collection}/")


def wanted_paths(tree: Tree, cache: Cache, set_up: SetUp, arguments: Sequence[str]) -> Callable[[str], bool]:
    """Whether a path lies in one of the named files and folders.

    Raises CmsError for one that doesn't exist, and for one that has nothing to do with the content.
    """
    wanted = set()
    for argument in arguments:
        path = os.path.relpath(os.path.abspath(argument), tree.root).replace(os.sep, "/")
        if not (is_text(path) and files.is_there(cache, path)):
            _must_be_ours(path, argument, set_up)
        wanted.add(path)
    return lambda path: any(place in wanted for place in _upwards(path))


def _must_be_ours(path: str, argument: str, set_up: SetUp) -> None:
    if not os.path.exists(argument):
        raise CmsError("setup/path", {"path": argument})
    config = set_up.config
    ours = (*content_folders(config), config.media.folder, *set_up.files)
    if not any(place in _upwards(path) or path in _upwards(place) for place in ours):
        raise CmsError("setup/path", {"case": "outside", "path": argument, "content": config.content or "."})


def _upwards(path: str) -> Iterator[str]:
    """A path and all folders that it lies in, up to `.`."""
    while path:
        yield path
        path = path.rpartition("/")[0]
    yield "."
