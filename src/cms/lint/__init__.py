"""The lint stage: from an entry and its document to what the schema can't say, one module a rule.

A new rule is a module with `ID`, `LEVEL`, `check` and a docstring that is its page, and its name in `RULES`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cms.lint import raw_html
from cms.lint.rule import Checkable, Rule
from cms.model import Diagnostic, Level

__all__ = ["RULES", "Checkable", "Rule", "run"]

RULES: Mapping[str, Rule] = {rule.ID: rule for rule in (raw_html,)}
"""Every rule by its id."""


def run(checkable: Checkable, levels: Mapping[str, Level]) -> Iterator[Diagnostic]:
    """What the rules say of one file. `levels` overrides the rules' own; a rule that is off isn't called."""
    for name, rule in RULES.items():
        level = levels.get(name, rule.LEVEL)
        if level == "off":
            continue
        for found in rule.check(checkable):
            yield found._replace(severity=level)
