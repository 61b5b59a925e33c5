"""A time limit for a whole connection: a socket's own holds for each read alone."""

import socket
import time
from contextlib import suppress
from threading import Timer


class Cutter:
    """Ends a connection so many seconds after it `began`, whatever it is doing."""

    def __init__(self, connected: socket.socket, seconds: float, *, began: float):
        """`began` as `time.monotonic()` told it."""
        self._handle = connected.dup()  # stays ours when TLS takes the socket over
        left = seconds - (time.monotonic() - began)
        self._timer = Timer(max(left, 0.0), _cut, [self._handle])
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        self._timer.cancel()
        self._handle.close()


def _cut(connected: socket.socket) -> None:
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)
