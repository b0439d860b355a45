"""Archives as tests need them, and what is read of them."""

from __future__ import annotations

import io
import tarfile
import warnings
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from cms.model import CmsError
from cms.read.members import Refused
from cms.read.outside import open_source

MEGABYTE = 1_000_000


def zip_of(path: Path, files: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore", UserWarning)  # of names that are there twice
        for name, data in files:
            archive.writestr(name, data)
    return path


def tar_of(path: Path, files: Iterable[tuple[str | tarfile.TarInfo, bytes]], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]  # any mode
        for name, data in files:
            info = tarfile.TarInfo(name) if isinstance(name, str) else name
            if info.isreg():
                info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def info_of(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type = kind
    info.linkname = target
    return info


def unix(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = mode << 16
    return info


def contents(path: Path) -> dict[str, bytes | str]:
    with open_source(str(path)) as source:
        found = {path: source.read(path) for path in source.files}
    return {path: data.reason if isinstance(data, Refused) else data for path, data in found.items()}


def refusals(path: Path) -> list[tuple[str, str]]:
    with open_source(str(path)) as source:
        return [(refused.path, refused.reason) for refused in source.refused]


def case_of(path: object) -> str:
    with pytest.raises(CmsError) as caught, open_source(str(path)):
        pass
    assert caught.value.rule == "setup/import-source"
    return str(caught.value.values["case"])
