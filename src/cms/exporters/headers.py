"""The `_headers` file of a bundle, for hosts that read it (Netlify, Cloudflare Pages)."""

from __future__ import annotations

_STABLE = "public, max-age=60, stale-while-revalidate=600"
_IMMUTABLE = "public, max-age=31536000, immutable"

# No path meets two rules with the same header: Cloudflare would join their values. `:name` ends at a slash.
_RULES = (
    ("/*", {"Access-Control-Allow-Origin": "*"}),
    ("/manifest.json", {"Cache-Control": "no-cache"}),
    ("/bundle.json", {"Cache-Control": _STABLE}),
    ("/collections/:file", {"Cache-Control": _STABLE}),
    ("/collections/:name/:page", {"Cache-Control": _IMMUTABLE}),
    ("/entries/*", {"Cache-Control": _STABLE}),
    ("/parts/*", {"Cache-Control": _IMMUTABLE}),
    ("/deltas/*", {"Cache-Control": _IMMUTABLE}),
    ("/digests/*", {"Cache-Control": _IMMUTABLE}),
    ("/assets/*", {"Cache-Control": _IMMUTABLE}),
    ("/schemas/*", {"Cache-Control": "max-age=3600"}),
    ("/.cms/*", {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}),
)
_PREVIEW_RULES = (("/*", {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}),)


def headers(*, preview: bool) -> bytes:
    """The text of `_headers`. Nothing of a preview may be kept by caches or found by search engines."""
    rules = _PREVIEW_RULES if preview else _RULES
    lines = [
        line for path, values in rules for line in (path, *(f"  {name}: {value}" for name, value in values.items()))
    ]
    return "".join(f"{line}\n" for line in lines).encode()
