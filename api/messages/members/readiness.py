"""What is wrong with answers and certificates."""

from api.messages.message import Message

READINESS = {
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
    "ids_part": Message(
        "It must be ids, separated by commas.", "Harus berupa id, dipisahkan koma."
    ),
}
