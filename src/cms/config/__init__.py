"""A tree's `cms.yml` and schemas → `Config` and compiled schemas; mistakes there are diagnostics like any other.

A set-up that is known (`dump_set_up`) comes back without a parser or validator (`revive`): a hook has no time for them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from cms.model import CmsError, Collection, Config, Diagnostic, Media, Override, Publish, Schema, Site, Term
from cms.paths import compile_template
from cms.records import dump_diagnostics, load_diagnostics
from cms.schema import revive_schema

if TYPE_CHECKING:
    from cms.read import Tree

__all__ = ["NAME", "SetUp", "dump_set_up", "find_root", "load", "revive", "site_lang"]

NAME = "cms.yml"


class SetUp(NamedTuple):
    """A repository's set-up: its configuration and the compiled schemas by collection.

    `files` are the blob ids of the files that it was read from, by path, and `folders` where these were looked for.
    """

    config: Config
    schemas: Mapping[str, Schema]
    diagnostics: tuple[Diagnostic, ...]
    files: Mapping[str, str]
    folders: tuple[str, ...]


def load(tree: Tree) -> SetUp:
    """The set-up of a tree. Raises CmsError where there is no cms.yml, and for errors in it or in the schemas."""
    from cms.config.loading import load_set_up  # noqa: PLC0415 - with parsers and validators, 80 ms

    return load_set_up(tree)


def find_root(start: str, where: str = "work") -> str:
    """The folder of the nearest cms.yml, in `start` or above. Raises CmsError where there is none.

    A revision needs no checkout: for one, `start` itself will do.
    """
    folder = os.path.abspath(start)
    while not os.path.isfile(os.path.join(folder, NAME)):
        parent = os.path.dirname(folder)
        if parent == folder and where.startswith("ref:"):
            return os.path.abspath(start)
        if parent == folder:
            raise CmsError("setup/no-config", {"folder": start})
        folder = parent
    return folder


def site_lang(start: str) -> str | None:
    """The site's language as far as a cms.yml in `start` or above says it, whatever else may be wrong with it."""
    from cms.config.loading import lang_in  # noqa: PLC0415 - as in `load`

    try:
        return lang_in(os.path.join(find_root(start), NAME))
    except (CmsError, OSError):
        return None


# --- As JSON and back ------------------------------------------------------------------------------------------------


def dump_set_up(set_up: SetUp) -> Any:  # noqa: ANN401 - a JSON value
    """A set-up as a JSON value; what `revive` makes of it equals the set-up."""
    config = set_up.config
    schemas = {schema.path: [schema.digest, schema.document] for schema in set_up.schemas.values()}
    collections = [
        [collection.name, collection.template.text, *collection[2:]] for collection in config.collections.values()
    ]
    return {
        "config": [*config[:3], collections, *config[4:]],
        "schemas": schemas,
        "diagnostics": dump_diagnostics(set_up.diagnostics),
        "files": dict(set_up.files),
        "folders": set_up.folders,
    }


def revive(value: Any) -> SetUp:  # noqa: ANN401 - a JSON value
    """A set-up from its JSON value."""
    site, content, media, collections, rules, overrides, export, model_version, bundle_limit = value["config"]
    title, url, lang, languages, timezone = site
    config = Config(
        site=Site(title, url, lang, tuple(languages), timezone),
        content=content,
        media=Media(*media),
        collections={fields[0]: _collection(fields, content, languages) for fields in collections},
        rules=rules,
        overrides=tuple([Override(tuple(paths), settings) for paths, settings in overrides]),
        export=tuple(export),
        model_version=model_version,
        bundle_limit=bundle_limit,
    )
    compiled = {path: revive_schema(path, *known) for path, known in value["schemas"].items()}
    schemas = {name: compiled[collection.schema] for name, collection in config.collections.items()}
    found = tuple(load_diagnostics(value["diagnostics"])) if value["diagnostics"] else ()
    return SetUp(config, schemas, found, value["files"], tuple(value["folders"]))


def _collection(fields: list[Any], content: str, languages: list[str]) -> Collection:
    name, template, schema, url, order, publish, *rest = fields
    terms = tuple(Term(*term) for term in order)
    return Collection(
        name, compile_template(template, content, languages), schema, url, terms, Publish(*publish), *rest
    )
