"""The names of fields → whether they are fields of one thing, and not things of one kind."""

from __future__ import annotations

from collections.abc import Iterable

_WHO = ("name", "nom", "fullname", "firstname", "lastname", "prenom")
_WITH_WHO = frozenset(
    {
        *("firstname", "lastname", "nom", "prenom", "title", "role", "fonction", "job", "bio", "description"),
        *("organisation", "organization", "company", "email", "mail"),
        *("url", "link", "lien", "href", "website", "site", "web"),
        *("img", "image", "photo", "picture", "avatar", "portrait", "logo"),
    }
)
_WITH: dict[str, frozenset[str]] = {
    "first": frozenset({"last"}),
    "title": frozenset({"url", "link", "href"}),
    "titre": frozenset({"url", "lien"}),
    "label": frozenset({"url", "link", "href"}),
    "alt": frozenset({"src", "url", "image"}),
    "lat": frozenset({"lng", "lon"}),
    "latitude": frozenset({"longitude"}),
    "question": frozenset({"answer"}),
    **dict.fromkeys(_WHO, _WITH_WHO),
}


def belong_together(names: Iterable[str]) -> bool:
    """Whether one of the names says what a thing is called, and another what else is usual to say of it."""
    plain = {name.lower().replace("_", "").replace("-", "").replace("é", "e") for name in names}
    return any(plain & _WITH.get(name, frozenset()) - {name} for name in plain)
