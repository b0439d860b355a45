"""What anybody may connect to is told from what only this machine or its network can reach."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.read.addresses import is_public, resolve_host

PUBLIC = [
    "8.8.8.8", "185.199.108.153", "2606:4700::6810:84e5", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
]  # fmt: skip
PRIVATE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254",  # noqa: S104 - the address of no host
    "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1", "fc00::1",
    "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1", "2001:db8::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::10.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::a00:1",
    "64:ff9b:1::7f00:1", "2002:808:808::1", "2002:7f00:1::", "2002:a00:1::1", "2002:a9fe:a9fe::", "2001:0:7f00:1::",
    "100::1", "5f00::1", "2606:4700::1%1",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_public(address, 80)
    assert is_public(address, 443)
    assert not is_public(address, 22)
    assert not is_public(address, 8080)
    assert not is_public(address, 0)


@pytest.mark.parametrize(
    "address", [*PRIVATE, "", "localhost", "0x7f.1", "2130706433", "127.1", "8.8.8.8 ", "08.8.8.8"]
)
def test_not_public(address: str) -> None:
    assert not is_public(address, 443)


@given(st.ip_addresses(v=4))
def test_what_wraps_an_address_is_public_if_it_is(address: object) -> None:
    assert is_public(f"::ffff:{address}", 80) == is_public(f"64:ff9b::{address}", 80) == is_public(str(address), 80)


@pytest.mark.parametrize("host", ["127.0.0.1", "0x7f.1", "2130706433", "127.1", "017700000001"])
def test_odd_spellings_of_an_address_are_seen_through(host: str) -> None:
    assert resolve_host(host, 80) == ["127.0.0.1"]
