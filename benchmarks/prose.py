"""From a seed to French-like prose in Markdown: sentences drawn once, then bodies put together from them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import words

_POOL = 30_000
"""Sentences to draw from: so many that bodies don't repeat one another, so few that making them takes no time."""

_NOT_IN_SLUG = re.compile(r"[^\w\- ]")


class Link(NamedTuple):
    """What a body may lead to: a title, and its file seen from the file that names it."""

    title: str
    path: str


class Materials(NamedTuple):
    """What bodies are made of."""

    sentences: Sequence[str]
    media: Sequence[str]


def materials(seed: int, media: Sequence[str]) -> Materials:
    """The sentences that a seed gives, and the addresses of local images."""
    draw = random.Random(f"{seed}/sentences")
    return Materials([_sentence(draw) for _ in range(_POOL)], media)


def body(draw: random.Random, made_of: Materials, links: Sequence[Link], size: int) -> str:
    """A body of `size` characters or a section more, with each of the links in it."""
    left = list(links)
    blocks = [_image(draw, made_of)] if draw.random() < 0.5 else []
    blocks += [_paragraph(draw, made_of), _paragraph(draw, made_of, left)]
    sections: list[list[str]] = []
    length = sum(map(len, blocks))
    while length < size or left:
        section = _section(draw, made_of, left)
        if any(section[0] == other[0] for other in sections):
            section[0] += f", {len(sections) + 1}"  # no heading twice
        sections.append(section)
        length += sum(map(len, sections[-1]))
    if draw.random() < 0.2:
        blocks.append("\n".join(_entry_of_contents(section[0]) for section in sections))
    return "\n\n".join([*blocks, *(block for section in sections for block in section)]) + "\n"


def summary(draw: random.Random) -> str:
    """One sentence without markup, of less than 300 characters."""
    subject, verb, thing, ending = (draw.choice(each) for each in _PARTS)
    return f"{_capital(subject)} {verb} {thing} {ending}."


def _section(draw: random.Random, made_of: Materials, left: list[Link]) -> list[str]:
    blocks = [f"## {draw.choice(words.HEADINGS)} {draw.choice(words.OBJECTS)}", _paragraph(draw, made_of, left)]
    if draw.random() < 0.3:
        blocks.append(f"### {_capital(draw.choice(words.OBJECTS))} {draw.choice(words.PLACES)}")
    blocks.append(_paragraph(draw, made_of, left))
    for chance, block in _BLOCKS:
        if draw.random() < chance:
            blocks.append(block(draw, made_of))
    return blocks


def _paragraph(draw: random.Random, made_of: Materials, left: list[Link] | None = None) -> str:
    sentences = draw.choices(made_of.sentences, k=2 + int(draw.random() * 4))
    if left:
        link = left.pop()
        subject, ending = draw.choice(words.SUBJECTS), draw.choice(words.ENDINGS)
        sentences.insert(1, f"Avec [{link.title}]({link.path}), {subject} avance {ending}.")
    return " ".join(sentences)


def _sentence(draw: random.Random) -> str:
    subject, verb, thing, ending = (draw.choice(each) for each in _PARTS)
    marked = draw.random()
    if marked < 0.06:
        thing = f"**{thing}**"
    elif marked < 0.1:
        thing = f"*{thing}*"
    elif marked < 0.15:
        thing = f"[{thing}](https://exemple.org/{draw.randrange(10**6)})"
    if draw.random() < 0.6:
        return f"{draw.choice(words.OPENINGS)} {subject} {verb} {thing} {ending}."
    return f"{_capital(subject)} {verb} {thing}, {ending}, {draw.randrange(3, 90)} fois sur cent."


def _image(draw: random.Random, made_of: Materials) -> str:
    local = made_of.media and draw.random() < 0.3
    source = draw.choice(made_of.media) if local else f"https://images.dataforgood.fr/{draw.randrange(10**8)}.png"
    return f"![Vue {draw.choice(words.PLACES)}]({source})"


def _list(draw: random.Random, made_of: Materials) -> str:
    items = draw.choices(made_of.sentences, k=3 + int(draw.random() * 4))
    return "\n".join(f"- {item}" for item in items)


def _steps(draw: random.Random, _: Materials) -> str:
    things = draw.sample(words.OBJECTS, k=4)
    return "\n".join(f"{number}. {_capital(thing)} ;" for number, thing in enumerate(things, 1))


def _quote(draw: random.Random, made_of: Materials) -> str:
    return f"> {draw.choice(words.QUOTES)}\n> {draw.choice(made_of.sentences)}"


def _table(draw: random.Random, _: Materials) -> str:
    rows = (f"| {place} | {draw.randrange(1000)} | {draw.random():.2f} |" for place in draw.sample(words.PLACES, k=5))
    return "\n".join(["| Lieu | Relevés | Part |", "|---|---:|---:|", *rows])


def _code(draw: random.Random, _: Materials) -> str:
    number = draw.randrange(10**6)
    lines = (f'releves = lire("releves-{number}.csv")', "print(sum(releves) / len(releves))  # la moyenne")
    return "\n".join(["```python", *lines, "```"])


def _entry_of_contents(heading: str) -> str:
    text = heading.removeprefix("## ")
    return f"- [{text}](#{_NOT_IN_SLUG.sub('', text.lower()).replace(' ', '-')})"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


_PARTS = (words.SUBJECTS, words.VERBS, words.OBJECTS, words.ENDINGS)

_BLOCKS: Sequence[tuple[float, Callable[[random.Random, Materials], str]]] = (
    (0.25, _list),
    (0.1, _steps),
    (0.25, _quote),
    (0.25, _image),
    (0.04, _table),
    (0.03, _code),
)
"""What follows the paragraphs of a section, and how often."""
