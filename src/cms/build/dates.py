"""The history of the files, kept in the cache from commit to commit; entries whose dates change are made again."""

from __future__ import annotations

from cms.cache import Cache, bundles
from cms.cache.facts import keep_facts, load_fact
from cms.git.history import History, changed_dates, read_history
from cms.model import Config
from cms.paths import is_text
from cms.read import Tree


def refresh_dates(tree: Tree, cache: Cache, config: Config) -> bool:
    """Bring the dates in the cache to the tree's commit. False where there is no history, or it is cut."""
    kept = load_fact(cache, "history")
    place = tree.prefix + config.content
    if tree.commit is None or tree.shallow:
        if kept is not None:
            _keep(cache, place, None)
        return False
    if kept is not None and kept[:2] == [place, tree.commit]:
        return True
    old = None
    if kept is not None and kept[0] == place:
        _, commit, mailmap, ignored, merged, renamed = kept
        old = History(commit, mailmap, ignored, merged, tuple(renamed), bundles.dates(cache))
    new = read_history(tree.root, tree.commit, config.content, old)
    if new is None:
        return False
    if old is None:
        _keep(cache, place, new)
    else:
        changed = {path for path in changed_dates(old, new) if is_text(path)}
        bundles.keep_dates(cache, {path: new.files.get(path) for path in changed})
        bundles.forget_items(cache, changed)
        _note(cache, place, new)
    return True


def _keep(cache: Cache, place: str, history: History | None) -> None:
    """Keep a history that has nothing to do with what was known."""
    bundles.forget_dates(cache)
    bundles.forget_items(cache)
    if history is None:
        keep_facts(cache, {"history": None})
    else:
        bundles.keep_dates(cache, {path: found for path, found in history.files.items() if is_text(path)})
        _note(cache, place, history)


def _note(cache: Cache, place: str, history: History) -> None:
    """Keep what is known of a history, and of which folder of the repository."""
    *facts, _ = history
    keep_facts(cache, {"history": [place, *facts]})
