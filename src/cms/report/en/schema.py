"""English messages of the `schema/…` rules: what a value must be."""

from __future__ import annotations

from cms.report.words import Messages

_QUOTES = 'put the value in quotes: `"…"`'
_LIKE_ANOTHER = "do as another entry does in the same field"
_MUST_BE = (
    "{subject} must be {types:types}; {found:short} is {found_type:kind}",
    "{subject} must be {types:types}; it is {found_type:kind}",
)

MESSAGES: Messages = {
    ("schema", ""): ("{subject} doesn't follow the content model", _LIKE_ANOTHER),
    ("schema/required", ""): (
        ("the field {property:code} is missing in {parent}", "the field {property:code} is missing"),
        "add a line `{property}: …`",
    ),
    ("schema/required", "draft"): (
        ("the field {property:code} is missing in {parent}", "the field {property:code} is missing"),
        "add a line `{property}: …` before you publish",
    ),
    ("schema/additionalProperties", ""): (
        ("there is no field {property:code} in {parent}", "there is no field {property:code} here"),
        ("remove this field, or give it one of these names: {known:list}", "remove this field"),
    ),
    ("schema/enum", ""): (
        "{subject} must be one of {options:list}; it is {found:written}",
        "pick one of these values, spelled exactly so",
    ),
    ("schema/enum", "single"): ("{subject} must be {options:or}; it is {found:written}", "write {options:or}"),
    ("schema/const", ""): ("{subject} must be {expected:value}; it is {found:written}", "write {expected:value}"),
    # --- Types
    ("schema/type", ""): ("{subject} must be {types:types}; it is {found_type:kind}", _LIKE_ANOTHER),
    ("schema/type", "null"): (
        "{subject} is empty; it must be {types:types}",
        "give it a value, or remove the field where it isn't required",
    ),
    ("schema/type", "text"): (_MUST_BE, ("put the value in quotes: {suggestion:code}", _QUOTES)),
    ("schema/type", "text-list"): (
        "{subject} must be {types:types}; it is a list",
        "write a single value, without dash or brackets",
    ),
    ("schema/type", "text-object"): (
        "{subject} must be {types:types}; it is a group of fields",
        'if the value holds a colon and a space, or braces, put it in quotes: `"…"`',
    ),
    ("schema/type", "array"): (
        _MUST_BE,
        ("make a list of it: {suggestion:code}", "write one item a line, each after a dash and a space: `- …`"),
    ),
    ("schema/type", "object"): (_MUST_BE, "write its fields on the next lines, each after two spaces"),
    ("schema/type", "integer"): (
        (
            "{subject} must be {types:types}; it is {found:short}",
            "{subject} must be {types:types}; it is {found_type:kind}",
        ),
        "write a number without decimals",
    ),
    ("schema/type", "number"): (
        _MUST_BE,
        ("write {suggestion:code}, without quotes", "write the number in digits, without quotes or unit"),
    ),
    ("schema/type", "boolean"): (
        _MUST_BE,
        ("write {suggestion:code}, without quotes", "write `true` or `false`, without quotes"),
    ),
    # --- Forms
    ("schema/format", ""): (
        (
            "{subject} must be {format:formats}; it is {found:written}",
            "{subject} doesn't have the form that is asked for; it is {found:written}",
        ),
        "write the value in this form",
    ),
    ("schema/format", "date"): (
        "{subject} must be {format:formats}; it is {found:written}",
        "write year, month and day in digits, with dashes between them",
    ),
    ("schema/format", "no-such-date"): ("there is no such date as {found:code}", "check the month and the day"),
    ("schema/format", "date-time"): (
        "{subject} must be {format:formats}; it is {found:written}",
        "write the date, a `T`, the time and its offset: `Z` for UTC, or `+01:00`",
    ),
    ("schema/format", "iri"): (
        "{subject} must be {format:formats}; it is {found:written}",
        "begin with `https://`, and leave no spaces",
    ),
    ("schema/format", "iri-reference"): (
        "{subject} must be {format:formats}; it is {found:written}",
        "remove spaces and signs such as `<`, `>` or `|`",
    ),
    ("schema/pattern", ""): (
        "{subject} doesn't have the form that is asked for; it is {found:written}",
        ("what is asked for: {description:clause}", "match the pattern {pattern:code}"),
    ),
    ("schema/reference", ""): (
        "{subject} must have the form {value:wrapper}; it is {found:written}",
        "write {value:wrapper}, with the entry's id in place of the dots",
    ),
    ("schema/template", ""): (
        (
            "{name:code} is {found:written}, but the file's name says {capture:code}",
            "{name:code} must be {capture:code}, as the file's name says",
        ),
        "write {capture:code} here, or rename the file",
    ),
    # --- Sizes
    ("schema/minLength", ""): (
        "{subject} has {found:count character|characters}; the minimum is {limit:number}",
        "make it longer by at least {excess:count character|characters}",
    ),
    ("schema/minLength", "empty"): (
        "{subject} is empty",
        "give it a value, or remove the field where it isn't required",
    ),
    ("schema/maxLength", ""): (
        "{subject} has {found:count character|characters}; the limit is {limit:number}",
        "shorten it by at least {excess:count character|characters}",
    ),
    ("schema/minItems", ""): (
        "{subject} has {found:count item|items}; the minimum is {limit:number}",
        "add {excess:number} more",
    ),
    ("schema/minItems", "empty"): (
        "{subject} is empty; it must have at least {limit:count item|items}",
        "add {excess:number}, each on a line after a dash and a space: `- …`",
    ),
    ("schema/minItems", "draft"): (
        "{subject} has {found:count item|items}; the minimum is {limit:number}",
        "add {excess:number} more before you publish",
    ),
    ("schema/minItems", "empty-draft"): (
        "{subject} is empty; it must have at least {limit:count item|items}",
        "add {excess:number} before you publish",
    ),
    ("schema/maxItems", ""): (
        "{subject} has {found:count item|items}; the limit is {limit:number}",
        "remove {excess:number}",
    ),
    ("schema/minProperties", ""): (
        "{subject} has {found:count field|fields}; the minimum is {limit:number}",
        "add {excess:number} more",
    ),
    ("schema/maxProperties", ""): (
        "{subject} has {found:count field|fields}; the limit is {limit:number}",
        "remove {excess:number}",
    ),
    ("schema/minimum", ""): ("{subject} must be at least {limit}; it is {found:written}", "write {limit} or more"),
    ("schema/maximum", ""): ("{subject} must be at most {limit}; it is {found:written}", "write {limit} or less"),
    ("schema/exclusiveMinimum", ""): (
        "{subject} must be more than {limit}; it is {found:written}",
        "write a number above {limit}",
    ),
    ("schema/exclusiveMaximum", ""): (
        "{subject} must be less than {limit}; it is {found:written}",
        "write a number below {limit}",
    ),
    ("schema/multipleOf", ""): (
        "{subject} must be a multiple of {limit}; it is {found:written}",
        "write a multiple of {limit}",
    ),
    ("schema/uniqueItems", ""): (
        (
            "{found:short} is in {name:code} already, on line {line}",
            "this item is in {name:code} already, on line {line}",
            "{name:code} holds the same item twice",
        ),
        "remove one of the two",
    ),
    # --- Alternatives and conditions
    ("schema/anyOf", ""): ("{subject} has none of the forms that are allowed", _LIKE_ANOTHER),
    ("schema/anyOf", "formats"): (
        "{subject} must be {formats:formats}; it is {found:written}",
        "write the value in one of these forms",
    ),
    ("schema/oneOf", ""): ("{subject} has none of the forms that are allowed", _LIKE_ANOTHER),
    ("schema/oneOf", "several"): (
        "{subject} has several of the forms that are allowed, and may have only one",
        "keep one, as another entry does",
    ),
    ("schema/not", ""): ("{subject} has a value that isn't allowed", _LIKE_ANOTHER),
    ("schema/dependentRequired", ""): (
        "the field {property:code} is missing; it is required because {because:code} is there",
        "add a line `{property}: …`, or remove {because:code}",
    ),
    ("schema/contains", ""): ("{subject} lacks an item that it must have", _LIKE_ANOTHER),
    ("schema/propertyNames", ""): (
        (
            "{name:code} can't be the name of a field in {parent}",
            "{name:code} can't be a field's name",
        ),
        "change the name of this field",
    ),
    ("schema/false", ""): ("{subject} isn't allowed here", "remove this field"),
}
