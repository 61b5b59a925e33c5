"""What is wrong with one parameter or member."""

from api.messages.details import HOME_MARKET, UNKNOWN_MARKET
from api.messages.message import Message

ERRORS = {
    "captcha": Message(
        "The proof that you are a person was not accepted. Ask the widget for another.",
        "Bukti bahwa Anda manusia tidak diterima. Minta yang baru dari widget.",
    ),
    "unknown_parameter": Message(
        "There is no parameter {name}.", "Tidak ada parameter {name}."
    ),
    "repeated_parameter": Message(
        "{name} is given more than once. Separate values by commas where a list is "
        "taken.",
        "{name} diberikan lebih dari sekali. Pisahkan nilai dengan koma bila "
        "menerima daftar.",
    ),
    "required": Message("{name} is required.", "{name} wajib diisi."),
    "empty_value": Message(
        "There is an empty value between commas.", "Ada nilai kosong di antara koma."
    ),
    "blank": Message("{name} is empty.", "{name} kosong."),
    "boolean": Message(
        "{value} must be true or false.", "{value} harus true atau false."
    ),
    "whole_number": Message(
        "{value} is not a whole number.", "{value} bukan bilangan bulat."
    ),
    "decimal": Message(
        "{value} is not a decimal number like 1500000 or 12.50.",
        "{value} bukan bilangan desimal seperti 1500000 atau 12.50.",
    ),
    "too_small": Message(
        "{value} is less than {limit}.", "{value} kurang dari {limit}."
    ),
    "too_large": Message(
        "{value} is more than {limit}.", "{value} lebih dari {limit}."
    ),
    "too_long": Message(
        "It has more than {limit} characters.", "Lebih dari {limit} karakter."
    ),
    "too_short": Message(
        "It needs {limit} characters or more.", "Perlu {limit} karakter atau lebih."
    ),
    "too_many": Message(
        "It has more than {limit} values.", "Lebih dari {limit} nilai."
    ),
    "not_a_choice": Message(
        "{value} is not one of {choices}.", "{value} bukan salah satu dari {choices}."
    ),
    "not_found": Message("There is no {what} {value}.", "Tidak ada {what} {value}."),
    "no_country": Message(
        "There is no country {value}: two letters of ISO 3166-1, like JP.",
        "Tidak ada negara {value}: dua huruf ISO 3166-1, seperti JP.",
    ),
    "no_currency": Message(
        "There is no currency {value}: three letters of ISO 4217, like USD.",
        "Tidak ada mata uang {value}: tiga huruf ISO 4217, seperti USD.",
    ),
    "market": UNKNOWN_MARKET,
    "domestic_market": HOME_MARKET,
    "not_your_regency": Message(
        "{value} is a regency that you do not look after.",
        "{value} bukan kabupaten/kota yang Anda tangani.",
    ),
    "uuid": Message("{value} is not an id.", "{value} bukan id."),
    "hs_prefix": Message(
        "{value} is not the beginning of an HS code: 2 to 6 digits.",
        "{value} bukan awal kode HS: 2 sampai 6 angka.",
    ),
    "slug": Message(
        "{value} is not a slug: letters, digits, - and _.",
        "{value} bukan slug: huruf, angka, - dan _.",
    ),
    "moment": Message(
        "{value} is not a time like 2026-11-20T03:04:05Z.",
        "{value} bukan waktu seperti 2026-11-20T03:04:05Z.",
    ),
    "language": Message(
        "{value} is not a language tag like en or id.",
        "{value} bukan kode bahasa seperti en atau id.",
    ),
    "language_tag": Message(
        "It is not a language tag of BCP 47 like en or id.",
        "Bukan kode bahasa BCP 47 seperti en atau id.",
    ),
    "control_characters": Message(
        "It holds control characters, or bytes that are no UTF-8.",
        "Mengandung karakter kendali, atau bita yang bukan UTF-8.",
    ),
    "min_order_pair": Message(
        "min_order_max needs min_order_unit, and the other way round.",
        "min_order_max memerlukan min_order_unit, dan sebaliknya.",
    ),
    "unknown_member": Message("There is no member {name}.", "Tidak ada isian {name}."),
    "null": Message("{name} cannot be null.", "{name} tidak boleh null."),
    "text": Message("It must be a text.", "Harus berupa teks."),
    "object": Message("It must be an object.", "Harus berupa objek."),
    "list": Message("It must be a list.", "Harus berupa daftar."),
    "not_valid": Message("{name} is not valid.", "{name} tidak sah."),
    "too_few": Message(
        "It needs {limit} or more values.", "Perlu {limit} nilai atau lebih."
    ),
    "at_most": Message("It is more than {limit}.", "Lebih dari {limit}."),
    "at_least": Message("It is less than {limit}.", "Kurang dari {limit}."),
    "one_of": Message(
        "It is not one of {choices}.", "Bukan salah satu dari {choices}."
    ),
    "too_many_digits": Message(
        "It has more than {limit} digits.", "Lebih dari {limit} angka."
    ),
    "decimals": Message(
        "It has more than {limit} decimals.", "Lebih dari {limit} angka desimal."
    ),
    "email": Message(
        "It is not an address like name@example.org.",
        "Bukan alamat seperti nama@contoh.id.",
    ),
    "url": Message(
        "It is not an address like https://example.org.",
        "Bukan alamat seperti https://contoh.id.",
    ),
    "a_uuid": Message("It is not an id.", "Bukan id."),
    "day": Message(
        "It is not a date like 2026-11-20.", "Bukan tanggal seperti 2026-11-20."
    ),
    "a_decimal": Message(
        'It is not a decimal text like "12.50".',
        'Bukan teks desimal seperti "12.50".',
    ),
    "key": Message(
        "It must be 16 to 64 printable characters without spaces.",
        "Harus 16 sampai 64 karakter tanpa spasi.",
    ),
    "wrong_code": Message(
        "The code is not right, or was used before.",
        "Kode tidak tepat, atau sudah pernah dipakai.",
    ),
    "setup_invalid": Message(
        "The setup was begun more than 10 minutes ago. Begin again.",
        "Penyiapan dimulai lebih dari 10 menit yang lalu. Mulai lagi.",
    ),
    "duplicate": Message("{value} is there twice.", "{value} ada dua kali."),
    "above_zero": Message("It must be above zero.", "Harus di atas nol."),
    "grams": Message("It is no whole number of grams.", "Bukan bilangan bulat gram."),
    "nib": Message("A NIB has 13 digits.", "NIB terdiri atas 13 angka."),
    "nib_taken": Message(
        "Another verified business has this NIB.",
        "Usaha lain yang terverifikasi memakai NIB ini.",
    ),
    "clock": Message(
        "It is not a time of day like 21:30.",
        "Bukan waktu seperti 21:30.",
    ),
    "phone": Message(
        "It is not a telephone number like +62 812 3456 7890.",
        "Bukan nomor telepon seperti +62 812 3456 7890.",
    ),
    "past": Message("It is past.", "Sudah lewat."),
    "too_far": Message(
        "It is more than {limit} days ahead.", "Lebih dari {limit} hari ke depan."
    ),
    "not_yet": Message("It is still to come.", "Belum terjadi."),
    "before_first_day": Message(
        "The last day is before the first.", "Hari terakhir sebelum hari pertama."
    ),
    "closed_days_run": Message(
        "They have begun: the first day stays.",
        "Sudah dimulai: hari pertama tidak berubah.",
    ),
    "closed_too_long": Message(
        "It is more than {limit} days.", "Lebih dari {limit} hari."
    ),
    "total_too_large": Message(
        "The total is too large to be meant.", "Totalnya terlalu besar."
    ),
    "one_currency": Message(
        "All prices of a quote are in one currency; the first is in {currency}.",
        "Semua harga satu penawaran dalam satu mata uang; yang pertama {currency}.",
    ),
    "unit_of_line": Message(
        "The line's quantity is in {unit}.", "Jumlah pada baris ini dalam {unit}."
    ),
    "items_or_seller": Message(
        "Name items, or a business alone, not both.",
        "Sebutkan items, atau satu usaha saja, bukan keduanya.",
    ),
    "contact_of_visitor": Message(
        "A business's key asks for its site's visitor: say in contact who that is.",
        "Kunci milik usaha bertanya untuk pengunjung situsnya: isi contact dengan "
        "pengunjung itu.",
    ),
    "contact_of_account": Message(
        "You are signed in: your account's profile is the contact. Leave it out.",
        "Anda sudah masuk: profil akun menjadi kontak. Kosongkan.",
    ),
    "own_business": Message(
        "It is of your own business.", "Ini milik usaha Anda sendiri."
    ),
    "officers_suggest": Message(
        "Only officers point to other products.",
        "Hanya petugas yang menunjukkan produk lain.",
    ),
    "not_a_port": Message(
        "This Incoterm is for carriage by sea, and {value} is no seaport.",
        "Incoterm ini untuk angkutan laut, dan {value} bukan pelabuhan laut.",
    ),
    "offers_nothing": Message(
        "It offers nothing: decline instead.",
        "Tidak menawarkan apa pun: tolak saja.",
    ),
    "not_available_has_no_price": Message(
        "What is not available has no price.",
        "Yang tidak tersedia tidak memiliki harga.",
    ),
    "alternative_names_what": Message(
        "An alternative names a product of yours, or says in its note what it is.",
        "Pengganti menyebut produk Anda, atau dijelaskan dalam catatannya.",
    ),
    "tiers_ascend": Message(
        "Quantities of tiers ascend, none twice.",
        "Jumlah pada harga bertingkat menaik, tanpa ada yang sama.",
    ),
    "too_many_quotes": Message(
        "An enquiry has {limit} quotes at most.",
        "Satu permintaan paling banyak {limit} penawaran.",
    ),
    "no_jobs_realised": Message(
        "What was not realised has added no jobs. Send jobs_added null to take back "
        "what was told before.",
        "Yang tidak terlaksana tidak menambah lapangan kerja. Kirim jobs_added null "
        "untuk menghapus yang dicatat sebelumnya.",
    ),
    "decimals_of_currency": Message(
        "{currency} has no more than {limit} decimals.",
        "{currency} paling banyak {limit} angka desimal.",
    ),
    "nothing_realised": Message(
        "What was not realised has no value. Send value null to take back what was "
        "told before.",
        "Yang tidak terlaksana tidak memiliki nilai. Kirim value null untuk menghapus "
        "yang dicatat sebelumnya.",
    ),
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
    "file": Message("It must be a file.", "Harus berupa berkas."),
    "image_too_large": Message(
        "The picture has more than 50 megapixels, or 12,000 on a side.",
        "Gambar lebih dari 50 megapiksel, atau 12.000 pada satu sisi.",
    ),
    "shipment_type": Message(
        "A {value} is made out anew for each shipment and is not recorded here; of "
        "these only an export declaration (PEB) is.",
        "{value} dibuat untuk setiap pengiriman dan tidak dicatat di sini; hanya "
        "pemberitahuan ekspor (PEB) yang dicatat.",
    ),
    "not_of_products": Message(
        "A {value} is held by the business, not by single products: leave product_ids "
        "out.",
        "{value} dimiliki usaha, bukan produk tertentu: kosongkan product_ids.",
    ),
    "issued_in_future": Message(
        "It cannot be issued in the future.", "Tanggal terbit tidak boleh di depan."
    ),
    "expires_before_issue": Message(
        "It ends before the day it was issued, {issued_on}.",
        "Berakhir sebelum tanggal terbitnya, {issued_on}.",
    ),
    "renews_other_type": Message(
        "The one it renews is of another type, {value}.",
        "Yang diperpanjang berjenis lain, {value}.",
    ),
    "renews_itself": Message(
        "The one it renews renews this one, directly or over others.",
        "Yang diperpanjang sudah memperpanjang sertifikat ini, langsung atau tidak.",
    ),
    "renewed_already": Message(
        "Another one renews it already, {value}: mend that, or take it back first.",
        "Sudah ada perpanjangannya, {value}: perbaiki itu, atau tarik dulu.",
    ),
    "ended_already": Message(
        "{value} is over: a document that has ended shows nothing.",
        "{value} sudah lewat: dokumen yang berakhir tidak membuktikan apa pun.",
    ),
    "measured_question": Message(
        "{value} is answered by the platform itself, from what it knows.",
        "{value} dijawab sistem sendiri, dari data yang ada.",
    ),
    "seller_question": Message(
        "{value} is about the business: send it to /v1/seller/assessment.",
        "{value} menyangkut usaha: kirim ke /v1/seller/assessment.",
    ),
    "product_question": Message(
        "{value} is about a product: send it to /v1/seller/products/{{id}}/assessment.",
        "{value} menyangkut produk: kirim ke /v1/seller/products/{{id}}/assessment.",
    ),
    "not_asked": Message(
        "{value} is not asked of products with this HS code.",
        "{value} tidak ditanyakan untuk produk dengan kode HS ini.",
    ),
    "plot_area_required": Message(
        "A point needs area_ha, the plot's area in hectares.",
        "Titik memerlukan area_ha, luas lahan dalam hektare.",
    ),
    "plot_needs_polygon": Message(
        "A plot of more than {limit} hectares needs a polygon: Regulation (EU) "
        "2023/1115 art. 2(28).",
        "Lahan lebih dari {limit} hektare memerlukan poligon: Regulation (EU) "
        "2023/1115 art. 2(28).",
    ),
    "plot_position": Message(
        "A position is two numbers: longitude, then latitude, in degrees.",
        "Posisi terdiri atas dua angka: bujur, lalu lintang, dalam derajat.",
    ),
    "plot_coarse": Message(
        "Too coarse, like {value}: one number of a plot needs six decimals, as in "
        "105.266012. JSON drops zeros at the end; a 1 in their place is 11 cm.",
        "Terlalu kasar, seperti {value}: satu angka lahan perlu enam desimal, seperti "
        "105.266012. JSON membuang nol di akhir; angka 1 di situ hanya 11 cm.",
    ),
    "plot_decimals": Message(
        "{value} has more than {limit} decimals.",
        "{value} memuat lebih dari {limit} angka desimal.",
    ),
    "plot_swapped": Message(
        "Latitude and longitude look swapped: GeoJSON writes longitude first.",
        "Lintang dan bujur tampaknya tertukar: GeoJSON menulis bujur lebih dulu.",
    ),
    "plot_outside": Message(
        "It does not lie in Indonesia.", "Letaknya di luar Indonesia."
    ),
    "plot_rings": Message(
        "A polygon is a list of rings, the outer one first.",
        "Poligon adalah daftar cincin, yang terluar lebih dulu.",
    ),
    "plot_ring_short": Message(
        "A ring needs four positions or more, the last like the first.",
        "Cincin memerlukan empat posisi atau lebih, yang terakhir sama dengan pertama.",
    ),
    "plot_ring_open": Message(
        "The ring is open: its last position must be its first.",
        "Cincin terbuka: posisi terakhir harus sama dengan yang pertama.",
    ),
    "plot_positions": Message(
        "A plot has {limit} positions at most.",
        "Satu lahan paling banyak {limit} posisi.",
    ),
    "plot_positions_together": Message(
        "All plots together have {limit} positions at most.",
        "Semua lahan bersama paling banyak {limit} posisi.",
    ),
    "plot_twice": Message(
        "It is the same as plot {value} of the list: land counts once.",
        "Sama dengan lahan ke-{value} pada daftar: lahan dihitung sekali.",
    ),
    "plot_crosses": Message(
        "The outline crosses itself, or a hole lies outside of it.",
        "Garisnya memotong diri sendiri, atau lubangnya berada di luar.",
    ),
    "plot_no_area": Message("It has no area.", "Tidak memiliki luas."),
    "plot_too_large": Message(
        "It is larger than {limit} hectares.", "Lebih luas dari {limit} hektare."
    ),
    "ids_part": Message(
        "It must be ids, separated by commas.", "Harus berupa id, dipisahkan koma."
    ),
    # What a product lacks (`products.completeness`).
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
    "needs_q": Message("sort=relevance needs q.", "sort=relevance memerlukan q."),
    "exact_needs_q": Message("q_exact needs q.", "q_exact memerlukan q."),
    "category_or_q": Message(
        "Give category, q, or both.", "Berikan category, q, atau keduanya."
    ),
}
