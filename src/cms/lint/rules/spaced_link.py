"""Nothing stands between the text of a link and its address.

What it finds: `[text] (https://…)`, with a space between the brackets and the
parentheses, and `(text)[https://…]`, with both exchanged.

Why: neither is a link. Readers see the brackets and the address.

What to do: write `[text](https://…)`. `cms fix` does it, and puts `https://`
before an address that begins with `www.`.

Good:

    Read [the whole study](https://example.org/study).

Bad:

    Read [the whole study] (https://example.org/study).

    Read (the whole study)[https://example.org/study].

---

Rien ne sépare le texte d’un lien de son adresse.

Ce qui est signalé : `[texte] (https://…)`, avec un espace entre les crochets et
les parenthèses, et `(texte)[https://…]`, où les deux sont échangés.

Pourquoi : ce ne sont pas des liens. Le lecteur voit les crochets et l’adresse.

Que faire : écrire `[texte](https://…)`. `cms fix` le fait, et met `https://`
devant une adresse qui commence par `www.`.

Bon :

    Lire [l’étude entière](https://example.org/etude).

Mauvais :

    Lire [l’étude entière] (https://example.org/etude).

    Lire (l’étude entière)[https://example.org/etude].
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.guesses import guess
from cms.lint.markup import starts_of
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level

ID = "lint/spaced-link"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

_BLANK = r"[ \t\xa0\u202f]"
_ADDRESS = r"(?:https?://\w|www\.\w|mailto:\w|\.{0,2}/\w|#[^\W\d_])[^\s()<>\[\]]*(?:\([^\s()<>\[\]]*\)[^\s()<>\[\]]*)*"
_SPACED = rf"(?<![\\\]])\[([^\[\]\n\\]+)\]({_BLANK}+)\(({_ADDRESS})(?:[ \t]+\"[^\"\n]*\")?\)(?!\()"
_REVERSED = r"(?<![\\\])\w])\(([^()\[\]\n\\]+)\)\[((?:https?://\w|www\.\w|mailto:\w)[^\s()<>\[\]]*)\](?![(\[:])"
_SCHEME = "https://"
_NO_TEXT = frozenset({"x", "sic"})


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each that was to be a link."""
    guesses = guess(file)
    if "spaced" in guesses.odd:
        yield from _spaced(file)
    if "reversed" in guesses.odd:
        yield from _reversed(file)


def _spaced(file: Checkable) -> Iterator[Finding]:
    for match in file.matches(_SPACED):
        text = match[1].strip()
        if text.startswith("^") or text.lower() in _NO_TEXT or not any(map(str.isalpha, text)):
            continue
        if _is_link(file, match.start()):
            continue
        if file.text[match.start() - 1] == "!":
            yield Finding(*match.span(), {"text": text}, "image", edits=_joined(match) if _is_image(match[3]) else ())
        else:
            yield Finding(*match.span(), {"text": text}, edits=_joined(match))


def _joined(match: re.Match[str]) -> tuple[Edit, ...]:
    """Without the blank; with a scheme before `www.`, which would be a file's name else."""
    edit = Edit(*match.span(2), "")
    return (edit, Edit(match.start(3), match.start(3), _SCHEME)) if match[3].startswith("www.") else (edit,)


def _is_image(url: str) -> bool:
    return re.search(r"\.(?:png|jpe?g|gif|webp|svg|avif)(?:[?#]|\Z)", url, re.IGNORECASE) is not None


def _reversed(file: Checkable) -> Iterator[Finding]:
    for match in file.matches(_REVERSED):
        if not _is_link(file, match.start(2) - 1):
            text, url = match[1].strip(), match[2]
            edit = Edit(*match.span(), f"[{text}]({_SCHEME if url.startswith('www.') else ''}{url})")
            yield Finding(*match.span(), {"text": text}, "reversed", edits=(edit,) if text else ())


def _is_link(file: Checkable, at: int) -> bool:
    starts = starts_of(file)
    return at in starts or at - 1 in starts
