"""The mail server of an installation that has none."""

import sys
import threading
import uuid

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

_lock = threading.Lock()


class PrintAndKeep(BaseEmailBackend):
    """Prints each letter and keeps it in `MAIL_DIR`, for whoever tries the product."""

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
                sys.stdout.write(f"\n--- A letter, kept as {path}\n{text}---\n")
                sys.stdout.flush()
        return len(email_messages)
