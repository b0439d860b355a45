"""English messages of the rules `setup/schema-…` and `setup/config`: what is wrong with schemas and cms.yml."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("setup/schema-missing", ""): (
        ("there is no schema {schema:path} for the collection {collection:code}", "there is no schema {schema:path}"),
        "add this file, or correct its name in `cms.yml`",
    ),
    ("setup/schema-invalid", ""): ("the schema {schema:path} isn't valid", "correct it as JSON Schema 2020-12 asks"),
    ("setup/schema-invalid", "value"): (
        ("`{keyword}` must be {expected:form}", "{expected:form} must stand here"),
        "correct this value",
    ),
    ("setup/schema-invalid", "unsupported"): (
        "`{keyword}` isn't supported here",
        "use `$ref` to `#/$defs/…` or to a file beside this one",
    ),
    ("setup/schema-invalid", "target"): (
        "`x-reference` names the collection {target:code}, which doesn't exist",
        "use a collection of `cms.yml`: {known:list}",
    ),
    ("setup/schema-invalid", "dialect"): (
        "this schema is written for {found:path}",
        "rewrite it for {expected:path}, the only version that is understood",
    ),
    ("setup/schema-invalid", "keyword"): (
        "`{keyword}` isn't a known keyword, and has no effect",
        "remove it, or let its name begin with `x-`",
    ),
    ("setup/schema-invalid", "pattern"): ("the regular expression {pattern:code} isn't valid", "correct it"),
    ("setup/schema-invalid", "loop"): (
        "this `$ref` leads back to itself, and checks nothing",
        "make it lead to another definition",
    ),
    ("setup/schema-invalid", "compile"): (
        ("the schema {schema:path} isn't valid: `{keyword}`", "the schema {schema:path} isn't valid"),
        "correct it as JSON Schema 2020-12 asks",
    ),
    ("setup/schema-ref", ""): (
        "the reference {ref:path} leads nowhere",
        "correct it: the name of a file in the same folder, then `#/$defs/…`",
    ),
    ("setup/schema-ref", "remote"): (
        "the reference {ref:path} leads to the network, where nothing is ever read",
        "copy that schema into the folder of schemas, and refer to it by its file's name",
    ),
    ("setup/schema-ref", "outside"): (
        "the reference {ref:path} leaves the folder of schemas, and nothing is read outside it",
        "copy that schema into the folder, and refer to it by its file's name",
    ),
    ("setup/schema-ref", "missing"): (
        "the reference {ref:path} leads to a file that doesn't exist",
        "add this file, or correct its name",
    ),
    ("setup/schema-ref", "nowhere"): (
        "the reference {ref:path} leads to a place that doesn't exist in its file",
        "add this definition there, or correct what follows `#`",
    ),
    ("setup/config", ""): ("the value {text:code} doesn't fit", "correct it in `cms.yml`"),
    ("setup/config", "template-extension"): (
        "{text:code} doesn't have an extension that is known",
        "end with `.md`, `.yml`, `.yaml` or `.json`",
    ),
    ("setup/config", "template-outside"): (
        "{text:code} leaves the content folder",
        "write a path from that folder, without `..` and without a first `/`",
    ),
    ("setup/config", "template-braces"): (
        "the braces of {text:code} aren't well formed",
        "put a name into them, each only once, as in `posts/{{date}}-{{slug}}.md`",
    ),
    ("setup/config", "folder-outside"): (
        "{text:code} leaves the repository",
        "write a path from the folder of `cms.yml`, without `..`",
    ),
    ("setup/config", "timezone"): (
        "{text:code} isn't a time zone that is known",
        "write a name such as `Europe/Paris`",
    ),
    ("setup/config", "url-capture"): (
        "the address {text:code} uses `{{{capture}}}`, which the files' path doesn't give",
        "use {known:or}",
    ),
    ("setup/config", "publish-field"): (
        "the publication depends on the field {text:code}, which the schema doesn't know",
        "use a field of the schema: {known:list}",
    ),
    ("setup/config", "rule"): (
        "there is no rule {text:code} to be set",
        "use one of the rules that `docs/rules` describes, whose names begin with `lint/`",
    ),
    ("setup/config", "rule-option"): (
        "the rule {rule:code} has no option {text:code}",
        "use one of its own: {known:list}",
    ),
    ("setup/config", "rule-value"): ("the option {text:code} of {rule:code} must be {kind:form}", "write {kind:form}"),
    ("setup/config", "order-field"): (
        "the order uses the field {text:code}, which the schema doesn't know",
        "use a field of the schema: {known:list}",
    ),
    ("setup/config", "language"): (
        (
            "the site's language {lang:code} isn't among its languages",
            "the site's language {text:code} isn't among its languages",
        ),
        "add it to `languages`",
    ),
    ("setup/config", "media-url"): (
        "{text:code} can't be the address of images and files",
        "write a path such as `/media`",
    ),
}
