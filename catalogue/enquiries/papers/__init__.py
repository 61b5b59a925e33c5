"""The quote as a document that a buyer prints, files and shows to a bank.

Plain values in, a PDF out. Amounts, quantities and names of terms come as they are to
be read, in the paper's language.
"""

from django.conf import settings

from catalogue.enquiries.papers.model import Line, Party, QuotePaper, Tier
from catalogue.enquiries.papers.typesetting import typeset

__all__ = ["Line", "Party", "QuotePaper", "Tier", "quote_pdf"]


def quote_pdf(paper: QuotePaper) -> bytes:
    """One page for up to about eight lines; the same paper makes the same bytes.

    Marked with the file of the setting QUOTE_MARK, if there is one.
    """
    return typeset(paper, settings.QUOTE_MARK)
