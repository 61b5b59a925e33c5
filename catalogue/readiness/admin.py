from catalogue.readiness import (  # noqa: F401 - they register
    claims_admin,
    model_admin,
    standing_admin,
    version_admin,
)
