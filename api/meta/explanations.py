"""When each problem comes and what to do about it: `/v1/problems/{code}`."""

from api.messages import Message

EXPLANATIONS = {
    "validation_failed": Message(
        "A parameter or member is unknown, repeated or has a value that is not taken. "
        "`errors` names each one, and where it can, what was meant. Mend the request; "
        "sending it again unchanged gives the same.",
        "Ada parameter atau isian yang tidak dikenal, berulang, atau nilainya tidak "
        "diterima. `errors` menyebut masing-masing. Perbaiki permintaan.",
    ),
    "malformed_body": Message(
        "The body is not JSON. Nothing was changed.",
        "Isi bukan JSON. Tidak ada yang diubah.",
    ),
    "invalid_cursor": Message(
        "The cursor belongs to other filters, another sort or language, or was "
        "altered. Ask for the list again without it.",
        "Kursor milik saringan, urutan atau bahasa lain, atau diubah. Minta daftar "
        "lagi tanpa kursor.",
    ),
    "authentication_required": Message(
        "This needs a token: send `Authorization: Bearer …`. When signing in: address "
        "or password are not right.",
        "Ini memerlukan token: kirim `Authorization: Bearer …`. Saat masuk: alamat "
        "atau kata sandi tidak tepat.",
    ),
    "token_expired": Message(
        "The access token is past its time. Get a new one with the refresh token.",
        "Token akses sudah lewat waktunya. Ambil yang baru dengan token penyegar.",
    ),
    "token_invalid": Message(
        "The token is unknown, revoked or of another kind. Sign in again.",
        "Token tidak dikenal, dicabut, atau jenis lain. Masuk lagi.",
    ),
    "second_factor_required": Message(
        "The password was right, and this account asks for a code too. Send `ticket` "
        "with a code from the app, or a recovery code, to "
        "`/v1/auth/token/second-factor`; a ticket lasts 5 minutes and 5 tries.",
        "Kata sandi benar, tetapi akun ini juga meminta kode. Kirim `ticket` bersama "
        "kode dari aplikasi, atau kode pemulihan, ke `/v1/auth/token/second-factor`; "
        "tiket berlaku 5 menit dan 5 percobaan.",
    ),
    "email_not_verified": Message(
        "The password was right, but nobody has proven the address yet. A new letter "
        "with a link was sent; sign in again once it was opened.",
        "Kata sandi benar, tetapi alamat belum dibuktikan. Surat baru berisi tautan "
        "telah dikirim; masuk lagi setelah tautan dibuka.",
    ),
    "account_suspended": Message(
        "The password was right, but the trade office has closed the account.",
        "Kata sandi benar, tetapi dinas telah menutup akun ini.",
    ),
    "scope_missing": Message(
        "An API key may do only what its scopes name, and some things need a person "
        "who signs in. Make a key with the scope, or sign in.",
        "Kunci API hanya boleh melakukan yang disebut cakupannya, dan beberapa hal "
        "memerlukan orang yang masuk. Buat kunci dengan cakupan itu, atau masuk.",
    ),
    "permission_denied": Message(
        "You are known, but this is not yours to do.",
        "Anda dikenal, tetapi tidak berhak melakukan ini.",
    ),
    "not_found": Message(
        "There is nothing at this address, or nothing you may see.",
        "Tidak ada apa pun di alamat ini, atau tidak boleh Anda lihat.",
    ),
    "method_not_allowed": Message(
        "The address is right, the method is not. `Allow` lists those that are.",
        "Alamat benar, metodenya tidak. `Allow` menyebut yang boleh.",
    ),
    "not_acceptable": Message(
        "`Accept` names no kind this address can give.",
        "`Accept` tidak menyebut bentuk yang dapat diberikan alamat ini.",
    ),
    "gone": Message(
        "It was public once and was withdrawn: drop your copy; it may come back. Or it "
        "is the link of a letter that was used or is past its time.",
        "Pernah diterbitkan lalu ditarik: hapus salinan Anda; mungkin kembali. Atau "
        "tautan surat yang sudah dipakai atau lewat waktunya.",
    ),
    "conflict": Message(
        "It conflicts with what is there already. Read it again, then decide.",
        "Bertentangan dengan yang sudah ada. Baca lagi, lalu putuskan.",
    ),
    "invalid_state": Message(
        "What it is now does not allow this: read it again. Where a resource lists "
        "`allowed_actions`, only those are possible.",
        "Keadaannya sekarang tidak mengizinkan ini: baca lagi. Bila ada "
        "`allowed_actions`, hanya itu yang mungkin.",
    ),
    "duplicate_sku": Message(
        "Another of your products has this sku. Choose another one.",
        "Produk Anda yang lain sudah memakai SKU ini. Pilih yang lain.",
    ),
    "quote_expired": Message(
        "The quote was good until a day that is over. Ask the seller for a new one: "
        "the enquiry is open again.",
        "Penawaran berlaku sampai hari yang sudah lewat. Minta yang baru kepada "
        "penjual: permintaan terbuka lagi.",
    ),
    "idempotency_in_progress": Message(
        "The first request with this Idempotency-Key still runs. Ask again after "
        "`Retry-After` seconds, with the same key.",
        "Permintaan pertama dengan Idempotency-Key ini masih berjalan. Ulangi setelah "
        "`Retry-After` detik, dengan kunci yang sama.",
    ),
    "idempotency_key_reused": Message(
        "This Idempotency-Key was sent with another body before. A key belongs to one "
        "request: take a new one for each.",
        "Idempotency-Key ini sudah dikirim dengan isi lain. Satu kunci untuk satu "
        "permintaan: pakai kunci baru.",
    ),
    "precondition_failed": Message(
        "It changed since you read it. Read it again, apply your change, send the new "
        "`If-Match`.",
        "Sudah berubah sejak Anda membacanya. Baca lagi, lalu kirim `If-Match` baru.",
    ),
    "body_too_large": Message(
        "The body is over the limit: 1 MiB of JSON.",
        "Isi melebihi batas: JSON 1 MiB.",
    ),
    "unsupported_media_type": Message(
        "The body's Content-Type is not taken here.",
        "Content-Type isi tidak diterima di sini.",
    ),
    "unsupported_image": Message(
        "By its content the file is no picture we read, or it is broken.",
        "Menurut isinya berkas bukan gambar yang kami baca, atau rusak.",
    ),
    "unsupported_evidence": Message(
        "By its content the file is neither a PDF nor a picture we read, or it is "
        "broken. Send a PDF, JPEG, PNG, WebP, GIF, AVIF or HEIC.",
        "Menurut isinya berkas bukan PDF dan bukan gambar yang kami baca, atau rusak. "
        "Kirim PDF, JPEG, PNG, WebP, GIF, AVIF atau HEIC.",
    ),
    "rate_limited": Message(
        "Too many requests, or too many wrong passwords or codes for one account. Wait "
        "for `Retry-After` seconds.",
        "Terlalu banyak permintaan, atau terlalu banyak kata sandi atau kode yang "
        "salah untuk satu akun. Tunggu `Retry-After` detik.",
    ),
    "internal_error": Message(
        "A fault of ours; it has been recorded under the `request_id`. Try again "
        "later.",
        "Kesalahan kami; tercatat dengan `request_id`. Coba lagi nanti.",
    ),
    "unavailable": Message(
        "A part we depend on does not answer. Wait for `Retry-After` seconds.",
        "Bagian yang kami perlukan tidak menjawab. Tunggu `Retry-After` detik.",
    ),
}
