"""Mechanism 30: both sides keep to an understanding that nobody announces.

Article     004, paragraphs 22 and 23
Recorded    a channel with `visibility: tacit`, acts there with `basis: inferred`, `known` only when it came out
Recognised  partly: deeds pass both ways on a tacit channel (`balance`), nothing is promised (`promises`), and the
            public's eyes see none of it; that the two deeds answer each other is shown only if the coder says so
Simulated   not yet: no test plays it
Status      recorded, partly recognised
"""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.model import Case
from counterpoint.record.record import make_record

from .mechanism_cases import act, case, of, round_trip, table


def restraint(channel: str, *promised: str) -> Case:
    """Each side pulls something back, in turn; in the control it is announced and promised as well."""
    words = [act(f"w{p}", 9, p, "assure", target="borin" if p == "alda" else "alda", channel=channel) for p in promised]
    deeds = [
        act(f"x{i}", 10 + 9 * i, ("alda", "borin")[i % 2], "ease", target=("borin", "alda")[i % 2], channel=channel,
            basis="inferred", answers=(f"x{i - 1}",) if i else ())
        for i in range(4)
    ]  # fmt: skip
    return case(*words, *deeds)


WITH, WITHOUT = restraint("tacit"), restraint("press", "alda", "borin")


def understood(made: Case) -> tuple[int, int, int]:
    """Weight of deeds given by the side that gave less, promises made, and acts that the public could see."""
    where = make_record(made)
    given = [of(table(where, "balance")["parties"], party=p)["deeds"]["given"] for p in ("alda", "borin")]
    return min(given), len(table(where, "promises")["promises"]), len(make_record(made, eyes="public").acts)


def test_recorded(tmp_path: Path) -> None:
    assert {a.basis for a in round_trip(WITH, tmp_path / "c").acts} == {"inferred"}


def test_recognised_in_part() -> None:
    assert understood(WITH) == (2, 0, 0)


def test_control_an_announced_agreement() -> None:
    assert understood(WITHOUT) == (2, 2, 6)
