"""The scaffold stage: from a few answers, or a folder of content, to the files of a new repository."""

from cms.scaffold.files import files
from cms.scaffold.plan import Doubt, Plan, PlannedCollection
from cms.scaffold.requirements import requirement
from cms.scaffold.start import plan_of, said
from cms.scaffold.starters import STARTERS
from cms.scaffold.writing import GUIDES, kept, refuse_content, with_guide, write

__all__ = [
    "GUIDES",
    "STARTERS",
    "Doubt",
    "Plan",
    "PlannedCollection",
    "files",
    "kept",
    "plan_of",
    "refuse_content",
    "requirement",
    "said",
    "with_guide",
    "write",
]
