"""Two who decide at once in a thread, each asking a server process of her own.

One of them wins, the other is told so: by a lock in the database, as the processes
share nothing else.
"""

import json
import threading
from contextlib import ExitStack
from typing import Any

from tests.concurrency import place as places
from tests.concurrency.crashing import Processes, ask, shell

ROUNDS = 6
SEED = """
import json
from datetime import timedelta
from django.utils import timezone
from tests.factories import make_enquiry, make_member, make_seller, make_user, token_for
found = []
for _ in range(%d):
    seller, buyer = make_seller(), make_user(password=None)
    staff = [make_user(password=None) for _ in range(2)]
    for member in staff:
        make_member(seller, member)
    new, quoted = (make_enquiry(seller, of, buyer=buyer) for of in ("new", "quoted"))
    found.append({
        "buyer": token_for(buyer),
        "staff": [token_for(member) for member in staff],
        "new": str(new.pk),
        "quoted": str(quoted.pk),
        "quote": str(quoted.quotes.get().pk),
        "last_day": str(timezone.localdate() + timedelta(days=30)),
    })
print(json.dumps(found))
"""
LOOK = """
import json
from catalogue.enquiries.models import Enquiry
print(json.dumps({
    str(e.pk): [e.status, [[q.revision, q.status] for q in e.quotes.all()]]
    for e in Enquiry.objects.prefetch_related("quotes")
}))
"""
Asked = tuple[str, str, dict[str, Any]]  # by which token, where, what


def play(place: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Of each race what both were answered, the winner first, and what is left."""
    rounds = shell(place, SEED % ROUNDS)
    with ExitStack() as stack:
        servers = [_server(place, stack) for _ in range(2)]
        quoting = [_at_once(servers, _two_quotes(one)) for one in rounds]
        deciding = [_at_once(servers, _two_decisions(one)) for one in rounds]
    left = shell(place, LOOK)
    return {
        "quoting": [
            {"answers": sorted(answers, key=str), "quotes": left[one["new"]][1]}
            for one, answers in zip(rounds, quoting, strict=True)
        ],
        "deciding": [
            {"answers": answers, "left": left[one["quoted"]]}
            for one, answers in zip(rounds, deciding, strict=True)
        ],
    }


def _server(place: dict[str, str], stack: ExitStack) -> dict[str, str]:
    """One more process of this installation, at a port of its own."""
    own = {**place, "PORT": str(places.free_port())}
    processes = Processes(own)
    processes.start("server")
    stack.callback(processes.kill, "server")
    processes.wait_until_answering()
    return own


def _two_quotes(one: dict[str, Any]) -> list[Asked]:
    line = {
        "kind": "offered",
        "unit_price": {"amount": "1.50", "currency": "USD"},
        "quantity": {"value": "100", "unit": "kg"},
    }
    offer = {
        "lines": [line],
        "incoterm": "FOB",
        "place": "Panjang",
        "valid_until_on": one["last_day"],
    }
    path = f"/v1/enquiries/{one['new']}/quotes"
    return [(token, path, offer) for token in one["staff"]]


def _two_decisions(one: dict[str, Any]) -> list[Asked]:
    path = f"/v1/quotes/{one['quote']}"
    return [
        (one["buyer"], f"{path}/accept", {}),
        (one["staff"][0], f"{path}/withdraw", {}),
    ]


def _at_once(servers: list[dict[str, str]], asked: list[Asked]) -> list[Any]:
    """The status each was answered, and of a problem its code; in order."""
    begin = threading.Barrier(len(asked))
    found: list[Any] = [None] * len(asked)

    def post(number: int) -> None:
        token, path, body = asked[number]
        text = json.dumps(body).encode()
        begin.wait()
        status, answer = ask(servers[number], token, "POST", path, text)
        found[number] = [status, answer["code"] if status >= 400 else None]

    threads = [threading.Thread(target=post, args=(n,)) for n in range(len(asked))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
