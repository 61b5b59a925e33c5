"""Log lines carry the id of the request they belong to, and nothing that opens a thing
or names a person.
"""

import logging
from contextvars import ContextVar

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
