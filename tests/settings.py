"""Settings of the test run: own folders, quick hashing, nothing cached long."""

import os
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="catalogue-tests-"))
os.environ.setdefault("DATA_DIR", str(_folder / "data"))
os.environ.setdefault("MEDIA_DIR", str(_folder / "media"))
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
for _policy in ("GUEST", "CALLER", "AUTH", "UPLOAD", "REPORT"):
    os.environ[f"{_policy}_RATE_LIMIT"] = "1000000"
os.environ["GENERATION_POLL_MS"] = "0"
os.environ["SAMPLE_MODE"] = "true"
os.environ["QUERY_LOG_DAYS"] = "0"  # its thread would write at any moment

from api.settings import *  # noqa: E402, F403 - the environment must be set first

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT = _folder / "static"
STATIC_ROOT.mkdir()
