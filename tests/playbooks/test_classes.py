"""At whom an act is aimed: the envoy across the table is his party; who is reached past it is a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from counterpoint.case.model import Act, Seat
from counterpoint.case.when import When
from counterpoint.evaluation.stage import SIDES, stage
from counterpoint.playbooks.classes import target_class
from counterpoint.record.record import make_record

OWN, OTHER = SIDES
LEADER = f"{OTHER}-leader"


def aimed(target: str | None, channel: str, *, seated: bool = True) -> str:
    case = stage(4)
    seats = (Seat(party=OWN), Seat(party=OTHER, envoy=LEADER if seated else None))
    channels = tuple(replace(c, seats=seats) if c.id == "summit" else c for c in case.channels)
    when = When(date(2021, 1, 5), date(2021, 1, 5))
    act = Act(id="a1", date=when, actor=OWN, kind="praise", source="archive", target=target, channel=channel)
    record = make_record(replace(case, channels=channels, acts=(act,)))
    return target_class(record, act, other=OTHER)


def test_the_envoy_across_the_table_is_his_party() -> None:
    assert aimed(OTHER, "summit") == aimed(LEADER, "summit") == aimed(None, "summit") == "counterpart"


def test_a_person_reached_past_the_table_is_a_person() -> None:
    assert aimed(LEADER, "press") == aimed(LEADER, "summit", seated=False) == "person"
    assert aimed("friend-b", "summit") == "ally" and aimed("friend-a", "summit") == "third"
