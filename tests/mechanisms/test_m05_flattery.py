"""Mechanism 5: flattery, and echoing the other leader's agenda, keep his goodwill; alone they carry nobody far.

Article     000, paragraphs 1 to 4; 001, paragraph 8
Recorded    `praise` with the person as `target`, the `tone` as coded, and the `audience` it is said before
Recognised  by the feature `warmth` in the situation of the one who is flattered; its limits by the weight of the acts
            (courtesies move bad : good by less than 5 decibans), by a strike that ends the warmth, and by the balance
Simulated   by an Alda with steady counts that, by tendencies written by hand, praises in public and before the leader,
            the more so once it has been cordial, and says nothing there that could offend, nor anything formal: in a
            year Borin's warmth is .3 or more in most months of 113 of 144 played records (0 without). Revised after
            rules had changed: signatures under nothing, which warmed Borin too, are matters of form now. With a
            flatterer that is formal as well it is 93 of 144, with one that also puts off and presses for more 65. A
            Borin that seeks rejection stands no nearer to it for that at the end (.83, without .87; one that wants to
            agree .94)
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.case.model import Act, Case
from counterpoint.inference.posterior import decibans
from counterpoint.playbooks.features import INDEX
from counterpoint.playbooks.hearing import listen
from counterpoint.playbooks.situation import look
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.scene import Scene

from .mechanism_cases import CHANNELS, DAY0, act, bundled, case, inferred, numbered, of, round_trip, situation, table
from .played import MOST, SELDOM, TURNS, Own, busy, outcomes, records, scene, share, unending

WARM = 0.3
FACADE = 5.0
"""Decibans that courtesies may move the odds in all: the promise that the calibration checks at length."""


def months(kind: str, *after: Act) -> Case:
    """Half a year of calls, with praise or with matters of form in between."""
    calls: list[tuple[int, str, str, dict[str, Any]]]
    calls = [(24 * i, "a-leader", "meet", {"target": "b-leader", "channel": "summit", "tone": 0}) for i in range(7)]
    said = [(12 * i + 5, "a-leader", kind, {"target": "b-leader", "channel": "press"}) for i in range(15)]
    return case(*numbered(*sorted([*calls, *said], key=lambda row: row[0])), *after)


WITH, WITHOUT = months("praise"), months("procedure")


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(WITH, tmp_path / "c")
    assert sum(a.kind == "praise" and a.target == "b-leader" for a in back.acts) == 15


def test_recognised() -> None:
    assert situation(make_record(WITH), "borin", 178)["warmth"] >= WARM


def test_recognised_that_it_carries_nobody_far() -> None:
    where = make_record(WITH)
    assert abs(decibans(inferred(where).groups().mean(axis=0))) < FACADE
    assert of(table(where, "balance")["parties"], party="borin")["deeds"]["received"] == 0
    strikes = [act(f"s{i}", 175 + i, "alda", "strike", target="cerra", channel="field") for i in range(2)]
    assert situation(make_record(months("praise", *strikes)), "borin", 178)["warmth"] == 0.0


def test_recognised_in_the_case_that_the_articles_describe() -> None:
    where = bundled("russia-us-2025")
    praise = [a for a in where.acts if a.kind == "praise" and where.actor_party(a) == "russia"]
    assert len(praise) >= 3 and {where.target_party(a) for a in praise} == {"us"}


def test_control_the_same_calls_about_form() -> None:
    assert situation(make_record(WITHOUT), "borin", 178)["warmth"] < 0.1


FLATTERS: Own = [
    *({"part": "kind", "when": when, "what": "praise", "nats": nats}
      for when, nats in (("always", 0.5), ("in_public", 1.5), ("at_top", 1.5), ("own_last_cordial", 1.5))),
    *({"part": "kind", "when": when, "what": what, "nats": -1.5} for when in ("in_public", "at_top")
      for what in ("blame", "threaten", "ultimatum", "reject", "demand", "new_demand", "leak_deny", "appeal", "suspend",
                   "procedure", "sign")),
    {"part": "target", "when": "at_top", "what": "person", "nats": 1.0},
]  # fmt: skip
"""How a flatterer plays, written by hand: in public and before the leader praise, nothing that offends, no form."""
YEAR = 52
NO_MORE = 0.05
"""How much nearer the two stand at the end for flattery alone, at most."""


def courted(tendencies: Own, *, borin: str = "sincere") -> Scene:
    """A year in the press and at the summit; Alda is sincere and has tendencies of its own."""
    made = case(*busy("press", "summit"), channels=tuple(c for c in CHANNELS if c.id in ("press", "summit")))
    alda = {"aim": "sincere", "regularity": 100, "tendencies": tendencies}
    return unending(scene(made, {"alda": alda, "borin": borin}, turns=YEAR))


def is_kept_warm(where: Record) -> bool:
    """Whether Alda seems warm to Borin in most months, from the second on."""
    heard, begins = listen(where, "borin", "alda"), DAY0.toordinal() + 7 * TURNS
    days = range(begins + 28, begins + 7 * YEAR + 1, 28)
    felt = [look(heard.before(day), heard.world, now=day, channel=None, issue=None)[INDEX["warmth"]] for day in days]
    return bool(np.median(felt) >= WARM)


def nearness(tendencies: Own, *, borin: str = "rejection") -> float:
    """How near the two stand at the end, in the mean [0..1]."""
    return float(outcomes(courted(tendencies, borin=borin), runs=500).near.mean())


@cache
def kept_warm(*, own: bool) -> float:
    """The share of runs in which Borin is kept warm, by a flatterer or by an Alda without the tendencies."""
    return share(records(courted(FLATTERS if own else []), runs=48), is_kept_warm)


def test_simulated() -> None:
    assert kept_warm(own=True) >= MOST


def test_simulated_that_it_carries_nobody_far() -> None:
    assert nearness(FLATTERS) - nearness([]) <= NO_MORE


def test_control_simulated_a_borin_that_wants_to_agree() -> None:
    assert nearness([], borin="sincere") - nearness([]) > NO_MORE


def test_control_simulated_without_the_tendencies() -> None:
    assert kept_warm(own=False) <= SELDOM
