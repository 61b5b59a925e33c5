"""One sentence in every language, and how it is said."""

from typing import NamedTuple

from catalogue.texts import resolve


class Message(NamedTuple):
    en: str
    id: str


# What `{what}` names: by its English word, which is what callers give.
NOUNS = {
    "HS 2022 code": "kode HS 2022",
    "Incoterm": "Incoterm",
    "attachment": "lampiran",
    "category": "kategori",
    "certificate": "sertifikat",
    "certificate type": "jenis sertifikat",
    "condition": "ketentuan",
    "country": "negara",
    "currency": "mata uang",
    "item": "barang",
    "language": "bahasa",
    "market": "pasar",
    "product": "produk",
    "question": "pertanyaan",
    "regency": "kabupaten/kota",
    "seller": "usaha",
    "unit": "satuan",
    "variant": "varian",
}

OURS = {"choices", "markets"}  # lists of what there is, told whole


def say(message: Message, language: str, **values) -> str:
    """The words, with these values in them; a value may be a text per language."""
    template = message.id if language == "id" else message.en
    if language == "id" and "what" in values:
        values["what"] = NOUNS.get(values["what"], values["what"])
    told = {name: _in(value, language) for name, value in values.items()}
    return template.format(
        **{name: v if name in OURS else clip(v) for name, v in told.items()}
    )


def _in(value: object, language: str) -> object:
    return resolve(value, language) if isinstance(value, dict) else value


def clip(value: object) -> str:
    """A caller's own words, short enough to repeat."""
    text = str(value)
    return text if len(text) <= 80 else text[:79] + "…"
