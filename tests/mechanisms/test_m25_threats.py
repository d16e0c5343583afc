"""Mechanism 25: threats have a cost, to the one threatened and to the one who threatens, and are believed or not.

Article     004, paragraphs 8 to 10
Recorded    `threats` in case.yaml: by whom, on whom, moved, `believed`, `cost_to_target`, `cost_to_maker`; `item` of
            the act
Recognised  by the measure `threats`: which were carried out, met, moved or empty, by which act, how often each was said
            and put off, what it costs and how far it is believed, and what support of both did after a deed
Simulated   partly: in the sum of 24 lively runs of a tough Alda whose threats cost both fully, support falls by .17 to
            .20 on both sides in the month after one was carried out (by .02 to .04 where they cost nothing, Borin's
            alone where only it pays). Single records do not tell: both fall by .05 after two deeds or more in 23 of 24
            lively ones, but in 6 of 24 at no cost as well; in 6 of 24 quiet ones (none at no cost). Whether Alda is
            believed does not show: at .9 and at .1 Borin meets 101 of 252 threats
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from counterpoint.case.model import Case, Clocks, Reading, Threat
from counterpoint.record.record import make_record

from .mechanism_cases import PARTIES, act, bundled, case, of, on, round_trip, table
from .played import TURNS, busy, records, scene, unending

THREAT = Threat(
    id="arms", name="new weapons", by="alda", on=("borin",), announced=on(5), moved=(on(40),), believed=0.7,
    cost_to_target=0.5, cost_to_maker=0.4,
)  # fmt: skip
TOLD: dict[str, Any] = {"target": "borin", "channel": "press"}


def support(**values: float) -> tuple[Reading, ...]:
    """Support of both by days written as d50=.3, the same for both."""
    return tuple(
        Reading(date=on(int(name[1:])), name="support", about=party, value=value, source="archive")
        for party in ("alda", "borin") for name, value in values.items()
    )  # fmt: skip


THREATENING = (
    act("x1", 5, "alda", "threaten", item="arms", **TOLD),
    act("x2", 40, "alda", "threaten", item="arms", **TOLD),
    act("x3", 70, "alda", "threaten", issue="visas", **TOLD),
    act("x4", 110, "alda", "ultimatum", issue="bank", deadline=120, **TOLD),
)
DOING = (
    act("y1", 55, "alda", "pressure", target="borin", channel="field"),
    act("y2", 80, "borin", "ease", target="alda", channel="embassies", issue="visas"),
)
SERIES = support(d50=0.4, d60=0.3, d80=0.1)
WITH = case(*THREATENING, *DOING, threats=(THREAT,), series=SERIES)
WITHOUT = case(*DOING, threats=(THREAT,), series=SERIES)
EMPTY = case(*THREATENING, threats=(THREAT,), series=SERIES)


def ends(made: Case) -> dict[str, str]:
    """What became of each threat, by its act."""
    return {t["act"]: t["outcome"] for t in table(make_record(made), "threats")["threats"]}


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(WITH, tmp_path / "c")
    assert back.threats == (THREAT,) and {a.item for a in back.acts} == {"arms", None}


def test_recognised() -> None:
    assert ends(WITH) == {"x1": "moved", "x2": "carried_out", "x3": "met", "x4": "empty"}
    found = table(make_record(WITH), "threats")
    row = of(found["parties"], party="alda")
    assert (row["share_carried_out"]["k"], row["share_carried_out"]["n"]) == (1, 2)
    arms = of(found["declared"], item="arms")
    assert (arms["said"], arms["put_off"], arms["believed"], arms["cost_to_maker"]) == (2, 1, 0.7, 0.4)
    assert [(r["whose"], r["n"], r["change"]) for r in found["support"]] == [("maker", 1, -0.3), ("target", 1, -0.3)]


def test_recognised_in_the_case_that_speaks_of_put_off_sanctions() -> None:
    found = table(bundled("russia-us-2025"), "threats")
    sanctions = of(found["declared"], item="t-sanctions")
    assert (sanctions["put_off"], sanctions["believed"]) == (3, 0.4)
    assert "moved" in {t["outcome"] for t in found["threats"] if t["item"] == "t-sanctions"}


def test_control_deeds_without_threats_and_threats_without_deeds() -> None:
    found = table(make_record(WITHOUT), "threats")
    assert not found["threats"] and not found["support"] and of(found["declared"], item="arms")["said"] == 0
    assert ends(EMPTY) == {"x1": "moved", "x2": "empty", "x3": "empty", "x4": "empty"}
    assert {r["n"] for r in table(make_record(EMPTY), "threats")["support"]} == {0}


FALLS = -0.05
"""Change of support in the month after a threat was carried out: below this where it costs, above where it does not."""


def falls(*, maker: float, target: float, seed: int = 2) -> dict[str, float]:
    """Mean change of support of both after Alda's threats were carried out, in the sum of many lively runs.

    Blows cost nothing here, so that what falls is what the threats cost; both begin well supported.
    """
    arms = replace(THREAT, announced=on(0), moved=(), cost_to_maker=maker, cost_to_target=target)
    calm = tuple(replace(p, clocks=Clocks(fighting_cost=0.0)) for p in PARTIES)
    acts = busy("press", "desk", "ministers", "field", every=4)
    made = case(*acts, threats=(arms,), parties=calm, series=support(**{f"d{7 * TURNS - 1}": 0.8}))
    where = unending(scene(made, {"alda": "tough", "borin": "sincere"}))
    rows = [r for one in records(where, runs=24, seed=seed) for r in table(one, "threats")["support"]]
    own = [r for r in rows if r["party"] == "alda" and r["n"]]
    deeds = {w: sum(r["n"] for r in own if r["whose"] == w) for w in ("maker", "target")}
    return {w: sum(r["n"] * r["change"] for r in own if r["whose"] == w) / n for w, n in deeds.items()}


def test_simulated_in_part() -> None:
    found = falls(maker=1.0, target=1.0)
    assert found["maker"] < FALLS and found["target"] < FALLS


def test_control_simulated_threats_that_cost_nothing() -> None:
    found = falls(maker=0.0, target=0.0)
    assert found["maker"] > FALLS and found["target"] > FALLS


def test_control_simulated_threats_that_cost_only_the_one_threatened() -> None:
    found = falls(maker=0.0, target=1.0)
    assert found["maker"] > FALLS > found["target"]
