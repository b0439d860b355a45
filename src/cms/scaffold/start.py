"""Names of starters → the plan of a new repository, in its languages."""

from __future__ import annotations

from collections.abc import Sequence

from cms.emit import file_text
from cms.model import Data, Json
from cms.scaffold.plan import Plan, PlannedCollection
from cms.scaffold.starters import MODELS, STARTERS, Model, Said, Sample
from cms.scaffold.words import served


def plan_of(starters: Sequence[str], title: str, languages: Sequence[str]) -> Plan:
    """The plan of a repository with the collections of some starters. Raises KeyError for a name that isn't one."""
    wanted = {name for starter in starters for name in STARTERS[starter].collections}
    collections = tuple(_planned(name, model, languages) for name, model in MODELS.items() if name in wanted)
    return Plan(title, tuple(languages), collections)


def _planned(name: str, model: Model, languages: Sequence[str]) -> PlannedCollection:
    settings, schema = said(model.settings, languages[0]), _for_languages(said(model.schema, languages[0]), languages)
    entries = dict(_entry(sample, schema["properties"], languages[0]) for sample in model.samples)
    return PlannedCollection(name, settings, schema, entries)


def said(value: Json, lang: str) -> Json:
    """A starter's value in a language."""
    if isinstance(value, Said):
        return getattr(value, served(lang))
    if isinstance(value, dict):
        return {name: said(inner, lang) for name, inner in value.items()}
    if isinstance(value, list):
        return [said(inner, lang) for inner in value]
    return value


def _for_languages(schema: Data, languages: Sequence[str]) -> Data:
    """The schema with `lang` as one of the languages; without it, where there is only one."""
    fields = schema["properties"]
    if "lang" not in fields:
        return schema
    if len(languages) == 1:
        return schema | {"properties": {name: about for name, about in fields.items() if name != "lang"}}
    lang = fields["lang"] | {"enum": list(languages), "default": languages[0]}
    required = {*schema["required"], "lang"}
    return schema | {
        "required": [name for name in fields if name in required],
        "properties": fields | {"lang": lang},
    }


def _entry(sample: Sample, fields: Data, lang: str) -> tuple[str, str]:
    values = said(sample.data, lang) | ({"lang": lang} if "lang" in fields else {})
    path = said(sample.path, lang)
    data = {name: values[name] for name in fields if name in values}
    return path, file_text(data, path[path.rindex(".") :], said(sample.body, lang))
