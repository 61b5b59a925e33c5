"""A client for where there is no wrk: `python -m tests.bench.client URL SECONDS N`.

Prints requests per second and the 50th and 99th percentile in milliseconds. It costs
several times what wrk does: fine for the plain project, a ceiling for the fast rows.
"""

import asyncio
import sys
from time import perf_counter
from urllib.parse import urlsplit


async def ask(reader, writer, request: bytes) -> None:
    """One request on an open connection; raises where the answer is an error."""
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head.split(None, 2)[1])
    if not 200 <= status < 400:
        raise SystemExit(f"status {status}")
    if status == 304:
        return
    _, told, rest = head.partition(b"content-length:")
    if told:
        await reader.readexactly(int(rest.split(b"\r\n", 1)[0]))
        return
    length = -1  # in chunks, each after its length in hexadecimal
    while length:
        length = int(await reader.readline(), 16)
        await reader.readexactly(length + 2)


async def _keep_asking(place, request: bytes, until: float, times: list[float]) -> None:
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    while (started := perf_counter()) < until:
        await ask(reader, writer, request)
        times.append(perf_counter() - started)
    writer.close()


async def main(address: str, seconds: str, connections: str, *headers: str) -> None:
    place = urlsplit(address)
    target = place.path + (f"?{place.query}" if place.query else "")
    lines = [f"GET {target} HTTP/1.1", f"Host: {place.netloc}", *headers]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    times: list[float] = []
    started = perf_counter()
    until = started + float(seconds)
    await asyncio.gather(
        *(_keep_asking(place, request, until, times) for _ in range(int(connections)))
    )
    elapsed = perf_counter() - started
    times.sort()
    p50, p99 = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.99))
    sys.stdout.write(f"{len(times) / elapsed} {p50} {p99}\n")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
