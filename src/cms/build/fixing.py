"""What `cms fix` does: from a work tree to its files mended, each checked again before it is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from cms.build import now
from cms.build.linking import linked
from cms.build.report import Wish, finished, report
from cms.build.route import route_path
from cms.build.single import check_file
from cms.build.state import Progress, State, advance
from cms.build.workers import ALONE, Workers
from cms.cache import Cache, surviving
from cms.fix import Mended, mend, rewrite
from cms.link import mendable
from cms.lint import file_rules
from cms.model import Diagnostic, Document, Listed, Source, Span
from cms.parse import parse
from cms.read import Tree, open_tree


class File(NamedTuple):
    """A file that was mended, or would be: its text before and after, and what is so no longer.

    `left` are diagnostics whose fixes would do harm. `written` is false where another program has changed the file
    meanwhile, and where nothing is to be written.
    """

    path: str
    before: str
    after: str
    fixed: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]
    written: bool = False


class Fixed(NamedTuple):
    """What was mended, file by file in the order of their paths; the language of the site."""

    files: tuple[File, ...]
    lang: str


class Choice(NamedTuple):
    """What is to be mended: in which files and folders (none: everywhere), and what these rules find (likewise).

    If `staged`, only files that differ from the last commit in the index.
    """

    paths: Sequence[str] = ()
    rules: Collection[str] = ()
    staged: bool = False

    def is_wanted(self, found: Diagnostic) -> bool:
        """Whether what a diagnostic is about is to be mended, as far as its rule says."""
        return not self.rules or found.rule in self.rules


def fix(root: str, choice: Choice, *, write: bool, progress: Progress, workers: Workers = ALONE) -> Fixed:
    """Mend all of the choice that can be mended. Nothing is written unless `write` is set.

    Raises CmsError for wrong use and set-up, and for files that can't be written.
    """

    def work(cache: Cache) -> Fixed:
        state = advance(tree, cache, now(), progress, workers)
        found = report(tree, cache, state, Wish(choice.paths))
        wanted = {each.path for each in found.diagnostics if each.fixes and choice.is_wanted(each)}
        if choice.staged:
            wanted &= _staged(root, state)
        mended = _mended(tree, cache, state, sorted(wanted), choice.is_wanted)
        files = [file for file in mended if file.fixed or file.left]
        return Fixed(tuple(_written(root, file) if write else file for file in files), found.lang)

    with open_tree(root, "work") as tree:
        return surviving(root, work)


def _staged(root: str, state: State) -> frozenset[str]:
    with open_tree(root, "index") as index:
        index.files([state.set_up.config.content])
        return index.changed()


def _mended(
    tree: Tree, cache: Cache, state: State, paths: Sequence[str], is_wanted: Callable[[Diagnostic], bool]
) -> Iterator[File]:
    causes = frozenset(name for name, rule in file_rules().items() if rule.EXPLAINS)
    for source in tree.read(paths):
        before = parse(source)[0].text

        def read(text: str, source: Source = source) -> tuple[Document, Sequence[Diagnostic]]:
            return _read(tree, cache, state, source._replace(data=text.encode()))

        mended: Mended = mend(before, read, is_wanted, causes)
        fixed, left = (tuple(sorted(each, key=_place)) for each in (mended.fixed, mended.refused))
        yield File(source.path, before, mended.text, fixed, left)


def _place(found: Diagnostic) -> tuple[Span, str]:
    return found.span or Span(0, 0, 0, 0), found.rule


def _read(tree: Tree, cache: Cache, state: State, source: Source) -> tuple[Document, Sequence[Diagnostic]]:
    """What a file would say with these bytes, and all that would be said of it."""
    set_up = state.set_up
    route = route_path(Listed(source.path), set_up.config)
    if route is None:
        raise ValueError(f"{source.path}: belongs to no collection")
    entry, found = check_file(source, route, set_up.schemas, set_up.config)
    document = parse(source)[0]
    among = finished(cache, state, list(linked(tree, cache, entry, set_up, state.at)))
    return document, [*found, *(mendable(each, document.text) for each in among)]


def _written(root: str, file: File) -> File:
    return file._replace(written=file.before != file.after and rewrite(root, file.path, file.before, file.after))
