"""Load all reference data, at once or only where the files are new."""

import hashlib

from catalogue.reference.loading import load, tables
from catalogue.reference.models import Mark

MARK = "reference"


def files_digest() -> str:
    digest = hashlib.sha256()
    for table in tables():
        digest.update(table.path.read_bytes())
    return digest.hexdigest()


def load_if_new() -> bool:
    """Load where the files differ from those last loaded; whether they did."""
    digest = files_digest()
    if Mark.objects.filter(name=MARK, value=digest).exists():
        return False
    for table in tables():
        load(table)
    Mark.objects.update_or_create(name=MARK, defaults={"value": digest})
    return True
