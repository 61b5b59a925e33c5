"""What a product lacks (`products.completeness`)."""

from api.messages.message import Message

COMPLETENESS = {
    "lacks_name": Message(
        "It needs a name in Indonesian.", "Perlu nama dalam bahasa Indonesia."
    ),
    "lacks_description": Message(
        "It needs a description in Indonesian, a sentence or two.",
        "Perlu uraian dalam bahasa Indonesia, satu dua kalimat.",
    ),
    "lacks_category": Message("It needs a category.", "Perlu kategori."),
    "lacks_hs_code": Message("It needs an HS code.", "Perlu kode HS."),
    "lacks_price": Message(
        "It needs a price, or price_basis on_request.",
        "Perlu harga, atau price_basis on_request.",
    ),
    "lacks_price_unit": Message(
        "It needs the unit that the price is for.", "Perlu satuan untuk harga."
    ),
    "lacks_min_order": Message("It needs a minimum order.", "Perlu pesanan minimum."),
    "lacks_attribute": Message(
        "Its category asks for {value}.", "Kategorinya meminta {value}."
    ),
    "lacks_picture": Message("It needs a picture.", "Perlu sebuah gambar."),
    "broken_picture": Message(
        "This picture could not be read; remove it.",
        "Gambar ini tidak dapat dibaca; hapus.",
    ),
    "lacks_alt": Message(
        "Say in Indonesian what the picture shows.",
        "Jelaskan isi gambar dalam bahasa Indonesia.",
    ),
    "wish_summary_id": Message(
        "A summary in Indonesian is shown in lists.",
        "Ringkasan bahasa Indonesia tampil di daftar.",
    ),
    "wish_name_en": Message(
        "Buyers abroad look for an English name.",
        "Pembeli luar negeri mencari nama bahasa Inggris.",
    ),
    "wish_description_en": Message(
        "Buyers abroad read an English description.",
        "Pembeli luar negeri membaca uraian bahasa Inggris.",
    ),
    "wish_summary_en": Message(
        "An English summary is shown in lists.",
        "Ringkasan bahasa Inggris tampil di daftar.",
    ),
    "wish_monthly_capacity": Message(
        "Industries ask for your monthly capacity.",
        "Industri menanyakan kapasitas per bulan.",
    ),
    "wish_lead_time_days": Message(
        "Buyers ask how long an order takes.",
        "Pembeli menanyakan lama pengerjaan.",
    ),
    "wish_net_weight": Message(
        "The net weight decides the cost of shipping.",
        "Berat bersih menentukan ongkos kirim.",
    ),
    "wish_dimensions": Message(
        "Its sides decide how it is packed.", "Ukurannya menentukan pengemasan."
    ),
    "wish_carton": Message(
        "Importers calculate with cartons.", "Importir menghitung dengan karton."
    ),
    "wish_incoterms": Message(
        "Say which Incoterms you offer.", "Sebutkan Incoterms yang ditawarkan."
    ),
    "wish_images": Message(
        "Three pictures and more sell better.", "Tiga gambar atau lebih lebih laku."
    ),
}
