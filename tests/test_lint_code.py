"""What is found to be no code without the parser is none for the parser either."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cms.lint.code import Code
from cms.render import outline

PIECES = (
    "a", "a b", "é", "x y", "\n", "\n\n", "\n\n", "```\n", "\n```\n", "`", "    ", "> ", "- ", "1. ", "<b>", "<!--",
    "-->", "\t", "````\n", "~~~\n", "\n   ", "<pre>", "\\`",
)  # fmt: skip


@settings(max_examples=1500)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.sampled_from(["", "---\nx: 1\n---\n"]))
def test_the_quick_look_never_takes_code_for_prose(body: str, front: str) -> None:
    text = front + body
    nodes = outline(body, len(front))
    code = [
        (node.start, node.end) for node in nodes if node.kind in {"code", "code_block", "html_inline", "html_block"}
    ]
    quick = Code(text, len(front), lambda: nodes)
    for at in range(len(front), len(text)):
        if text[at] not in " \n\t`>" and any(start <= at < end for start, end in code):
            assert quick.may_hold(at), (text, at)


def test_prose_needs_no_parser() -> None:
    text = "Un mot.\n\n```\ncode\n```\n\n- Une liste, *soulignée*.\n"

    def never() -> list[object]:
        raise AssertionError

    code = Code(text, 0, never)  # type: ignore[arg-type]
    assert not code.holds(3)
    assert not code.holds(text.index("liste"))
