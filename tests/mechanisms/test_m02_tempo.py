"""Mechanism 2: channels are played louder or softer as the other side reacts, like the stops of one instrument.

Article     000, paragraphs 12 and 16
Recorded    acts by channel and date, the other side's `tone`, `coverage: full` where silence means silence
Recognised  by the measure `response`: acts on a channel in turns in which the other's mood, as it could be heard, was
            cooler and warmer, their correlation, and how rarely chance gives as much; `tempo` counts the acts, and
            the feature `coolness` makes the technique modulation expect more of them. The technique's posterior
            hardly moves on this sign alone
Simulated   by an Alda with steady counts and tendencies written by hand (louder as Borin cools, softer as it warms) and
            a Borin whose mood turns with outside events: in eight years at a busy desk `response` finds Alda louder
            when Borin is cooler in 125 of 192 played records (0 of 96 without the tendencies). Revised twice after
            rules had changed: in six years it was 69 of 96 and is 164 of 288, in four 67 of 96 and is 98 of 192.
            Strengths are drawn anew each run, and weak ones show less
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpoint.case.model import Case
from counterpoint.record.record import Record, make_record

from .mechanism_cases import CHANNELS, case, covered_fully, louder, numbered, of, on, round_trip, situation, table
from .played import MOST, SELDOM, Own, Plays, busy, records, scene, share, unending

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


LOUDER_WHEN_COOL: Own = [
    {"part": "amount", "when": "coolness", "what": "channel", "nats": 1.5, "on": ["open"]},
    {"part": "amount", "when": "warmth", "what": "channel", "nats": -1.5, "on": ["open"]},
]
"""How an Alda that plays its channels against Borin's mood does it, written by hand."""
KIND, HARSH = ("offer", "soften", "accept", "praise", "assure"), ("blame", "threaten", "reject")
MOODY: Own = [
    {"part": "kind", "when": when, "what": what, "nats": nats}
    for when, likelier, rarer in (("event_for", KIND, HARSH), ("event_against", HARSH, KIND))
    for kinds, nats in ((likelier, 1.5), (rarer, -1.5))
    for what in kinds
]
"""A Borin whose mood turns with outside events, written by hand."""
EVENTS, YEARS = 8.0, 8
"""Outside events a year; and years, for Alda hears a mood of three weeks, so that turns close by look alike."""


def by_moods(tendencies: Own, *, seed: int = 0) -> list[Record]:
    """Runs of years with a Borin of changing moods; both sides act steadily, but for Alda's tendencies."""
    made = case(*busy("desk", every=1), channels=tuple(c for c in CHANNELS if c.id == "desk"))
    plays: Plays = {
        "alda": {"aim": "sincere", "regularity": 100, "tendencies": tendencies},
        "borin": {"aim": "sincere", "regularity": 100, "tendencies": MOODY},
    }
    return records(unending(scene(made, plays, turns=52 * YEARS, events=EVENTS)), runs=48, seed=seed)


def plays_against_the_mood(where: Record) -> bool:
    """Whether Alda is found louder at the desk when Borin is cooler."""
    return bool(of(table(where, "response")["channels"], party="alda", channel="desk")["louder_when"] == "cooler")


def test_simulated() -> None:
    assert share(by_moods(LOUDER_WHEN_COOL), plays_against_the_mood) >= MOST


def test_control_simulated_without_the_tendencies() -> None:
    assert share(by_moods([]), plays_against_the_mood) <= SELDOM
