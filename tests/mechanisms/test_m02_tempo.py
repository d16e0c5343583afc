"""Mechanism 2: channels are played louder or softer as the other side reacts, like the stops of one instrument.

Article     000, paragraphs 12 and 16
Recorded    acts by channel and date, the other side's `tone`, `coverage: full` where silence means silence
Recognised  by the measure `response`: acts on a channel in turns in which the other's mood, as it could be heard, was
            cooler and warmer, their correlation, and how rarely chance gives as much; `tempo` counts the acts, and
            the feature `coolness` makes the technique modulation expect more of them. The technique's posterior
            hardly moves on this sign alone
Simulated   partly: an Alda that modulates its channels acts a tenth more often towards a Borin that seeks rejection
            than towards a sincere one (mean of 500 runs; .99 times as often without the technique). No single record
            shows it: where Borin turns from one to the other, `response` finds it in 7 of 48 (in 4 without)
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpoint.case.model import Case
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.arrays import ACTS

from .mechanism_cases import case, covered_fully, louder, numbered, of, on, round_trip, situation, table
from .played import busy, outcomes, scene, unending

BLOCK = 9
SPELLS = (BLOCK, BLOCK, 3, 6, 2, 4, 5, 2, 4, 3, 5)
"""Weeks of one mood after the other: in a steady rhythm one could not tell following from going before."""
AUDIBLE = 1.1
"""How much more a modulating party is expected to act, for the situation to count as one it reacts to."""


def dealings(*, mood: bool, follows: bool = True) -> Case:
    """Borin is cordial and cool by spells, or even; Alda acts thrice a week after a cool one, or every other week."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = []
    cool = [spell % 2 == 1 for spell, weeks in enumerate(SPELLS) for _ in range(weeks)]
    for week, turned in enumerate(cool):
        loud = week > 0 and cool[week - 1] if follows else week % 2 == 0
        said = ("blame" if turned else "praise") if mood else "procedure"
        rows += [(7 * week + k, "borin", said, {"target": "alda", "channel": "press"}) for k in range(2)]
        for k in range(3 if loud else 0):
            kind = ("meet", "procedure", "offer")[(week + k) % 3]
            rows.append((7 * week + 2 + k, "alda", kind, {"target": "borin", "channel": "desk"}))
    return case(*numbered(*rows), end=on(7 * len(cool)), channels=covered_fully("desk"))


WITH, WITHOUT = dealings(mood=True), dealings(mood=False)
OWN_RHYTHM = dealings(mood=True, follows=False)


def moods(where: Record) -> tuple[float, float]:
    """How much louder modulation is expected to be on the desk late in a quiet and late in a loud spell."""
    quiet, loud = (situation(where, "alda", 7 * n * BLOCK - 1, channel="desk") for n in (1, 2))
    return (louder("modulation", coolness=quiet["coolness"]), louder("modulation", coolness=loud["coolness"]))


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(WITH, tmp_path / "c")
    assert next(c for c in back.channels if c.id == "desk").coverage[0].level == "full"


def answer(made: Case) -> dict[str, Any]:
    """How Alda's loudness at the desk goes with Borin's mood."""
    return of(table(make_record(made), "response")["channels"], party="alda", channel="desk")


def test_recognised_by_the_response() -> None:
    found = answer(WITH)
    assert found["louder_when"] == "cooler" and found["r"] <= -0.4 and found["p"] <= 0.05
    assert found["ratio"]["low"] > 1 and found["covered"] == found["turns"]


def test_control_channels_played_to_a_rhythm_of_their_own() -> None:
    found = answer(OWN_RHYTHM)
    assert found["p"] > 0.2 and found["ratio"]["low"] < 1 < found["ratio"]["high"]


def test_recognised_by_the_feature() -> None:
    where = make_record(WITH)
    by_turn = of(table(where, "tempo")["channels"], channel="desk")["by_turn"]
    assert sum(by_turn[: BLOCK + 1]) == 0 and min(by_turn[BLOCK + 1 : 2 * BLOCK]) >= 3
    quiet, loud = moods(where)
    assert quiet == 1.0 and loud >= AUDIBLE


def test_control_a_rhythm_that_follows_no_mood() -> None:
    quiet, loud = moods(make_record(WITHOUT))
    assert quiet == loud == 1.0
    assert answer(WITHOUT)["p"] is None and answer(WITHOUT)["why"] == "the mood does not change"


LOUDER, AS_LOUD = 1.05, 1.03
"""Alda's acts towards a cool Borin over those towards a warm one: from the first on, and up to the second."""
MODULATING = {"aim": "sincere", "techniques": ["modulation"]}


def cool_over_warm(alda: str | dict[str, Any], *, seed: int = 0) -> float:
    """How much more often Alda acts towards a Borin that seeks rejection than towards a sincere one, in the mean."""
    made = case(*busy("ministers", "desk", "trade", "press", every=4))
    runs = (
        outcomes(unending(scene(made, {"alda": alda, "borin": borin})), runs=500, seed=seed)
        for borin in ("rejection", "sincere")
    )
    cool, warm = (float(out.counts[:, 0, ACTS].mean()) for out in runs)
    return cool / warm


def test_simulated_in_part() -> None:
    assert cool_over_warm(MODULATING) >= LOUDER


def test_control_simulated_without_the_technique() -> None:
    assert 1 / AS_LOUD <= cool_over_warm("sincere") <= AS_LOUD
