from rest_framework.renderers import JSONRenderer


class CompactJSONRenderer(JSONRenderer):
    """JSON without blanks, as the stored shapes are written."""

    charset = None
    compact = True
    ensure_ascii = False
