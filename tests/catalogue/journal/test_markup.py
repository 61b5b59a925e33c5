"""The HTML of a letter is read out of its text."""

import pytest

from catalogue.journal.markup import Block, blocks, quotation

LINK = "https://x.example/?a=1&b=2"


def read(text):
    return blocks(text, links={LINK}, label="Open")


def test_paragraphs_lists_and_the_button():
    text = f"Hello.\n\n- one\n- two\n\n{LINK}\n\nBye."

    assert read(text) == [
        Block("paragraph", ("Hello.",)),
        Block("list", ("one", "two")),
        Block("button", ("Open",), LINK),
        Block("paragraph", ("Bye.",)),
    ]


def test_a_link_may_have_a_name_and_stand_close_to_text():
    assert read(f"Look:\nRead it: {LINK}\n- a") == [
        Block("paragraph", ("Look:",)),
        Block("button", ("Read it",), LINK),
        Block("list", ("a",)),
    ]


def test_a_link_of_somebody_elses_is_no_button():
    other = "https://evil.example/office"

    assert read(f"{other}\n\nOffice: {other}\n\nsee {LINK} now") == [
        Block("paragraph", (other,)),
        Block("paragraph", (f"Office: {other}",)),
        Block("paragraph", (f"see {LINK} now",)),
    ]


def test_lines_broken_for_width_are_joined_and_short_ones_kept():
    wide = "x" * 75

    assert read(f"{wide}\nend.\nJl. Raden Intan 1\nBandar Lampung") == [
        Block("paragraph", (f"{wide} end.", "Jl. Raden Intan 1", "Bandar Lampung")),
    ]


def test_nothing_is_nothing():
    assert read("\n \n") == []


def test_what_somebody_wrote_keeps_its_lines_and_paragraphs_and_is_set_apart():
    said = quotation("Baris  satu\r\nBaris dua\n\n\n\nParagraf\n", 300)

    assert said == "> Baris satu\n> Baris dua\n>\n> Paragraf"
    assert read(f"She wrote:\n\n{said}\n\nBye.") == [
        Block("paragraph", ("She wrote:",)),
        Block("quotation", ("Baris satu", "Baris dua", "", "Paragraf")),
        Block("paragraph", ("Bye.",)),
    ]


def test_nothing_that_somebody_wrote_is_taken_for_our_words():
    said = quotation(f"- one\n\nSign in: {LINK}\n> two\n\nThe office", 300)

    assert read(said) == [
        Block(
            "quotation",
            ("- one", "", f"Sign in: {LINK}", "> two", "", "The office"),
        )
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("one two three", "> one two three"),
        ("one two threes", "> one two …"),
        ("one\ntwo\nthrees", "> one\n> two …"),
        ("x" * 14, f"> {'x' * 13} …"),
        (" \n ", ""),
    ],
)
def test_what_is_too_long_is_cut_between_words(text, said):
    assert quotation(text, 13) == said
