"""Path templates, ids and file names: how a file's path and an entry's identity belong together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cms.model import Json, Key, Reference, Template

SUFFIXES = (".md", ".yml", ".yaml", ".json")

_BRACES = re.compile(r"\{([A-Za-z_]\w*)(\*?)\}")
_WINDOWS_REFUSES = re.compile('[<>:"\\\\|?*\\x00-\\x1f\ud800-\udfff]|[. ]$')
_WINDOWS_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")


class Place(NamedTuple):
    """What a path says of its entry: id, slug and the template's captures."""

    id: str
    slug: str
    captures: Mapping[str, str]


def compile_template(text: str, content: str, languages: Sequence[str]) -> Template:
    """A collection's path template, `posts/{date}-{slug}.md`, compiled for paths from the repository's root.

    Raises ValueError with a reason where the template has an unknown extension, leaves the content folder, or names a
    capture twice.
    """
    suffix = next((suffix for suffix in SUFFIXES if text.endswith(suffix)), None)
    if suffix is None:
        raise ValueError("extension")
    if text.startswith("/") or ".." in text.split("/") or "\\" in text:
        raise ValueError("outside")
    captures = [name for name, _ in _BRACES.findall(text)]
    if len(set(captures)) != len(captures) or "{" in _BRACES.sub("", text):
        raise ValueError("braces")
    literal = text.split("{", 1)[0] if captures else text
    folder = "/".join(part for part in (content, literal.rpartition("/")[0]) if part)
    prefix = f"{content}/" if content else ""
    return Template(text, folder, suffix, _pattern(prefix + text, languages), tuple(captures), not captures)


def _pattern(text: str, languages: Sequence[str]) -> re.Pattern[str]:
    pieces = []
    last = 0
    for match in _BRACES.finditer(text):
        pieces.append(re.escape(text[last : match.start()]))
        pieces.append(f"(?P<{match[1]}>{_capture(match[1], match[2], languages)})")
        last = match.end()
    pieces.append(re.escape(text[last:]))
    return re.compile("".join(pieces))


def _capture(name: str, star: str, languages: Sequence[str]) -> str:
    if star:
        return ".+?"
    if name == "date":
        return r"\d{4}-\d\d-\d\d"
    if name == "lang":
        return "|".join(re.escape(lang) for lang in languages)
    return "[^/]+?"


def place(path: str, template: Template, collection: str) -> Place | None:
    """Where a path stands in its collection, or None where it doesn't match the template. Ids are NFC."""
    match = template.pattern.fullmatch(unicodedata.normalize("NFC", path))
    if match is None:
        return None
    captures = match.groupdict()
    if template.single:
        return Place(collection, collection, captures)
    inside = match.string[len(template.folder) + 1 :] if template.folder else match.string
    identity = inside[: -len(template.suffix)]
    head, _, last = identity.rpartition("/")
    if head and last in {"index", "_index"}:
        identity = head
    return Place(identity, captures.get("slug") or identity.rpartition("/")[2], captures)


def path_of(template: Template, content: str, captures: Mapping[str, str]) -> str:
    """The path from the repository's root for a new entry. Raises KeyError for a capture without a value."""
    inside = _BRACES.sub(lambda match: captures[match[1]], template.text)
    return f"{content}/{inside}" if content else inside


def url_of(template: str, at: Place) -> str:
    """An entry's URL by its collection's `url` template; `{id}`, `{slug}` and the path's captures stand in braces."""
    values = {**at.captures, "slug": at.slug, "id": at.id}
    return _BRACES.sub(lambda match: values[match[1]], template)


def captures_of(template: str) -> list[str]:
    """The names in braces of a path or URL template, in order."""
    return [name for name, _ in _BRACES.findall(template)]


def unsafe_name(path: str) -> str | None:
    """The first segment of a path that some system can't store as a file name, or None."""
    for part in path.split("/"):
        if part in {"", ".", ".."} or _WINDOWS_REFUSES.search(part) or _WINDOWS_DEVICES.match(part):
            return part
    return None


def is_text(path: str) -> bool:
    """Whether a path is a text: some systems allow names of any bytes, which are surrogates in Python."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def bundle_name(identity: str) -> str:
    """An id as a file path in a bundle: ASCII only, other bytes as `~` and two hex digits, and so is a leading dot."""
    if _PLAIN_NAME.fullmatch(identity):
        return identity
    return "/".join(_escape(part) for part in unicodedata.normalize("NFC", identity).split("/"))


def _escape(part: str) -> str:
    text = "".join(chr(byte) if byte in _PLAIN else f"~{byte:02X}" for byte in part.encode())
    return f"~2E{text[1:]}" if text.startswith(".") else text


def slugify(title: str) -> str:
    """A title as an ASCII slug: `L’été à Œuvre` becomes `l-ete-a-oeuvre`. Empty where nothing of it can be kept."""
    spelled = title.lower().replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    without_marks = "".join(char for char in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", without_marks).strip("-")


def targets_of(content: Json) -> tuple[str, ...]:
    """The collections that an `x-reference` names."""
    named = content["collection"] if isinstance(content, dict) else content
    return (named,) if isinstance(named, str) else tuple(named)


def key_of(reference: Reference) -> Key:
    """The entry that a reference names, whether it exists or not; no collection where it names none of its targets."""
    identity = unicodedata.normalize("NFC", reference.id)
    if len(reference.targets) == 1:
        return reference.targets[0], identity
    collection, _, rest = identity.partition("/")
    return (collection, rest) if rest and collection in reference.targets else ("", identity)


def resolve(base: str, relative: str) -> str | None:
    """A relative path from the folder `base`, both from the repository's root; None where it leaves the repository."""
    parts = [part for part in base.split("/") if part]
    for part in relative.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def glob_pattern(globs: Iterable[str]) -> re.Pattern[str]:
    """What matches a path that one of some globs fits, or its folder: `*` and `?` stay in one, `**` is any folders."""
    return re.compile("|".join(_glob(glob) for glob in globs))


def _glob(glob: str) -> str:
    meanings = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", glob.removeprefix("./").rstrip("/"))
    inside = "" if "*" in glob.rpartition("/")[2] else "(?:/.*)?"
    return "".join(meanings.get(piece, re.escape(piece)) for piece in pieces) + inside


def is_below(path: str, folders: Iterable[str]) -> bool:
    """Whether a path is one of these, or below one; "" is the root."""
    return any(not folder or path == folder or path.startswith(folder + "/") for folder in folders)
