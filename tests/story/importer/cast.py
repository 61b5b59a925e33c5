"""Who takes part, and what she asks for; names and addresses are invented."""

AIKO = "aiko@example.jp"
PASSWORD = "kissaten-osaka-18"
SELLERS = [f"{role}@contoh.example" for role in ("seller", "seller2", "seller3")]
COFFEES = {
    "honey": ("kopi-sangrai-fine-robusta-honey", "Rumah Kopi Bukit Liwa (Contoh)"),
    "womens": ("kopi-perempuan-ulubelu", "Kopi Ulubelu Mandiri (Contoh)"),
    "peaberry": ("kopi-lanang-peaberry", "Kopi Blambangan (Contoh)"),
}
NAMES = ["first", "second", "third"]  # of the enquiries, in the order of the coffees
