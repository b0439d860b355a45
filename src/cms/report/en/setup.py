"""English messages of the `setup/…` rules: wrong use and wrong set-up, told to who maintains the repository."""

from __future__ import annotations

from cms.report.en import setup_config, setup_import, setup_start
from cms.report.words import Messages

_OTHER_FOLDER = "choose another folder with `--output`"

MESSAGES: Messages = {
    **setup_start.MESSAGES,
    **setup_config.MESSAGES,
    **setup_import.MESSAGES,
    ("setup", ""): ("the repository's set-up isn't right", "read `cms explain {rule}`"),
    ("setup/no-config", ""): (
        "there is no `cms.yml` in {folder:path} or in the folders above it",
        "go to the content's repository, or name it with `-C`",
    ),
    ("setup/invalid", ""): ("{count:count error|errors} in `cms.yml` or in the schemas", "correct them first"),
    ("setup/no-git", ""): (
        "{folder:path} isn't in a Git repository",
        "leave out `--staged` or `--ref`, or make a repository with `git init`",
    ),
    ("setup/unknown-ref", ""): (
        "Git knows no revision {ref:code}",
        "give a commit, branch or tag that `git log --all` shows",
    ),
    ("setup/git", ""): (
        ("the command {command:code} failed: {reason:clause}", "the command {command:code} failed"),
        "run it by hand to see more",
    ),
    ("setup/output", ""): ("the folder {folder:path} can't take the export", _OTHER_FOLDER),
    ("setup/output", "not-empty"): (
        "the folder {folder:path} holds something other than an export",
        "empty it, or choose another with `--output`",
    ),
    ("setup/output", "inside"): (
        "the folder {folder:path} overlaps those of the repository, which an export could damage",
        _OTHER_FOLDER,
    ),
    ("setup/output", "file"): ("{folder:path} is a file, not a folder", _OTHER_FOLDER),
    ("setup/output", "symlink"): (
        "{path:path} is a symbolic link: an export doesn't write through it",
        "remove it, or choose another folder with `--output`",
    ),
    ("setup/output", "foreign"): (
        "{path:path} wasn't written by an export, and would be replaced",
        "move it away, or choose another folder with `--output`",
    ),
    ("setup/output", "preview"): (
        "the folder {folder:path} holds a preview, which a published export doesn't replace",
        _OTHER_FOLDER,
    ),
    ("setup/output", "preview-False"): (
        "the folder {folder:path} holds a published export, which a preview doesn't replace",
        _OTHER_FOLDER,
    ),
    ("setup/output", "locked"): ("another export is writing to {folder:path} now", "wait until it has finished"),
    ("setup/output", "full"): ("there is no room left on the disk for {folder:path}", "make room, then try again"),
    ("setup/output", "unwritable"): (
        ("can't write to {folder:path} ({reason})", "can't write to {folder:path}"),
        _OTHER_FOLDER,
    ),
    ("setup/output", "unwritable-permission"): (
        "you don't have permission to write to {folder:path}",
        "change the folder's permissions, or choose another with `--output`",
    ),
    ("setup/output", "unwritable-read-only"): ("{folder:path} is on a read-only disk", _OTHER_FOLDER),
    ("setup/output", "unwritable-file"): (
        "a file takes the place of a folder on the way to {folder:path}",
        "move it away, or choose another folder with `--output`",
    ),
    ("setup/output", "unwritable-folder"): (
        "a folder takes the place of one of the export's files in {folder:path}",
        "move it away, or choose another folder with `--output`",
    ),
    ("setup/output", "unwritable-name-too-long"): (
        "the path of one of the export's files is too long in {folder:path}",
        "choose a folder with a shorter path with `--output`",
    ),
    ("setup/path", ""): ("no file of the content is called {path:path}", "check this path"),
    ("setup/path", "outside"): ("there is nothing to check in {path:path}", "name files or folders of {content:path}"),
    ("setup/exists", ""): ("{path:path} exists already", "give another title, or edit that file"),
    ("setup/collection", ""): ("there is no collection {name:code}", "choose one of {known:list}"),
    ("setup/title", ""): ("a title is missing", 'write it after the collection: `cms new posts "A title"`'),
    ("setup/slug", ""): ("no file name can be made of the title {title:code}", "give one: `--set slug=a-name`"),
    ("setup/assignment", ""): (
        "`--set` takes a field and its value; it was given {text:code}",
        "write `--set field=value`",
    ),
    ("setup/field", ""): (
        ("the field {name:code} is missing, which is one of {choices:list}", "the field {name:code} is missing"),
        "give it: `--set {name}=…`",
    ),
    ("setup/name", ""): (
        (
            "the path {path:path} doesn't follow the template {template:code}",
            "the path {path:path} follows no template",
        ),
        "change the title, or what `--set` gives",
    ),
    ("setup/draft", ""): (
        "nothing was written: the new entry would have {count:count error|errors}",
        "give good values with `--set`",
    ),
    ("setup/unwritable", ""): (
        ("can't write {path:path}: {reason:clause}", "can't write {path:path}"),
        "check the folder's permissions",
    ),
    ("setup/unwritable", "is-folder"): (
        "nothing was written: a folder stands where the file {path:path} is to be",
        "rename or move this folder",
    ),
    ("setup/unwritable", "no-folder"): (
        "nothing was written: {path:path} is to be in the folder {at:path}, which is a file",
        "rename or move this file",
    ),
    ("setup/unwritable", "link"): (
        "nothing was written: {path:path} is to be in the folder {at:path}, which is a symbolic link",
        "put a folder in the place of the link",
    ),
    ("setup/unwritable", "read-only"): (
        "nothing was written: {path:path} can't be, since the folder {at:path} is read-only",
        "check the folder's permissions",
    ),
    ("setup/unwritable", "too-long"): (
        "nothing was written: the name of {path:path} is too long for this disk",
        "give the entry a shorter name, or the repository a shorter path",
    ),
    ("setup/unwritable", "half-way"): (
        (
            "only {count:count file was|files were} written, for {path:path} can't be: {reason:clause}",
            "only {count:count file was|files were} written, for {path:path} can't be",
        ),
        "make room, then run the same import again, which completes it",
    ),
    ("setup/unwritable", "standard-output"): (
        "the output can't be written",
        "make room where it goes, or send it elsewhere",
    ),
    ("setup/where", ""): ("`--staged` and `--ref` exclude each other", "keep one of them"),
    ("setup/rule", "no-fix"): (
        "nothing that the rule {rule:code} says is mended automatically",
        "mend it by hand",
    ),
    ("setup/rule", ""): ("there is no rule {rule:code}", "choose from the list that `cms explain` gives"),
    ("setup/instant", ""): ("{text:code} can't be read as an instant", "write it as `2026-11-24T08:00:00Z`"),
    ("setup/unreadable", ""): (
        ("can't read {path:path}: {reason:clause}", "can't read {path:path}"),
        "check the file's permissions",
    ),
    # --- Bundles that are read
    ("setup/bundle", ""): ("can't read the bundle {url:path}", "check this address"),
    ("setup/bundle", "missing"): (
        "there is no {path:path} in {url:path}",
        "give the folder or address of a whole export",
    ),
    ("setup/bundle", "unreachable"): (
        (
            "{url:path} doesn't answer as it should: HTTP status {status} for {path:path}",
            "{url:path} doesn't answer",
        ),
        "check the address and the connection, then try again",
    ),
    ("setup/bundle", "json"): ("{path:path} isn't JSON, in {url:path}", "export again, or check the address"),
    ("setup/bundle", "version"): (
        (
            "{path:path} is of a version that this program doesn't know: {version:code}",
            "{path:path} is of a version that this program doesn't know",
        ),
        "update this program",
    ),
    ("setup/bundle", "preview"): (
        "{url:path} is a preview, which may hold drafts",
        "ask for it expressly, with `preview=True`",
    ),
    ("setup/bundle", "size"): ("{path:path} is longer than announced, in {url:path}", "export again"),
    ("setup/bundle", "digest"): ("{path:path} is damaged, in {url:path}", "export again"),
    ("setup/bundle", "shape"): ("{path:path} doesn't have the shape of a bundle, in {url:path}", "export again"),
    ("setup/bundle", "kind"): (
        "{path:path} is neither a `manifest.json` nor a `bundle.json`",
        "give the folder or address of an export",
    ),
    ("setup/bundle", "visibility"): ("{url:path} holds a hidden entry and isn't a preview", "export again"),
}
