"""An address of a service that counts who follows a link → the address that it leads to."""

from __future__ import annotations

import re

from cms.lint.addresses import bare, host

LOOK = r"/l\.php\?|//l\.instagram\.|/url\?|safelinks\.protection\.|/redirect\?|slack-redir\."
"""What is in every such address, in lower case."""

_BY_HOST = (
    (r"lm?\.(?:facebook|messenger)\.com", r"/l\.php", "u"),
    (r"l\.instagram\.com", r"/", "u"),
    (r"(?:www\.)?google\.(?:com?\.)?[a-z]{2,3}", r"/url", "q|url"),
    (r"[\w-]+\.safelinks\.protection\.outlook\.com", r"/.*", "url"),
    (r"(?:www\.)?linkedin\.com", r"/redir/redirect", "url"),
    (r"(?:www\.)?youtube\.com", r"/redirect", "q"),
    (r"slack-redir\.net", r"/link", "url"),
)
_WHOLE = r"https?://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#].*)?"
_UNSAFE = r"[\s<>\"'`\\{}|\[\]()«»“”\ufffd]"
_ENDS = ".,;:!?*_~’…"


def redirected(url: str) -> str | None:
    """The http(s) address that is written in another, encoded; None where that is none that only leads on."""
    name, path = host(url), "/" + bare(url).partition("?")[0].partition("/")[2]
    for hosts, paths, names in _BY_HOST:
        if re.fullmatch(hosts, name) and re.fullmatch(paths, path):
            return _decoded(url, names)
    return None


def is_safe(url: str) -> bool:
    """Whether an address may stand wherever another one does: in parentheses, between quotes, in a sentence."""
    return url.isprintable() and not re.search(_UNSAFE, url) and url[-1] not in _ENDS


def _decoded(url: str, names: str) -> str | None:
    from urllib.parse import unquote  # noqa: PLC0415 - hardly any file has such an address

    match = re.search(rf"[?&;](?:{names})=([^&#]+)", url)
    target = unquote(match[1]) if match else ""
    return target if re.fullmatch(_WHOLE, target) else None
