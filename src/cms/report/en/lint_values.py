"""English messages of the `lint/…` rules for single values of the data."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("lint/split-object", ""): (
        "a dash too many before the fields of one thing: {names:list} make {count:count item|items} instead of one",
        "keep the first dash, and put two spaces in the place of the others",
    ),
    ("lint/split-object", "single"): (
        "dashes too many before the fields of one thing: {names:list} make a list",
        "put a space in the place of each dash",
    ),
    ("lint/similar-key", ""): (
        "the field {name:code} isn't expected; it looks like {meant:code}, which is missing",
        "write {meant:code} if that is the field",
    ),
    ("lint/similar-key", "form"): (
        "the field {name:code} isn't expected; the name is {meant:code}",
        "write exactly {meant:code}",
    ),
    ("lint/duplicate-item", ""): (
        "{text:code} is in the list already",
        "remove one of the two",
    ),
    ("lint/duplicate-item", "alike"): (
        "{text:code} is in the list already, written {first:code}",
        "keep only one way to write it",
    ),
    ("lint/html-entity", ""): (
        "the HTML code {code:code} will be shown as it is",
        "write {character:code} in its place",
    ),
    ("lint/html-entity", "space"): (
        "the HTML code {code:code} will be shown as it is",
        "put a space in its place",
    ),
    ("lint/html-entity", "hidden"): (
        "the HTML code {code:code} will be shown as it is",
        "remove it: it stands for a character that can't be seen",
    ),
    ("lint/outer-space", "start"): (
        "the text {text:code} begins with spaces",
        "remove the spaces before the first word",
    ),
    ("lint/outer-space", "end"): (
        "the text {text:code} ends with spaces",
        "remove the spaces after the last word",
    ),
    ("lint/outer-space", "both"): (
        "the text {text:code} begins and ends with spaces",
        "remove the spaces before the first word and after the last",
    ),
    ("lint/outer-space", "blank"): (
        "this text has nothing but spaces",
        "write a text, or remove this field",
    ),
}
