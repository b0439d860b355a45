"""Small folders of content, and what is read off the plan that is inferred from one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cms.build import check
from cms.emit import file_text, json_text, yaml_text
from cms.model import Data
from cms.scaffold.plan import Plan, PlannedCollection

Infer = Callable[..., Plan]


def page(**data: Any) -> str:
    return file_text(data, ".md", "Text.")


def many(number: int, of: Callable[[int], Mapping[str, Any]], folder: str = "posts") -> dict[str, str]:
    return {f"content/{folder}/p{each:03}.md": page(**of(each)) for each in range(number)}


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def set_up(root: Path, plan: Plan) -> None:
    """Write what a plan says, as `cms init` does."""
    collections = {each.name: {**each.settings, "schema": f"schemas/{each.name}.json"} for each in plan.collections}
    site: Data = {"lang": plan.languages[0], "languages": list(plan.languages)}
    settings: Data = {"site": site, "content": plan.content, "collections": collections}
    write(root, {"cms.yml": yaml_text(settings | ({"media": dict(plan.media)} if plan.media else {}))})
    write(root, {f"schemas/{each.name}.json": json_text(each.schema) for each in plan.collections})


def found_by_check(root: Path, plan: Plan) -> list[tuple[str, str]]:
    set_up(root, plan)
    return [(found.rule, found.path) for found in check(str(root)).diagnostics if found.severity == "error"]


def only(plan: Plan) -> PlannedCollection:
    (collection,) = plan.collections
    return collection


def fields(plan: Plan) -> dict[str, Data]:
    found: dict[str, Data] = only(plan).schema["properties"]
    return found


def cases(plan: Plan) -> set[tuple[str, str]]:
    """What is unsure, but for what is said of every collection."""
    return {(doubt.case, doubt.pointer) for doubt in plan.doubts if doubt.case not in {"undescribed", "few-entries"}}


def keywords(schema: Data) -> Data:
    return {name: value for name, value in schema.items() if name not in {"title", "$comment"}}


def values_of(schema: Any, keyword: str) -> Iterator[Any]:
    if isinstance(schema, dict):
        yield from ([schema[keyword]] if keyword in schema else [])
        for value in schema.values():
            yield from values_of(value, keyword)
