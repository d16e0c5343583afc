"""The section on delegations: who speaks for a party at which table, and whether the choice is hard or soft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from counterpoint.reports.agendas import count, listed
from counterpoint.reports.pages import Cell, Desk, Section, grid, measured, number, rows_of
from counterpoint.reports.terms import unit_and_status
from counterpoint.reports.words import MINUS, day_words, is_number, iso_words

CHOICE: Final = 0.5
"""A gap between those who spoke and the bench [steps of stance] that is called a choice."""
NAMED: Final = 3
"""Changes of envoys that are told in the sentence; more are counted."""
Row = Mapping[str, Any]


def delegations(desk: Desk) -> Section:
    """Who is sent where, with what stance beside his party's others, and in what tone."""
    table = measured(desk, "delegations")
    parties = [row for row in rows_of(table, "parties") if row.get("party") not in desk.silent]
    members = rows_of(table, "envoys")
    spoke = [m for m in members if m.get("acts")]
    sent = [d for d in rows_of(table, "delegations") if d.get("acts") or d.get("acts_unnamed")]
    heads = (
        "channel",
        "party",
        "who speaks (rank)",
        "acts",
        "stance (−2 hawk to 2 dove) against the bench",
        "mean tone (−2 to 2)",
    )
    each = ("party", "envoy", "channel", "acts", "stance (−2 to 2)", "mean tone (−2 to 2)", "there from", "to")
    mandates = ([Cell(desk.name(r.get("party"))), desk.act_cell(r.get("act"))] for r in rows_of(table, "remandates"))
    moved = ("party", "channel", "envoy", "stance less that of those before", "from")
    folded = f"{len(spoke)} rows: each envoy on each channel where he acts"
    return Section(
        "delegations",
        "Delegations",
        "The bench of a party is all its envoys whose stance is coded. The stance sent is the mean of those who speak, "
        "each act counting once; the gap is that less the bench's mean, below 0 harder than the bench. "
        "A gap of less than half a step is called no choice.",
        (
            *grid("Who speaks where", heads, _by_channel(desk, sent, spoke), of="delegations"),
            *grid("Changes of envoy", moved, _changes(desk, table, members), of="changes"),
            *grid("New mandates", ("party", "act"), mandates, of="mandates"),
            *grid("", each, (_member(desk, m) for m in spoke), shown=0, more=folded),
        ),
        "No envoy sits or acts on a channel of talks.",
        unit_and_status("delegations") if table else (),
        tuple(_said(desk, parties, rows_of(table, "changes"), members)),
    )


def _said(desk: Desk, parties: Sequence[Row], changes: Sequence[Row], members: Sequence[Row]) -> Iterator[str]:
    """What was found, in sentences."""
    for row in parties:
        if is_number(row.get("sent")) and is_number(row.get("bench")) and row.get("stance_coded", 0) > 1:
            yield (
                f"Among the envoys of {desk.name(row.get('party'))} with a coded stance, those who spoke average "
                f"{signed(row['sent'])}, the whole bench {signed(row['bench'])}: {_choice(row['sent'] - row['bench'])}."
            )
    alone = [desk.name(r.get("party")) for r in parties if r.get("stance_coded") == 1]
    if alone:
        yield f"Where one envoy alone has a coded stance, no choice can be seen: {listed(alone)}."
    unsent = [desk.name(r.get("party")) for r in parties if r.get("stance_coded", 0) > 1 and r.get("sent") is None]
    if unsent:
        yield f"No envoy with a coded stance acts in talks: {listed(unsent)}."
    uncoded = [desk.name(r.get("party")) for r in parties if r.get("envoys") and not r.get("stance_coded")]
    if uncoded:
        yield f"No stance is coded for the envoys of {listed(uncoded)}."
    if members:
        yield _changed(desk, changes, members)


def _changed(desk: Desk, changes: Sequence[Row], members: Sequence[Row]) -> str:
    said = count(len(changes), "change of envoy", "changes of envoy")
    if not changes:
        return "No change of envoy on any channel is seen."
    if len(changes) > NAMED:
        return f"{said}."
    named = (f"{desk.name(c.get('envoy'))} in {desk.name(c.get('channel'))}, {_stay(c, members)}" for c in changes)
    return f"{said}: {'; '.join(named)}."


def _choice(gap: float) -> str:
    if abs(gap) < CHOICE:
        return "no harder or softer choice seen"
    return f"a {'harder' if gap < 0 else 'softer'} choice, by {abs(gap):.2g}"


def signed(value: object) -> str:
    """A stance, a tone or their difference with two digits and its sign: −0.24."""
    if not is_number(value):
        return "–"
    number = round(float(value), 2)  # type: ignore[arg-type]
    return f"{MINUS if number < 0 else ''}{abs(number):g}"


def _by_channel(desk: Desk, sent: Sequence[Row], spoke: Sequence[Row]) -> Iterator[list[Cell]]:
    """A row per delegation; a channel is named once."""
    before = None
    for row in sent:
        channel, party = row.get("channel"), row.get("party")
        own = [m for m in spoke if (m.get("channel"), m.get("party")) == (channel, party)]
        who = [
            f"{desk.name(m.get('envoy'))} ({m['rank']})" if m.get("rank") else desk.name(m.get("envoy")) for m in own
        ]
        if row.get("acts_unnamed"):
            who.append("no envoy named")
        yield [
            Cell(desk.name(channel) if channel != before else ""),
            Cell(desk.name(party)),
            Cell("; ".join(who) or "–"),
            number((row.get("acts") or 0) + (row.get("acts_unnamed") or 0)),
            Cell(_stance(row)),
            Cell(signed(row.get("tone")), number=True),
        ]
        before = channel


def _stance(row: Row) -> str:
    if not is_number(row.get("stance")):
        return "–"
    return f"{signed(row['stance'])} against {signed(row.get('bench'))} (gap {signed(row.get('gap'))})"


def _changes(desk: Desk, table: Row, members: Sequence[Row]) -> Iterator[list[Cell]]:
    """Changes of envoy, where there are more than the sentence tells."""
    changes = rows_of(table, "changes")
    for row in changes if len(changes) > NAMED else ():
        yield [
            Cell(desk.name(row.get("party"))),
            Cell(desk.name(row.get("channel"))),
            Cell(desk.name(row.get("envoy"))),
            Cell(signed(row.get("shift")), number=True),
            Cell(_stay(row, members)),
        ]


def _stay(change: Row, members: Sequence[Row]) -> str:
    """From when to when an envoy was there: 14–17 Jul 1969."""
    since = change.get("day")
    key = (change.get("channel"), change.get("envoy"))
    until = next((m.get("until") for m in members if (m.get("channel"), m.get("envoy")) == key), None)
    if not until:
        return f"from {iso_words(since)}"
    try:
        first, last = date.fromisoformat(str(since)), date.fromisoformat(str(until))
    except ValueError:
        return f"{iso_words(since)} to {iso_words(until)}"
    if (first.year, first.month) == (last.year, last.month) and first != last:
        return f"{first.day}–{day_words(last.toordinal())}"
    return iso_words(since) if first == last else f"{iso_words(since)} to {iso_words(until)}"


def _member(desk: Desk, row: Row) -> list[Cell]:
    return [
        Cell(desk.name(row.get("party"))),
        Cell(desk.name(row.get("envoy"))),
        Cell(desk.name(row.get("channel"))),
        number(row.get("acts")),
        Cell(signed(row.get("stance")), number=True),
        Cell(signed(row.get("tone")), number=True),
        Cell(iso_words(row["came"]) if row.get("came") else "–"),
        Cell(iso_words(row["until"]) if row.get("until") else "–"),
    ]
