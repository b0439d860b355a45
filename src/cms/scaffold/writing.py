"""The files of a new repository → its folder: all of them or none, and never over what is there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress

from cms.model import CmsError

OWN = (
    "README.md",
    "requirements.txt",
    ".editorconfig",
    ".gitignore",
    ".pre-commit-config.yaml",
    ".github/",
    ".vscode/",
)
"""What a folder may have of its own already: such a file is kept as it is. Any other is a clash."""


GUIDES = ("README.md", "CONTRIBUTING.md")
"""Where editors look for how to propose a text, the first place first."""


def with_guide(root: str, files: Mapping[str, str]) -> dict[str, str]:
    """The files, and their README in the next place of GUIDES, too, where the folder has a README of its own."""
    free = next((name for name in GUIDES if not os.path.lexists(os.path.join(root, name))), GUIDES[0])
    return {**files, free: files[GUIDES[0]]}


def without_marks(root: str, files: Mapping[str, str]) -> dict[str, str]:
    """The files, without the empty ones that Git keeps a folder for, where the folder holds something already."""
    return {path: text for path, text in files.items() if not (path.endswith("/.gitkeep") and _is_filled(root, path))}


def _is_filled(root: str, path: str) -> bool:
    folder = os.path.join(root, os.path.dirname(path))
    return os.path.isdir(folder) and bool(os.listdir(folder))


def kept(root: str, paths: Iterable[str]) -> list[str]:
    """The paths at which something stands already and stays. Raises CmsError `setup/start` where it may not stay."""
    there = [path for path in paths if os.path.lexists(os.path.join(root, path))]
    for path in there:
        if not path.startswith(OWN):
            raise CmsError("setup/start", {"path": path})
    return there


def lacking(root: str, files: Mapping[str, str], paths: Iterable[str]) -> list[str]:
    """Those of some paths that stay at which lines are missing that cms needs there; a README may say what it likes."""
    return [path for path in paths if path not in {"README.md", ".editorconfig"} and _lacks(root, path, files[path])]


def _lacks(root: str, path: str, text: str) -> bool:
    try:
        with open(os.path.join(root, path), encoding="utf-8") as file:
            there = {line.strip() for line in file}
    except (OSError, UnicodeDecodeError):
        return True
    wanted = {line.strip() for line in text.splitlines() if not line.lstrip().startswith("#")}
    return not wanted - {""} <= there


def refuse_content(root: str, folders: Iterable[str]) -> None:
    """Raise CmsError `setup/start` for folders that hold files, which nobody has checked, or that are files."""
    for folder in folders:
        if os.path.isfile(os.path.join(root, folder)):
            raise CmsError("setup/start", {"path": folder, "case": "file"})
        for path, _, names in os.walk(os.path.join(root, folder)):
            if names:
                found = os.path.relpath(os.path.join(path, min(names)), root)
                case = "schemas" if folder == "schemas" else "content"
                raise CmsError("setup/start", {"path": found.replace(os.sep, "/"), "case": case, "folder": folder})


def write(root: str, files: Mapping[str, str]) -> None:
    """Write texts by their paths below a folder, which is made where it isn't there.

    Raises CmsError `setup/unwritable` where one can't be written; whatever stops it, no trace of it stays.
    """
    made: list[str] = []
    try:
        for path, text in files.items():
            _write(os.path.join(root, path), text, path, made)
    except BaseException:
        _take_back(made)
        raise


def _write(full: str, text: str, path: str, made: list[str]) -> None:
    """Write a file that isn't there, and note it and the folders that it needs in `made`."""
    try:
        _make_folder(os.path.dirname(full), made)
        with open(full, "x", encoding="utf-8", newline="\n") as file:
            made.append(full)
            file.write(text)
    except OSError as error:
        raise CmsError("setup/unwritable", {"path": path, "reason": error.strerror or ""}) from None


def _make_folder(folder: str, made: list[str]) -> None:
    if not os.path.isdir(folder):
        _make_folder(os.path.dirname(folder), made)
        os.mkdir(folder)
        made.append(folder)


def _take_back(made: list[str]) -> None:
    """Remove files and folders, the last first; a folder in which something else stands by now stays."""
    for path in reversed(made):
        with suppress(OSError):
            if os.path.isdir(path):
                os.rmdir(path)
            else:
                os.remove(path)
