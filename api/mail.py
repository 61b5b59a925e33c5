"""The mail server of an installation that has none."""

import logging
import sys
import threading
import uuid

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

log = logging.getLogger(__name__)
_lock = threading.Lock()


class PrintAndKeep(BaseEmailBackend):
    """Keeps each letter in `MAIL_DIR`, and prints it for whoever tries the product.

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
            name = f"{uuid.uuid4().hex}.txt"
            with _lock:
                moment = message.message()["Date"]
                path = settings.MAIL_DIR / name
                path.write_text(f"Date: {moment}\n{text}", encoding="utf-8")
                path.chmod(0o600)
                if settings.SAMPLE_MODE:
                    sys.stdout.write(f"\n--- A letter, kept as {path}\n{text}---\n")
                    sys.stdout.flush()
                else:
                    log.warning("A letter was kept in %s: EMAIL_URL is not set", path)
        return len(email_messages)
