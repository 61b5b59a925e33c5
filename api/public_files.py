"""Public files on this machine: whoever serves them may read them."""

from pathlib import Path

from django.core.files.storage import FileSystemStorage

FOLDER_MODE = 0o755


class PublicFiles(FileSystemStorage):
    """Files under `MEDIA_DIR`, in folders that a proxy may enter.

    Whatever the umask, which shuts all else. Django's own option for folders sets it
    anew for a moment: for every thread that makes one just then.
    """

    def _save(self, name, content):
        folder = Path(self.path(name)).parent
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir(exist_ok=True)
            one.chmod(FOLDER_MODE)
        return super()._save(name, content)  # type: ignore[misc] # no stub
