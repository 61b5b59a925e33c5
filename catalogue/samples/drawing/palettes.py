"""The studio's palettes: a handful per top category, so that a page is never all brown.

Each row names, in order: the wall, the floor or second plane, the panel (an arch, a
disc), the product's main colour, its second, an accent, the dark, and the light.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Palette:
    """The colours of one picture, by the part they play."""

    wall: str
    floor: str
    panel: str
    main: str
    second: str
    accent: str
    ink: str
    light: str

    def turned(self) -> "Palette":
        """The same colours, main, second and accent changing places."""
        return replace(self, main=self.second, second=self.accent, accent=self.main)


def _palettes(rows: str) -> tuple[Palette, ...]:
    lines = (line.split() for line in rows.strip().splitlines())
    return tuple(Palette(*(f"#{colour}" for colour in line)) for line in lines)


PALETTES: dict[str, tuple[Palette, ...]] = {
    "kriya": _palettes(
        """
        f0dcc0 d9a86a f8efdf 7a1f2e 1f4f57 e0a33a 2c1a20 fbf3e4
        20353d 162830 2f4d54 c2452f e0a33a e9c9a0 14191f f6e8cf
        e7b9a0 b8573f f4d9c6 2b3a5c 7d2433 e8b04a 261a2b fdf1e2
        6b1d2c 4f1422 84303b e2a63f 1f5a5c f6e2c0 220d16 f8e6cd
        b9cdbf 7f9f92 dce6d8 8a2b36 254a5a e3a542 1d2a2c f9f2e2
        e4b14c c4862c f2cf83 3a2146 8c2233 fbecc4 24152b fcf2dc
        """
    ),
    "fashion": _palettes(
        """
        e9c7bd c78d85 f6e3da 3b2a55 a23546 e6a63f 251a33 fdf3e8
        2b2f52 1f2240 3d4270 d8573f e4ab45 c9e0d6 15172b f5e8d6
        a8c5c6 6f9ba0 d2e2df 7c2136 24415c e9a64a 18262f f9f1e3
        efd9b4 d3a565 f9eed8 155257 8b2439 dd7a45 1e2529 fdf5e6
        5a2142 431631 733358 e9b04c df7f5f f9ecd6 210b1a f8e7d9
        cfd0b4 9ba57f e6e6d2 2c3e66 b04436 dba33f 22252f faf5e6
        """
    ),
    "makanan": _palettes(
        """
        f6cf73 e5a63d fbe6b0 c23b2c 1f6a5f f6efdc 3a1b1a fff6e2
        f2b8a0 dd7f66 fadbcc 23616b a92e3a f3c04f 2b1a22 fff3e6
        9fc4b5 5f9789 cfe2d7 d2542f f0b545 7b2a3c 173029 fdf5e4
        1f5a55 164541 2f736c f0b03f e2633f fbeed6 0d2726 fcf0da
        f3e3c8 dcb583 fbf4e5 b8352f 35735a e7a02e 33201d fffaef
        b9452f 96321f cd6248 205a58 f5c35a f7e3c4 3a0f0c fdf1de
        bcd0dc 83a6bb dfe9ee d9662f 2b4a72 f1bb4b 1a2838 fbf6ea
        """
    ),
    "minuman": _palettes(
        """
        e8c9a5 c48e5b f5e5cf 1e4b4a a3402e e3a33d 2b1a15 fcf3e4
        1e4a47 143735 2e635d d9643a e8b04f f2d7b0 0e2322 faefdc
        d98a68 b8603f edb598 2a2f4e 6e2431 f2c46a 2a1413 fdf0e0
        b7c9c0 7fa093 dbe5dc 7a2e2a 26504b d79a36 1e2623 f8f3e4
        3d2336 2b1626 553349 e2913f 6fa39a f7dfae 190b15 f7e6d2
        efc75e d59a2c f8e19d 6b2a2c 1d5a5c f9ead0 2e1712 fff5dd
        """
    ),
    "agro-olahan": _palettes(
        """
        cdd5b0 93a86b e8ebd2 31573c b3532f e0a740 1f2a1c fbf6e4
        23473b 17352b 346253 dd9b3a c4563a ece0b8 0d211a f7efd9
        efd6ae d09b5c f9ecd3 7a2e33 2e6152 e59a3c 2c1c18 fdf5e5
        a9c9cd 6c9ca4 d3e3e3 9a3f2c 2a4d5f e6ad4b 172a31 faf4e5
        d9785a b5523a eda68b 264a4a 6a2434 f0c061 2c1312 fdf0e1
        e9bf5c cb902e f5da98 2e4f42 99382f f6e3ae 2a1d14 fff5dd
        """
    ),
    "herbal-kosmetik": _palettes(
        """
        d9e0cb a3b58e eef1e2 3f6b54 c67f5b e3b458 24302a fcf8ea
        eecfc4 d3a092 f8e6df 5b3a5a 7f9c79 e2a552 2e1f2e fef5ee
        2f4f49 213b37 426a61 e4b866 d98d74 f2f0dc 132521 f8f1df
        c5d4d8 8eabb2 e2eaeb 345a6b d0825c ecc06b 1c2c34 fbf7ec
        e9d6a6 cba864 f5ebcd 7d3b46 4c7259 d98a4a 2c2019 fefae9
        """
    ),
    "furnitur-kayu": _palettes(
        """
        9dbab2 c9a678 c6d7cf a25f35 24505a e2a64a 1d2b2b f8f1e1
        e3b39a b87856 f2d4c2 7a4526 2d4a5a ecc06a 2b1b1a fdf2e6
        2c4456 8a5a3a 3e5d72 d59352 c4523a f3dcab 131f2a f5ead7
        e8d5ad b98a55 f5e9cd 8a4b2a 2d6357 d9743f 2b1f17 fdf6e6
        6f2f3a a46a45 87454e e0a565 3d706b f9e3bd 270f16 f8e8d8
        c3cfa9 a8845a dee5ca 8b5330 3a4f6e e4aa45 212619 faf5e4
        """
    ),
    "lainnya": _palettes(
        """
        b7cbd3 7f9fac dbe5e8 c9502f 284a63 eab04a 1a2833 fbf5e8
        f0d39a d6a250 f9e8c8 1f5561 b8402f 7b8f5a 271f1c fff7e6
        28495a 1b3543 3a6175 ea9a3f d7573b d3dcc8 0f1f28 f6eedd
        d4c6b4 a9967f eae1d4 8a2f35 2f6660 e2a23c 26201f fbf6ec
        d87e5c b35a3c eaa98d 26425c 7d2a33 f2c668 2b1513 fdf1e3
        """
    ),
}
