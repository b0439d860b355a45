"""cms.yml and a file's path → which rules look at the file, at which level and with which options."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from cms.lint.rule import Rule
from cms.model import Collection, Config, Json, RuleSettings, Severity
from cms.paths import glob_pattern

_Rule = TypeVar("_Rule", bound=Rule)


class Chosen(NamedTuple, Generic[_Rule]):
    """A rule that is on."""

    rule: _Rule
    level: Severity
    options: Mapping[str, Json]


def chosen(
    rules: Mapping[str, _Rule], config: Config, collection: Collection | None
) -> Callable[[str], tuple[Chosen[_Rule], ...]]:
    """Those of the rules that are on, by the path of a file: of the collection, or of none.

    What is said of a rule for a path goes before what its collection says, and that before what holds everywhere; of
    several globs that fit, the last has the word.
    """
    patterns = [glob_pattern(override.paths) for override in config.overrides]
    of_collection = {} if collection is None else collection.rules

    @cache
    def of(fitting: tuple[int, ...]) -> tuple[Chosen[_Rule], ...]:
        layers = [config.rules, of_collection, *(config.overrides[number].rules for number in fitting)]
        settings = (_setting(name, rule, layers) for name, rule in rules.items())
        return tuple(setting for setting in settings if setting is not None)

    def find(path: str) -> tuple[Chosen[_Rule], ...]:
        return of(tuple([number for number, pattern in enumerate(patterns) if pattern.fullmatch(path)]))

    return find


def _setting(name: str, rule: _Rule, layers: Iterable[RuleSettings]) -> Chosen[_Rule] | None:
    options: dict[str, Json] = {"level": rule.LEVEL, **rule.OPTIONS}
    for layer in layers:
        said = layer.get(name, {})
        options |= {"level": said} if isinstance(said, str) else said
    level = options.pop("level")
    return None if level == "off" else Chosen(rule, level, options)
