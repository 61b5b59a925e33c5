"""Take what names a person out of errors, before they are kept or logged."""

import re

_ADDRESS = re.compile(r"[^\s@<>\"'(){}\[\],;:]+@[^\s@<>\"'(){}\[\],;:]+")
_PHONE = re.compile(r"(?<![\w.-])\+?\d{9,15}(?![\w-])")
# In an address whatever follows, though a file's name may be worth telling: it stands
# behind what opens it. Of quotes the code on a paper, not the id in the API.
_TOKEN = re.compile(
    r"(token=|Bearer |/unsubscribe/|/enquiry/|/private/|(?<!/v1)/quotes/"
    r"|/quotes/verify/)"
    r"[^\s\"'<>]+"
)
_SECRET = re.compile(r"\b(at|rt|et|ak|st)_[\w-]{16,}")


def scrub(text: str) -> str:
    """`text` without e-mail addresses, telephone numbers and tokens."""
    text = _ADDRESS.sub("[address]", text)
    text = _TOKEN.sub(r"\1[token]", text)
    text = _SECRET.sub(r"\1_[token]", text)
    return _PHONE.sub("[number]", text)
