"""Letters became pairs of signs, as in `Ã©` for `é`.

What it finds: text in UTF-8 that a program took for Mac Roman or for
Windows-1252, and then saved: `Th√©o` or `ThÃ©o` for `Théo`. Also what is lost
for good: `�` in the place of a letter. Code is left alone, and so is a single
word in quotes, which may be an example.

Why: readers see gibberish, a search finds nothing, and addresses made of such
titles stay wrong for ever.

What to do: `cms fix` does it, where each character tells what it was. Where
one is lost, or half of one is left, type it again.

Good:

    L’été, Théo a calculé √2 à São Paulo.

Bad:

    Th√©o a c√©d√© : il est all√© √† la plage.

---

Des lettres sont devenues des suites de signes, comme `Ã©` pour `é`.

Ce qui est signalé : un texte en UTF-8 qu’un logiciel a pris pour du Mac Roman
ou du Windows-1252, puis enregistré : `Th√©o` ou `ThÃ©o` au lieu de `Théo`.
Aussi ce qui est perdu pour de bon : `�` à la place d’une lettre. Le code n’est
pas examiné, ni un mot seul entre guillemets, qui peut être un exemple.

Pourquoi : le lecteur voit du charabia, la recherche ne trouve rien, et les
adresses tirées de tels titres restent fausses pour toujours.

Que faire : `cms fix` le fait, là où chaque signe dit ce qu’il était. Une
lettre perdue, ou dont il reste une moitié, est à retaper.

Bon :

    L’été, Théo a calculé √2 à São Paulo.

Mauvais :

    Lâ€™Ã©tÃ©, ThÃ©o est allÃ© Ã  la plage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from cms.lint.checkable import Checkable
from cms.lint.invisible import line_at
from cms.lint.misread import ENCODINGS, Misread, meant_by, misread_words, more_misread_words
from cms.lint.misread_signs import halves, lost_letters, may_be_misread
from cms.lint.misread_spaces import restored
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level

ID = "lint/mojibake"
LEVEL: Level = "error"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = (
    "parse/character",
    "lint/invisible-character",
    "lint/not-nfc",
    "lint/near-duplicate",
)
FIXES = True

_OPENED = r"(?<![ÂÃÅ])[\"'«“\u2018(\[]\s?\S{0,20}$"
_CLOSED = r"\S{0,20}?\s{0,2}[\"'»”’)\]]"


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for all that was misread in the same way, one for what is left of it, one for all that is lost."""
    text = file.text
    if not may_be_misread(text):
        return
    told: set[int] = set()
    half = list(halves(text))
    for name in ENCODINGS:
        words = _words(file, name, half)
        if words:
            told.update(at for word in words for at in range(word.start, word.end))
            yield _misread(file, name, words)
    yield from _beyond_repair(file, [word for word in half if not _is_example(file, word)], "half", told)
    lost = [word for word in lost_letters(text) if not file.is_code(word.start)]
    yield from _beyond_repair(file, lost, "lost", told)


def _beyond_repair(file: Checkable, words: Sequence[Misread], case: str, told: AbstractSet[int]) -> Iterator[Finding]:
    left = [word for word in words if word.start not in told]
    if left:
        values = {"count": len(left), "wrong": _word_around(file.text, *left[0][:2])}
        yield Finding(*left[0][:2], values, case)


def _words(file: Checkable, name: str, half: Sequence[Misread]) -> Sequence[Misread]:
    """What was misread: where some of it is beyond doubt, also what may have been; what is shown of it isn't."""
    text = file.text
    is_windows = name == "Windows-1252"
    sure = chain(misread_words(text, name), half if is_windows else ())
    if all(_is_example(file, word) for word in sure):
        return ()
    spaces = restored(text) if is_windows else ()
    behind_half = {word.end for word in half if not text[word.end : word.end + 1].isascii()}  # more may be missing
    found = sorted((*more_misread_words(text, name), *spaces))
    words = [word for word in found if word.start not in behind_half and not file.is_code(word.start)]
    apart = {word for word in words if not _is_example(file, word)}
    if len(words) >= 2 * len(apart):
        return sorted(apart)
    return [word for word in words if word in apart or not _is_one_letter(text, word)]


def _is_one_letter(text: str, word: Misread) -> bool:
    return len(text[word.start : word.end].strip()) == 1 and not text[word.start - 1].isalnum()


def _misread(file: Checkable, name: str, words: Sequence[Misread]) -> Finding:
    start, end, _ = words[0]
    whole = meant_by(file.text, name)
    edits = tuple(_edits(0, file.text, whole) if whole is not None else _edits_in_lines(file, name, words))
    values = {
        "encoding": name,
        "count": len(edits),
        "wrong": file.text[start:end],
        "right": _meant(words[0], file.text, name),
    }
    return Finding(start, end, values, "" if whole is not None else "part", (), edits)


def _meant(word: Misread, text: str, name: str) -> str:
    return meant_by(text[word.start : word.end], name) or word.meant


def _is_example(file: Checkable, word: Misread) -> bool:
    """Whether a word is code, or stands alone between quotes: these show what misread text looks like."""
    if word.start < file.start:
        return False  # most quotes of YAML are no quotes
    before, after = file.text[max(word.start - 22, 0) : word.start], file.text[word.end : word.end + 23]
    return bool(re.search(_OPENED, before) and re.match(_CLOSED, after)) or file.is_code(word.start)


def _edits(start: int, text: str, meant: str) -> Iterator[Edit]:
    """From what is written to what was meant, a run of characters beyond ASCII after the other."""
    runs = r"[^\x00-\x7f]+"
    for written, right in zip(re.finditer(runs, text), re.finditer(runs, meant), strict=True):
        if written[0] != right[0]:
            yield Edit(start + written.start(), start + written.end(), right[0])


def _edits_in_lines(file: Checkable, name: str, words: Sequence[Misread]) -> Iterator[Edit]:
    for start, end, meant in _lines_or_words(file.text, name, words):
        if file.text[end - 1] == " " != meant[-1]:
            yield Edit(start, end, meant)
        else:
            yield from (edit for edit in _edits(start, file.text[start:end], meant) if not file.is_code(edit.start))


def _lines_or_words(text: str, name: str, words: Sequence[Misread]) -> Iterator[Misread]:
    """The whole line where all of a line was misread, else its words."""
    end, whole = 0, None
    for word in words:
        if word.start >= end:
            start, end = line_at(text, word.start)
            whole = meant_by(text[start:end], name)
            if whole is not None:
                yield Misread(start, end, whole)
        if whole is None:
            yield word._replace(meant=_meant(word, text, name))


def _word_around(text: str, start: int, end: int) -> str:
    before = re.search(r"\w{0,20}$", text[max(start - 20, 0) : start])
    after = re.match(r"\w{0,20}", text[end : end + 20])
    return (before[0] if before else "") + text[start:end] + (after[0] if after else "")
