"""Mechanism 15: one side steers: it begins the exchanges and decides what is talked about.

Article     000, paragraphs 1 and 12
Recorded    dates and actors of all acts; `agenda` of a channel, dated
Recognised  by the measures `tempo` (who begins an exchange after a silence) and `agenda` (who raises an issue first,
            whether the other takes it up, and who had asked for what comes onto an agenda)
Simulated   by an Alda used to act four times as often as a Borin that, by tendencies written by hand, says little of
            its own accord and more when asked; both steady. In four years Alda begins .84 of the exchanges, and .83 of
            192 single records are recognised: it begins more than half beyond chance and raises most of nine issues
            first (.07 where both act alike and answer). Revised after a first look: two years have too few silences (15
            of 24). Borin takes up .46 of what Alda raises, and no run puts an issue on an agenda
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from counterpoint.case.model import Agenda, Case
from counterpoint.record.record import Record, make_record

from .mechanism_cases import CHANNELS, ISSUES, case, numbered, of, on, round_trip, table
from .played import MOST, SELDOM, Own, Plays, records, scene, share, unending


def exchanges(*, by_turns: bool) -> Case:
    """Eight exchanges of three acts on an issue, three weeks apart, begun by Alda or by each side in turn."""
    rows = []
    about = ("bank", "border", "visas", "status")
    for i in range(8):
        order = ("borin", "alda") if by_turns and i % 2 else ("alda", "borin")
        for k, kind in enumerate(("propose_talks", "procedure", "meet")):
            by, to = order[k % 2], order[1 - k % 2]
            rows.append((21 * i + 2 * k, by, kind, {"target": to, "channel": "desk", "issue": about[i % 4]}))
    agenda = (Agenda(issues=("bank",), until=on(90)), Agenda(issues=("visas",), since=on(91)))
    return case(*numbered(*rows), channels=tuple(replace(c, agenda=agenda) if c.id == "desk" else c for c in CHANNELS))


WITH, WITHOUT = exchanges(by_turns=False), exchanges(by_turns=True)


def begun(made: Case) -> tuple[float, float]:
    """Share of the exchanges begun by Alda, and the lower end of its interval."""
    share = of(table(make_record(made), "tempo")["initiative"], party="alda")["begun"]
    return share["value"], share["low"]


def test_recorded(tmp_path: Path) -> None:
    assert len(next(c for c in round_trip(WITH, tmp_path / "c").channels if c.id == "desk").agenda) == 2


def steers(made: Case) -> tuple[float, float | None, list[str | None]]:
    """Shares of issues that Alda raised first and of those that Borin took up; who had asked for what came on."""
    found = table(make_record(made), "agenda")
    row = of(found["parties"], party="alda")
    return row["raised_first"]["value"], row["taken_up"]["value"], [e["asked_first_by"] for e in found["entered"]]


def test_recognised() -> None:
    value, low = begun(WITH)
    assert value == 1.0 and low > 0.5
    assert steers(WITH) == (1.0, 1.0, ["alda"])


def test_control_both_begin() -> None:
    value, low = begun(WITHOUT)
    assert value == 0.5 and low < 0.5
    assert steers(WITHOUT)[0] == 0.5


ANSWERS: Own = [
    {"part": "amount", "when": "always", "what": "channel", "nats": -0.5},
    {"part": "amount", "when": "asked", "what": "channel", "nats": 1.5},
]
"""Says less of its own accord, and more when it is asked."""
MORE = tuple(replace(ISSUES[2], id=f"permits-{n}", name=f"permits {n}") for n in range(5))


def years(own: int, other: int, *, alda: Own, seed: int = 0) -> list[Record]:
    """Four played years at one desk with nine issues: Alda used to act every so many days, and Borin, who answers."""
    habit = [(n, "alda", "borin") for n in range(0, 182, own)] + [(n, "borin", "alda") for n in range(3, 182, other)]
    acts = numbered(*((n, by, "procedure", {"target": to, "channel": "desk"}) for n, by, to in sorted(habit)))
    made = case(*acts, channels=tuple(c for c in CHANNELS if c.id == "desk"), issues=(*ISSUES, *MORE))
    plays: Plays = {
        party: {"aim": "sincere", "regularity": 20, "tendencies": tendencies}
        for party, tendencies in (("alda", alda), ("borin", ANSWERS))
    }
    return records(unending(scene(made, plays, turns=208)), runs=96, seed=seed)


def steers_in(where: Record) -> bool:
    """Whether Alda begins more than half of the exchanges, beyond chance, and raises most issues first."""
    begins = of(table(where, "tempo")["initiative"], party="alda")["begun"]
    raised = of(table(where, "agenda")["parties"], party="alda")["raised_first"]["value"]
    return bool((begins["low"] or 0.0) > 0.5 and (raised or 0.0) > 0.5)


def test_simulated() -> None:
    assert share(years(14, 56, alda=[]), steers_in) >= MOST


def test_control_simulated_both_begin() -> None:
    assert share(years(28, 28, alda=ANSWERS), steers_in) <= SELDOM
