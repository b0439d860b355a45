"""cms.yml and a file's path → which rules look at the file, at which level and with which options."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from cms.lint.rule import Rule
from cms.model import Collection, Config, Json, RuleSettings, Severity
from cms.paths import glob_pattern


class Chosen(NamedTuple):
    """A rule that is on."""

    rule: Rule
    level: Severity
    options: Mapping[str, Json]


def chosen(rules: Mapping[str, Rule], config: Config, collection: Collection) -> Callable[[str], tuple[Chosen, ...]]:
    """The rules that are on, by the path of a file of the collection.

    What is said of a rule for a path goes before what its collection says, and that before what holds everywhere; of
    several globs that fit, the last has the word.
    """
    patterns = [glob_pattern(override.paths) for override in config.overrides]

    @cache
    def of(fitting: tuple[int, ...]) -> tuple[Chosen, ...]:
        layers = [config.rules, collection.rules, *(config.overrides[number].rules for number in fitting)]
        settings = (_setting(name, rule, layers) for name, rule in rules.items())
        return tuple(setting for setting in settings if setting is not None)

    def find(path: str) -> tuple[Chosen, ...]:
        return of(tuple([number for number, pattern in enumerate(patterns) if pattern.fullmatch(path)]))

    return find


def _setting(name: str, rule: Rule, layers: list[RuleSettings]) -> Chosen | None:
    options: dict[str, Json] = {"level": rule.LEVEL, **rule.OPTIONS}
    for layer in layers:
        said = layer.get(name, {})
        options |= {"level": said} if isinstance(said, str) else said
    level = options.pop("level")
    return None if level == "off" else Chosen(rule, level, options)
