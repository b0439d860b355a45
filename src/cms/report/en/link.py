"""English messages of the `link/…` rules: what names something else must lead somewhere."""

from __future__ import annotations

from cms.report.words import Messages

_PUBLISH = (
    "publish {draft:code}, or remove this reference",
    "publish {id:code} for as long as this entry, or remove this reference",
)

MESSAGES: Messages = {
    ("link", ""): ("this link isn't right", "correct or remove it"),
    ("link/unknown", ""): (
        "{name:code} refers to {id:code}, which doesn't exist in {targets:or}",
        "correct the id, or add the entry in the same change",
    ),
    ("link/unknown", "case-only"): (
        "{name:code} refers to {id:code}, whose capitals are wrong",
        "write the id exactly as its file's name is",
    ),
    ("link/unknown", "collection"): (
        "{name:code} refers to {id:code} without saying whether it is in {targets:or}",
        "put the collection in front, as in {example:code}",
    ),
    ("link/hidden", ""): (
        "{name:code} refers to {id:code}, which {visibility:visibility}: it will be left out",
        _PUBLISH,
    ),
    ("link/hidden", "list"): (
        "{name:code} refers to {id:code}, which {visibility:visibility}: this item will be left out",
        _PUBLISH,
    ),
    ("link/hidden", "field"): (
        "{name:code} refers to {id:code}, which {visibility:visibility}: this field will be left out",
        _PUBLISH,
    ),
    ("link/hidden", "object"): (
        "{name:code} refers to {id:code}, which {visibility:visibility}: the whole item will be left out",
        _PUBLISH,
    ),
    ("link/hidden", "required"): (
        "{name:code} is required, but refers to {id:code}, which {visibility:visibility}",
        (
            "publish {draft:code}, or name an entry that is published",
            "publish {id:code} for as long as this entry, or name another",
        ),
    ),
    ("link/hidden-link", ""): (
        "this link leads to {id:code}, which {visibility:visibility}: only its text will be published",
        (
            "publish {draft:code}, or remove the link",
            "publish {id:code} for as long as this entry, or remove the link",
        ),
    ),
    ("link/deleted", ""): (
        ("{name:code} refers to {id:code}, whose file has been deleted", "{id:code}, named here, has been deleted"),
        "name another entry, or bring the file back",
    ),
    ("link/duplicate-id", ""): (
        "the id {id:code} is already used by {other:path}",
        "rename one of the two files; capitals aren't enough to tell them apart",
    ),
    ("link/duplicate-url", ""): (
        "the address {url:code} is already used by {other:path}",
        "rename one of the two files",
    ),
    ("link/duplicate-value", ""): (
        "{name:code} is {value:value}, as in {other:path}",
        "change one of the two values: each may be used only once",
    ),
    ("link/missing-file", ""): (
        "there is no file {url:code}",
        "add it, or correct its name, capitals and accents included",
    ),
    ("link/dead-link", ""): (
        "no page has the address {url:code}",
        "correct the address, or link to the entry's file",
    ),
    ("link/outside", ""): (
        "{url:code} is outside the folder of images and files",
        "put the file into that folder, and name it as other entries do",
    ),
    ("link/scheme", ""): (
        "an address that begins with `{scheme}:` isn't allowed",
        "give an `https://` address, or remove the link",
    ),
    ("link/stray-file", ""): (
        "this file is in no collection",
        ("move or rename it, to be like {templates:paths}", "move or rename it"),
    ),
    ("link/stray-file", "extension"): (
        "this file doesn't have the extension of the other entries of its folder",
        ("rename it, to be like {templates:paths}", "rename it"),
    ),
    ("link/file-name", ""): ("the name {name:code} isn't allowed", "rename the file"),
    ("link/file-name", "unsafe"): (
        "the name {name:code} isn't allowed: some computers refuse it",
        "use letters, digits and dashes only",
    ),
    ("link/file-name", "normalisation"): (
        "the accents in the name {name:code} are stored in a way that some computers don't recognise",
        "rename the file, without accents",
    ),
    ("link/symlink", ""): (
        ("this file is only a link to {target:code}", "this file is only a link to another"),
        "put the file itself in its place",
    ),
}
