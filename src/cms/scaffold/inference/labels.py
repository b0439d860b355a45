"""Names of fields and collections → their words, and what these say."""

from __future__ import annotations

import re

from cms.closest import distance
from cms.paths import slugify

_WORD = r"[A-Z]+(?![a-z])|[A-Z]?[^\W\dA-Z_-]+|\d+"


def label(name: str) -> str:
    """A name as people read it: `publishDate`, `publish_date` and `publish-date` are `Publish date`."""
    found = [part if part.isupper() and len(part) > 1 else part.lower() for part in re.findall(_WORD, name)]
    text = " ".join(found)
    return text[:1].upper() + text[1:] if text else name


def words(name: str) -> list[str]:
    """A name's words in lower case, each without its plural's ending."""
    return [_singular(part.lower()) for part in re.findall(_WORD, name)]


def is_named_for(field: str, collection: str) -> bool:
    """Whether a field's name says that it speaks of a collection: `author` and `mainAuthors` of `authors`."""
    wanted, named = words(collection), words(field)
    return bool(wanted) and (named[-len(wanted) :] == wanted or named == wanted[-1:])


def _singular(word: str) -> str:
    if len(word) > len("ies") and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 1 and word.endswith("s") and not word.endswith(("ss", "us")) else word


def is_slip(word: str, meant: str) -> bool:
    """Whether a word is likely another one, mistyped: two letters may differ, but no digit, nor a plural's ending."""
    one, other = word.casefold(), meant.casefold()
    if re.sub(r"\D", "", one) != re.sub(r"\D", "", other) or one.removesuffix("s") == other.removesuffix("s"):
        return one == other
    return distance(one, other, 2) is not None


def collection_name(text: str) -> str:
    """A folder's or file's name as cms.yml takes it for a collection: `_posts` is `posts`."""
    plain = text.strip("_.")
    if not re.fullmatch(r"[a-z][A-Za-z0-9_-]*", plain):
        plain = slugify(text)
    if not plain[:1].isalpha():
        plain = f"c-{plain}".rstrip("-")
    return f"{plain}-entries" if plain == "bundle" else plain
