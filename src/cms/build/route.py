"""Which collection a file belongs to, and which files belong to none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cms.closest import closest
from cms.model import Collection, Config, Diagnostic, Listed
from cms.paths import Place, place, unsafe_name


class Route(NamedTuple):
    """A file of a collection."""

    listed: Listed
    collection: Collection
    place: Place


class Routes(NamedTuple):
    """All files of collections by path, and what is wrong with the names of any file."""

    by_path: Mapping[str, Route]
    diagnostics: tuple[Diagnostic, ...]


def route_files(files: Mapping[str, Listed], config: Config) -> Routes:
    """Give each file of the content folder to its collection."""
    routes = {}
    found = []
    for path, listed in files.items():
        if listed.link:
            found.append(Diagnostic("link/symlink", path))
            continue
        unsafe = unsafe_name(path)
        if unsafe is not None:
            found.append(Diagnostic("link/file-name", path, values={"name": unsafe}, case="unsafe"))
            continue
        route = route_path(listed, config)
        if route is not None:
            routes[path] = route
        elif not path.startswith(config.media.folder + "/"):
            found.append(_stray(path, config))
    return Routes(routes, tuple(found))


def route_path(listed: Listed, config: Config) -> Route | None:
    """The file's place in the first collection whose template it matches, the deepest folder first."""
    for collection in _candidates(listed.path, config):
        found = place(listed.path, collection.template, collection.name)
        if found is not None:
            return Route(listed, collection, found)
    return None


def _candidates(path: str, config: Config) -> Iterator[Collection]:
    fitting = [found for found in config.collections.values() if path.startswith(found.template.folder)]
    yield from sorted(fitting, key=lambda collection: -len(collection.template.folder))


def _stray(path: str, config: Config) -> Diagnostic:
    here = [found.template for found in config.collections.values() if path.startswith(found.template.folder + "/")]
    templates = [found.text for found in here or (collection.template for collection in config.collections.values())]
    values: dict[str, object] = {"templates": templates}
    folder = path.removeprefix(config.content + "/").partition("/")[0]
    if here and not any(path.endswith(template.suffix) for template in here):
        return Diagnostic("link/stray-file", path, values=values, case="extension")
    folders = [found.template.text.partition("/")[0] for found in config.collections.values()]
    nearest = None if here else closest(folder, folders)
    if nearest is not None:
        values["suggestion"] = path.replace(f"/{folder}/", f"/{nearest}/", 1)
    return Diagnostic("link/stray-file", path, values=values)
