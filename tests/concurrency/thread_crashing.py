"""Enquiries while server and worker are killed by SIGKILL at moments of chance.

A buyer asks two sellers at once, the sellers answer and quote, the buyer writes again.
What was told with a 2xx is written down; what was not is asked again with the same
`Idempotency-Key`. In the end each exists once, and every notice left: twice only where
the crash was between sending and recording.
"""

import json
import random
import re
import threading
import time
import uuid
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.concurrency import crashing
from tests.concurrency.crashing import (
    PATIENCE_SECONDS,
    Client,
    Processes,
    ask,
    shell,
)

CLIENTS = 2
SEED = """
import json
from tests.catalogue.reviews import subjects
from tests.factories import make_member, make_officer, make_seller, make_user, token_for
officer = make_officer(password=None)
found = []
for _ in range(%d):
    products, sellers = [], []
    for _ in range(2):
        seller, member = make_seller(), make_user(password=None)
        make_member(seller, member)
        products.append(str(subjects.published(seller, officer).pk))
        sellers.append([str(seller.pk), token_for(member)])
    buyer = token_for(make_user(password=None))
    found.append({"products": products, "sellers": dict(sellers), "buyer": buyer})
print(json.dumps(found))
"""
RELEASE_LEASES = """
from django.utils import timezone
from catalogue.journal.models import Job
now = timezone.now()
print(Job.objects.exclude(leased_until=None).update(leased_until=now, run_after=now))
"""
WAITING = """
from catalogue.journal.models import Job
print(Job.objects.filter(failed_at=None).count())
"""
LOOK = """
import json
from catalogue.enquiries.models import Enquiry, Message, Quote, Submission
from catalogue.journal.models import Job, Notice
def ids(model, **of):
    return sorted(map(str, model.objects.filter(**of).values_list("pk", flat=True)))
print(json.dumps({
    "submissions": ids(Submission), "enquiries": ids(Enquiry),
    "messages": ids(Message, is_opening=False), "quotes": ids(Quote),
    "openings": Message.objects.filter(is_opening=True).count(),
    "notices": [[str(n.pk), n.kind, n.about, n.recipient, n.status]
                for n in Notice.objects.filter(channel="email")],
    "failed": list(Job.objects.exclude(failed_at=None).values_list("kind", flat=True)),
}))
"""


@dataclass
class Thread(Client):
    """A buyer and her two sellers, who go on until told to stop."""

    people: dict[str, Any] = field(default_factory=dict)
    told_of: dict[str, list[str]] = field(
        default_factory=lambda: {
            "submissions": [],
            "enquiries": [],
            "messages": [],
            "quotes": [],
        }
    )

    def __hash__(self):
        return id(self)

    def run(self) -> None:
        while not self.stop.is_set():
            asked = self.as_(self.people["buyer"], "/v1/enquiries", self._question())
            if asked is None:
                continue
            self.remember(asked)
            for enquiry in asked["enquiries"]:
                self._answer(enquiry)

    def remember(self, asked: dict[str, Any]) -> None:
        self.told_of["submissions"].append(asked["submission_id"])
        self.told_of["enquiries"] += [e["id"] for e in asked["enquiries"]]

    def _question(self) -> dict[str, Any]:
        items = [{"product_id": product} for product in self.people["products"]]
        return {"items": items, "message": f"We need some. {uuid.uuid4()}"}

    def _answer(self, enquiry: dict[str, Any]) -> None:
        path = f"/v1/enquiries/{enquiry['id']}"
        seller = self.people["sellers"][enquiry["seller"]["id"]]
        self._write("messages", seller, f"{path}/messages", {"body": "Yes, we have."})
        self._write("quotes", seller, f"{path}/quotes", _offer(enquiry))
        buyer = self.people["buyer"]
        self._write("messages", buyer, f"{path}/messages", {"body": "When?"})

    def _write(self, what: str, token: str, path: str, body: dict) -> None:
        if made := self.as_(token, path, body):
            self.told_of[what].append(made["id"])

    def as_(self, token: str, path: str, body: dict) -> Any:
        self.token = token
        return self.told("POST", path, body)


def _offer(enquiry: dict[str, Any]) -> dict[str, Any]:
    line = {
        "item_id": enquiry["items"][0]["id"],
        "kind": "offered",
        "unit_price": {"amount": "1.50", "currency": "USD"},
        "quantity": {"value": "100", "unit": "pcs"},
    }
    return {
        "lines": [line],
        "incoterm": "FOB",
        "place": "Panjang",
        "valid_until_on": str(datetime.now(UTC).date() + timedelta(days=30)),
    }


def play(place: dict[str, str], rounds: int, seed: int | None = None) -> dict[str, Any]:
    """Kill and go on; what was told, what is there in the end, what letters left."""
    chance = random.Random(seed)
    processes, stop = Processes(place), threading.Event()
    people = shell(place, SEED % CLIENTS)
    clients = [
        Thread(place, "", number, stop, people=of) for number, of in enumerate(people)
    ]
    kills = 0
    try:
        for name in processes.commands:
            processes.start(name)
        processes.wait_until_answering()
        parallel = _fifty_at_once(place, people[0])
        clients[0].remember(parallel[0])
        for client in clients:
            client.start()
        for _ in range(rounds):
            time.sleep(0.5 + chance.random() * 1.5)
            chosen = chance.choice([["server"], ["worker"], ["server", "worker"]])
            kills += "worker" in chosen
            for name in chosen:
                processes.kill(name)
            for name in chosen:
                processes.start(name)
            processes.wait_until_answering()
        time.sleep(0.5)
        stop.set()
        for client in clients:
            client.join(PATIENCE_SECONDS)
        processes.kill("worker")
        shell(place, RELEASE_LEASES)
        processes.start("worker")
        crashing.eventually(lambda: shell(place, WAITING) == 0)
    finally:
        stop.set()
        for name in list(processes.running):
            processes.kill(name)
    return {
        "parallel": parallel,
        "clients": clients,
        "found": shell(place, LOOK),
        "letters": _letters(place),
        "kills": kills,
    }


def _fifty_at_once(place: dict[str, str], people: dict[str, Any]) -> list[Any]:
    """What fifty posts with one key were answered, over as many connections; told to
    come again (409, 503), each does."""
    items = [{"product_id": product} for product in people["products"]]
    body = json.dumps({"items": items, "message": "Fifty times."}).encode()
    found: list[Any] = []

    def post() -> None:
        status, answer = 0, None
        while status != 201:
            with suppress(OSError):
                status, answer = ask(
                    place, people["buyer"], "POST", "/v1/enquiries", body, key="f" * 36
                )
        found.append(answer)

    threads = [threading.Thread(target=post, daemon=True) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    return found


def _letters(place: dict[str, str]) -> Counter[str]:
    """How often each letter left, by its Message-ID."""
    found: Counter[str] = Counter()
    for file in Path(place["DATA_DIR"], "mail").glob("*.txt"):
        text = file.read_text(encoding="utf-8")
        if told := re.search(r"^Message-ID: <([^@>]+)@", text, re.M):
            found[told[1]] += 1
    return found


def judge(played: dict[str, Any]) -> list[str]:
    """Everything that is not as it must be; empty where all is well."""
    wrong: list[str] = []
    found, clients = played["found"], played["clients"]
    answers = played["parallel"]
    if len(answers) != 50 or any(answer != answers[0] for answer in answers):
        wrong.append("fifty posts with one key were not answered alike")
    for client in clients:
        wrong += [f"refused: {refusal}" for refusal in client.refused]
    for what in ("submissions", "enquiries", "messages", "quotes"):
        told = sorted(ident for client in clients for ident in client.told_of[what])
        if told != found[what]:
            lost, more = set(told) - set(found[what]), set(found[what]) - set(told)
            wrong.append(f"{what}: lost {lost}, nobody was told of {more}")
    if found["openings"] != len(found["enquiries"]):
        wrong.append("an enquiry has not one opening message")
    return wrong + _faults_of_letters(played)


def _faults_of_letters(played: dict[str, Any]) -> list[str]:
    notices, letters = played["found"]["notices"], played["letters"]
    wrong = [f"given up: {kind}" for kind in played["found"]["failed"]]
    wrong += [f"not sent: {notice}" for notice in notices if notice[4] != "sent"]
    told = Counter((kind, about, to) for _, kind, about, to, _ in notices)
    wrong += [f"told twice: {event}" for event, times in told.items() if times > 1]
    wrong += [f"never left: {n[1]}" for n in notices if not letters[n[0]]]
    again = sum(times - 1 for times in letters.values())
    if again > played["kills"] * MOST_IN_HAND:
        wrong.append(f"{again} letters left again in {played['kills']} crashes")
    return wrong


MOST_IN_HAND = 4  # deliveries of one worker at a moment
