"""The scaffold stage: from a few answers, or a folder of content, to the files of a new repository."""

from cms.scaffold.files import files, schema_paths
from cms.scaffold.plan import Doubt, Plan, PlannedCollection
from cms.scaffold.requirements import requirement
from cms.scaffold.start import plan_of, said
from cms.scaffold.starters import STARTERS
from cms.scaffold.writing import GUIDES, kept, lacking, refuse_content, with_guide, without_marks, write

__all__ = [
    "GUIDES",
    "STARTERS",
    "Doubt",
    "Plan",
    "PlannedCollection",
    "files",
    "kept",
    "lacking",
    "plan_of",
    "refuse_content",
    "requirement",
    "said",
    "schema_paths",
    "with_guide",
    "without_marks",
    "write",
]
