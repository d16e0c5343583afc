"""What a message says is read: kinds of speech, units and provinces. The messages are invented."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from counterpoint.case.vocabulary import KIND
from counterpoint.readers.press import ACT, Said, read

LABELS = Path(__file__).parents[2] / "benchmarks" / "press_labels.csv"


def said(text: str) -> tuple[Said, ...]:
    return read(text, sender="italy", receiver="austria")


def kinds(text: str) -> set[str]:
    return {one.kind for one in said(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Could you support me into Greece?", "proposal"),
        ("Let's take Serbia together.", "proposal"),
        ("I will move Venice to Tyrolia.", "promise"),
        ("Imma go to Piedmont", "promise"),
        ("I would love to work together with you for the long term.", "alliance"),
        ("How about a DMZ in Tyrolia?", "peace"),
        ("If you enter Venice I will throw everything I have at you and take Trieste.", "threat"),
        ("What are you planning this year?", "question"),
        ("Russia told me that he wants Bulgaria.", "intelligence"),
        ("You lied to me about Trieste.", "accusation"),
        ("Nicely played, that was a great move!", "praise"),
        ("No, I can't do that.", "refusal"),
        ("Sounds good.", "acceptance"),
        ("Sorry, my mistake.", "apology"),
        ("I'm building a fleet in Naples.", "build"),
    ],
)
def test_each_kind_of_speech(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize("text", ["lol", "We are in Ohio this week.", "", "???!", "🙂", "My cat sat on the keyboard"])
def test_small_talk_says_nothing_of_weight(text: str) -> None:
    assert kinds(text) <= {"question"}


def only(text: str, kind: str) -> Said:
    (one,) = (s for s in said(text) if s.kind == kind)
    return one


def test_orders_are_read() -> None:
    moved = only("I'll move Ven to Tyr.", "promise")
    assert (moved.order, moved.unit, moved.to, moved.who, moved.first_person) == ("move", "Ven", "Tyr", "italy", True)
    helped = only("I will support you into Greece.", "promise")
    assert (helped.order, helped.to, helped.helps) == ("support", "Gre", "austria")
    asked = only("Can you support me into Greece?", "proposal")
    assert (asked.order, asked.to, asked.helps, asked.who, asked.act) == (
        "support",
        "Gre",
        "italy",
        "austria",
        "demand",
    )
    named = only("I will support Bud to Rum.", "promise")
    assert (named.order, named.supports, named.to) == ("support", "Bud", "Rum")
    held = only("I will hold in Venice.", "promise")
    assert (held.order, held.unit) == ("hold", "Ven")


def test_a_promise_not_to_and_a_promise_if() -> None:
    assert only("I won't move to Trieste.", "promise").negated
    assert only("I will leave Tyrolia if you leave Venice.", "promise").conditional
    assert not only("I will move to Tyrolia.", "promise").conditional


def test_who_is_spoken_of() -> None:
    told = only("Turkey is going to attack Bulgaria.", "intelligence")
    assert (told.who, told.powers, told.provinces) == ("turkey", ("turkey",), ("Bul",))


def test_the_span_is_the_clause() -> None:
    text = "Hello there. I will move to Tyr. What about you?"
    assert text[slice(*only(text, "promise").span)].startswith("I will move to Tyr")


def test_a_message_without_the_promise_has_none() -> None:
    """Positive control: the promise goes when the words that make it go."""
    assert "promise" in kinds("I will move to Tyrolia.")
    assert "promise" not in kinds("Tyrolia is lovely at this time of year.")


def test_kinds_of_speech_are_acts_of_the_vocabulary() -> None:
    assert set(ACT.values()) <= set(KIND)


@pytest.mark.parametrize("piece", ["I will ", "if you ", "mun ", " ", "-", "? ", "A/", "support ", "\n"])
def test_a_long_text_does_not_take_long(piece: str) -> None:
    begun = time.process_time()
    said(piece * 4000)
    assert time.process_time() - begun < 5


def test_labels_name_messages_and_hold_no_text() -> None:
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {r["drawn"] for r in rows} == {"seen", "half", "unseen"} and len(rows) > 300
    assert len({(r["game"], r["index"]) for r in rows}) == len(rows)
    assert {r["game"] for r in rows}.isdisjoint({"4", "12"})
    for r in rows:
        assert set(r) == {"game", "index", "drawn", "kinds"}
        assert set(r["kinds"].split(";")) - {""} <= set(ACT)
