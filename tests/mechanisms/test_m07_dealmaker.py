"""Mechanism 7: an envoy of the other side, hungry for a deal, brings home the opponent's terms as his own.

Article     000, paragraph 19
Recorded    an offer of one's own envoy whose `position` is that of the other side, while others hold the line
Recognised  partly: the measure `positions` shows which act conceded how much and `contradictions` sets it against his
            own minister; that one person carries the other's terms is not named, and praise of those terms (as
            opposed to an offer) states no position
Simulated   not yet: a party has one position on an issue, whoever speaks, and a dove's channel is but a little kinder.
            A dealer among Borin's envoys concedes half the distance and is contradicted in 7 runs of 48; in 5 of 48 if
            he leans to nobody
Status      recorded, partly recognised
"""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.model import Case
from counterpoint.record.record import Record, make_record

from .mechanism_cases import act, case, round_trip, table


def terms(brought: float) -> tuple[float, list[str]]:
    """What the dealer's acts concede of the distance, and the rules by which he contradicts his side."""
    where = make_record(spoken(brought))
    by_dealer = {a.id for a in where.acts if a.actor == "b-dealer"}
    moves = table(where, "positions")["moves"]
    conceded = sum(m["conceded"] or 0.0 for m in moves if m["act"] in by_dealer)
    return conceded, rules(where)


def spoken(brought: float) -> Case:
    """Both sides state their terms; the dealer brings home some of his own; his minister repeats his."""
    return case(
        act("x1", 5, "alda", "demand", target="borin", channel="summit", issue="border", position=1.0),
        act("x2", 8, "b-minister", "demand", target="alda", channel="ministers", issue="border", position=0.1),
        act("x3", 20, "b-dealer", "offer", target="alda", channel="trade", issue="border", position=brought),
        act("x4", 24, "b-minister", "demand", target="alda", channel="ministers", issue="border", position=0.1),
    )


def rules(where: Record) -> list[str]:
    return [p["rule"] for p in table(where, "contradictions")["pairs"] if p["party"] == "borin"]


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(spoken(0.9), tmp_path / "c")
    assert [a.position for a in back.acts if a.actor == "b-dealer"] == [0.9]


def test_recognised_in_part() -> None:
    conceded, found = terms(0.9)
    assert conceded >= 0.5 and found == ["opposed_positions", "opposed_positions"]


def test_control_an_envoy_who_keeps_to_his_brief() -> None:
    conceded, found = terms(0.15)
    assert conceded < 0.1 and found == []
