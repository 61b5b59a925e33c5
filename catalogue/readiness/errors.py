"""How changes of readiness fail."""

from dataclasses import dataclass, field
from uuid import UUID

from catalogue.reviews.errors import CannotCarryOut


class NothingToPublish(Exception):
    """The rows say what is in force already; `version` names it."""

    def __init__(self, version: str):
        super().__init__(version)
        self.version = version


class NotTried(Exception):
    """The draft of the model is not what was tried, or trying it has not come to its
    end: what would change is not known."""


class UnsupportedEvidence(Exception):
    """The bytes are neither a PDF nor a picture that we can read."""


class RefusedAnswers(Exception):
    """Some of the answers cannot be taken, and so none was; `faults` are those of
    `readiness.answer_sheet`, each with its place in the list."""

    def __init__(self, faults):
        super().__init__(len(faults))
        self.faults = faults


class RefusedBefore(Exception):
    """The office turned this very document down for this claim."""


class NothingToShow(Exception):
    """The question takes no document: it is a condition, or is asked no more."""


class InvalidCertificate(Exception):
    """What is said of it cannot be; `faults` holds every `CertificateFault` at once."""

    def __init__(self, faults: list["CertificateFault"]):
        super().__init__([fault.pointer for fault in faults])
        self.faults = faults


@dataclass(frozen=True)
class CertificateFault:
    """One of them: `reason` is a word, `values` what belongs to it."""

    pointer: str
    reason: str
    values: dict[str, str] = field(default_factory=dict)


class NotEditable(Exception):
    """A certificate that was decided on stays as it is; `status` says how it stands."""

    def __init__(self, status: str):
        super().__init__(status)
        self.status = status


class TooManyCertificates(Exception):
    """A seller keeps `limit` at most."""

    def __init__(self, limit: int):
        super().__init__(limit)
        self.limit = limit


class NotRevocable(Exception):
    """Only a verified certificate can be revoked; `status` says how it stands."""

    def __init__(self, status: str):
        super().__init__(status)
        self.status = status


class PlotsMissing(CannotCarryOut):
    """Due diligence rests on plots, and these products have none; `product_ids`."""

    def __init__(self, product_ids: list[UUID]):
        super().__init__(product_ids)
        self.product_ids = product_ids
