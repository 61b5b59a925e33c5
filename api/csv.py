"""Tables for spreadsheets: RFC 4180, as UTF-8 with a mark, written while they are read.

A text that a spreadsheet would take for a formula is led by an apostrophe, so that what
a seller writes cannot run on an officer's machine.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from rest_framework.renderers import BaseRenderer

from api.parameters import ChoiceField, Parameter, Parameters
from api.renderers import CompactJSONRenderer
from catalogue.texts import languages_for

BYTE_ORDER_MARK = "\ufeff"  # by which spreadsheets know that it is UTF-8
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")
MEDIA_TYPE = "text/csv"
DELIMITERS = {"comma": ",", "semicolon": ";"}


class CSVRenderer(BaseRenderer):
    """For the negotiation alone: views answer by `csv_answer`."""

    media_type = MEDIA_TYPE
    format = "csv"


RENDERERS = [CSVRenderer, CompactJSONRenderer]  # a problem is JSON


class TableParameters(Parameters):
    """How a table is written."""

    delimiter = Parameter(
        ChoiceField(DELIMITERS),
        "What parts the columns; `comma` where it is not given. With `semicolon`, as "
        "spreadsheets set to Indonesian want it, decimals have a comma.",
        example="semicolon",
    )


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def cell(value: Any, delimiter: str = ",") -> str:
    """Numbers stay numbers; None is empty."""
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, Decimal) and delimiter == ";":
        return text.replace(".", ",")
    if isinstance(value, str) and text.startswith(FORMULA_BEGINS):
        return f"'{text}"
    return text


def lines(
    header: Sequence[str], rows: Iterable[Sequence[Any]], delimiter: str = ","
) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=delimiter)
    yield BYTE_ORDER_MARK + writer.writerow([cell(name) for name in header])
    for row in rows:
        yield writer.writerow([cell(value, delimiter) for value in row])


def header_in(headers: Mapping[str, list[str]], language: str) -> list[str]:
    """The names of the columns in `language`, or the first fallback."""
    return next(headers[one] for one in languages_for(language) if one in headers)


def download(
    name: str,
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    delimiter: str = ",",
) -> StreamingHttpResponse:
    """A table to save, called `name` and the day."""
    response = StreamingHttpResponse(
        lines(header, rows, delimiter),
        content_type=f"{MEDIA_TYPE}; charset=utf-8; header=present",
    )
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.csv"'
    return response


def csv_answer(
    view, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]
) -> StreamingHttpResponse:
    """The same, as its caller wants it; of a HEAD, its headers alone."""
    delimiter = DELIMITERS[view.values.get("delimiter", "comma")]
    response = download(name, header, rows, delimiter)
    if view.request.method == "HEAD":
        response.streaming_content = ()
    response["Content-Language"] = view.language
    if "lang" not in view.values:
        patch_vary_headers(response, ["Accept-Language"])
    return response
