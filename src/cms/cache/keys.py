"""What results depend on, as keys: texts made one, and the program itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b

_LIBRARIES = ("pyyaml-", "jsonschema_rs-", "comrak_ext-", "orjson-", "tzdata-")
_ZONES = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
"""Where `zoneinfo` looks for the system's time zones; `tzdata.zi` says in its first line which version they are."""


def key(*parts: str) -> str:
    """One key for several texts."""
    return blake2b("\0".join(parts).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def program_version(package: str, paths: Iterable[str]) -> str:
    """What results depend on besides their inputs: our own code, byte for byte, and versions of all that it stands on.

    `package` is the folder of our code, `paths` the folders where libraries are installed.
    """
    digest = blake2b(f"{sys.version}\0{_zones()}".encode("utf-8", "surrogateescape"), digest_size=16)
    for folder, folders, names in os.walk(package):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".py", ".json")):
                digest.update(name.encode())
                with open(os.path.join(folder, name), "rb", buffering=0) as file:
                    digest.update(file.read())
    for path in paths:
        with suppress(OSError):
            digest.update(" ".join(sorted(name for name in os.listdir(path) if _is_library(name))).encode())
    return digest.hexdigest()


def _zones() -> str:
    """Which version of the time zones there is."""
    wanted = os.environ.get("PYTHONTZPATH", "")
    found = [wanted]
    for folder in wanted.split(os.pathsep) if wanted else _ZONES:
        with suppress(OSError, ValueError), open(os.path.join(folder, "tzdata.zi"), encoding="utf-8") as file:
            found.append(file.readline())
    return "\n".join(found)


def _is_library(name: str) -> bool:
    return name.endswith(".dist-info") and name.lower().startswith(_LIBRARIES)
