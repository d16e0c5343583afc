"""The sections written from measures: promises, contradictions, goalposts, gestures; and all others as plain tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from counterpoint.reports.pages import (
    Cell,
    Desk,
    Section,
    any_grids,
    flat,
    grid,
    measured,
    number,
    rows_of,
    share,
)
from counterpoint.reports.terms import unit_and_status, value, what
from counterpoint.reports.words import figure, is_number, iso_words, words

ORDER: Final = {"broken": 0, "kept": 1, "lapsed": 2, "pending": 3}
NAMED: Final = ("promises", "contradictions", "goalposts", "gestures", "agenda", "delegations", "response")


def words_against_deeds(desk: Desk) -> Section:
    """What was promised and what became of it."""
    table = measured(desk, "promises")
    parties = [r for r in rows_of(table, "parties") if r.get("opened")]
    heads = ("party", "promises", "kept", "broken", "lapsed", "pending", "kept of those settled")
    totals = (
        [
            Cell(desk.name(row.get("party"))),
            *(number(row.get(k)) for k in ("opened", "kept", "broken", "lapsed", "pending")),
            share(row.get("share_kept")),
        ]
        for row in parties
    )
    promises = sorted(rows_of(table, "promises"), key=lambda r: ORDER.get(str(r.get("status")), 9))
    each = (
        [
            Cell(words(row.get("status"))),
            desk.act_cell(row.get("act")),
            Cell(iso_words(row.get("closed")) if row.get("closed") else "–"),
            desk.act_cell(row.get("closer")) if row.get("closer") else Cell("–"),
        ]
        for row in promises
    )
    life = f" or after {figure(table['life_days'])} days where none was set" if table.get("life_days") else ""
    return Section(
        "promises",
        "Words against deeds",
        "Assurances, truces, acceptances and signatures open a promise. It ends kept or broken by a later act, "
        f"or it lapses when its date passes{life}. Only deeds count as deeds.",
        (
            *grid("Promises by party", heads, totals),
            *grid("Each promise", ("end", "promise", "ended", "by"), each, of="promises"),
        ),
        "No act on record opens a promise.",
    )


def contradictions(desk: Desk) -> Section:
    """Where one party said, or said and did, two things that do not go together."""
    table = measured(desk, "contradictions")
    heads = ("party", "how", "first", "then", "days apart", "different audiences")
    rows = (
        [
            Cell(desk.name(row.get("party"))),
            Cell(value(row.get("rule"))),
            desk.act_cell(row.get("first")),
            desk.act_cell(row.get("second")),
            number(row.get("days")),
            number(row.get("different_audiences")),
        ]
        for row in rows_of(table, "pairs")
    )
    totals = (
        [
            Cell(desk.name(row.get("party"))),
            number(row.get("pairs")),
            number(row.get("between_envoys")),
            number(row.get("to_different_audiences")),
        ]
        for row in rows_of(table, "parties")
        if row.get("pairs")
    )
    window = table.get("window_days")
    lead = "Pairs of acts of one party that do not go together"
    lead += f", at most {figure(window)} days apart unless the coder declared them." if window else "."
    return Section(
        "contradictions",
        "Contradictions",
        lead,
        (
            *grid("By party", ("party", "pairs", "between envoys", "to different audiences"), totals),
            *grid("Each pair", heads, rows, of="pairs"),
        ),
        "No two acts of one party contradict each other by the rules used here.",
    )


def goalposts(desk: Desk) -> Section:
    """Demands added, replaced or hardened."""
    table = measured(desk, "goalposts")
    moved = (
        [
            desk.act_cell(row.get("act")),
            Cell(value(row.get("how"))),
            _acts(desk, row.get("replaces")),
            desk.act_cell(row.get("conceded")) if row.get("conceded") else Cell("–"),
            number(row.get("lag")),
        ]
        for row in rows_of(table, "moved")
    )
    totals = (
        [
            Cell(desk.name(row.get("party"))),
            number(row.get("new")),
            number(row.get("harder")),
            number(row.get("after_concession")),
            share(row.get("met_with_more")),
        ]
        for row in rows_of(table, "parties")
        if row.get("new") or row.get("harder")
    )
    heads = ("party", "new demands", "harder", "after a concession", "concessions met with more")
    days = table.get("follows_days")
    tail = f" within {figure(days)} days" if days else ""
    return Section(
        "goalposts",
        "Goalposts",
        f"Demands that were added or hardened, and those that came after the other side conceded{tail}.",
        (
            *grid("By party", heads, totals),
            *grid("Each move", ("act", "how", "replaces", "after the concession", "days after"), moved, of="moves"),
        ),
        "No demand was added or hardened on record.",
    )


def gestures(desk: Desk) -> Section:
    """Concessions and kind words that fell just before a deadline, and what became of them."""
    table = measured(desk, "gestures")
    parties = rows_of(table, "parties")
    totals = _gestures_by_party(desk, parties)
    near = (
        [
            desk.act_cell(gesture.get("act")),
            Cell(desk.name(gesture.get("deadline"))),
            number(gesture.get("days_to")),
            Cell(value(gesture.get("outcome"))),
        ]
        for row in parties
        for gesture in rows_of(row, "gestures")
        if gesture.get("deadline")
    )
    before = table.get("before_days")
    lead = (
        f"Near means within {figure(before)} days before a deadline set on the party" if before else "Near a deadline"
    )
    return Section(
        "gestures",
        "Gestures before deadlines",
        f"{lead}; the rate ratio compares gestures per day near a deadline with those on other days. "
        "A ratio whose interval holds 1 shows nothing.",
        (
            *grid(
                "By party",
                ("party", "near a deadline", "otherwise", "rate ratio", "what became of them"),
                totals,
            ),
            *grid(
                "Each gesture near a deadline",
                ("act", "deadline", "days to go", "what became of it"),
                near,
                of="gestures",
            ),
        ),
        "No gesture is on record, or the case names no deadline.",
    )


def _gestures_by_party(desk: Desk, parties: Iterable[Mapping[str, Any]]) -> Iterator[list[Cell]]:
    for row in parties:
        if row.get("near") or row.get("otherwise"):
            yield [
                Cell(desk.name(row.get("party"))),
                Cell(f"{figure(row.get('near'))} in {figure(row.get('near_days'))} days"),
                Cell(f"{figure(row.get('otherwise'))} in {figure(row.get('other_days'))} days"),
                share(row.get("ratio")),
                Cell(_outcomes(row.get("outcomes_near"))),
            ]


def _outcomes(entry: object) -> str:
    if not isinstance(entry, Mapping):
        return "–"
    return ", ".join(f"{figure(v)} {value(k)}" for k, v in entry.items() if is_number(v) and v) or "–"


def _acts(desk: Desk, acts: object) -> Cell:
    """Acts in one cell; the first leads to its entry."""
    if not isinstance(acts, list) or not acts:
        return desk.act_cell(acts) if acts else Cell("–")
    first, *more = (desk.act_cell(act) for act in acts)
    return replace(first, text="; ".join((first.text, *map(flat, more))))


def other_measures(desk: Desk) -> tuple[Section, ...]:
    """Every measure without a section of its own, each with the sentence, unit and status of its family."""
    tables = desk.assessment.get("measures")
    found = []
    for name, table in tables.items() if isinstance(tables, Mapping) else ():
        if name in NAMED:
            continue
        title = words(name).capitalize()
        lead = what(name).removeprefix(f"{title}: ")
        slug = f"measure-{words(name).replace(' ', '-')}"
        grids = any_grids(desk, str(name), table)
        found.append(
            Section(slug, title, lead[:1].upper() + lead[1:], grids, "Nothing was measured.", unit_and_status(name))
        )
    return tuple(found)


def all_left_out(desk: Desk) -> str:
    """One line on the parties whose rows are left out of the tables; "" where none is."""
    names = ", ".join(desk.name(p.id) for p in desk.record.case.parties if p.id in desk.silent)
    return f"Left out, having no acts on record: {names}." if names and desk.assessment.get("measures") else ""
