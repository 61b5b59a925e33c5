"""What is wrong with a parameter."""

from api.messages.details import HOME_MARKET, UNKNOWN_MARKET
from api.messages.message import Message

PARAMETERS = {
    "unknown_parameter": Message(
        "There is no parameter {name}.", "Tidak ada parameter {name}."
    ),
    "repeated_parameter": Message(
        "{name} is given more than once. Separate values by commas where a list is "
        "taken.",
        "{name} diberikan lebih dari sekali. Pisahkan nilai dengan koma bila "
        "menerima daftar.",
    ),
    "empty_value": Message(
        "There is an empty value between commas.", "Ada nilai kosong di antara koma."
    ),
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
    "not_a_choice": Message(
        "{value} is not one of {choices}.", "{value} bukan salah satu dari {choices}."
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
    "min_order_pair": Message(
        "min_order_max needs min_order_unit, and the other way round.",
        "min_order_max memerlukan min_order_unit, dan sebaliknya.",
    ),
    "needs_q": Message("sort=relevance needs q.", "sort=relevance memerlukan q."),
    "exact_needs_q": Message("q_exact needs q.", "q_exact memerlukan q."),
    "category_or_q": Message(
        "Give category, q, or both.", "Berikan category, q, atau keduanya."
    ),
}
