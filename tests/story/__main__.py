"""Play a story against a running service and write it down, answers and all.

With a folder for the page, the examples of openapi.yaml are recorded as well (`make
openapi` afterwards).

    python -m tests.story http://127.0.0.1:8000 seller|importer [data/mail] [docs]

The service must be one that `make run` has just begun on empty folders: the stories
open accounts that must not be there yet. Both may be played on the same, once.
"""

import os
import re
import sys
import time
from pathlib import Path

import django
import httpx

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()  # the table of access and the routes are read

from tests.api.record_examples import keep  # noqa: E402
from tests.story import importer, seller  # noqa: E402
from tests.story.page import page  # noqa: E402
from tests.story.recordings import recordings  # noqa: E402
from tests.story.steps import LINKS, Letter  # noqa: E402
from tests.story.telling import Answer, body_of, tell  # noqa: E402

ROOT = Path(__file__).parents[2]
STORIES = {"seller": seller.STORY, "importer": importer.story()}


def main(base: str, name: str, mail_folder: str = "data/mail", docs: str = "") -> None:
    client = httpx.Client(base_url=base, timeout=30)
    letters, story = Path(mail_folder), STORIES[name]

    def call(method, path, headers, body, form):
        options = {}
        if form:
            parts = {name: _part(value) for name, value in form.items()}
            options["files"] = parts
        elif body is not None:
            options["json"] = body
        answer = client.request(method, path, headers=headers, **options)
        # Any case is found in them.
        return Answer(answer.status_code, answer.headers, body_of(answer))

    def read_letter(letter):
        for _ in range(60):
            newest = sorted(letters.glob("*.txt"), key=lambda p: p.stat().st_mtime)
            for path in reversed(newest):
                if token := _token_in(path.read_text(encoding="utf-8"), letter):
                    return token
            time.sleep(0.5)
        raise SystemExit(f"No {letter.kind} to {letter.to} came to {letters}.")

    told = list(tell(story.steps, call, read_letter))
    if docs:
        (Path(docs) / story.page).write_text(page(story, told), encoding="utf-8")
        keep(recordings(told))
    print(f"{len(told)} steps, all as told.")


def _token_in(text: str, letter: Letter) -> str | None:
    if f"\nTo: {letter.to}\n" not in text:
        return None
    found = re.search(LINKS[letter.kind], text)
    return found and found[1]


def _part(value):
    if value.startswith("@"):
        return (Path(value).name, (ROOT / value[1:]).read_bytes())
    return (None, value)


if __name__ == "__main__":
    main(*sys.argv[1:])
