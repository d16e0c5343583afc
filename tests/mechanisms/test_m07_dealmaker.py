"""Mechanism 7: an envoy of the other side, hungry for a deal, brings home the opponent's terms as his own.

Article     000, paragraph 19
Recorded    an offer of one's own envoy whose `position` is that of the other side, while others hold the line
Recognised  by the measure `envoys`, which names who carries the other's terms: nearer to them than his own side by more
            than chance gives, and at them in half of what he states. It takes twenty positions of his party; of fewer
            `positions` shows what each act conceded and `contradictions` sets it against his own minister. Praise of
            those terms, as opposed to an offer, states no position
Simulated   not yet: a party has one position on an issue, whoever speaks, and a dove's channel is but a little kinder.
            A dealer among Borin's envoys concedes half the distance and is contradicted in 7 runs of 48; in 5 of 48 if
            he leans to nobody
Status      recorded, recognised
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


def test_recognised_by_a_single_offer() -> None:
    conceded, found = terms(0.9)
    assert conceded >= 0.5 and found == ["opposed_positions", "opposed_positions"]


def test_control_an_envoy_who_keeps_to_his_brief() -> None:
    conceded, found = terms(0.15)
    assert conceded < 0.1 and found == []


def months(brought: float) -> Record:
    """Half a year of it: the minister repeats his terms twenty times, the dealer brings home his own eleven times."""
    own = {"target": "alda", "issue": "border"}
    rows = [act("x", 1, "alda", "demand", target="borin", channel="summit", issue="border", position=1.0)]
    for n, places in enumerate((2, 1, 3, 1, 1, 2, 4, 1, 2, 1, 2)):
        at = 16 * n + 3
        rows += [
            act(f"m{n}-{k}", at + k, "b-minister", "demand", channel="ministers", position=0.1, **own)
            for k in range(places)
        ]
        rows.append(act(f"d{n}", at + 8, "b-dealer", "offer", channel="trade", position=brought, **own))
    return make_record(case(*rows))


def carries(where: Record) -> dict[str, str | None]:
    """What `envoys` says of each envoy of Borin."""
    return {row["envoy"]: row["conduct"] for row in table(where, "envoys")["envoys"] if row["party"] == "borin"}


def test_recognised_who_carries_the_terms() -> None:
    assert carries(months(0.95))["b-dealer"] == "carries the other's terms"


def test_control_months_of_an_envoy_who_keeps_to_his_brief() -> None:
    assert carries(months(0.1)) == {"b-minister": None, "b-dealer": None}
