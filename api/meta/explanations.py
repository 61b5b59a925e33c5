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
        "This needs a token: send `Authorization: Bearer …`.",
        "Ini memerlukan token: kirim `Authorization: Bearer …`.",
    ),
    "token_expired": Message(
        "The access token is past its time. Get a new one with the refresh token.",
        "Token akses sudah lewat waktunya. Ambil yang baru dengan token penyegar.",
    ),
    "token_invalid": Message(
        "The token is unknown or revoked. Sign in again.",
        "Token tidak dikenal atau dicabut. Masuk lagi.",
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
        "It was public once and was withdrawn. Drop your copy; it may come back.",
        "Pernah diterbitkan lalu ditarik. Hapus salinan Anda; mungkin kembali.",
    ),
    "conflict": Message(
        "It conflicts with what is there already. Read it again, then decide.",
        "Bertentangan dengan yang sudah ada. Baca lagi, lalu putuskan.",
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
    "rate_limited": Message(
        "Too many requests in a minute. Wait for `Retry-After` seconds.",
        "Terlalu banyak permintaan dalam satu menit. Tunggu `Retry-After` detik.",
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
