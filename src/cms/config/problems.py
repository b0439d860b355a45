"""What is wrong with a cms.yml although it has the form that its schema asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cms.closest import closest
from cms.lint import all_rules
from cms.model import Config, Data, Diagnostic, Document, Json, RuleSettings, Schema, Steps
from cms.paths import captures_of, compile_template
from cms.positions import span_of, span_of_key


def config_problems(data: Data, document: Document) -> Iterator[Diagnostic]:
    """Values of cms.yml that can't work, as far as it says so by itself."""
    yield from _site_problems(data.get("site", {}), document)
    for at in (("content",), ("media", "folder")):
        path = value_in(data, at)
        if path is not None and ".." in path.split("/"):
            yield _problem(document, at, "folder-outside", path)
    site = data.get("site", {})
    languages = tuple(dict.fromkeys([site.get("lang", "en"), *site.get("languages", [])]))
    for name, collection in data["collections"].items():
        yield from _collection_problems(name, collection, languages, document)


def _site_problems(site: Data, document: Document) -> Iterator[Diagnostic]:
    timezone = site.get("timezone")
    if timezone is not None and not _is_zone(timezone):
        yield _problem(document, ("site", "timezone"), "timezone", timezone)
    lang = site.get("lang")
    if lang is not None and "languages" in site and lang not in site["languages"]:
        yield _problem(document, ("site", "languages"), "language", lang)


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - costs 7 ms, and most runs need no time zone otherwise

    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def _collection_problems(name: str, data: Data, languages: tuple[str, ...], document: Document) -> Iterator[Diagnostic]:
    at: Steps = ("collections", name)
    try:
        template = compile_template(data["path"], "", languages)
    except ValueError as error:
        yield _problem(document, (*at, "path"), f"template-{error}", data["path"])
        return
    if ".." in data["schema"].split("/"):
        yield _problem(document, (*at, "schema"), "folder-outside", data["schema"])
    known = ["slug", "id", *(capture for capture in template.captures if capture != "slug")]
    for capture in captures_of(data.get("url", "")):
        if capture not in known:
            yield _problem(document, (*at, "url"), "url-capture", data["url"], capture=capture, known=known)


def target_problems(documents: Iterable[Document], schemas: Iterable[Schema], config: Config) -> Iterator[Diagnostic]:
    """References to collections that cms.yml doesn't have: nothing could ever be right there."""
    known = list(config.collections)
    wrong = {target for schema in schemas for _, target in _targets(schema.document, ())} - set(known)
    for document in documents if wrong else ():
        for at, target in _targets(document.data, ()):
            if target in wrong:
                nearest = closest(target, known)
                values = {"schema": document.path, "target": target, "known": known}
                suggested = values | ({"suggestion": nearest} if nearest else {})
                yield Diagnostic("setup/schema-invalid", document.path, span_of(document, at), suggested, "target")


def _targets(value: Json, at: Steps) -> Iterator[tuple[Steps, str]]:
    """The collections that a schema's `x-reference` keywords name, and where."""
    if isinstance(value, list):
        for position, item in enumerate(value):
            yield from _targets(item, (*at, position))
    elif isinstance(value, dict):
        for name, item in value.items():
            if name == "x-reference":
                place = (*at, name, "collection") if isinstance(item, dict) else (*at, name)
                named = item.get("collection") if isinstance(item, dict) else item
                yield from ((place, target) for target in (named if isinstance(named, list) else [named]) if target)
            else:
                yield from _targets(item, (*at, name))


def order_problems(config: Config, schemas: Mapping[str, Schema], document: Document) -> Iterator[Diagnostic]:
    """Orders by fields that the schema lacks."""
    for name, collection in config.collections.items():
        for position, term in enumerate(collection.order):
            properties = schemas[name].properties
            if properties and term.field.partition(".")[0] not in properties:
                at: Steps = ("collections", name, "order", position)
                yield _problem(document, at, "order-field", term.field, known=list(properties))


def publish_problems(config: Config, schemas: Mapping[str, Schema], document: Document) -> Iterator[Diagnostic]:
    """Publish fields that cms.yml names and the schema lacks: they would publish every draft."""
    for name in config.collections:
        for key in ("field", "from", "until"):
            at: Steps = ("collections", name, "publish", key)
            field = value_in(document.data or {}, at)
            properties = schemas[name].properties
            if field is not None and properties and field not in properties:
                yield _problem(document, at, "publish-field", field, known=list(properties))


def rule_problems(config: Config, document: Document) -> Iterator[Diagnostic]:
    """Settings of rules, and options of theirs, that don't exist, and values that these can't have."""
    layers: list[tuple[Steps, RuleSettings]] = [(("rules",), config.rules)]
    layers += [(("collections", each.name, "rules"), each.rules) for each in config.collections.values()]
    layers += [(("overrides", number, "rules"), each.rules) for number, each in enumerate(config.overrides)]
    for at, settings in layers:
        for name, setting in settings.items():
            rule = all_rules().get(name)
            if rule is None:
                yield _unknown_rule((*at, name), name, document)
            elif isinstance(setting, dict):
                yield from _option_problems((*at, name), setting, rule.OPTIONS, document)


def _unknown_rule(at: Steps, name: str, document: Document) -> Diagnostic:
    known = sorted(all_rules())
    nearest = closest(name if "/" in name else f"lint/{name}", known)
    values = {"text": name} | ({"suggestion": nearest} if nearest else {})
    return Diagnostic("setup/config", document.path, span_of_key(document, at), values, "rule")


def _option_problems(at: Steps, setting: Data, options: Mapping[str, Json], document: Document) -> Iterator[Diagnostic]:
    for option, value in setting.items():
        if option == "level":
            continue
        if option not in options:
            yield _problem(document, (*at, option), "rule-option", option, known=["level", *options], rule=at[-1])
        elif not _is_like(value, options[option]):
            kind = _KINDS[type(options[option])]
            yield _problem(document, (*at, option), "rule-value", option, kind=kind, rule=at[-1])


_KINDS = {bool: "boolean", int: "number", str: "text", list: "texts"}


def _is_like(value: Json, example: Json) -> bool:
    """Whether an option's value has the type of its default; lists are of texts."""
    if isinstance(example, list):
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return type(value) is type(example)


def _problem(document: Document, at: Steps, case: str, text: str, **values: Json) -> Diagnostic:
    return Diagnostic("setup/config", document.path, span_of(document, at), {"text": text, **values}, case)


def value_in(data: Data, at: Steps) -> Json:
    """The value at `at`, or None where there is none."""
    value: Json = data
    for step in at:
        value = value.get(step) if isinstance(value, dict) else None
    return value
