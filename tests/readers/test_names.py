"""Provinces and powers are found however they are written, and words that look like them are not."""

from __future__ import annotations

import pytest

from counterpoint.feeds.diplomacy.board import POWERS, PROVINCES
from counterpoint.readers.press_names import names_in


def ids(text: str) -> list[str]:
    return [named.id for named in names_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I go to Rum", ["Rum"]),
        ("the army in bul holds", ["Bul"]),
        ("F Con - Bul", ["Con", "Bul"]),
        ("mos-war and war > gal", ["Mos", "War", "War", "Gal"]),
        ("meet me in the Channel", ["ENG"]),
        ("St. Pete to Nwy", ["Stp", "Nwy"]),
        ("The Norwegian Sea and the north sea", ["NWG", "NTH"]),
        ("west med, then Gulf of Lyon", ["WES", "LYO"]),
        ("A/I against the Turk", ["austria", "italy", "turkey"]),
        ("Frenchie and the Brits", ["france", "england"]),
        ("Sevestapol and MARSEILLES", ["Sev", "Mar"]),
        ("Can you take Bel?", ["Bel"]),
        ("F ENG - Eng; now Eng is angry", ["ENG", "ENG", "england"]),
    ],
)
def test_names_are_found(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "we are at war, and both of us can tell",
        "par for the con, nor any bar of gas",
        "He went north in March, on a fin of pie",
        "A NAP would do; I'd rather nap",
        "war with you? World War of words",
        "keep the channels of talk open",
        "black humour, irish whiskey, a big mid game",
        "I like turkish delight",
        "He can hole up in the den",
    ],
)
def test_words_are_not_names(text: str) -> None:
    assert ids(text) == []


def test_the_same_letters_are_a_name_beside_the_sign_of_an_order() -> None:
    """Positive control: what is passed over in a sentence is found in an order."""
    assert ids("war-gal, con - bul, par H") == ["War", "Gal", "Con", "Bul", "Par"]


def test_every_full_name_and_every_abbreviation_is_found_in_an_order() -> None:
    for province in PROVINCES.values():
        assert ids(f"A {province.id} - Xxx")[:1] == [province.id]
        assert ids(f"I move to {province.name} now")[:1] == [province.id]
    for power in POWERS:
        assert ids(f"and {power.capitalize()} agrees") == [power]


def test_places_in_the_text_are_kept() -> None:
    text = "I'll go from Ven to Tri"
    assert [text[n.start : n.end] for n in names_in(text)] == ["Ven", "Tri"]
