"""Text that was meant to be replaced is still there.

What it finds: filler such as *lorem ipsum* or “this is placeholder text”, and
values or paragraphs that only say that something is to be written: “to be
completed”, `TODO`, `TBD`, `xxx`, « à compléter », « texte à venir ». In a text
of the data and in the body; not in code, comments or drafts. `phrases` is a
list of more words that give such text away, in any value or paragraph.

Why: readers take it for the site's own words, search engines show it.

What to do: write the text, or remove the field or the paragraph.

Good:

    The meals to come are for the whole season.

Bad:

    Lorem ipsum dolor sit amet, consectetur adipiscing elit.

---

Un texte provisoire n’a pas été remplacé.

Ce qui est signalé : du remplissage, comme *lorem ipsum* ou « this is
placeholder text », et les champs ou paragraphes qui disent seulement qu’un
texte reste à écrire : « à compléter », « texte à venir », `TODO`, `TBD`, `xxx`.
Dans les champs et dans le texte, mais pas dans le code, les commentaires ni
les brouillons. `phrases` est une liste d’autres mots qui trahissent un tel
texte, où qu’ils soient.

Pourquoi : le lecteur croit que c’est le texte du site, et les moteurs de
recherche l’affichent.

Que faire : écrire le texte, ou supprimer le champ ou le paragraphe.

Bon :

    Les repas à venir sont prévus pour toute la saison.

Mauvais :

    Description du projet à compléter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from cms.lint.checkable import Checkable
from cms.lint.fillers import is_placeholder, is_soon, note_in
from cms.lint.rule import Finding
from cms.model import Json, Level, Node, Steps

ID = "lint/placeholder"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {"phrases": []}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

# One of these stands in each text that a pattern fits; only the start of a long text is searched, and for the first.
_SIGNS = (
    "psum", "laceholder", "enseigné", "TODO", "TBD", "X", "xxx", "ompléter", "ompleted", "emplir", "enseigner",
    "édiger", " venir", "est meta", "xample t", " here", " ici",
)  # fmt: skip
_SHORT = 2000
_START = 1000

_STATE = r"stat|[ée]tat|phase|[ée]tape|stage|tag|cat[ée]gor|type|label|saison|season|date|quand|when|column"
_MARKS = r"[\s>]*(?:[-+*] |\d{1,9}[.)] )?\s*"


def check(file: Checkable, options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each value of the data and each paragraph."""
    phrases = [str(phrase).lower() for phrase in options["phrases"] if phrase]
    fields, body = _may_hold(file.front, phrases), _may_hold(file.body, phrases)
    if (fields or body) and not file.hidden:
        yield from _in_data(file, phrases) if fields else ()
        yield from _in_body(file, phrases) if body else ()


def _may_hold(text: str, phrases: Sequence[str]) -> bool:
    start, signs = (text, _SIGNS) if len(text) < _SHORT else (text[:_START], _SIGNS[:3])
    if any(map(start.__contains__, signs)) or "TODO" in text[: 2 * _SHORT]:
        return True
    return bool(phrases) and any(map(text.lower().__contains__, phrases))


def _in_data(file: Checkable, phrases: Sequence[str]) -> Iterator[Finding]:
    for at, value, start, end in file.texts:
        is_note = is_soon(value) or note_in(value, phrases)
        if is_placeholder(value) or (is_note and not _is_state(file, at)):
            yield Finding(start, end, {"text": value.strip()}, "field", at)


def _is_state(file: Checkable, at: Steps) -> bool:
    """Whether a value says how far a thing is, or is one of a few that may be chosen."""
    names = [step for step in at if isinstance(step, str)]
    return "enum" in file.properties.get(names[0], {}) or bool(re.search(_STATE, names[-1], re.IGNORECASE))


def _in_body(file: Checkable, phrases: Sequence[str]) -> Iterator[Finding]:
    """One finding a paragraph; the parser runs only if some line looks like a placeholder."""
    lines = tuple(_lines(file, phrases))
    paragraphs = tuple(file.nodes_of("paragraph")) if lines else ()
    starts = [paragraph.start for paragraph in paragraphs]
    last = -1
    for start, written in lines:
        number = bisect_right(starts, start) - 1
        if number == last or number < 0 or start >= paragraphs[number].end or file.is_code(start):
            continue
        finding = _in_paragraph(paragraphs[number], start, written, phrases)
        if finding:
            last = number
            yield finding


def _lines(file: Checkable, phrases: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines that look like a placeholder, without the marks of lists and quotations, and where they start."""
    end = file.start - 1
    for line in file.body.split("\n"):
        end += len(line) + 1
        marks = re.match(_MARKS, line)
        written = line[marks.end() :] if marks else line
        if written and (is_soon(written) or is_placeholder(written) or note_in(written, phrases)):
            yield end - len(written), written


def _in_paragraph(paragraph: Node, start: int, line: str, phrases: Sequence[str]) -> Finding | None:
    """What a line is, if its whole paragraph is that, which bold type all over makes a heading."""
    note = note_in(line, phrases)
    if note:
        return Finding(start + note[0], start + note[1], {"text": line[slice(*note)]}, "note")
    is_bold = line.startswith(("**", "__"))
    if is_placeholder(paragraph.text) or (is_soon(paragraph.text) and not is_bold):
        return Finding(paragraph.start, paragraph.end, {"text": paragraph.text.strip()})
    return None
