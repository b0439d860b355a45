"""English messages of the `lint/…` rules for media and for what entries have in common."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("lint/heavy-image", ""): (
        "the image weighs {size:size}; a page shouldn't load more than {limit:size}",
        "save it again, smaller or as WebP",
    ),
    ("lint/lfs-pointer", ""): (
        "this is only a pointer of Git LFS, not the file",
        "run `git lfs pull`, or put the file itself here",
    ),
    ("lint/near-duplicate", ""): (
        "{name:code} has {term:code}, which {count:count other entry writes|other entries write} otherwise",
        "write {suggestion:code}",
    ),
}
