"""The section on agendas: what falls outside them, what is kept off them, who raised an issue first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from counterpoint.reports.pages import Cell, Desk, Section, grid, measured, number, rows_of
from counterpoint.reports.terms import unit_and_status
from counterpoint.reports.words import figure, is_number, iso_words, percent, when_words, words

_COUNTS: Final = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
MOST: Final = 6
"""Channels without an agenda that are named; more are counted."""
Row = Mapping[str, Any]


def count(number: int, one: str, many: str = "") -> str:
    """So many of a thing, in words up to ten: Two tables."""
    return f"{_word(number)} {one if number == 1 else many or one + 's'}"


def _word(number: int) -> str:
    return _COUNTS[number] if number < len(_COUNTS) else str(number)


def listed(names: Sequence[str]) -> str:
    """Names as a list in a sentence: a, b and c."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def agenda(desk: Desk) -> Section:
    """What each table is to deal with, what falls outside that, and the core issues kept off."""
    table = measured(desk, "agenda")
    tables, off = rows_of(table, "tables"), rows_of(table, "kept_off")
    heads = ("channel", "on the agenda", "acts on an issue outside it")
    where = "asks at the table / elsewhere / in public"
    kept = ("core issue kept off", "asked by", "of", where, "spoken of by the other", "days waiting")
    came = ("channel", "issue that came on", "day", "asked for first by")
    return Section(
        "agenda",
        "Agendas",
        "An act at a table that has an agenda is on it or outside it. An issue is kept off when one party asks the "
        "other for it while no agenda of the tables that they share names it; it may be off for good reason.",
        (
            *grid("Tables", heads, (_table(desk, row) for row in tables), of="tables"),
            *grid("Core issues kept off", kept, (_kept_off(desk, row) for row in off), of="issues"),
            *grid("Issues that came on later", came, (_came(desk, r) for r in rows_of(table, "entered")), of="issues"),
            *grid("First to raise an issue", ("issue", "first raised by", "act", "taken up by the other after (days)"),
                  (_raised(desk, row) for row in rows_of(table, "raised")), of="issues"),
        ),
        "No table has a recorded agenda, and no issue was raised.",
        (*_unrecorded(desk, table), *unit_and_status("agenda")) if table else (),
        tuple(_said(desk, tables, off)),
    )  # fmt: skip


def _said(desk: Desk, tables: Sequence[Row], off: Sequence[Row]) -> Iterator[str]:
    """What was found, in sentences."""
    if not tables:
        return
    yield f"{count(len(tables), 'table has a', 'tables have a')} recorded agenda. {_outside(desk, tables)}".strip()
    for row in off:
        asked = row.get("off") or {}
        end = f"it came on on {iso_words(row['put_on'])}" if row.get("put_on") else _waiting(row)
        times = "once" if asked.get("k") == 1 else f"{asked.get('k')} times"
        yield (
            f"Kept off {_where(desk, row.get('tables') or (), len(tables))}: {desk.name(row.get('issue'))}, which "
            f"{desk.name(row.get('party'))} asked of {desk.name(row.get('other'))} {times}; {end}."
        )


def _waiting(row: Row) -> str:
    days = row.get("waited_days")
    return f"waiting {figure(days)} days" if is_number(days) else "the other side could not hear it by then"


def _where(desk: Desk, names: Sequence[object], known: int) -> str:
    """At which of the known tables."""
    if len(names) == known and known > 1:
        return "both" if known == 2 else f"all {count(known, 'table').lower()}"
    return listed([desk.name(n) for n in names]) if len(names) < 4 else f"{count(len(names), 'table').lower()}"


def _outside(desk: Desk, tables: Sequence[Row]) -> str:
    """How much fell outside the agenda, where it did; the other tables are counted."""
    shares = [
        (desk.name(row.get("channel")), row["beside"]) for row in tables if isinstance(row.get("beside"), Mapping)
    ]
    judged = [(name, share) for name, share in shares if share.get("n")]
    some = sorted((pair for pair in judged if pair[1]["k"]), key=lambda pair: -pair[1]["value"])
    none = [name for name, share in judged if not share["k"]]
    if not some:
        return "No act on an issue fell outside it." if none else ""
    parts = [
        f"in {name} {s['k']} of {s['n']} acts on an issue ({percent(s['value'])}) fell outside it" for name, s in some
    ]
    if none:
        parts.append(f"in {none[0]} none" if len(none) == 1 else f"in the other {_word(len(none)).lower()} none")
    said = "; ".join(parts)
    return f"{said[0].upper()}{said[1:]}."


def _table(desk: Desk, row: Row) -> list[Cell]:
    share = row.get("beside") or {}
    outside = f"{share['k']} of {share['n']} ({percent(share['value'])})" if share.get("n") else "no act on an issue"
    until = f" (until {iso_words(row['ended'])})" if row.get("ended") else ""
    return [Cell(desk.name(row.get("channel"))), Cell(_issues(desk, row.get("on_agenda")) + until), Cell(outside)]


def _issues(desk: Desk, names: object) -> str:
    return "; ".join(desk.name(n) for n in names) if isinstance(names, list) and names else "–"


def _kept_off(desk: Desk, row: Row) -> list[Cell]:
    asks = row.get("asks") or {}
    return [
        Cell(desk.name(row.get("issue"))),
        Cell(desk.name(row.get("party"))),
        Cell(desk.name(row.get("other"))),
        Cell(" / ".join(figure(asks.get(k)) for k in ("table", "elsewhere", "public"))),
        Cell(words(row.get("spoken") or "–")),
        number(row.get("waited_days")),
    ]


def _came(desk: Desk, row: Row) -> list[Cell]:
    by = row.get("asked_first_by")
    return [
        Cell(desk.name(row.get("channel"))),
        Cell(desk.name(row.get("issue"))),
        Cell(iso_words(row.get("day"))),
        Cell(desk.name(by) if by else "–"),
    ]


def _raised(desk: Desk, row: Row) -> list[Cell]:
    by, taken = row.get("by"), row.get("taken_up")
    after = figure(row.get("days_to_take_up")) if taken else "not taken up" if taken is False else "–"
    return [
        Cell(desk.name(row.get("issue"))),
        Cell(desk.name(by) if by else "several on one day"),
        _opening(desk, row.get("act")),
        Cell(after),
    ]


def _opening(desk: Desk, key: object) -> Cell:
    """The act that raised an issue, in short: who, and of what kind."""
    act = desk.acts.get(str(key))
    if act is None:
        return desk.act_cell(key)
    return Cell(f"{desk.name(act.actor)}, {words(act.kind)}", act.id, lead=when_words(act))


def _unrecorded(desk: Desk, table: Row) -> Iterable[str]:
    """The tables that are not judged, in one line each way."""
    for key, said in (("not_recorded", "No agenda is recorded for"), ("not_begun", "Agendas that had not begun")):
        names = table.get(key)
        if isinstance(names, list) and len(names) > MOST:
            yield f"{said}: {len(names)} of {len(desk.record.case.channels)} channels."
        elif isinstance(names, list) and names:
            yield f"{said}: {'; '.join(desk.name(n) for n in names)}."
