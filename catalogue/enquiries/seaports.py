"""Seaports abroad to which goods of Lampung often go, by their names on papers.

Not all there are: by these a misspelt one is mended. Any other is taken as it is.
"""

SEAPORTS = (
    # Japan, Korea, China, Taiwan
    *("Tokyo", "Yokohama", "Osaka", "Kobe", "Nagoya", "Hakata", "Shimizu", "Moji"),
    *("Yokkaichi", "Busan", "Incheon", "Gwangyang", "Shanghai", "Ningbo", "Shenzhen"),
    *("Yantian", "Shekou", "Guangzhou", "Nansha", "Qingdao", "Tianjin", "Xingang"),
    *("Dalian", "Xiamen", "Lianyungang", "Fuzhou", "Yantai", "Shantou", "Hong Kong"),
    *("Kaohsiung", "Keelung", "Taichung"),
    # South-east and south Asia
    *("Singapore", "Port Klang", "Penang", "Pasir Gudang", "Tanjung Pelepas"),
    *("Kuching", "Kota Kinabalu", "Bangkok", "Laem Chabang", "Ho Chi Minh City"),
    *("Cat Lai", "Haiphong", "Da Nang", "Sihanoukville", "Yangon", "Manila", "Cebu"),
    *("Mumbai", "Nhava Sheva", "Mundra", "Chennai", "Cochin", "Tuticorin", "Kolkata"),
    *("Colombo", "Chittagong", "Karachi", "Port Qasim"),
    # Middle East and Africa
    *("Dubai", "Jebel Ali", "Abu Dhabi", "Sharjah", "Jeddah", "Dammam", "Doha"),
    *("Hamad", "Sohar", "Kuwait", "Bahrain", "Aqaba", "Haifa", "Alexandria"),
    *("Port Said", "Damietta", "Djibouti", "Mombasa", "Dar es Salaam", "Durban"),
    *("Cape Town", "Lagos", "Apapa", "Tema", "Casablanca"),
    # Europe
    *("Rotterdam", "Amsterdam", "Antwerp", "Zeebrugge", "Hamburg", "Bremerhaven"),
    *("Bremen", "Felixstowe", "Southampton", "London Gateway", "Liverpool", "Dublin"),
    *("Le Havre", "Marseille", "Fos", "Barcelona", "Valencia", "Algeciras", "Bilbao"),
    *("Lisbon", "Sines", "Genoa", "La Spezia", "Trieste", "Venice", "Naples", "Koper"),
    *("Piraeus", "Istanbul", "Izmir", "Mersin", "Constanta", "Odessa", "Gdansk"),
    *("Gdynia", "Gothenburg", "Aarhus", "Copenhagen", "Oslo", "Helsinki"),
    *("Saint Petersburg", "Novorossiysk", "Vladivostok"),
    # The Americas, Australia and the Pacific
    *("Los Angeles", "Long Beach", "Oakland", "Seattle", "Tacoma", "Portland"),
    *("Houston", "New Orleans", "Miami", "Savannah", "Charleston", "Norfolk"),
    *("Baltimore", "Philadelphia", "New York", "Newark", "Boston", "Vancouver"),
    *("Montreal", "Halifax", "Toronto", "Manzanillo", "Veracruz", "Santos"),
    *("Buenos Aires", "Callao", "Valparaiso", "Cartagena", "Guayaquil"),
    *("Sydney", "Port Botany", "Melbourne", "Brisbane", "Fremantle", "Adelaide"),
    *("Darwin", "Auckland", "Tauranga", "Lyttelton", "Lae", "Dili"),
)
