"""Where entries are put: names of any length and kind, and nothing outside of a collection's folder."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path

import pytest
from tests.conftest import CMS_YML
from tests.importing.small import (
    NEW,
    OLD,
    OTHER,
    PNG,
    SCHEMA,
    Site,
    cms,
    export,
    files_of,
    imported,
    made_of,
    mapping,
    post,
)

SERIES = json.loads(SCHEMA)
SERIES["properties"]["series"] = {"type": "string"}


@pytest.mark.parametrize("title", ["x" * 400, "un mot " * 60, "é" * 300])
def test_a_long_title_has_a_short_name_of_its_own(site: Site, title: str) -> None:
    files: dict[str, str | bytes] = {
        OLD: post(title=title, author=f"Zoé {title}"),
        "posts/2026-03-04-autre.md": post(title=f"{title}!?1", author=f"Zoé {title}"),
    }
    root, done = made_of(site, files)
    names = {Path(file.path).name for file in done.files}
    assert len(names) == 3, "two posts and who wrote both"
    assert max(map(len, names)) <= 140
    assert {file.state for file in imported(root, export(root, files)).files} == {"same"}


@pytest.mark.parametrize("series", ["..", "../..", "a/b", ".git", ".", "/etc", "con", "nul.txt", "a:b", "x" * 300])
def test_a_value_never_leads_elsewhere(site: Site, tmp_path: Path, series: str) -> None:
    changes = {
        "cms.yml": CMS_YML.replace("posts/{date}-{slug}.md", "posts/{series}/{slug}.md"),
        "schemas/post.schema.json": json.dumps(SERIES),
        "content/posts/2026-01-02-bonjour.md": None,
        "imports/essai.yml": mapping(series="series"),
    }
    root = site(changes)
    source = export(root, {OLD: post(series=f"'{series}'"), OTHER: post(title="Autre", series="mares")})
    before = set(tmp_path.rglob("*"))
    done = imported(root, source)
    new = {path.relative_to(root).as_posix() for path in set(tmp_path.rglob("*")) - before if path.is_file()}
    assert new == {"content/people/zoe-oeil.yml", "content/posts/mares/autre.md"}
    assert [(each.path, each.reason) for each in done.outcomes if not each.field and each.fate == "left-out"] == [
        (OLD, "unplaced")
    ]


@pytest.mark.parametrize("folder", ["content/posts", "content/media"])
def test_a_folder_that_is_a_link_is_not_followed(site: Site, tmp_path: Path, folder: str) -> None:
    root = site({"imports/essai.yml": mapping(), "content/posts/2026-01-02-bonjour.md": None})
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()
    (root / folder).symlink_to(elsewhere)
    source = export(root, {OLD: post("![Une mare](mare.png)\n"), "posts/mare.png": PNG})
    done = cms(root, "import", "essai", str(source), "--lang", "en")
    assert done.returncode == 2
    assert done.stderr.startswith(f"cms: nothing was written: `{folder}/")
    assert f"is to be in the folder `{folder}`, which is a symbolic link; " in done.stderr
    assert list(elsewhere.iterdir()) == []


def test_a_file_that_is_a_link_is_replaced_and_not_written_through(site: Site, tmp_path: Path) -> None:
    root = site({"imports/essai.yml": mapping()})
    target = tmp_path / "cible.md"
    target.write_text("À garder\n", encoding="utf-8")
    (root / NEW).symlink_to(target)
    imported(root, export(root, {OLD: post()}), force=True)
    assert target.read_text(encoding="utf-8") == "À garder\n"


def test_names_that_are_spelled_otherwise_are_the_same(site: Site) -> None:
    apart = unicodedata.normalize("NFD", "été.png")
    encoded = "".join(f"%{byte:02X}" for byte in apart.encode())
    files: dict[str, str | bytes] = {
        OLD: post(f"![Une mare](<{apart}>)\n\n![Encore]({encoded})\n"),
        f"posts/{apart}": PNG,
    }
    root, _ = made_of(site, files)
    assert (root / NEW).read_text(encoding="utf-8").count("](/media/ete-") == 2


def test_the_order_of_files_and_hashes_changes_nothing(site: Site) -> None:
    files: dict[str, str | bytes] = {
        f"posts/2026-03-0{number}-{name}.md": post(title=name, author=f"Zoé, Bob et {name}", keywords="[a, b]")
        for number, name in enumerate("cbad", 1)
    }
    text = mapping(authors="{from: author, split: ', | et ', entry: people}")
    printed, written = set(), set()
    for seed in "0123":
        root = site({"imports/essai.yml": text}, name=f"dépôt {seed}")
        done = cms(root, "import", "essai", os.fspath(export(root, files)), "--format", "json", PYTHONHASHSEED=seed)
        printed.add(done.stdout)
        written.add(repr(files_of(root)))
    assert (len(printed), len(written)) == (1, 1)
