"""A secret that is in a file is a secret no more.

What it finds: passwords in addresses, access codes of well-known services,
private keys, addresses that open a private file or write to a channel. Also in
code and in comments; what is plainly an example is fine.

Why: everybody who can read the file, or its history, can use it. Machines
search public repositories for such codes, and find them within minutes.

What isn't secret is listed in `allow`: the beginning of a code, or the site of
an address.

What to do: have it withdrawn by the one who gave it: to remove it from the
file isn't enough, since it stays in the history. Then write an address, or a
text, without it.

Good:

    [The photos](https://photos.lilac.org/2024)

Bad:

    [The photos](https://marie:Tulip-1987@photos.lilac.org/2024)

---

Un secret écrit dans un fichier n’est plus un secret.

Ce qui est signalé : les mots de passe dans une adresse, les codes d’accès de
services connus, les codes de chiffrement privés, les adresses qui ouvrent un
fichier privé ou permettent d’écrire dans un canal. Même dans du code et dans
des commentaires ; ce qui est clairement un exemple est permis.

Pourquoi : toute personne qui peut lire le fichier, ou son historique, peut s’en
servir. Des robots cherchent ces codes dans ce qui est public, et les trouvent
en quelques minutes.

Ce qui n’est pas secret se note dans `allow` : le début d’un code, ou le site
d’une adresse.

Que faire : le faire annuler par le service qui l’a donné ; l’effacer du fichier
ne suffit pas, puisqu’il reste dans l’historique. Puis écrire une adresse, ou un
texte, sans lui.

Bon :

    [Les photos](https://photos.lilas.fr/2024)

Mauvais :

    [Les photos](https://marie:Tulipe-1987@photos.lilas.fr/2024)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.addresses import place
from cms.lint.checkable import Checkable
from cms.lint.rule import Finding
from cms.lint.secrets import DASHED, KEY, LOGIN, PARAMETER, TOKENS, UNDERSCORED, is_example, is_key, is_random
from cms.model import Json, Level

ID = "lint/secret"
LEVEL: Level = "error"
OPTIONS: Mapping[str, Json] = {"allow": []}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_MOST = 100  # other places that are named


def check(file: Checkable, options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each secret, at the first of its places."""
    allow = tuple([each for each in options["allow"] if each])
    places: dict[str, list[Finding]] = {}
    end = -1
    for secret, finding in sorted(_all(file), key=lambda each: (each[1].start, -each[1].end)):
        if finding.start >= end:
            end = finding.end
            places.setdefault(secret, []).append(finding)
    for secret, (first, *others) in places.items():
        if not secret.startswith(allow) and first.values.get("host") not in allow:
            related = tuple([(each.start, each.end) for each in others[:_MOST]])
            yield first._replace(at=place(file, first.start) or (), related=related)


def _all(file: Checkable) -> Iterator[tuple[str, Finding]]:
    """Each secret with its finding; of two that overlap, the first is what it is about."""
    text = file.text
    if "@" in text:
        yield from _logins(text)
    if "?" in file.spelled and re.search(PARAMETER, file.spelled):
        yield from _parameters(text)
    if "-----BEGIN" in text:
        yield from _keys(text)
    if _may_have_token(file):
        yield from _tokens(text)


def _may_have_token(file: Checkable) -> bool:
    """A cheap look. Codes without a rare character stand in addresses, in data, or where there is code."""
    text = file.text
    if "_" in text and re.search(UNDERSCORED, text):
        return True
    if _has(text, "AKIA", "K") or _has(text, "eyJ", "J") or _has(text, "T3BlbkFJ", "J"):
        return True
    where = text if "`" in text or not file.body else file.spelled
    return "hook" in file.spelled or any(map(where.__contains__, DASHED))


def _has(text: str, sign: str, rare: str) -> bool:
    """Whether a text holds a sign: by looking for its rarest character first, in a fifth of the time."""
    before = sign.index(rare)
    at = text.find(rare)
    while at >= 0:
        if text.startswith(sign, at - before):
            return True
        at = text.find(rare, at + 1)
    return False


def _logins(text: str) -> Iterator[tuple[str, Finding]]:
    for match in re.finditer(LOGIN, text):
        user, password, host = match.groups()
        if not is_example(password) and not is_example(user) and not is_example(host):
            values = {"user": user, "host": host}
            yield match[0], Finding(match.start() + 3, match.end(2), values, "password")


def _parameters(text: str) -> Iterator[tuple[str, Finding]]:
    for match in re.finditer(PARAMETER, text):
        name, value = match[0][1:].split("=", 1)
        if match["signature"] or is_random(value):
            case = "parameter" if match["code"] else "signed"
            yield value, Finding(match.start() + 1, match.end(), {"parameter": f"{name}={value[:4]}…"}, case)


def _keys(text: str) -> Iterator[tuple[str, Finding]]:
    for match in re.finditer(KEY, text):
        if is_key(match[2]):
            yield match[2], Finding(match.start(), match.end(), {"kind": match[1]}, "key")


def _tokens(text: str) -> Iterator[tuple[str, Finding]]:
    for service, pattern in TOKENS:
        for match in re.finditer(pattern, text):
            if is_random(match["secret"]):
                case = "hook" if "hook" in match[0] else ""
                values = {"service": service, "beginning": f"{match[0][:4]}…"}
                yield match[0], Finding(match.start(), match.end(), values, case)
