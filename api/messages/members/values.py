"""What is wrong with any value, whatever it is of."""

from api.messages.message import Message

VALUES = {
    "required": Message("{name} is required.", "{name} wajib diisi."),
    "blank": Message("{name} is empty.", "{name} kosong."),
    "too_long": Message(
        "It has more than {limit} characters.", "Lebih dari {limit} karakter."
    ),
    "too_short": Message(
        "It needs {limit} characters or more.", "Perlu {limit} karakter atau lebih."
    ),
    "too_many": Message(
        "It has more than {limit} values.", "Lebih dari {limit} nilai."
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
    "language_tag": Message(
        "It is not a language tag of BCP 47 like en or id.",
        "Bukan kode bahasa BCP 47 seperti en atau id.",
    ),
    "control_characters": Message(
        "It holds control characters, or bytes that are no UTF-8.",
        "Mengandung karakter kendali, atau bita yang bukan UTF-8.",
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
    "duplicate": Message("{value} is there twice.", "{value} ada dua kali."),
    "above_zero": Message("It must be above zero.", "Harus di atas nol."),
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
    "file": Message("It must be a file.", "Harus berupa berkas."),
}
