"""Which products lack only one certificate for a market, kept beside their levels."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from catalogue.readiness.assessment.model import Model
from catalogue.readiness.models import OnlyMissing

Key = tuple[UUID, str, str]  # product, market, certificate type


def closing(model: Model, missing_gates: Mapping[str, Iterable[str]]):
    """(market, certificate type) of each type that alone closes all gates missing.

    A gate that an officer confirms, and no certificate satisfies, is closed by none.
    """
    for market, codes in missing_gates.items():
        wanted = [set(model.rule[code].certificate_codes) for code in codes]
        for certificate in sorted(set.intersection(*wanted)) if wanted else ():
            yield market, certificate


def store(model: Model, missing: Mapping[UUID, Mapping[str, Sequence[str]]]) -> None:
    """Make the rows of these products say what is true now, whatever they said.

    Another version of the model can ask for other certificates where no result
    differs, so all are compared: with one query, and writes only where they differ.
    """
    wanted: set[Key] = {
        (product_id, market, certificate)
        for product_id, gates in missing.items()
        for market, certificate in closing(model, gates)
    }
    present = {
        (row.product_id, row.market_code, row.certificate_code): row.pk
        for row in OnlyMissing.objects.filter(product__in=list(missing)).order_by()
    }
    gone = [pk for key, pk in present.items() if key not in wanted]
    if gone:
        OnlyMissing.objects.filter(pk__in=gone).delete()
    OnlyMissing.objects.bulk_create(
        OnlyMissing(product_id=p, market_code=m, certificate_code=c)
        for p, m, c in sorted(wanted - present.keys())
    )
