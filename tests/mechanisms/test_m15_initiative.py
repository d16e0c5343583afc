"""Mechanism 15: one side steers: it begins the exchanges and decides what is talked about.

Article     000, paragraphs 1 and 12
Recorded    dates and actors of all acts; `agenda` of a channel, dated
Recognised  partly: the measure `tempo` says who begins an exchange after a silence; who settles what is talked about
            is not measured, for the agenda of a channel is read by no measure
Simulated   to come with the simulator
Status      recorded, partly recognised
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from counterpoint.case.model import Agenda, Case
from counterpoint.record.record import make_record

from .mechanism_cases import CHANNELS, case, numbered, of, on, round_trip, table


def exchanges(*, by_turns: bool) -> Case:
    """Eight exchanges of three acts, three weeks apart, begun by Alda or by each side in turn."""
    rows = []
    for i in range(8):
        order = ("borin", "alda") if by_turns and i % 2 else ("alda", "borin")
        for k, kind in enumerate(("propose_talks", "procedure", "meet")):
            by, to = order[k % 2], order[1 - k % 2]
            rows.append((21 * i + 2 * k, by, kind, {"target": to, "channel": "desk"}))
    agenda = (Agenda(issues=("bank",), until=on(90)), Agenda(issues=("visas",), since=on(91)))
    return case(*numbered(*rows), channels=tuple(replace(c, agenda=agenda) if c.id == "desk" else c for c in CHANNELS))


WITH, WITHOUT = exchanges(by_turns=False), exchanges(by_turns=True)


def begun(made: Case) -> tuple[float, float]:
    """Share of the exchanges begun by Alda, and the lower end of its interval."""
    share = of(table(make_record(made), "tempo")["initiative"], party="alda")["begun"]
    return share["value"], share["low"]


def test_recorded(tmp_path: Path) -> None:
    assert len(next(c for c in round_trip(WITH, tmp_path / "c").channels if c.id == "desk").agenda) == 2


def test_recognised_in_part() -> None:
    value, low = begun(WITH)
    assert value == 1.0 and low > 0.5


def test_control_both_begin() -> None:
    value, low = begun(WITHOUT)
    assert value == 0.5 and low < 0.5
