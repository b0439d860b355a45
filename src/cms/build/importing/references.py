"""References by their ids → references in the form that their fields ask for."""

from __future__ import annotations

from collections.abc import Collection

from cms.importers import Draft
from cms.model import Json, Schema, Steps
from cms.paths import targets_of
from cms.positions import value_at, with_value

_ID = "{id}"


def in_form(draft: Draft, schema: Schema, known: Collection[tuple[str, str]]) -> Draft:
    """The draft with collection and id where a field may refer to several, and within the text that a field wants.

    `known` are the entries that there are, by collection and id. What none or several of these may be stays as it is.
    """
    data = draft.data
    for keyword, at, content in schema.annotations(data):
        if keyword == "x-reference":
            data = _written(data, at, content, known)
    return draft._replace(data=data)


def _written(data: Json, at: Steps, content: Json, known: Collection[tuple[str, str]]) -> Json:
    value, targets = value_at(data, at), targets_of(content)
    owners = [target for target in targets if (target, value) in known]
    if len(owners) != 1:
        return data
    identity = value if len(targets) == 1 else f"{owners[0]}/{value}"
    form = str(content.get("value", _ID)) if isinstance(content, dict) else _ID
    return with_value(data, at, form.replace(_ID, identity))
