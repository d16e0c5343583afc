from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from counterpoint.case.model import Act
from counterpoint.measures import chance, reciprocity
from counterpoint.record.record import Record

from .measure_records import act, on, record


def gives(days: int, by: str, **more: Any) -> Act:
    other = "b" if by.startswith("a") else "a"
    return act(f"{by}{days}", days, by, "ease", **({"target": other, "channel": "back"} | more))


def told(*acts: Act, as_of: int = 180) -> Record:
    return record(*acts, start=on(0), as_of=as_of)


def row(*acts: Act, **more: Any) -> reciprocity.Reciprocity:
    return reciprocity.reciprocity(told(*acts, **more), "a", other="b")


def test_answers_by_hand() -> None:
    found = row(gives(10, "a"), gives(24, "b1"), gives(39, "a"), gives(60, "b", answers=("a39",)))
    assert (found.given, found.received, found.answered.k, found.answered.n) == (2, 2, 1, 4)
    assert (found.named, found.promised, found.known, found.understood) == (1, 0, 0, False)
    assert reciprocity.promptness(np.array([10]), np.array([11])) == 1.0
    assert reciprocity.promptness(np.array([10]), np.array([24])) == pytest.approx(1 / 14)
    assert reciprocity.answered(np.array([10, 20]), np.array([10, 24, 60])) == 2  # not on the same day


@pytest.mark.parametrize(
    ("more", "counts"),
    [
        ({"visibility": "tacit", "channel": None}, True),
        ({"channel": "front"}, False),  # its existence is known
        ({"channel": "press"}, False),
        ({"target": "a2"}, False),  # to its own side
    ],
)
def test_what_is_hidden(more: dict[str, Any], counts: bool) -> None:
    assert bool(reciprocity.deeds(told(gives(10, "a", **more)), "a", to="b")) == counts


def test_promises_and_what_came_out() -> None:
    word = act("w", 12, "b", "assure", target="a", channel="front")
    assert row(gives(10, "a", known=40), gives(24, "b"), word).promised == 1
    assert row(gives(10, "a", known=40), gives(24, "b"), word).known == 1
    assert row(gives(10, "a"), gives(24, "b"), act("w", 12, "b", "assure", target="a", issue="land")).promised == 0
    assert row(gives(10, "a"), gives(24, "b"), act("w", 30, "b", "assure", target="a")).promised == 0


def test_few_deeds_or_turns_are_not_judged() -> None:
    assert "nothing" in row(gives(10, "a")).why
    assert "20" in row(gives(10, "a"), gives(12, "b"), as_of=100).why
    assert reciprocity.compute(told(act("x", 3, "a", "meet")))["pairs"] == []


def seen(answers: bool, seed: int) -> bool:
    """Ten deeds of one side in a year of weeks; ten of the other's, some days after or on any days."""
    rng = np.random.default_rng(seed)
    own = np.sort(rng.choice(350, 10, replace=False))
    others = own + rng.integers(1, 9, 10) if answers else np.sort(rng.choice(364, 10, replace=False))
    return chance.share_as_high(reciprocity.arrangements(own, np.sort(others), length=364, step=7)) <= chance.SEEN


def test_p_is_honest_without_answers_and_has_power_with_them() -> None:
    assert np.mean([seen(False, seed) for seed in range(300)]) <= 0.08
    assert np.mean([seen(True, seed) for seed in range(60)]) >= 0.8
