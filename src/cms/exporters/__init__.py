"""The stage that makes bundles: content and rendered parts → a bundle's files, as values; nothing is written here."""

from __future__ import annotations

from cms.exporters.assets import describe_asset
from cms.exporters.bundle import export

__all__ = ["describe_asset", "export"]
