"""English words for what an inferred set-up isn't sure of."""

from __future__ import annotations

from collections.abc import Mapping

REVIEW = "To review: "

PAGE = """# To review

`cms init` inferred `cms.yml` and the schemas from the content. This is what it was unsure of; what is about a field
stands in its schema, too, as a `$comment` that begins with "To review". Change what is mistaken, remove the comments
that you have read, and in the end this file.
"""

FILES = "Files"
"""The heading over what is about no collection."""

DOUBTS: Mapping[str, str] = {
    # --- Files
    "languages": (
        "folders that seem to be those of languages, {values:list}: if they are, start again with all of them in"
        " `--languages`, so that a collection holds its translations"
    ),
    "no-front-matter": (
        "{count:count Markdown file begins|Markdown files begin} with no front matter and can't be"
        " read{paths:in}: add one, or move them out of the content"
    ),
    "unread": "{count:count file|files} couldn't be read{paths:in}: `cms check` says why, once in a collection",
    "other-text": (
        "{count:count text|texts} of a kind that isn't read, such as .mdx or .html{paths:in}: turn them into .md"
        " to have them checked"
    ),
    "stray": "{count:count file|files} of the content folder neither in a collection nor in the media folder{paths:in}",
    "at-root": (
        "{count:count Markdown file|Markdown files} at the root{paths:in}, and so in no collection: to be checked,"
        " pages have to be in a folder"
    ),
    # --- Collections
    "few-entries": "only {count:count entry|entries} to infer from: nothing is required",
    "few-required": "required because all {count:number} entries have them, which may be chance: {fields:list}",
    "undescribed": (
        "the {count:count field has|fields have} no description: say in `description` what editors are to write"
    ),
    "same-id": (
        "{count:count group of files has|groups of files have} one and the same id{paths:in}: rename all but one"
    ),
    "dated-mostly": (
        "{count:number} of {total:number} file names begin with a date, which the others lack{paths:in}: once all"
        " do, the path can be `{{date}}-{{slug}}`"
    ),
    "dated-variously": (
        "the file names begin with a date, followed by `-` or by `_`: with one of them, the path can hold `{{date}}`"
    ),
    "dated-order": (
        "entries are sorted by the dates of their file names, the oldest first: once all have a field `date` as well,"
        " `order: [-date]` can put the latest first"
    ),
    "date-differs": (
        "in {count:number} of {total:number} entries `date` isn't the date of the file's name{paths:in}: correct"
        " one of the two"
    ),
    "date-apart": (
        "in {count:number} of {total:number} entries `date` isn't the date of the file's name{paths:in}: so the"
        " path doesn't ask for that"
    ),
    "slug-differs": (
        "in {count:number} of {total:number} entries `slug` isn't what the file is called{paths:in}: correct one"
        " of the two"
    ),
    "slug-apart": (
        "in {count:number} of {total:number} entries `slug` isn't what the file is called{paths:in}: so the path"
        " doesn't ask for that"
    ),
    "publish": (
        "taken for what decides on publication: {value:value} is published, {count:count entry isn't|entries"
        " aren't}{paths:in}"
    ),
    "publish-all": "taken for what decides on publication: {value:value} is published, as all entries are now",
    "publish-lacking": ("entries without it, {count:number} of {total:number}, count as published, by its `default`"),
    "publish-drafts": "hides the folder's drafts by its `default`: {value:value} publishes one",
    "publish-none": "not taken for what decides on publication: all entries are published",
    "dated-slip": "{count:number} of {total:number} file names begin with a date; correct the others{paths:in}",
    # --- Fields
    "strange": "{name:code} is taken for a text that isn't meant to be a field{paths:in}",
    "always-empty": "always empty, in {total:count place|places}: anything is allowed",
    "empty": "empty in {count:number} of {total:number} places, and allowed to be",
    "mixed": "of several types, {types:types}, the last one here{paths:in}",
    "type-slip": "another type, {type:kind}, in {count:number} of {total:number} places{paths:in}, taken for a slip",
    "nearly-required": (
        "there in all but {count:number} of {total:number} places; missing{paths:in}: fill it in there and require it?"
    ),
    "rare": "there in {count:number} of {total:number} places only{paths:in}: still needed?",
    "misspelt": "{name:code} is taken for a misspelling of it, in {count:count place|places}{paths:in}",
    "enum": "a choice, because only these values are used: {values:list}",
    "enum-slip": "{values:list} taken for a slip of one of the choices, in {count:count place|places}{paths:in}",
    "dates": (
        "a date, but in {count:number} of {total:number} places not written as one, such as {values:list}: write"
        " `2026-11-24` everywhere, then ask for `format: date`"
    ),
    "date-and-time": "a date, with the time in {count:number} of {total:number} places",
    "date-slip": "{values:list}, in {count:count place|places}, taken for a date written wrong{paths:in}",
    "web-slip": "{values:list}, in {count:count place|places}, taken for an address written wrong{paths:in}",
    "image-slip": "{count:number} of {total:number} images aren't there: {values:list}{paths:in}",
    "image-missing": (
        "images, it seems, but {count:number} of {total:number} can't be found, such as {values:list}: bring them"
        " into the repository, set `media` in cms.yml, then ask for `x-asset: image`"
    ),
    "reference": "a reference, because all values are ids of {collection:code}",
    "reference-slip": (
        "a reference, because nearly all values are ids of {collection:code}; {count:number} of {total:number}"
        " aren't: {values:list}{paths:in}"
    ),
    "reference-partly": (
        "no reference, although many values are ids of {collection:code}: {count:number} of {total:number}"
        " aren't, such as {values:list}"
    ),
    "reference-slug": (
        "the values are the last parts of ids of {collection:code}: to be references they would have to be ids,"
        " {id:code} in place of {value:code}"
    ),
    "reference-title": (
        "the values are titles in {collection:code}: to be references they would have to be ids, {id:code} in"
        " place of {value:code}"
    ),
    "reference-title-partly": (
        "many values are titles in {collection:code}, but {count:number} of {total:number} aren't:"
        " {values:list}{paths:in}; correct these, and turn all into ids to have references"
    ),
}
"""Templates by the case of the doubt."""
