"""The way to the mail server: a letter takes a minute at most, and is sent once it was
accepted."""

import smtplib
import time
from contextlib import suppress

from django.core.mail.backends.smtp import EmailBackend

from catalogue.journal.cutting import Cutter

TOTAL_SECONDS = 60.0  # a tired relay may take half of it


class Mailer(EmailBackend):
    """Django's own, whose time limit holds for each line of an answer alone."""

    @property
    def connection_class(self):
        return _TlsConnection if self.use_ssl else _Connection

    def open(self):
        try:
            return super().open()
        except OSError:
            self.close()  # TLS or the sign-in failed: half open
            raise

    def close(self):
        """How the goodbye ends changes nothing."""
        with suppress(OSError):
            super().close()


class _Connection(smtplib.SMTP):
    """Ends after `TOTAL_SECONDS`, also where each byte comes just in time."""

    _cutter: Cutter | None = None

    def _get_socket(self, host, port, timeout):
        began = time.monotonic()
        made = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        self._cutter = Cutter(made, TOTAL_SECONDS, began=began)
        return made

    def close(self):
        if self._cutter is not None:
            self._cutter.stop()
            self._cutter = None
        super().close()


class _TlsConnection(smtplib.SMTP_SSL, _Connection):
    def _get_socket(self, host, port, timeout):
        try:
            return super()._get_socket(host, port, timeout)
        except OSError:  # no TLS there: nobody gets this object, to close it
            self.close()
            raise
