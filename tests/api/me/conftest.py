from tests.api.auth.conftest import post, sent  # noqa: F401 - the same fixtures
