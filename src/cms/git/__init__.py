"""What Git knows, as plain values. Nothing else in the package runs the `git` program.

`cms.git.history` knows when files were changed; a check doesn't ask for that.
"""

from cms.git.blobs import Blob, Blobs, blob_id, sizes
from cms.git.changes import Changes, IndexChanges, WorkChanges, index_changes, tree_changes, work_changes
from cms.git.files import WorkTree, index_files, staged, tree_files, work_files
from cms.git.repository import Repository, find_repository, resolve

__all__ = [
    "Blob",
    "Blobs",
    "Changes",
    "IndexChanges",
    "Repository",
    "WorkChanges",
    "WorkTree",
    "blob_id",
    "find_repository",
    "index_changes",
    "index_files",
    "resolve",
    "sizes",
    "staged",
    "tree_changes",
    "tree_files",
    "work_changes",
    "work_files",
]
