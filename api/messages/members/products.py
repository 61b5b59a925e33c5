"""What is wrong with a product and its pictures."""

from api.messages.message import Message

PRODUCTS = {
    "grams": Message("It is no whole number of grams.", "Bukan bilangan bulat gram."),
    "hs_code": Message(
        "An HS code has six digits, like 090121.",
        "Kode HS terdiri atas enam angka, seperti 090121.",
    ),
    "no_price_on_request": Message(
        "A product priced on request has no price.",
        "Produk dengan harga atas permintaan tidak mencantumkan harga.",
    ),
    "no_price_max": Message(
        "A fixed price has no highest price; use price_basis from.",
        "Harga tetap tidak punya harga tertinggi; pakai price_basis from.",
    ),
    "above_price": Message(
        "It must be above the price, {limit}.", "Harus di atas harga, {limit}."
    ),
    "tier_unit": Message(
        "A tier counts in price_unit, not in {value}.",
        "Harga bertingkat dihitung dalam price_unit, bukan {value}.",
    ),
    "variant_order": Message(
        "Give the product's own min_order too.",
        "Isi juga min_order produknya sendiri.",
    ),
    "variant_unit": Message(
        "It must be in {value}, as the product's min_order.",
        "Harus dalam {value}, seperti min_order produknya.",
    ),
    "attribute": Message(
        "{value} is no attribute of this category.",
        "{value} bukan atribut kategori ini.",
    ),
    "alt_part": Message(
        'It must be JSON like {{"id": "…", "en": "…"}}.',
        'Harus berupa JSON seperti {{"id": "…", "en": "…"}}.',
    ),
    "image_too_large": Message(
        "The picture has more than 50 megapixels, or 12,000 on a side.",
        "Gambar lebih dari 50 megapiksel, atau 12.000 pada satu sisi.",
    ),
}
