"""What programs read in different ways stands in quotes.

What it finds: in YAML, values without quotes that older programs (YAML 1.1:
Jekyll, many scripts) don't read as this one does (YAML 1.2). They are `yes`,
`no`, `on`, `off`, `y` and `n`, times and ratios such as `16:00`, numbers such
as `1_000` or `0b1`, and numbers that start with a zero, `010`. Dates such as
`2020-12-22` are fine: everybody knows them. Of values that break the schema,
the schema speaks.

Why: `country: NO` is Norway for one program and "false" for another; `16:00` is
960; `010` is 10 here and 8 there.

What to do: put the value in quotes; `cms fix` does it. What starts with a zero
isn't changed: put a code in quotes (`"01000"`), and write a number without the
zero.

Good:

    opens: "16:00"

Bad:

    opens: 16:00

---

Ce que les programmes lisent différemment est entre guillemets.

Ce qui est signalé : dans un fichier YAML, les valeurs sans guillemets que des
programmes plus anciens (YAML 1.1 : Jekyll, de nombreux scripts) lisent
autrement que celui-ci (YAML 1.2). Ce sont `yes`, `no`, `on`, `off`, `y` et `n`,
les heures et rapports comme `16:00`, les nombres comme `1_000` ou `0b1`, et
ceux qui commencent par un zéro, `010`. Les dates comme `2020-12-22`
conviennent : tous les connaissent. Quand la valeur n’est pas celle qui est
attendue, cela seul est dit.

Pourquoi : `country: NO` est la Norvège pour l’un et « faux » pour l’autre ;
`16:00` est 960 ; `010` est 10 ici et 8 ailleurs.

Que faire : mettre la valeur entre guillemets ; `cms fix` le fait. Ce qui
commence par un zéro n’est pas modifié : mettre un code entre guillemets
(`"01000"`), et écrire un nombre sans le zéro.

Bon :

    opens: "16:00"

Mauvais :

    opens: 16:00
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.rule import Edit, Finding
from cms.lint.scalars import Scalar, judged, scalars
from cms.model import Json, Level

ID = "lint/ambiguous-scalar"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True

_LOOK = (
    r"(?=[yYnNoO\d+-])(?:[yY](?:es|ES)?|[nN][oO]?|[oO](?:n|N|ff|FF)|[-+]?(?:0[box_\d]|\d++[_:])[\w:.]*+)"
    r"(?= *+[,\]}#\n])"
)
"""What a value may look like, up to what ends it; it is looked for behind a space or a bracket."""

_WORD = r"[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF"
_SIXTIES = r"[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?"
_NUMBER = (
    r"[-+]?(?:0b_*[01][01_]*|0x_*[\da-fA-F][\da-fA-F_]*|0[0-7]*_[0-7_]*|[1-9]\d*_[\d_]*"
    r"|(?=[\d.]*_)\d[\d_]*\.[\d_]*(?:[eE][-+]\d+)?)"
)
_ZERO = r"[-+]?0\d+|0o[0-7]+"


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each value that others read in another way."""
    front = file.front
    if file.document.kind == "json" or not _may_be_there(front):
        return
    found = [(scalar, case) for scalar in scalars(file) if (case := _case(scalar, front)) is not None]
    if not found:
        return
    known = judged(file)
    quote = '"' if front.count(': "') > front.count(": '") else "'"
    for scalar, case in found:
        if scalar.at not in known:
            yield _finding(scalar, case, front[scalar.start : scalar.end], quote)


def _may_be_there(front: str) -> bool:
    return bool(re.search(f" {_LOOK}", front) or re.search(rf"\[{_LOOK}", front))


def _case(scalar: Scalar, front: str) -> str | None:
    """In which way it is read differently; None for what everybody reads alike."""
    written = front[scalar.start : scalar.end]
    if written == scalar.value:
        if re.fullmatch(_WORD, written):
            return ""
        return "number" if re.fullmatch(f"{_SIXTIES}|{_NUMBER}", written) else None
    if type(scalar.value) is int and re.fullmatch(_ZERO, written) and _elsewhere(written) != scalar.value:
        return "zero"
    return None


def _finding(scalar: Scalar, case: str, written: str, quote: str) -> Finding:
    quoted = f"{quote}{written}{quote}"
    values: dict[str, Json] = {"text": written, "quoted": quoted}
    if case:
        values |= {"here": scalar.value, "elsewhere": _elsewhere(written)}
    edits = () if case == "zero" else (Edit(scalar.start, scalar.end, quoted),)
    return Finding(scalar.start, scalar.end, values, case, scalar.at, edits)


def _elsewhere(written: str) -> int | None:
    """The whole number that YAML 1.1 reads; None where it is none."""
    digits = written.replace("_", "").lstrip("+-")
    if ":" in digits:
        parts = digits.split(":")
        value = sum(int(part) * 60**power for power, part in enumerate(reversed(parts))) if "." not in digits else None
    else:
        base = 2 if digits[:2] == "0b" else 16 if digits[:2] == "0x" else 8 if digits[0] == "0" else 10
        try:
            value = None if digits[:2] == "0o" else int(digits, base)
        except ValueError:
            value = None
    return -value if value is not None and written[0] == "-" else value
