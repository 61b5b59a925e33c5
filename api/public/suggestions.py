from dataclasses import asdict

from drf_spectacular.utils import extend_schema

from api.parameters import Parameter, Parameters, PlainTextField
from api.public.answers import Answer, PublicView
from api.public.envelopes import SuggestionsSerializer
from catalogue.listings.rows import dump
from catalogue.search import service as search


class SuggestionParameters(Parameters):
    q = Parameter(
        PlainTextField(min_length=2, max_length=80),
        "The first letters, two at least.",
        example="tap",
        required=True,
    )


class SuggestionListView(PublicView):
    """What to offer while someone types."""

    parameters = SuggestionParameters

    @extend_schema(
        operation_id="list_suggestions",
        tags=["catalogue"],
        summary="Suggest while typing",
        responses=SuggestionsSerializer,
    )
    def get(self, request, **path):
        """Categories, sellers and products that begin with these letters, 8 at most."""
        return super().get(request, **path)

    def read(self, request, values, language) -> Answer:
        found = search.suggest(values["q"], language)
        return Answer(dump({"results": [asdict(s) for s in found]}).encode())
