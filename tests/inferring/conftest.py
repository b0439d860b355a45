"""What infers a set-up from the files of a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from tests.inferring.small import Infer, write

from cms.build.inferring import plan_from
from cms.scaffold.plan import Plan


@pytest.fixture
def inferred(tmp_path: Path) -> Infer:
    def run(files: Mapping[str, str | bytes], folder: str = "content", languages: Sequence[str] = ("en",)) -> Plan:
        write(tmp_path, files)
        return plan_from(str(tmp_path / folder), str(tmp_path), languages)

    return run
