"""Laws of inference: any content fits what is inferred from it, or what doesn’t is reported."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from tests.inferring.small import page, set_up, write

from cms.build import check
from cms.build.inferring import plan_from
from cms.emit import file_text
from cms.model import Data, Source
from cms.parse import parse
from cms.scaffold.inference import infer

if TYPE_CHECKING:
    import pytest

names = st.sampled_from(
    ["title", "date", "on", "kind", "status", "draft", "author", "tags", "seo", "slug", "link", "x y"]
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from([0.5, 1.0])
    | st.sampled_from(
        ["", "a", "b", "p1", "p2", "Published", "Draft", "2024-01-02", "2024-01-02T10:00:00Z", "3 mai 2024"]
    )
    | st.sampled_from(["https://a.test/b", "www.a.test", "a@b.test", "img/a.png", "/img/a.png", "posts/p1.md", "A b"])
    | st.text("ab é:#-", max_size=4)
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3), max_leaves=4
)
entries = st.dictionaries(names, values, max_size=4)
places = st.sampled_from([
    "posts/p{}.md", "posts/2024-01-0{}-p.md", "posts/p{}/index.md", "people/p{}.yml", "pages/deep/er/p{}.md", "p{}.md",
    "data/p{}.json", "pages/p{}.md", "fr/posts/p{}.md", "en/posts/p{}.md", "posts/fr/p{}.md", "posts/en/p{}.md",
])  # fmt: skip
folders = st.dictionaries(st.tuples(places, st.integers(1, 9)), entries, min_size=1, max_size=25)
REPORTED = ("type-slip", "enum-slip", "date-slip", "web-slip", "misspelt", "strange", "date-differs", "slug-differs")


def content_of(folder: Mapping[tuple[str, int], Data]) -> dict[str, str]:
    paths = {f"content/{place.format(number)}": data for (place, number), data in folder.items()}
    return {path: file_text(data, f".{path.rpartition('.')[2]}", "") for path, data in paths.items()}


@given(folders)
def test_any_content_fits_what_is_inferred_from_it(
    tmp_path_factory: pytest.TempPathFactory, folder: Mapping[tuple[str, int], Data]
) -> None:
    assert_unfit_is_reported(write(tmp_path_factory.mktemp("site"), content_of(folder)))


@given(st.lists(entries, min_size=1, max_size=3), st.integers(20, 60), st.data())
def test_what_differs_in_one_of_many_fits_or_is_reported(
    tmp_path_factory: pytest.TempPathFactory, usual: list[Data], number: int, data: st.DataObject
) -> None:
    """The same few entries many times, but for one, which has another value, or another name of a field."""
    odd = dict(data.draw(st.sampled_from(usual)))
    name = data.draw(st.sampled_from([*odd, "title"]))
    if data.draw(st.booleans()):
        odd[name] = data.draw(values)
    else:
        odd[f"{name}{data.draw(st.sampled_from(['l', 's', '2', ' of the whole world and more']))}"] = odd.pop(name, "T")
    every = {f"content/posts/2024-01-02-p{each}.md": page(**usual[each % len(usual)]) for each in range(number)}
    root = write(tmp_path_factory.mktemp("site"), {**every, "content/posts/2024-01-02-p0.md": page(**odd)})
    assert_unfit_is_reported(root)


def assert_unfit_is_reported(root: Path) -> None:
    plan = plan_from(str(root / "content"), str(root), ["fr", "en"])
    set_up(root, plan)
    found = [each for each in check(str(root)).diagnostics if each.rule.startswith("schema/")]
    errors = [(each.path, each.rule, each.pointer, each.values) for each in found if each.severity == "error"]
    assert len(errors) <= sum(doubt.values["count"] for doubt in plan.doubts if doubt.case in REPORTED), errors


@given(folders, st.randoms())
def test_the_order_of_files_does_not_matter(folder: Mapping[tuple[str, int], Data], random: Any) -> None:
    files = content_of(folder)
    parsed = [parse(Source(path, text.encode(), ""))[0] for path, text in files.items()]
    documents = [document for document in parsed if document.data is not None]
    before = infer(documents, list(files), "content", ["fr", "en"])
    random.shuffle(documents)
    assert infer(documents, sorted(files, reverse=True), "content", ["fr", "en"]) == before
