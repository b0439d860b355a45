"""Texts made to do harm: each is read, or refused, at once."""

from __future__ import annotations

import time

import pytest

from cms.model import Source
from cms.parse import parse

SIZE = 100_000
SECONDS = 1.0  # ten times of what the slowest takes on a slow machine

YAML = {
    "lists in a line": "- " * (SIZE // 2) + "x",
    "lists in brackets": "[" * SIZE,
    "lists in brackets, a line each": "[\n" * (SIZE // 2),
    "mappings in braces": "{a: " * (SIZE // 4),
    "names of names": "? " * (SIZE // 2),
    "ever deeper lines": "".join(" " * depth + "a:\n" for depth in range(440)),
    "laughs": "a: &a [x, x]\n"
    + "".join(f"{x}: &{x} [*{y}, *{y}]\n" for y, x in zip("abcdefgh", "bcdefghi", strict=True)),
    "long laughs": "a: &a " + "x" * 1000 + "\nb: [" + "*a, " * (SIZE // 5) + "]",
    "laughs about oneself": "a: &a [*a, *a, *a]",
    "one name": "a: 1\n" * (SIZE // 5),
    "many names": "".join(f"a{n}: 1\n" for n in range(SIZE // 9)),
    "many names and a slip": "".join(f"a{n}: 1\n" for n in range(SIZE // 9)) + "x",
    "digits": "a: " + "9" * SIZE,
    "digits of a fraction": "a: 0." + "3" * SIZE,
    "digits of an exponent": "a: 1e" + "9" * SIZE,
    "wrong numbers": "".join(f"a{n}: 1e99\n" for n in range(SIZE // 11)),
    "tags": "a:\n" + "- !a x\n" * (SIZE // 8),
    "handles": "".join(f"%TAG !a{n}! x\n" for n in range(SIZE // 13)) + "---\na: 1",
    "anchors": "a: [" + ", ".join(f"&a{n} x" for n in range(SIZE // 10)) + "]",
    "anchor and nothing": "a: &a" + " #\n" * (SIZE // 3),
    "nothings": "a: {" + "".join(f"b{n}: \n," for n in range(SIZE // 9)) + "}",
    "blank lines": "a: |" + "\n" * SIZE,
    "block texts": "".join(f"a{n}: |\n\n\n" for n in range(SIZE // 11)),
    "open quote": "a: '" + "''" * (SIZE // 2),
    "open quote with names": 'a: "' + "\n b: " * (SIZE // 5) + '" x',
    "escape sequences": 'a: "' + "\\x01" * (SIZE // 4) + '"',
    "open bracket": "a: [" + "x, " * (SIZE // 3),
    "line separators": "a: " + "\u2028" * (SIZE // 3),
    "private characters": "a: \u2028" + "".join(map(chr, range(0xF0000, 0xF0000 + SIZE // 4))),
    "escaped private characters": 'a: "\u2028' + "".join(f"\\U{code:08X}" for code in range(0xF0000, 0xF2600)) + '"',
    "byte-order marks": "\ufeff" * (SIZE // 3),
    "names without an order": "".join(f"😀{n}: 1\n\ue000{n}: 2\n" for n in range(SIZE // 20)),
    "documents": "---\n" * (SIZE // 4),
    "tabs": "a:\n" + "\t" * SIZE,
    "stars": "a: " + "*" * SIZE,
    "colons": ":" * SIZE,
}
JSON = {
    "arrays": "[" * SIZE,
    "objects": '{"a":' * (SIZE // 5),
    "one name": "{" + '"a":1,' * (SIZE // 6) + '"b":2}',
    "numbers": '{"a":[' + "1," * (SIZE // 2) + "1]}",
    "digits": '{"a":' + "1" * SIZE + "}",
    "minus": "-" * SIZE,
    "open string": '{"a":"' + '\\"' * (SIZE // 2),
    "halves": '{"a":"' + "\\ud83d" * (SIZE // 6) + '"}',
    "escape sequences": '{"a":["' + '\\u0001","' * (SIZE // 9) + '"]}',
    "spaces": "{" + " " * SIZE,
}
MARKDOWN = {
    "almost closed": "---\n" + "--- x\n" * (SIZE // 6),
    "blank lines": "\n" * SIZE,
    "blanks": "---\n" + " \t" * (SIZE // 2),
    "long blank lines": (" " * 1000 + "\n") * (SIZE // 1000),
    "hyphens": "---\na: 1\n" + ("-" + " " * 50) * (SIZE // 51),
    "control characters": "---\na: 1\n---\n" + "\x01" * SIZE,
}
CASES = [
    *((f"{name}, in {path}", path, text) for name, text in YAML.items() for path in ("a.yml", "a.md")),
    *((f"{name}, in a.json", "a.json", text) for name, text in JSON.items()),
    *((f"{name}, in Markdown", "a.md", text) for name, text in MARKDOWN.items()),
]


@pytest.mark.parametrize(("name", "path", "text"), CASES, ids=[name for name, _, _ in CASES])
def test_hostile_texts_take_no_time(name: str, path: str, text: str) -> None:
    if path == "a.md" and name.endswith("in a.md"):
        text = f"---\n{text}\n---\n"
    source = Source(path, text.encode(), "")
    start = time.process_time()
    document, found = parse(source)
    assert time.process_time() - start < SECONDS
    assert document.data is not None or found
    assert len(found) <= 101


@pytest.mark.parametrize(
    "data", [b"\xff\xfe" + "a: é\n".encode("utf-16-le"), b"\xe9" * 100_000, b"\0" * 100_000, b"\x89PNG\r\n\x1a\n"]
)
@pytest.mark.parametrize("path", ["a.md", "a.yml", "a.json"])
def test_what_is_no_text_is_one_problem(data: bytes, path: str) -> None:
    document, found = parse(Source(path, data, ""))
    assert document.data is None
    assert [one.rule for one in found] in (["parse/encoding"], ["parse/character"])
