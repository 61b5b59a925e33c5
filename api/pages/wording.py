"""The words of the thread page, in each language it is written in."""

from catalogue.texts import Texts

STATES: dict[str, dict[str, Texts]] = {
    "seller": {
        "new": {"en": "Waits for your answer", "id": "Menunggu jawaban Anda"},
        "open": {"en": "In conversation", "id": "Sedang dibicarakan"},
        "quoted": {
            "en": "Your quote is with the buyer",
            "id": "Penawaran Anda ada di pembeli",
        },
        "agreed": {
            "en": "Agreed: the buyer accepted your quote",
            "id": "Sepakat: pembeli menyetujui penawaran Anda",
        },
        "declined": {"en": "You declined", "id": "Anda menyatakan tidak bisa"},
        "withdrawn": {"en": "Withdrawn", "id": "Ditarik"},
        "expired": {
            "en": "Closed, as nothing happened for long",
            "id": "Ditutup, karena lama tidak ada kelanjutan",
        },
        "held": {
            "en": "Reported: the trade office is looking at it",
            "id": "Dilaporkan: sedang diperiksa dinas",
        },
        "spam": {
            "en": "Spam: the trade office agreed with you",
            "id": "Spam: dinas sependapat dengan Anda",
        },
    },
    "buyer": {
        "unconfirmed": {
            "en": "Not sent yet: confirm your address first",
            "id": "Belum terkirim: konfirmasi alamat Anda dahulu",
        },
        "new": {
            "en": "Delivered: the business has not answered yet",
            "id": "Sampai: usaha belum menjawab",
        },
        "open": {"en": "In conversation", "id": "Sedang dibicarakan"},
        "quoted": {
            "en": "There is a quote for you",
            "id": "Ada penawaran untuk Anda",
        },
        "agreed": {
            "en": "Agreed: you accepted the quote",
            "id": "Sepakat: Anda menyetujui penawaran",
        },
        "declined": {
            "en": "The business cannot help this time",
            "id": "Usaha ini kali ini tidak bisa membantu",
        },
        "withdrawn": {"en": "Withdrawn", "id": "Ditarik"},
        "expired": {
            "en": "Closed, as nothing happened for long",
            "id": "Ditutup, karena lama tidak ada kelanjutan",
        },
    },
}
QUOTE_STATES: dict[str, Texts] = {
    "open": {"en": "Open", "id": "Berlaku"},
    "accepted": {"en": "Accepted", "id": "Disetujui"},
    "rejected": {"en": "Not accepted", "id": "Tidak disetujui"},
    "withdrawn": {"en": "Withdrawn", "id": "Ditarik"},
    "superseded": {"en": "Replaced by a newer one", "id": "Diganti yang lebih baru"},
    "expired": {"en": "Past its last day", "id": "Lewat masa berlaku"},
}
# What a link to a form, its heading and its button say, by the verb.
VERBS: dict[str, Texts] = {
    "reply": {"en": "Answer", "id": "Jawab"},
    "quote": {"en": "Send a quote", "id": "Kirim penawaran"},
    "decline": {"en": "We cannot", "id": "Tidak bisa"},
    "report_spam": {"en": "Report as spam", "id": "Laporkan spam"},
    "accept": {"en": "Accept the quote", "id": "Setujui penawaran"},
    "reject": {"en": "Do not accept it", "id": "Tidak setuju"},
    "withdraw": {"en": "Withdraw the enquiry", "id": "Tarik permintaan"},
    "withdraw_quote": {"en": "Withdraw the quote", "id": "Tarik penawaran"},
    "reopen": {"en": "Open it again", "id": "Buka lagi"},
    "record_outcome": {"en": "Record what came of it", "id": "Catat hasilnya"},
    "erase": {"en": "Delete my data", "id": "Hapus data saya"},
}
# Which quote is decided on.
QUOTED: dict[str, Texts] = {
    "named": {"en": "Quote {revision}", "id": "Penawaran {revision}"},
    "until": {"en": "valid until {day}", "id": "berlaku sampai {day}"},
}
# Asked about the place of a quote, by which port its Incoterm names.
DOUBTED_PORT: dict[str, Texts] = {
    "loading": {
        "en": (
            "Is {place} a seaport? We do not know it as one, and {incoterm} names the "
            "port where the goods are loaded."
        ),
        "id": (
            "Apakah {place} pelabuhan laut? Kami tidak mengenalnya sebagai pelabuhan, "
            "sedangkan {incoterm} menyebut pelabuhan muat."
        ),
    },
    "arrival": {
        "en": (
            "Is {place} a seaport? We do not know it as one, and {incoterm} names the "
            "port where the goods arrive."
        ),
        "id": (
            "Apakah {place} pelabuhan laut? Kami tidak mengenalnya sebagai pelabuhan, "
            "sedangkan {incoterm} menyebut pelabuhan tujuan."
        ),
    },
}
# What is asked before a step that is not easily taken back.
MEANS: dict[str, Texts] = {
    "decline": {
        "en": "The buyer is told at once, with the reason. It counts as an answer.",
        "id": "Pembeli segera diberi tahu, dengan alasannya. Ini terhitung jawaban.",
    },
    "report_spam": {
        "en": (
            "Only for advertising and fraud. The trade office looks at it, and "
            "nothing more of this sender reaches you. If you are just not "
            "interested, say that you cannot."
        ),
        "id": (
            "Hanya untuk iklan dan penipuan. Dinas memeriksanya, dan pengirim ini "
            "tidak dapat lagi menghubungi Anda. Bila sekadar tidak berminat, pilih "
            "“Tidak bisa”."
        ),
    },
    "accept": {
        "en": (
            "You agree to this quote, and the seller is told. It is not an order: "
            "you agree on payment and shipping with the seller."
        ),
        "id": (
            "Anda menyetujui penawaran ini, dan penjual diberi tahu. Ini belum "
            "pesanan: cara bayar dan pengiriman disepakati dengan penjual."
        ),
    },
    "reject": {
        "en": "The seller is told. The conversation stays open.",
        "id": "Penjual diberi tahu. Percakapan tetap terbuka.",
    },
    "withdraw": {
        "en": "The other side is told that it is no longer needed.",
        "id": "Pihak lain diberi tahu bahwa ini tidak diperlukan lagi.",
    },
    "withdraw_quote": {
        "en": "The buyer is told. You can send another one.",
        "id": "Pembeli diberi tahu. Anda dapat mengirim yang baru.",
    },
    "reopen": {
        "en": "The conversation goes on. This can be done once.",
        "id": "Percakapan dilanjutkan. Ini hanya bisa satu kali.",
    },
    "record_outcome": {
        "en": "For the trade office's report; the public does not see the value.",
        "id": "Untuk laporan dinas; nilainya tidak ditampilkan kepada umum.",
    },
    "erase": {
        "en": (
            "Your name, your addresses, and all that you wrote and sent are deleted, "
            "here and at every business you asked together with this one. What is "
            "still open is withdrawn, and your links open nothing any more. This "
            "cannot be undone."
        ),
        "id": (
            "Nama dan alamat Anda, serta semua yang Anda tulis dan kirim, dihapus, di "
            "sini dan di setiap usaha yang Anda tanya bersamaan. Yang masih terbuka "
            "ditarik, dan tautan Anda tidak berlaku lagi. Ini tidak dapat dibatalkan."
        ),
    },
    "quote": {
        "en": "A quote is not an order. Once sent it cannot be changed, but replaced.",
        "id": (
            "Penawaran bukan pesanan. Yang sudah dikirim tidak dapat diubah, "
            "tetapi dapat diganti."
        ),
    },
}
TOLD: dict[str, Texts] = {
    "reply": {"en": "Your message was sent.", "id": "Pesan Anda terkirim."},
    "quote": {"en": "Your quote was sent.", "id": "Penawaran Anda terkirim."},
    "decline": {
        "en": "The buyer was told that you cannot.",
        "id": "Pembeli sudah diberi tahu bahwa Anda tidak bisa.",
    },
    "report_spam": {
        "en": "Thank you. The trade office will look at it.",
        "id": "Terima kasih. Dinas akan memeriksanya.",
    },
    "accept": {
        "en": "You accepted the quote. The seller was told.",
        "id": "Anda menyetujui penawaran. Penjual sudah diberi tahu.",
    },
    "reject": {
        "en": "The seller was told that you do not accept it.",
        "id": "Penjual sudah diberi tahu bahwa Anda tidak setuju.",
    },
    "withdraw": {"en": "It was withdrawn.", "id": "Sudah ditarik."},
    "withdraw_quote": {
        "en": "The quote was withdrawn.",
        "id": "Penawaran sudah ditarik.",
    },
    "reopen": {"en": "It is open again.", "id": "Percakapan dibuka lagi."},
    "record_outcome": {
        "en": "Thank you, it was recorded.",
        "id": "Terima kasih, sudah dicatat.",
    },
    "read": {"en": "Marked as read.", "id": "Ditandai sudah dibaca."},
}
# Why a form comes back as it was sent.
FAULTS: dict[str, Texts] = {
    "look": {
        "en": "Not sent yet. Please look at what is marked.",
        "id": "Belum terkirim. Mohon periksa yang ditandai.",
    },
    "too_quick": {
        "en": "Not sent yet. Please press the button once more.",
        "id": "Belum terkirim. Mohon tekan tombolnya sekali lagi.",
    },
    "moved_on": {
        "en": "This cannot be done any more: something has changed meanwhile.",
        "id": "Ini tidak bisa lagi: keadaannya sudah berubah.",
    },
    "replaced": {
        "en": "Quote {old} was replaced by quote {new}. Look at that one first.",
        "id": "Penawaran {old} sudah diganti penawaran {new}. Lihat dahulu yang itu.",
    },
    "overtaken": {
        "en": "Not sent: a colleague has sent a quote meanwhile. Look at it first.",
        "id": "Belum terkirim: rekan Anda sudah mengirim penawaran. Lihat dahulu.",
    },
    "quote_expired": {
        "en": "The quote is past its last day. Ask the seller for a new one.",
        "id": "Masa penawaran sudah lewat. Mintalah yang baru kepada penjual.",
    },
    "too_many": {
        "en": "Not sent yet: too many at once. Please wait a minute, then try again.",
        "id": "Belum terkirim: terlalu sering. Tunggu satu menit, lalu coba lagi.",
    },
    "busy": {
        "en": "Not sent yet: the service is busy. Please press the button again.",
        "id": "Belum terkirim: layanan sedang sibuk. Mohon tekan tombolnya lagi.",
    },
    "control_characters": {
        "en": "There are characters in it that cannot be read.",
        "id": "Ada karakter yang tidak dapat dibaca.",
    },
    "number": {
        "en": "Please write a number like 1,250.50.",
        "id": "Mohon tulis angka seperti 1.250,50.",
    },
    "above_zero": {
        "en": "It must be above zero.",
        "id": "Harus lebih dari nol.",
    },
    "too_large": {
        "en": "This is too large. Please look at the number again.",
        "id": "Terlalu besar. Mohon periksa angkanya.",
    },
    "too_fine": {
        "en": "Please write fewer digits after the point.",
        "id": "Mohon kurangi angka di belakang koma.",
    },
    "ambiguous": {
        "en": (
            "This can be read in two ways. Please write thousands as 12,500 and "
            "parts as 12.5."
        ),
        "id": (
            "Ini dapat dibaca dengan dua cara. Tulis ribuan seperti 12.500 dan "
            "pecahan seperti 12,5."
        ),
    },
    "decimals": {
        "en": "This currency has fewer digits after the comma.",
        "id": "Mata uang ini tidak memakai angka di belakang koma sebanyak itu.",
    },
    "not_yet": {
        "en": "Please choose a day that is not in the future.",
        "id": "Mohon pilih hari yang sudah lewat, atau hari ini.",
    },
    "required": {"en": "Please fill this in.", "id": "Mohon diisi."},
    "whole_number": {
        "en": "Please write a whole number, without parts.",
        "id": "Mohon tulis bilangan bulat, tanpa koma.",
    },
    "min_value": {
        "en": "Please write a whole number, %(limit_value)s or more.",
        "id": "Mohon tulis bilangan bulat, %(limit_value)s atau lebih.",
    },
    "max_value": {
        "en": "Please write a whole number, %(limit_value)s or less.",
        "id": "Mohon tulis bilangan bulat, paling banyak %(limit_value)s.",
    },
    "max_length": {
        "en": "This is too long: at most %(limit_value)s characters.",
        "id": "Terlalu panjang: paling banyak %(limit_value)s huruf.",
    },
    "say_why": {
        "en": "Please say why, in a few words.",
        "id": "Mohon sebutkan alasannya dengan singkat.",
    },
    "price_or_gone": {
        "en": "Please give a price, or tick that it is not available.",
        "id": "Mohon isi harga, atau centang tidak tersedia.",
    },
    "offers_nothing": {
        "en": "At least one item must be offered. If you cannot, say so instead.",
        "id": "Paling sedikit satu barang ditawarkan. Bila tidak, pilih “Tidak bisa”.",
    },
    "not_a_port": {
        "en": "This Incoterm needs a seaport, such as Panjang.",
        "id": "Incoterm ini memerlukan pelabuhan laut, misalnya Panjang.",
    },
    "past": {
        "en": "Please choose today or a later day.",
        "id": "Mohon pilih hari mulai hari ini.",
    },
    "too_far": {
        "en": "Please choose a day within a year.",
        "id": "Mohon pilih hari dalam setahun mulai hari ini.",
    },
    "no_jobs_realised": {
        "en": "No jobs can come of what did not happen.",
        "id": "Yang tidak terlaksana tidak dapat menambah lapangan kerja.",
    },
    "nothing_realised": {
        "en": "Where nothing came of it there is no value.",
        "id": "Bila tidak jadi, tidak ada nilainya.",
    },
    "refused": {"en": "This cannot be taken.", "id": "Ini tidak dapat diterima."},
}
LABELS: dict[str, Texts] = {
    "body": {"en": "Your message", "id": "Pesan Anda"},
    "language": {"en": "Language of this message", "id": "Bahasa pesan ini"},
    "written_in": {
        "en": "Language of your terms and notes",
        "id": "Bahasa keterangan dan catatan Anda",
    },
    "reason": {"en": "Why", "id": "Alasan"},
    "note": {"en": "Anything to add", "id": "Ada yang ingin ditambahkan?"},
    "price": {"en": "Price for one", "id": "Harga satuan"},
    "quantity": {"en": "Quantity", "id": "Jumlah"},
    "gone": {"en": "Not available", "id": "Tidak tersedia"},
    "what": {"en": "What you offer", "id": "Yang Anda tawarkan"},
    "unit": {"en": "Unit", "id": "Satuan"},
    "currency": {"en": "Currency", "id": "Mata uang"},
    "incoterm": {
        "en": "Delivery (Incoterms 2020)",
        "id": "Penyerahan (Incoterms 2020)",
    },
    "place": {"en": "Named place", "id": "Tempat yang disebut"},
    "valid_until_on": {"en": "Valid until", "id": "Berlaku sampai"},
    "lead_time_days": {"en": "Days to make it", "id": "Lama pengerjaan (hari)"},
    "payment_terms": {"en": "Payment terms", "id": "Cara pembayaran"},
    "purpose": {"en": "Purpose", "id": "Keperluan"},
    "realised": {"en": "Did it come about?", "id": "Jadi?"},
    "value": {"en": "Value of what was shipped", "id": "Nilai yang dikirim"},
    "shipped_on": {"en": "Shipped on", "id": "Dikirim tanggal"},
    "jobs_added": {
        "en": "People taken on for it",
        "id": "Tenaga kerja yang bertambah",
    },
}
HINTS: dict[str, Texts] = {
    "place": {
        "en": "FOB: the port in Lampung, such as Panjang",
        "id": "FOB: pelabuhan muat, misalnya Panjang",
    },
    "payment_terms": {
        "en": "for example: 50% before production, 50% before shipping",
        "id": "misalnya: 50% sebelum dibuat, 50% sebelum dikirim",
    },
    "lead_time_days": {"en": "may stay empty", "id": "boleh kosong"},
    "jobs_added": {"en": "may stay empty", "id": "boleh kosong"},
    "shipped_on": {"en": "may stay empty", "id": "boleh kosong"},
    "value": {"en": "may stay empty", "id": "boleh kosong"},
}
PURPOSES: dict[str, Texts] = {
    "sample": {"en": "A sample", "id": "Contoh barang"},
    "retail": {"en": "To sell in a shop", "id": "Untuk toko"},
    "bulk": {"en": "In bulk", "id": "Partai besar"},
    "distribution": {"en": "To distribute", "id": "Untuk didistribusikan"},
    "private_label": {"en": "Under the buyer's own brand", "id": "Merek sendiri"},
    "own_use": {"en": "For own use", "id": "Dipakai sendiri"},
    "other": {"en": "Something else", "id": "Lainnya"},
}
