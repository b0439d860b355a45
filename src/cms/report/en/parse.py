"""English messages of the `parse/…` rules: what a file must be to be read."""

from __future__ import annotations

from cms.report.words import Messages

_QUOTES = 'put the whole value in quotes: `"…"`'
_KEEP = 'to keep every digit, put it in quotes: `"…"`'

MESSAGES: Messages = {
    ("parse", ""): ("this can't be read", "compare it with another entry"),
    ("parse/encoding", ""): (
        ("this character isn't UTF-8 (byte `{byte}`)", "this character isn't UTF-8"),
        "save the file again, in the encoding UTF-8",
    ),
    ("parse/character", ""): ("the invisible character {character:code} isn't allowed", "remove it"),
    ("parse/character", "nul"): (
        "the invisible character {character:code} isn't allowed",
        "remove it; if they are everywhere, save the file again, as text",
    ),
    ("parse/character", "control"): (
        "the invisible character {character:code} isn't allowed",
        "remove it, best by typing again the word that hides it",
    ),
    ("parse/character", "surrogate"): (
        "{character:code} is only half a character",
        "put the character itself in place of this code",
    ),
    ("parse/character", "pair"): (
        "this character is written as a double code, which means nothing in YAML",
        "write the character itself: {character:code}",
    ),
    ("parse/conflict", ""): (
        "Git has left two versions of the same lines here",
        "keep the right one, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`",
    ),
    ("parse/size", ""): ("the file is {size:size}; the limit is {limit:limit}", "split it into several entries"),
    ("parse/size", "file"): ("the file is {size:size}; the limit is {limit:limit}", "split it into several entries"),
    ("parse/size", "data"): (
        "the fields are {size:size}; the limit is {limit:limit}",
        "shorten the longest, or share them out between several entries",
    ),
    ("parse/front-matter", ""): (
        "the front matter isn't between two lines `---`",
        "write a line `---` before the fields and another after them",
    ),
    ("parse/front-matter", "missing"): (
        "the file doesn't begin with a line `---`",
        "write `---` on the first line, then the fields, then another line `---`",
    ),
    ("parse/front-matter", "late"): (
        "there are empty lines before the first line `---`",
        "remove them: the file must begin with `---`",
    ),
    ("parse/front-matter", "almost"): (
        "this line should be `---`, three hyphens",
        "put `---` in its place, with nothing else on the line",
    ),
    ("parse/front-matter", "toml"): (
        "the front matter is TOML, which isn't read",
        "write it as YAML, between two lines `---`, with `title: …` in place of `title = …`",
    ),
    ("parse/front-matter", "unterminated"): (
        "the front matter isn't closed: a second line `---` is missing",
        "add a line `---` between the fields and the text",
    ),
    # --- YAML
    ("parse/yaml", ""): (
        "this line isn't valid YAML",
        'write `name: value`, and put the value in quotes (`"…"`) if it holds `: ` or ` #`',
    ),
    ("parse/yaml", "alias"): ("a value that begins with {character:code} must be in quotes", _QUOTES),
    ("parse/yaml", "apostrophe-inside"): (
        "this apostrophe closes the value, which goes on after it",
        "write `’` in its place, or double it: `''`",
    ),
    ("parse/yaml", "block-text"): (
        "the text that {character:code} announces must begin on the next line",
        "begin a new line after {character:code}, and indent the text by two spaces",
    ),
    ("parse/yaml", "bracket"): (
        "{bracket:code} closes nothing here",
        'remove it, or put the whole value in quotes: `"…"`',
    ),
    ("parse/yaml", "character"): ("a value that begins with {character:code} must be in quotes", _QUOTES),
    ("parse/yaml", "colon"): ("a value that holds a colon and a space must be in quotes", _QUOTES),
    ("parse/yaml", "comma"): (
        "a comma is missing after this item",
        'add it; if the brackets are part of the text, put all of it in quotes: `"…"`',
    ),
    ("parse/yaml", "dash"): (
        "a dash can't begin an item here",
        "write each item on a line of its own, below the list's name",
    ),
    ("parse/yaml", "empty-item"): ("an item is missing before this comma", "remove this comma"),
    ("parse/yaml", "escape"): ("{escape:code} means nothing in double quotes", "double the backslash: `\\\\`"),
    ("parse/yaml", "indent"): (
        "this line isn't indented like its neighbours",
        "align it with the lines of the same level, at two spaces a level",
    ),
    ("parse/yaml", "missing-colon"): (
        "this line is neither a field (`name: value`) nor an item of a list (`- value`)",
        "if it continues the line above, indent it by two more spaces",
    ),
    ("parse/yaml", "missing-space"): (
        "an ordinary space is missing after {character:code}",
        "add it with the space bar",
    ),
    ("parse/yaml", "quote-inside"): (
        "this quote closes the value, which goes on after it",
        'put a backslash before each quote that is part of the text: `\\"`',
    ),
    ("parse/yaml", "unclosed-bracket"): (
        "{bracket:code} is never closed",
        ('add {closing:short} at the end; if it is part of the text, put all of it in quotes: `"…"`', _QUOTES),
    ),
    ("parse/yaml", "unclosed-quote"): ("this quote is never closed", "add {quote:code} at the end of the value"),
    ("parse/tab", ""): ("this line is indented with a tab", "use spaces in its place, two a level"),
    ("parse/json", ""): ("this isn't valid JSON", "check the commas, quotes and braces around this place"),
    ("parse/json", "colon"): ("a colon is missing after the field's name", "add it"),
    ("parse/json", "comma"): ("a comma is missing before this place", "add it after the item before"),
    ("parse/json", "comment"): ("a JSON file can't hold a comment", "remove it"),
    ("parse/json", "escape"): ("{escape:code} means nothing in a text", "double the backslash: `\\\\`"),
    ("parse/json", "extra"): ("something stands after the end of the fields", "remove it"),
    ("parse/json", "name"): ("a field's name is missing here", 'write it in double quotes: `"name": …`'),
    ("parse/json", "quotes"): ("a text must be in double quotes", 'write `"…"`'),
    ("parse/json", "tab"): ("a text can't hold a tab", "put a space in its place"),
    ("parse/json", "trailing-comma"): ("nothing follows this comma", "remove it"),
    ("parse/json", "unclosed-bracket"): ("{bracket:code} is never closed", "add {closing:code} at the end"),
    ("parse/json", "unclosed-string"): (
        "this quote isn't closed at the end of the line",
        'add `"` at the end of the text; a new line is written `\\n`',
    ),
    ("parse/json", "value"): ("a value is missing here", 'write a text in double quotes (`"…"`) or a number'),
    ("parse/duplicate-key", ""): (
        ("the field {key:code} is already on line {line}", "the field {key:code} is written twice"),
        "keep only one",
    ),
    ("parse/tag", ""): (
        "`{tag}` isn't allowed before a value",
        'remove it, or put the whole value in quotes: `"…"`',
    ),
    ("parse/alias", ""): ("`*{name}` is read as an alias, not as text", 'put the value in quotes: `"*{name}"`'),
    ("parse/alias", "collection"): (
        "`*{name}` repeats a list or a group of fields, which isn't allowed",
        "copy here what stands after `&{name}`",
    ),
    ("parse/alias", "unknown"): (
        "`*{name}` is read as an alias, and there is no `&{name}`",
        'if the asterisk is part of the text, put the whole value in quotes: `"…"`',
    ),
    ("parse/key", ""): ("a field's name must be plain text", "write a name, a colon, a space and the value"),
    ("parse/key", "complex"): (
        "a field's name must be plain text, not a list or a group of fields",
        'if this is a value, put it in quotes: `"…"`',
    ),
    ("parse/key", "empty"): (
        "a field's name is missing before the colon",
        'write the name; if this is a value, put it in quotes: `"…"`',
    ),
    ("parse/key", "order"): (
        "{key:code} and {other:code} can't stand together: programs don't agree on their order",
        "rename one of these fields",
    ),
    ("parse/documents", ""): (
        "a second line `---` or `...` cuts the file in two",
        "remove it, or make another file of what follows it",
    ),
    ("parse/depth", ""): ("more than {limit:count level|levels} are nested here", "use fewer"),
    ("parse/depth", "data"): (
        "more than {limit:count level|levels} of lists and fields are nested here",
        "use fewer",
    ),
    ("parse/depth", "body"): (
        "more than {limit:count level|levels} of quotations and lists are nested here",
        "use fewer",
    ),
    ("parse/number", ""): (
        "the number {text:code} can't be published as it is",
        _KEEP,
    ),
    ("parse/number", "integer"): (
        "the number {text:code} is too large to be published without loss",
        _KEEP,
    ),
    ("parse/number", "float"): (
        "the number {text:code} is too large or too small to be published without loss",
        _KEEP,
    ),
    ("parse/number", "not-finite"): (
        "{text:code} isn't a number that can be published",
        'write a number in digits, or put the word in quotes: `"…"`',
    ),
    ("parse/mapping", ""): (
        ("fields must stand here; it is {type:kind}", "fields must stand here"),
        "write one field a line: its name, a colon, a space, its value",
    ),
}
