"""A party's own tendencies and regularity, by hand: they shift what they name and cost nothing where there are none."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest
from simulated import bundled, same_bytes

from counterpoint.playbooks.base import TARGET_CLASSES
from counterpoint.playbooks.entries import KIND_ORDER
from counterpoint.record.record import make_record
from counterpoint.reports.forecast_words import cast_words
from counterpoint.simulation.acting import KIND, PARTY, TARGET
from counterpoint.simulation.arrays import ACTS
from counterpoint.simulation.by_hand import make_document
from counterpoint.simulation.forecast import _plays
from counterpoint.simulation.run import play_many, play_one
from counterpoint.simulation.scene import Scene, make_scene

CASE = "geneva-2022"
ALWAYS = {"part": "target", "when": "always", "what": "audience", "nats": 0.5}
SAYS = {"part": "kind", "when": "in_public", "what": "demand", "nats": 1.5, "on": ["public"]}


@cache
def record() -> Any:
    """A bundled case."""
    return make_record(bundled(CASE))


def scene(turns: int = 26, **more: Any) -> Scene:
    """Two sincere sides, the first of which has more to its line."""
    document = make_document({"russia": {"aim": "sincere", **more}, "us": "sincere"})
    return make_scene(record(), document, turns=turns)


def acts(where: Scene, *, runs: int = 30) -> Any:
    """The acts of many runs."""
    outs = (play_one(where, number=n) for n in range(runs))
    return np.concatenate([out.log[: int(out.told[0]), 1:] for out in outs])


def share(where: Scene, column: int, number: int, *, party: int = 0) -> float:
    """How often a party's acts have a number in a column."""
    found = acts(where)
    return float(np.mean(found[found[:, PARTY] == party, column] == number))


def test_a_tendency_shifts_what_it_names_and_of_whom_it_is() -> None:
    plain, audience = scene(), TARGET_CLASSES.index("audience")
    told = scene(tendencies=[ALWAYS])
    assert share(told, TARGET, audience) > 1.25 * share(plain, TARGET, audience)
    assert share(told, TARGET, audience, party=1) < 1.1 * share(plain, TARGET, audience, party=1)
    demand = KIND_ORDER.index("demand")
    assert share(scene(tendencies=[SAYS]), KIND, demand) > 1.1 * share(plain, KIND, demand)


def test_none_costs_nothing_and_changes_no_byte() -> None:
    plain, empty = scene(), scene(tendencies=[])
    assert same_bytes(play_many(plain, runs=50), play_many(empty, runs=50))
    assert plain.cast.entries.shape == empty.cast.entries.shape
    told = scene(tendencies=[SAYS])
    assert told.cast.nats.shape[2] == plain.cast.nats.shape[2] + 1
    own = np.concatenate([np.arange(row[-2], row[-1]) for row in told.cast.starts])
    assert np.all(told.cast.nats[:, 0, own]) and not np.any(told.cast.nats[:, 1:, own])


def test_regularity_is_the_size_of_the_count() -> None:
    def spread(regularity: float) -> float:
        counts = play_many(scene(regularity=regularity, turns=4), runs=400).counts[:, 0, ACTS]
        return float(counts.var() / counts.mean())

    assert spread(100.0) < 0.8 * spread(0.5)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"regularity": 0}, "regularity: expected a number from 0.1 to 1000, got 0"),
        ({"regularity": True}, "regularity: expected a number"),
        ({"steady": 1}, "steady: expected one of aim, techniques, regularity, tendencies, got 'steady'"),
        (
            {"aim": "stal"},
            "expected an aim, one of sincere, constrained, stall, regroup, tough, rejection, none, got 'stal'"
            " (try stall)",
        ),
        ({"techniques": ["wegde"]}, "techniques: expected one of modulation, wedge, divided, got 'wegde' (try wedge)"),
        ({"techniques": "wedge"}, "techniques: expected a list of some of modulation"),
        ({"regularty": 1}, "got 'regularty' (try regularity)"),
        ({"tendencies": {}}, "tendencies: expected a list"),
        ({"tendencies": [ALWAYS | {"nats": 0.6}]}, "tendencies[0].nats: expected a number from -0.5 to 0.5 in every"),
        ({"tendencies": [SAYS | {"nats": 1.6}]}, "tendencies[0].nats: expected a number from -1.5 to 1.5, not 0"),
        ({"tendencies": [SAYS | {"nats": 0}]}, "not 0, got 0"),
        ({"tendencies": [SAYS | {"part": "x"}]}, "part: expected one of kind, issue, target, amount, got 'x'"),
        ({"tendencies": [SAYS | {"what": "third"}]}, "what: expected one of assure, praise"),
        ({"tendencies": [SAYS | {"when": "angry"}]}, "when: expected one of always, deadline_near"),
        ({"tendencies": [SAYS | {"on": ["sea"]}]}, "on: expected one of open, secret, public, field, internal, got"),
        ({"tendencies": [SAYS, {**SAYS, "on": []}]}, "tendencies[1]: expected each tendency once"),
        ({"tendencies": [SAYS | {"where": 1}]}, "where: expected one of part, when, what, nats, on, got 'where'"),
        ({"tendencies": ["x"]}, "tendencies[0]: expected part, when, what and nats, got 'x'"),
    ],
)
def test_mistakes_are_told(told: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=r"parties\.russia") as caught:
        make_document({"russia": {"aim": "sincere", **told}})
    assert says in str(caught.value)


def test_all_mistakes_at_once() -> None:
    wrong = {"aim": "x", "regularity": 0, "tendencies": [{"part": "y", "when": "z", "what": "w", "nats": 9, "on": "v"}]}
    with pytest.raises(ValueError, match="parties") as caught:
        make_document({"russia": wrong})
    assert len(str(caught.value).splitlines()) == 6


def test_sound_lines_are_not_refused() -> None:
    """The control: the same lines without a mistake."""
    made: Callable[..., Any] = make_document
    document = made({"russia": {"aim": "sincere", "regularity": 20, "tendencies": [ALWAYS, SAYS]}})
    assert np.shape(document["parties"]["russia"]["values"]["own"]) == (64, 2)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "aims as given"),
        ({"tendencies": [SAYS]}, "aims and own tendencies as given"),
        ({"regularity": 20, "tendencies": [SAYS]}, "aims, regularity and own tendencies as given"),
    ],
)
def test_a_forecast_tells_what_was_given_by_hand(more: dict[str, Any], said: str) -> None:
    cast = make_document({"russia": {"aim": "stall", **more}, "us": "sincere"})
    plays = {party: _plays(told) for party, told in cast["parties"].items()}
    assert plays["russia"].items() >= more.items() and set(plays["us"]) == {"aims", "techniques"}
    assert said in cast_words({"plays": plays, "cast_made": {"by": "hand"}})


def test_what_is_neither_an_aim_nor_a_mapping_is_told_as_it_stands() -> None:
    with pytest.raises(ValueError, match=r"^parties\.us: expected an aim, .*, got a list$"):
        make_document({"us": ["stall"]})
