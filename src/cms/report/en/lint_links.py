"""English messages of the `lint/…` rules for links and images."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("lint/image-alt", ""): (
        "this image has no text to stand for it where it can't be seen",
        "write between the brackets what the image shows",
    ),
    ("lint/image-alt", "link"): (
        "this image is the whole of a link and has no text: the link has no name",
        "write between the image's brackets where the link leads",
    ),
    ("lint/image-alt", "name"): (
        "{text:code} doesn't say what the image shows",
        "write between the brackets what the image shows, in a short sentence",
    ),
    ("lint/empty-image", ""): (
        "this image has no address: nothing will be shown",
        "write the image's path between the parentheses, or remove the image",
    ),
    ("lint/hotlinked-image", ""): (
        "{count:count image comes|images come} from another site, {host:code}",
        "save the image, put it into the folder of images and files, and write its path",
    ),
    ("lint/dead-anchor", ""): (
        "no heading of this page has the address {anchor:code}",
        "write the address of a heading of this page, or remove the link",
    ),
    ("lint/dead-anchor", "meant"): (
        "no heading of this page has the address {anchor:code}",
        "write {right:path}, the address of the heading {heading:code}",
    ),
    ("lint/dead-anchor", "html"): (
        "{anchor:code} leads to an HTML tag, which isn't published",
        "write the address of a heading of this page, or remove the link",
    ),
    ("lint/empty-link", "target"): (
        ("the link {text:code} leads nowhere", "this link leads nowhere"),
        "write the address between the parentheses, or remove the link",
    ),
    ("lint/empty-link", "text"): (
        "the link to {url:code} has no text",
        "write between the brackets where the link leads, or remove the link",
    ),
    ("lint/empty-link", "both"): (
        "this link has neither a text nor an address",
        "write the text between the brackets and the address between the parentheses, or remove the link",
    ),
    ("lint/spaced-link", ""): (
        "the text {text:code} is apart from its address: this is no link",
        "write `[text](https://…)`, without a space between `]` and `(`",
    ),
    ("lint/spaced-link", "image"): (
        "the text {text:code} is apart from its address: this is no image",
        "write `![text](/media/…)`, without a space between `]` and `(`",
    ),
    ("lint/spaced-link", "reversed"): (
        "the brackets and the parentheses of {text:code} are exchanged: this is no link",
        "put the text between brackets, then the address between parentheses",
    ),
    ("lint/broken-link", "space"): (
        "the address {address:code} has a space: it isn't recognised",
        (
            "write {right:path}",
            "write the address without spaces, or {space:code} in the place of each",
            "write the address without spaces",
        ),
    ),
    ("lint/broken-link", "quoted"): (
        "the address {address:code} stands between quotes: it isn't recognised",
        "remove the quotes",
    ),
    ("lint/broken-link", "unclosed"): (
        "the address {address:code} isn't followed by `)`: it isn't recognised",
        "put `)` right behind the address, and the whole address in one line",
    ),
    ("lint/split-word", ""): (
        "the link splits the word {word:code}",
        "put the whole word between the brackets",
    ),
    ("lint/split-word", "touching"): (
        "{part:code} touches the link {text:code}: a space is missing, or the link splits a word",
        "put a space, or the whole word between the brackets",
    ),
    ("lint/link-space", ""): (
        "the text of the link {text:code} begins or ends with a space",
        "put the space outside the brackets",
    ),
    ("lint/ambiguous-link", ""): (
        "one text, {text:code}, leads to {count:number} different addresses",
        "name in each link what it leads to",
    ),
    ("lint/ambiguous-link", "vague"): (
        "the text of the link, {text:code}, doesn't say where it leads",
        "write the name of the page or document",
    ),
    ("lint/url-text", ""): (
        "the text of this link is a long address, {url:code}",
        "write the name of the page or document between the brackets",
    ),
    ("lint/url-text", "bare"): (
        "a long address is written in the text, {url:code}",
        "make it a link that has a name, like `[the name](https://…)`",
    ),
}
