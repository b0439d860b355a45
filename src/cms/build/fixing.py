"""What `cms fix` does: from a work tree to its files mended, each checked again before it is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from cms.build import now
from cms.build.linking import linked
from cms.build.report import Wish, finished, report
from cms.build.route import content_folders, route_path
from cms.build.single import check_file
from cms.build.state import Progress, State, advance
from cms.build.workers import ALONE, Workers
from cms.cache import Cache, surviving
from cms.fix import Reading, mend, rewrite
from cms.link import mendable, own_names
from cms.lint import file_rules
from cms.model import Diagnostic, Listed, Source, Span
from cms.parse import parse
from cms.read import Tree, open_tree


class File(NamedTuple):
    """A file that was mended, or would be: what is so no longer, what is left, and its bytes before and after.

    `left` are diagnostics whose fixes would do harm. There are no bytes where another program has changed the file
    meanwhile, and none was mended.
    """

    path: str
    fixed: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]
    stored: tuple[bytes, bytes] | None = None


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
        read = _reader(tree, cache, state)
        files = (_mended(root, source, read, choice, write=write) for source in tree.read(sorted(wanted)))
        return Fixed(tuple(file for file in files if file is not None), found.lang)

    with open_tree(root, "work") as tree:
        return surviving(root, work)


def _staged(root: str, state: State) -> frozenset[str]:
    with open_tree(root, "index") as index:
        index.files(content_folders(state.set_up.config))
        return index.changed()


_Reader = Callable[[Source], Reading]


def _mended(root: str, source: Source, read: _Reader, choice: Choice, *, write: bool) -> File | None:
    """A file, mended; None where there was nothing to be done, or its data can't be understood."""
    before = parse(source)[0].text
    causes = frozenset(name for name, rule in file_rules().items() if rule.EXPLAINS)
    mended = mend(before, lambda text: read(source._replace(data=text.encode())), choice.is_wanted, causes)
    if not mended.fixed and read(source)[0].data is None:
        return None  # what is to be said of it has been said by a check
    fixed, left = (tuple(sorted(each, key=_place)) for each in (mended.fixed, mended.refused))
    stored = rewrite(root, source.path, before, mended, write=write) if fixed else None
    return File(source.path, fixed, left, stored) if fixed or left else None


def _place(found: Diagnostic) -> tuple[Span, str]:
    return found.span or Span(0, 0, 0, 0), found.rule


def _reader(tree: Tree, cache: Cache, state: State) -> _Reader:
    """What reads a file as if it had other bytes, and says all that would be said of it.

    It knows which names the files have that it has read before, as it has read them last: two that are mended may not
    become the same.
    """
    set_up = state.set_up
    names: dict[str, frozenset[str]] = {}

    def read(source: Source) -> Reading:
        route = route_path(Listed(source.path), set_up.config)
        if route is None:
            raise ValueError(f"{source.path}: belongs to no collection")
        entry, found = check_file(source, route, set_up.schemas, set_up.config)
        document = parse(source)[0]
        among = finished(cache, state, list(linked(tree, cache, entry, set_up, state.at)))
        own = frozenset(own_names(entry))
        twins = [path for path, others in names.items() if path != source.path and own & others]
        clashes = [Diagnostic("link/duplicate-value", source.path, values={"other": path}) for path in twins]
        names[source.path] = own
        return document, [*found, *clashes, *(mendable(each, document.text) for each in among)]

    return read
