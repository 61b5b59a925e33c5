"""A quote of the thread as a PDF, for whoever has its link."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from api.enquiries.papers import as_pdf
from api.errors import Problem, answer, reads_only
from api.pages import locked
from api.pages.threads import open_thread
from catalogue.enquiries import links
from catalogue.enquiries.errors import LinkInvalid
from catalogue.enquiries.paper_of import paper_of


@reads_only
def paper(request: HttpRequest, token: str, quote_id: UUID) -> HttpResponse:
    """In the page's language. Another thread's is a 404."""
    try:
        thread = open_thread(request, token, links.read(token))
    except LinkInvalid:
        return locked.page(request, token)
    quote = thread.enquiry.quotes.for_paper().filter(pk=quote_id).first()
    if quote is None:
        raise Http404
    told = paper_of(
        quote, thread.enquiry, thread.language, thread.today, thread.actor.side
    )
    try:
        response = as_pdf(told)
    except Problem as problem:  # too many at once
        return answer(request, problem)
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response
