"""The import stage: files of another system and a mapping of its fields → entries, and what became of everything."""

from __future__ import annotations

from cms.importers.addresses import Resolved
from cms.importers.converting import Converted, Draft, convert
from cms.importers.lines import Line
from cms.importers.mapping import ImportMap
from cms.importers.recipes import Placed
from cms.importers.tools import Original, Tools
from cms.importers.working import rule_for

__all__ = ["Converted", "Draft", "ImportMap", "Line", "Original", "Placed", "Resolved", "Tools", "convert", "rule_for"]
