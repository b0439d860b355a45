"""The pages of the rules: what each says, why, how to put it right, with a bad and a good example."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping

from cms.report.words import Words, language, words_of

RULES = (
    "parse/alias", "parse/character", "parse/conflict", "parse/depth", "parse/documents", "parse/duplicate-key",
    "parse/encoding", "parse/front-matter", "parse/json", "parse/key", "parse/mapping", "parse/number", "parse/size",
    "parse/tab", "parse/tag", "parse/yaml",
    "schema/additionalProperties", "schema/anyOf", "schema/const", "schema/contains", "schema/dependentRequired",
    "schema/enum", "schema/exclusiveMaximum", "schema/exclusiveMinimum", "schema/false", "schema/format",
    "schema/maxItems", "schema/maxLength", "schema/maxProperties", "schema/maximum", "schema/minItems",
    "schema/minLength", "schema/minProperties", "schema/minimum", "schema/multipleOf", "schema/not", "schema/oneOf",
    "schema/pattern", "schema/propertyNames", "schema/reference", "schema/required", "schema/template", "schema/type",
    "schema/uniqueItems",
    "link/dead-link", "link/deleted", "link/duplicate-id", "link/duplicate-url", "link/duplicate-value",
    "link/file-name", "link/hidden", "link/hidden-link", "link/missing-file", "link/outside", "link/scheme",
    "link/stray-file", "link/symlink", "link/unknown",
    "setup/assignment", "setup/bundle", "setup/collection", "setup/config", "setup/draft", "setup/exists",
    "setup/field", "setup/git", "setup/import-format", "setup/import-name", "setup/import-pattern",
    "setup/import-report", "setup/import-source", "setup/import-split", "setup/infer", "setup/instant",
    "setup/invalid", "setup/name",
    "setup/no-config", "setup/no-git", "setup/output", "setup/path", "setup/rule", "setup/schema-invalid",
    "setup/schema-missing", "setup/schema-ref", "setup/slug", "setup/start", "setup/title", "setup/unknown-ref",
    "setup/unreadable", "setup/unwritable", "setup/where",
)  # fmt: skip
"""The ids of all rules that have a page here; ids are stable for ever. The lint rules' pages are their docstrings."""


def explain(rule: str, lang: str, docstrings: Mapping[str, str]) -> str | None:
    """The page of a rule in a language, as Markdown; None for an unknown rule.

    `docstrings` are those of the lint rules, by id: English, a line `---`, French.
    """
    if rule in docstrings:
        page: str | None = _docstring_page(rule, docstrings[rule], lang)
    else:
        page = next((page for names, page in _sections(language(lang)) if rule in names), None)
    return None if page is None else "\n".join(_typeset(page, words_of(lang)))


def _typeset(page: str, words: Words) -> Iterator[str]:
    """The page's lines, typeset but for code."""
    fenced = False
    for line in page.split("\n"):
        fence = line.startswith("```")
        fenced ^= fence
        yield line if fenced or fence or line.startswith("    ") else words.typeset(line)


def _docstring_page(rule: str, docstring: str, lang: str) -> str:
    english, _, french = docstring.partition("\n---\n")
    return f"## {rule}\n\n{(french if language(lang) == 'fr' and french else english).strip()}"


def _sections(lang: str) -> Iterator[tuple[list[str], str]]:
    """Each section's rules and text. A heading may name several rules that share a page."""
    with open(os.path.join(os.path.dirname(__file__), f"rules.{lang}.md"), encoding="utf-8") as file:
        text = file.read()
    headings = list(re.finditer(r"^## (.+)$", text, re.MULTILINE))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=True):
        yield heading[1].split(", "), text[heading.start() : end].strip()
