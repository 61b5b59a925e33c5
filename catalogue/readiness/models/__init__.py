from catalogue.readiness.assessment.statuses import READY_STATUSES, MarketStatus
from catalogue.readiness.models.evidence import (
    Answer,
    Certificate,
    ClaimStatus,
    EvidenceFile,
    Plot,
)
from catalogue.readiness.models.office import DryRun, OnlyMissing
from catalogue.readiness.models.questionnaire import (
    Dimension,
    ModelVersion,
    Question,
    QuestionOption,
)
from catalogue.readiness.models.reference import (
    CertificateType,
    Condition,
    Market,
    MarketCountry,
    MarketRequirement,
)
from catalogue.readiness.models.results import (
    MarketReadiness,
    ProductReadiness,
    Recomputation,
    SellerReadiness,
    Snapshot,
    Tally,
)

__all__ = [
    "READY_STATUSES",
    "Answer",
    "Certificate",
    "CertificateType",
    "ClaimStatus",
    "Condition",
    "Dimension",
    "DryRun",
    "EvidenceFile",
    "Market",
    "MarketCountry",
    "MarketReadiness",
    "MarketRequirement",
    "MarketStatus",
    "ModelVersion",
    "OnlyMissing",
    "Plot",
    "ProductReadiness",
    "Question",
    "QuestionOption",
    "Recomputation",
    "SellerReadiness",
    "Snapshot",
    "Tally",
]
