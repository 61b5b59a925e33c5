"""Server and worker killed by SIGKILL at moments of chance while a client goes on.

What the client was told (a 2xx) it writes down; what it was not told it asks again with
the same `Idempotency-Key`, as a phone on a bad network does. `rounds` is how often
something is killed. SQLite, in folders of its own.
"""

import hashlib
import http.client
import io
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image as Picture

from tests.concurrency import place as places

CLIENTS = 2
PATIENCE_SECONDS = 60  # for one answer, while things are killed
PRODUCTS = "/v1/seller/products"
CONTENT = {
    "description": {"id": "Kain tapis tenun tangan dengan benang emas dari Lampung."},
    "category": "kain-tapis",
    "hs_code": "581092",
    "price_unit": "pcs",
    "min_order": {"value": "5", "unit": "pcs"},
}
SEED = """
import json
from tests.factories import make_seller, make_user, token_for
tokens = []
for _ in range(%d):
    user = make_user(password=None)
    make_seller(owner=user)
    tokens.append(token_for(user))
print(json.dumps(tokens))
"""
# What is there once an hour has passed and the worker has swept.
LOOK = """
import json, os
from catalogue.listings import checking as listings
from catalogue.products.actions import files
from catalogue.products.jobs import sweep_uploads
from catalogue.products.models import Image, Product
from catalogue.reviews.models import Review
from catalogue.search import checking as search
products = {
    str(p.pk): [p.variants.get().sku, p.lead_time_days, p.status,
                Review.objects.filter(subject_id=p.pk).count()]
    for p in Product.objects.all()
}
images = [[str(i.product_id), i.source_sha256, i.status] for i in Image.objects.all()]
lost = [n for i in Image.objects.filter(status="ready") for n in files.names(i)
        if not files.private().exists(n)]
private = files.private()
for name in private.listdir("uploads")[1]:
    os.utime(private.path(f"uploads/{name}"), (0, 0))
sweep_uploads()
uploads = private.listdir("uploads")[1]
print(json.dumps({"products": products, "images": images, "lost": lost,
                  "uploads": uploads,
                  "drift": [*listings.drift(), *search.drift()]}))
"""


class Processes:
    """Server and worker; each in a group of its own, killed whole."""

    def __init__(self, place: dict[str, str]):
        self.place = place
        self.commands = {
            "server": [
                *("-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"),
                *("--port", place["PORT"], "--workers", "1", "--blocking-threads", "2"),
                *("--no-ws", "--log-level", "error", "api.wsgi:application"),
            ],
            "worker": ["manage.py", "worker"],
        }
        self.running: dict[str, subprocess.Popen] = {}

    def start(self, name: str) -> None:
        with Path(self.place["DATA_DIR"], f"{name}.log").open("a") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, *self.commands[name]],
                cwd=places.ROOT, env=self.place, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def kill(self, name: str) -> None:
        process = self.running.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def wait_until_answering(self) -> None:
        eventually(lambda: ask(self.place, None, "GET", "/healthz")[0] == 200)


def eventually(test: Callable[[], Any], seconds: float = PATIENCE_SECONDS) -> Any:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(OSError, sqlite3.OperationalError):
            if found := test():
                return found
        time.sleep(0.05)
    raise AssertionError("It did not come to pass.")


def ask(place, token, method, path, body=None, kind="application/json", key=None):
    """Status and body of one request; `OSError` where no answer came."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{place['PORT']}{path}", data=body, method=method
    )
    if body is not None:
        request.add_header("Content-Type", kind)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    if key:
        request.add_header("Idempotency-Key", key)
    try:
        with _opened(request) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except (
        urllib.error.URLError,
        http.client.HTTPException,  # killed in the middle of an answer
        ValueError,
        EOFError,
    ) as error:
        raise OSError(str(error)) from None


def _opened(request):
    try:
        return urllib.request.urlopen(request, timeout=15)  # noqa: S310
    except urllib.error.HTTPError as refusal:
        return refusal


@dataclass
class Client(threading.Thread):
    """Somebody who writes products, until told to stop; what she was told."""

    place: dict[str, str]
    token: str
    number: int
    stop: threading.Event
    products: dict[str, str] = field(default_factory=dict)  # id: sku
    days: dict[str, int] = field(default_factory=dict)
    pictures: dict[str, list[str]] = field(default_factory=dict)  # id: digests
    submitted: set[str] = field(default_factory=set)
    refused: list[Any] = field(default_factory=list)
    repeats: int = 0

    def __post_init__(self):
        super().__init__(daemon=True)

    def __hash__(self):
        return id(self)

    def run(self) -> None:
        count = 0
        while not self.stop.is_set():
            count += 1
            sku = f"{self.number}-{count}"
            made = self.told(
                "POST", PRODUCTS, {**CONTENT, "sku": sku, "name": {"id": sku}}
            )
            if made is None:
                continue
            product = made["id"]
            self.products[product] = sku
            for step in range(2):
                self.upload(product)
                if self.told(
                    "PATCH", f"{PRODUCTS}/{product}", {"lead_time_days": step}
                ):
                    self.days[product] = step
            if self.told("POST", f"{PRODUCTS}/{product}/submit", None):
                self.submitted.add(product)

    def upload(self, product: str) -> None:
        colour = tuple(random.randbytes(3))
        file = io.BytesIO()
        Picture.new("RGB", (700, 500), colour).save(file, "PNG")
        data = file.getvalue()
        edge = uuid.uuid4().hex
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="alt"\r\n\r\n'
            '{"id": "Foto"}\r\n'
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; '
            'filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
        )
        body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
        kind = f"multipart/form-data; boundary={edge}"
        if self.told("POST", f"{PRODUCTS}/{product}/images", body, kind):
            digest = hashlib.sha256(data).hexdigest()
            self.pictures.setdefault(product, []).append(digest)

    def told(self, method, path, body, kind="application/json") -> Any:
        """The body of a 2xx; anything else is remembered as refused."""
        if isinstance(body, dict):
            body = json.dumps(body).encode()
        key = uuid.uuid4().hex if method == "POST" else None
        status, answer = self.answer(method, path, body, kind, key)
        if not 200 <= status < 300:
            self.refused.append([method, status, answer])
            return None
        return answer

    def answer(self, method, path, body, kind, key) -> tuple[int, Any]:
        """Asked until somebody answers, with the same key."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                status, answer = ask(
                    self.place, self.token, method, path, body, kind, key
                )
                if status != 503:  # told to come again
                    return status, answer
            except OSError:
                self.repeats += 1
            if time.monotonic() > deadline:
                return 0, "no answer"
            time.sleep(0.1)


def shell(place: dict[str, str], code: str) -> Any:
    return json.loads(
        places.run(place, "manage.py", "shell", "--no-imports", "-c", code)
    )


def play(place: dict[str, str], rounds: int, seed: int | None = None) -> dict[str, Any]:
    """Kill and go on; what the clients were told, and what is there in the end."""
    chance = random.Random(seed)
    tokens = shell(place, SEED % CLIENTS)
    processes = Processes(place)
    stop = threading.Event()
    clients = [Client(place, t, n, stop) for n, t in enumerate(tokens)]
    try:
        for name in processes.commands:
            processes.start(name)
        processes.wait_until_answering()
        for client in clients:
            client.start()
        for _ in range(rounds):
            time.sleep(0.3 + chance.random() * 1.2)
            chosen = chance.choice([["server"], ["worker"], ["server", "worker"]])
            for name in chosen:
                processes.kill(name)
            for name in chosen:
                processes.start(name)
            processes.wait_until_answering()
        time.sleep(0.5)
        stop.set()
        for client in clients:
            client.join(PATIENCE_SECONDS)
        _let_leases_run_out(place)
        _until_worked_off(place)
    finally:
        stop.set()
        for name in list(processes.running):
            processes.kill(name)
    logs = [Path(place["DATA_DIR"], f"{n}.log").read_text() for n in processes.commands]
    return {"clients": clients, "found": shell(place, LOOK), "logs": "\n".join(logs)}


def _database(place):
    path = Path(place["DATA_DIR"], "catalogue.sqlite3")
    return closing(sqlite3.connect(path, timeout=20, isolation_level=None))


def _let_leases_run_out(place) -> None:
    """As if the minute had passed for which a killed worker held its job."""
    with _database(place) as database:
        database.execute(
            "UPDATE journal_job SET leased_until = '2000-01-01 00:00:00' "
            "WHERE leased_until IS NOT NULL"
        )


def _until_worked_off(place) -> None:
    def no_picture_waits() -> bool:
        with _database(place) as database:
            waiting = "SELECT count(*) FROM products_image WHERE status = 'processing'"
            jobs = "SELECT count(*) FROM journal_job WHERE failed_at IS NULL"
            return all(
                database.execute(question).fetchone()[0] == 0
                for question in (waiting, jobs)
            )

    eventually(no_picture_waits)


def judge(played: dict[str, Any]) -> list[str]:
    """Everything that is not as it must be; empty where all is well."""
    wrong = []
    found = played["found"]
    stored = found["products"]
    pictures: dict[str, list[str]] = {}
    for product, digest, status in found["images"]:
        pictures.setdefault(product, []).append(digest)
        if status != "ready":
            wrong.append(f"picture {digest} is {status}")
    told: dict[str, str] = {}
    for client in played["clients"]:
        told |= client.products
        wrong += [f"refused: {refusal}" for refusal in client.refused]
        for product, sku in client.products.items():
            if product not in stored:
                wrong.append(f"product {sku} is lost")
                continue
            handed_in = product in client.submitted
            status, reviews = ("in_review", 1) if handed_in else ("draft", 0)
            if stored[product] != [sku, client.days.get(product), status, reviews]:
                wrong.append(f"{sku} is {stored[product]}, {client.days} {handed_in}")
            sent = client.pictures.get(product, [])
            if sorted(set(sent)) != sorted(pictures.get(product, [])):
                wrong.append(f"pictures of {sku}: {sent}, {pictures.get(product)}")
    if doubled := stored.keys() - told.keys():
        wrong.append(f"products nobody was told of: {doubled}")
    wrong += [f"a file is missing: {name}" for name in found["lost"]]
    wrong += [f"an upload is left: {name}" for name in found["uploads"]]
    wrong += [f"drift: {line}" for line in found["drift"]]
    if "is locked" in played["logs"]:
        wrong.append("somebody was told that the database is locked")
    return wrong
