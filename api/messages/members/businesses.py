"""What is wrong with what a business tells of itself."""

from api.messages.message import Message

BUSINESSES = {
    "nib": Message("A NIB has 13 digits.", "NIB terdiri atas 13 angka."),
    "nib_taken": Message(
        "Another verified business has this NIB.",
        "Usaha lain yang terverifikasi memakai NIB ini.",
    ),
    "before_first_day": Message(
        "The last day is before the first.", "Hari terakhir sebelum hari pertama."
    ),
    "closed_days_run": Message(
        "They have begun: the first day stays.",
        "Sudah dimulai: hari pertama tidak berubah.",
    ),
    "closed_too_long": Message(
        "It is more than {limit} days.", "Lebih dari {limit} hari."
    ),
}
