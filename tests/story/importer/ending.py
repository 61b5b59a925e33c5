"""What came of it is recorded, verified and counted; she takes it to an account."""

from catalogue.samples.accounts import PASSWORD as SAMPLE_PASSWORD
from tests.story.importer.cast import AIKO, PASSWORD, SELLERS
from tests.story.steps import Step, prove_address, register, sign_in, under


def outcome(today: str) -> list[Step]:
    return [
        Step(
            "What came of it is recorded",
            "The seller is asked for it 30, 90 and 180 days after. Some weeks later "
            "she signs in (her letter's link would do as long as it is good), and "
            "finds what was agreed in her inbox.",
            None,
            "POST",
            "/v1/auth/token",
            body={"email": SELLERS[0], "password": SAMPLE_PASSWORD},
            keep={"seller": "access_token"},
            show=["access_token", "expires_in"],
        ),
        Step(
            "",
            "",
            "seller",
            "GET",
            "/v1/enquiries?box=received&status=agreed&lang=en",
            show=[
                *under("results.0", "number", "buyer", "quote.status"),
                "results.0.allowed_actions",
            ],
            check={
                "results.0.id": "{first}",
                "results.0.allowed_actions": ["reply", "withdraw", "record_outcome"],
            },
        ),
        Step(
            "",
            "One bag burst, so less was paid than had been agreed.",
            "seller",
            "PATCH",
            "/v1/enquiries/{first}/outcome",
            body={
                "realised": True,
                "value": {"amount": "999.60", "currency": "USD"},
                "destination_country": "JP",
                "shipped_on": today,
                "jobs_added": 1,
            },
            show=["realised", "value", "jobs_added", "verified"],
            check={"realised": True, "verified": False},
        ),
        sign_in(
            "officer",
            "officer@contoh.example",
            SAMPLE_PASSWORD,
            "An officer of her regency has seen the papers.",
        ),
        Step(
            "",
            "",
            "officer",
            "GET",
            "/v1/officer/enquiries?status=agreed&lang=en",
            show=under("results.-1", "number", "regency", "outcome"),
            check={"results.-1.id": "{first}", "results.-1.outcome.verified": False},
        ),
        Step(
            "",
            "",
            "officer",
            "POST",
            "/v1/officer/enquiries/{first}/verify-outcome",
            show=["status", "outcome.verified", "outcome.verified_at"],
            check={"outcome.verified": True},
        ),
        Step(
            "",
            "The office's report by destination, here of her regency: two samples are "
            "counted beside this one. What was promised and what was realised stand "
            "apart, and are never added up.",
            "officer",
            "GET",
            "/v1/officer/enquiry-report?group_by=destination&lang=en",
            show=under(
                "rows.key=JP",
                *("name", "enquiries", "answered", "quoted", "agreed", "outcomes"),
                *("realised_verified", "jobs_verified"),
                *("amounts.0.committed", "amounts.0.realised_verified"),
                "amounts.0.realised_unverified",
            ),
            check={
                "rows.key=JP.agreed": 1,
                "rows.key=JP.realised_verified": 1,
                "rows.key=JP.jobs_verified": 1,
                "rows.key=JP.amounts.0.committed.amount": "1008.00",
                "rows.key=JP.amounts.0.realised_verified.amount": "999.60",
                "rows.key=JP.amounts.0.realised_unverified.amount": "0.00",
            },
        ),
    ]


def claims() -> list[Step]:
    return [
        register(
            AIKO,
            PASSWORD,
            "Aiko Mori",
            "She opens an account and takes it along",
            "So as to find all she asks in one place.",
        ),
        prove_address(AIKO, "A letter proves the address of the account too."),
        sign_in("aiko", AIKO, PASSWORD, ""),
        Step(
            "",
            "With the token of what she asked as a guest it becomes hers.",
            "aiko",
            "POST",
            "/v1/enquiries/claim?lang=en",
            body={"token": "{guest}"},
            show=[
                "submission_id",
                *under("enquiries.0", "number", "status"),
                *under("enquiries.1", "number", "status"),
                *under("enquiries.2", "number", "status"),
            ],
            check={
                "submission_id": "{submission}",
                "enquiries.0.status": "agreed",
                "enquiries.0.outcome.verified": True,
                "enquiries.1.status": "open",
                "enquiries.2.status": "declined",
            },
        ),
        Step(
            "",
            "The token opens nothing any more.",
            "guest",
            "GET",
            "/v1/enquiries/{first}?lang=en",
            status=401,
            show=["code", "detail"],
            check={"code": "token_invalid"},
        ),
    ]
