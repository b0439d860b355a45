"""What a text says that is there only until the real one is written."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FILLER = (
    r"^[^\w\n]{0,20}(?:lorem ipsum(?:[^\w\n]*$|,? dolor)|dolor sit amet|consectetur adipisc?ing elit"
    r"|sed ut perspiciatis|(?:some )?placeholder text[^\w\n]*$)"
    r"|this is (?:some )?placeholder text(?: that our| for\b|[^\w\n]*$)"
    r"|too much time reading placeholder text|useful for web designers to use placeholder text"
    r"|^[^\w\n]{0,20}les (?:détails|informations|renseignements|éléments)\b[^.\n]{0,60}"
    r" (?:ne sont pas|n[’']ont pas été) (?:encore )?(?:renseigné|complété|rempli|rédigé)"
)
_THING = (
    r"(?:le |la |les |l[’'])?(?:textes?|contenus?|descriptions?|titres?|résumés?|chapô|sections?|pages?|articles?"
    r"|parties?|paragraphes?|légendes?|biographies?|bio|présentation|introduction|conclusion|informations|détails)"
    r"(?: d[eu’'][^.\n]{0,40})?"
)
_WHOLE = (
    r"(?:test|example|sample|dummy|exemple de) (?:meta )?(?:title|titre|description|text|texte)"
    r"|(?:your|insert|add|enter|write) (?:your |some |a )?(?:text|title|description|content)(?: goes)? here"
    r"|(?:votre|insérer|écrire|ajouter|saisir) (?:un |le |la |votre )?(?:texte|titre|description|contenu) ici"
    r"|text goes here|to be (?:completed|written|filled in)"
    rf"|(?:{_THING} )?[àa] (?:compléter|remplir|renseigner|rédiger)(?: plus tard| bientôt| prochainement)?"
    rf"|{_THING} à venir|x{{3,}}|fixme"
)
_SOON = r"à venir|todo|tbd"
_NOTE = r"^(?:TODO|FIXME)\b(?! ?list)|^TBD *:|[\[(](?:TODO|FIXME|TBD|XXX|[àÀ] compléter)[\])](?![(\[:])"
_EDGES = " \t\n.…!*_[](){}<>«»\"'“”\xa0\u202f-"


def is_placeholder(text: str) -> bool:
    """Whether a value or a paragraph is filler, or only says that something is to be written."""
    return bool(
        re.fullmatch(_WHOLE, text.strip(_EDGES), re.IGNORECASE)
        or re.search(_FILLER, text, re.IGNORECASE | re.MULTILINE)
    )


def is_soon(text: str) -> bool:
    """Whether it says so in words that also tell how far a thing is."""
    return re.fullmatch(_SOON, text.strip(_EDGES), re.IGNORECASE) is not None


def note_in(text: str, phrases: Sequence[str]) -> tuple[int, int] | None:
    """Where a text has a note to its author, or one of some phrases, in small letters or capitals."""
    notes = (
        re.search(_NOTE, text, re.MULTILINE),
        *(re.search(re.escape(each), text, re.IGNORECASE) for each in phrases),
    )
    return next((note.span() for note in notes if note), None)
