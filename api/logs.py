"""Log lines carry the id of the request they belong to, and nothing that opens a thing
or names a person.
"""

import logging
import sys
from contextvars import ContextVar
from typing import Any

from catalogue.journal.scrubbing import scrub

request_id: ContextVar[str] = ContextVar("request_id", default="-")


class RequestIdFilter(logging.Filter):
    def filter(self, record):
        record.request_id = request_id.get()
        return True


class ScrubbedFormatter(logging.Formatter):
    """Scrubs message and traceback, not the request's id: a letter's link is its
    reader's key, and stands in the address of every page that fails."""

    def format(self, record):
        record.exc_text = None  # another formatter's, which scrubs nothing
        return super().format(record)

    def formatMessage(self, record):  # noqa: N802 - logging's name
        record.message = scrub(record.message)
        return super().formatMessage(record)

    def formatException(self, ei):  # noqa: N802 - logging's name
        return scrub(super().formatException(ei))


def logging_settings(level: str) -> dict[str, Any]:
    """What is as grave as `level`, or graver, goes to stderr."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": "api.logs.RequestIdFilter"}},
        "formatters": {
            "line": {
                "class": "api.logs.ScrubbedFormatter",
                "format": (
                    "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"
                ),
            }
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "stream": sys.stderr,
                "formatter": "line",
                "filters": ["request_id"],
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            # A caller's mistake is the caller's: it is answered, not logged.
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }
