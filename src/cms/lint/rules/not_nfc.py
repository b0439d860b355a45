"""Accents stand beside their letters instead of on them.

What it finds: letters with separate accents, as names of files copied from a
Mac have them: `e` followed by an accent of its own, where there is one
character, `é`. They look alike. Addresses and code are left alone.

Why: for a search, a sort or a comparison these are different words, some fonts
draw them badly, and the count of characters is wrong.

What to do: type the word again. `cms fix` does it.

Good:

    L’été à Orléans.

Bad:

    L’e\u0301te\u0301 à Orle\u0301ans.

---

Des accents sont à côté de leur lettre, et non dessus.

Ce qui est signalé : des lettres dont l’accent est séparé, comme dans les noms
de fichiers copiés d’un Mac : un `e` suivi d’un accent à part, là où il existe
un seul caractère, `é`. À l’œil, rien ne les distingue. Les adresses et le code
ne sont pas examinés.

Pourquoi : pour une recherche, un tri ou une comparaison, ce sont des mots
différents ; certaines polices les affichent mal, et le compte des caractères
est faux.

Que faire : retaper le mot. `cms fix` le fait.

Bon :

    L’été à Orléans.

Mauvais :

    L’e\u0301te\u0301 à Orle\u0301ans.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from cms.lint.checkable import Checkable
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level

ID = "lint/not-nfc"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

# Accents of French and of its neighbours that are found in no time; the grave one, whose last byte is 0, takes longer.
_ACCENTS = "\u0301\u0302\u0303\u0308\u030c\u0327"
_GRAVE = "\u0300"
_LETTER = "[^\\W\\d_][\u0300-\u036f]+"
_STARTS_ADDRESS = r"\]\(|https?:|www\.|(?:^|[<(\"'=])\.{0,2}/"
_ENDS_FILE = r"[^\s.\]]{0,99}\.[a-z][a-z0-9]{1,3}[)>\"',;.]*(?:\s|$)"
_NEAR = 200


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for all letters of the file."""
    text = file.text
    if text.isascii() or not (any(map(text.__contains__, _ACCENTS)) or _GRAVE in file.front):
        return
    letters = [edit for edit in _letters(text) if not (_is_in_address(text, edit) or file.is_code(edit.start))]
    if letters:
        start, end = _word_around(text, letters[0])
        values = {"count": len(letters), "word": text[start:end], "character": letters[0].text}
        yield Finding(start, end, values, "", (), tuple(_in_values(file, letters)))


def _letters(text: str) -> Iterator[Edit]:
    """The letters that have a form of their own with some of the accents behind them."""
    from unicodedata import normalize  # noqa: PLC0415 - few files have such letters

    for match in re.finditer(_LETTER, text):
        composed = normalize("NFC", match[0])
        if len(composed) < len(match[0]):
            yield Edit(match.start(), match.end(), composed)


def _is_in_address(text: str, edit: Edit) -> bool:
    """Whether a letter belongs to an address or the name of a file, which may be spelled like that on a disk."""
    before = re.split(r"\s", text[max(edit.start - _NEAR, 0) : edit.start])[-1]
    after = text[edit.end : edit.end + _NEAR]
    return bool(re.search(_STARTS_ADDRESS, before) or re.match(_ENDS_FILE, after))


def _in_values(file: Checkable, letters: Sequence[Edit]) -> Iterator[Edit]:
    """The letters in the body and in texts of the data: the name of a field has to stay what it is."""
    texts = file.texts
    starts = [text.start for text in texts]
    for letter in letters:
        number = bisect_right(starts, letter.start) - 1
        if letter.start >= file.start or (number >= 0 and letter.start < texts[number].end):
            yield letter


def _word_around(text: str, edit: Edit) -> tuple[int, int]:
    start, end = edit.start, edit.end
    while start > max(edit.start - 30, 0) and (text[start - 1].isalpha() or "\u0300" <= text[start - 1] <= "\u036f"):
        start -= 1
    while end < min(edit.end + 30, len(text)) and (text[end].isalpha() or "\u0300" <= text[end] <= "\u036f"):
        end += 1
    return start, end
