"""Fields of the desk's forms for members that are JSON: nobody has to write any."""

import re
from collections.abc import Callable, Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import get_default_renderer
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

LANGUAGES = {"id": "Indonesian", "en": "English"}
WIDE = "width:100%;box-sizing:border-box"
BLOCK = "flex:1 1 100%;min-width:18em;max-width:46em"
PARTED = re.compile(r"[\s,;]+")


class TextsWidget(forms.MultiWidget):
    """A text area for each language, its name above."""

    def __init__(self, rows: int):
        areas: dict[str, forms.Widget | type[forms.Widget]] = {
            language: forms.Textarea(
                attrs={"rows": rows, "lang": language, "style": WIDE}
            )
            for language in LANGUAGES
        }
        super().__init__(areas)

    def decompress(self, value: dict[str, str] | None) -> list[str]:
        return [(value or {}).get(language, "") for language in LANGUAGES]

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        context = self.get_context(name, value, attrs)
        areas = context["widget"]["subwidgets"]
        draw = renderer or get_default_renderer()
        drawn = format_html_join(
            "",
            '<div style="margin-bottom:8px"><label for="{}" style="float:none;'
            'width:auto;padding:0;display:block">{}</label>{}</div>',
            (
                (
                    area["attrs"].get("id", ""),
                    told,
                    mark_safe(  # noqa: S308 - Django's own template, which escapes
                        draw.render(area["template_name"], {"widget": area})
                    ),
                )
                for told, area in zip(LANGUAGES.values(), areas, strict=True)
            ),
        )
        return format_html('<div style="{}">{}</div>', BLOCK, drawn)


class TextsField(forms.MultiValueField):
    """`{language: text}`, in every language of the catalogue."""

    def __init__(self, *, max_length: int = 1000, rows: int = 2, **kwargs: Any):
        fields = [forms.CharField(max_length=max_length) for _ in LANGUAGES]
        kwargs.setdefault("widget", TextsWidget(rows))
        super().__init__(fields, **kwargs)

    def compress(self, data_list: list[str]) -> dict[str, str]:
        found = zip(LANGUAGES, data_list or [""] * len(LANGUAGES), strict=True)
        return {language: text for language, text in found if text}


class CodesField(forms.CharField):
    """A list of codes, written with commas. `fault` says what is wrong with one."""

    def __init__(self, fault: Callable[[list[str]], str | None], **kwargs: Any):
        self.fault = fault
        kwargs.setdefault("max_length", 2000)
        attrs = {"rows": 2, "style": f"{WIDE};max-width:46em"}
        kwargs.setdefault("widget", forms.Textarea(attrs=attrs))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        return list(dict.fromkeys(filter(None, PARTED.split(value or ""))))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if told := self.fault(value):
            raise ValidationError(told)

    def run_validators(self, value: Any) -> None:
        """Its length alone, of what is stored as a list."""
        super().run_validators(", ".join(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != self.to_python(data)


def unknown(what: str, known: Callable[[], Collection[str]]):
    """Fault: a code that is none of these."""

    def fault(codes: list[str]) -> str | None:
        there = set(known()) if codes else set()
        wrong = [code for code in codes if code not in there]
        return f"There is no {what} {', '.join(wrong)}." if wrong else None

    return fault


def no_prefix(star: bool):
    """Fault: what does not begin an HS code of six digits; `*` is every product."""

    def fault(codes: list[str]) -> str | None:
        wrong = [
            code
            for code in codes
            if not re.fullmatch(r"[0-9]{2,6}", code) and not (star and code == "*")
        ]
        if wrong:
            return f"{', '.join(wrong)} is no HS prefix: two to six digits, no dots."
        if "*" in codes and len(codes) > 1:
            return "* is every product: nothing else beside it."
        return None

    return fault
