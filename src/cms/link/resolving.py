"""A link of a body → the entry or file that it leads to, or the rule that it breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from cms.link.names import path_name, url_name
from cms.link.targets import local_name, matches_url, media_file, relative_file, rest_of
from cms.model import Config, Owner

Owners: TypeAlias = Mapping[str, Sequence[Owner]]
"""Who has each name, the one that counts first."""


class Target(NamedTuple):
    """What a URL leads to: an entry, a file of the repository, or neither.

    `wrong` is the rule it breaks, if any, and `missing` the path where no file is; `rest` is the query and fragment.
    """

    entry: Owner | None = None
    file: str | None = None
    wrong: str = ""
    rest: str = ""
    missing: str = ""


ELSEWHERE = Target()


def target_of(url: str, path: str, config: Config, owners: Owners) -> Target:
    """What `url` leads to, written in the body of the file at `path`."""
    name = local_name(url)
    if name is None:
        return ELSEWHERE
    if name.startswith("/"):
        return _absolute(name, rest_of(url), config, owners)
    return _relative(name, rest_of(url), path, config, owners)


def _absolute(name: str, rest: str, config: Config, owners: Owners) -> Target:
    addressed = owners.get(url_name(name), ())
    for url in (name, name + "/", name.rstrip("/")):
        for owner in addressed:
            if owner.url == url:
                return Target(entry=owner, rest=rest)
    file = media_file(name, config.media)
    if file is not None:
        return _file(file, rest, owners)
    return Target(wrong="link/dead-link") if matches_url(name, config) else ELSEWHERE


def _relative(name: str, rest: str, path: str, config: Config, owners: Owners) -> Target:
    found, required = relative_file(name, path, config.media)
    if found is None:
        return Target(wrong="link/outside")
    here = owners.get(path_name(found), ())
    for owner in here:
        if owner.collection:
            return Target(entry=owner, rest=rest)
    if found.startswith(config.media.folder + "/"):
        return _file(found, rest, owners)
    if here:
        return Target(wrong="link/outside")
    return Target(missing=found, wrong="link/missing-file") if required else ELSEWHERE


def _file(path: str, rest: str, owners: Owners) -> Target:
    if not path:
        return Target(wrong="link/outside")
    stored = stored_at(path, owners)
    return Target(file=stored, rest=rest) if stored else Target(missing=path, wrong="link/missing-file")


def stored_at(path: str, owners: Owners) -> str | None:
    """The name under which the file at `path` is stored, or None where there is none."""
    return next((owner.path for owner in owners.get(path_name(path), ())), None)
