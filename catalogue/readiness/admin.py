from catalogue.readiness.desk import (  # noqa: F401 - they register
    claims,
    model,
    standing,
    versions,
)
