"""The embedded default's own secret key: random, made once, readable by its owner."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def embedded_secret_key(folder: Path) -> str:
    """Read the key in `folder`, making both on the first start.

    The file is created whole under another name and linked into place, so that two
    processes starting at once agree on one key.
    """
    path = folder / "secret_key"
    try:
        if not path.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _place(path, secrets.token_urlsafe(50))
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The data folder {folder} cannot be written ({error.strerror}). "
            "Set DATA_DIR to a folder that can."
        ) from error


def _place(path: Path, key: str) -> None:
    draft = path.with_name(f"secret_key.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first: its key is the key
    except OSError:
        os.replace(draft, path)  # a file system without links
        return
    draft.unlink()
