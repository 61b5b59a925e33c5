"""Three cases of export readiness, told step by step with the rules they rest on.

Played in process on fixed days, since what they tell is how answers change with dates
and evidence. `Teller` plays and remembers; `test_readiness.py` checks, and writes the
page when `STORY_PAGE` names it.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import time_machine

from tests.factories import token_for
from tests.story.page import step_text
from tests.story.steps import Step
from tests.story.telling import Answer, Told, filled, play

ROOT = Path(__file__).parents[2]
PAPER = "docs/papers/sample-document.pdf"
INTRODUCTION = f"""# Three products on their way abroad

Each case is a test, played on SQLite and PostgreSQL on the days named, with products of
the sample catalogue (all invented). Answers are shortened. The documents sent are
[{PAPER}](papers/sample-document.pdf). How levels come about is told in
[export-readiness.md](export-readiness.md).
"""


class Teller:
    """Plays calls as several people on chosen days; keeps the page's text."""

    def __init__(self, client, people: dict[str, Any]):
        self.client, self.people = client, people
        self.kept: dict[str, str] = {name: name for name in people}
        self.parts: list[str] = []
        self._travel: time_machine.travel | None = None

    def on(self, day: str) -> None:
        """From here on it is the morning of this day, Asia/Jakarta."""
        self.stop()
        self._travel = time_machine.travel(f"{day}T02:00:00Z", tick=False)
        self._travel.start()

    def stop(self) -> None:
        if self._travel is not None:
            self._travel.stop()
            self._travel = None

    def chapter(self, title: str, says: str) -> None:
        self.parts += [f"## {title}\n", f"{says}\n"]

    def tell(self, says: str, who: str | None, method: str, path: str, **step) -> Any:
        """Play one call and write it down; the answer's body."""
        made = Step("", says, who, method, path, **step)
        path, body = filled(made.path, self.kept), filled(made.body, self.kept)
        answer = play(made, path, body, self.kept, self._call)
        self.parts += step_text(made, Told(made, path, body, answer))
        return answer.body

    def quietly(self, who: str, method: str, path: str, body=None, form=None) -> Any:
        """Play one call that the page does not show."""
        answer = self._call(
            method, path, {"Authorization": f"Bearer {who}"}, body, form
        )
        assert answer.status < 300, answer.body
        return answer.body

    def rules(self, market: str, hs_code: str, codes: list[str]) -> None:
        """The rows of data that the case rests on, as the API gives them."""
        asked = f"/v1/markets/{market}?hs_code={hs_code}&lang=en"
        found = {
            rule["code"]: rule
            for group in self.client.get(asked).json()["groups"]
            for rule in group["rules"]
        }
        lines = [f"Rules it rests on (`GET {asked}`):\n"]
        lines.append("| rule | says | legal basis | from | confidence |")
        lines.append("|---|---|---|---|---|")
        for code in codes:
            rule = found[code]
            lines.append(
                f"| {code} | {rule['text']} | {rule['legal_basis']} | "
                f"{rule['effective_from'] or '-'} | {rule['confidence']} |"
            )
        self.parts.append("\n".join(lines) + "\n")

    def _call(self, method, path, headers, body, form) -> Answer:
        self.client.credentials()
        who = headers.get("Authorization", "").removeprefix("Bearer ")
        others = {f"HTTP_{n.upper().replace('-', '_')}": v for n, v in headers.items()}
        if who:  # a fresh token: days pass between one call and the next
            token = token_for(self.people[who])
            others["HTTP_AUTHORIZATION"] = f"Bearer {token}"
        self.client.credentials(**others)
        if form:
            parts = {name: _part(value) for name, value in form.items()}
            answer = self.client.post(path, parts, "multipart")
        elif body is not None:
            answer = self.client.generic(
                method, path, json.dumps(body), "application/json"
            )
        else:
            answer = self.client.generic(method, path)
        text = answer.content.decode()
        return Answer(answer.status_code, answer.headers, json.loads(text or "null"))

    def page(self) -> str:
        return "\n".join(self.parts)


def prove(
    teller: Teller, path: str, wanted: dict[str, str], approve: Callable[[], None]
) -> None:
    """Answer, show a document for each, and have an officer agree."""
    answers = [{"question": q, "option": o} for q, o in wanted.items()]
    body = teller.quietly("seller", "PATCH", path, {"answers": answers})
    for question in body["questions"]:
        if question["code"] in wanted and question["answer_id"]:
            teller.quietly(
                "seller",
                "POST",
                f"/v1/seller/answers/{question['answer_id']}/evidence",
                form={"file": f"@{PAPER}"},
            )
    approve()


def _part(value: str):
    return (ROOT / value[1:]).open("rb") if value.startswith("@") else value
