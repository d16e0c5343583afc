"""Mechanism 23: talks for show cover a secret channel in which the bargaining is done.

Article     004, paragraphs 7, 19 and 20
Recorded    a channel with `visibility: secret` and, where only somebody says so, `existence: alleged`; acts on both
Recognised  by the roles of the channels: the open one covers, the secret one carries
Simulated   partly: an Alda bound at home, in public with its ministers and in secret with its services: the secret
            channel carries and the open one does not in 35 of 36 played records (1 of 36 where the secrecy is on the
            other one), but the open one covers in 8 only, for even there more than a seventh of what it says is a
            move
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from counterpoint.case.model import Case
from counterpoint.record.record import Record, make_record

from .mechanism_cases import CHANNELS, bundled, case, numbered, role, round_trip
from .played import MOST, SELDOM, busy, records, scene, share


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


def two_tables(secret: str, public: str) -> list[Record]:
    """Played records of an Alda that is bound at home, with two tables."""
    tables = (
        replace(c, visibility="secret" if c.id == secret else "public") for c in CHANNELS if c.id in (secret, public)
    )
    made = case(*busy(secret, public), channels=tuple(tables))
    return records(scene(made, {"alda": "constrained", "borin": "sincere"}))


def works_in_secret(where: Record) -> bool:
    """Whether the services do the work and the ministers do not."""
    return role(where, "alda", "services")[0] == "carries" != role(where, "alda", "ministers")[0]


def test_simulated_in_part() -> None:
    """The secret channel carries; that the open one covers, and not only echoes, is lacking."""
    assert share(two_tables("services", "ministers"), works_in_secret) >= MOST


def test_control_simulated_the_secrecy_is_elsewhere() -> None:
    assert share(two_tables("ministers", "services"), works_in_secret) <= SELDOM
