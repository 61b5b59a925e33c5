"""The envelope of every list, for the schema."""

from catalogue.listings.shapes import CodeField, NumberField, Shape


class Envelope(Shape):
    """Every list looks like this; cursors are opaque."""

    next_cursor = CodeField(
        max_length=1000, allow_null=True, help_text="Null on the last page."
    )
    previous_cursor = CodeField(
        max_length=1000, allow_null=True, help_text="Null on the first page."
    )
    count = NumberField(
        max_value=2**31 - 1,
        allow_null=True,
        help_text="Number of all results; null unless `count=true`.",
    )


def list_of(shape: type[Shape], name: str, maximum: int) -> type[Envelope]:
    """The envelope of a small list that comes whole."""
    return type(
        name,
        (Envelope,),
        {
            "__doc__": "The whole list, in one page.",
            "results": shape(many=True, max_length=maximum),
        },
    )
