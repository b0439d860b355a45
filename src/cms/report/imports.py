"""What an import did → its loss report: in short for a terminal, whole as a table in Markdown and as JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cms.outcomes import FileState, ImportedFile, Outcome, Overall
from cms.report.columns import visible, wrap
from cms.report.losses import ImportWords, losses, said, value_text, why_of, words_for
from cms.report.words import LANGS

_FEW = 4
_MOST_RULES = 5
_JSON = re.compile(r'\s*\{\s*"counts":\s*\{[^{}]*\},\s*"(?:files|warnings)":')
_STATES: tuple[FileState, ...] = ("new", "replaced", "same", "kept")
_DONE: Mapping[FileState, str] = {"new": "written", "replaced": "replaced-now"}
"""What is said of files once they are written."""

_NOTHING = Overall()


def import_lines(
    files: Sequence[ImportedFile],
    outcomes: Sequence[Outcome],
    lang: str,
    width: int,
    overall: Overall = _NOTHING,
    *,
    written: bool,
) -> Iterator[str]:
    """What a person at a terminal wants to know: which files there are, what they lack, and what was lost."""
    words = words_for(lang)
    for line in _counts(files, overall, words, written=written):
        yield from wrap(line, width, "  ")
    yield from _notes(files, words, width, written=written)
    yield ""
    yield from losses(outcomes, words, width)
    yield ""
    for line in _warnings(overall, words):
        yield from wrap(line, width, "  ")
    yield from wrap(words.say["report"], width, "  ")
    if not written:
        yield words.say["dry"]


def import_table(
    files: Sequence[ImportedFile],
    outcomes: Sequence[Outcome],
    lang: str,
    overall: Overall = _NOTHING,
    *,
    written: bool,
) -> Iterator[str]:
    """The whole report as Markdown: every file, then what became of every value."""
    words = words_for(lang)
    yield f"# {words.say['title']}"
    yield ""
    if not written:
        yield from (words.say["dry"], "")
    yield from (f"- {line}" for line in _counts(files, overall, words, written=written))
    for file in files:
        if note := _note(file, words, written=written):
            yield f"- `{file.path}`{words.say['colon']}{note}"
    yield from (f"- {line}" for line in _warnings(overall, words))
    yield ""
    columns = words.say["all-columns"].split("|")
    yield _row(columns)
    yield _row(["---"] * len(columns))
    for each in outcomes:
        cells = [each.path, str(each.line or ""), each.field, words.fates[each.fate], why_of(each, words)]
        yield _row([*cells, value_text(each.value), each.target, each.at])


def import_json(
    files: Sequence[ImportedFile], outcomes: Sequence[Outcome], lang: str, overall: Overall = _NOTHING
) -> str:
    """The whole report as one JSON value.

    `counts` by fate, `warnings` by rule, `files`, and `outcomes`, each with its `message`.
    """
    words = words_for(lang)
    value = {
        "counts": dict(sorted(Counter(each.fate for each in outcomes).items())),
        "warnings": dict(overall.warnings),
        "files": [{**file._asdict(), "missing": list(file.missing)} for file in files],
        "outcomes": [
            {**each._asdict(), "values": dict(each.values), "message": why_of(each, words)} for each in outcomes
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1)


def is_import_report(start: str) -> bool:
    """Whether a file that starts so is the report of an import, in any language and format."""
    titles = {f"# {words_for(lang).say['title']}" for lang in LANGS}
    return start.partition("\n")[0].rstrip() in titles or bool(_JSON.match(start))


def import_stopped(count: int, lang: str) -> str:
    """That the user has interrupted an import which had written some files."""
    return said(words_for(lang), "stopped", count=count)


# --- Files -----------------------------------------------------------------------------------------------------------


def _counts(files: Sequence[ImportedFile], overall: Overall, words: ImportWords, *, written: bool) -> Iterator[str]:
    """A line a collection: how many files are new, the same, kept."""
    if not files:
        yield words.say["nothing"] if overall.looked is None else said(words, "nothing-fits", count=overall.looked)
    for collection in sorted({file.collection for file in files}):
        own = [file for file in files if file.collection == collection]
        states = Counter(file.state for file in own)
        named = [(states[state], _named(state, written=written)) for state in _STATES]
        counts = [said(words, name, count=count) for count, name in named if count]
        drafts = sum(not file.published for file in own)
        if drafts:
            counts.append(said(words, "drafts", count=drafts))
        yield f"{collection or words.say['media']}{words.say['colon']}{', '.join(counts)}"


def _named(state: FileState, *, written: bool) -> str:
    return _DONE.get(state, state) if written else state


def _notes(files: Sequence[ImportedFile], words: ImportWords, width: int, *, written: bool) -> Iterator[str]:
    """What is to be said of single files; the first of those of whom the same is."""
    notes: dict[str, list[str]] = {}
    for file in files:
        if note := _note(file, words, written=written):
            notes.setdefault(note, []).append(visible(file.path))
    for note, paths in notes.items():
        yield from wrap(f"{note}{words.say['colon'].rstrip()}", width, "  ", "  ")
        yield from (f"    {path}" for path in paths[:_FEW])
        if len(paths) > _FEW:
            yield f"    {said(words, 'others', count=len(paths) - _FEW)}"


def _note(file: ImportedFile, words: ImportWords, *, written: bool) -> str:
    named = f"{_named(file.state, written=written)}-file"
    notes = [words.say[named]] if named in words.say else []
    if file.missing:
        notes.append(said(words, "missing", names=list(dict.fromkeys(file.missing))))
    return ", ".join(notes)


def _warnings(overall: Overall, words: ImportWords) -> Iterator[str]:
    """What a check says besides errors: how often which rule, the worst first."""
    counts = [f"{said(words, 'number', count=count)} {rule}" for rule, count in overall.warnings.items()]
    if counts:
        more = ["…"] if len(counts) > _MOST_RULES else []
        yield words.general.typeset(words.say["warnings"]) + ", ".join([*counts[:_MOST_RULES], *more])


def _row(cells: Sequence[str]) -> str:
    """A row of a table, in which Markdown and HTML of the source are shown and not obeyed."""
    return "| " + " | ".join(re.sub(r"([\\|`*<\[])", r"\\\1", visible(cell)) for cell in cells) + " |"
