"""How changes to products fail; `api.errors` gives each its status and code."""


class UnsupportedImage(Exception):
    """The bytes are not a picture of a kind we take, or a broken one."""


class ImageTooLarge(Exception):
    """Over 50 megapixels in all frames, or over 12,000 pixels a side."""
