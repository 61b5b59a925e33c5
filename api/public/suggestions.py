from drf_spectacular.utils import extend_schema

from api.parameters import Parameter, Parameters, QueryField
from api.public.answers import Answer, PublicView
from api.public.envelopes import SuggestionsSerializer
from catalogue.listings.rows import dump
from catalogue.search.suggesting import suggest


class SuggestionParameters(Parameters):
    q = Parameter(
        QueryField(),
        "What was typed so far, any text; for fewer than two letters there is nothing.",
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
        """Categories, popular queries, products and sellers that begin so, 8 at most.

        Each kind has its share, in that order; of products, those come first that lie
        in the category of such things. Synonyms count (`kerep` leads to Keripik), the
        name of a place means what comes from its regency, an amount (`madu 500ml`) is
        a wish, and from the fourth letter a slip of the finger does no harm. Ask at
        each letter, after a pause of some 150 ms; answers may be kept for a minute.
        """
        return super().get(request, **path)

    def read(self, request, values, language) -> Answer:
        found = [row._asdict() for row in suggest(values["q"], language)]
        return Answer(dump({"results": found}).encode())
