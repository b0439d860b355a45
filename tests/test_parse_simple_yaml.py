"""The simple form of YAML: what is read without libyaml is what libyaml reads, value by value and place by place."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cms.model import Source
from cms.parse import body_of, parse
from cms.parse.simple_yaml import read_simple
from cms.parse.yaml import read_yaml

SIMPLE = [
    "a: 1\n",
    "---\na: b\n",
    "--- \n# c\n\na: b\n",
    "a: b c  d\n",
    "a: b#c d:e http://f?g=[h]\n",
    "a: b  # c\nd: 1.5 # e\n",
    "a: 2020-12-22\nb: no\nc: null\nd: ~\ne: true\nf: 0o17\ng: .5\nh: +1\n",
    "a: 'b: c # d'\nb: 'l''été'\nc: ''\nd: \"e 'f' #\"\ne: \"\"\n",
    "a:\nb:  \nc: # d\ne: f\n",
    "a:\n  - b\n  - c d\ne: f\n",
    "a:\n- b\n- c\nd:\n- e\n",
    "a:\n  b: c\n  d:\n    e: f\n\n  # g\n  h: i\nj: k\n",
    "a:\n  - b: c\n    d: e\n  - b: f\n    g:\n    - h\n    i:\n  - j: k\n    l: m\n",
    "a:\n -   b: c\n     d: e\n -   f\n",
    "a: >-\n  b c\n  d # e\nf: >\n  g\nh: |\n  i\n  j: k  \nl: |-\n    m\n",
    "a: >-\n  b\n\n\nc:\n  - |\n    d\n    e\n  - f: >\n      g\n",
    "a: [b, c d, 1, 'e, f', \"g\", -h, i/j.k]\nl: []\nm: {}\nn: [ o , {p: [q], r: {}} ]\n",
    "a: {b: c d, e: https://f.g/h, i: null, j: [-k]}\nl:\n  - [m]\n  - {n: o}\n",
    "a_b-c: é 🌍\n_d: \xa0e\n",
]
LEFT = [
    "",
    "---\n",
    "a\n",
    "- a\n",
    "  a: 1\nb: 2\n",
    "  a: 1\n",
    "a: 1\na: 2\n",
    "a: 1\n b: 2\n",
    "a: 1\n  b\n",
    "a:\n    b: 1\n  c: 2\n",
    "a:\n  - b\n  c: d\n",
    "a: b: c\n",
    "a: b:\n",
    "a : b\n",
    "a:b\n",
    "a: b\tc\n",
    "a: [b\n",
    "a: [b,\n  c]\n",
    "a: [b] c\n",
    "a: [b, ]\n",
    "a: [b: c]\n",
    "a: [b:c]\n",
    "a: [b}\n",
    "a: [,]\n",
    "a: [b?]\n",
    "a: {b}\n",
    "a: {b: c, b: d}\n",
    "a: {b:}\n",
    "a: {b: c]\n",
    "a: " + "[" * 20 + "]" * 20 + "\n",
    "a: &b c\n",
    "a: *b\n",
    "a: !b c\n",
    "a: - b\n",
    "a: -1\n",
    "a: 'b' c\n",
    "a: 'b'#c\n",
    "a: 'b\n  c'\n",
    'a: "\\n"\n',
    "'a': b\n",
    "é: a\n",
    "null: a\n",
    "a: .inf\n",
    "a: 99999999999999999999\n",
    "a: |+\n  b\n",
    "a: |2\n  b\n",
    "a: |\n  b\n    c\n",
    "a: |\n  b\n\n  c\n",
    "a: |\nb: c\n",
    "a:\n  b: |\n  c\n",
    "a: |\n  b\n  \n",
    "a: |\n  b\n# c\n",
    "a: b\n---\nc: d\n",
    "a: b\n...\n",
    "%YAML 1.2\n---\na: b\n",
    "a:\n  - - b\n",
    "a:\n  -\n",
    "? a\n",
    "a: b\u2028c\n",
    "a: b",
    "a:\n" + "".join("  " * depth + "b:\n" for depth in range(1, 20)) + " " * 40 + "c: d\n",
]


@pytest.mark.parametrize("text", SIMPLE)
def test_the_simple_form_is_read_without_libyaml(text: str) -> None:
    simple = read_simple(text)
    assert simple is not None
    assert repr(simple) == repr(read_yaml(text))


@pytest.mark.parametrize("text", LEFT)
def test_all_else_is_left_to_libyaml(text: str) -> None:
    assert read_simple(text) is None


VALUES = [
    *(
        "a",
        "b c",
        "é: 1",
        "d:",
        "http://e/#f",
        "1",
        "0x1F",
        "-1",
        "true",
        "~",
        "2020-12-22",
        "null",
        "1e9",
        "1e99",
        "a#b",
    ),
    *(
        "'a'",
        "'b''c'",
        '"d"',
        '"e\\n"',
        "'f",
        "''",
        "'g' h",
        "[a]",
        "{}",
        "*a",
        "&a b",
        "!a",
        "|",
        ">",
        ">-",
        "|-",
        "|+",
    ),
    *(
        "",
        "",
        " ",
        "# c",
        "a # b",
        "a  ",
        "- a",
        "-",
        "?",
        "? a",
        "a\tb",
        "...",
        "---",
        "\xa0",
        "\u2028",
        "%a",
        "@a",
        "=",
        "<<",
    ),
]
LINES = st.builds(
    lambda indent, dash, name, value: " " * indent + dash + name + value,
    st.sampled_from([0, 0, 0, 1, 2, 2, 2, 4, 4, 6]),
    st.sampled_from(["", "", "", "- ", "- ", "-", "-  ", "- - "]),
    st.sampled_from(["", "a: ", "a:", "b: ", "b:", "c:", "c:  ", "d: ", "e: ", "null: ", "é: ", "a b: ", "'f': "]),
    st.sampled_from(VALUES),
)
# Those that fit together more often than not, so that many are read.
NEAT_LINES = st.builds(
    lambda start, name, value: start + name + value,
    st.sampled_from(["", "", "  ", "  ", "- ", "  - ", "    ", "    - ", "      "]),
    st.sampled_from(["", *(f"{letter}:{gap}" for letter in "abcdefgh" for gap in (" ", " ", ""))]),
    st.sampled_from(["", "", "", "x", "y z", "'x'", "3", ">-", "|", "# c"]),
)
TEXTS = st.builds(
    lambda opening, lines, end: opening + "\n".join(lines) + end,
    st.sampled_from(["", "", "---\n", "---\n# a\n"]),
    st.lists(LINES | NEAT_LINES, max_size=12) | st.lists(NEAT_LINES, max_size=12),
    st.sampled_from(["\n", "\n", "\n", "", "\n\n", "\n  \n"]),
)

BRACKETS = st.lists(
    st.sampled_from([*"[]{},: -.+'\"#?&*!|>~1é/\\", "a", "b: ", "c: ", "http://d", ", ", "''"]), max_size=10
).map(lambda pieces: f"a: {''.join(pieces)}\n")
NEAT_BRACKETS = st.recursive(
    st.sampled_from(["a", "b c", "1", "-d", "- e", "'f'", '"g"', "http://h", "", "~", "i:j", "é", "k -l", "?m"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(st.sampled_from("abcd"), inner), max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{name}: {value}" for name, value in pairs) + "}"
        )
    ),
    max_leaves=6,
).map(lambda value: f"a: {value}\n")


@given(TEXTS | BRACKETS | NEAT_BRACKETS)
@example("a:\n- b: |\n  c\n- d\n")
@settings(max_examples=2000)
def test_what_is_read_without_libyaml_is_what_libyaml_reads(text: str) -> None:
    simple = read_simple(text)
    assert simple is None or repr(simple) == repr(read_yaml(text))


BODIES = st.lists(st.sampled_from([*"a-é\n \t\r\x00\ufeff", "---\n", "---", "+++\n"]), max_size=12).map("".join)


@given(
    BODIES.map(str.encode) | st.binary(max_size=30) | BODIES.map(lambda text: f"---\na: 1\n{text}".encode()),
    st.sampled_from(["a.md", "a.yml", "a.json"]),
    st.sampled_from([None, None, 10**9]),
)
def test_the_body_alone_is_the_body_of_the_document(data: bytes, path: str, size: int | None) -> None:
    source = Source(path, data, "", size)
    document, _ = parse(source)
    assert body_of(source) == (None if document.body is None else document.text[document.body :])
