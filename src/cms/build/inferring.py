"""A folder of content → what a repository for it would be: it is read and parsed once, and inferred from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cms.model import CmsError, Data, Diagnostic, Document, Json, Listed, Template
from cms.parse import parse
from cms.paths import SUFFIXES, compile_template, is_below, is_text, unsafe_name
from cms.read import Tree, open_tree
from cms.report import doubt_comment
from cms.scaffold.inference import files_beside, infer, unnamed
from cms.scaffold.plan import Doubt, Plan, PlannedCollection

_SHOWN = 3
_NOT_CONTENT = frozenset(
    ["node_modules", "bower_components", "vendor", "dist", "build", "_site", "__pycache__", "schemas"]
)
_ABOUT = frozenset(
    ["README", "LICENSE", "LICENCE", "CHANGELOG", "CONTRIBUTING", "CODE_OF_CONDUCT", "SECURITY", "AUTHORS", "NOTICE"]
)
_TOOLS = frozenset(
    ["cms.yml", "package.json", "package-lock.json", "tsconfig.json", "composer.json", "_config.yml", "_category_.json"]
)
_OTHER_TEXTS = (".mdx", ".markdown", ".toml", ".rst", ".adoc", ".html")
_OF_ROOTS = (".git", "README.md", "LICENSE", "LICENSE.md", "package.json")


class _Read(NamedTuple):
    """The documents that have data, and what is to be said of the other files."""

    documents: tuple[Document, ...]
    doubts: tuple[Doubt, ...]


def root_for(folder: str) -> str:
    """The folder where a repository for some content would have its cms.yml.

    It is the content's own where that is a repository's root already, else the root of the repository that it lies
    in, else the folder above.
    """
    here = os.path.abspath(folder)
    if any(os.path.exists(os.path.join(here, name)) for name in _OF_ROOTS):
        return here
    above = os.path.dirname(here)
    while above != os.path.dirname(above):
        if os.path.exists(os.path.join(above, ".git")):
            return above
        above = os.path.dirname(above)
    return os.path.dirname(here)


def plan_from(folder: str, root: str, languages: Sequence[str] = ("en",), title: str = "") -> Plan:
    """The plan of a repository at `root` for the content that is in `folder` already, in or below the root.

    The languages are those of the site, the main first; what is marked in the schemas for review is worded in it.
    Nothing is written. Raises CmsError: `setup/infer` where the folder isn't below the root, isn't there, or has no
    content; `setup/unreadable` where the system refuses.
    """
    content = _below(folder, root)
    with open_tree(root, "work") as tree:
        listed = tree.files([content])
        read = _read(tree, [file for file in listed.values() if _is_looked_at(file, content)])
        files = [path for path in tree.files([""]) if is_text(path)]
        found = infer(read.documents, files, content, languages)
    if not found.collections:
        raise CmsError("setup/infer", {"case": "nothing", "folder": folder})
    templates = [compile_template(each.settings["path"], content, languages) for each in found.collections]
    doubts = (
        *found.doubts,
        *_unnamed(read, content, languages),
        *read.doubts,
        *_strays(listed, read, content, found.media, templates),
    )
    marked = _marked(found.collections, found.doubts, languages[0])
    name = title or os.path.basename(os.path.abspath(root))
    return Plan(name, tuple(languages), marked, content or ".", doubts, found.media)


def refuse_folder(folder: str, root: str) -> None:
    """Raise CmsError `setup/infer` for a folder that isn't there, or isn't in or below the root."""
    _below(folder, root)


def _below(folder: str, root: str) -> str:
    """The folder's path from the root, "" for the root itself."""
    if not os.path.isdir(folder):
        raise CmsError("setup/infer", {"case": "missing", "folder": folder})
    here, top = os.path.realpath(folder), os.path.realpath(root)
    if f"{here}{os.sep}".startswith(os.path.join(top, "")):
        return here[len(os.path.join(top, "")) :].replace(os.sep, "/")
    above = os.path.join(root_for(folder), "").removeprefix(os.path.join(os.getcwd(), "")).rstrip(os.sep) or "."
    raise CmsError("setup/infer", {"case": "outside", "folder": folder, "root": root, "above": above})


# --- Reading ---------------------------------------------------------------------------------------------------------


def _is_looked_at(file: Listed, content: str) -> bool:
    """Whether a file may be an entry: one of another program's, or about the repository, is none."""
    path = file.path
    if file.link or not is_text(path) or not path.endswith(SUFFIXES):
        return False
    *folders, name = path.removeprefix(f"{content}/" if content else "").split("/")
    if _NOT_CONTENT.intersection(folders) or name in _TOOLS or _stem(name) in _ABOUT:
        return False
    return bool(content or folders)


def _stem(name: str) -> str:
    """A file's name without its extension, where it is written as those of files about a repository are."""
    stem = name.partition(".")[0]
    return stem.upper() if stem.isupper() or stem.lower() == "readme" else ""


def _read(tree: Tree, files: Sequence[Listed]) -> _Read:
    documents = []
    without: list[str] = []
    unread: list[str] = []
    for source in tree.open(files):
        document, found = parse(source)
        if document.data is None:
            (without if _has_no_front_matter(found) else unread).append(source.path)
        elif unsafe_name(source.path) is not None or "{" in source.path:
            unread.append(source.path)
        else:
            documents.append(document)
    return _Read(tuple(documents), (*_of_files("no-front-matter", without), *_of_files("unread", unread)))


def _has_no_front_matter(found: Iterable[Diagnostic]) -> bool:
    return any((each.rule, each.case) == ("parse/front-matter", "missing") for each in found)


def _of_files(case: str, paths: Sequence[str]) -> Iterator[Doubt]:
    if paths:
        shown: list[Json] = sorted(paths)[:_SHOWN]
        yield Doubt("", "", case, {"count": len(paths), "paths": shown})


def _unnamed(read: _Read, content: str, languages: Sequence[str]) -> Iterator[Doubt]:
    """Folders of languages that aren't the site's, and so have made collections of their own."""
    start = len(content) + 1 if content else 0
    names: list[Json] = [*unnamed((document.path[start:] for document in read.documents), languages)]
    if names:
        yield Doubt("", "", "languages", {"values": names})


def _strays(
    listed: Mapping[str, Listed], read: _Read, content: str, media: Data, templates: Sequence[Template]
) -> Iterator[Doubt]:
    """What lies beside the entries and will be in no collection, and texts that aren't read."""
    folder = str(media.get("folder", "content/media"))
    beside = [path for path in files_beside(read.documents, listed, content) if is_text(path)]
    yield from _of_files("other-text", [path for path in beside if path.endswith(_OTHER_TEXTS)])
    others = [path for path in beside if not path.endswith(_OTHER_TEXTS) and not is_below(path, [folder])]
    yield from _of_files("stray", [path for path in others if not _has_place(listed[path], content, templates)])
    if not content:
        yield from _of_files("at-root", [path for path in listed if path.endswith(".md") and _is_page_at_root(path)])


def _is_page_at_root(path: str) -> bool:
    return "/" not in path and _stem(path) not in _ABOUT and is_text(path)


def _has_place(file: Listed, content: str, templates: Sequence[Template]) -> bool:
    """Whether a file was looked at, or has the name of an entry all the same."""
    return _is_looked_at(file, content) or any(template.pattern.fullmatch(file.path) for template in templates)


# --- Marks for review ------------------------------------------------------------------------------------------------


def _marked(
    collections: Iterable[PlannedCollection], doubts: Sequence[Doubt], lang: str
) -> tuple[PlannedCollection, ...]:
    """The collections, with what is unsure of a schema said at its place in it."""
    by_place: dict[tuple[str, str], list[Doubt]] = {}
    for doubt in doubts:
        by_place.setdefault((doubt.collection, doubt.pointer), []).append(doubt)
    return tuple(
        each._replace(
            schema=_with_comments(
                each.schema,
                {pointer: doubt_comment(of, lang) for (name, pointer), of in by_place.items() if name == each.name},
            )
        )
        for each in collections
    )


def _with_comments(schema: Data, comments: Mapping[str, str], at: str = "") -> Data:
    """The schema with a `$comment` at each of some pointers."""
    found: Data = {}
    for name, value in schema.items():
        here = f"{at}/{name.replace('~', '~0').replace('/', '~1')}"
        found[name] = _with_comments(value, comments, here) if isinstance(value, dict) else value
        if name == "title" and at in comments and "$comment" not in found:
            found["$comment"] = comments[at]
    return found
