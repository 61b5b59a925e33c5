"""Record the examples of openapi.yaml from a server with the whole sample catalogue.

    python -m tests.api.record_examples http://127.0.0.1:8000

Wait until its pictures are drawn. Only public reads are asked again; what needs a token
or writes is recorded where its story is told, by `keep`. The requests are those in
api/schema/examples.json; to add one, add it there with any answer.
"""

import json
import sys
from typing import Any

import httpx

from api.access import TABLE, Who
from api.schema.examples import FILE, RECORDED, request_line

SHOWN = 2  # of what repeats: enough to see that it does
ASKED_AGAIN = [
    operation_id
    for operation_id, recorded in RECORDED.items()
    if request_line(recorded)[0] == "GET" and TABLE[operation_id].who is Who.ANYONE
]


def read(response: Any) -> Any:
    """What was answered: JSON, or a text of another kind, a picture."""
    is_json = response.headers["Content-Type"].partition(";")[0].endswith("json")
    return response.json() if is_json else response.content.decode()


def shorten(answer: Any) -> Any:
    """The answer with the lists that are long cut short."""
    if isinstance(answer, str):
        return answer
    answer = dict(answer)
    if "next_cursor" in answer:
        answer["results"] = answer["results"][:SHOWN]
    if "price_bands" in answer:
        answer["price_bands"] = answer["price_bands"][-SHOWN:]  # the open end too
    if "facets" in answer:
        answer["facets"] = [
            {**facet, "values": facet["values"][:SHOWN]} for facet in answer["facets"]
        ]
    if "export" in answer:
        markets = answer["export"]["markets"][:SHOWN]
        answer["export"] = {**answer["export"], "markets": markets}
    if "groups" in answer:
        answer["groups"] = answer["groups"][:SHOWN]
    if isinstance(answer.get("market"), dict):
        rules = answer["market"]["rules"].items()
        shown = {holder: found[:SHOWN] for holder, found in rules}
        answer["market"] = {**answer["market"], "rules": shown}
    return answer


def keep(found: dict[str, dict[str, Any]]) -> None:
    """Write recordings: `{operation: {"request": "POST /v1/…", "body", "answer"}}`.

    Those of other operations stay. `body` and `answer` only where there is one.
    """
    kept = {**RECORDED, **found}
    text = json.dumps(kept, indent=1, ensure_ascii=False)
    FILE.write_text(f"{text}\n", encoding="utf-8")


def main(server: str) -> None:
    found = {}
    for operation_id in ASKED_AGAIN:
        request = RECORDED[operation_id]["request"]
        response = httpx.get(server + request).raise_for_status()
        found[operation_id] = {"request": request, "answer": shorten(read(response))}
    keep(found)


if __name__ == "__main__":
    main(sys.argv[1])
