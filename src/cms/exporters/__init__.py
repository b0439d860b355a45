"""The stage that makes bundles: entries and rendered parts → a bundle's files, as values; nothing is written here."""

from __future__ import annotations

from cms.exporters.assets import describe_asset
from cms.exporters.bundle import export
from cms.exporters.data import gone_of, lost
from cms.exporters.entry import Encoded, encode

__all__ = ["Encoded", "describe_asset", "encode", "export", "gone_of", "lost"]
