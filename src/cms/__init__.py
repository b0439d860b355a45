"""cms: a headless CMS that lives in Git. Content in YAML and Markdown, checked, compiled into a JSON bundle.

`cms.check(…)`, `cms.export(…)` and `cms.load(…)` are the Python API (see `cms.api`), imported at first use, so that a
hook doesn't pay for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cms.api import CmsError, check, export, load, wording

__version__ = "0.1.0"
__all__ = ["CmsError", "__version__", "check", "export", "load", "wording"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        message = f"module 'cms' has no attribute {name!r}"
        raise AttributeError(message)
    from cms import api  # noqa: PLC0415 - see the module's docstring

    return getattr(api, name)
