"""What is built step by step equals what is built from nothing, byte for byte, whatever has happened in between."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from hypothesis import given, settings
from hypothesis import strategies as st


class Work(Protocol):
    """A repository that is being worked on."""

    @property
    def root(self) -> Path: ...
    @property
    def git(self) -> Callable[..., str]: ...


POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
INSTANTS = ("2026-01-01", "2026-03-01T12:00", "2026-06-01", "2027-01-01")
NAMES = ("a", "b", "c", "été")
PEOPLE = ("ada", "bob", "zoe")


def post(work: Work, number: int) -> Path:
    return work.root / f"content/posts/2026-01-0{number + 3}-{NAMES[number]}.md"


def person(work: Work, number: int) -> Path:
    return work.root / f"content/people/{PEOPLE[number % 3]}.yml"


def edit(path: Path, old: str, new: str) -> None:
    if path.is_file():
        path.write_text(path.read_text().replace(old, new))


# --- What may happen -------------------------------------------------------------------------------------------------


def write_post(work: Work, number: int) -> None:
    """A post whose links lead to one that is there, and to one that may be."""
    post(work, number).write_text(
        f"---\ntitle: Titre {number}\ndate: '2026-01-0{number + 3}'\nstatus: Published\nauthors: [ada]\n---\n\n"
        f"[l](2026-01-02-bonjour.md) [u](/blog/{NAMES[(number + 1) % 4]}/) ![i](/media/i.png) [x](/blog/nulle)\n"
    )


def write_more(work: Work, number: int) -> None:
    edit(post(work, number), "\n---\n", f"\n---\n\nEncore {number} `code`.\n\n## Titre *{number}*\n")


def write_fields(work: Work, number: int) -> None:
    tags = f"[Été {number // 2}, {'été' if number % 2 else 'Été'}]"
    front = (
        f"team: [{{person: bob, role: x}}, {{person: {PEOPLE[number % 3]}}}]\nreviewer: zoe\ncode: c{number // 2}\n"
        f"cover: /media/i.png\ntags: {tags}\n"
        "summary: '*Oui* [là](2026-01-02-bonjour.md) ![i](/media/i.png)'\n"
        f"related: [people/{PEOPLE[number % 3]}, posts/2026-01-02-bonjour]\n"
    )
    path = post(work, number)
    if path.is_file() and "team:" not in path.read_text():
        edit(path, "authors:", front + "authors:")


def withdraw_post(work: Work, number: int) -> None:
    edit(post(work, number), "Published", "Draft")


def schedule_post(work: Work, number: int) -> None:
    edit(post(work, number), "authors:", f"publishDate: '2026-0{number + 1}-15'\nauthors:")


def break_post(work: Work, number: int) -> None:
    edit(post(work, number), "authors: [ada]", "authors: [adaa, Ada, bob]")


def rename_post(work: Work, number: int) -> None:
    path = post(work, number)
    if path.is_file():
        path.rename(path.with_name(path.name.replace(NAMES[number], f"{NAMES[number]}-bis")))


def delete_post(work: Work, number: int) -> None:
    post(work, number).unlink(missing_ok=True)


def write_person(work: Work, number: int) -> None:
    status = ("Published", "Draft")[number // 3]
    friend = f"friend: {PEOPLE[(number + 1) % 3]}\n" if number else ""
    person(work, number).write_text(f"name: Nom {number}\nstatus: {status}\n{friend}")


def expire_person(work: Work, number: int) -> None:
    if person(work, number).is_file():
        person(work, number).write_text(person(work, number).read_text() + "expiryDate: '2026-03-01'\n")


def delete_person(work: Work, number: int) -> None:
    person(work, number).unlink(missing_ok=True)


def twin_person(work: Work, number: int) -> None:
    (work.root / f"content/people/{PEOPLE[number % 3].upper()}.yml").write_text("name: Double\nstatus: Published\n")


def write_image(work: Work, number: int) -> None:
    path = work.root / "content/media/i.png"
    path.parent.mkdir(exist_ok=True)
    if number == 3:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(b"\x89PNG\r\n" + bytes([number]))


def stray_file(work: Work, number: int) -> None:
    (work.root / f"content/posts/{NAMES[number]}.txt").write_text("x")


def change_schema(work: Work, number: int) -> None:
    path = work.root / "schemas/post.schema.json"
    schema = json.loads(path.read_text())
    changes = (
        lambda: schema["properties"]["title"].update(maxLength=6),
        lambda: schema["properties"]["title"].pop("maxLength", None),
        lambda: schema["properties"]["summary"].update(
            {"x-markdown": not schema["properties"]["summary"]["x-markdown"]}
        ),
        lambda: schema["properties"]["reviewer"].update({"x-reference": "people"}),
    )
    changes[number]()
    path.write_text(json.dumps(schema))


def change_config(work: Work, number: int) -> None:
    old, new = (
        ("/blog/{slug}/", "/articles/{slug}/"),
        ("/articles/{slug}/", "/blog/{slug}/"),
        ("order: [-date, title]", "order: [title]"),
        ("order: [name]", "order: [name]\n    backlinks: false"),
    )[number]
    path = work.root / "cms.yml"
    if "backlinks" not in path.read_text() or number != 3:
        edit(path, old, new)


RULES = (
    "rules: {lint/heavy-image: {limit: 7}, lint/near-duplicate: error}\n",
    "rules: {lint/dead-anchor: off, lint/near-duplicate: off}\n",
    "overrides: [{paths: [content/media, '**/*-a.md'], rules: {lint/heavy-image: info, lint/near-duplicate: info}}]\n",
    "",
)


def change_rules(work: Work, number: int) -> None:
    path = work.root / "cms.yml"
    path.write_text(path.read_text().split("\nrules:")[0].split("\noverrides:")[0].rstrip() + "\n" + RULES[number])


def point_nowhere(work: Work, number: int) -> None:
    write_image(work, 0)
    (work.root / "content/media/p.png").write_bytes(POINTER if number else bytes(600_000))


def new_program(work: Work, number: int) -> None:
    """As if another version had been installed."""
    with sqlite3.connect(work.root / ".cms/cache.db") as connection:
        connection.execute("UPDATE fact SET value = ? WHERE name = 'version'", (json.dumps(f"v{number}"),))
    connection.close()


def commit(work: Work, number: int) -> None:
    work.git(work.root, "add", "-A")
    work.git(work.root, "commit", "-qm", str(number), "--allow-empty")


def stage(work: Work, number: int) -> None:
    work.git(work.root, "add", "-A", *([] if number else ["content/people"]))


def go_back(work: Work, number: int) -> None:
    work.git(work.root, "stash", "-u", "-q") if number % 2 else None
    has_parent = work.git(work.root, "rev-list", "--count", "HEAD") != "1"
    work.git(work.root, "checkout", "-q", "-f", "--detach", "HEAD~1" if number < 2 and has_parent else "main")


def pack(work: Work, _: int) -> None:
    """As if all that isn't reachable had been collected long ago."""
    work.git(work.root, "reflog", "expire", "--expire=now", "--all")
    work.git(work.root, "gc", "-q", "--prune=now")


def ignore(work: Work, number: int) -> None:
    (work.root / ".gitignore").write_text((".cms/\n", "*.txt\n", "content/posts/2026-01-03*\n", "")[number])


Change = Callable[[Work, int], None]

CHANGES: tuple[Change, ...] = (
    write_post, write_post, write_more, write_fields, write_fields, withdraw_post, schedule_post, break_post,
    rename_post, delete_post, write_person, expire_person, delete_person, twin_person, write_image, stray_file,
    change_schema, change_config, change_rules, change_rules, point_nowhere, write_fields,
)  # fmt: skip
GIT_CHANGES: tuple[Change, ...] = (commit, commit, stage, go_back, pack, ignore)


def days(changes: st.SearchStrategy[Change]) -> st.SearchStrategy[list[tuple[list[tuple[Change, int]], str]]]:
    """What happens between one build and the next, and the instant of that."""
    happening = st.lists(st.tuples(changes, st.integers(0, 3)), min_size=1, max_size=5)
    return st.lists(st.tuples(happening, st.sampled_from(INSTANTS)), min_size=2, max_size=5)


Days = list[tuple[list[tuple[Change, int]], str]]


@settings(max_examples=12)
@given(days(st.sampled_from(CHANGES + GIT_CHANGES)))
def test_incremental_equals_clean(work: Callable[..., Work], same: Callable[..., object], days: Days) -> None:
    live(work(), same, days)


@settings(max_examples=12)
@given(days(st.sampled_from(CHANGES)))
def test_incremental_equals_clean_outside_git(
    work: Callable[..., Work], same: Callable[..., object], days: Days
) -> None:
    live(work(in_git=False), same, days)


def live(working: Work, same: Callable[..., object], days: Days) -> None:
    """Let things happen, and compare each build with one from nothing."""
    for day, (changes, instant) in enumerate(days):
        for change, number in changes:
            change(working, number)
        if day == 1:
            new_program(working, day)
        same(working, instant)
