"""What an import read, made and settled → its files, and what became of everything, without what is private."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from cms.build.importing.absences import not_fetched
from cms.build.importing.fitting import has_drafts
from cms.build.importing.media import Media
from cms.build.importing.originals import Read, read_original
from cms.build.importing.refusals import with_refusals, without_bodies
from cms.build.importing.settling import Settled
from cms.build.report import Report
from cms.config import SetUp
from cms.importers import Converted, Draft, ImportMap, Original, rule_for
from cms.model import Json, Site
from cms.outcomes import ImportedFile, Outcome, Overall
from cms.read.outside import Outside

_HIDDEN = "•••"
_MAY_BE_PRIVATE = re.compile("[@/]")
"""What mailboxes and invitations have, and names of fields have not."""


def listed(settled: Settled, set_up: SetUp) -> Iterator[ImportedFile]:
    """The files of an import: the entries, then the media that come along with those that aren't kept."""
    for one in settled.files:
        path, collection = one.draft.path, one.draft.collection
        published = one.published or not has_drafts(one.draft, set_up)
        yield ImportedFile(path, collection, settled.states[path], published, one.missing)
    entries = {one.draft.path for one in settled.files}
    yield from (ImportedFile(path, "", settled.states[path]) for path in settled.fresh if path not in entries)


def overall(found: Report, reads: Mapping[str, Read], import_map: ImportMap, outside: Outside) -> Overall:
    """What is to be said of an import as a whole."""
    ranks = {"error": 0, "warning": 1, "info": 2}
    counts = Counter((ranks[each.severity], each.rule) for each in found.diagnostics if each.severity != "error")
    order = sorted(counts, key=lambda key: (key[0], -counts[key], key[1]))
    fits = any(not isinstance(rule_for(path, import_map), str) for path in reads)
    return Overall({rule: counts[rank, rule] for rank, rule in order}, None if fits else len(outside.files))


def outcomes(
    reads: Mapping[str, Read], converted: Converted, settled: Settled, media: Media, outside: Outside, set_up: SetUp
) -> tuple[Outcome, ...]:
    """What became of everything, by source and line."""
    skipped = {each.path for each in converted.outcomes if each.fate == "left-out" and not (each.field or each.at)}
    found = [outcome for path, read in reads.items() if path not in skipped for outcome in read.outcomes]
    found += with_refusals(converted.outcomes, [outcome for one in settled.files for outcome in one.outcomes])
    originals = {path: read.original for path, read in reads.items() if read.original is not None}
    found += without_bodies(converted.drafts, originals)
    found += _of_media(media, settled)
    found += [Outcome(each.path, 0, "", "left-out", f"file-{each.reason}") for each in outside.refused]
    others = set(outside.files) - reads.keys() - media.taken.keys() - {outcome.path for outcome in media.outcomes}
    found += [Outcome(path, 0, "", "left-out", "unnamed") for path in others]
    for (source, url), why in media.not_fetched.items():
        found += not_fetched(originals.get(source), source, url, why)
    found = [_with_winner(each, converted.drafts) for each in found]
    found = list(_masked(found, originals.values(), set_up.config.site))
    return tuple(sorted(found, key=lambda each: (each.path, each.line, each.field, each.target, each.at, each.reason)))


def _of_media(media: Media, settled: Settled) -> Iterator[Outcome]:
    """What became of the export's files: those that only a kept entry names stay there."""
    for each in media.outcomes:
        if each.target in media.fresh and each.target not in settled.fresh:
            yield each._replace(fate="left-out", reason="of-kept", target="")
        else:
            yield each


def _with_winner(each: Outcome, drafts: Sequence[Draft]) -> Outcome:
    """What another source has the word of, with the entry where that is so."""
    if each.reason != "conflict":
        return each
    shared = (draft for draft in drafts if len(draft.sources) > 1 and each.path in draft.sources)
    entries = [draft.path for draft in shared if _says(draft, each.at) not in (None, "", each.value)]
    return each._replace(values={**each.values, "entries": entries}) if entries else each


def _says(draft: Draft, at: str) -> Json:
    """What an entry says in a field, by its dotted name."""
    value: Json = {"body": draft.body, **draft.data}
    for name in at.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


# --- Privacy ---------------------------------------------------------------------------------------------------------


def _masked(found: Iterable[Outcome], originals: Iterable[Original], site: Site) -> Iterator[Outcome]:
    """The outcomes without the names of fields that are private themselves, such as mailboxes: reports are public."""
    names = _private_names({name for original in originals for name in _names(original.data)}, site)
    if not names:
        yield from found
        return
    hide = partial(re.compile("|".join(map(re.escape, names))).sub, _HIDDEN)
    for each in found:
        values = {name: _without(value, hide) for name, value in each.values.items()}
        yield each._replace(field=hide(each.field), at=hide(each.at), value=_without(each.value, hide), values=values)


def _names(data: Json) -> Iterator[str]:
    """The names of all fields, at any depth, that may be private."""
    if isinstance(data, dict):
        yield from filter(_MAY_BE_PRIVATE.search, data)
    if isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _names(value)


def _private_names(names: Collection[str], site: Site) -> list[str]:
    """Those of some names that would be private if they were values; the longest first."""
    values = {str(number): name for number, name in enumerate(sorted(names))}
    read = read_original("names.json", json.dumps(values, ensure_ascii=False).encode(errors="replace"), site).original
    private = {values[str(steps[0])] for steps in read.private} if read is not None else names
    return sorted(private, key=len, reverse=True)


def _without(value: Json, hide: Callable[[str], str]) -> Json:
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, list):
        return [_without(item, hide) for item in value]
    if isinstance(value, dict):
        return {hide(name): _without(item, hide) for name, item in value.items()}
    return value
