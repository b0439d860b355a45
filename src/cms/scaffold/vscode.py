"""A plan → the settings of VS Code: which schema is that of which files."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cms.model import Data
from cms.scaffold.plan import Plan, placed

_BRACES = re.compile(r"\{[A-Za-z_]\w*(\*?)\}")


def settings(plan: Plan, schemas: Mapping[str, str]) -> Data:
    """Schemas for the files of YAML and JSON collections, and lines that wrap in Markdown.

    Front matter isn't among them: the YAML extension doesn't read Markdown
    (https://github.com/redhat-developer/vscode-yaml/issues/207).
    """
    of_yaml: Data = {}
    of_json = []
    for collection in plan.collections:
        schema, glob = f"./{schemas[collection.name]}", placed(plan, glob_of(collection.settings["path"]))
        if glob.endswith((".yml", ".yaml")):
            of_yaml[schema] = glob
        elif glob.endswith(".json"):
            of_json.append({"fileMatch": [f"/{glob}"], "url": schema})
    return {
        "files.encoding": "utf8",
        "files.eol": "\n",
        **({"yaml.schemas": of_yaml} if of_yaml else {}),
        **({"json.schemas": of_json} if of_json else {}),
        "[markdown]": {"editor.wordWrap": "on", "files.trimTrailingWhitespace": False},
    }


def extensions() -> Data:
    """What VS Code recommends to who opens the folder."""
    return {"recommendations": ["redhat.vscode-yaml"]}


def glob_of(template: str) -> str:
    """A path template as a glob: `{name*}` may span folders, any other capture is part of a name."""
    return _BRACES.sub(lambda match: "**/*" if match[1] else "*", template)
