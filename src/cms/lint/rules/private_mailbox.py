"""The address of an organisation is at its own domain, not at Gmail or the like.

What it finds: e-mail addresses at providers for private persons, such as Gmail,
Yahoo, Outlook, Orange, Free or La Poste. Made-up ones (`first.last@…`) are
fine.

Why: most are personal data, which stays in archives and search engines, and
draws unwanted mail. When the person has left, nobody answers; and nobody can
see that `lilac.contact@gmail.com` is the organisation.

Addresses that may stand in the content are listed in `allow`: whole ones
(`lilac@gmail.com`) or domains (`free.fr`).

What to do: give the organisation's address, or link to its contact page.

Good:

    Write to the [team](mailto:lilac@example.org).

Bad:

    Write to [Marie](mailto:marie.lilac@gmail.com).

---

L’adresse d’une organisation porte son nom, pas celui de Gmail ou d’Orange.

Ce qui est signalé : les adresses e-mail chez des fournisseurs pour
particuliers, comme Gmail, Yahoo, Outlook, Orange, Free ou La Poste. Les
adresses inventées (`prenom.nom@…`) sont permises.

Pourquoi : c’est le plus souvent une donnée personnelle, qui reste dans les
archives et les moteurs de recherche et attire les messages indésirables. Quand
la personne est partie, plus personne ne répond ; et rien ne montre que
`contact.lilas@gmail.com` est bien l’association.

Les adresses qui peuvent figurer dans les contenus se notent dans `allow` :
entières (`lilas@gmail.com`) ou par domaine (`free.fr`).

Que faire : donner l’adresse de l’organisation, ou mener à sa page de contact.

Bon :

    Écrivez à [l’équipe](mailto:lilas@example.org).

Mauvais :

    Écrivez à [Marie](mailto:marie.lilas@gmail.com).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.addresses import Mention, grouped, others, place
from cms.lint.checkable import Checkable
from cms.lint.rule import Finding
from cms.model import Json, Level

ID = "lint/private-mailbox"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {"allow": []}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_DOMAIN = (
    r"@((?:(?:gmail|googlemail|msn|icloud|me|mac|aol|ymail|protonmail|gmx)\.com|proton\.me|pm\.me"
    r"|(?:yahoo|hotmail|outlook|live|gmx|aol|protonmail)\.(?:[a-z]{2}|com?\.[a-z]{2}|com|net)"
    r"|(?:orange|wanadoo|free|sfr|neuf|bbox|numericable|aliceadsl|libertysurf|laposte)\.fr"
    r"|(?:laposte|gmx|club-internet|voila)\.(?:net|fr)|skynet\.be|bluewin\.ch|videotron\.ca))(?![\w-]|\.\w)"
)
_USER = r"[\w.+%-]{1,64}$"
_LONGEST_USER = 64
_MADE_UP = (
    r"(?i:(?:mon|ton|votre|your|my)?[._-]?(?:prenom|pr[eé]nom|nom|name|first[._-]?name|first|adresse|address|e?-?mail"
    r"|exemple|example|user|utilisateur|toto|foo|xx+|john|jane)(?:[._-]?(?:nom|prenom|pr[eé]nom|name|last|last[._-]?name"
    r"|famille|doe|smith|adresse|mail|bar))?\d*)$"
)


def check(file: Checkable, options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each mailbox, however often it is written."""
    if "@" not in file.text:
        return
    allow = [str(entry).lower() for entry in options["allow"]]
    for address, places in grouped(_mailboxes(file), str.lower):
        provider = address.partition("@")[2]
        if address not in allow and provider not in allow:
            first = places[0]
            values = {"address": first.text, "provider": provider}
            yield Finding(first.start, first.end, values, "", first.at, related=others(places))


def _mailboxes(file: Checkable) -> Iterator[Mention]:
    """The mailboxes of persons, but for a link's target that is its text as well."""
    text, last = file.text, 0
    for match in re.finditer(_DOMAIN, text, re.IGNORECASE):
        user = re.search(_USER, text[max(0, match.start() - _LONGEST_USER) : match.start()])
        name = user[0].lstrip(".-%+") if user else ""
        if not name or re.match(_MADE_UP, name):
            continue
        start, end = match.start() - len(name), match.end()
        is_target = text[last:start] in {"](mailto:", "](<mailto:"}
        last = end
        at = None if is_target else place(file, start)
        if at is not None:
            yield Mention(start, end, text[start:end], at)
