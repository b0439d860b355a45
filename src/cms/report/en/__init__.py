"""English: the words of its sentences. The messages stand in a module for each family of rules."""

from __future__ import annotations

from cms.report.words import Words


def _is_one(count: int) -> bool:
    return abs(count) == 1


def _typeset(text: str) -> str:
    return text


WORDS = Words(
    severities={"error": "error", "warning": "warning", "info": "info"},
    help="help: ",
    note="note: ",
    see="see also {place}",
    until="goes on to line {line}",
    suggestion="did you mean {suggestion:code}?",
    generic="the rule {rule:code} isn't met",
    item="item {position} of {name:code}",
    file="the file's content",
    either="or",
    more="{count} more",
    types={
        "string": "text",
        "number": "a number",
        "integer": "a whole number",
        "boolean": "`true` or `false`",
        "array": "a list",
        "object": "a group of fields",
        "null": "empty",
    },
    kinds={
        "string": "text",
        "number": "a number with decimals",
        "integer": "a number",
        "boolean": "a yes/no value",
        "array": "a list",
        "object": "a group of fields",
        "null": "empty",
    },
    formats={
        "date": "a date such as `2026-11-24`",
        "date-time": "a date and time such as `2026-11-24T09:00:00+01:00`",
        "time": "a time such as `09:00:00+01:00`",
        "duration": "a duration such as `P3D`",
        "email": "an e-mail address such as `contact@example.org`",
        "idn-email": "an e-mail address such as `contact@example.org`",
        "hostname": "a domain name such as `example.org`",
        "idn-hostname": "a domain name such as `example.org`",
        "ipv4": "an IP address such as `192.0.2.1`",
        "ipv6": "an IP address such as `2001:db8::1`",
        "uri": "a full address such as `https://example.org/page`",
        "iri": "a full address such as `https://example.org/page`",
        "uri-reference": "an address or a path such as `/media/photo.png`",
        "iri-reference": "an address or a path such as `/media/photo.png`",
        "uuid": "an identifier such as `123e4567-e89b-42d3-a456-426614174000`",
    },
    forms={
        "any": "a value",
        "asset": "`image` or `file`",
        "boolean": "`true` or `false`",
        "count": "a whole number, 0 or more",
        "list": "a list",
        "mapping": "a group of fields",
        "number": "a number",
        "positive": "a number above 0",
        "reference": "the name of a collection or a list of such names",
        "schema": "a schema",
        "schemas": "a list of schemas",
        "schemas-by-name": "schemas by name",
        "text": "text",
        "texts": "a list of texts that all differ",
        "texts-by-name": "lists of texts by name",
        "types": "string, number, integer, boolean, array, object or null, or a list of these",
    },
    visibility={
        "draft": "is a draft",
        "scheduled": "appears later",
        "expired": "disappears earlier",
        "published": "isn't visible",
    },
    captures={"date": "YYYY-MM-DD", "slug": "title", "lang": "language"},
    units=("kB", "MB"),
    thousands=",",
    decimal=".",
    and_then="; ",
    summary={
        "checked": "{files:count file|files} checked: ",
        "errors": "{errors:count error|errors}",
        "warnings": "{warnings:count warning|warnings}",
        "remarks": "{remarks:count remark|remarks}",
        "unsaid": "{unsaid:count remark|remarks} (`--info` shows them)",
        "mendable": "; `cms fix` can mend {count:number}",
        "clean": "no errors",
        "fixed": "{fixes:count defect|defects} fixed in {files:count file|files}",
        "fixable": "{fixes:count defect|defects} would be fixed in {files:count file|files}",
        "nothing-to-fix": "nothing to fix automatically",
        "left": "to be fixed by hand: the fix would change something else",
        "meanwhile": "another program has just changed this file; nothing in it was touched",
        "exported": "{entries:count entry|entries} exported to {folder:path}: ",
        "written": "{written:count file|files} written",
        "unchanged": "{unchanged:number} unchanged",
        "deleted": "{deleted:number} deleted",
        "stopped": "nothing was written to {folder:path}: {count:count problem|problems} to solve first",
        "level": "level",
        "rule": "rule",
        "count": "number",
        "unannotated": "{count:count diagnostic has|diagnostics have} no annotation: GitHub shows ten of each level",
        "unlisted": "{count:count diagnostic isn't|diagnostics aren't} listed here; `cms check` shows them all",
        "interrupted": "interrupted",
    },
    is_one=_is_one,
    typeset=_typeset,
)
