"""Entries → what is wrong between them, whom each one names, and who names it.

An entry is linked by itself: all that this depends on are the owners of the names that it has and uses (`own_names`,
`used_names`). So a change concerns those whose names it touches, and nobody else.
"""

from __future__ import annotations

from cms.link.judging import BodyProblem, Judged, judge, ordered
from cms.link.names import is_lasting, key_name, own_names, owner_of, path_name, url_name, used_names
from cms.link.references import shown_targets
from cms.link.resolving import Owners, Target, target_of
from cms.link.suggestions import Known, mendable, suggest
from cms.link.targets import asset_path
from cms.link.visibility import visibility_at

__all__ = [
    "BodyProblem",
    "Judged",
    "Known",
    "Owners",
    "Target",
    "asset_path",
    "is_lasting",
    "judge",
    "key_name",
    "mendable",
    "ordered",
    "own_names",
    "owner_of",
    "path_name",
    "shown_targets",
    "suggest",
    "target_of",
    "url_name",
    "used_names",
    "visibility_at",
]
