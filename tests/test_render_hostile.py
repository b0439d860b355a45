"""Bodies made to break a renderer: none crashes it, and none takes more than a few seconds."""

from __future__ import annotations

import subprocess
import sys

import pytest

RUN = """
import sys
from cms.render import deep_span, locate, render, scan
body = sys.stdin.buffer.read().decode()
found = scan(body)
parts = locate(body)
assert found.deep == (deep_span(body) is not None)
html = render(body, {}).html
assert "<script" not in html and "javascript:" not in html
print(found.deep, len(parts))
"""

BODIES = {
    "quotes": (">" * 50_000, True, 0),
    "lists": ("- " * 30_000 + "x", True, 0),
    "quotes of lists": ("> - " * 20_000 + "x", True, 0),
    "numbered lists": ("1. " * 30_000 + "x", True, 0),
    "brackets": ("[" * 50_000, False, 0),
    "images open": ("![[" * 20_000, False, 0),
    "images nested": ("![" * 20_000 + "x" + "](y)" * 20_000, False, 1),
    "links nested": ("[" * 20_000 + "x" + "](y)" * 20_000, False, 1),
    "emphasis open": ("*a **b " * 20_000, False, 0),
    "emphasis nested": ("**a " * 20_000 + "b" + "**" * 20_000, True, 0),
    "emphasis in an image": ("![" + "**a " * 20_000 + "b" + "**" * 20_000 + "](c)", False, 1),
    "stars": ("*" * 100_000 + "a" + "*" * 100_000, True, 0),
    "columns": ("|a" * 30_000 + "|\n" + "|-" * 30_000 + "|\n" + "|b" * 30_000 + "|\n", False, 0),
    "rows that lack cells": ("|a" * 300 + "|\n" + "|-" * 300 + "|\n" + "|b|\n" * 300, False, 0),
    "links in a paragraph": ("[é](b) " * 20_000, False, 20_000),
    "html in a paragraph": ("é<b> " * 20_000, False, 20_000),
    "html side by side": ("<b></i>" * 10_000, False, 1),
    "refused links": ("[é](javascript:b) " * 5_000, False, 5_000),
    "tags never closed": ("<div\n" + '<a "' * 100_000, False, 1),
    "comments never closed": ("<!-- " * 100_000, False, 0),
    "footnotes": ("[^1]" * 20_000 + "\n\n[^1]: x\n", False, 0),
    "footnotes in footnotes": ("[^0]\n\n" + "".join(f"[^{n}]: [^{n + 1}]\n\n" for n in range(5_000)), False, 0),
    "back quotes": ("".join("`" * n + "a" for n in range(1_000)), False, 0),
    "equal headings": ("# a\n\n# a-1\n\n" * 10_000, False, 0),
    "combining characters": ("\u0338" * 500_000, False, 0),
    "spaces": ("a" + " " * 1_000_000 + "b", False, 0),
    "five megabytes": (("Lorem ipsum é dolor. " * 100 + "[a](b)\n\n") * 2_400, False, 2_400),
    "a line of five megabytes": ("Lorem ipsum é " * 330_000, False, 0),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_hostile_body_is_survived(name: str) -> None:
    """In a process of its own: what is feared is a crash that no `except` sees."""
    body, deep, parts = BODIES[name]
    done = subprocess.run(
        [sys.executable, "-c", RUN], input=body.encode(), capture_output=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert done.stdout.decode().split() == [str(deep), str(parts)]
