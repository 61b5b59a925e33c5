"""Make `.venv`; also where Python lacks ensurepip (bare Debian, Ubuntu)."""

import subprocess
import sys

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed; `make PYTHON=python3.12 run` picks one.")

BOOTSTRAP = ".bootstrap"


def main():
    if subprocess.run(
        [sys.executable, "-m", "venv", ".venv"], capture_output=True
    ).returncode:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", BOOTSTRAP]
        subprocess.run(pip + ["virtualenv"], check=True)  # noqa: RUF005 - see above
        subprocess.run(
            [sys.executable, "-m", "virtualenv", "--quiet", ".venv"],
            check=True,
            env={"PYTHONPATH": BOOTSTRAP},
        )
    open(".venv/venv.done", "w").close()


try:
    main()
except subprocess.CalledProcessError:
    sys.exit("Could not make .venv: install your system's python3-venv package.")
except OSError as error:
    sys.exit("Could not make .venv in this folder: %s." % error.strerror)
