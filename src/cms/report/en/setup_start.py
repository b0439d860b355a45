"""English messages of the rules `setup/start` and `setup/infer`: what `cms init` refuses."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("setup/start", ""): ("nothing was written, because {path:path} exists already", "choose another folder"),
    ("setup/start", "content"): (
        "nothing was written, because there are files in {folder:path} already: {path:path}",
        "start from them with `--from-existing {folder}`, or choose another folder",
    ),
    ("setup/start", "schemas"): (
        "nothing was written, because there are files in {folder:path} already: {path:path}",
        "move them away first, or choose another folder",
    ),
    ("setup/start", "file"): ("{path:path} is a file, not a folder", "choose another folder"),
    ("setup/start", "errors"): (
        "nothing was written: the new repository would have {count:count error|errors}",
        "correct that first",
    ),
    ("setup/start", "both"): (
        "`--collections` starts with new collections, `--from-existing` with those of your content: not both",
        "leave out one of the two",
    ),
    ("setup/start", "title"): (
        "the site's name is empty, or has several lines",
        'give one: `--name "My site"`',
    ),
    ("setup/start", "language"): ("{text:code} isn't a language", "write codes such as `fr,en`"),
    ("setup/start", "starter"): ("there is nothing called {name:code} to start with", "choose from {known:list}"),
    ("setup/infer", ""): ("no set-up can be inferred from {folder:path}", "name a folder of Markdown and YAML files"),
    ("setup/infer", "missing"): ("{folder:path} isn't a folder", "name a folder of Markdown and YAML files"),
    ("setup/infer", "outside"): (
        "{folder:path} isn't below {root:path}, where the repository is to be",
        (
            "start the repository around its content, in {above:path}; or copy the content into {root:path} first",
            "start the repository around its content, or copy the content into it first",
        ),
    ),
    ("setup/infer", "nothing"): (
        "{folder:path} holds no content: no YAML, JSON or Markdown with front matter below it",
        "name a folder of Markdown and YAML files",
    ),
}
