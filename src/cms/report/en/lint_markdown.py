"""English messages of the `lint/…` rules for how Markdown is written."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("lint/raw-html", ""): (
        ("HTML isn't published: {tag:code} will be left out", "HTML isn't published: this will be left out"),
        "write it in Markdown, or remove it",
    ),
    ("lint/raw-html", "tag"): (
        "HTML isn't published: the tag {tag:code} will be taken out, its text stays",
        "write it in Markdown, or remove the tag",
    ),
    ("lint/raw-html", "comment"): (
        "HTML isn't published: what follows the comment in its line will be left out with it",
        "write the rest in another line, after an empty one",
    ),
    ("lint/raw-html", "text"): (
        "HTML isn't published: {tag:code} and all that follows, up to the next empty line, will be left out",
        "keep the text without these tags, and write it in Markdown",
    ),
    ("lint/raw-html", "script"): (
        "HTML isn't published, and {tag:code} can't be: this will be left out",
        "remove it, and ask those who look after the site for what it does",
    ),
    ("lint/raw-html", "embed"): (
        "HTML isn't published: what {tag:code} embeds will be left out",
        ("put a link to {url:path} in its place", "put a link in its place: `[title](https://…)`"),
    ),
    ("lint/raw-html", "break"): (
        "HTML isn't published: this line break ({tag:code}) will be left out",
        "end the line with `\\` and go on in the next, or leave an empty line to begin a paragraph",
    ),
    ("lint/raw-html", "image"): (
        "HTML isn't published: this image ({tag:code}) will be left out",
        ("write {better:path}", "write `![description](/media/image.jpg)`"),
    ),
    ("lint/raw-html", "linked-image"): (
        "HTML isn't published: this link and its image will be left out",
        "write `[![description](/media/image.jpg)](https://…)`",
    ),
    ("lint/raw-html", "link"): (
        "HTML isn't published: this link ({tag:code}) will be taken out, its text stays",
        ("write {better:path}", "write `[text](https://…)`"),
    ),
    ("lint/raw-html", "emphasis"): (
        "HTML isn't published: the emphasis of {tag:code} will be taken out, its text stays",
        ("write {better:code}", "write `**bold**` or `*italic*`"),
    ),
    ("lint/raw-html", "layout"): (
        "HTML isn't published: the layout of {tag:code} will be taken out, its text stays",
        "keep the text without these tags; colours, sizes and alignment are up to the site",
    ),
    ("lint/broken-emphasis", ""): (
        "this emphasis isn't recognised, and its {mark:code} will be shown: {text:code}",
        ("write {better:code}", "put the {mark:code} right next to the words, and the spaces outside"),
    ),
    ("lint/broken-emphasis", "glued"): (
        "this emphasis isn't recognised, and its {mark:code} will be shown: {text:code}",
        ("write {better:code}", "keep the punctuation and the letters next to it on the same side of the {mark:code}"),
    ),
    ("lint/broken-emphasis", "punctuation"): (
        "these {mark:code} around a punctuation mark will be shown: {text:code}",
        ("write {better:code}", "remove these {mark:code}"),
    ),
    ("lint/glued-quote", ""): (
        "the quotation {text:code} is glued to the paragraph above",
        "leave an empty line before the line that begins with `>`",
    ),
    ("lint/lazy-quote", ""): (
        "for want of an empty line, {text:code} is a part of the quotation above",
        "leave an empty line below the quotation, or begin this line with `>` if it belongs to it",
    ),
    ("lint/skipped-heading", ""): (
        "the heading {text:code} is of level {level:number}, but the one before is of level {above:number}",
        "begin this heading with {marks:code}, or write the heading that is missing between them",
    ),
    ("lint/second-title", ""): (
        "{text:code} is a second heading of the first level",
        "begin the headings of sections with `##`",
    ),
    ("lint/second-title", "in-text"): (
        "{text:code} is a heading of the first level, but the page has the title {title:code}",
        "begin the headings of sections with `##`",
    ),
    ("lint/second-title", "repeated-title"): (
        "the text says the title of the page again: {text:code}",
        "remove this heading from the text: the site shows that of `title`",
    ),
    ("lint/duplicate-heading", ""): (
        "the heading {text:code} is there already; the address of this one, {id:code}, may change",
        "say in this heading what it is about",
    ),
    ("lint/long-heading", ""): (
        "this heading has {length:count character|characters}, more than {limit:number}: {text:code}",
        "shorten it, and say the rest in the text below",
    ),
    ("lint/long-heading", "underlined"): (
        "the line of dashes or `=` makes a heading of the whole paragraph: {text:code}",
        "leave an empty line above that line, or shorten the heading",
    ),
    ("lint/empty-heading", ""): (
        "this heading {marks:code} has no text",
        "write its text, or remove the line",
    ),
    ("lint/empty-heading", "image"): (
        "this heading {marks:code} holds only an image, and no text",
        "remove {marks:code} before the image, or add the text of the heading",
    ),
    ("lint/hash-without-space", ""): (
        "for want of a space behind the `#`, {text:code} is no heading",
        "write {better:code}",
    ),
    ("lint/mark-space", "heading"): (
        "the space behind {mark:code} is a no-break space: this line is no heading",
        "type that space again: {text:code}",
    ),
    ("lint/mark-space", "item"): (
        (
            "the space behind {mark:code} is a no-break space ({count:count line|lines}): this is no list, and the"
            " sign will be shown"
        ),
        "type that space again at the beginning of each line: {text:code}",
    ),
    ("lint/mark-space", "quote"): (
        "the space behind {mark:code} is a no-break space, and will be shown at the beginning of the quotation",
        "type that space again: {text:code}",
    ),
    ("lint/mark-space", "bullet"): (
        "{count:count line begins|lines begin} with {mark:code}: they won't make a list",
        "write a hyphen and a space at the beginning of each: {text:code}",
    ),
}
