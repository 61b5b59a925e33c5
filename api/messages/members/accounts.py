"""What is wrong with what an account is secured by."""

from api.messages.message import Message

ACCOUNTS = {
    "wrong_code": Message(
        "The code is not right, or was used before.",
        "Kode tidak tepat, atau sudah pernah dipakai.",
    ),
    "setup_invalid": Message(
        "The setup was begun more than 10 minutes ago. Begin again.",
        "Penyiapan dimulai lebih dari 10 menit yang lalu. Mulai lagi.",
    ),
}
