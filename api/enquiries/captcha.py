"""An optional proof that a guest is a person; off until `CAPTCHA_SECRET` is set.

Cloudflare Turnstile, hCaptcha and reCAPTCHA speak the same protocol: their widget on a
site's page gives a token, which the server posts with its secret to the provider's
`siteverify` address (`CAPTCHA_VERIFY_URL`). While the provider cannot be asked, guests
are told to come again: closed, not open.
"""

import logging
from urllib.parse import urlencode

from django.conf import settings

from api.bodies import body_fault, refusal
from api.errors import Problem
from catalogue.journal import outgoing

log = logging.getLogger(__name__)


def is_on() -> bool:
    return bool(settings.CAPTCHA_SECRET)


def check(token: object) -> None:
    """Raises a `Problem`: at `/captcha_token`, or 503 where nobody could be asked."""
    if not isinstance(token, str) or not 0 < len(token) <= 2048:
        raise refusal([body_fault("/captcha_token", "required", name="captcha_token")])
    form = urlencode({"secret": settings.CAPTCHA_SECRET, "response": token})
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        answer = outgoing.post(settings.CAPTCHA_VERIFY_URL, form.encode(), headers)
    except (outgoing.Refused, outgoing.Unanswered) as error:
        log.error("The CAPTCHA's provider could not be asked: %s", error)
        raise Problem("unavailable", headers={"Retry-After": "5"}) from None
    found = answer.json()
    if not isinstance(found, dict) or found.get("success") is not True:
        raise refusal([body_fault("/captcha_token", "captcha", code="invalid")])
