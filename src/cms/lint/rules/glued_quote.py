"""A quotation that stands right below a paragraph, without an empty line.

What it finds: a line that begins with `>` right below the last line of a
paragraph.

Why: CommonMark makes a quotation of it, but other readers of Markdown don't:
in the preview of many editors it is a part of the paragraph, with the `>` in
the middle of the text. An empty line is understood everywhere, and the source
is easier to read.

What to do: put an empty line between the two. `cms fix` does it.

Good:

    The jury has decided.

    > A bold project.

Bad:

    The jury has decided.
    > A bold project.

---

Une citation collée au paragraphe qui la précède, sans ligne vide.

Ce qui est signalé : une ligne qui commence par `>` juste sous la dernière ligne
d’un paragraphe.

Pourquoi : CommonMark en fait une citation, mais d’autres lecteurs de Markdown
non : dans l’aperçu de beaucoup d’éditeurs, elle se fond dans le paragraphe, et
le `>` apparaît au milieu du texte. Une ligne vide est comprise partout, et le
texte se relit mieux.

Que faire : mettre une ligne vide entre les deux. `cms fix` le fait.

Bon :

    Le jury a tranché.

    > Un projet audacieux.

Mauvais :

    Le jury a tranché.
    > Un projet audacieux.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cms.lint.checkable import Checkable
from cms.lint.markings import top_level
from cms.lint.rule import Edit, Finding
from cms.model import Json, Level

ID = "lint/glued-quote"
LEVEL: Level = "info"
OPTIONS: Mapping[str, Json] = {}
EXPLAINS: tuple[str, ...] = ()
FIXES = True


def check(file: Checkable, _options: Mapping[str, Json], /) -> Iterator[Finding]:
    """One finding for each quotation that is glued to a paragraph; its place is the quotation's first line."""
    if not _may_be_glued(file):
        return
    text = file.text
    ends = {paragraph.end for paragraph in top_level(file, "paragraph")}
    for quote in top_level(file, "block_quote"):
        start = text.rfind("\n", 0, quote.start) + 1
        if quote.text and start - 1 in ends and text[quote.start] == ">" and not text[start : quote.start].strip():
            end = text.find("\n", quote.start)
            line = text[quote.start : end if end >= 0 else len(text)].rstrip()
            said = {"text": " ".join(quote.text.split())}
            yield Finding(quote.start, quote.start + len(line), said, edits=(Edit(start, start, "\n"),))


def _may_be_glued(file: Checkable) -> bool:
    """Whether some line before one that begins with `>` is neither empty nor a part of the quotation itself."""
    last = file.start - 1
    for start, end in file.quote_lines:
        if start - 1 != last and file.text[start - 2] != "\n":
            return True
        last = end
    return False
