"""The one way to say who calls."""

BEARER = "bearer"
SCHEMES = {
    BEARER: {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "opaque",
        "description": "`Authorization: Bearer <token>`, a token that means nothing "
        "to anyone but this service. `at_…` is an access token: from "
        "`POST /v1/auth/token`, good for 15 minutes; renew it with its refresh token "
        "`rt_…`, good for 30 days and for one use. `ak_…` is an API key: from "
        "`POST /v1/api-keys`, for servers and spreadsheets, good for what its scopes "
        "name until it is revoked. `et_…` is a guest's: from `POST /v1/enquiries`, "
        "good for 90 days and for what she asked alone. Each is shown once: keep it.",
    }
}


def requirement(needs_token: bool, *, optional: bool = False) -> list[dict]:
    """`optional`: without one too, and with one as somebody known."""
    if optional:
        return [{}, {BEARER: []}]
    return [{BEARER: []}] if needs_token else []
