"""Mechanism 23: talks for show cover a secret channel in which the bargaining is done.

Article     004, paragraphs 7, 19 and 20
Recorded    a channel with `visibility: secret` and, where only somebody says so, `existence: alleged`; acts on both
Recognised  by the roles of the channels: the open one covers, the secret one carries
Simulated   not yet: no test plays it
Status      recorded, recognised
"""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.model import Case
from counterpoint.record.record import make_record

from .mechanism_cases import bundled, case, numbered, role, round_trip


def talks(*, moves_on: str) -> Case:
    """Twelve acts of talk on the ministers' channel, and six moves on another."""
    words = ("meet", "demand", "reject", "procedure")
    show = [(14 * i, "alda", words[i % 4], {"target": "borin", "channel": "ministers"}) for i in range(12)]
    moves = [
        (14 * i + 5, "alda", ("offer", "soften", "accept")[i % 3], {"target": "borin", "channel": moves_on})
        for i in range(6)
    ]
    quiet = [(14 * i + 9, "alda", "probe", {"target": "borin", "channel": "services"}) for i in range(3)]
    return case(*numbered(*sorted([*show, *moves, *quiet], key=lambda row: row[0])))


WITH, WITHOUT = talks(moves_on="services"), talks(moves_on="ministers")


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(WITH, tmp_path / "c")
    assert next(c for c in back.channels if c.id == "services").visibility == "secret"
    alleged = next(c for c in bundled("geneva-2022").case.channels if c.id == "closed")
    assert (alleged.visibility, alleged.existence) == ("secret", "alleged")


def test_recognised() -> None:
    where = make_record(WITH)
    assert role(where, "alda", "ministers")[0] == "covers"
    name, p = role(where, "alda", "services")
    assert name == "carries" and p >= 0.8


def test_control_the_open_channel_does_the_work() -> None:
    where = make_record(WITHOUT)
    assert role(where, "alda", "ministers")[0] == "carries"
    assert role(where, "alda", "services")[0] == "echoes"
