"""The mail server of an installation that has none."""

import logging
import sys
import threading
import uuid
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

log = logging.getLogger(__name__)
_lock = threading.Lock()


class PrintAndKeep(BaseEmailBackend):
    """Keeps each letter in `MAIL_DIR`, and prints it for whoever tries the product.

    Beside the text lies the HTML of the same name, to be opened in a browser.

    Outside sample mode only the log tells of it, without a word of it: a link in it
    may open an account.
    """

    def send_messages(self, email_messages):
        settings.MAIL_DIR.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            text = (
                f"To: {', '.join(message.to)}\nSubject: {message.subject}\n\n"
                f"{message.body}"
            )
            path = settings.MAIL_DIR / f"{uuid.uuid4().hex}.txt"
            with _lock:
                whole = message.message()
                head = f"Date: {whole['Date']}\nMessage-ID: {whole['Message-ID']}\n"
                _keep(path, head + text)
                for html, _ in getattr(message, "alternatives", []):
                    _keep(path.with_suffix(".html"), html)
                if settings.SAMPLE_MODE:
                    sys.stdout.write(f"\n--- A letter, kept as {path}\n{text}---\n")
                    sys.stdout.flush()
                else:
                    log.warning("A letter was kept in %s: EMAIL_URL is not set", path)
        return len(email_messages)


def _keep(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
