"""Which collection a file belongs to, and which files belong to none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cms.closest import closest
from cms.model import Collection, Config, Diagnostic, Listed
from cms.paths import Place, is_below, place, unsafe_name


class Route(NamedTuple):
    """A file of a collection."""

    collection: Collection
    place: Place


def content_folders(config: Config) -> list[str]:
    """Where content lies: in its folder; where that is the root, in the folders and files of the collections."""
    if config.content:
        return [config.content]
    templates = (collection.template for collection in config.collections.values())
    places = sorted({template.text if template.single else template.folder for template in templates})
    return [place for place in places if not is_below(place, [other for other in places if other != place])]


def stray(listed: Listed, config: Config) -> tuple[Diagnostic, ...]:
    """What is wrong with a file that belongs to no collection; nothing with one of the media folder."""
    if listed.link:
        return (Diagnostic("link/symlink", listed.path),)
    unsafe = unsafe_name(listed.path)
    if unsafe is not None:
        return (Diagnostic("link/file-name", listed.path, values={"name": unsafe}, case="unsafe"),)
    return () if listed.path.startswith(config.media.folder + "/") else (_stray(listed.path, config),)


def route_path(listed: Listed, config: Config) -> Route | None:
    """The file's place in the first collection whose template it matches, the deepest folder first; None in none."""
    if listed.link or unsafe_name(listed.path) is not None:
        return None
    for collection in _candidates(listed.path, config):
        found = place(listed.path, collection.template, collection.name)
        if found is not None:
            return Route(collection, found)
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
