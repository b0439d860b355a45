"""Entries → the terms that they write in lists, and what is to be said of those that others write otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from cms.cache import Cache, files, terms
from cms.model import Config, Diagnostic, Document, Entry, Owner
from cms.positions import pointer, span_of
from cms.read import Tree

_RULES = frozenset({"lint/near-duplicate"})
_LONGEST = 60
"""A longer text is no term."""


def terms_of(entry: Entry) -> list[tuple[str, str]]:
    """The texts in an entry's lists that are no references: what they are compared by, and how they are written."""
    lists = {name: value for name, value in entry.data.items() if type(value) is list}
    if not lists:
        return []
    from cms import lint  # noqa: PLC0415 - loaded by then: the entry has been checked

    others = {*(each.at for each in entry.references), *(each.at for each in entry.assets)}
    written = {
        (name, item)
        for name, items in lists.items()
        for position, item in enumerate(items)
        if type(item) is str and len(item) <= _LONGEST and (name, position) not in others
    }
    return sorted(
        (json.dumps([rule, entry.collection, name, module.fold(item)]), item)
        for rule, module in lint.term_rules().items()
        for name, item in written
    )


def clashing(cache: Cache, config: Config) -> Iterator[tuple[Diagnostic, Owner]]:
    """What is to be said of terms that entries write in several ways, and of whom; the places aren't known yet."""
    clashes = list(terms.clashes(cache))
    if not clashes:
        return
    from cms import lint  # noqa: PLC0415 - where there is something to say

    for key, counts in clashes:
        name, collection, field, _ = json.loads(key)
        chosen = lint.chosen(lint.term_rules(), config, config.collections[collection])
        for wrong, right in lint.term_rules()[name].check_terms(counts, {}):
            values = {"name": field, "term": wrong, "suggestion": right, "count": counts[right]}
            both = {owner.path for owner in files.writers(cache, key, right)}  # of which other rules speak
            for owner in (each for each in files.writers(cache, key, wrong) if each.path not in both):
                levels = {rule.ID: level for rule, level, _ in chosen(owner.path)}
                if name in levels:
                    yield Diagnostic(name, owner.path, values=values, severity=levels[name]), owner


def placed_terms(tree: Tree, found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The diagnostics, of which those about terms have their places."""
    paths = sorted({each.path for each in found if each.rule in _RULES})
    if not paths:
        yield from found
        return
    from cms.parse import parse  # noqa: PLC0415 - where there is something to say

    documents = {source.path: parse(source)[0] for source in tree.read(paths)}
    for each in found:
        yield _placed(each, documents[each.path]) if each.rule in _RULES and each.path in documents else each


def _placed(found: Diagnostic, document: Document) -> Diagnostic:
    items = (document.data or {}).get(found.values["name"])
    if not isinstance(items, list) or found.values["term"] not in items:
        return found
    at = (found.values["name"], items.index(found.values["term"]))
    return found._replace(span=span_of(document, at), pointer=pointer(at))
