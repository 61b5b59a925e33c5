"""What each problem is called."""

from api.messages.message import Message

TITLES = {
    "validation_failed": Message("The request is not valid.", "Permintaan tidak sah."),
    "malformed_body": Message("The body cannot be read.", "Isi tidak dapat dibaca."),
    "invalid_cursor": Message("The cursor is not valid.", "Kursor tidak sah."),
    "authentication_required": Message("Sign in first.", "Masuk terlebih dahulu."),
    "token_expired": Message("The token has expired.", "Token sudah kedaluwarsa."),
    "token_invalid": Message("The token is not valid.", "Token tidak sah."),
    "second_factor_required": Message(
        "A code has to follow.", "Kode masih diperlukan."
    ),
    "permission_denied": Message("This is not allowed.", "Ini tidak diizinkan."),
    "scope_missing": Message(
        "The API key may not do this.", "Kunci API tidak boleh melakukan ini."
    ),
    "email_not_verified": Message(
        "The address is not proven yet.", "Alamat belum dibuktikan."
    ),
    "account_suspended": Message("The account is closed.", "Akun ditutup."),
    "not_found": Message("There is nothing here.", "Tidak ada apa-apa di sini."),
    "method_not_allowed": Message(
        "This method is not allowed here.", "Metode ini tidak diizinkan di sini."
    ),
    "not_acceptable": Message(
        "No acceptable representation.", "Tidak ada bentuk yang dapat diterima."
    ),
    "gone": Message("This is not there any more.", "Ini sudah tidak ada."),
    "conflict": Message("This conflicts with the present state.", "Terjadi konflik."),
    "invalid_state": Message(
        "Its present state does not allow this.",
        "Keadaannya sekarang tidak mengizinkan ini.",
    ),
    "duplicate_sku": Message("The sku is in use.", "SKU sudah dipakai."),
    "quote_expired": Message(
        "The quote's last day is over.", "Masa berlaku penawaran sudah lewat."
    ),
    "idempotency_in_progress": Message(
        "The first request still runs.", "Permintaan pertama masih berjalan."
    ),
    "idempotency_key_reused": Message(
        "The key belongs to another request.", "Kunci milik permintaan lain."
    ),
    "precondition_failed": Message(
        "It changed in the meantime.", "Sudah berubah sementara itu."
    ),
    "body_too_large": Message("The body is too large.", "Isi terlalu besar."),
    "unsupported_media_type": Message(
        "This kind of body is not taken.", "Jenis isi ini tidak diterima."
    ),
    "unsupported_image": Message(
        "This is not a picture we can read.", "Gambar tidak dapat dibaca."
    ),
    "unsupported_evidence": Message(
        "This is no document we can take.", "Dokumen ini tidak dapat diterima."
    ),
    "rate_limited": Message("Too many requests.", "Terlalu banyak permintaan."),
    "internal_error": Message(
        "Something went wrong on our side.", "Terjadi kesalahan di pihak kami."
    ),
    "unavailable": Message("Not available just now.", "Sedang tidak tersedia."),
}
