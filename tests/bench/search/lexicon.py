"""The words of an invented catalogue: (Indonesian, English), and thousands made up.

Real catalogues have few words that come everywhere and very many that come a few times:
brands, villages, varieties. The made-up ones stand for those, used by Zipf's law.
"""

from collections.abc import Sequence
from itertools import accumulate
from random import Random

Pair = tuple[str, str]

NOUNS: list[tuple[str, str, str]] = [  # category code, Indonesian, English
    ("kain-tapis", "Kain Tapis", "Tapis Cloth"),
    ("kain-tapis", "Sarung Tapis", "Tapis Sarong"),
    ("sulam-usus", "Kebaya Sulam Usus", "Sulam Usus Blouse"),
    ("hiasan-dinding-tapis", "Hiasan Dinding", "Wall Hanging"),
    ("anyaman-bambu", "Besek", "Gift Box"),
    ("anyaman-bambu", "Tampah", "Winnowing Tray"),
    ("anyaman-rotan", "Keranjang", "Basket"),
    ("anyaman-rotan", "Tudung Saji", "Food Cover"),
    ("anyaman-pandan-purun", "Tikar", "Mat"),
    ("anyaman-pandan-purun", "Topi Anyaman", "Woven Hat"),
    ("kerajinan-kayu", "Patung", "Figure"),
    ("kerajinan-kayu", "Nampan", "Tray"),
    ("kerajinan-tempurung", "Mangkuk", "Bowl"),
    ("kerajinan-tempurung", "Sendok", "Spoon"),
    ("keramik-gerabah", "Guci", "Jar"),
    ("keramik-gerabah", "Pot Bunga", "Flower Pot"),
    ("aksesori-perhiasan", "Kalung", "Necklace"),
    ("aksesori-perhiasan", "Gelang", "Bracelet"),
    ("alat-musik", "Gamolan", "Gamolan"),
    ("alat-musik", "Gendang", "Drum"),
    ("kriya-logam", "Pisau Hias", "Ornamental Knife"),
    ("suvenir-dekorasi", "Gantungan Kunci", "Key Ring"),
    ("suvenir-dekorasi", "Lampu Hias", "Ornamental Lamp"),
    ("batik-lampung", "Kain Batik", "Batik Cloth"),
    ("tenun", "Kain Tenun", "Woven Cloth"),
    ("busana-wanita", "Tunik", "Tunic"),
    ("busana-wanita", "Gaun", "Dress"),
    ("busana-pria", "Kemeja", "Shirt"),
    ("busana-pria", "Jaket", "Jacket"),
    ("busana-muslim", "Gamis", "Robe"),
    ("busana-adat", "Baju Adat", "Ceremonial Dress"),
    ("kaos", "Kaos", "T-Shirt"),
    ("selendang-hijab", "Selendang", "Shawl"),
    ("selendang-hijab", "Kerudung", "Headscarf"),
    ("topi-peci", "Peci", "Cap"),
    ("tas-dompet", "Tas", "Bag"),
    ("tas-dompet", "Dompet", "Wallet"),
    ("tas-dompet", "Ransel", "Backpack"),
    ("alas-kaki", "Sandal", "Sandals"),
    ("alas-kaki", "Sepatu", "Shoes"),
    ("aksesori-fashion", "Ikat Pinggang", "Belt"),
    ("tekstil-rumah", "Taplak Meja", "Tablecloth"),
    ("tekstil-rumah", "Sarung Bantal", "Cushion Cover"),
    ("keripik-pisang", "Keripik Pisang", "Banana Chips"),
    ("keripik-singkong", "Keripik Singkong", "Cassava Chips"),
    ("keripik-lain", "Keripik Ubi", "Sweet Potato Chips"),
    ("keripik-lain", "Keripik Tempe", "Tempeh Chips"),
    ("keripik-lain", "Kacang Goreng", "Fried Peanuts"),
    ("kerupuk-kemplang", "Kemplang", "Fish Crackers"),
    ("kerupuk-kemplang", "Kerupuk Udang", "Prawn Crackers"),
    ("emping", "Emping Melinjo", "Melinjo Crackers"),
    ("kue-roti", "Dodol", "Toffee"),
    ("kue-roti", "Kue Kering", "Cookies"),
    ("kue-roti", "Lapis Legit", "Layer Cake"),
    ("olahan-ikan", "Ikan Asap", "Smoked Fish"),
    ("olahan-ikan", "Bakso Ikan", "Fish Balls"),
    ("olahan-ikan", "Terasi", "Shrimp Paste"),
    ("abon-dendeng", "Abon Sapi", "Beef Floss"),
    ("abon-dendeng", "Dendeng", "Jerky"),
    ("sambal-bumbu", "Sambal", "Chilli Relish"),
    ("sambal-bumbu", "Bumbu Rendang", "Rendang Paste"),
    ("sambal-bumbu", "Kecap", "Soy Sauce"),
    ("olahan-buah", "Selai Nanas", "Pineapple Jam"),
    ("olahan-buah", "Manisan Pala", "Candied Nutmeg"),
    ("cokelat-makanan", "Cokelat Batang", "Chocolate Bar"),
    ("mi-tiwul", "Mi Kering", "Dried Noodles"),
    ("mi-tiwul", "Tiwul", "Tiwul"),
    ("tepung-pati", "Tepung Mocaf", "Mocaf Flour"),
    ("tepung-pati", "Tapioka", "Tapioca Starch"),
    ("gula-merah-aren", "Gula Aren", "Palm Sugar"),
    ("gula-merah-aren", "Gula Semut", "Granulated Sugar"),
    ("madu", "Madu", "Honey"),
    ("kopi-sangrai-bubuk", "Kopi Bubuk", "Ground Coffee"),
    ("kopi-sangrai-bubuk", "Kopi Sangrai", "Roasted Coffee Beans"),
    ("kopi-instan-olahan", "Kopi Jahe", "Ginger Coffee"),
    ("cokelat-bubuk", "Cokelat Bubuk", "Cocoa Powder"),
    ("teh-herbal", "Teh Herbal", "Herbal Tea"),
    ("teh-herbal", "Teh Daun Kelor", "Moringa Tea"),
    ("minuman-rempah", "Wedang Jahe", "Ginger Drink"),
    ("sari-buah-sirup", "Sirup Markisa", "Passion Fruit Syrup"),
    ("sari-buah-sirup", "Sari Nanas", "Pineapple Juice"),
    ("kopi-biji-hijau", "Biji Kopi Hijau", "Green Coffee Beans"),
    ("kakao", "Biji Kakao", "Cocoa Beans"),
    ("lada", "Lada Hitam", "Black Pepper"),
    ("lada", "Lada Putih", "White Pepper"),
    ("rempah-lain", "Cengkih", "Cloves"),
    ("rempah-lain", "Kayu Manis", "Cinnamon"),
    ("rempah-lain", "Vanili", "Vanilla"),
]
MATERIALS: list[Pair] = [
    ("Bambu", "Bamboo"), ("Rotan", "Rattan"), ("Pandan", "Pandan"), ("Purun", "Sedge"),
    ("Jati", "Teak"), ("Akasia", "Acacia"), ("Kelapa", "Coconut"), ("Kulit", "Leather"),
    ("Katun", "Cotton"), ("Sutra", "Silk"), ("Perak", "Silver"), ("Kuningan", "Brass"),
    ("Singkong", "Cassava"), ("Pisang", "Banana"), ("Nanas", "Pineapple"),
    ("Mangga", "Mango"), ("Durian", "Durian"), ("Nangka", "Jackfruit"),
    ("Pala", "Nutmeg"), ("Jahe", "Ginger"), ("Kunyit", "Turmeric"),
    ("Temulawak", "Curcuma"), ("Serai", "Lemongrass"), ("Tenggiri", "Mackerel"),
    ("Lele", "Catfish"), ("Teri", "Anchovy"), ("Udang", "Prawn"), ("Sapi", "Beef"),
    ("Ayam", "Chicken"), ("Robusta", "Robusta"), ("Arabika", "Arabica"),
    ("Kakao", "Cacao"), ("Aren", "Arenga"), ("Talas", "Taro"), ("Jagung", "Corn"),
    ("Beras", "Rice"), ("Kedelai", "Soybean"), ("Jamur", "Mushroom"),
    ("Bayam", "Spinach"), ("Kelor", "Moringa"), ("Rosela", "Roselle"),
    ("Salak", "Snakefruit"), ("Sirsak", "Soursop"), ("Tempurung", "Shell"),
    ("Gerabah", "Earthenware"), ("Benang Emas", "Gold Thread"),
]  # fmt: skip
PROCESSES: list[Pair] = [
    ("Goreng", "Fried"), ("Panggang", "Baked"), ("Sangrai", "Roasted"),
    ("Kering", "Dried"), ("Giling", "Milled"), ("Asap", "Smoked"),
    ("Fermentasi", "Fermented"), ("Anyam", "Woven"), ("Ukir", "Carved"),
    ("Sulam", "Embroidered"), ("Tenun", "Loomed"), ("Cetak", "Moulded"),
    ("Celup", "Dyed"), ("Lukis", "Painted"), ("Tumbuk", "Pounded"), ("Beku", "Frozen"),
    ("Instan", "Instant"), ("Saset", "Sachet"), ("Kemasan", "Packed"),
    ("Organik", "Organic"), ("Segar", "Fresh"), ("Murni", "Pure"), ("Halus", "Fine"),
    ("Kasar", "Coarse"), ("Mentah", "Raw"), ("Manual", "Manual"), ("Alami", "Natural"),
]  # fmt: skip
TASTES: list[Pair] = [
    ("Pedas", "Spicy"), ("Manis", "Sweet"), ("Asin", "Salted"), ("Gurih", "Savoury"),
    ("Balado", "Balado"), ("Keju", "Cheese"), ("Original", "Plain"),
    ("Madu", "Honeyed"), ("Bawang", "Onion"), ("Rumput Laut", "Seaweed"),
    ("Cokelat", "Chocolate"), ("Stroberi", "Strawberry"), ("Susu", "Milk"),
    ("Karamel", "Caramel"), ("Pahit", "Bitter"), ("Merah", "Red"), ("Hitam", "Black"),
    ("Putih", "White"), ("Hijau", "Green"), ("Kuning", "Yellow"), ("Biru", "Blue"),
    ("Ungu", "Purple"), ("Emas", "Golden"),
]  # fmt: skip
PLACES = [
    *("Liwa", "Krui", "Kalianda", "Gisting", "Sekincau", "Kotaagung"),
    *("Talang Padang", "Metro", "Pringsewu", "Menggala", "Kotabumi", "Way Kambas"),
    *(
        "Gunung Sugih",
        "Sukadana",
        "Blambangan Umpu",
        "Gedong Tataan",
        "Tanjung Karang",
        "Natar",
    ),
    *(
        "Teluk Betung",
        "Pulau Pasaran",
        "Sidomulyo",
        "Kedondong",
        "Pesawaran",
        "Ulubelu",
    ),
]
SIZES = [
    *("100 g", "150 g", "200 g", "250 g", "500 g", "1 kg"),
    *("5 kg", "25 kg", "250 ml", "500 ml", "1 liter", "30 cm"),
    *("45 cm", "60 cm", "100 cm", "Isi 3", "Isi 6", "Isi 12"),
]
USES: list[Pair] = [
    ("untuk oleh-oleh", "for souvenirs"),
    ("untuk pernikahan", "for weddings"),
    ("untuk hotel dan restoran", "for hotels and restaurants"),
    ("untuk dapur", "for the kitchen"),
    ("untuk ekspor", "for export"),
    ("untuk anak-anak", "for children"),
    ("untuk ruang tamu", "for the living room"),
    ("untuk sarapan", "for breakfast"),
]

SEED = 18
MADE_UP = 24_000  # of which every language of texts has its own half
NAMES = 6_000  # more, of sellers and their brands
_ONSETS = [*"bcdghjklmnprstw", "ng", "ny", "kr", "pr", "tr", "s", "k", "l", "t", "p"]
_VOWELS = [*"aiueo", "a", "i", "u", "ai", "au"]
_CODAS = ["", "", "", "n", "ng", "r", "s", "k", "t", "h", "m", "p", "l"]
_ENDINGS = ["", "", "", "er", "ing", "ed", "ish", "al", "ness", "ly", "y", "ous"]


def _made_up(chance: Random, number: int, endings: Sequence[str]) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < number:
        syllables = chance.choices([2, 3, 4], [5, 6, 1])[0]
        word = "".join(
            chance.choice(_ONSETS) + chance.choice(_VOWELS)
            for _ in range(syllables - 1)
        )
        word += chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS)
        found[word + chance.choice(endings)] = None
    return list(found)


class Zipf:
    """Draws the first words often, the last ones seldom."""

    def __init__(self, words: Sequence[str], flat: float = 2.7):
        self.words = words
        self._weights = list(accumulate(1 / (r + flat) for r in range(len(words))))

    def draw(self, chance: Random, number: int) -> list[str]:
        return chance.choices(self.words, cum_weights=self._weights, k=number)


class Lexicon:
    """The same on every machine."""

    def __init__(self) -> None:
        chance = Random(SEED)
        half = MADE_UP // 2
        self.indonesian = Zipf(_made_up(chance, half, ["", "", "", "an", "kan", "nya"]))
        self.english = Zipf(_made_up(chance, half, _ENDINGS))
        self.names = Zipf(_made_up(chance, NAMES, [""]), flat=200)
        self.nouns = list(NOUNS)
        chance.shuffle(self.nouns)
        self.noun_weights = [1 / (r + 3) for r in range(len(self.nouns))]
