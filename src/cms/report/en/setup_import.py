"""English messages of what `cms import` refuses: mappings, sources and reports."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("setup/import-format", ""): (
        "there is no mapping {name:code} in the folder `imports`",
        (
            "write `imports/{name}.yml`, or use one that is there: {known:list}",
            "write `imports/{name}.yml`, as docs/import.md says",
        ),
    ),
    ("setup/import-split", ""): (
        "the mapping {map:code} has no split {name:code}",
        "use another: {known:list}",
    ),
    ("setup/import-pattern", ""): (
        "{text:code} is no regular expression: {reason:clause}",
        "mend the expression",
    ),
    ("setup/import-name", "collection"): (
        "there is no collection {name:code} in `cms.yml`",
        "write one of its collections: {known:list}",
    ),
    ("setup/import-name", "field"): (
        "the collection’s schema has no field {name:code}",
        "write one of its fields: {known:list}",
    ),
    ("setup/import-name", "table"): (
        "there is no table {name:code} in this mapping",
        ("write one of its tables: {known:list}", "declare it under `tables`"),
    ),
    ("setup/import-name", "part"): (
        "{name:code} isn't one of the `fields` here",
        ("write one of them: {known:list}", "declare it under `fields`"),
    ),
    ("setup/invalid", "import"): (
        "{count:count error|errors} in {path:path}",
        "mend them before you import",
    ),
    ("setup/import-source", ""): ("can't import {source:path}", "check this file"),
    ("setup/import-source", "missing"): ("there is nothing at {source:path}", "check this path"),
    ("setup/import-source", "unreadable"): (
        ("can't read {source:path}: {reason:clause}", "can't read {source:path}: it is neither a file nor a folder"),
        "give a file, a folder or an archive that can be read",
    ),
    ("setup/import-source", "not-archive"): (
        "{source:path} isn't the archive that its name says it is",
        "make the export again, or unpack it and give the folder",
    ),
    ("setup/import-source", "too-many"): (
        "{source:path} holds more than {limit:count file|files}",
        "import one part of it after the other",
    ),
    ("setup/import-source", "too-large"): (
        "{source:path} would unpack to more than {limit:size}",
        "unpack it yourself if you trust it, and give the folder",
    ),
    ("setup/import-source", "ratio"): (
        "{source:path} would unpack to far more than an honest archive does: it may be an attack",
        "unpack it yourself if you trust it, and give the folder",
    ),
    ("setup/import-source", "encrypted"): (
        "the files in {source:path} are encrypted",
        "unpack it yourself with its password, and give the folder",
    ),
    ("setup/import-source", "damaged"): (
        "the archive {source:path} is damaged or incomplete",
        "download it or make the export again",
    ),
    ("setup/import-source", "repository"): (
        "{source:path} holds the repository itself, into which it is to be imported",
        "give the export of the other system",
    ),
    ("setup/import-source", "content"): (
        "{source:path} is part of the repository's content, or holds it",
        "give the export of the other system, and keep it outside of the content's folders",
    ),
    ("setup/import-report", "other"): (
        "{path:path} is there and is no report of an import: it would be lost",
        "give another name with `--report`",
    ),
    ("setup/import-report", "content"): (
        "the report {path:path} would be among the content, where it doesn't belong",
        "give a name outside of the content's folders with `--report`",
    ),
    ("setup/import-report", "source"): (
        "the report {path:path} would be among the files to import",
        "give a name outside of the source with `--report`",
    ),
}
