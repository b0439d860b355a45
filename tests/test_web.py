"""Images are fetched from a real server on this machine, which is allowed here only; whatever is hostile is refused."""

from __future__ import annotations

import gzip
import shutil
import socket
import socketserver
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.read.addresses import is_public
from cms.read.web import Fetched, Unfetched, fetch

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
HERE = "127.0.0.1"

Answer = bytes | Callable[[socket.socket], None]


def ok(body: bytes = PNG, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers]
    if not any(header.startswith(("Content-Length", "Transfer-Encoding")) for header in headers):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def moved(location: str) -> bytes:
    return ok(b"", f"Location: {location}", status="302 Found")


class _Server(socketserver.ThreadingTCPServer):
    """Answers by path, in bytes or by a function that is given the connection; keeps what it was asked."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, answers: Mapping[str, Answer], context: ssl.SSLContext | None = None) -> None:
        super().__init__((HERE, 0), _Connection)
        self.answers = answers
        self.context = context
        self.asked: list[str] = []
        self.port = int(self.server_address[1])

    def handle_error(self, *_: object) -> None:
        """A client may hang up."""


class _Connection(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        context = self.server.context
        connection = context.wrap_socket(self.request, server_side=True) if context else self.request
        asked = connection.recv(65_536).decode("latin-1")
        self.server.asked.append(asked)
        answer = self.server.answers[asked.split(" ")[1]]
        if isinstance(answer, bytes):
            connection.sendall(answer)
        else:
            answer(connection)
        connection.close()


@contextmanager
def serving(answers: Mapping[str, Answer], context: ssl.SSLContext | None = None) -> Iterator[_Server]:
    with _Server(answers, context) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def is_here(address: str, _port: int) -> bool:
    return address == HERE


def reason_of(url: str, **options: Any) -> str:
    found = fetch(url, **{"allowed": is_here, "seconds": 5.0, **options})
    assert isinstance(found, Unfetched)
    return found.reason


def reason_for(answer: Answer, **options: Any) -> str:
    with serving({"/": answer}) as server:
        return reason_of(f"http://{HERE}:{server.port}/", **options)


# --- What is fetched -------------------------------------------------------------------------------------------------


def test_an_image() -> None:
    with serving({"/a.php?b=c%20d&%C3%A9": ok(PNG, "Content-Type: text/html")}) as server:
        found = fetch(f" http://{HERE}:{server.port}/a.php?b=c d&é#top\n", allowed=is_here)
    assert found == Fetched(PNG, "image/png")
    headers = server.asked[0].split("\r\n")
    assert headers[0] == "GET /a.php?b=c%20d&%C3%A9 HTTP/1.1"
    assert {f"Host: {HERE}:{server.port}", "Accept-Encoding: identity", "Connection: close"} <= set(headers)
    assert not any(header.startswith(("Cookie", "Authorization", "Referer")) for header in headers)


@pytest.mark.parametrize(
    "answer",
    [
        ok(PNG, "Transfer-Encoding: chunked").replace(PNG, b"6c\r\n" + PNG + b"\r\n0\r\n\r\n"),
        b"HTTP/1.0 200 OK\r\n\r\n" + PNG,
        ok(PNG, "Content-Encoding: identity"),
        b"HTTP/1.1 100 Continue\r\n\r\n" + ok(),
    ],
)
def test_ways_to_answer(answer: bytes) -> None:
    with serving({"/": answer}) as server:
        assert fetch(f"http://{HERE}:{server.port}", allowed=is_here) == Fetched(PNG, "image/png")


def test_redirects_are_followed() -> None:
    answers = {"/a/b": moved("../c"), "/c": moved("?d"), "/c?d": moved("//elsewhere.test:PORT/e"), "/e": ok()}
    with serving(answers) as server:
        answers["/c?d"] = moved(f"//elsewhere.test:{server.port}/e")
        found = fetch(f"http://first.test:{server.port}/a/b", allowed=is_here, resolve=lambda *_: [HERE])
    assert found == Fetched(PNG, "image/png")
    hosts = [asked.split("Host: ")[1].split("\r\n")[0] for asked in server.asked]
    assert hosts == [f"first.test:{server.port}"] * 3 + [f"elsewhere.test:{server.port}"]


def test_the_limit_is_what_fits() -> None:
    with serving({"/": ok()}) as server:
        url = f"http://{HERE}:{server.port}/"
        assert fetch(url, allowed=is_here, limit=len(PNG)) == Fetched(PNG, "image/png")
        assert reason_of(url, limit=len(PNG) - 1) == "size"


# --- Where nothing is asked ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "url"),
        ("a.png", "url"),
        ("//a.test/a.png", "url"),
        ("http://", "url"),
        ("http://a b.test/", "url"),
        ("http://a.test:port/", "url"),
        ("http://a.test:99999/", "url"),
        ("http://[::1/", "url"),
        ("http://[fe80::1%25eth0]/", "url"),
        ("http://" + "a" * 300 + "/", "url"),
        ("http://a..test/", "url"),
        ("http://.a.test/", "url"),
        ("http://\udce9.test/", "url"),
        ("http://a\\@b.test/", "credentials"),
        ("http://a%00.test/", "url"),
        ("file:///etc/passwd", "scheme"),
        ("ftp://a.test/", "scheme"),
        ("gopher://a.test/", "scheme"),
        ("data:image/png;base64,AAAA", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("http://ada@a.test/", "credentials"),
        ("http://ada:pass@a.test/", "credentials"),
        ("http://@a.test/", "credentials"),
        ("http://nowhere.test/", "host"),
    ],
)
def test_urls_that_arent_asked(url: str, reason: str) -> None:
    assert reason_of(url, resolve=lambda *_: []) == reason


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "https://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://2130706433/",
        "http://0x7f.1/", "http://127.1/", "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/",
        "http://10.0.0.1/", "http://0/", "http://\uff11\uff12\uff17.0.0.1/", "http://127。0。0。1/", "http://8.8.8.8:22/",
        "http://8.8.8.8:8080/", "http://[64:ff9b::7f00:1]/", "http://127.0.0.1:0/", "http://[::127.0.0.1]/",
    ],
)  # fmt: skip
def test_what_isnt_public_isnt_asked(url: str) -> None:
    assert fetch(url) == Unfetched("address")


def test_a_name_for_a_private_address_isnt_asked() -> None:
    for addresses in (["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["2606:4700::1", "::1"], ["fe80::1%eth0"]):
        assert reason_of("http://a.test/", allowed=is_public, resolve=lambda *_, found=addresses: found) == "address"
    assert fetch("http://localhost/") == Unfetched("address")


def test_a_name_that_means_something_else_the_next_time() -> None:
    asked = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return [HERE] if len(asked) == 1 else ["127.0.0.2"]

    with serving({"/": moved("/again")}) as server:
        assert reason_of(f"http://rebound.test:{server.port}/", resolve=resolve) == "address"
    assert (asked, len(server.asked)) == (["rebound.test", "rebound.test"], 1)


def test_proxies_arent_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({"/": ok()}) as server, serving({}) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://{HERE}:{proxy.port}")
        assert isinstance(fetch(f"http://{HERE}:{server.port}/", allowed=is_here), Fetched)
    assert proxy.asked == []


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("file:///etc/passwd", "scheme"),
        ("data:image/png,x", "scheme"),
        ("http://127.0.0.2/", "address"),
        ("http://169.254.169.254/", "address"),
        ("http://[::1]/", "address"),
        ("http://ada:pass@127.0.0.1/", "credentials"),
        ("http://[", "url"),
        ("http://a.test:x/", "url"),
    ],
)
def test_redirects_to_what_isnt_asked(location: str, reason: str) -> None:
    assert reason_for(moved(location)) == reason


def test_redirects_without_end() -> None:
    with serving({"/": moved("/")}) as server:
        assert reason_of(f"http://{HERE}:{server.port}/") == "redirects"
    assert len(server.asked) == 6


# --- What isn't taken ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (ok(status="404 Not Found"), "status"),
        (ok(status="500 Oops"), "status"),
        (ok(status="206 Partial Content"), "status"),
        (ok(status="302 Found"), "status"),
        (ok(gzip.compress(PNG, mtime=0), "Content-Encoding: gzip"), "encoding"),
        (ok(PNG, "Content-Encoding: br"), "encoding"),
        (ok(b"<html>", "Content-Type: image/png"), "type"),
        (ok(b"<svg/>", "Content-Type: image/svg+xml"), "type"),
        (ok(b"%PDF-1.7"), "type"),
        (ok(b""), "type"),
        (ok(PNG, "Content-Length: 1000"), "connection"),
        (ok(PNG, "Transfer-Encoding: chunked").replace(PNG, b"fff\r\n" + PNG), "connection"),
        (ok(PNG, "Transfer-Encoding: chunked").replace(PNG, b"zz\r\n" + PNG), "connection"),
        (ok(PNG, "Content-Length: 99999999999"), "connection"),
        (b"", "connection"),
        (b"SSH-2.0-OpenSSH\r\n", "connection"),
        (b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 1000 + b"\r\n", "connection"),
        (b"HTTP/1.1 200 OK\r\na: " + b"b" * 100_000, "connection"),
        (b"HTTP/1.1 999999 OK\r\n\r\n", "connection"),
    ],
)
def test_answers_that_arent_taken(answer: bytes, reason: str) -> None:
    assert reason_for(answer) == reason


def test_nobody_answers() -> None:
    with socket.socket() as unused:
        unused.bind((HERE, 0))
        assert reason_of(f"http://{HERE}:{unused.getsockname()[1]}/") == "connection"


def _endlessly(connection: socket.socket, start: bytes, piece: bytes, pause: float = 0) -> None:
    with suppress(OSError):
        connection.sendall(start)
        while True:
            connection.sendall(piece)
            time.sleep(pause)


ENDLESS = {
    "length": b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
    "no length": b"HTTP/1.1 200 OK\r\n\r\n" + PNG,
    "chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
}


def test_bodies_without_end() -> None:
    assert reason_for(lambda wire: _endlessly(wire, ENDLESS["no length"], bytes(65_536)), limit=1_000_000) == "size"
    chunk = b"10000\r\n" + bytes(65_536) + b"\r\n"
    assert reason_for(lambda wire: _endlessly(wire, ENDLESS["chunks"], chunk), limit=1_000_000) == "size"
    chunk = b"fffffffffff\r\n"
    assert (
        reason_for(lambda wire: _endlessly(wire, ENDLESS["chunks"] + chunk, bytes(65_536)), limit=1_000_000) == "size"
    )


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"", b""),
        (b"HTTP/1.1 200 OK\r\n", b""),
        (b"HTTP/1.1 200 OK\r\n", b"a"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (ENDLESS["length"], b"a"),
        (ENDLESS["no length"], b"a"),
        (ENDLESS["chunks"], b"1\r\na\r\n"),
        (ENDLESS["chunks"] + b"0\r\n", b"a: b\r\n"),
    ],
)
def test_slow_answers_end_at_the_deadline(start: bytes, piece: bytes) -> None:
    began = time.monotonic()
    assert reason_for(lambda wire: _endlessly(wire, start, piece, 0.02), seconds=0.4) == "timeout"
    assert 0.3 < time.monotonic() - began < 3


def test_a_server_that_takes_no_connection_is_given_up() -> None:
    with socket.socket() as full:
        full.bind((HERE, 0))
        full.listen(0)
        began = time.monotonic()
        assert reason_of(f"https://{HERE}:{full.getsockname()[1]}/", seconds=0.4) == "timeout"
        assert time.monotonic() - began < 3


@given(st.binary())
@settings(max_examples=60)
def test_any_answer_is_taken_or_refused(answer: bytes) -> None:
    with serving({"/": b"HTTP/1.1 " + answer}) as server:
        assert isinstance(fetch(f"http://{HERE}:{server.port}/", allowed=is_here, seconds=2), Fetched | Unfetched)


@given(st.text())
@settings(max_examples=300)
def test_any_url_is_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"https://a.test/{text}", f"http://a.test:{text}"):
        assert isinstance(fetch(url, resolve=lambda *_: []), Unfetched)


# --- TLS -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that nobody signed, for images.test, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    arguments = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=images.test"
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    names = ["-addext", "subjectAltName=DNS:images.test"]
    subprocess.run(["openssl", *arguments.split(), *names, *files], check=True, capture_output=True)
    return folder


@pytest.fixture
def secure(certificate: Path) -> Iterator[_Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    with serving({"/": ok()}, context) as server:
        yield server


def test_a_certificate_that_nobody_trusts(secure: _Server) -> None:
    assert reason_of(f"https://images.test:{secure.port}/", resolve=lambda *_: [HERE]) == "certificate"
    assert secure.asked == []


def test_a_certificate_that_is_trusted(secure: _Server, certificate: Path) -> None:
    context = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
    found = fetch(f"https://images.test:{secure.port}/", allowed=is_here, resolve=lambda *_: [HERE], context=context)
    assert found == Fetched(PNG, "image/png")
    assert f"Host: images.test:{secure.port}" in secure.asked[0]


def test_a_certificate_for_somebody_else(secure: _Server, certificate: Path) -> None:
    context = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
    for host in ("other.test", HERE):
        url = f"https://{host}:{secure.port}/"
        assert reason_of(url, resolve=lambda *_: [HERE], context=context) == "certificate"
    assert secure.asked == []


def test_a_server_without_tls() -> None:
    with serving({}) as server:
        assert reason_of(f"https://{HERE}:{server.port}/") == "connection"
