"""The page of one thread: what is asked, what was said, what may be done now.

A page that is opened changes nothing, since mail scanners open links too. What was
typed is never lost: a form that is not taken comes back as it was sent.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from api import languages, logs
from api.errors import answer, wrong_method
from api.pages import decisions, guarding, locked, showing
from api.pages import wording as words
from api.pages.decisions import QuoteDecisionForm
from api.pages.deeds import DEEDS, ERASE, READ, Deed, offered
from api.pages.forms import PageForm, Thread, uuid_of
from api.pages.quote_form import QuoteForm
from api.pages.sheet import PICTURE_POLICY, seconds_to_wait, shown
from catalogue.enquiries import links, states
from catalogue.enquiries.errors import (
    InvalidState,
    LinkInvalid,
    NotYours,
    Overtaken,
    QuoteExpired,
    Refused,
)
from catalogue.enquiries.links import Opened
from catalogue.enquiries.models import CannedAnswer, Enquiry
from catalogue.enquiries.states import Verb
from catalogue.enquiries.wording import said
from catalogue.journal import context

NOTHING: Mapping[str, object] = MappingProxyType({})
METHODS = {"GET", "HEAD", "POST"}
# Of a form that is carried on hidden, what the page writes itself.
OUR_OWN = {"do", "mark", "sure", "change", guarding.TRAP}


def page(request: HttpRequest, token: str) -> HttpResponse:
    """Parameters it does not know are ignored, as links gather some."""
    if request.method not in METHODS:
        return answer(request, wrong_method(request, ", ".join(sorted(METHODS))))
    try:
        opened = links.read(token)
    except LinkInvalid:
        return locked.page(request, token)
    thread = open_thread(request, token, opened)
    with translation.override(thread.language):
        if request.method == "POST":
            return _posted(request, thread)
        return _opened(request, thread)


def open_thread(request: HttpRequest, token: str, opened: Opened) -> Thread:
    """With `?lang=` in that language, else in the one its reader's letters are in."""
    enquiry = (
        Enquiry.objects.for_thread()
        .select_related("seller__regency")
        .get(pk=opened.enquiry_id)
    )
    today = timezone.localdate()
    allowed = states.allowed(enquiry.facts(opened.actor.side, today), opened.actor.side)
    asked = request.GET.get("lang", "")
    language = languages.served(asked) if languages.is_well_formed(asked) else None
    if language is None:
        language = _spoken(opened, enquiry)
    address = f"/enquiry/{token}"
    return Thread(address, enquiry, opened.actor, language, allowed, today)


def _spoken(opened: Opened, enquiry: Enquiry) -> str:
    user = links.person_of(opened)
    own = user.language if user else enquiry.submission.contact.language
    return languages.served(own) or languages.negotiate("")


# -- opening


def _opened(request: HttpRequest, thread: Thread) -> HttpResponse:
    """With the form of `?do=` where that may be done; with a ready answer filled in."""
    name = request.GET.get("do", "")
    told = said(words.TOLD, request.GET.get("told", ""), thread.language)
    if name not in offered(thread) or name == Verb.REPLY:
        return _show(thread, told=told, reply=_ready_reply(request, thread))
    if DEEDS[name].form is QuoteDecisionForm:
        return _asked_to_decide(request, thread, name)
    return _show(thread, name=name, form=DEEDS[name].form(thread=thread))


def _asked_to_decide(request: HttpRequest, thread: Thread, name: str) -> HttpResponse:
    """About the quote in hand; an older letter's link may name one that is not."""
    quote = decisions.in_hand(thread)
    wanted = request.GET.get("quote", "")
    if quote is None or wanted not in {"", str(quote.pk)}:
        fault = decisions.why_not(thread, uuid_of(wanted))
        return _show(thread, fault=fault.key, fault_values=fault.values)
    form = QuoteDecisionForm(thread=thread, initial={"quote": quote.pk})
    return _show(thread, name=name, form=form)


def _ready_reply(request: HttpRequest, thread: Thread) -> PageForm:
    """Empty, or with one of her canned answers."""
    ready = None
    if ident := uuid_of(request.GET.get("answer", "")):
        canned = CannedAnswer.objects.offered_in(thread.enquiry, thread.actor.side)
        ready = canned.filter(pk=ident).first()
    initial = {"body": ready.body, "language": ready.language} if ready else {}
    return DEEDS[Verb.REPLY].form(thread=thread, initial=initial)


# -- doing


def _posted(request: HttpRequest, thread: Thread) -> HttpResponse:
    name = request.POST.get("do", "")
    deed = DEEDS.get(name)
    if deed is None:
        return _show(thread, status=400, fault="look")
    if _was_taken(request, thread):
        return _sent(thread, name)
    if name != READ and name not in offered(thread):
        return _moved_on(request, thread)
    form = deed.form(request.POST, thread=thread)
    if "change" in request.POST:
        return _back(request, thread, form, name)
    if wait := seconds_to_wait(request):
        headers = {"Retry-After": str(wait)}
        return _back(
            request, thread, form, name, status=429, fault="too_many", headers=headers
        )
    if guarding.hindrance(request.POST):
        return _back(request, thread, form, name, status=400, fault="too_quick")
    if not form.is_valid():
        return _back(request, thread, form, name, status=400, fault="look")
    if isinstance(form, QuoteForm) and "sure" not in request.POST:
        return _back(request, thread, form, name, checked=form.checked())
    return _tried(request, thread, form, name, deed)


def _was_taken(request: HttpRequest, thread: Thread) -> bool:
    """By an impatient thumb, or a bad connection: it hears what the first one did."""
    return guarding.was_taken(
        request.POST, reader=thread.actor.reader, enquiry_id=thread.enquiry.pk
    )


def _tried(
    request: HttpRequest, thread: Thread, form: PageForm, name: str, deed: Deed
) -> HttpResponse:
    try:
        _do(request, thread, form, deed)
    except Refused as error:
        form.refuse(error.refusals)
        return _back(request, thread, form, name, status=400, fault="look")
    except QuoteExpired:
        return _moved_on(request, thread, fault="quote_expired")
    except Overtaken:
        return _moved_on(request, thread, fault="overtaken")
    except (InvalidState, NotYours):
        return _decided_elsewhere(request, thread, form)
    except OperationalError:  # another holds the row, or the database is away
        return _back(request, thread, form, name, status=503, fault="busy")
    if name == ERASE:  # the link opens nothing any more
        return locked.erased(thread.language)
    return _sent(thread, name)


def _do(request: HttpRequest, thread: Thread, form: PageForm, deed: Deed) -> None:
    """Once, however often the same form comes."""
    reader, enquiry_id = thread.actor.reader, thread.enquiry.pk
    acting = context.acting(
        actor_id=thread.actor.user_id, via="api", request_id=logs.request_id.get()
    )
    with transaction.atomic(), acting:
        about = thread.enquiry.submission_id
        if guarding.is_first(
            request.POST, reader=reader, enquiry_id=enquiry_id, about=about
        ):
            deed.does(thread, form)


def _sent(thread: Thread, name: str) -> HttpResponse:
    """Back to the same address by GET, so that reloading sends nothing again."""
    response = HttpResponse(status=303)
    query = urlencode({"told": name, "lang": thread.language})
    response["Location"] = f"{thread.address}?{query}"
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _decided_elsewhere(
    request: HttpRequest, thread: Thread, form: PageForm
) -> HttpResponse:
    """For a quote that is not in hand any more: what became of it."""
    if not isinstance(form, QuoteDecisionForm):
        return _moved_on(request, thread)
    fault = decisions.why_not(thread, form.cleaned_data["quote"])
    return _moved_on(request, thread, fault.key, fault.values)


def _moved_on(
    request: HttpRequest,
    thread: Thread,
    fault: str = "moved_on",
    fault_values: Mapping[str, object] = NOTHING,
) -> HttpResponse:
    """As it is now, with what was written, so that it can be kept."""
    token = thread.address.rpartition("/")[2]
    fresh = open_thread(request, token, Opened(thread.enquiry.pk, thread.actor))
    return _show(
        fresh,
        status=409,
        fault=fault,
        fault_values=fault_values,
        written=locked.written(request.POST),
    )


def _back(
    request: HttpRequest,
    thread: Thread,
    form: PageForm,
    name: str,
    **values: Any,
) -> HttpResponse:
    """The form as it was sent, with its mark: pressed again it counts as the same."""
    mark = guarding.mark_of(request.POST)
    if name in {Verb.REPLY, READ}:
        reply = form if name == Verb.REPLY else None
        return _show(thread, reply=reply, mark=mark, **values)
    sent = [(n, v) for n, v in request.POST.items() if n not in OUR_OWN]
    return _show(thread, name=name, form=form, mark=mark, sent=sent, **values)


# -- the page


def _show(
    thread: Thread,
    *,
    name: str = "",
    reply: PageForm | None = None,
    mark: str = "",
    fault: str = "",
    fault_values: Mapping[str, object] = NOTHING,
    **values: Any,
) -> HttpResponse:
    if reply is None and Verb.REPLY in thread.allowed:
        reply = DEEDS[Verb.REPLY].form(thread=thread)
    canned = CannedAnswer.objects.offered_in(thread.enquiry, thread.actor.side)
    language = thread.language
    return shown(
        "enquiry/thread.html",
        language,
        policy=PICTURE_POLICY,
        address=thread.address,
        **showing.of_thread(thread),
        deed=name,
        deed_name=said(words.VERBS, name, language),
        deed_means=said(words.MEANS, name, language),
        deeds=[(n, said(words.VERBS, n, language)) for n in offered(thread)],
        reply=reply if Verb.REPLY in thread.allowed and not name else None,
        canned=list(canned.values_list("pk", "title")),
        trap=guarding.TRAP,
        mark=mark or guarding.new_mark(),
        fault=said(words.FAULTS, fault, language).format(**fault_values),
        **values,
    )
