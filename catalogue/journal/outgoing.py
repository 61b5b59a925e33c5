"""The one way out to other servers over HTTP.

https to public addresses alone, resolved once and checked, no redirects, no proxies,
5 seconds to connect and 10 in all, 64 KB of answer read.
"""

import ipaddress
import json
import socket
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3 import HTTPSConnectionPool
from urllib3.connection import HTTPSConnection

from catalogue.journal.cutting import Cutter

CONNECT_SECONDS = 5.0
TOTAL_SECONDS = 10.0
MOST_BYTES = 64 * 1024
AGENT = "LampungCatalogue/1"
CONFIG = Config(
    ip_filter_enable=True,
    ip_filter_allow_loopback_ips=False,
    never_redirect=True,
    default_timeout=(CONNECT_SECONDS, CONNECT_SECONDS),
    user_agent_override=AGENT,
)


class Refused(Exception):
    """The address may not be called: not https, another port, not public."""


class Unanswered(Exception):
    """No answer within the time, or none that could be read. Says no address."""


@dataclass(frozen=True)
class Answer:
    """`body` is at most 64 KB; what came after was not read."""

    status: int
    body: bytes

    def json(self) -> Any:
        """None where it is no JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


def post(url: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Send `body` there. Raises `Refused` and `Unanswered`.

    Outside of transactions: it may take ten seconds.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.port not in {None, 443}:
        raise Refused("Only https on port 443 is called.")
    deadline = time.monotonic() + TOTAL_SECONDS
    try:
        with (
            session() as made,
            made.post(url, data=body, headers=headers, stream=True) as response,
        ):
            answer = Answer(response.status_code, _beginning(response))
    except InvalidIPAddress:
        raise Refused("The address is not public.") from None
    except (requests.RequestException, OSError) as error:
        raise Unanswered(type(error).__name__) from None
    if time.monotonic() >= deadline:  # cut, perhaps amid its headers
        raise Unanswered("Timeout")
    return answer


def session() -> requests.Session:
    """A session that keeps to all of it; for libraries that want one of their own."""
    made = HTTPSession(CONFIG)
    made.trust_env = False  # neither proxies nor .netrc
    made.mount("https://", PublicAdapter(is_https_proto=True))
    made.mount("http://", NoAdapter())
    return made


def _beginning(response: requests.Response) -> bytes:
    held = b""
    for chunk in response.iter_content(4096):
        held += chunk
        if len(held) >= MOST_BYTES:
            break
    return held[:MOST_BYTES]


class NoAdapter(requests.adapters.BaseAdapter):
    """For plain http: never."""

    def send(self, request, *args, **kwargs):
        raise InvalidIPAddress("Only https is called.")

    def close(self):
        pass


class PublicAdapter(IPFilterAdapter):
    """Refuses what the library lets through of odd networks, and cuts slow answers."""

    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"https": _Pool}

    def build_connection_pool_key_attributes(self, request, verify, cert=None):
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        if not is_public(host["host"].strip("[]")):
            raise InvalidIPAddress("The address is not public.")
        return host, pool


def is_public(address: str) -> bool:
    """Global unicast, and no way to write one network's address in another's."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address) and (
        ip.ipv4_mapped or ip.sixtofour or ip.teredo or ip.is_site_local
    ):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


class _Connection(HTTPSConnection):
    """Ends after `TOTAL_SECONDS`, also where each byte comes just in time."""

    _cutter: Cutter | None = None

    def _new_conn(self) -> socket.socket:
        began = time.monotonic()
        made = super()._new_conn()
        self._cutter = Cutter(made, TOTAL_SECONDS, began=began)
        return made

    def close(self) -> None:
        if self._cutter is not None:
            self._cutter.stop()
            self._cutter = None
        super().close()


class _Pool(HTTPSConnectionPool):
    ConnectionCls = _Connection
