"""Bytes at hand → an artifact."""

from __future__ import annotations

from hashlib import sha256

from cms.model import Artifact, Role


def from_bytes(path: str, role: Role, data: bytes, digest: str | None = None) -> Artifact:
    """The artifact of bytes that have been made; `digest` where it is known already."""
    return Artifact(path, role, digest or sha256(data).hexdigest(), len(data), lambda: data)
