"""The paper's own words, in each language it is written in."""

WORDING = {
    "en": {
        "title": "Quotation",
        "office": "Dinas Perindustrian dan Perdagangan Provinsi Lampung",
        "office_role": "Catalogue of the small industries of Lampung, Indonesia",
        "number": "No.",
        "revision": "Revision",
        "issued": "Issued",
        "seller": "Seller",
        "buyer": "For",
        "delivery": "Delivery",
        "incoterms": "Incoterms® 2020",
        "currency": "Currency",
        "valid_until": "Valid until",
        "lead_time": "Lead time",
        "payment": "Payment",
        "item": "Item",
        "quantity": "Quantity",
        "unit_price": "Unit price",
        "amount": "Amount",
        "total": "Total",
        "tier": "from",
        "alternative": "Alternative",
        "not_available": "Not available",
        "note": "Note",
        "offer": (
            "This is an offer by the seller, and not an order or an invoice. Goods and "
            "money change hands between seller and buyer; the catalogue sells nothing."
        ),
        "check": "Is it genuine? Scan the code, or open the address:",
        "check_code": "Code",
        "sample": (
            "Sample: seller, buyer and prices are invented. Nothing is offered by it."
        ),
        "page": "Page",
        "of": "of",
    },
    "id": {
        "title": "Penawaran harga",
        "office": "Dinas Perindustrian dan Perdagangan Provinsi Lampung",
        "office_role": "Katalog industri kecil dan menengah Lampung, Indonesia",
        "number": "No.",
        "revision": "Revisi",
        "issued": "Tanggal",
        "seller": "Penjual",
        "buyer": "Kepada",
        "delivery": "Penyerahan",
        "incoterms": "Incoterms® 2020",
        "currency": "Mata uang",
        "valid_until": "Berlaku sampai",
        "lead_time": "Waktu pengerjaan",
        "payment": "Pembayaran",
        "item": "Barang",
        "quantity": "Jumlah",
        "unit_price": "Harga satuan",
        "amount": "Jumlah harga",
        "total": "Total",
        "tier": "mulai",
        "alternative": "Alternatif",
        "not_available": "Tidak tersedia",
        "note": "Catatan",
        "offer": (
            "Ini penawaran dari penjual, bukan pesanan dan bukan tagihan. Barang dan "
            "uang berpindah antara penjual dan pembeli; katalog tidak menjual apa pun."
        ),
        "check": "Asli atau tidak? Pindai kode ini, atau buka alamatnya:",
        "check_code": "Kode",
        "sample": (
            "Contoh: penjual, pembeli dan harga hanya rekaan. Tidak ada yang "
            "ditawarkan."
        ),
        "page": "Halaman",
        "of": "dari",
    },
}
