"""A repository with the project's own schemas and mappings, and nothing in it yet."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cms.build.importing import Imported, Order, import_content

ROOT = Path(__file__).parents[2]

Import = Callable[..., Imported]


@pytest.fixture
def association(tmp_path: Path) -> Path:
    """A folder for the association's content, whose name has a space and accents."""
    root = tmp_path / "dépôt d’association"
    root.mkdir()
    for name in ("schemas", "imports"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "cms.yml", root)
    return root


@pytest.fixture
def importing(association: Path) -> Import:
    """What imports a source into that folder."""

    def run(name: str, source: Path | str, *splits: str, **options: object) -> Imported:
        write = bool(options.pop("write", True))
        order = Order(name, str(source), splits, **options)  # type: ignore[arg-type]  # a test's own options
        return import_content(str(association), order, write=write, progress=lambda _done, _total: None)

    return run


@pytest.fixture
def tree(association: Path) -> Callable[[], dict[str, str]]:
    """What gives the content of that folder: texts by path."""

    def read() -> dict[str, str]:
        files = sorted(file for file in (association / "content").rglob("*") if file.is_file())
        return {file.relative_to(association).as_posix(): file.read_bytes().decode(errors="replace") for file in files}

    return read
