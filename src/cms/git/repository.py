"""From a folder to the Git repository that it is in, and from a revision to its commit."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cms.git.processes import checked, run, text
from cms.model import CmsError

_SETTINGS = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1"}
_PATHSPEC_SETTINGS = frozenset(f"GIT_{name}_PATHSPECS" for name in ("GLOB", "NOGLOB", "LITERAL", "ICASE"))
# What names one repository, some of it set in hooks (`git rev-parse --local-env-vars`).
_FOLDERS = ("GIT_DIR", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
_LOCAL = frozenset(
    (*_FOLDERS, "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE")
)
_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class Repository(NamedTuple):
    """A Git repository as seen from a root folder in it.

    Commands run in `top`, the top of the work tree or a bare repository's folder; `prefix` leads from there to the
    root: "" or `site/`. All paths that go in and out are from the root. `work_tree` says whether the root lies in one,
    `shallow` that history is cut, `algorithm` is that of object ids (sha1, sha256), `head` is HEAD's commit, None
    before the first one.
    """

    top: str
    prefix: str
    work_tree: bool
    shallow: bool
    algorithm: str
    head: str | None
    environment: Mapping[str, str]

    def ask(self, *commands: Sequence[str]) -> list[bytes]:
        """What some commands answer, run at the same time. Raises CmsError `setup/git`."""
        answers = run(self.top, self.environment, *commands)
        return [checked(command, answer) for command, answer in zip(commands, answers, strict=True)]


def find_repository(root: str) -> Repository | None:
    """The repository that a folder is in, or None where there is none, or no `git` program.

    Of a root that isn't there, such as a folder in the tree of a bare repository, the nearest folder above counts.
    Raises CmsError `setup/git` where Git refuses to look: a repository of another owner, a broken one.
    """
    folder, rest = os.path.abspath(root), ""
    while not os.path.isdir(folder):
        folder, name = os.path.split(folder)
        rest = f"{name}/{rest}"
    facts = ("--is-inside-work-tree", "--is-shallow-repository", "--show-object-format", "--show-cdup", "--show-prefix")
    command = ("rev-parse", *facts, "--revs-only", "HEAD")
    try:
        environment = _environment(folder)
        answer = run(folder, environment, command)[0]
    except FileNotFoundError:
        return None
    if answer.code and "not a git repository (or any" in answer.errors:
        return None
    inside, shallow, algorithm, up, *prefix = text(checked(command, answer)).removesuffix("\n").split("\n")
    head = prefix.pop() if _ID.fullmatch(prefix[-1]) else None
    top = os.path.normpath(os.path.join(folder, up))
    return Repository(top, "\n".join(prefix) + rest, inside == "true", shallow == "true", algorithm, head, environment)


def resolve(repository: Repository, ref: str) -> str:
    """The commit that a revision names: a branch, a tag, a hash, `HEAD~2`. Raises CmsError `setup/unknown-ref`."""
    if ref and ref[0] not in "-^" and "\0" not in ref:
        command = ("rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}")
        answer = run(repository.top, repository.environment, command)[0]
        commit = text(answer.output).strip()
        if answer.code == 0 and _ID.fullmatch(commit):
            return commit
    raise CmsError("setup/unknown-ref", {"ref": ref})


def is_id(name: str) -> bool:
    """Whether this is the whole id of an object, and no other name of one."""
    return _ID.fullmatch(name) is not None


def _environment(folder: str) -> dict[str, str]:
    """The environment for commands in a folder. What a hook says of its own repository isn't true of others."""
    environment = {name: value for name, value in os.environ.items() if name not in _PATHSPEC_SETTINGS} | _SETTINGS
    if "GIT_DIR" not in environment or os.path.samefile(folder, os.getcwd()):
        return environment
    answer = run(os.getcwd(), environment, ("rev-parse", "--show-toplevel"))[0]
    top = text(answer.output).removesuffix("\n")
    if answer.code or not _is_below(folder, top):
        return {name: value for name, value in environment.items() if name not in _LOCAL}
    # GIT_DIR alone, as hooks of linked worktrees have it, takes whatever folder a command runs in for the work tree.
    folders = {name: os.path.abspath(environment[name]) for name in _FOLDERS if name in environment}
    return environment | folders | {"GIT_WORK_TREE": top}


def _is_below(folder: str, top: str) -> bool:
    return os.path.join(os.path.realpath(folder), "").startswith(os.path.join(os.path.realpath(top), ""))
