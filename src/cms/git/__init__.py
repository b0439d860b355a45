"""What Git knows, as plain values: files, bytes, dates. Nothing else in the package runs the `git` program."""

from cms.git.blobs import Blob, Blobs, blob_id
from cms.git.changes import Changes, WorkChanges, index_changes, tree_changes, work_changes
from cms.git.files import WorkTree, index_files, staged, tree_files, work_files
from cms.git.history import History, changed_dates, dates, read_history
from cms.git.repository import Repository, find_repository, is_shallow, resolve

__all__ = [
    "Blob",
    "Blobs",
    "Changes",
    "History",
    "Repository",
    "WorkChanges",
    "WorkTree",
    "blob_id",
    "changed_dates",
    "dates",
    "find_repository",
    "index_changes",
    "index_files",
    "is_shallow",
    "read_history",
    "resolve",
    "staged",
    "tree_changes",
    "tree_files",
    "work_changes",
    "work_files",
]
