"""What invented names and texts are put together from: (Indonesian, English)."""

Pair = tuple[str, str]

NOUNS: dict[str, list[Pair]] = {
    "kriya": [
        ("Kain Tapis", "Tapis Cloth"),
        ("Keranjang Pandan", "Pandan Basket"),
        ("Besek Bambu", "Bamboo Gift Box"),
        ("Hiasan Dinding", "Wall Hanging"),
        ("Patung Kayu", "Wooden Figure"),
        ("Guci Gerabah", "Earthenware Jar"),
        ("Kalung Perak", "Silver Necklace"),
        ("Gamolan Bambu", "Bamboo Gamolan"),
        ("Mangkuk Tempurung", "Coconut-Shell Bowl"),
        ("Tikar Purun", "Purun Mat"),
    ],
    "fashion": [
        ("Kemeja Batik", "Batik Shirt"),
        ("Tas Tapis", "Tapis Bag"),
        ("Selendang Sutra", "Silk Shawl"),
        ("Blus Sulam", "Embroidered Blouse"),
        ("Sarung Tenun", "Woven Sarong"),
        ("Peci Songket", "Songket Cap"),
        ("Sandal Kulit", "Leather Sandal"),
        ("Tunik Katun", "Cotton Tunic"),
        ("Dompet Kulit", "Leather Wallet"),
        ("Taplak Meja", "Table Runner"),
    ],
    "makanan": [
        ("Keripik Pisang", "Banana Chips"),
        ("Keripik Singkong", "Cassava Chips"),
        ("Kemplang Ikan", "Fish Crackers"),
        ("Abon Ikan", "Fish Floss"),
        ("Sambal Botol", "Bottled Chilli Relish"),
        ("Emping Melinjo", "Melinjo Crackers"),
        ("Gula Aren", "Palm Sugar"),
        ("Madu Hutan", "Forest Honey"),
        ("Tepung Mocaf", "Mocaf Flour"),
        ("Cokelat Batang", "Chocolate Bar"),
        ("Tiwul Instan", "Instant Tiwul"),
        ("Dodol Durian", "Durian Toffee"),
    ],
    "minuman": [
        ("Kopi Bubuk", "Ground Coffee"),
        ("Kopi Sangrai", "Roasted Beans"),
        ("Kopi Jahe", "Ginger Coffee"),
        ("Teh Herbal", "Herbal Tea"),
        ("Cokelat Bubuk", "Cocoa Powder"),
        ("Sirup Markisa", "Passion-Fruit Syrup"),
        ("Wedang Rempah", "Spice Drink"),
        ("Sari Nanas", "Pineapple Juice"),
    ],
    "agro-olahan": [
        ("Biji Kopi Hijau", "Green Coffee Beans"),
        ("Lada Hitam", "Black Pepper"),
        ("Biji Kakao", "Cocoa Beans"),
        ("Damar Mata Kucing", "Dammar Resin"),
        ("Arang Briket", "Charcoal Briquettes"),
        ("Kelapa Parut", "Desiccated Coconut"),
        ("Cengkih Kering", "Dried Cloves"),
        ("Vanili Kering", "Cured Vanilla"),
    ],
    "herbal-kosmetik": [
        ("Minyak Nilam", "Patchouli Oil"),
        ("Sabun Kopi", "Coffee Soap"),
        ("Lulur Rempah", "Spice Body Scrub"),
        ("Simplisia Temulawak", "Dried Javanese Turmeric"),
        ("Lilin Aromaterapi", "Aromatherapy Candle"),
        ("Minyak Kelapa Murni", "Virgin Coconut Oil"),
    ],
    "furnitur-kayu": [
        ("Meja Jati", "Teak Table"),
        ("Kursi Rotan", "Rattan Chair"),
        ("Lemari Akasia", "Acacia Cabinet"),
        ("Bingkai Cermin", "Mirror Frame"),
        ("Talenan Kayu", "Chopping Board"),
        ("Rak Bambu", "Bamboo Shelf"),
    ],
    "lainnya": [
        ("Parang Kebun", "Garden Machete"),
        ("Mesin Perajang", "Slicing Machine"),
        ("Kantong Kraft", "Kraft Bag"),
        ("Puzzle Kayu", "Wooden Puzzle"),
        ("Sapu Ijuk", "Palm-Fibre Broom"),
        ("Buku Catatan", "Notebook"),
    ],
}

MODIFIERS: list[Pair] = [
    ("Asli", "Original"),
    ("Premium", "Premium"),
    ("Organik", "Organic"),
    ("Pilihan", "Selected"),
    ("Tradisional", "Traditional"),
    ("Keluarga", "Family"),
    ("Petani", "Farmers'"),
    ("Halus", "Fine"),
    ("Istimewa", "Special"),
    ("Kampung", "Village"),
    ("Ekspor", "Export"),
    ("Harian", "Everyday"),
    ("Siger", "Siger"),
    ("Way Kambas", "Way Kambas"),
    ("Krakatau", "Krakatau"),
    ("Bukit Barisan", "Bukit Barisan"),
]

SENTENCES: list[Pair] = [
    (
        "Dibuat dengan tangan oleh kelompok perempuan di desa",
        "Made by hand by a women's group in the village",
    ),
    (
        "Bahan baku dibeli langsung dari petani dengan harga yang disepakati",
        "Raw material is bought from farmers directly, at an agreed price",
    ),
    (
        "Dikemas rapat sehingga tahan dalam perjalanan jauh",
        "Packed tightly, so that it keeps on a long journey",
    ),
    (
        "Setiap kiriman diperiksa sebelum meninggalkan bengkel",
        "Every batch is checked before it leaves the workshop",
    ),
    (
        "Motifnya mengikuti pola lama yang diwariskan turun-temurun",
        "The motif follows an old pattern handed down in the family",
    ),
    (
        "Dikeringkan di bawah matahari selama tiga hari",
        "Dried in the sun for three days",
    ),
    (
        "Cocok untuk oleh-oleh, toko, dan pesanan dalam jumlah besar",
        "Suits souvenirs, shops and orders in bulk",
    ),
    (
        "Tanpa pengawet dan tanpa pewarna buatan",
        "Without preservatives or artificial colours",
    ),
    (
        "Ukuran dan label dapat disesuaikan dengan permintaan pembeli",
        "Sizes and labels follow the buyer's wishes",
    ),
    (
        "Kayunya berasal dari hutan rakyat yang tercatat",
        "The timber comes from registered community forests",
    ),
    (
        "Pengiriman lewat Pelabuhan Panjang setiap dua minggu",
        "Shipped through Panjang harbour every two weeks",
    ),
    (
        "Contoh tersedia sebelum pesanan pertama",
        "Samples are sent before a first order",
    ),
]

HOUSES = ["CV", "UD", "Koperasi", "Kelompok Usaha", "Rumah", "Sanggar", "PT", "Bengkel"]
OWNERS = [
    "Sinar",
    "Maju",
    "Rukun",
    "Mekar",
    "Sai Batin",
    "Pepadun",
    "Harapan",
    "Berkah",
    "Cahaya",
    "Tunas",
    "Lestari",
    "Makmur",
    "Ratu",
    "Muli",
    "Bumi",
    "Wawai",
]
