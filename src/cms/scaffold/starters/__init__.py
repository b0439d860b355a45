"""What a new repository may start with: collections with their schemas and examples, in French and English.

This is data; the code around it knows none of its words. A starter is a line of STARTERS; several may be combined, and
share collections.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cms.scaffold.starters.blog import POSTS
from cms.scaffold.starters.documentation import PAGES
from cms.scaffold.starters.fields import Model, Said, Sample
from cms.scaffold.starters.people import ORGANISATIONS, PEOPLE
from cms.scaffold.starters.seasons import PROJECTS, SEASONS, THEMATICS

__all__ = ["MODELS", "STARTERS", "Model", "Said", "Sample", "Starter"]


class Starter(NamedTuple):
    """Collections that belong together: what they are for, and their names."""

    about: Said
    collections: Sequence[str]


STARTERS: Mapping[str, Starter] = {
    "blog": Starter(
        Said("des articles, et les personnes qui les signent", "posts, and the people who sign them"),
        ["posts", "people"],
    ),
    "seasons": Starter(
        Said(
            "des saisons et leurs projets, avec équipes et partenaires",
            "seasons and their projects, with teams and partners",
        ),
        ["seasons", "projects", "people", "organisations", "thematics"],
    ),
    "documentation": Starter(
        Said("des pages rangées en chapitres", "pages in chapters"),
        ["pages"],
    ),
}
"""The starters by name; the first is the default."""

MODELS: Mapping[str, Model] = {
    "seasons": SEASONS,
    "projects": PROJECTS,
    "posts": POSTS,
    "pages": PAGES,
    "people": PEOPLE,
    "organisations": ORGANISATIONS,
    "thematics": THEMATICS,
}
"""Their collections, in the order in which cms.yml lists them."""
