"""A file that content names → its place, address and facts in a bundle."""

from __future__ import annotations

import re
from hashlib import sha256

from cms.model import AssetFile, Media, Source
from cms.paths import bundle_name

MEDIA_TYPES = {
    "avif": "image/avif",
    "bmp": "image/bmp",
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "epub": "application/epub+zip",
    "gif": "image/gif",
    "heic": "image/heic",
    "ico": "image/vnd.microsoft.icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "json": "application/json",
    "m4a": "audio/mp4",
    "md": "text/markdown",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ogg": "audio/ogg",
    "pdf": "application/pdf",
    "png": "image/png",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webp": "image/webp",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""By extension. Our own table: that of the `mimetypes` module depends on what the machine has installed."""

_LONGEST_NAME = 100
_CUT_ESCAPE = re.compile(r"~[0-9A-F]?$")


def describe_asset(source: Source, media: Media) -> AssetFile:
    """The asset that a file of the repository becomes: `assets/<name>.<d16>.<ext>`, named below `media.url`."""
    digest = sha256(source.data).hexdigest()
    name, dot, extension = source.path.rpartition("/")[2].rpartition(".")
    if not dot or not name:
        name, extension = name + dot + extension, ""
    stem = _CUT_ESCAPE.sub("", bundle_name(name)[:_LONGEST_NAME])
    hashed = f"{stem}.{digest[:16]}" + (f".{bundle_name(extension)}" if extension else "")
    return AssetFile(
        source=source.path,
        path=f"assets/{hashed}",
        url=f"{media.url}/{hashed}",
        media_type=MEDIA_TYPES.get(extension.lower(), "application/octet-stream"),
        size=len(source.data),
        digest=digest,
    )
