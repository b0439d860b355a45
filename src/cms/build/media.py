"""Files of the media folder → what the rules for these say of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cms import lint
from cms.model import Config, Diagnostic, Listed
from cms.read import Tree

_LARGEST_POINTER = 1024


def media_problems(tree: Tree, listed: Sequence[Listed], config: Config) -> dict[str, list[Diagnostic]]:
    """What is to be said of those of the files that lie in the media folder, by path. Large ones aren't read."""
    folder = config.media.folder + "/"
    inside = [file for file in listed if file.path.startswith(folder) and not file.link]
    if not inside:
        return {}
    sizes = tree.sizes(inside)
    small = [file for file in inside if sizes.get(file.path, _LARGEST_POINTER) < _LARGEST_POINTER]
    data = {source.path: source.data for source in tree.open(small)}
    rules_for = lint.chosen(lint.media_rules(), config, None)
    files = (lint.MediaFile(path, size, data.get(path, b"")) for path, size in sizes.items())
    return {file.path: list(_said(file, rules_for(file.path))) for file in files}


def _said(file: lint.MediaFile, chosen: Sequence[lint.Chosen[lint.MediaRule]]) -> Iterator[Diagnostic]:
    for rule, level, options in chosen:
        for values in rule.check_media(file, options):
            yield Diagnostic(rule.ID, file.path, values=values, severity=level)
