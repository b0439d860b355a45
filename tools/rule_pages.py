"""Write the pages of the lint rules, from their docstrings, into docs/rules/ (`python tools/rule_pages.py`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from cms.lint import Rule, all_rules
from cms.report import LANGS, explain

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"

_NOTE = "<!-- Written by tools/rule_pages.py from the rule's docstring: change that. -->"
_FACTS = {
    "en": ("level:", "`cms fix` mends it", "`cms fix` doesn't mend it", "options:"),
    "fr": (
        "niveau\N{NO-BREAK SPACE}:",
        "`cms fix` le corrige",
        "`cms fix` ne le corrige pas",
        "options\N{NO-BREAK SPACE}:",
    ),
}
_INDEX = """\
# The lint rules

What is allowed, and better avoided. `cms.yml` sets the level of each, for all files, a collection or some paths; see
[For maintainers](../maintainers.md#rules). « fix » marks what `cms fix` mends where it is beyond doubt. `cms explain
RULE` prints the same pages, and those of the other rules.

| rule | level | fix | | |
|---|---|---|---|---|
"""


def pages() -> Iterator[tuple[str, str]]:
    """Every page by its name below docs/rules/."""
    docstrings = {name: rule.__doc__ or "" for name, rule in all_rules().items()}
    rows = []
    for name, rule in sorted(all_rules().items()):
        file = f"{name.removeprefix('lint/')}.md"
        for lang in LANGS:
            text = explain(name, lang, docstrings) or ""
            title, _, rest = text.removeprefix("## ").partition("\n\n")
            yield f"{lang}/{file}", f"{_NOTE}\n\n# {title}\n\n{_facts(rule, lang)}\n\n{rest.rstrip()}\n"
        first = {lang: (explain(name, lang, docstrings) or "").split("\n\n")[1].replace("\n", " ") for lang in LANGS}
        links = " | ".join(f"[{first[lang]}]({lang}/{file})" for lang in sorted(LANGS))
        rows.append(f"| `{name}` | {rule.LEVEL} | {'fix' if rule.FIXES else ''} | {links} |\n")
    yield "README.md", f"{_NOTE}\n\n{_INDEX}{''.join(rows)}"


def _facts(rule: Rule, lang: str) -> str:
    level, mends, leaves, options = _FACTS[lang]
    facts = [f"{level} `{rule.LEVEL}`", mends if rule.FIXES else leaves]
    if rule.OPTIONS:
        facts.append(f"{options} `{json.dumps(rule.OPTIONS, ensure_ascii=False)}`")
    return f"*{' · '.join(facts)}*"


def write() -> None:
    """Write all pages, and take away those of rules that are gone."""
    wanted = dict(pages())
    for name, text in wanted.items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in FOLDER.rglob("*.md"):
        if path.relative_to(FOLDER).as_posix() not in wanted:
            path.unlink()


if __name__ == "__main__":
    write()
