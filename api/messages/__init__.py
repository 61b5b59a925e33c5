"""What errors say, in the languages served. `code` never changes, words may."""

from api.messages.details import DETAILS
from api.messages.members import ERRORS
from api.messages.message import Message, clip, say
from api.messages.titles import TITLES

__all__ = ["DETAILS", "ERRORS", "TITLES", "Message", "clip", "say"]
