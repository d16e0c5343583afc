"""A wrong word is answered with what it means, or with a near misspelling, and never with its opposite."""

from __future__ import annotations

import pytest

from counterpoint.case.names import nearest
from counterpoint.case.synonyms import ASK, EXAMPLES, SYNONYMS, meant, word_hint
from counterpoint.case.vocabulary import CONCESSIONS, CREDIBILITIES, KIND, KIND_NAMES, STANDINGS, VISIBILITIES

MEANT = {
    "refuse": "reject", "refused": "reject", "Refuses": "reject", "deny": "leak_deny", "denied": "leak_deny",
    "question": "probe", "harass": "pressure", "evade": "procedure", "stalling": "procedure", "promise": "assure",
    "assurance": "assure", "agree": "accept", "propose": "offer", "threat": "threaten", "cease-fire": "truce",
    "walk out": "suspend", "harden": "new_demand", "ask": "demand or probe", "violation": "breach",
}  # fmt: skip


@pytest.mark.parametrize(("word", "hint"), MEANT.items())
def test_natural_words(word: str, hint: str) -> None:
    assert word_hint(word, KIND_NAMES) == hint


def test_the_table_keeps_to_the_vocabulary() -> None:
    assert {kind for kinds in SYNONYMS.values() for kind in kinds} <= set(KIND)
    assert not set(SYNONYMS) & set(KIND)
    assert set(EXAMPLES) == set(KIND)


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [("demnad", KIND_NAMES, "demand"), ("NewDemand", KIND_NAMES, "new_demand"), ("offerr", KIND_NAMES, "offer"),
     ("refuze", KIND_NAMES, ASK), ("disease", KIND_NAMES, ASK), ("unknown", tuple(VISIBILITIES), ASK),
     ("knwon", tuple(VISIBILITIES), "known"), ("unmandated", tuple(STANDINGS), ASK), ("clear", tuple(STANDINGS), ASK),
     ("7", tuple(CREDIBILITIES), ASK), ("", KIND_NAMES, ASK)],
)  # fmt: skip
def test_only_near_misspellings_are_suggested(word: str, known: tuple[str, ...], hint: str) -> None:
    assert word_hint(word, known) == hint


def test_no_word_of_refusal_is_answered_with_a_concession() -> None:
    cold = [word for word, kinds in SYNONYMS.items() if not CONCESSIONS.intersection(kinds)]
    for word in (*cold, "refuze", "rejct", "refussal", "evaade", "unease"):
        assert word_hint(word, KIND_NAMES) not in CONCESSIONS, word


def test_likeness_alone_would_reverse_the_meaning() -> None:
    """Positive control: with the old, low bar and without the table, refuse becomes release and evade ease."""
    assert nearest("refuse", KIND_NAMES) == "release" and nearest("evade", KIND_NAMES) == "ease"
    assert meant("release") == ()
