"""Take what names a person out of errors, before they are kept or logged."""

import re

_ADDRESS = re.compile(r"[^\s@<>\"'(){}\[\],;:]+@[^\s@<>\"'(){}\[\],;:]+")
_PHONE = re.compile(r"(?<![\w.-])\+?\d{9,15}(?![\w-])")
_TOKEN = re.compile(r"(token=|/unsubscribe/|/enquiry/|Bearer )[^\s\"'<>]+")


def scrub(text: str) -> str:
    """`text` without e-mail addresses, telephone numbers and tokens."""
    text = _ADDRESS.sub("[address]", text)
    text = _TOKEN.sub(r"\1[token]", text)
    return _PHONE.sub("[number]", text)
