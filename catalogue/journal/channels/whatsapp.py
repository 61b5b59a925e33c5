"""By WhatsApp, through Meta's Cloud API: for those who opted in.

A notice of `kind` is `templates/whatsapp/{kind}.{language}.txt`. Its text is what the
operator has Meta approve as a template of that name and language, with `{{1}}`, `{{2}}`
for its variables in the order in which they stand. Within 24 hours of the recipient's
own message the same text goes as free text. See docs/notifications.md.

Sources: Meta, WhatsApp Cloud API reference, "Messages" and "Error codes", read on
2026-11-28 through copies (docs/notifications.md names them).
"""

import json
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.base import VariableNode
from django.template.engine import Engine
from django.template.utils import get_app_template_dirs

from catalogue.journal import letters, outgoing, preferences
from catalogue.journal.channels.refusals import Undeliverable
from catalogue.journal.models import ChannelName, Notice, Preferences

ADDRESS = "https://graph.facebook.com/v23.0/{phone_id}/messages"
MOST_CHARACTERS = 500  # of one variable; a body has 1,024 in all
# What trying again cannot mend: the number is not on WhatsApp or cannot get it
# (131026), Meta keeps it from her (131049, 130472), the template is not there
# (132001), has other variables (132000), was rejected (132007) or ended (132016).
PERMANENT = {131026, 131049, 130472, 132000, 132001, 132007, 132016}


class Unaccepted(Exception):
    """WhatsApp did not take it this time."""


def address_for(notice: Notice, mailbox: str, wishes: Preferences) -> str | None:
    """The telephone she opted in with, for the topics she chose."""
    takes_it = (
        notice.topic
        and settings.WHATSAPP_TOKEN
        and wishes.opted_in_at is not None
        and wishes.wants(notice.topic, ChannelName.WHATSAPP)
        and letters.is_written("whatsapp", notice.kind, notice.language)
    )
    return wishes.phone if takes_it else None


def deliver(notice: Notice) -> None:
    """Hand it to Meta. What becomes of it there is not followed."""
    answer = outgoing.post(
        ADDRESS.format(phone_id=settings.WHATSAPP_PHONE_ID),
        json.dumps(body(notice), ensure_ascii=False).encode(),
        {
            "Authorization": f"Bearer {settings.WHATSAPP_TOKEN}",
            "Content-Type": "application/json",
        },
    )
    if answer.status == 200:
        return
    code = _code(answer.json())
    if code in PERMANENT:
        raise Undeliverable(f"WhatsApp refused it: {code}")
    raise Unaccepted(f"WhatsApp answered {answer.status}, {code}")


def body(notice: Notice) -> dict[str, Any]:
    """The request: a template, or free text where she wrote within 24 hours."""
    addressed = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": notice.address.removeprefix("+"),
    }
    template = _template(notice)
    if preferences.may_write_freely(notice.recipient):
        text = template.render(Context(notice.values, autoescape=False)).strip()
        return {**addressed, "type": "text", "text": {"body": text}}
    parameters = [{"type": "text", "text": told} for told in _variables(notice)]
    return {
        **addressed,
        "type": "template",
        "template": {
            "name": notice.kind,
            "language": {"code": notice.language},
            "components": [{"type": "body", "parameters": parameters}],
        },
    }


def written() -> list[tuple[str, str]]:
    """Kind and language of each template that a room has."""
    found = (
        path.stem.partition(".")
        for folder in get_app_template_dirs("templates")
        for path in Path(folder).glob("whatsapp/*.txt")
    )
    return sorted((kind, language) for kind, _, language in found)


def approvable(kind: str, language: str) -> str:
    """The text to have approved: its variables numbered."""
    template = _template(Notice(kind=kind, language=language))
    number = 0
    told = ""
    for node in template.nodelist:
        if isinstance(node, VariableNode):
            number += 1
            told += f"{{{{{number}}}}}"
        else:
            told += node.render(Context())
    return told.strip()


def _template(notice: Notice):
    name = f"whatsapp/{notice.kind}.{notice.language}.txt"
    return Engine.get_default().get_template(name)


def _variables(notice: Notice) -> list[str]:
    """In the order of the text. A variable has no line breaks and no empty text."""
    context = Context(notice.values, autoescape=False)
    nodes = _template(notice).nodelist
    told = [n.render(context) for n in nodes if isinstance(n, VariableNode)]
    return [re.sub(r"\s+", " ", t).strip()[:MOST_CHARACTERS] or "–" for t in told]


def _code(told: Any) -> int | None:
    """Of `{"error": {"code": 131026, …}}`."""
    error = told.get("error") if isinstance(told, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) else None
