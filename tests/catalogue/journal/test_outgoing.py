"""The one way out: what it refuses, what it reads, and that there is no other."""

import ast
import socket
from io import BytesIO
from pathlib import Path

import pytest
import requests
from django.conf import settings
from requests import Response
from requests.adapters import BaseAdapter
from requests_hardened import ip_filter
from urllib3.connection import HTTPSConnection

from catalogue.journal import outgoing

CLIENTS = {"requests", "requests_hardened", "httpx", "urllib3", "aiohttp"}
CLIENTS |= {"http.client", "urllib.request", "ftplib"}
ALLOWED = {
    "catalogue/journal/outgoing.py",
    "api/serving.py",  # asks our own server whether it answers
}


class Answering(BaseAdapter):
    def __init__(self, body=b"", status=200, error=None):
        super().__init__()
        self.body, self.status, self.error = body, status, error
        self.asked = []

    def send(self, request, **kwargs):
        self.asked.append((request, kwargs))
        if self.error:
            raise self.error
        response = Response()
        response.status_code = self.status
        response.headers["Location"] = "https://elsewhere.example/"
        response.raw = BytesIO(self.body)
        response.request, response.url = request, request.url
        return response

    def close(self):
        pass


@pytest.fixture
def answering(monkeypatch):
    real = outgoing.session

    def play(**kwargs):
        adapter = Answering(**kwargs)

        def session():
            made = real()
            made.mount("https://", adapter)
            return made

        monkeypatch.setattr(outgoing, "session", session)
        return adapter

    return play


def post(url="https://x.example/hook"):
    return outgoing.post(url, b"{}", {"Content-Type": "application/json"})


@pytest.mark.parametrize(
    "url",
    [
        "http://x.example/",
        "https://x.example:8443/",
        "https:///path",
        "ftp://x.example/",
        "//x.example/",
        "file:///etc/passwd",
    ],
)
def test_only_https_on_its_own_port_is_called(answering, url):
    adapter = answering()

    with pytest.raises(outgoing.Refused):
        post(url)

    assert adapter.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::",  # noqa: S104 - only compared
        "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "2001::1", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "::7f00:1",
    ],
)  # fmt: skip
def test_a_name_that_leads_to_no_public_address_is_not_called(monkeypatch, address):
    def resolve(host, port, **kwargs):
        family = 10 if ":" in address else 2
        return [(family, 1, 6, "", (address, 443))]

    monkeypatch.setattr(ip_filter.socket, "getaddrinfo", resolve)

    with pytest.raises(outgoing.Refused):
        post()


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111"])
def test_a_public_address_is_one(address):
    assert outgoing.is_public(address) is True


def test_a_redirect_is_an_answer_and_not_followed(answering):
    adapter = answering(status=302)

    assert post().status == 302
    assert len(adapter.asked) == 1


def test_64_kb_of_an_answer_are_read(answering):
    answering(body=b"x" * 200_000)

    assert post().body == b"x" * 65_536


def test_proxies_of_the_environment_are_ignored(answering, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    adapter = answering()

    post()

    ((_, kwargs),) = adapter.asked
    assert not kwargs["proxies"]
    assert kwargs["timeout"] == (5.0, 5.0)


def test_no_answer_is_told_without_the_address(answering):
    error = requests.ConnectionError("https://x.example/hook?secret=1")
    answering(error=error)

    with pytest.raises(outgoing.Unanswered, match=r"^ConnectionError$"):
        post()


def test_an_answer_that_is_no_json_is_none(answering):
    answering(body=b"<html>")

    assert post().json() is None


@pytest.mark.parametrize("folder", ["api", "catalogue"])
def test_nothing_else_calls_out(folder):
    root = Path(settings.BASE_DIR)
    found = {
        (path.relative_to(root).as_posix(), name)
        for path in (root / folder).rglob("*.py")
        for name in imported(path)
        if name in CLIENTS or name.partition(".")[0] in CLIENTS
    }

    assert {path for path, _ in found} <= ALLOWED


def imported(path):
    """Modules a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_an_answer_that_drips_is_cut_when_the_time_is_over(monkeypatch):
    ours, theirs = socket.socketpair()
    monkeypatch.setattr(outgoing, "TOTAL_SECONDS", 0.05)
    monkeypatch.setattr(HTTPSConnection, "_new_conn", lambda self: ours)
    connection = outgoing._Connection("x.example")

    made = connection._new_conn()

    assert made.recv(1) == b""  # would wait for ever
    connection.close()
    assert connection._cutter is None
    theirs.close()
    ours.close()


def test_an_answer_that_was_cut_is_none(answering, monkeypatch):
    monkeypatch.setattr(outgoing, "TOTAL_SECONDS", 0.0)
    answering(body=b"ok")

    with pytest.raises(outgoing.Unanswered, match=r"^Timeout$"):
        post()
