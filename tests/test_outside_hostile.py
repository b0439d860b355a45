"""Archives that swell, lie, are cut or made up are refused in time: neither memory nor the disk fills up."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import resource
import struct
import tarfile
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.archives import MEGABYTE, case_of, contents, info_of, refusals, tar_of, zip_of

from cms.model import CmsError
from cms.read import members, zips

# --- Too much --------------------------------------------------------------------------------------------------------


@pytest.fixture
def _little_room() -> Iterator[None]:
    """A disk on which no file can grow past 60 MB, and what is allocated is counted."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60 * MEGABYTE, before[1]))
    tracemalloc.start()
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60 * MEGABYTE


def overlapping(files: int, size: int) -> bytes:
    """Members that all have the same bytes: https://www.bamsoftware.com/hacks/zipbomb/, in its simplest form."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(bytes(size)) + packer.flush()
    facts = struct.pack("<HHHLLLHH", 8, 0, 0, zlib.crc32(bytes(size)), len(packed), size, 1, 0)
    local = b"PK\x03\x04\x14\0\0\0" + facts + b"a" + packed
    directory = b"".join(
        b"PK\x01\x02\x14\0\x14\0\0\0" + facts + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + bytes([97 + count])
        for count in range(files)
    )
    return (
        local + directory + struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, files, files, len(directory), len(local), 0)
    )


@pytest.mark.usefixtures("_little_room")
def test_zips_that_swell(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(overlapping(20, 5 * MEGABYTE))
    assert case_of(tmp_path / "a.zip") == "ratio"
    assert case_of(zip_of(tmp_path / "b.zip", [("a", bytes(11 * MEGABYTE))])) == "ratio"
    noise = os.urandom(MEGABYTE)
    path = zip_of(tmp_path / "c.zip", [("a", bytes(11 * MEGABYTE)), ("noise", noise)])
    assert refusals(path) == [("a", "ratio")]
    assert contents(path) == {"noise": noise}


@pytest.mark.usefixtures("_little_room")
def test_archives_in_archives_stay_shut(tmp_path: Path) -> None:
    inner = zip_of(tmp_path / "inner.zip", [("a", bytes(MEGABYTE))]).read_bytes()
    path = zip_of(tmp_path / "a.zip", [(f"{count}.zip", inner) for count in range(16)])
    assert contents(path) == {f"{count}.zip": inner for count in range(16)}


def _zeros(pack: Callable[[bytes], bytes], megabytes: int) -> bytes:
    """Streams of zeros, behind a tar's header."""
    header = info_of("a", tarfile.REGTYPE)
    header.size = megabytes * MEGABYTE
    return pack(header.tobuf()) + pack(bytes(MEGABYTE)) * megabytes


@pytest.mark.usefixtures("_little_room")
@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, partial(lzma.compress, preset=0)])
def test_tars_that_swell(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    (tmp_path / "a.tgz").write_bytes(_zeros(pack, 400))
    assert case_of(tmp_path / "a.tgz") == "ratio"
    assert [found.name for found in tmp_path.iterdir()] == ["a.tgz"]


def test_an_archive_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("tars", "zips"):
        monkeypatch.setattr(f"cms.read.{module}.TOTAL", 50_000)
    files = [(f"{count}", os.urandom(1000)) for count in range(60)]
    assert case_of(tar_of(tmp_path / "a.tgz", files, "w:gz")) == "too-large"
    assert case_of(zip_of(tmp_path / "a.zip", files)) == "too-large"


def test_a_full_disk(tmp_path: Path) -> None:
    path = tar_of(tmp_path / "a.tgz", [("a", os.urandom(200_000))], "w:gz")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        assert case_of(path) == "unreadable"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_an_xz_that_asks_for_too_much_memory(tmp_path: Path) -> None:
    data = tar_of(tmp_path / "a.tar", [("a", b"a")]).read_bytes()
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 20}]
    packed = bytearray(lzma.compress(data, filters=filters))
    at = packed.index(bytes([lzma.FILTER_LZMA2, 1])) + 2  # the size of the dictionary, in one byte
    packed[at] = 40
    header = packed[12 : 12 + (packed[12] + 1) * 4 - 4]
    packed[12 + len(header) : 16 + len(header)] = struct.pack("<L", zlib.crc32(header))
    (tmp_path / "a.tar.xz").write_bytes(packed)
    with pytest.raises(lzma.LZMAError, match="Memory usage limit"):
        lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=10**9).decompress(packed)
    assert case_of(tmp_path / "a.tar.xz") == "damaged"


def test_large_members(tmp_path: Path) -> None:
    root = tmp_path / "folder"
    root.mkdir()
    for path in (root / "big", tmp_path / "big.xml"):
        with path.open("wb") as file:
            file.truncate(members.MEMBER + 1)
    assert refusals(root) == [("big", "size")]
    assert refusals(tmp_path / "big.xml") == [("big.xml", "size")]


@pytest.mark.usefixtures("_little_room")
def test_a_header_that_says_it_is_larger_than_the_archive(tmp_path: Path) -> None:
    for kind in (tarfile.REGTYPE, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME):
        for size in (1 << 40, 1 << 62, (1 << 63) - 1, -1, -512, -1024):
            info = info_of("a", kind)
            info.size = size
            (tmp_path / "a.tar").write_bytes(info.tobuf(tarfile.GNU_FORMAT) + bytes(10_000))
            assert case_of(tmp_path / "a.tar") == "damaged", (kind, size)


def test_extended_headers_without_end(tmp_path: Path) -> None:
    info = info_of("a", tarfile.XGLTYPE)
    info.size = 12
    block = info.tobuf() + b"12 abc=defg\n".ljust(512, b"\0")
    (tmp_path / "a.tar").write_bytes(block * 5000 + bytes(1024))
    assert case_of(tmp_path / "a.tar") == "damaged"


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "MEMBERS", 20)
    monkeypatch.setattr(zips, "MEMBERS", 20)
    files = [(f"{count}", b"") for count in range(21)]
    for path in (zip_of(tmp_path / "a.zip", files), tar_of(tmp_path / "a.tar", files), tmp_path / "folder"):
        (tmp_path / "folder").mkdir(exist_ok=True)
        for name, _ in files:
            (tmp_path / "folder" / name).touch()
        assert case_of(path) == "too-many"
    assert len(contents(zip_of(tmp_path / "b.zip", files[1:]))) == 20


def test_names_without_end(tmp_path: Path) -> None:
    name = "a" + "\u0315" * 15_000 + "\u0316" * 15_000  # takes a second to bring in order
    began = time.process_time()
    for path in (zip_of(tmp_path / "a.zip", [(name, b"")] * 20), tar_of(tmp_path / "a.tar", [(name, b"")] * 20)):
        assert refusals(path) == [(name[: members.NAME], "name")] * 20
    assert time.process_time() - began < 5


def test_two_hundred_thousand_members(tmp_path: Path) -> None:
    count = 200_000
    entry = b"PK\x01\x02\x14\0\x14\0" + bytes(38) + b"a"
    entry = entry[:28] + b"\1\0" + entry[30:]
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 0, 0, len(entry) * count, 31, 0)
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04" + bytes(22) + b"\1\0\0\0a" + entry * count + end)
    (tmp_path / "a.tar").write_bytes(info_of("a", tarfile.REGTYPE).tobuf() * count + bytes(1024))
    tracemalloc.start()
    assert case_of(tmp_path / "a.zip") == "too-many"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40 * MEGABYTE
    assert case_of(tmp_path / "a.tar") == "too-many"


def test_a_directory_that_says_it_is_huge(tmp_path: Path) -> None:
    data = bytearray(zip_of(tmp_path / "a.zip", [("a.md", b"a")]).read_bytes())
    at = data.index(b"PK\x05\x06")
    data[at + 12 : at + 16] = struct.pack("<L", 0xFFFFFF00)
    (tmp_path / "a.zip").write_bytes(data)
    assert case_of(tmp_path / "a.zip") in {"damaged", "too-many"}


# --- Damage ----------------------------------------------------------------------------------------------------------


def test_encrypted_members(tmp_path: Path) -> None:
    data = bytearray(zip_of(tmp_path / "a.zip", [("a.md", b"a"), ("b.md", b"b")]).read_bytes())
    first = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[first + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    assert refusals(tmp_path / "a.zip") == [("a.md", "encrypted")]
    assert contents(tmp_path / "a.zip") == {"b.md": b"b"}
    data[data.index(b"PK\x01\x02", first + 1) + 8] |= 0x41
    (tmp_path / "a.zip").write_bytes(data)
    assert case_of(tmp_path / "a.zip") == "encrypted"


def test_other_methods(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, method in (("bz2", zipfile.ZIP_BZIP2), ("lzma", zipfile.ZIP_LZMA), ("stored", zipfile.ZIP_STORED)):
            archive.writestr(name, b"x" * 100, method)
    assert refusals(tmp_path / "a.zip") == [("bz2", "method"), ("lzma", "method")]
    assert contents(tmp_path / "a.zip") == {"stored": b"x" * 100}


@pytest.mark.usefixtures("_little_room")
def test_a_size_that_lies(tmp_path: Path) -> None:
    data = bytearray(zip_of(tmp_path / "a.zip", [("a.md", bytes(9 * MEGABYTE))]).read_bytes())
    central = data.index(b"PK\x01\x02")
    for size in (0, 10, 9 * MEGABYTE + 1):
        data[22:26] = data[central + 24 : central + 28] = struct.pack("<L", size)
        (tmp_path / "a.zip").write_bytes(data)
        assert contents(tmp_path / "a.zip") == {"a.md": "damaged"}


@pytest.mark.parametrize("at", [16, 26, 40])
def test_damaged_members(tmp_path: Path, at: int) -> None:
    data = bytearray(zip_of(tmp_path / "a.zip", [("a.md", b"a" * 1000), ("b.md", b"b")]).read_bytes())
    data[at] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(data)
    assert contents(tmp_path / "a.zip")["b.md"] == b"b"


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tgz", "a.tar.bz2", "a.tar.xz"])
def test_archives_that_are_cut(tmp_path: Path, name: str) -> None:
    files = [("a.md", os.urandom(5000)), ("b.md", os.urandom(5000))]
    mode = {"a.tgz": "w:gz", "a.tar.bz2": "w:bz2", "a.tar.xz": "w:xz"}.get(name, "w")
    path = zip_of(tmp_path / name, files) if name == "a.zip" else tar_of(tmp_path / name, files, mode)
    data = path.read_bytes()
    for end in (600, 3000, 6000, 9000):
        path.write_bytes(data[:end])
        assert case_of(path) == "damaged"


def test_a_broken_header_in_the_middle_of_a_tar_isnt_its_end(tmp_path: Path) -> None:
    data = bytearray(tar_of(tmp_path / "a.tar", [("a.md", b"a"), ("b.md", b"b"), ("c.md", b"c")]).read_bytes())
    data[1024] ^= 1
    (tmp_path / "a.tar").write_bytes(data)
    assert case_of(tmp_path / "a.tar") == "damaged"


SEEDS: list[bytes] = []
for _mode in ("zip", "w", "w:gz", "w:bz2", "w:xz"):
    _buffer = io.BytesIO()
    _files = [("repo/a.md", b"---\ntitle: a\n---\n"), ("repo/été.md", b"b" * 600), ("repo/x/" + "y" * 120, b"c")]
    if _mode == "zip":
        with zipfile.ZipFile(_buffer, "w", zipfile.ZIP_DEFLATED) as _zip:
            for _name, _data in _files:
                _zip.writestr(_name, _data)
    else:
        with tarfile.open(fileobj=_buffer, mode=_mode) as _tar:  # type: ignore[call-overload]  # any mode
            for _name, _data in _files:
                _info = tarfile.TarInfo(_name)
                _info.size = len(_data)
                _tar.addfile(_info, io.BytesIO(_data))
    SEEDS.append(_buffer.getvalue())


def _survives(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with suppress(CmsError):
        contents(path)


@given(st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0"]), st.binary())
@settings(max_examples=300)
@example(b"PK\x05\x06", bytes(18))
def test_random_bytes_never_crash(tmp_path: Path, start: bytes, data: bytes) -> None:
    _survives(tmp_path / "a.tar", start + data)


@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), min_size=1, max_size=8),
    st.integers(0, 20_000),
)
@settings(max_examples=1000)
def test_mutated_archives_never_crash(tmp_path: Path, seed: bytes, changes: list[tuple[int, int]], end: int) -> None:
    data = bytearray(seed[: end or None])
    for at, value in changes:
        data[at % len(data)] = value
    _survives(tmp_path / "a.tar", bytes(data))


@given(st.integers(0, 511), st.binary(min_size=1, max_size=12))
@settings(max_examples=500)
def test_mutated_headers_with_a_right_checksum_never_crash(tmp_path: Path, at: int, change: bytes) -> None:
    data = bytearray(SEEDS[1])
    data[at : at + len(change)] = change
    block = data[:148] + b" " * 8 + data[156:512]
    data[148:156] = b"%06o\0 " % sum(block)
    _survives(tmp_path / "a.tar", bytes(data))
