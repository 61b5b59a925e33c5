"""Content and pictures as the desk shows them: safe HTML, made of plain values."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalogue.products.actions import files, rows
from catalogue.products.content import Content
from catalogue.products.models import Image

LANGUAGES = {"id": "Indonesian", "en": "English"}
NOTHING: tuple[Any, ...] = (None, "", [], {})


def address(image: Image, *, large: bool = False) -> str:
    """Of a rendition; empty until there is one. Private ones are signed."""
    if not image.renditions:
        return ""
    url = files.public().url if image.is_public else files.private().url
    return url(image.renditions[-1 if large else 0]["jpeg"])


def thumbnail(image: Image) -> SafeString | str:
    url = address(image)
    if not url:
        return "…"
    return format_html(
        '<img src="{}" alt="" width="64" height="48" loading="lazy" '
        'style="object-fit:cover;border-radius:4px">',
        url,
    )


def gallery(wanted: rows.Wanted) -> SafeString:
    """The pictures in order, each with its alternative texts and its full size."""
    return format_html_join(
        "",
        '<figure style="display:inline-block;margin:0 12px 12px 0;width:220px;'
        'vertical-align:top"><a href="{}"><img src="{}" alt="{}" loading="lazy" '
        'style="width:220px;height:165px;object-fit:cover;border-radius:6px;'
        'background:{}"></a><figcaption>{}</figcaption></figure>',
        (
            (
                address(image, large=True),
                address(image),
                alt.get("id", ""),
                image.color or "#ccc",
                " · ".join(text for text in alt.values() if text),
            )
            for image, alt in wanted
        ),
    )


def labelled(name: str) -> str:
    return name.replace("_", " ")


def place(pointer: str) -> str:
    """A pointer into content, for people: `name, Indonesian`; `variants 2, sku`."""
    told = ""
    for part in pointer.strip("/").split("/"):
        if part.isdecimal():
            told += f" {int(part) + 1}"
        else:
            told += (
                f", {LANGUAGES.get(part, labelled(part))}" if told else labelled(part)
            )
    return told


def with_regency(seller) -> SafeString:
    """A seller in a list's column, her regency below."""
    return format_html("{}<br><small>{}</small>", seller, seller.regency.short_name)


def shown(value: Any) -> SafeString | str:
    """One value of a product's or seller's content, for people."""
    if value in NOTHING:
        return "–"
    match value:
        case bool():
            return "yes" if value else "no"
        case {"amount": amount, "currency": currency}:
            return f"{currency} {amount}"
        case {"value": number, "unit": unit, **more} if not more:
            return f"{number} {unit}"
        case dict():
            return _members(value)
        case list():
            return _items(value)
    return str(value)


def _members(value: dict[str, Any]) -> SafeString:
    is_texts = set(value) <= set(LANGUAGES)
    there = {n: v for n, v in value.items() if is_texts or n != "id"}
    return format_html_join(
        "",
        "<div><small>{}</small> {}</div>",
        (
            (LANGUAGES.get(name, labelled(name)), shown(member))
            for name, member in there.items()
            if member not in NOTHING
        ),
    )


def _items(value: list[Any]) -> SafeString | str:
    if all(isinstance(item, str | int) for item in value):
        return ", ".join(map(str, value))
    if all(isinstance(item, dict) and set(item) == {"code", "value"} for item in value):
        pairs = ((labelled(item["code"]), item["value"]) for item in value)
        return format_html_join("", "<div><small>{}</small> {}</div>", pairs)
    return format_html_join(
        "", '<div style="margin-bottom:6px">{}</div>', ((shown(i),) for i in value)
    )


def table(content: Content) -> SafeString:
    """All members of a product that say something."""
    rows_of = format_html_join(
        "",
        '<tr><th style="text-align:left;vertical-align:top">{}</th>'
        '<td style="white-space:pre-line;overflow-wrap:anywhere">{}</td></tr>',
        (
            (labelled(name), shown(value))
            for name, value in content.items()
            if value not in NOTHING
        ),
    )
    return format_html("<table>{}</table>", rows_of)
