"""What a notice says: plain text and HTML, both of one template.

`templates/mail/{kind}.{language}.txt` of the sending room; its first line is the
subject. `mail/layout.html` is the one look of all letters.
"""

from dataclasses import dataclass

from django.template import Context, TemplateDoesNotExist
from django.template.engine import Engine

from catalogue.journal import preferences
from catalogue.journal.markup import blocks
from catalogue.journal.models import Notice

OPEN = {"en": "Open", "id": "Buka"}


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str


def render(notice: Notice, folder: str = "mail") -> tuple[str, str]:
    """Subject and text of its template: plain, so nothing in it is escaped."""
    name = f"{folder}/{notice.kind}.{notice.language}.txt"
    template = Engine.get_default().get_template(name)
    rendered = template.render(Context(notice.values, autoescape=False))
    subject, _, text = rendered.partition("\n")
    return subject.strip(), text.strip() + "\n"


def is_written(folder: str, kind: str, language: str) -> bool:
    """Whether a room has a template for it."""
    try:
        Engine.get_default().get_template(f"{folder}/{kind}.{language}.txt")
    except TemplateDoesNotExist:
        return False
    return True


def compose(notice: Notice) -> Letter:
    """The whole letter, with the footer by which its topic can be ended."""
    subject, text = render(notice)
    unsubscribe = ""
    if notice.topic:
        link = preferences.unsubscribe_link(notice.recipient, notice.topic)
        unsubscribe = f"{link}?lang={notice.language}"
    footer = _filled(
        f"mail/footer.{notice.language}.txt",
        {"topic": notice.topic, "unsubscribe": unsubscribe},
        autoescape=False,
    ).strip()
    html = _filled(
        "mail/layout.html",
        {
            "language": notice.language,
            "subject": subject,
            "blocks": blocks(
                text, links=own_links(notice), label=OPEN[notice.language]
            ),
            "footer": footer.removesuffix(unsubscribe).strip(),
            "unsubscribe": unsubscribe,
        },
    )
    return Letter(subject, f"{text}\n-- \n{footer}\n", html)


def own_links(notice: Notice) -> set[str]:
    """The addresses that may be a button: `link` and `…_link` among the values."""
    return {
        str(value)
        for name, value in notice.values.items()
        if name == "link" or name.endswith("_link")
    }


def _filled(name: str, values: dict, *, autoescape: bool = True) -> str:
    template = Engine.get_default().get_template(name)
    return template.render(Context(values, autoescape=autoescape))
