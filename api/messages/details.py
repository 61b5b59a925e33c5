"""What went wrong with a request as a whole."""

from api.messages.message import Message

UNKNOWN_MARKET = Message(
    "No rules are known of {value}. Markets: {markets}, or a country of one of them.",
    "Aturan untuk {value} belum diketahui. Pasar: {markets}, atau salah satu "
    "negaranya.",
)
HOME_MARKET = Message(
    "{value} is the home market, whose rules level 2 asks for. Foreign markets: "
    "{markets}.",
    "{value} adalah pasar dalam negeri, yang aturannya disyaratkan tingkat 2. Pasar "
    "luar negeri: {markets}.",
)

# Problems: title, and the detail where the code alone tells all.

DETAILS = {
    "parameters": Message(
        "{count} of the parameters are not valid.", "{count} parameter tidak sah."
    ),
    "one_parameter": Message("1 parameter is not valid.", "1 parameter tidak sah."),
    "members": Message(
        "{count} of the members are not valid.", "{count} isian tidak sah."
    ),
    "one_member": Message("1 member is not valid.", "1 isian tidak sah."),
    "malformed_body": Message(
        "The body is not well-formed JSON.", "Isi bukan JSON yang benar."
    ),
    "file_too_large": Message(
        "The file is larger than {limit} MiB.", "Berkas lebih besar dari {limit} MiB."
    ),
    "scope_missing": Message(
        "It needs the scope {scope}.", "Diperlukan cakupan {scope}."
    ),
    "no_scope": Message(
        "No API key may do this: sign in.",
        "Tidak ada kunci API yang boleh: silakan masuk.",
    ),
    "idempotency_key_reused": Message(
        "The same Idempotency-Key was sent with another body. Take a new key.",
        "Idempotency-Key yang sama dikirim dengan isi lain. Pakai kunci baru.",
    ),
    "idempotency_in_progress": Message(
        "Ask again in a moment, with the same key.",
        "Ulangi sebentar lagi dengan kunci yang sama.",
    ),
    "invalid_cursor": Message(
        "The cursor was made for other filters, sort or language, or was changed. "
        "Start again without it.",
        "Kursor dibuat untuk saringan, urutan atau bahasa lain, atau diubah. "
        "Mulai lagi tanpa kursor.",
    ),
    "not_found": Message("There is no {path}.", "Tidak ada {path}."),
    "market": UNKNOWN_MARKET,
    "domestic_market": HOME_MARKET,
    "not_found_suggestion": Message(
        "There is no {path}. Did you mean {suggestion}?",
        "Tidak ada {path}. Maksud Anda {suggestion}?",
    ),
    "gone": Message(
        "It was public once and has been withdrawn. Drop your copy.",
        "Pernah diterbitkan dan sudah ditarik. Hapus salinan Anda.",
    ),
    "method_not_allowed": Message(
        "{method} is not allowed; allowed are {allowed}.",
        "{method} tidak diizinkan; yang diizinkan {allowed}.",
    ),
    "not_acceptable": Message(
        "This address answers with {offered} only.",
        "Alamat ini hanya menjawab dengan {offered}.",
    ),
    "rate_limited": Message(
        "Wait {seconds} seconds, then try again.",
        "Tunggu {seconds} detik, lalu coba lagi.",
    ),
    "internal_error": Message(
        "It has been recorded. Give the request_id if you report it.",
        "Kesalahan tercatat. Sebutkan request_id bila melapor.",
    ),
    "unavailable": Message("Try again in a moment.", "Coba lagi sebentar lagi."),
    "wrong_credentials": Message(
        "Address or password are not right.", "Alamat atau kata sandi tidak tepat."
    ),
    "second_factor_required": Message(
        "Send the ticket with a code of your app, or a recovery code, to "
        "/v1/auth/token/second-factor within 5 minutes.",
        "Kirim tiket bersama kode dari aplikasi Anda, atau kode pemulihan, ke "
        "/v1/auth/token/second-factor dalam 5 menit.",
    ),
    "email_not_verified": Message(
        "A letter with a link was sent to it: open that first.",
        "Surat berisi tautan telah dikirim ke alamat itu: buka tautannya dahulu.",
    ),
    "account_suspended": Message(
        "The trade office has closed it; ask there.",
        "Dinas telah menutupnya; silakan bertanya ke dinas.",
    ),
    "link_invalid": Message(
        "The link was used, is past its time or is not whole. Ask for a new one.",
        "Tautan sudah dipakai, lewat waktunya atau tidak utuh. Minta yang baru.",
    ),
    "second_factor_on": Message(
        "A second factor is on already. Remove it first.",
        "Faktor kedua sudah aktif. Matikan dahulu.",
    ),
    "second_factor_off": Message(
        "No second factor is on.", "Tidak ada faktor kedua yang aktif."
    ),
    "quote_replaced": Message(
        "This quote was replaced by revision {revision} ({quote_id}).",
        "Penawaran ini sudah diganti revisi {revision} ({quote_id}).",
    ),
    "quote_accepted": Message(
        "This quote was accepted.", "Penawaran ini sudah diterima."
    ),
    "quote_rejected": Message(
        "This quote was rejected.", "Penawaran ini sudah ditolak."
    ),
    "quote_withdrawn": Message(
        "This quote was withdrawn.", "Penawaran ini sudah ditarik."
    ),
    "quote_expired": Message(
        "It was good through its last day. Ask for another.",
        "Berlaku hanya sampai hari terakhirnya. Minta yang baru.",
    ),
    "reopened_before": Message(
        "It was reopened once already, and can be only once. Send a new enquiry.",
        "Sudah pernah dibuka kembali, dan hanya bisa sekali. Kirim permintaan baru.",
    ),
    "only_for": Message("Only {who} may do this.", "Hanya {who} yang boleh."),
    "unsupported_media_type": Message(
        "Send it as {taken}, and say so in Content-Type.",
        "Kirim sebagai {taken}, dan sebutkan di Content-Type.",
    ),
    "overtaken": Message(
        "A colleague has just sent a quote. Look at it first, then send yours.",
        "Rekan Anda baru saja mengirim penawaran. Lihat dahulu, lalu kirim milik Anda.",
    ),
    "too_many_keys": Message(
        "You have 50 API keys. Delete one that is not used.",
        "Anda sudah memiliki 50 kunci API. Hapus yang tidak dipakai.",
    ),
    "too_many_favourites": Message(
        "You keep {limit} favourites, withdrawn ones too. Remove one first.",
        "Anda sudah menyimpan {limit} favorit, termasuk yang ditarik. Hapus satu dulu.",
    ),
    "too_many_saved_searches": Message(
        "You keep {limit} saved searches. Delete one first.",
        "Anda sudah menyimpan {limit} pencarian. Hapus satu dulu.",
    ),
    "too_many_canned_answers": Message(
        "You keep {limit} canned answers. Delete one first.",
        "Anda sudah menyimpan {limit} jawaban siap pakai. Hapus satu dulu.",
    ),
    "too_many_closed_days": Message(
        "You have told of {limit} times of being closed that are not over.",
        "Anda sudah mencatat {limit} masa tutup yang belum lewat.",
    ),
    "closed_days_begun": Message(
        "These days have begun, or are over: they are kept.",
        "Hari-hari ini sudah dimulai atau lewat: tetap tercatat.",
    ),
    "address_unproven": Message(
        "Its sender has not proven the address yet: open the link that was mailed.",
        "Pengirim belum membuktikan alamatnya: buka tautan yang dikirim lewat email.",
    ),
    "too_many_attachments": Message(
        "An enquiry holds {limit} files of each side at most.",
        "Satu permintaan paling banyak memuat {limit} berkas dari tiap pihak.",
    ),
    "no_google": Message(
        "Signing in with Google is not set up here.",
        "Masuk dengan Google tidak tersedia di sini.",
    ),
    "state": Message(
        "It is {state}, which does not allow this.",
        "Keadaannya {state}, sehingga ini tidak dapat dilakukan.",
    ),
    "incomplete": Message(
        "{count} of the members it needs are missing.",
        "{count} isian yang diperlukan belum ada.",
    ),
    "duplicate_sku": Message(
        "Another product of yours has the sku {sku}.",
        "Produk Anda yang lain memakai SKU {sku}.",
    ),
    "too_many_images": Message(
        "A product has {limit} pictures at most. Remove one first.",
        "Satu produk paling banyak {limit} gambar. Hapus satu dulu.",
    ),
    "quota": Message(
        "Your pictures and documents may take {limit} MiB together. Remove some first.",
        "Gambar dan dokumen Anda paling banyak {limit} MiB. Hapus beberapa dulu.",
    ),
    "unsupported_evidence": Message(
        "Send a PDF, or a picture: JPEG, PNG, WebP, GIF, AVIF or HEIC. What counts is "
        "what is in the file, not its name.",
        "Kirim PDF, atau gambar: JPEG, PNG, WebP, GIF, AVIF atau HEIC. Yang dinilai "
        "isi berkas, bukan namanya.",
    ),
    "refused_before": Message(
        "The office turned this very document down for it. Send another one.",
        "Dinas sudah menolak dokumen ini untuknya. Kirim dokumen lain.",
    ),
    "too_many_certificates": Message(
        "A business keeps {limit} certificates at most. Delete some that are over.",
        "Satu usaha paling banyak {limit} sertifikat. Hapus yang tidak berlaku lagi.",
    ),
    "malformed_form": Message(
        "The body is not well-formed multipart/form-data; the Content-Type names its "
        "boundary.",
        "Isi bukan multipart/form-data yang benar; Content-Type memuat boundary-nya.",
    ),
    "not_utf8": Message(
        "The text of the form is not UTF-8.", "Teks formulir bukan UTF-8."
    ),
    "certificate_verified": Message(
        "The office has verified it, so it stays as it is. Record a new one that "
        "renews it, or delete it to withdraw it.",
        "Dinas sudah memverifikasinya, jadi isinya tetap. Catat yang baru sebagai "
        "perpanjangan, atau hapus untuk menariknya.",
    ),
    "certificate_revoked": Message(
        "The office has revoked it. Record a new one, with a document that shows it.",
        "Dinas sudah mencabutnya. Catat yang baru, dengan dokumen buktinya.",
    ),
    "not_verified": Message(
        "Only a verified certificate can be revoked; this one is {status}.",
        "Hanya sertifikat terverifikasi yang dapat dicabut; yang ini {status}.",
    ),
    "nothing_to_show": Message(
        "This takes no document: it only says which rules apply.",
        "Ini tidak memerlukan dokumen: hanya menentukan aturan yang berlaku.",
    ),
    "plots_missing": Message(
        "Due diligence rests on plots of land, and {count} of the products it speaks "
        "of have none (0: it speaks of no product). The seller adds them first.",
        "Uji tuntas memerlukan lahan asal, dan {count} produk yang disebut belum "
        "memilikinya (0: tidak ada produk yang disebut). Penjual melengkapinya dulu.",
    ),
    "decided": Message(
        "It was decided on already: {status}.", "Sudah diputuskan: {status}."
    ),
    "already_member": Message(
        "A person acts for one business at most.",
        "Satu orang hanya bertindak untuk satu usaha.",
    ),
    "last_owner": Message(
        "A business keeps an owner: make another first.",
        "Usaha harus punya pemilik: angkat yang lain dulu.",
    ),
    "bad_host": Message(
        "This service does not answer to that host name.",
        "Layanan ini tidak menjawab untuk nama host itu.",
    ),
    "bad_request": Message(
        "The request cannot be read.", "Permintaan tidak dapat dibaca."
    ),
    "no_length": Message(
        "Send the body with its Content-Length, not in chunks.",
        "Kirim isi dengan Content-Length, bukan terpotong-potong.",
    ),
    "too_many_invitations": Message(
        "Twenty invitations are open, or were sent today. Wait, or take some back.",
        "Dua puluh undangan masih terbuka, atau dikirim hari ini. Tunggu, atau tarik.",
    ),
    "url_too_long": Message(
        "The address is longer than {limit} characters.",
        "Alamat lebih panjang dari {limit} karakter.",
    ),
}
