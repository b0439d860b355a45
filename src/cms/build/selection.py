"""Which of all diagnostics are to be shown: those of some files, and those elsewhere that these files cause."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence

from cms.build.check import Checked
from cms.build.route import route_path
from cms.model import CmsError, Config, Diagnostic, Key, Listed
from cms.read import Tree


def only(
    diagnostics: Iterable[Diagnostic], checked: Checked, wanted: Callable[[str], bool], gone: Iterable[str] = ()
) -> Iterator[Diagnostic]:
    """The diagnostics in wanted files, and those elsewhere that name an entry of one, or one that is gone."""
    config = checked.set_up.config
    deleted = {key for path in gone if (key := _key(path, config)) is not None}
    changed = {key for key, entry in checked.content.entries.items() if wanted(entry.path)}
    for found in diagnostics:
        named = set(_named(found))
        if found.rule == "link/unknown" and named & deleted:
            collection, identity = min(named & deleted)
            values = {**found.values, "collection": collection, "id": identity}
            yield found._replace(rule="link/deleted", case="", values=values)
        elif wanted(found.path) or named & changed or any(wanted(related.path) for related in found.related):
            yield found


def _key(path: str, config: Config) -> Key | None:
    route = route_path(Listed(path), config)
    return None if route is None else (route.collection.name, route.place.id)


def _named(found: Diagnostic) -> Iterator[Key]:
    identity = found.values.get("id")
    if identity is None:
        return
    for collection in found.values.get("targets", [found.values.get("collection")]):
        yield collection, identity.removeprefix(f"{collection}/")


def wanted_paths(tree: Tree, files: Iterable[str], arguments: Sequence[str]) -> Callable[[str], bool]:
    """Whether a path lies in one of the named files and folders. Raises CmsError for one that doesn't exist."""
    known = list(files)
    wanted = []
    for argument in arguments:
        path = os.path.relpath(os.path.abspath(argument), tree.root).replace(os.sep, "/")
        inside = path == "." or any(file == path or file.startswith(path + "/") for file in known)
        if not inside and not os.path.exists(argument):
            raise CmsError("setup/path", {"path": argument})
        wanted.append("" if path == "." else path)
    return lambda path: any(not prefix or path == prefix or path.startswith(prefix + "/") for prefix in wanted)
