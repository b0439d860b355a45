"""Addresses in another system's content → where they lead now: a file of the media folder, the old site, nowhere."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable
from urllib.parse import unquote, urljoin

from cms.build.importing.originals import SUFFIXES
from cms.importers import ImportMap, Resolved
from cms.model import Config
from cms.outcomes import Outcome
from cms.paths import slugify
from cms.read import Tree
from cms.read.members import Refused
from cms.read.outside import Outside
from cms.read.sniffing import sniff

LIMIT = 20_000_000
"""Bytes of a file that may be copied."""

EXTENSIONS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/svg+xml": "svg",
    "application/pdf": "pdf",
}
"""What may be copied, by its content, and the ending that it gets."""

_LONGEST = 60
_SAYS_NOTHING = re.compile(
    r"(?:img|imgs|image|images|figure|fig|photo|picture|pic|screenshot|capture|screen|untitled|file|download|media|dsc|index"
    r"|default|cover|logo)?[-\d]*"
)

Download = Callable[[str], tuple[bytes, str]]
"""From an address to an image's bytes, or no bytes and why not."""


class Media:
    """The files that an import takes along, gathered while it goes on: `fresh` by their paths, with what was said.

    `taken` are their paths by those in the export, `not_fetched` why images of the web aren't, by source and address.
    Files that content names are taken from the export, and from the web if `download` is given. The same bytes are one
    file, whatever they are called, and one that is there already is used.
    """

    def __init__(
        self,
        outside: Outside,
        tree: Tree,
        config: Config,
        import_map: ImportMap,
        *,
        copy: bool,
        download: Download | None,
    ) -> None:
        self.fresh: dict[str, bytes] = {}
        self.outcomes: list[Outcome] = []
        self.taken: dict[str, str] = {}
        self.not_fetched: dict[tuple[str, str], str] = {}
        self._outside = outside
        self._files = frozenset(outside.files)
        self._left: dict[str, str] = {}
        self._config = config
        self._map = import_map
        self._copy = copy
        self._download = download
        self._by_digest = dict(_known(tree.files([config.media.folder])))
        self._fetched: dict[str, Resolved] = {}
        self._why: dict[str, str] = {}

    def find(self, url: str, source: str, is_image: bool, hint: str) -> Resolved:  # noqa: FBT001 - as Tools says
        """Where an address leads now. A relative one starts from the source's folder if it begins with a dot."""
        if re.match(r"(?i)https?://|//", url):
            return self._from_web(url, source, hint) if is_image else Resolved(url)
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", url) or url.startswith("#"):
            return Resolved(url)
        path = self._in_export(url, source)
        reason = "missing" if path is None else self._take(path, hint)
        if path in self.taken:
            return Resolved(self._url(self.taken[path]), "copied")
        if self._map.base and not url.startswith("."):
            return Resolved(urljoin(f"{self._map.base}/", url.lstrip("/")), "based")
        return Resolved(None, reason)

    def _in_export(self, url: str, source: str) -> str | None:
        """The path of the export's file that a relative address names."""
        path = unicodedata.normalize("NFC", unquote(re.split(r"[?#]", url, maxsplit=1)[0]))  # as Outside has them
        places = [posixpath.join(posixpath.dirname(source), path)] if not path.startswith("/") else []
        top = f"{self._outside.top}/" if self._outside.top else ""
        places += [posixpath.join(root, path.lstrip("./")) for root in self._map.roots]
        places += [f"{top}{posixpath.join(root, path.lstrip('./'))}" for root in self._map.roots]
        return next((place for each in places if (place := posixpath.normpath(each)) in self._files), None)

    def _take(self, path: str, hint: str) -> str:
        """Take a file of the export along, once; why not, where that can't be."""
        if path in self.taken:
            return ""
        if path not in self._left:
            data = self._outside.read(path, LIMIT) if self._copy else b""
            kind = (sniff(data) if isinstance(data, bytes) else None) or ""
            if kind in EXTENSIONS and isinstance(data, bytes):
                self.taken[path] = self._kept(data, kind, posixpath.basename(path).rpartition(".")[0], hint)
                self.outcomes.append(Outcome(path, 0, "", "mapped", "copied", None, self.taken[path]))
                return ""
            why = f"file-{data.reason}" if isinstance(data, Refused) else "file-kind" if self._copy else "not-copied"
            self._left[path] = why
            if posixpath.splitext(path)[1].lower() not in SUFFIXES:  # what becomes of texts is said elsewhere
                self.outcomes.append(Outcome(path, 0, "", "left-out", why))
        return self._left[path]

    def _from_web(self, url: str, source: str, hint: str) -> Resolved:
        if self._download is None or not self._copy:
            return Resolved(url)
        if url not in self._fetched:
            data, reason = self._download(f"https:{url}" if url.startswith("//") else url)
            if not data:
                self._fetched[url] = Resolved(url)
                self._why[url] = reason
            else:
                name = posixpath.basename(re.split(r"[?#]", url, maxsplit=1)[0]).rpartition(".")[0]
                self._fetched[url] = Resolved(self._url(self._kept(data, sniff(data) or "", name, hint)), "fetched")
        if url in self._why:
            self.not_fetched[source, url] = self._why[url]
        return self._fetched[url]

    def named_in(self, texts: Iterable[str]) -> dict[str, bytes]:
        """Those of the fresh files that some texts name."""
        address = re.compile(rf"{re.escape(self._config.media.url)}/([\w-]+\.\w+)")
        names = {name for text in texts for name in address.findall(text)}
        folder = self._config.media.folder
        return {path: data for path, data in self.fresh.items() if path.removeprefix(f"{folder}/") in names}

    def _kept(self, data: bytes, kind: str, stem: str, hint: str) -> str:
        """The path of the media file with these bytes, made if there is none."""
        whole = hashlib.sha256(data).hexdigest()
        digest = whole if whole in self._by_digest else whole[:8]
        if self.fresh.get(self._by_digest.get(digest, ""), data) != data:  # two files with one start of a digest
            digest = whole
        if digest not in self._by_digest:
            name = media_name(stem, hint)
            path = f"{self._config.media.folder}/{name}-{digest}.{EXTENSIONS[kind]}"
            self._by_digest[digest] = path
            self.fresh[path] = data
        return self._by_digest[digest]

    def _url(self, path: str) -> str:
        return f"{self._config.media.url}/{path.removeprefix(self._config.media.folder + '/')}"


def media_name(stem: str, hint: str) -> str:
    """A name that tells what a file is: its own if that says something, else what it shows or belongs to."""
    own, other = slugify(stem), slugify(hint)
    says = not _SAYS_NOTHING.fullmatch(own) and bool(re.search(r"[a-z]{3}", own)) and not re.search(r"\d[a-z]+\d", own)
    return (own if says or not other else other)[:_LONGEST].strip("-") or "image"


def _known(files: Iterable[str]) -> list[tuple[str, str]]:
    """The media files that an import has made, by the digest in their names."""
    found = [(match[1], path) for path in files if (match := re.search(r"-([0-9a-f]{8}|[0-9a-f]{64})\.\w+$", path))]
    return sorted(found, reverse=True)
