"""How another system's fields become ours: what a file `imports/<name>.yml` says, as values."""

from __future__ import annotations

from collections.abc import Mapping
from re import Pattern
from typing import Literal, NamedTuple, TypeAlias

from cms.model import Json

Kind: TypeAlias = Literal["", "text", "date", "number", "url", "slug"]


class Recipe(NamedTuple):
    """How one field's value is made.

    It is that of the first of `sources` which has one (of all, if `every`), and only what no recipe before has taken
    if `rest`; else `fixed`, or `text` with fields in braces; else `otherwise`. On the way, what fits one of `drop` is
    left out, the others are split at `split`, changed by `replace`, kept only if they fit `take` (its first group),
    looked up in `table`, read as a link (`link`: a name and an url) and as a `kind`, cut to `limit` characters.
    `entry` makes them references to entries of that collection; `fields` an object each, nothing if it lacks one of
    `needs`. `look` names a table of rows by key. With `once`, the same value isn't given to a second entry.
    """

    sources: tuple[str, ...] = ()
    every: bool = False
    rest: bool = False
    fixed: Json = None
    text: str = ""
    otherwise: Json = None
    drop: tuple[Pattern[str], ...] = ()
    split: Pattern[str] | None = None
    replace: tuple[tuple[Pattern[str], str], ...] = ()
    take: Pattern[str] | None = None
    table: Mapping[str, Json] | None = None
    look: str = ""
    link: bool = False
    kind: Kind = ""
    limit: int = 0
    entry: str = ""
    fields: Fields | None = None
    needs: tuple[str, ...] = ()
    once: bool = False


Fields: TypeAlias = Mapping[str, Recipe]
"""Recipes by the dotted name of the field that they fill."""


class BodyRule(NamedTuple):
    """What a body isn't to keep: blocks of text that fit one of `drop`; one of `hide` makes the entry a draft, too."""

    drop: tuple[Pattern[str], ...] = ()
    hide: tuple[Pattern[str], ...] = ()


class FileRule(NamedTuple):
    """Files whose path one of the patterns fits become entries of a collection.

    `id` are templates with fields in braces: the first whose fields all have a value, as a slug. `url` is the address
    that the old site gave the page, for links to it.
    """

    paths: tuple[Pattern[str], ...]
    collection: str
    id: tuple[str, ...]
    fields: Fields
    body: BodyRule = BodyRule()
    url: str = ""


class EntryRule(NamedTuple):
    """Entries of a collection that others only name."""

    id: tuple[str, ...]
    fields: Fields


class Split(NamedTuple):
    """Entries whose sections are entries themselves.

    `collection` is whose entries may be split: those with at least `least` headings of the second level that `heading`
    fits. Groups of `heading` and `lines` (the lines of a section that say something) and all that `mentions` finds are
    the section's fields. `section` makes the entry of each; `whole` makes one of the entry that was split, named by
    the sections as `whole.…`; `fields` are added to the entry itself.
    """

    collection: str
    heading: Pattern[str]
    least: int
    lines: tuple[Pattern[str], ...]
    mentions: tuple[Pattern[str], ...]
    section_to: str
    section: EntryRule
    whole_to: str
    whole: EntryRule
    fields: Fields


class ImportMap(NamedTuple):
    """A whole mapping file. `base` is the old site's address, `roots` the export's folders of what addresses name."""

    name: str
    files: tuple[FileRule, ...]
    entries: Mapping[str, EntryRule]
    tables: Mapping[str, Pattern[str]]
    splits: Mapping[str, Split]
    drop: tuple[Pattern[str], ...]
    ignore: tuple[Pattern[str], ...]
    base: str = ""
    roots: tuple[str, ...] = ("",)
