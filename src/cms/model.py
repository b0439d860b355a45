"""Every data type that two stages share: frozen values without behaviour. Imports nothing of ours.

They are NamedTuples because these cost the hooks' path little; `dataclasses` costs 40 ms of CPU to import. Annotations
are evaluated here: as texts, each would be compiled, which takes twice as long.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from re import Pattern
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

Json: TypeAlias = Any
"""A value that came from YAML or JSON: None, bool, int, float, str, list of these, dict of str to these."""

Data: TypeAlias = dict[str, Json]
"""What an entry's file says: the top-level mapping of its YAML, JSON or front matter."""

Key: TypeAlias = tuple[str, str]
"""An entry's identity: (collection, id)."""

Steps: TypeAlias = tuple[str | int, ...]
"""The way from the data to one of its values: property names and list positions."""

Severity: TypeAlias = Literal["error", "warning", "info"]
Level: TypeAlias = Literal["off", "info", "warning", "error"]
Visibility: TypeAlias = Literal["published", "draft", "scheduled", "expired"]
Kind: TypeAlias = Literal["markdown", "yaml", "json"]
Role: TypeAlias = Literal["immutable", "entry", "stable", "manifest"]

NOTHING: Mapping[str, Json] = MappingProxyType({})


# --- Diagnostics -----------------------------------------------------------------------------------------------------


class Span(NamedTuple):
    """A place in a text: lines and columns from 1, columns in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Fix(NamedTuple):
    """A replacement of the text at a span."""

    span: Span
    replacement: str


class Related(NamedTuple):
    """Another place that a diagnostic speaks of."""

    path: str
    span: Span | None = None


class Diagnostic(NamedTuple):
    """Something to say about a file: a rule and its values. `cms.report` words it.

    `values` are JSON values by name, used by the wording of (`rule`, `case`); a `suggestion` among them becomes
    "did you mean". `pointer` is an RFC 6901 pointer into the data. `span` is None where the file as a whole is meant.
    """

    rule: str
    path: str
    span: Span | None = None
    values: Mapping[str, Json] = NOTHING
    case: str = ""
    severity: Severity = "error"
    pointer: str = ""
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()


class CmsError(Exception):
    """Wrong use or set-up (exit code 2): a `setup/…` rule and its values, with a `case` among these.

    Errors in the set-up's own files come as `diagnostics`, with those files' `texts` by path.
    """

    def __init__(
        self,
        rule: str,
        values: Mapping[str, Json] = NOTHING,
        diagnostics: tuple[Diagnostic, ...] = (),
        texts: Mapping[str, str] = NOTHING,
    ) -> None:
        super().__init__(rule, dict(values))
        self.rule = rule
        self.values = values
        self.diagnostics = diagnostics
        self.texts = texts


# --- Set-up ----------------------------------------------------------------------------------------------------------


class Site(NamedTuple):
    """Facts of the site. `url` has no final slash; `languages` are BCP 47 tags, the default first."""

    title: str = ""
    url: str = ""
    lang: str = "en"
    languages: tuple[str, ...] = ("en",)
    timezone: str = "UTC"


class Media(NamedTuple):
    """Where files lie in the repository, and the URL under which content names them."""

    folder: str = "content/media"
    url: str = "/media"


class Template(NamedTuple):
    """A path template: `pattern` matches a path from the repository's root, with a group for each of `captures`.

    `folder` is the literal start, `suffix` the extension; `single` marks a template without braces.
    """

    text: str
    folder: str
    suffix: str
    pattern: Pattern[str]
    captures: tuple[str, ...]
    single: bool


class Publish(NamedTuple):
    """Which fields say whether an entry is published, from when (inclusive) and until when (exclusive)."""

    field: str = "status"
    value: Json = "Published"
    start: str = "publishDate"
    end: str = "expiryDate"


class Term(NamedTuple):
    """One term of an order: a dotted field of the data."""

    field: str
    descending: bool


RuleSettings: TypeAlias = Mapping[str, Any]
"""By a rule's id, its level, or a mapping with its `level` and its options, each only if it is set."""


_NO_SETTINGS: RuleSettings = {}


class Override(NamedTuple):
    """Settings of rules for the files that one of some globs fits; these are paths from the repository's root."""

    paths: tuple[str, ...]
    rules: RuleSettings


class Collection(NamedTuple):
    """One collection of cms.yml. `schema` is a path from the repository's root."""

    name: str
    template: Template
    schema: str
    url: str | None = None
    order: tuple[Term, ...] = ()
    publish: Publish = Publish()
    body: bool = False
    text: bool = False
    backlinks: bool = True
    contributors: bool = False
    rules: RuleSettings = _NO_SETTINGS


class Config(NamedTuple):
    """cms.yml, read and checked. All paths are from the repository's root, with `/`."""

    site: Site
    content: str
    media: Media
    collections: Mapping[str, Collection]
    rules: RuleSettings
    overrides: tuple[Override, ...]
    export: tuple[str, ...]
    model_version: int
    bundle_limit: int


# --- Files -----------------------------------------------------------------------------------------------------------


class Listed(NamedTuple):
    """A file of a tree: its path from the repository's root, and the Git blob id of its bytes.

    `blob` is empty where the bytes must be read to know it; `link` is true for a symbolic link; `size` is known for
    files of the work tree only.
    """

    path: str
    blob: str = ""
    link: bool = False
    size: int | None = None


class Source(NamedTuple):
    """A file, read: its path from the repository's root, its bytes, its Git blob id (SHA-1 or SHA-256, hex).

    `size` is in bytes and given only of a file over the limit of what is read: `data` is empty then, and `blob` may be.
    """

    path: str
    data: bytes
    blob: str
    size: int | None = None


class Mark(NamedTuple):
    """Where a value stands in its document's text, as code-point offsets (end exclusive), and its children's marks.

    `key` is the place of the property's name, where the value is one of a mapping.
    """

    start: int
    end: int
    key: tuple[int, int] | None = None
    children: "dict[str, Mark] | list[Mark] | None" = None


class Document(NamedTuple):
    """A source, parsed. `text` is the whole file as LF-only text without byte-order mark.

    `data` is None where the file couldn't be understood. `body` is the offset where the Markdown body begins, None for
    data-only files.
    """

    path: str
    kind: Kind
    text: str
    data: Data | None
    mark: Mark
    body: int | None = None


# --- Schemas ---------------------------------------------------------------------------------------------------------


class Violation(NamedTuple):
    """One way in which data breaks its schema.

    `keyword` is the JSON Schema keyword, `at` the way to the value, `values` what the keyword asks for (`options` of
    enum, `limit` of a size, `property` of required, `unexpected` names of additionalProperties, `types`, `format`,
    `pattern`, `expected`), `branches` the violations of each alternative of anyOf and oneOf.
    """

    keyword: str
    at: Steps
    values: Mapping[str, Json] = NOTHING
    branches: tuple[tuple["Violation", ...], ...] = ()


class Annotation(NamedTuple):
    """What a schema says about one value of the data: `x-reference`, `x-asset`, `x-unique`, `x-markdown`, `format`."""

    keyword: str
    at: Steps
    value: Json


class Schema(NamedTuple):
    """A compiled schema.

    `document` is the schema as one self-contained JSON Schema document; `digest` covers it and all it refers to;
    `violations` and `annotations` are pure functions of the data (annotations are found in invalid data too);
    `properties` are the top-level properties' schemas by name, in order, references followed.
    """

    path: str
    digest: str
    document: Data
    properties: Mapping[str, Data]
    violations: Callable[[Data], Iterator[Violation]]
    annotations: Callable[[Data], Iterator[Annotation]]


# --- Entries ---------------------------------------------------------------------------------------------------------


class Reference(NamedTuple):
    """A value that names another entry. `targets` are the allowed collections, `id` what the file says, unwrapped."""

    at: Steps
    field: str
    targets: tuple[str, ...]
    id: str
    span: Span


class AssetUse(NamedTuple):
    """A value that names a file or an image, as written."""

    at: Steps
    url: str
    kind: str
    span: Span


class Unique(NamedTuple):
    """A value that no other entry of the collection may have."""

    field: str
    at: Steps
    value: Json
    span: Span


class BodyLink(NamedTuple):
    """A link (or image) of a Markdown body: its destination as the HTML has it, percent-encoded, entities decoded."""

    url: str
    image: bool


class Located(NamedTuple):
    """Something in a Markdown body that a diagnostic may speak of, and where: a link, an image, or raw HTML.

    `value` is the URL as in BodyLink, or the tag's name; `written` is the URL before percent-encoding, or the HTML.
    `refused` marks a URL whose scheme isn't published: it stands in no link of the body.
    """

    kind: Literal["link", "image", "html"]
    value: str
    span: Span
    written: str
    refused: bool = False


class Node(NamedTuple):
    """A node of a Markdown body, between two code-point offsets (end exclusive).

    `kind` is CommonMark's name for it: heading, paragraph, block_quote, list, item, code_block, html_block, text, code,
    html_inline, emph, strong, link, image… `text` is what it says, without markup and without what its images say (an
    image's own is its alternative text); `url` the destination of a link or image as written; `level` and `id` are a
    heading's.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    url: str = ""
    level: int = 0
    id: str = ""


class Entry(NamedTuple):
    """An entry, checked by itself: its identity, data and all that linking needs. JSON-able, so that it can be cached.

    `publish_at` and `expire_at` are seconds since 1970 in UTC; `draft` says what the publish field says; `wrong` that
    the data breaks its schema (or can't be exported); `lacking` that it breaks it only by what drafts may lack.
    """

    collection: str
    id: str
    slug: str
    path: str
    blob: str
    url: str | None
    lang: str
    translation_key: str | None
    draft: bool
    publish_at: int | None
    expire_at: int | None
    data: Data
    references: tuple[Reference, ...] = ()
    assets: tuple[AssetUse, ...] = ()
    uniques: tuple[Unique, ...] = ()
    links: tuple[BodyLink, ...] = ()
    date_times: tuple[Steps, ...] = ()
    markdown: tuple[Steps, ...] = ()
    wrong: bool = False
    lacking: bool = False


class CheckedFile(NamedTuple):
    """What `check_file` finds in one file by itself."""

    entry: Entry | None
    diagnostics: tuple[Diagnostic, ...]


class Backlink(NamedTuple):
    """Who refers to an entry, and by which field (dotted, without list positions; `body` for links of the body)."""

    collection: str
    id: str
    field: str


class Use(NamedTuple):
    """A name that an entry uses: by a reference or a link of this dotted field (`body` for the body's), or by "" else.

    `required` says that there must be somebody of that name.
    """

    name: str
    field: str
    required: bool


class Owner(NamedTuple):
    """Who has a name, with what others must know of it: an entry, or a file that is none (`collection` is empty)."""

    path: str
    collection: str = ""
    id: str = ""
    url: str | None = None
    draft: bool = False
    publish_at: int | None = None
    expire_at: int | None = None
    wrong: bool = False


# --- Bundle ----------------------------------------------------------------------------------------------------------


class Heading(NamedTuple):
    """A heading of a body: its HTML id, level 1 to 6, plain text."""

    id: str
    level: int
    text: str


class Rendered(NamedTuple):
    """A Markdown body, rendered. `reading_time` is in whole minutes, at least 1; `text` is None unless asked for."""

    html: str
    toc: tuple[Heading, ...]
    text: str | None
    excerpt: str
    word_count: int
    reading_time: int


class Dates(NamedTuple):
    """An entry's history: author dates in seconds since 1970, contributors' names sorted."""

    created: int
    updated: int
    contributors: tuple[str, ...] = ()


class AssetFile(NamedTuple):
    """A local file that content names: where it comes from, its place in the bundle, its final URL, digest and size.

    `width` and `height` are in pixels, where they are known.
    """

    source: str
    path: str
    url: str
    media_type: str
    size: int
    digest: str
    width: int | None = None
    height: int | None = None


class RenderedEntry(NamedTuple):
    """An entry's rendered parts, with final URLs.

    They are its Markdown source and body (None for data-only entries), its `x-markdown` fields, and its assets by the
    URL as the file writes it (in data or body).
    """

    source: str | None = None
    body: Rendered | None = None
    fields: Mapping[Steps, Rendered] = NOTHING  # type: ignore[assignment]  # an empty mapping serves any key type
    assets: Mapping[str, AssetFile] = NOTHING


class Shown(NamedTuple):
    """An entry as a bundle shows it, with all that its bytes depend on, besides the set-up.

    `targets` are those of the entries that its references name which the bundle shows: references to others are left
    out. `backlinks` hold shown referrers only, and none whose every reference is left out. `dates` are None where the
    history is cut (shallow clone) or there is no Git.
    """

    entry: Entry
    visibility: Visibility
    targets: frozenset[Key]
    backlinks: tuple[Backlink, ...]
    dates: Dates | None
    rendered: RenderedEntry


class Item(NamedTuple):
    """An entry of a bundle: what its other files need to know of it, and its bytes, fresh or kept, when asked for.

    `path` is below `entries/`; `digest` and `size` are those of its file, `summary_digest` that of its summary, which
    isn't in every case the same for the same file. `assets` are the local files that it names. `read` may be called
    several times, until the export is at its end.
    """

    path: str
    collection: str
    sort_key: str
    digest: str
    size: int
    summary_digest: str
    assets: tuple[AssetFile, ...]
    read: Callable[[], bytes]


class Compilation(NamedTuple):
    """All that a bundle is made of.

    `items` are in the order of their paths, read once. `summaries` gives the entries' summaries by their paths, in the
    order asked for, once `items` are at an end. `known` are the digests and sizes of files made of entries' bytes, by
    a key derived from these: what is known needn't be made to be described. `used` takes up those of this bundle.
    `schemas` are those of the content, `shapes` those of data as exported, by collection; `history` says whether dates
    are known.
    """

    config: Config
    schemas: Mapping[str, Schema]
    shapes: Mapping[str, Data]
    items: Iterable[Item]
    summaries: Callable[[Sequence[str]], Iterator[bytes]]
    known: Mapping[str, tuple[str, int]]
    used: MutableMapping[str, tuple[str, int]]
    valid_from: int | None
    next_change_at: int | None
    history: bool
    version: str
    commit: str | None
    dirty: bool
    preview: bool


class Artifact(NamedTuple):
    """A file of the output: its path in the bundle and its bytes, which are made only when they are asked for.

    `role` gives its place in the order of writing: immutable files, entries, other stable files, then the manifest.
    `digest` is the lower-case hex SHA-256 of the bytes, `size` their number. `read` makes them; it is called at most
    once, before the next artifact is taken, and not at all where the file is in its place already.
    """

    path: str
    role: Role
    digest: str
    size: int
    read: Callable[[], bytes]
