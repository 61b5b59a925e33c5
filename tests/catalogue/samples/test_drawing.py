import csv
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from catalogue.samples.drawing import draw
from catalogue.samples.drawing.casting import CASTING
from catalogue.samples.drawing.palettes import PALETTES

ROOT = Path(__file__).parents[3]
CATEGORIES_CSV = ROOT / "catalogue/products/data/categories.csv"

COFFEE = {
    "category": "kopi-sangrai-bubuk",
    "top_category": "minuman",
    "name": "Liwa Ground Robusta Coffee",
}


def thumbnail(image: Image.Image) -> Image.Image:
    """A sixteenth as wide: what is left is what a reader of the page sees."""
    return image.reduce(16)


def difference(first: Image.Image, second: Image.Image) -> float:
    """Mean absolute difference per channel, in levels of 256."""
    means = ImageStat.Stat(
        ImageChops.difference(thumbnail(first), thumbnail(second))
    ).mean
    return sum(means) / 3


def commonest_share(image: Image.Image) -> float:
    """How much of a picture its commonest colour covers, of 64 colours."""
    coarse = thumbnail(image).point([value // 64 * 64 for value in range(256)] * 3)
    counts = coarse.getcolors(64)
    return max(count for count, _ in counts) / (coarse.width * coarse.height)


@pytest.fixture(scope="module")
def neighbours():
    """Three products of one category, their keys consecutive."""
    return [draw(key=key, **COFFEE) for key in ("P001", "P002", "P003")]


def test_a_picture_is_rgb_in_four_to_three(neighbours):
    assert {image.mode for image in neighbours} == {"RGB"}
    assert {image.size for image in neighbours} == {(1280, 960)}


def test_the_same_product_is_the_same_picture(neighbours):
    again = draw(key="P001", **COFFEE)

    assert again.tobytes() == neighbours[0].tobytes()


def test_neighbours_in_a_category_are_clearly_different_pictures(neighbours):
    assert all(difference(*pair) > 12 for pair in pairwise(neighbours))


def test_the_name_decides_what_is_shown():
    arguments = {"key": "P018", "category": "lada", "top_category": "agro-olahan"}

    black = draw(name="Lampung Black Pepper", **arguments)
    white = draw(name="White Pepper Whole", **arguments)

    assert difference(black, white) > 3


def test_a_key_without_digits_is_drawn_the_same_each_time():
    first = draw(key="new-seller", **COFFEE)
    second = draw(key="new-seller", **COFFEE)

    assert first.tobytes() == second.tobytes()


def test_a_category_without_a_subject_is_shown_as_its_top_category():
    child = draw(key="P007", category="unheard-of", top_category="lainnya", name="")
    parent = draw(key="P007", category="lainnya", top_category="lainnya", name="")

    assert child.tobytes() == parent.tobytes()


def test_every_category_has_a_subject_of_its_own_and_its_top_a_palette():
    with CATEGORIES_CSV.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert {row["slug"] for row in rows} == set(CASTING)
    assert {row["slug"] for row in rows if not row["parent"]} == set(PALETTES)


def test_every_row_of_the_casting_can_be_reached():
    for category, rows in CASTING.items():
        words = [row[0] for row in rows]
        assert words[-1] == "", category
        assert all(words[:-1]), category


@pytest.mark.parametrize("category", sorted(CASTING)[::9])
def test_a_category_draws_more_than_one_colour(category):
    image = draw(key="P042", category=category, top_category="kriya", name="")

    assert commonest_share(image) < 0.8
