"""From a seed and numbers to the files of made-up entries: each file depends on the site and its own number alone."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from typing import NamedTuple, TypeAlias

import prose
import words
from prose import Link

File: TypeAlias = tuple[str, str]
"""A path below the repository's root, and a text."""

_FIRST_DAY = date(2015, 1, 5)
_DAYS = 4000
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


class Site(NamedTuple):
    """How many entries there are of each kind, and what their bodies are made of."""

    seed: int
    posts: int
    projects: int
    people: int
    organisations: int
    seasons: int
    made_of: prose.Materials


def site(seed: int, posts: int, media: Sequence[str]) -> Site:
    """A site of so many posts; `media` are the addresses of its images."""
    seasons = min(2 + posts // 700, 24, posts)
    made_of = prose.materials(seed, media)
    return Site(seed, posts, max(posts // 4, 1), max(posts // 100, 3), max(posts // 400, 4), seasons, made_of)


def post(of: Site, number: int, revised: date | None = None) -> File:
    """The nth post, as it was written or as revised on a day."""
    draw = random.Random(f"{of.seed}/post/{number}")
    projects = _earlier(draw, draw.choice((0, 1, 1, 2, 3)), min(number // 4 + 1, of.projects), is_draft_project)
    posts = _earlier(draw, draw.choice((0, 1, 2)), number, is_draft_post)
    links = [Link(_project_title(n), f"../projects/{_project_id(n)}.md") for n in projects]
    links += [Link(_post_title(n), f"{_post_id(of, n)}.md") for n in posts]
    if draw.random() < 0.3:
        links.append(_season_link(of, number))
    front = _post_front(of, number, projects, draw)
    if revised:
        front += (f"updated: '{revised}'",)
    text = prose.body(draw, of.made_of, links, int(4500 + 7000 * draw.random() ** 4))
    return f"content/posts/{_post_id(of, number)}.md", _document(front, text + _revision(draw, of, revised))


def project(of: Site, number: int, revised: date | None = None) -> File:
    """The nth project, as it was written or as revised on a day."""
    draw = random.Random(f"{of.seed}/project/{number}")
    related = _earlier(draw, draw.choice((0, 1, 2)), number, is_draft_project)
    links = [Link(_project_title(n), f"{_project_id(n)}.md") for n in related]
    links.append(_season_link(of, number * 4))
    text = prose.body(draw, of.made_of, links, int(700 + 2100 * draw.random()))
    front = _project_front(of, number, related, draw)
    return f"content/projects/{_project_id(number)}.md", _document(front, text + _revision(draw, of, revised))


def season(of: Site, number: int) -> File:
    """The nth season, launched by its first published post."""
    start = season_start(of, number)
    launch = next(n for n in count(start) if not is_draft_post(n))
    lines = (
        f"title: Saison {number + 1}",
        "type: season",
        f"number: {number + 1}",
        f"startDate: '{day(of, start)}'",
        f"subtitle: {words.TITLES[number % len(words.TITLES)]} {words.OBJECTS[number % len(words.OBJECTS)]}",
        *((f"launchPost: {_post_id(of, launch)}",) if launch < of.posts else ()),
        "status: Published",
    )
    return f"content/seasons/saison-{number + 1}.yml", _lines(lines)


def others(of: Site) -> Iterator[File]:
    """The people, organisations and thematics."""
    for number in range(of.people):
        name, role = _person_name(number), words.ROLES[number % len(words.ROLES)]
        yield f"content/people/{_slug(name)}.yml", _lines((f"name: {name}", f"role: {role}", *_person_links(name)))
    for number in range(of.organisations):
        name, kind = _organisation_name(number), ("association", "research", "publicBody", "company")[number % 4]
        yield f"content/organisations/{_slug(name)}.yml", _lines((f"name: {name}", "types:", f"  - {kind}"))
    for name in words.THEMATICS:
        yield f"content/thematics/{_slug(name)}.yml", _lines((f"name: {name}",))


def day(of: Site, number: int) -> date:
    """The day of the nth post."""
    return _FIRST_DAY + timedelta(days=number * _DAYS // of.posts)


def season_start(of: Site, number: int) -> int:
    """The number of the nth season's first post."""
    return -(-number * of.posts // of.seasons)


def is_draft_post(number: int) -> bool:
    """Whether the nth post is a draft: one in 29 is, and nothing refers to it."""
    return number % 29 == 11


def is_draft_project(number: int) -> bool:
    """Whether the nth project is a draft: one in 37 is, and nothing refers to it."""
    return number % 37 == 23


# --- Front matter ----------------------------------------------------------------------------------------------------


def _post_front(of: Site, number: int, projects: Sequence[int], draw: random.Random) -> tuple[str, ...]:
    title = _post_title(number)
    people = draw.sample(range(of.people), k=draw.choice((1, 1, 2)))
    return (
        f"title: {title}",
        f"date: '{day(of, number)}'",
        "lang: fr",
        f"status: {'Draft' if is_draft_post(number) else 'Published'}",
        "summary: >-",
        f"  {prose.summary(draw)}",
        *_listed("authors", (_slug(_person_name(n)) for n in people)),
        *_listed("tags", draw.sample(words.TAGS, k=2)),
        *_listed("categories", (draw.choice(words.CATEGORIES),)),
        *_listed("seasons", (f"saison-{_season_of(of, number) + 1}",)),
        *_listed("projects", map(_project_id, projects)),
        *(_cover(title, draw) if draw.random() < 0.7 else ()),
        *(("seo:", "  description: >-", f"    {prose.summary(draw)[:150]}") if draw.random() < 0.2 else ()),
    )


def _project_front(of: Site, number: int, related: Sequence[int], draw: random.Random) -> tuple[str, ...]:
    title = _project_title(number)
    partners = draw.sample(range(of.organisations), k=draw.choice((1, 1, 2)))
    team = draw.sample(range(of.people), k=draw.choice((1, 2, 3)))
    return (
        f"title: {title}",
        "lang: fr",
        *_listed("seasons", (f"saison-{_season_of(of, number * 4) + 1}",)),
        f"state: {draw.choice(('ongoing', 'done', 'done'))}",
        f"status: {'Draft' if is_draft_project(number) else 'Published'}",
        "summary: >-",
        f"  {prose.summary(draw)}",
        *_cover(title, draw),
        *_listed("partners", (_slug(_organisation_name(n)) for n in partners)),
        "team:",
        *(f"  - person: {_slug(_person_name(n))}\n    role: {draw.choice(words.ROLES)}" for n in team),
        *_listed("thematics", map(_slug, draw.sample(words.THEMATICS, k=2))),
        *_listed("sdgs", (f"sdg{draw.randrange(1, 18):02}",)),
        *_listed("skills", draw.sample(words.SKILLS, k=3)),
        *("links:", f"  website: https://{_project_id(number)}.exemple.org/"),
        *("kpis:", f"  - value: {draw.randrange(2, 900)} relevés", f"    explanation: {draw.choice(words.OBJECTS)}"),
        *_listed("related", map(_project_id, related)),
    )


def _cover(title: str, draw: random.Random) -> tuple[str, ...]:
    source = f"https://images.dataforgood.fr/{draw.randrange(10**8)}.png"
    return ("cover:", f"  src: {source}", f"  alt: Illustration, {title}")


def _person_links(name: str) -> tuple[str, ...]:
    return ("links:", f"  github: https://github.com/exemple-{_slug(name)}")


def _listed(field: str, values: Iterable[str]) -> tuple[str, ...]:
    items = tuple(f"  - {value}" for value in values)
    return (f"{field}:", *items) if items else ()


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _document(front: Iterable[str], text: str) -> str:
    return f"---\n{_lines(front)}---\n\n{text}"


def _revision(draw: random.Random, of: Site, revised: date | None) -> str:
    if revised is None:
        return ""
    return f"\n## Mise à jour du {revised}\n\n{' '.join(draw.choices(of.made_of.sentences, k=3))}\n"


# --- Names -----------------------------------------------------------------------------------------------------------


def _post_title(number: int) -> str:
    return _combined(number, 40_009, (words.TITLES, words.OBJECTS, words.PLACES))


def _project_title(number: int) -> str:
    return _combined(number, 20_011, (words.TOOLS, words.TOPICS, words.PLACES))


def _person_name(number: int) -> str:
    return _combined(number, 389, (words.FIRST_NAMES, words.LAST_NAMES))


def _organisation_name(number: int) -> str:
    return _combined(number, 37, (words.BODIES, words.TOPICS))


def _combined(number: int, step: int, lists: Sequence[Sequence[str]]) -> str:
    """The nth of all ways to take one word of each list, in steps that share no factor with their number."""
    total = 1
    for each in lists:
        total *= len(each)
    turn, left = divmod(number, total)
    left = left * step % total
    chosen = []
    for each in lists:
        left, place = divmod(left, len(each))
        chosen.append(each[place])
    return " ".join(chosen) + (f" {turn + 1}" if turn else "")


def _post_id(of: Site, number: int) -> str:
    return f"{day(of, number)}-{_slug(_post_title(number))}"


def _project_id(number: int) -> str:
    return _slug(_project_title(number))


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("’", "-"))
    return _NOT_IN_SLUG.sub("-", plain.encode("ascii", "ignore").decode()).strip("-")


def _season_of(of: Site, number: int) -> int:
    return number * of.seasons // of.posts


def _season_link(of: Site, number: int) -> Link:
    season = _season_of(of, number) + 1
    return Link(f"la saison {season}", f"../seasons/saison-{season}.yml")


def _earlier(draw: random.Random, wanted: int, end: int, is_draft: Callable[[int], bool]) -> list[int]:
    """So many different numbers below `end`, or fewer, none of them a draft's."""
    drawn = draw.sample(range(end), k=min(wanted, end))
    return [number for number in drawn if not is_draft(number)]
