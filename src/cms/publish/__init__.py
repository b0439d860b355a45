"""The stage that writes: artifacts → a folder that readers can follow at every moment."""

from __future__ import annotations

from cms.publish.folder import Published, publish

__all__ = ["Published", "publish"]
