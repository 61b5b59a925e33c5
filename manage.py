#!/usr/bin/env python3
"""Run the catalogue's commands: `python manage.py serve` starts everything."""

import os
import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Python 3.11 or newer is needed; this is %d.%d." % sys.version_info[:2]  # noqa: UP031 - must parse on an old Python
    )


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "api.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"{error}")
    except OperationalError as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"The database does not answer: {str(error).strip().splitlines()[0]}")


if __name__ == "__main__":
    main()
