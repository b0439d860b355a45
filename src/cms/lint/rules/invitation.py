"""An invitation lets in whoever finds it, or nobody any more.

What it finds: invitations to a private space: Slack, Discord, WhatsApp,
Telegram, Signal, Mattermost, Trello, Notion; and video meetings on Zoom, Webex
or Teams whose password is in the address.

Why: what is published is read by search engines and spammers, who walk in. And
most invitations expire: those to Slack after 30 days, to a shared channel after
14, so that readers come to a closed door.

Invitations that are meant for everybody are listed in `allow`: hosts
(`discord.gg`) or beginnings of addresses (`discord.gg/our-server`).

What to do: link to a page that says how to join, or give an address to write
to; for a meeting, a page where one signs up.

Good:

    [Join us](https://example.org/join), or write to hello@example.org.

Bad:

    [Join us](https://join.slack.com/t/lilac/shared_invite/zt-1a2b3c4d-Ab1)

---

Une invitation laisse entrer n’importe qui, ou plus personne.

Ce qui est signalé : les invitations à un espace privé : Slack, Discord,
WhatsApp, Telegram, Signal, Mattermost, Trello, Notion ; et les réunions Zoom,
Webex ou Teams dont l’adresse contient le mot de passe.

Pourquoi : ce qui est publié est lu par les moteurs de recherche et par des
indésirables, qui entrent alors sans frapper. Et la plupart des invitations
expirent : celles de Slack après 30 jours, celles d’un canal partagé après 14 ;
le lecteur trouve porte close.

Les invitations destinées à tout le monde se notent dans `allow` : un site
(`discord.gg`) ou un début d’adresse (`discord.gg/notre-serveur`).

Que faire : mener à une page qui explique comment rejoindre le groupe, ou donner
une adresse où écrire ; pour une réunion, une page d’inscription.

Bon :

    [Rejoignez-nous](https://example.org/rejoindre), ou écrivez-nous.

Mauvais :

    [Le canal](https://join.slack.com/t/lilas/shared_invite/zt-1a2b3c4d-Ab1)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cms.lint.addresses import bare, grouped, is_allowed, mentions, others
from cms.lint.checkable import Checkable
from cms.lint.rule import Finding
from cms.model import Json, Level

ID = "lint/invitation"
LEVEL: Level = "warning"
OPTIONS: Mapping[str, Json] = {"allow": []}
EXPLAINS: tuple[str, ...] = ()
FIXES = False

_INVITATIONS = {
    "Slack": r"join\.slack\.com/t/[^/]+/\w|[\w-]+\.slack\.com/(?:join/)?shared_invite/\w"
    r"|app\.slack\.com/accept-shared-channel/\w",
    "Discord": r"discord\.gg/\w|(?:www\.)?discord(?:app)?\.com/invite/\w",
    "WhatsApp": r"chat\.whatsapp\.com/(?:invite/)?\w{16}",
    "Telegram": r"(?:t|telegram)\.me/(?:\+|joinchat/)[\w-]{10}",
    "Signal": r"signal\.group/#\w",
    "Mattermost": r"[\w.-]+/signup_user_complete/?\?id=\w",
    "Trello": r"(?:www\.)?trello\.com/invite/\w",
    "Notion": r"(?:www\.)?notion\.(?:so|com)/invite/\w",
}
_MEETINGS = {
    "Zoom": r"(?:[\w-]+\.)?zoom\.us/[jws]/\d+[^#]*[?&]pwd=\w",
    "Webex": r"[\w-]+\.webex\.com/[^#]*[?&](?:pwd|pw|password)=\w",
    "Teams": r"teams\.(?:live|microsoft)\.com/meet/\d+\?(?:[^#]*&)?p=\w",
}
_HOSTS = (
    "slack.com/",
    "discord",
    "whatsapp.com/",
    ".me/",
    "signal.group/",
    "/signup_user",
    "trello.com/invite",
    "/invite/",
    "zoom.us/",
    "webex.com/",
    "/meet/",
)


def check(file: Checkable, options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each invitation, however often it is written."""
    text = file.spelled
    if not any(name in text for name in _HOSTS):
        return
    for url, places in grouped(mentions(file, _service), _unmarked):
        if not is_allowed(url, options["allow"]):
            first = places[0]
            service, case = _service(url) or ("", "")
            values = {"service": service, "address": bare(url).partition("?")[0]}
            yield Finding(first.start, first.end, values, case, first.at, related=others(places))


def _service(url: str) -> tuple[str, str] | None:
    """Whose invitation an address is, and of which kind."""
    for case, services in (("", _INVITATIONS), ("meeting", _MEETINGS)):
        for service, pattern in services.items():
            if re.match(pattern, bare(url)):
                return service, case
    return None


def _unmarked(url: str) -> str:
    """The same for `http` and `https`, and with a final slash or without."""
    return f"https://{bare(url).rstrip('/')}"
