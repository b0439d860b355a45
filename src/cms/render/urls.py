"""Which URLs are published: `http`, `https`, `mailto`, `tel`, and relative ones."""

from __future__ import annotations

import re

_PUBLISHED = re.compile(r"(?:https?|mailto|tel):|(?![a-z][a-z0-9+.-]*:)", re.IGNORECASE)

_USUAL = ("https://", "http://", "/", "#")


_ELSEWHERE = re.compile(r"#|\?|//|[A-Za-z][A-Za-z0-9+.-]*:")


def is_inner(url: str) -> bool:
    """Whether a URL may lead to an entry or a file of the site itself: it has no scheme, no host, and a path."""
    return _ELSEWHERE.match(url) is None


def is_published(url: str) -> bool:
    """Whether a percent-encoded URL may stand in the bundle's HTML.

    `//host/path` may: by its grammar it is a relative URL, and it leads to http or https wherever a page is served. A
    colon that ends no scheme, as in `%0Ajavascript:x`, makes a relative path to every browser, too.
    """
    return url.startswith(_USUAL) or _PUBLISHED.match(url) is not None
