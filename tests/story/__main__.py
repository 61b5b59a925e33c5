"""Play the story against a running service and write it down, answers and all.

With a target page, the examples of openapi.yaml are recorded as well (`make openapi`
afterwards).

    python -m tests.story http://127.0.0.1:8000 [data/mail] [docs/seller-story.md]

The service must be one that `make run` has just begun on empty folders: the story
opens an account that must not be there yet.
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
from tests.story.page import page  # noqa: E402
from tests.story.recordings import recordings  # noqa: E402
from tests.story.telling import Answer, tell  # noqa: E402

ROOT = Path(__file__).parents[2]


def main(base: str, mail_folder: str = "data/mail", target: str = "") -> None:
    client = httpx.Client(base_url=base, timeout=30)
    letters = Path(mail_folder)

    def call(method, path, headers, body, form):
        options = {}
        if form:
            parts = {name: _part(value) for name, value in form.items()}
            options["files"] = parts
        elif body is not None:
            options["json"] = body
        answer = client.request(method, path, headers=headers, **options)
        parsed = answer.json() if answer.content else None
        return Answer(answer.status_code, dict(answer.headers), parsed)

    def read_letter(kind):
        for _ in range(60):
            newest = sorted(letters.glob("*.txt"), key=lambda p: p.stat().st_mtime)
            for path in reversed(newest):
                if found := re.search(r"confirm-email\?token=(\S+)", path.read_text()):
                    return found[1]
            time.sleep(0.5)
        raise SystemExit(f"No {kind} letter came to {letters}.")

    told = list(tell(_with_etag(call), read_letter))
    if target:
        Path(target).write_text(page(told), encoding="utf-8")
        keep(recordings(told))
    print(f"{len(told)} steps, all as told.")


def _with_etag(call):
    def called(*asked):
        answer = call(*asked)
        headers = {name.title(): value for name, value in answer.headers.items()}
        headers["ETag"] = headers.get("Etag", "")
        return Answer(answer.status, headers, answer.body)

    return called


def _part(value):
    if value.startswith("@"):
        return (Path(value).name, (ROOT / value[1:]).read_bytes())
    return (None, value)


if __name__ == "__main__":
    main(*sys.argv[1:])
