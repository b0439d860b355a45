r"""Bold or italics whose marks are printed, because of where they stand.

What it finds: two `**` (or `*`, `__`) of one paragraph that are printed as they
are, since a space stands between them and the words that they are to go round:
`**text **more`; since a punctuation mark stands inside and a letter outside:
`**Text!**more`; and marks around nothing but punctuation: `text**,** more`.
Left alone are code, `\*`, asterisks of footnotes and of calculations.

Why: Markdown takes asterisks for marks of emphasis only where they touch the
words on their inner side. Else readers see them, and the emphasis is lost.
Editors who make text bold with a button often take the space along.

What to do: put the spaces outside of the marks: `**text** more`. `cms fix` does
it wherever it is plain what was meant.

Good:

    The **new season** starts today.

Bad:

    The **new season **starts today.

---

Une mise en gras ou en italique dont les astérisques s’affichent.

Ce qui est signalé : deux `**` (ou `*`, `__`) d’un même paragraphe qui
s’affichent tels quels, parce qu’un espace les sépare des mots qu’ils devaient
entourer : `**texte **suite` ; parce qu’un signe de ponctuation se trouve à
l’intérieur et une lettre à l’extérieur : `**Texte !**suite` ; et ceux qui
n’entourent que de la ponctuation : `texte**,** suite`. Le code, `\*`, les
astérisques des notes et des calculs ne sont pas signalés.

Pourquoi : Markdown ne reconnaît les astérisques que s’ils touchent les mots du
côté intérieur. Sinon, le lecteur les voit, et rien n’est mis en valeur. Les
éditeurs de texte prennent souvent l’espace avec le mot.

Que faire : mettre les espaces à l’extérieur : `**texte** suite`. `cms fix` le
fait partout où l’intention est claire.

Bon :

    La **nouvelle saison** commence aujourd’hui.

Mauvais :

    La **nouvelle saison **commence aujourd’hui.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from cms.lint.bold import blocks_with_bold, broken_pairs
from cms.lint.checkable import Checkable
from cms.lint.emphasis import EDITS, Pair, pair_of, what_is_wrong
from cms.lint.markings import Run, printed_runs, shown
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level

ID = "lint/broken-emphasis"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

_BOLD = frozenset({"**", "***"})
_MOST = 20
"""Characters of the words on either side of a pair that are shown with it."""
_UNDERSCORES = r"(?<![\w\\])__[^_\n]+[ \t]__\w|(?<![\w\\])__[ \t][^_\n]+\w__(?!\w)"


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each pair of marks that is printed, or that goes round other words than it should."""
    body = file.body
    if _is_out_of_step(body) or ("_" in body and re.search(_UNDERSCORES, body)):
        yield from _found(file)


def _found(file: Checkable) -> Iterator[Finding]:
    blocks = tuple(blocks_with_bold(file))
    bold = tuple(broken_pairs(file, blocks))
    taken = {at for pair, _, _ in bold for at in (pair.first.start, pair.second.start)}
    paired = {block.place for block in blocks if block.is_paired}
    yield from (_finding(file.text, *broken) for broken in bold)
    runs = (run for run in printed_runs(file) if run.mark not in _BOLD or run.around[0][1:] not in paired)
    yield from _findings(file.text, [run for run in runs if run.start not in taken])


def _is_out_of_step(body: str) -> bool:
    """Whether some asterisks may not go round words, each run opening what the next one closes. No parser is needed."""
    first, *pieces = body.split("*")
    before = first[-1:]
    length = 0
    inside = False
    for piece in pieces:
        length += 1
        if not piece:
            continue
        after = piece[0]
        if inside:
            if before.isspace() or (after.isalnum() and not before.isalnum()):
                return True
            inside = False
        elif not after.isspace():
            if (before.isalnum() and not after.isalnum()) or "\n\n" in piece:
                return True
            inside = True
        elif length == 2 or (length == 1 and before.strip()):  # noqa: PLR2004 - else a list's mark, or a line's
            return True
        before = piece[-1]
        length = 0
    return inside


def _findings(text: str, runs: list[Run]) -> Iterator[Finding]:
    numbers = Counter((run.around[0], run.mark) for run in runs)
    used = -1
    for first, second in pairwise(runs):
        if first.start < used or first.mark != second.mark or first.around != second.around:
            continue
        pair = pair_of(text, first, second)
        case = what_is_wrong(pair)
        number = numbers[first.around[0], first.mark]
        # A single asterisk has many uses: where a paragraph shows more than two, nobody knows which go together.
        if case is None or (case != "punctuation" and len(first.mark) == 1 and number > 2):  # noqa: PLR2004 - a pair
            continue
        used = second.end
        is_certain = number % 2 == 0 and first.mark not in pair.inner and first.mark not in _BOLD
        yield _finding(text, pair, case, EDITS[case](pair) if is_certain or case == "punctuation" else ())


def _finding(text: str, pair: Pair, case: str, edits: tuple[Edit, ...]) -> Finding:
    start, end = pair.first.start, pair.second.end
    shown_start, shown_end = start, end
    while end - shown_end > -_MOST and text[shown_end : shown_end + 1].isalnum():
        shown_end += 1
    while start - shown_start < _MOST and shown_start > pair.first.around[0][1] and text[shown_start - 1].strip():
        shown_start -= 1
    better = text[shown_start:shown_end]
    for edit in reversed(edits):
        better = better[: edit.start - shown_start] + edit.text + better[edit.end - shown_start :]
    values = {"text": shown(text[shown_start:shown_end]), "mark": pair.first.mark}
    return Finding(start, end, values | {"better": shown(better)} if edits else values, case, edits=edits)
