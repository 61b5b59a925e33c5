"""Record the examples of openapi.yaml from a server with the whole sample catalogue.

    python -m tests.api.record_examples http://127.0.0.1:8000

Wait until its pictures are drawn. The requests are those in api/schema/examples.json;
to add one, add it there with any answer.
"""

import json
import sys
from typing import Any

import httpx

from api.schema.examples import FILE, RECORDED

SHOWN = 2  # of what repeats: enough to see that it does


def shorten(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer with the lists that are long cut short."""
    answer = dict(answer)
    if "results" in answer:
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
    return answer


def main(server: str) -> None:
    found = {}
    for operation_id, recorded in RECORDED.items():
        response = httpx.get(server + recorded["request"]).raise_for_status()
        answer = shorten(response.json())
        found[operation_id] = {"request": recorded["request"], "answer": answer}
    text = json.dumps(found, indent=1, ensure_ascii=False)
    FILE.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
