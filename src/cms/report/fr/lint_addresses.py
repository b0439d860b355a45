"""French messages of the `lint/…` rules for addresses, in links and elsewhere."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("lint/invitation", ""): (
        "une invitation {service} expire, ou laisse entrer n’importe qui : {address:code}",
        "mettre le lien d’une page qui explique comment rejoindre le groupe, ou une adresse où écrire",
    ),
    ("lint/invitation", "meeting"): (
        "l’adresse d’une réunion {service} contient son mot de passe : {address:code}",
        "mettre le lien d’une page d’inscription, ou l’adresse de la réunion sans son mot de passe",
    ),
    ("lint/secret", ""): (
        "un code d’accès {service} est lisible par tous : {beginning:code}",
        "le faire annuler par le service qui l’a donné (il reste dans l’historique), puis l’effacer d’ici",
    ),
    ("lint/secret", "hook"): (
        "cette adresse permet à tous d’écrire dans un canal {service}",
        "la faire annuler dans {service} (elle reste dans l’historique), puis l’effacer d’ici",
    ),
    ("lint/secret", "key"): (
        "un code de chiffrement privé est lisible par tous : {kind:code}",
        "ne plus jamais l’utiliser (il reste dans l’historique), et l’effacer d’ici",
    ),
    ("lint/secret", "password"): (
        "le mot de passe de {user:code} sur {host:code} est lisible par tous",
        "changer ce mot de passe (il reste dans l’historique), puis écrire l’adresse sans lui",
    ),
    ("lint/secret", "parameter"): (
        "cette adresse contient un code d’accès : {parameter:code}",
        "faire annuler ce code (il reste dans l’historique), puis écrire l’adresse sans lui",
    ),
    ("lint/secret", "signed"): (
        "cette adresse ouvre un fichier privé, pour un temps : {parameter:code}",
        "publier le fichier, et mettre son adresse publique à la place",
    ),
    ("lint/private-mailbox", ""): (
        "{address:code} est une adresse chez {provider}, pas celle d’une organisation",
        "donner l’adresse de l’organisation, ou mener à sa page de contact",
    ),
    ("lint/broken-address", ""): ("l’adresse {address:code} est mal écrite", "écrire {right:code}"),
    ("lint/broken-address", "bare"): (
        "{address:code} mène à une page du site lui-même, qui n’existe pas",
        "écrire {right:code}",
    ),
    ("lint/tracking-parameter", ""): (
        "cette adresse suit les lecteurs avec {names:list}",
        "écrire {clean:path}",
    ),
    ("lint/tracking-parameter", "redirect"): (
        "cette adresse passe par {host:code}, qui suit les lecteurs",
        "écrire {suggestion:path}",
    ),
    ("lint/insecure-link", ""): (
        "l’adresse mène à {host:code} sans chiffrement, en `http://`",
        "essayer avec `https://`, et l’écrire ainsi si cela fonctionne",
    ),
    ("lint/insecure-link", "several"): (
        "{count:count adresse mène|adresses mènent} à {host:code} sans chiffrement, en `http://`",
        "essayer avec `https://`, et les écrire ainsi si cela fonctionne",
    ),
}
