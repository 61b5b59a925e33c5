"""What is wrong with an enquiry, a quote or an outcome."""

from api.messages.message import Message

ENQUIRIES = {
    "captcha": Message(
        "The proof that you are a person was not accepted. Ask the widget for another.",
        "Bukti bahwa Anda manusia tidak diterima. Minta yang baru dari widget.",
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
}
