"""An address that is misspelt leads nowhere.

What it finds: addresses in links, or alone in a value, with a slip in their
beginning: `https:/lilac.org`, `https//lilac.org`, `https://https://lilac.org`,
`htpps://lilac.org`, `https:// lilac.org`, `mailto://marie@lilac.org`; and links
to `www.lilac.org` or `marie@lilac.org` without what goes before.

Why: browsers look for them among the pages of the site itself, or show an
error.

What to do: write the whole address: `https://lilac.org`, or
`mailto:marie@lilac.org`. `cms fix` does it.

Good:

    [Lilac](https://www.lilac.org), [Marie](mailto:marie@lilac.org)

Bad:

    [Lilac](www.lilac.org), [Marie](mailto://marie@lilac.org)

---

Une adresse mal écrite ne mène nulle part.

Ce qui est signalé : dans un lien, ou seule dans une valeur, une adresse dont le
début contient une faute : `https:/lilas.fr`, `https//lilas.fr`,
`https://https://lilas.fr`, `htpps://lilas.fr`, `https:// lilas.fr`,
`mailto://marie@lilas.fr` ; et les liens vers `www.lilas.fr` ou
`marie@lilas.fr`, sans ce qui va devant.

Pourquoi : les navigateurs la cherchent parmi les pages du site lui-même, ou
affichent une erreur.

Que faire : écrire l’adresse entière : `https://lilas.fr`, ou
`mailto:marie@lilas.fr`. `cms fix` le fait.

Bon :

    [Lilas](https://www.lilas.fr), [Marie](mailto:marie@lilas.fr)

Mauvais :

    [Lilas](www.lilas.fr), [Marie](mailto://marie@lilas.fr)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.addresses import place
from cms.lint.checkable import Checkable, Text
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level

ID = "lint/broken-address"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ("link/scheme", "schema/format", "schema/pattern")
FIXES = True

_HOST = r"(?=[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}(?:[:/?#]|$))"
_MAILBOX = r"(?=[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}(?:\?|$))"
_SLIPS = (
    # Twice: what was pasted last is what was meant.
    (rf"(?:https?:?//?)+(https?)(?::/+|//+){_HOST}", r"\1://"),
    (rf"(https?):(?:/|/{{3,}}){_HOST}", r"\1://"),
    (rf"(https?)(?:[;.,]?//|::+//| ?: ?// *){_HOST}", r"\1://"),
    (
        rf"(?:hh+t+ps|ht{{3,}}ps|hhtps|htps|htp+s|httpps|httsp|htts|ttps|htpts|hptts|htttp?s|https+):?//{_HOST}",
        "https://",
    ),
    (rf"(?:hh+t+p|ht{{3,}}p|hhtp|htp+|httpp|ttp|hptt|http+):?//{_HOST}", "http://"),
    (rf"mailto:/+{_MAILBOX}", "mailto:"),
    (rf"mailto:(https?)://{_HOST}", r"\1://"),
)
_BARE = (
    (rf"(?=www\.[\w-]+\.){_HOST}", "https://"),
    (rf"(?!\S*\.(?i:png|jpe?g|gif|svg|webp|avif|pdf|md|html?)$){_MAILBOX}", "mailto:"),
)
_RIGHT = r"(?:https?://(?!https?[:/]|[/\s])|mailto:(?!/|https?://))"
_SUSPECT = rf"\]\(<?(?!{_RIGHT}|[/#.])((?:https?: ?// +)?[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)?)"
"""The target of a Markdown link that starts as few do."""
_DEFINED = rf"(?m)^ {{0,3}}\[[^\]\n^]+\]:[ \t]*<?(?!{_RIGHT}|[/#.])([^\s<>]+)"
_ODD = r":(?:(?<!http:)(?<!https:)/|/(?!/)|//(?:/|https?[:/]|\s|$)|https?:)"
"""What is odd among things that look like addresses."""
_STARTS = frozenset(
    {"http", "mail", "www.", "htps", "htpp", "htp:", "hhtt", "hhtp", "httt", "htts", "ttps", "ttp:", "hptt"}
)
_MISSPELT = ("www.", "mailto:", "http//", "https//", "htps", "htpp", "hhtt", "hhtp", "httt", "htts", "hptt", "http ")
_ADDRESS_FIELD = r"(?i).*(?:url|uri|link|lien|href|website|site|web)$"


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each link of the body, and for each value that is nothing but an address."""
    is_odd = re.search(_ODD, file.spelled) is not None
    if is_odd or any(map(file.front.__contains__, _MISSPELT)):
        for text in file.texts:
            if text.value[:4] in _STARTS and not re.match(_RIGHT, text.value):
                yield from _in_value(file, text)
    if is_odd or any(_is_odd(link.url) for link in file.entry.links):
        yield from _in_body(file, _SUSPECT)
        yield from _in_body(file, _DEFINED)


def _is_odd(inner: str) -> bool:
    """Whether a link that seems to lead to the site itself may be meant to lead elsewhere."""
    return inner.startswith(("www.", "http")) or "@" in inner


def _in_body(file: Checkable, pattern: str) -> Iterator[Finding]:
    for match in re.compile(pattern).finditer(file.text, file.start):
        start, end = match.span(1)
        right = _mended(match[1], _SLIPS) or _mended(match[1], _BARE)
        if right and file.text[match.start() - 1 : match.start()] != "\\" and place(file, start) is not None:
            yield _finding(start, end, match[1], right)


def _in_value(file: Checkable, text: Text) -> Iterator[Finding]:
    right = _mended(text.value, _SLIPS)
    if not right and text.at and re.match(_ADDRESS_FIELD, str(text.at[-1])):
        right = _mended(text.value, _BARE[:1])
    if not right:
        return
    start = file.text.find(text.value, text.start, text.end)
    if start < 0:
        yield Finding(text.start, text.end, {"address": text.value, "right": right}, "", text.at)
    else:
        yield _finding(start, start + len(text.value), text.value, right)._replace(at=text.at)


def _finding(start: int, end: int, written: str, right: str) -> Finding:
    case = "" if right.partition(written)[1] == "" else "bare"
    return Finding(start, end, {"address": written, "right": right}, case, edits=(Edit(start, end, right),))


def _mended(address: str, slips: tuple[tuple[str, str], ...]) -> str | None:
    """What an address was meant to be; None where it is right, or wrong in a way that says nothing of that."""
    if re.match(_RIGHT, address):
        return None
    for pattern, beginning in slips:
        match = re.match(pattern, address)
        if match and not re.search(r"\s", address[match.end() :]):
            return match.expand(beginning) + address[match.end() :]
    return None
