"""The render stage: from a Markdown body to safe HTML, its headings, its plain text, and what it links to.

A check needs `scan` alone; all else is imported at first use, so that a hook doesn't pay for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.render.scanning import MAX_DEPTH, Scan, scan

if TYPE_CHECKING:
    from cms.render.locating import deep_span, locate
    from cms.render.outlining import outline
    from cms.render.rendering import plain_text, render, with_text

__all__ = [
    "MAX_DEPTH",
    "Scan",
    "deep_span",
    "locate",
    "outline",
    "plain_text",
    "render",
    "scan",
    "with_text",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        message = f"module 'cms.render' has no attribute {name!r}"
        raise AttributeError(message)
    if name in {"deep_span", "locate"}:
        from cms.render import locating as home  # noqa: PLC0415 - see the module's docstring
    elif name == "outline":
        from cms.render import outlining as home  # type: ignore[no-redef]  # noqa: PLC0415 - likewise
    else:
        from cms.render import rendering as home  # type: ignore[no-redef]  # noqa: PLC0415 - likewise

    return getattr(home, name)
