"""From a file's bytes to the media type that they are of, whatever its name or a server says."""

from __future__ import annotations

import re
from collections.abc import Callable

_SVG_WITHIN = 4096  # bytes of declarations and comments before the root element
_SVG = re.compile(
    rb"(?:\xef\xbb\xbf)?+\s*+(?>(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*+(?>\[.*?\]\s*+)?+>)\s*+)*+<(?:\w+:)?+svg[\s/>]",
    re.DOTALL | re.IGNORECASE,
)  # atomic throughout: hostile bytes can't make it try again
_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
)


def sniff(data: bytes) -> str | None:
    """The media type of some bytes, of which the first 4,096 are enough: of an image or a PDF, else None."""
    known = next((media_type for start, media_type in _STARTS if data.startswith(start)), None)
    return known or next((media_type for media_type, fits in _FORMS.items() if fits(data)), None)


def _is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _is_avif(data: bytes) -> bool:
    """Whether the first box names a brand of AVIF: as its own, or among those that it is compatible with."""
    if data[4:8] != b"ftyp":
        return False
    end = min(int.from_bytes(data[:4], "big"), 256)
    brands = {data[8:12], *(data[at : at + 4] for at in range(16, end, 4))}
    return not brands.isdisjoint({b"avif", b"avis"})


def _is_svg(data: bytes) -> bool:
    return _SVG.match(data[:_SVG_WITHIN]) is not None


_FORMS: dict[str, Callable[[bytes], bool]] = {
    "image/webp": _is_webp,
    "image/avif": _is_avif,
    "image/svg+xml": _is_svg,
}
