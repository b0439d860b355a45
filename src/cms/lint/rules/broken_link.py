"""The address of a link or image has no spaces, no quotes, and `)` behind it.

What it finds: what was to be a link or an image, and is none, because its
address has a space (`/media/the programme.pdf`), stands between quotes, or is
followed by something else than `)`.

Why: readers see brackets and an address in place of a link, or no image; or
they follow the link to nowhere.

What to do: write `%20` in the place of each space, remove the quotes, or put
`)` right behind the address. `cms fix` does the first where the address is
plainly that of a file, and the second.

Good:

    The [programme](https://example.org/the%20programme.pdf) is out.

Bad:

    The [programme](https://example.org/the programme.pdf) is out.

    The [programme](https://example.org/programme] is out.

---

L’adresse d’un lien ou d’une image s’écrit sans espace ni guillemets, puis `)`.

Ce qui est signalé : ce qui devait être un lien ou une image et n’en est pas,
parce que son adresse contient un espace (`/media/le programme.pdf`), est entre
guillemets, ou est suivie d’autre chose que `)`.

Pourquoi : le lecteur voit des crochets et une adresse au lieu d’un lien, ou ne
voit pas l’image ; ou bien le lien ne mène nulle part.

Que faire : écrire `%20` à la place de chaque espace, enlever les guillemets, ou
mettre `)` juste après l’adresse. `cms fix` fait la première chose quand
l’adresse est clairement celle d’un fichier, et la deuxième.

Bon :

    Le [programme](https://example.org/le%20programme.pdf) est sorti.

Mauvais :

    Le [programme](https://example.org/le programme.pdf) est sorti.

    Le [programme](https://example.org/programme] est sorti.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.addresses import trimmed
from cms.lint.checkable import Checkable
from cms.lint.guesses import Guesses, guess
from cms.lint.markup import starts_of
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level

ID = "lint/broken-link"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

_PROPER = (
    r"(?![\"'«“”\u2018\u2019])(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
_START = r"(?:https?://\w|www\.\w|mailto:\w|tel:\+?\d|\.{0,2}/\w)"
_PLAIN = r"[^\s()<>\[\]\"'«»“”\u2018\u2019]"
_TITLE = r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)"
_QUOTED = rf"(?i)([\"'«“”\u2018\u2019][ \xa0\u202f]*)({_START}{_PLAIN}*)([ \xa0\u202f]*[\"'»“”\u2018\u2019]){_TITLE}"
_CLOSED = rf"((?:[^\s()<>\[\]\"«»“”]|\([^()<>\[\]\n]*\)|[ \t]+(?![ \t\"')]))+){_TITLE}"
_OPEN = rf"(?i)({_START}(?:{_PLAIN}|\([^\s()]*\))*)"
_NAMED = (
    r"(?i).*[\w)]\.(?:pdf|jpe?g|png|gif|webp|svg|avif|docx?|xlsx?|pptx?|od[pst]|csv|json|zip|html?|md|txt|mp[34]|webm|epub"
    r"|ics)(?:[?#].*)?"
)
"""An address, or a part of one, that ends as a file's name does."""
_PATH = r"(?i)(?:https?://[\w.:-]+/|(?:\.{0,2}/)?\w)(?!.*://)"
_TEMPLATE = r"[^)\[\n]*\{[{%]"
_UNCODED = r"(?i)mailto:|tel:"
_PROSE = frozenset({"voir", "cf", "cf.", "see", "et", "ou", "dans", "sur", "page", "p."})


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each that was to be a link or an image."""
    guesses = guess(file)
    if guesses.odd.isdisjoint(("open", "quoted", "around")):
        return
    for start, target in _candidates(file.text, guesses):
        finding = _finding(file.text, target)
        if finding is None or file.is_code(start) or file.text[start - 1 : start] == "\\":
            continue
        if finding.case == "quoted" or starts_of(file).isdisjoint((start, start - 1)):
            yield finding


def _candidates(text: str, guesses: Guesses) -> Iterator[tuple[int, int]]:
    """Where there is a `[`, and what follows the `(` that belongs to it."""
    for start, said, _, end, image in guesses.links:
        if not said.startswith("^") and not said.endswith("\\") and "\n\n" not in said:
            yield start, start + len(said) + 3
        if image and text.startswith("[!", start - 2) and text.startswith(")](", end):
            yield start - 2, end + 3


def _finding(text: str, at: int) -> Finding | None:
    """What is wrong with what stands behind a `(`, if it is an address."""
    while text[at : at + 1].isspace():
        at += 1
    if re.compile(_PROPER).match(text, at) or re.compile(_TEMPLATE).match(text, at):
        return None
    if match := re.compile(_QUOTED).match(text, at):
        edits = (Edit(*match.span(1), ""), Edit(*match.span(3), ""))
        return Finding(match.start(1), match.end(3), {"address": match[2]}, "quoted", edits=edits)
    if (match := re.compile(_CLOSED).match(text, at)) and " " in match[1]:
        return _spaced(*match.span(1), match[1])
    if match := re.compile(_OPEN).match(text, at):
        address = trimmed(match[1])
        return Finding(match.start(1), match.start(1) + len(address), {"address": address}, "unclosed")
    return None


def _spaced(start: int, end: int, address: str) -> Finding | None:
    """An address with blanks; None for prose, which may stand in parentheses behind brackets."""
    if _is_of_file(address):
        right = address.replace(" ", "%20")
        return Finding(start, end, {"address": address, "right": right}, "space", edits=(Edit(start, end, right),))
    if not re.match(f"(?i){_START}", address):
        return None
    values = {"address": address}
    return Finding(start, end, values if re.match(_UNCODED, address) else values | {"space": "%20"}, "space")


def _is_of_file(address: str) -> bool:
    """Whether only the last of some words ends as a file's name does, and the first begins as an address or a path."""
    first, *inner, last = address.split(" ")
    if first.lower() in _PROSE or not re.match(_PATH, first) or re.search(r"[\t\xa0\u202f]", address):
        return False
    return bool(re.fullmatch(_NAMED, last)) and not any(re.fullmatch(_NAMED, word) for word in (first, *inner))
