"""What a server runs: `granian --interface wsgi api.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from api.serving import end_with_supervisor, keep_to_ourselves

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "api.settings")

keep_to_ourselves()
application = get_wsgi_application()
end_with_supervisor()
