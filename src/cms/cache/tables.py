"""The tables of a cache."""

from __future__ import annotations

FORMAT = 4

TABLES = (
    # Facts about the state as a whole: what it was read from, the set-up, the instant.
    "CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
    # The files. `key` stands for all that a row depends on. Diagnostics are `found` of the file by itself, `linked`
    # together with others, `linted` by the rules, and `remarks` those of the rules that are mere information: of these
    # two there may be many, and most runs need those of a few files. Of files that are no entries, `collection` is
    # empty. `lasting`: there, in order, and shown for ever.
    """CREATE TABLE file (
        id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, blob TEXT NOT NULL, key TEXT NOT NULL,
        collection TEXT NOT NULL, entry TEXT NOT NULL, url TEXT, draft INTEGER NOT NULL, publish_at INTEGER,
        expire_at INTEGER, wrong INTEGER NOT NULL, lasting INTEGER NOT NULL, found TEXT, linted TEXT,
        remarks TEXT, linked TEXT)""",
    "CREATE INDEX file_collection ON file (collection)",
    "CREATE INDEX file_speaks ON file (id) WHERE found IS NOT NULL OR linked IS NOT NULL",
    "CREATE INDEX file_linted ON file (id) WHERE linted IS NOT NULL",
    "CREATE INDEX file_remarks ON file (id) WHERE remarks IS NOT NULL",
    """CREATE INDEX file_hides ON file (draft, publish_at, expire_at)
        WHERE draft OR publish_at IS NOT NULL OR expire_at IS NOT NULL""",
    # The names that they have and use, the terms that they write, and the entries that they hold, all as JSON.
    """CREATE TABLE record (
        file INTEGER PRIMARY KEY, entry TEXT, own TEXT NOT NULL, used TEXT NOT NULL, terms TEXT NOT NULL)""",
    # The same names, each with its files; `lasting` is the file's.
    "CREATE TABLE name (name TEXT, file INTEGER, lasting INTEGER, PRIMARY KEY (name, file)) WITHOUT ROWID",
    """CREATE TABLE use (
        name TEXT, file INTEGER, field TEXT, required INTEGER, PRIMARY KEY (name, file, field)) WITHOUT ROWID""",
    # The same terms by what they are compared by, and what is written in several ways.
    """CREATE TABLE term (
        key TEXT, spelling TEXT, file INTEGER, PRIMARY KEY (key, spelling, file)) WITHOUT ROWID""",
    "CREATE TABLE clash (key TEXT PRIMARY KEY) WITHOUT ROWID",
    # What a bundle was made of: its entries (with their drafts, or without), and its files that hold many of these.
    """CREATE TABLE item (
        file INTEGER, preview INTEGER, path TEXT, collection TEXT, sort_key TEXT, digest TEXT, size INTEGER,
        summary_digest TEXT, assets TEXT, summary BLOB, PRIMARY KEY (file, preview))""",
    "CREATE UNIQUE INDEX item_path ON item (preview, path)",
    """CREATE TABLE chunk (
        preview INTEGER, key TEXT, digest TEXT, size INTEGER, PRIMARY KEY (preview, key)) WITHOUT ROWID""",
    # When files were changed, by path.
    """CREATE TABLE dates (
        path TEXT PRIMARY KEY, created INTEGER, updated INTEGER, names TEXT) WITHOUT ROWID""",
)
