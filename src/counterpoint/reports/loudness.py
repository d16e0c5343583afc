"""The section on response: whether a party is seen to play a channel louder or softer as the other's mood turns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from counterpoint.measures.response import LEAST_ACTS, SEEN
from counterpoint.reports.agendas import listed
from counterpoint.reports.lettering import plain
from counterpoint.reports.pages import Cell, Desk, Section, grid, measured, rows_of, share
from counterpoint.reports.terms import unit_and_status
from counterpoint.reports.words import figure, is_number, percent

Row = Mapping[str, Any]


def response(desk: Desk) -> Section:
    """For each party, what it does on its channels when the other's mood is cooler or warmer."""
    table = measured(desk, "response")
    parties = {
        r.get("party"): r for r in rows_of(table, "parties") if r.get("other") and r.get("party") not in desk.silent
    }
    rows = [r for r in rows_of(table, "channels") if r.get("party") in parties]
    judged = [r for r in rows if is_number(r.get("p"))]
    others = [r for r in rows if not is_number(r.get("p"))]
    rates = ("acts per 100 days, the other cooler", "the other warmer")
    fade = table.get("half_life_days")
    seen = ([*_rates(desk, r), share(r.get("ratio")), Cell(_seen(r, parties))] for r in judged)
    unseen = ([*_rates(desk, r), Cell(plain(r.get("why") or "not known"))] for r in others)
    folded = f"{len(others)} channel{'s' if len(others) != 1 else ''} not judged"
    faded = f", an act counting half after {figure(fade)} days" if is_number(fade) else ""
    return Section(
        "response",
        "Louder and softer",
        f"Mood: the mean tone of what a party could hear from the other before a turn{faded}. Cooler and warmer are "
        "the turns below and above its median. The chance is that of as strong a link when the moods are shifted "
        "round against the acts.",
        (
            *grid("", ("party", "channel", *rates, "ratio (95 %)", "link seen"), seen, of="channels"),
            *grid("", ("party", "channel", *rates, "why not judged"), unseen, shown=0, more=folded),
        ),
        "No party is on record with a channel and a counterpart.",
        unit_and_status("response") if table else (),
        tuple(_said(desk, tuple(parties.values()), rows)),
    )


def _said(desk: Desk, parties: Sequence[Row], rows: Sequence[Row]) -> Iterator[str]:
    """For each party whether a link is seen, and how often as strong a one comes by accident."""
    unjudged: dict[str, list[str]] = {}
    for row in parties:
        if is_number(row.get("p_any")):
            yield _one(desk, row, rows)
        else:
            why = plain(row.get("why") or "not known")
            unjudged.setdefault(why, []).append(desk.name(row.get("party")))
    for why, names in unjudged.items():
        yield f"Not judged: {listed(names)} ({why})."
    if any(is_number(r.get("p")) for r in rows):
        yield f"Channels with under {LEAST_ACTS} acts of a party are not judged."


def _one(desk: Desk, row: Row, rows: Sequence[Row]) -> str:
    party, other, strongest = (desk.name(row.get(k)) for k in ("party", "other", "strongest"))
    chance = percent(row["p_any"])
    own = next((r for r in rows if (r.get("party"), r.get("channel")) == (row.get("party"), row.get("strongest"))), {})
    if row["p_any"] <= SEEN and own.get("louder_when"):
        return (
            f"{party} is seen to play {strongest} louder when {other} is {own['louder_when']}: the chance of as "
            f"strong a link by accident on any of its channels is {chance}."
        )
    return (
        f"{party} is not seen to play any channel louder or softer as the mood of {other} turns: the chance of a link "
        f"as strong as the strongest found ({strongest}) by accident is {chance}."
    )


def _rates(desk: Desk, row: Row) -> list[Cell]:
    return [
        Cell(desk.name(row.get("party"))),
        Cell(desk.name(row.get("channel"))),
        Cell(_rate(row.get("cooler")), number=True),
        Cell(_rate(row.get("warmer")), number=True),
    ]


def _rate(half: object) -> str:
    """Acts per 100 days; a dash without days."""
    days = half.get("days") if isinstance(half, Mapping) else None
    if not isinstance(half, Mapping) or not is_number(days) or not days or not is_number(half.get("acts")):
        return "–"
    return figure(100 * half["acts"] / days)


def _seen(row: Row, parties: Mapping[Any, Row]) -> str:
    """Whether a channel's link is seen; one that stands out alone may be the luckiest of many."""
    chance = f"chance {percent(row['p'])}"
    if not row.get("louder_when") or row["p"] > SEEN:
        return f"no ({chance})"
    whole = parties[row.get("party")].get("p_any")
    if is_number(whole) and whole is not None and whole > SEEN:
        return f"no ({chance}, but {percent(whole)} on any of its channels)"
    return f"louder when the other is {row['louder_when']} ({chance})"
