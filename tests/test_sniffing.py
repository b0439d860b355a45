"""A file's media type is told by its bytes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.read.sniffing import sniff

AVIF = b"\0\0\0\x1cftypavif\0\0\0\0mif1miaf"


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
        (b"GIF87a", "image/gif"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (AVIF, "image/avif"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0avifmiaf", "image/avif"),
        (b"\0\0\0\x18ftypavis\0\0\0\0msf1", "image/avif"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"<svg>", "image/svg+xml"),
        (b'\xef\xbb\xbf \n<?xml version="1.0"?>\n<!-- <svg> -->\n<svg xmlns="x">', "image/svg+xml"),
        (b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">\n<svg\n/>', "image/svg+xml"),
        (b'<!DOCTYPE svg [ <!ENTITY a "b"> ]><svg:svg x="">', "image/svg+xml"),
        (b"", None),
        (b"<html><svg>", None),
        (b"<svga>", None),
        (b"<!-- <svg> -->", None),
        (b"<rss/>", None),
        (b"RIFF\0\0\0\0WAVE", None),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", None),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp41isom", None),
        (b"\x89PNG", None),
        (b"PK\x03\x04", None),
    ],
)
def test_media_types(data: bytes, media_type: str | None) -> None:
    assert sniff(data) == media_type


@given(st.sampled_from([b"", b"<?", b"<!--", b"<!DOCTYPE", b"\0\0\0\xffftyp", b"RIFF"]), st.binary())
def test_any_bytes(start: bytes, data: bytes) -> None:
    sniff(start + data)


@pytest.mark.parametrize(
    "piece", [b"<!---->", b"<!---->\n", b"<??>", b"<!DOCTYPE[]>", b"<!DOCTYPE[] >  ", b"<!--", b" "]
)
def test_no_bytes_take_long(piece: bytes) -> None:
    start = time.process_time()
    assert sniff(piece * 100_000) is None
    assert time.process_time() - start < 0.1
