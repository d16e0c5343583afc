"""Mechanism 23: talks for show cover a secret channel in which the bargaining is done.

Article     004, paragraphs 7, 19 and 20
Recorded    a channel with `visibility: secret` and, where only somebody says so, `existence: alleged`; acts on both
Recognised  by the roles of the channels: the open one covers, the secret one carries
Simulated   by an Alda bound at home that, by tendencies written by hand, makes no move in public, with talks before the
            press and half as much in secret: the open channel covers and the secret one carries in 20 of 24 played
            records, in none where the secrecy is on the other (.38 without the tendencies, by its aim alone)
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from counterpoint.case.model import Act, Case
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


FOR_SHOW = tuple(
    {"part": "kind", "when": "in_public", "what": what, "nats": -1.5}
    for what in ("offer", "soften", "accept", "sign", "ease", "release")
)
"""What talks for show leave out, written by hand: whatever would be a move."""


def twice_as_loud(stage: str, secret: str) -> tuple[Act, ...]:
    """Half a year on record in which twice as much passes on the stage as on the secret channel."""
    rest = (replace(a, id=f"s{a.id}") for a in busy(secret, every=4))
    return tuple(sorted((*busy(stage), *rest), key=lambda a: a.date))


def two_tables(secret: str, public: str, *, tendencies: Iterable[Mapping[str, Any]] = FOR_SHOW) -> list[Record]:
    """Played records of an Alda that is bound at home and moves nothing in the open, with two tables."""
    tables = (
        replace(c, visibility="secret" if c.id == secret else "public") for c in CHANNELS if c.id in (secret, public)
    )
    made = case(*twice_as_loud(public, secret), channels=tuple(tables))
    alda = {"aim": "constrained", "tendencies": list(tendencies)}
    return records(scene(made, {"alda": alda, "borin": "sincere"}), runs=24)


def covers_a_secret_channel(where: Record) -> bool:
    """Whether the ministers cover and the services carry."""
    return role(where, "alda", "services")[0] == "carries" and role(where, "alda", "ministers")[0] == "covers"


def test_simulated() -> None:
    assert share(two_tables("services", "ministers"), covers_a_secret_channel) >= MOST


def test_control_simulated_the_secrecy_is_elsewhere() -> None:
    assert share(two_tables("ministers", "services"), covers_a_secret_channel) <= SELDOM
