"""Text that was misread is mended byte for byte, and text that wasn't is left alone."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cms.lint import Checkable, Finding
from cms.lint.rules import mojibake
from cms.model import Entry, Schema, Site, Source
from cms.parse import parse
from cms.render import outline

ENTRY = Entry(
    "posts", "a", "a", "content/a.md", "", None, "fr", None, draft=False, publish_at=None, expire_at=None, data={}
)
SCHEMA = Schema("", "", {}, {}, lambda _: iter(()), lambda _: iter(()))

WORDS = (
    "été", "l’accélération", "à", "où", "déjà", "cœur", "Noël", "naïve", "garçon", "forêt", "aiguë", "Théo", "ça",
    "bénévole", "data", "le", "projet", "un", "qui", "et", "PARIS", "sûr", "île", "hôpital", "d’œuvre", "capucin",
)  # fmt: skip
JOINS = (
    " ", ", ", ". ", " : ", " — ", "… ", "\n", "\n\n", " « ", " » ", "’ ", "\xa0: ", " «\xa0", "\xa0» ",
    "\u202f! ",
)  # fmt: skip
"""What stands between words: also what no word can be told from alone."""
SIGNS = (
    "√", "\u201a", "Ä", "Ã", "« Ã »", "«\xa0Ã\xa0»", "«\xa0Â\xa0»", "’é", "2\xa0€", "São", "√2", "2√π", "Å", "“Œ”", "Â",
    "IRMÃ", "€", "ð", "¬p", "≈",
)  # fmt: skip
"""What looks a little like misread text."""


def prose(words: tuple[str, ...], joins: tuple[str, ...]) -> st.SearchStrategy[str]:
    pieces = st.tuples(st.sampled_from(words), st.sampled_from(joins)).map("".join)
    return st.lists(pieces, min_size=1, max_size=30).map(lambda all_of_it: "".join(all_of_it) + "fin.\n")


def found_in(text: str) -> list[Finding]:
    document, _ = parse(Source("content/a.md", text.encode(), ""))
    return list(mojibake.check(Checkable(document, ENTRY, SCHEMA, Site(), outline=outline), {}))


def mended(text: str, findings: list[Finding]) -> str:
    for start, end, replacement in sorted((edit for each in findings for edit in each.edits), reverse=True):
        text = text[:start] + replacement + text[end:]
    return text


def misread(text: str, codec: str) -> str:
    """UTF-8 read in another encoding, with the holes of windows-1252 as browsers read them."""
    return "".join(bytes([byte]).decode(codec, "ignore") or bytes([byte]).decode("latin-1") for byte in text.encode())


CODECS = st.sampled_from(["mac_roman", "cp1252", "latin-1"])


@given(prose(WORDS, JOINS), CODECS, st.integers(1, 2))
@example("où fin.\n", "mac_roman", 1)
@example("à fin.\n", "cp1252", 1)
@example("d’œuvre\n", "latin-1", 2)
def test_misread_french_is_mended_byte_for_byte(text: str, codec: str, times: int) -> None:
    assume(any(not word.isascii() for word in re.findall(r"\w{2,}", text)))  # a lone `à` may be what it seems
    text = f"---\n---\n{text}"
    broken = text
    for _ in range(times):
        broken = misread(broken, codec)
    findings = found_in(broken)
    assert len(findings) == 1
    assert mended(broken, findings) == text


@given(prose(WORDS, JOINS), prose((*WORDS, *SIGNS), JOINS))
def test_right_french_is_left_alone(text: str, other: str) -> None:
    assert found_in(f"---\ntitle: Été\n---\n{text}{other}") == []


@given(prose(WORDS, (" ",)), CODECS)
def test_a_misread_paragraph_among_right_ones_is_mended(text: str, codec: str) -> None:
    assume(not text.isascii())
    right = f"---\ntitle: Été\n---\nC’est déjà l’été.\n\n{text}\n\nVoilà `Ã©`.\n"
    broken = right.replace(text, misread(text, codec))
    findings = found_in(broken)
    assert [finding.case for finding in findings] == ["part"]
    assert mended(broken, findings) == right


ONE_SIGN = tuple(sign for sign in SIGNS if sign != "Ã")
"""In a text known to be misread, `Ã` and a space are `à`."""


@given(prose(WORDS, (" ", ", ", "\n", "\xa0: ", " «\xa0", "\xa0» ")), prose((*WORDS, *ONE_SIGN), (" ", "\n")))
@example("à Orléans, déjà là fin.\n", "où fin.\n")
def test_what_lost_its_no_break_spaces_is_mended(text: str, other: str) -> None:
    assume(any(not word.isascii() for word in re.findall(r"\w{2,}", text)))
    degraded = misread(text, "cp1252").replace("\xa0", " ")
    broken = f"---\ntitle: Été\n---\n{degraded}\n{other}"
    right = mended(broken, found_in(broken))
    assert right.replace("\xa0", " ") == f"---\ntitle: Été\n---\n{text}\n{other}".replace("\xa0", " ")


@given(prose((*WORDS, "12\xa0€", "ŒUVRE", "É", "3 → 4", "un…"), JOINS), CODECS, st.sets(st.integers(0, 400)))
def test_mending_a_broken_text_comes_to_an_end(text: str, codec: str, lost: AbstractSet[int]) -> None:
    """Whatever is lost of it: what can be mended is, and of what can't something is still said."""
    broken = "".join(sign for at, sign in enumerate(misread(text, codec)) if at not in lost or sign.isascii())
    now = f"---\n---\n{broken}"
    for _ in range(4):
        now = mended(now, found_in(now))
    left = found_in(now)
    assert [finding for finding in left if finding.edits] == []
    assert bool(left) or not re.search("â€|[a-zß-öø-ÿ]Ã", now)


@pytest.mark.parametrize(
    "text",
    [
        "São Tomé, SÃO, IRMÃ… et MANHÃ”, Âncora, câți, HOTĂRÂRE, coborâ”, blâ…, på Å, Å’ et \u201aÄpfel\u2018",
        "n° 5, «\xa0Â\xa0», “Ã”, 2 × 3, O(√n), 3√±1, à Â",
    ],
)
def test_other_languages_are_left_alone(text: str) -> None:
    assert found_in(f"---\n---\n\n{text}\n") == []
    half_right = f"---\n---\n\n{text}\n\nThÃ©o\n"
    assert mended(half_right, found_in(half_right)) == half_right.replace("Ã©", "é")


@pytest.mark.parametrize(
    "text",
    [
        "On lit « dÃ©jÃ\xa0 » au lieu de « déjà ».",
        'On lit `Ã©` ou `√©`, et "Ã©".',
        "    Ã©tÃ©\n",
        "We see `Ã©` for an e with an accent, and (â€™) for an apostrophe.",
        "MANHÃ… e IRMÃ”, “PÅ“, l’été – à Â\xa0»",
        "racine √π, r√π, 2√π ≈ 3,5 ; √∞ et √±1",
    ],
)
def test_examples_are_left_alone(text: str) -> None:
    assert found_in(f"---\n---\n\n{text}\n") == []
