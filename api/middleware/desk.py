from django.conf import settings
from django.utils.module_loading import import_string

POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "frame-ancestors 'none'"
)


class DeskMiddleware:
    """Sessions, forms and sign-in for the admin's path; the API pays for none of it."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.prefix = f"/{settings.ADMIN_PATH}/"
        self.desk = get_response
        for path in reversed(settings.DESK_MIDDLEWARE):
            self.desk = import_string(path)(self.desk)

    def __call__(self, request):
        if request.path_info.startswith(self.prefix):
            response = self.desk(request)
            response.headers.setdefault("Content-Security-Policy", POLICY)
            return response
        return self.get_response(request)
