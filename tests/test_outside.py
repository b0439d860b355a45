"""Files, folders and archives from elsewhere are read; what leads out of them or is no file is named, not read."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import stat
import struct
import tarfile
import unicodedata
from pathlib import Path

import pytest
from tests.archives import case_of, contents, info_of, refusals, tar_of, unix, zip_of

from cms.read.members import Refused
from cms.read.outside import open_source

# --- What is no attack -----------------------------------------------------------------------------------------------


def test_a_single_file(tmp_path: Path) -> None:
    (tmp_path / "export.xml").write_bytes(b"<rss/>")
    with open_source(str(tmp_path / "export.xml")) as source:
        assert (source.name, source.files, source.top, source.refused) == ("export.xml", ("export.xml",), "", ())
        assert source.read("export.xml") == source.read("export.xml") == b"<rss/>"
        assert source.read("export.xml", 6) == b"<rss/>"
        assert source.read("export.xml", 5) == Refused("export.xml", "size")


def test_a_packed_file_that_is_no_tar_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "dump.sql.gz").write_bytes(gzip.compress(b"INSERT" * 1000))
    assert list(contents(tmp_path / "dump.sql.gz")) == ["dump.sql.gz"]


def test_a_folder(tmp_path: Path) -> None:
    for name in (
        "blog/a.md",
        "blog/_posts/b.md",
        "blog/.git/config",
        "blog/x/node_modules/y/readme.md",
        "blog/.hidden",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    with open_source(f"{tmp_path}/blog/") as source:
        assert (source.name, source.top) == ("blog", "")
        assert source.files == (".hidden", "_posts/b.md", "a.md")
        assert source.read("_posts/b.md") == b"blog/_posts/b.md"
        assert source.refused == ()


TARS = {"": "w", ".gz": "w:gz", ".bz2": "w:bz2", ".xz": "w:xz"}


@pytest.mark.parametrize("kind", ["zip", *TARS])
@pytest.mark.parametrize("name", ["export", "export.jpg"])
def test_an_archive_is_told_by_its_content(tmp_path: Path, kind: str, name: str) -> None:
    files = [("repo-main/été/a.md", b"a" * 5000), ("repo-main/b.md", b""), ("./repo-main//c.md", b"c")]
    path = zip_of(tmp_path / name, files) if kind == "zip" else tar_of(tmp_path / name, files, TARS[kind])
    with open_source(str(path)) as source:
        assert source.files == ("repo-main/b.md", "repo-main/c.md", "repo-main/été/a.md")
        assert (source.name, source.top, source.refused) == (name, "repo-main", ())
    assert contents(path) == {
        "repo-main/b.md": b"",
        "repo-main/c.md": b"c",
        "repo-main/été/a.md": b"a" * 5000,
    }
    assert [found.name for found in tmp_path.iterdir()] == [name]


def test_several_streams_of_xz_and_gzip(tmp_path: Path) -> None:
    data = tar_of(tmp_path / "a", [("a.md", b"a" * 3000)]).read_bytes()
    for pack in (lzma.compress, gzip.compress, bz2.compress):
        (tmp_path / "b").write_bytes(pack(data[:70]) + pack(data[70:700]) + pack(data[700:]))
        assert contents(tmp_path / "b") == {"a.md": b"a" * 3000}


def test_empty_archives(tmp_path: Path) -> None:
    assert contents(zip_of(tmp_path / "a.zip", [])) == {}
    assert contents(tar_of(tmp_path / "a.tar", [])) == {}
    assert contents(tar_of(tmp_path / "a.tgz", [], "w:gz")) == {}
    (tmp_path / "a").mkdir()
    assert contents(tmp_path / "a") == {}


def test_a_picture_that_ends_like_a_zip_is_a_picture(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", [("a.md", b"a")])
    (tmp_path / "a.gif").write_bytes(b"GIF89a" + path.read_bytes())
    assert list(contents(tmp_path / "a.gif")) == ["a.gif"]


def test_names_are_nfc(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "été.md")
    assert list(contents(zip_of(tmp_path / "a.zip", [(name, b"")]))) == ["été.md"]
    assert list(contents(tar_of(tmp_path / "a.tar", [(name, b"")]))) == ["été.md"]
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / name).write_bytes(b"there")
    assert contents(tmp_path / "folder") == {"été.md": b"there"}


def test_what_macos_adds_is_passed_over(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", [("site/a.md", b""), ("__MACOSX/site/._a.md", b"x"), ("site/.git/config", b"x")])
    assert list(contents(path)) == ["site/a.md"]


# --- No source -------------------------------------------------------------------------------------------------------


def test_what_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"<html>Log in first</html>")
    (tmp_path / "a.tar.gz").write_bytes(b"<html>Log in first</html>")
    os.mkfifo(tmp_path / "pipe")
    assert case_of("a\ud800\udce9") == "missing"
    assert case_of(tmp_path / "nothing") == case_of(tmp_path / "a.zip" / "b") == case_of("a\0b") == "missing"
    assert case_of(tmp_path / "a.zip") == case_of(tmp_path / "a.tar.gz") == "not-archive"
    assert case_of(tmp_path / "pipe") == case_of("/dev/zero") == "unreadable"


# --- Names -----------------------------------------------------------------------------------------------------------

OUTSIDE = ["../x", "a/../../x", "/etc/passwd", "C:\\x", "c:x", "a\\..\\..\\x", "\\\\server\\x", "..", "a/.."]


def test_names_that_lead_outside(tmp_path: Path) -> None:
    files = [(name, b"x") for name in [*OUTSIDE, "a/b..md"]]
    expected = sorted((name, "outside") for name in OUTSIDE)
    assert refusals(zip_of(tmp_path / "a.zip", files)) == expected
    assert list(contents(tmp_path / "a.zip")) == ["a/b..md"]
    assert refusals(tar_of(tmp_path / "a.tar", files)) == expected
    assert list(contents(tmp_path / "a.tar")) == ["a/b..md"]


def test_names_in_a_folder_that_would_lead_outside_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "a\\..\\..\\x").write_bytes(b"")
    (tmp_path / "b").write_bytes(b"")
    assert refusals(tmp_path) == [("a\\..\\..\\x", "outside")]


def test_a_name_with_a_nul(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", [("a.md#.exe", b"x")])
    path.write_bytes(path.read_bytes().replace(b"a.md#", b"a.md\0"))
    assert refusals(path) == [("a.md\0.exe", "outside")]
    info = tarfile.TarInfo("a")
    info.pax_headers = {"path": "a.md\0.exe"}
    with tarfile.open(tmp_path / "a.tar", "w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(info)
    assert refusals(tmp_path / "a.tar") == [("a.md\0.exe", "outside")]


def test_members_without_a_name(tmp_path: Path) -> None:
    for name, written in (("", b"#"), ("\0b", b"\0b")):
        path = zip_of(tmp_path / "a.zip", [("#" * len(written), b"x")])
        data = path.read_bytes().replace(b"#" * len(written), written)
        if not name:
            data = data.replace(b"#", b"").replace(b"\1\0\0\0", b"\0\0\0\0")
            end = data.index(b"PK\x05\x06")
            data = data[: end + 12] + struct.pack("<LL", 46, data.index(b"PK\x01\x02")) + data[end + 20 :]
        path.write_bytes(data)
        assert refusals(path) == [(name, "outside" if name else "name")]


def test_names_of_old_encodings(tmp_path: Path) -> None:
    with_flag = zip_of(tmp_path / "a.zip", [("\xe9\xe9.md", b"x")]).read_bytes()
    for written, read in (
        ("éé".encode(), "éé.md"),
        ("éé".encode("cp437") * 2, "éééé.md"),
        (b"\xe9\xe9\xe9\xe9", "ΘΘΘΘ.md"),
    ):
        raw = with_flag.replace("éé".encode(), written).replace(b"\0\x08\0\0", b"\0\0\0\0")
        path = tmp_path / "b.zip"
        path.write_bytes(_without_flag(raw))
        assert contents(path) == {read: b"x"}


def _without_flag(data: bytes) -> bytes:
    """A zip of one member that doesn't say its name is UTF-8."""
    changed = bytearray(data)
    central = changed.index(b"PK\x01\x02")
    changed[7] &= ~0x8
    changed[central + 9] &= ~0x8
    return bytes(changed)


def test_names_that_arent_utf8(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    with tarfile.open(tmp_path / "a.tar", "w", format=tarfile.GNU_FORMAT, errors="surrogateescape") as archive:
        archive.addfile(tarfile.TarInfo(name))
    assert refusals(tmp_path / "a.tar") == [("caf\\xe9.md", "name")]
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / name).write_bytes(b"x")
    assert refusals(tmp_path / "folder") == [("caf\\xe9.md", "name")]
    flagged = zip_of(tmp_path / "a.zip", [("é.md", b"x")])
    flagged.write_bytes(flagged.read_bytes().replace("é".encode(), b"\xe9\xe9"))
    assert case_of(flagged) == "damaged"


@pytest.mark.parametrize("name", ["", ".", "./", "////"])
def test_odd_paths_of_extended_headers(tmp_path: Path, name: str) -> None:
    info = tarfile.TarInfo("a")
    info.pax_headers = {"path": name, "size": "-1", "mtime": "nan", "uid": "9" * 5000}
    with tarfile.open(tmp_path / "a.tar", "w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(info)
    assert case_of(tmp_path / "a.tar") == "damaged"


def test_a_name_that_is_there_twice(tmp_path: Path) -> None:
    files = [("a.md", b"first"), ("b.md", b""), ("./a.md", b"last")]
    for path in (zip_of(tmp_path / "a.zip", files), tar_of(tmp_path / "a.tar", files)):
        assert contents(path) == {"a.md": b"last", "b.md": b""}
        assert refusals(path) == [("a.md", "duplicate")]


def test_names_that_differ_in_case_are_two(tmp_path: Path) -> None:
    files = [("README.md", b"1"), ("readme.md", b"2")]
    assert contents(zip_of(tmp_path / "a.zip", files)) == dict(files)
    assert refusals(tmp_path / "a.zip") == []


# --- What isn't a file -----------------------------------------------------------------------------------------------


def test_links_and_devices_in_a_tar(tmp_path: Path) -> None:
    kinds = {
        "sym": (tarfile.SYMTYPE, "link"), "hard": (tarfile.LNKTYPE, "link"), "char": (tarfile.CHRTYPE, "special"),
        "block": (tarfile.BLKTYPE, "special"), "fifo": (tarfile.FIFOTYPE, "special"), "odd": (b"V", "special"),
    }  # fmt: skip
    files = [(info_of(name, kind, "/etc/passwd"), b"") for name, (kind, _) in kinds.items()]
    path = tar_of(tmp_path / "a.tar", [*files, ("a.md", b"a"), (info_of("folder", tarfile.DIRTYPE), b"")])
    assert contents(path) == {"a.md": b"a"}
    assert refusals(path) == sorted((name, reason) for name, (_, reason) in kinds.items())


def test_what_a_link_of_a_tar_would_write_through(tmp_path: Path) -> None:
    path = tar_of(tmp_path / "a.tar", [(info_of("a", tarfile.SYMTYPE, ".."), b""), ("a/x.md", b"x")])
    assert contents(path) == {"a/x.md": b"x"}
    assert sorted(found.name for found in tmp_path.iterdir()) == ["a.tar"]


def test_sparse_files_of_a_tar(tmp_path: Path) -> None:
    info = tarfile.TarInfo("a")
    info.pax_headers = {"GNU.sparse.map": "0,1", "GNU.sparse.size": str(1 << 62), "GNU.sparse.name": "big"}
    with tarfile.open(tmp_path / "a.tar", "w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(info)
    assert refusals(tmp_path / "a.tar") == [("big", "special")]


def test_links_and_devices_in_a_zip(tmp_path: Path) -> None:
    kinds = {"link": stat.S_IFLNK, "special": stat.S_IFIFO}
    files = [(unix(reason, kind | 0o777), b"/etc/passwd") for reason, kind in kinds.items()]
    path = zip_of(tmp_path / "a.zip", [*files, (unix("a.md", stat.S_IFREG | 0o644), b"a"), ("folder/", b"")])
    assert contents(path) == {"a.md": b"a"}
    assert refusals(path) == [("link", "link"), ("special", "special")]


def test_links_and_devices_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    root = tmp_path / "folder"
    root.mkdir()
    (root / "link").symlink_to(tmp_path / "secret")
    (root / "loop").symlink_to(".")
    (root / "gone").symlink_to("nowhere")
    os.mkfifo(root / "pipe")
    assert contents(root) == {}
    assert refusals(root) == [("gone", "link"), ("link", "link"), ("loop", "link"), ("pipe", "special")]


def test_a_link_that_takes_a_file_s_place(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/a.md").write_bytes(b"secret")
    root = tmp_path / "folder"
    for name in ("a.md", "b/a.md", "c.md", "d.md"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"fine")
    with open_source(str(root)) as source:
        (root / "b/a.md").unlink()
        (root / "b").rmdir()
        (root / "b").symlink_to(tmp_path / "secret")
        for name in ("a.md", "c.md", "d.md"):
            (root / name).unlink()
        (root / "a.md").symlink_to(tmp_path / "secret/a.md")
        os.mkfifo(root / "c.md")
        found = [source.read(path) for path in source.files]
    assert [member.reason for member in found if isinstance(member, Refused)] == [
        "link",
        "link",
        "special",
        "unreadable",
    ]
