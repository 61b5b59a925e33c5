"""The page that a letter's footer leads to, and the one click of mail programs.

RFC 8058: a POST ends the topic at once, without a cookie or a sign-in, and may be
repeated. A page that is opened changes nothing, since mail scanners open links too.
What it may do is said by the token in the address.
"""

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from api import languages
from api.errors import STATUS, answer, wrong_method
from api.pages.sheet import shown
from catalogue.journal import preferences
from catalogue.journal.models import ChannelName

TEMPLATE = "account/unsubscribe.html"
AGAIN = "again"  # the button that takes it back


def page(request: HttpRequest, token: str) -> HttpResponse:
    """One page; parameters it does not know are ignored, as links gather some."""
    if request.method not in {"GET", "HEAD", "POST"}:
        return answer(request, wrong_method(request, "GET, HEAD, POST"))
    language = languages.of_request(request)
    found = preferences.read_token(token)
    with translation.override(language):
        if found is None:
            return shown(TEMPLATE, language, status=STATUS["gone"], spent=True)
        key, topic = found
        if request.method == "POST":
            preferences.choose(key, topic, wanted=AGAIN in request.POST)
        wanted = preferences.of(key).wants(topic, ChannelName.EMAIL)
        done = request.method == "POST" and not wanted
        return shown(TEMPLATE, language, topic=topic, wanted=wanted, done=done)
