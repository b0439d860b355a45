"""Read all files below a folder, then write files of given sizes: the least that any compiler of the content does."""

from __future__ import annotations

import json
import os
import sys


def main(content: str, sizes: str, target: str) -> None:
    """`sizes` is a JSON file: the size in bytes of each file to write, by its path below `target`."""
    for folder, _, names in os.walk(content):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                file.read()
    with open(sizes, "rb") as file:
        wanted: dict[str, int] = json.load(file)
    zeros = bytes(max(wanted.values(), default=0))
    for path, size in wanted.items():
        full = os.path.join(target, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "wb") as file:
            file.write(memoryview(zeros)[:size])


if __name__ == "__main__":
    main(*sys.argv[1:])
