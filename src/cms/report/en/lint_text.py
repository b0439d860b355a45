"""English messages of the `lint/…` rules for text anywhere in a file."""

from __future__ import annotations

from cms.report.words import Messages

_REMOVE = "remove each, by typing the word where it hides again"

MESSAGES: Messages = {
    ("lint/mojibake", ""): (
        (
            "this file was read as {encoding} and saved like that: {wrong:code} should be {right:code}"
            " ({count:count broken place|broken places})"
        ),
        "go back to the original text, or run `cms fix`, which mends the whole file",
    ),
    ("lint/mojibake", "part"): (
        (
            "part of the text was read as {encoding}: {wrong:code} should be {right:code}"
            " ({count:count broken place|broken places})"
        ),
        "type these words again, or run `cms fix`, which mends them",
    ),
    ("lint/mojibake", "half"): (
        ("half of a misread letter is missing: {wrong:code} ({count:count broken letter|broken letters} in this file)"),
        "type this word again; nothing tells any more which letter it had",
    ),
    ("lint/mojibake", "lost"): (
        "a letter is lost: {wrong:code} ({count:count lost letter|lost letters} in this file)",
        "type this word again; nothing tells any more which letter it had",
    ),
    ("lint/invisible-character", ""): (
        "{count:count invisible character|invisible characters}: {character:code} ({name})",
        _REMOVE,
    ),
    ("lint/invisible-character", "zero-width-space"): (
        "{count:count invisible character|invisible characters}: zero-width space ({character:code})",
        _REMOVE,
    ),
    ("lint/invisible-character", "in-word"): (
        (
            "{count:count invisible character|invisible characters}: zero-width space ({character:code}),"
            " between two letters or digits"
        ),
        "remove the one that cuts a word, and write a space where two words touch",
    ),
    ("lint/invisible-character", "joiner"): (
        "{count:count invisible character|invisible characters}: joiner without width ({character:code})",
        _REMOVE,
    ),
    ("lint/invisible-character", "soft-hyphen"): (
        "{count:count invisible character|invisible characters}: soft hyphen ({character:code})",
        _REMOVE,
    ),
    ("lint/invisible-character", "mark"): (
        (
            "{count:count invisible character|invisible characters}: mark of a file's start ({character:code}),"
            " in the middle of the text"
        ),
        _REMOVE,
    ),
    ("lint/invisible-character", "line"): (
        "{count:count invisible character|invisible characters}: line break of another program ({character:code})",
        "write a space or a new line in the place of each",
    ),
    ("lint/invisible-character", "direction"): (
        (
            "{count:count invisible character|invisible characters}: mark of direction ({character:code}),"
            " in a line that reads from left to right"
        ),
        _REMOVE,
    ),
    ("lint/invisible-character", "tags"): (
        "{count:count invisible character|invisible characters}: hidden text that starts with {character:code}",
        _REMOVE,
    ),
    ("lint/not-nfc", ""): (
        (
            "in {word:code} the accent stands beside its letter ({count:count letter|letters} in all): it should be"
            " {character:code}, one character"
        ),
        "type this word again",
    ),
    ("lint/placeholder", ""): (
        "this paragraph is a placeholder: {text:code}",
        "write the real text, or remove this paragraph",
    ),
    ("lint/placeholder", "field"): (
        "this field holds a placeholder: {text:code}",
        "write the real text, or remove this field",
    ),
    ("lint/placeholder", "note"): (
        "{text:code} says that something is left to write here",
        "write it, then remove this note",
    ),
}
