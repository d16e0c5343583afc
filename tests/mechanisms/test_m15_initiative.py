"""Mechanism 15: one side steers: it begins the exchanges and decides what is talked about.

Article     000, paragraphs 1 and 12
Recorded    dates and actors of all acts; `agenda` of a channel, dated
Recognised  by the measures `tempo` (who begins an exchange after a silence) and `agenda` (who raises an issue first,
            whether the other takes it up, and who had asked for what comes onto an agenda)
Simulated   partly: where Alda has acted twice as often as Borin it begins .62 of the exchanges of 288 runs (.48 where
            both have acted alike); a single run seldom has silences enough to be recognised (13 of 288; 2). Where both
            act steadily and Borin, by a tendency written by hand, says more when it is asked, it is .73, and single
            runs are recognised as seldom (6 of 96). No run puts an issue on an agenda
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from counterpoint.case.model import Agenda, Case
from counterpoint.measures.proportions import wilson
from counterpoint.record.record import make_record

from .mechanism_cases import CHANNELS, case, numbered, of, on, round_trip, table
from .played import records, scene


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


def begun_in_all(made: Case) -> float:
    """The lower end of the share of exchanges begun by Alda, over many runs that go on from a case for two years."""
    found = records(scene(made, turns=104), runs=96)
    shares = [of(table(record, "tempo")["initiative"], party="alda")["begun"] for record in found]
    return wilson(sum(s["k"] for s in shares), sum(s["n"] for s in shares)).low


def test_simulated_in_part() -> None:
    assert begun_in_all(WITH) > 0.5


def test_control_simulated_both_begin() -> None:
    assert begun_in_all(WITHOUT) < 0.5
