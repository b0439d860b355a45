"""Generate a repository of made-up content: python benchmarks/generate.py FOLDER --posts 1000 [--seed 8].

The same seed, number of posts and version of this repository give the same commit.
"""

from __future__ import annotations

import argparse
import os
import random
import struct
import subprocess
import time
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import entries
from entries import File, Site

COMMITS = 20
_ROOT = Path(__file__).resolve().parent.parent
_AUTHORS = ("Ada Vernier", "Basile Octeau", "Camille Roches", "Dounia Halbert")
_MEDIA = tuple(f"vue-{number}.png" for number in range(1, 9))

_EDITED = 0.04
"""How many earlier files a commit edits, as a share of those it adds."""

_QUICK = ("-c", "core.compression=1", "-c", "fastimport.unpackLimit=0", "-c", "checkout.workers=0")
"""Settings for making a repository; none stays in it."""


def generate(folder: Path, posts: int, seed: int = 8) -> str:
    """Make a repository of so many posts in a new folder, checked out and clean, and return its commit's id."""
    folder.mkdir(parents=True)
    _git(folder, "init", "--quiet", "--template=", "--object-format=sha1", "--initial-branch=main")
    site = entries.site(seed, posts, [f"/media/{name}" for name in _MEDIA])
    command = ["git", *_QUICK, "fast-import", "--quiet", "--done"]
    with subprocess.Popen(command, cwd=folder, env=_environment(), stdin=subprocess.PIPE) as importer:
        assert importer.stdin is not None  # noqa: S101 - it was asked for
        importer.stdin.writelines(_history(site))
    if importer.returncode:
        raise subprocess.CalledProcessError(importer.returncode, command)
    _git(folder, *_QUICK, "reset", "--quiet", "--hard")
    _git(folder, "pack-refs", "--all")
    _git(folder, "commit-graph", "write", "--reachable")
    time.sleep(1.1)  # of a file as young as its index, Git doesn't believe that it is clean
    if changed := _git(folder, "status", "--porcelain"):
        raise RuntimeError(f"the new work tree isn't clean:\n{changed}")
    return _git(folder, "rev-parse", "HEAD")


def _history(site: Site) -> Iterator[bytes]:
    """All commits, in the language of `git fast-import`."""
    yield from _commit("Start the site", 0, entries.day(site, 0), _start(site))
    commits = min(COMMITS, site.posts)
    for number in range(commits):
        start, end = (side * site.posts // commits for side in (number, number + 1))
        today = entries.day(site, end - 1)
        message = f"Add {end - start} posts, mend earlier ones"
        yield from _commit(message, number + 1, today, _as_bytes(_changes(site, start, end, today)))
    yield b"done\n"


def _commit(message: str, number: int, today: date, files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    author = _AUTHORS[number % len(_AUTHORS)]
    instant = int(datetime(today.year, today.month, today.day, 9 + number % 9, tzinfo=UTC).timestamp())
    who = f"{author} <{author.split()[0].lower()}@exemple.org> {instant} +0100"
    head = f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata {len(message)}\n{message}\n"
    yield head.encode()
    for path, data in files:
        yield f"M 100644 inline {path}\ndata {len(data)}\n".encode()
        yield data
        yield b"\n"


def _start(site: Site) -> Iterator[tuple[str, bytes]]:
    """What all posts build on: this repository's model, images, people and the like."""
    copied = [_ROOT / ".gitattributes", _ROOT / ".gitignore", _ROOT / "cms.yml"]
    for path in [*copied, *sorted((_ROOT / "schemas").iterdir())]:
        yield path.relative_to(_ROOT).as_posix(), path.read_bytes()
    for number, name in enumerate(_MEDIA):
        yield f"content/media/{name}", _image(f"{site.seed}/{number}")
    yield from _as_bytes(entries.others(site))


def _changes(site: Site, start: int, end: int, today: date) -> Iterator[File]:
    """The posts from one number to another with their projects and seasons, then edits of earlier ones."""
    projects, seasons = range(-(-start // 4), -(-end // 4)), range(site.seasons)
    yield from (entries.season(site, number) for number in seasons if start <= entries.season_start(site, number) < end)
    yield from (entries.project(site, number) for number in projects if number < site.projects)
    yield from (entries.post(site, number) for number in range(start, end))
    draw = random.Random(f"{site.seed}/edits/{start}")
    edited = draw.sample(range(start), k=min(start, int((end - start) * _EDITED) + 1))
    yield from (entries.post(site, number, today) for number in edited)
    if start:
        yield entries.project(site, draw.randrange(min(start // 4 + 1, site.projects)), today)


def _as_bytes(files: Iterable[File]) -> Iterator[tuple[str, bytes]]:
    return ((path, text.encode()) for path, text in files)


def _image(seed: str) -> bytes:
    """A grey PNG of noise, stored and not compressed: every version of zlib gives the same bytes."""
    draw, width, height = random.Random(seed), 160, 90
    rows = b"".join(b"\0" + draw.randbytes(width) for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 0)), (b"IEND", b""))
    checked = (len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4) for name, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(checked)


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, env=_environment(), check=True, stdout=subprocess.PIPE)
    return done.stdout.decode().strip()


def _environment() -> dict[str, str]:
    """This one, without what could point Git to another repository or to its user's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder that doesn't exist yet")
    parser.add_argument("--posts", type=int, required=True)
    parser.add_argument("--seed", type=int, default=8)
    options = parser.parse_args()
    print(generate(options.folder, options.posts, options.seed))
