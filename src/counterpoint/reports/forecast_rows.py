"""Rows of a forecast, each a name, a strip and figures: how it ends, beside the base rates; when; on what terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from markupsafe import Markup

from counterpoint.case.model import Case
from counterpoint.reports import strips
from counterpoint.reports.forecast_words import assumed, came, meaning, none_or, ranked, span
from counterpoint.reports.lettering import plain
from counterpoint.reports.palette import FAINT, INK, PAPER
from counterpoint.reports.sheet import party_look
from counterpoint.reports.timeline import Axis, ticks
from counterpoint.reports.words import NBSP, day_words, percent, words

HIGH: Final = 36
FEW: Final = 20
"""Runs that ended so below which their times are called few."""
BASES: Final = {"settlement": ("comprehensive",), "partial": ("substantive", "comprehensive")}
"""What the base rate of an ending is: the first, less the second."""
_SHAPES: Final = ("triangle-up", "square")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name, what that means, its strip, the figure that counts, and the others; sub is part of another."""

    name: str
    note: str
    strip: Markup
    figure: str
    finer: tuple[str, ...] = ()
    sub: bool = False
    poles: tuple[str, str] | None = None

    @property
    def pieces(self) -> tuple[str, ...]:
        """The other figures, each to stand on one line."""
        return tuple(piece.replace(" ", NBSP) for piece in self.finer)


@dataclass(frozen=True, slots=True)
class Chart:
    """Rows over one scale, whose labels stand below."""

    rows: tuple[Row, ...]
    axis: Markup


def base_of(document: Mapping[str, Any], ending: str) -> float | None:
    """The base rate of an ending; None where nothing was counted."""
    shares = {b["id"]: float(b["share"]) for b in document["base_rates"]}
    if ending not in BASES or any(b not in shares for b in BASES[ending]):
        return None
    whole, *less = (shares[b] for b in BASES[ending])
    return whole - sum(less)


def endings(document: Mapping[str, Any], names: Mapping[str, str]) -> Chart:
    """How it ends: the share of runs, both intervals apart, the share drawn towards the base rate, the base rate."""
    parts = [*document["endings"], *document["of_whom"]]
    bases = [base_of(document, e["ending"]) or 0.0 for e in document["endings"]]
    tops = (max(r["p"], r["monte_carlo"][1], r["model"][1], r.get("drawn", 0.0)) for r in parts)
    end, places = strips.scale(max([*tops, *bases]))
    rows = []
    for row in ranked(document):
        name = str(row["ending"])
        base = base_of(document, name)
        finer = [*_intervals(row), f"drawn {percent(row['drawn'])}", *([f"base rate {percent(base)}"] if base else [])]
        rows.append(Row(words(name), meaning(name), _share(row, (end, places), base), percent(row["p"]), tuple(finer)))
        for part in document["of_whom"]:
            if part["ending"] == name and part["p"] > 0:
                who = f"of {names.get(part['party'], words(part['party']))}"
                finer = _intervals(part)
                rows.append(Row(who, "", _share(part, (end, places), None), percent(part["p"]), tuple(finer), sub=True))
    return Chart(tuple(rows), Markup(strips.axis([(p / end, percent(p)) for p in places])))


def _intervals(row: Mapping[str, Any]) -> list[str]:
    return [f"{span(row['monte_carlo'])} by chance", f"{span(row['model'])} by model"]


def _share(row: Mapping[str, Any], scale: tuple[float, Sequence[float]], base: float | None) -> Markup:
    """The strip of one ending."""
    end, places = scale
    chance, model = ([v / end for v in row[key]] for key in ("monte_carlo", "model"))
    sub = "drawn" not in row
    high, thick = (20, 8) if sub else (HIGH, 13)
    marks = strips.grid([p / end for p in places], high)
    marks.append(strips.bar((0, row["p"] / end), 2, thick, strips.FILL))
    if row["p"] > 0:
        marks.append(strips.rule(chance, 2 + thick / 2, INK, caps=3.5))
        marks.append(strips.rule(model, thick + 6, strips.MODEL, width=4))
        marks.append(strips.tick(row["p"] / end, (thick + 3, thick + 9), strips.MODEL, width=1.6))
    if base is not None:
        marks.append(strips.sign(base / end, high - 6, "circle", PAPER, stroke=strips.DRAWN, r=4))
    if not sub and (row["drawn"] > 0 or base is not None):
        marks.append(strips.sign(row["drawn"] / end, high - 6, "diamond", strips.DRAWN, r=5))
    return Markup(strips.strip(marks, high))


def base_rates(document: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Each base rate: its share, what it is, and of what it was counted."""
    return [
        (percent(b["share"]), plain(b["what"]), f"{b['n']} cases, {plain(b['source'])}: {plain(b['selection'])}")
        for b in document["base_rates"]
    ]


def _ordinal(iso: object) -> int:
    return date.fromisoformat(str(iso)).toordinal()


def when(document: Mapping[str, Any]) -> Chart:
    """When each ending came: from the tenth to the ninetieth run of a hundred that ended so."""
    first, last = _ordinal(document["as_of"]), _ordinal(document["until"])
    axis = Axis(first, last, 0.0, 1.0)
    marked = [(axis.x(t.day), f"{t.label} {t.below}".strip()) for t in ticks(Axis(first, last, 0, 520), room=90)]
    rows = []
    for name, found in sorted(document["times"].items(), key=lambda kv: -kv[1]["n"]):
        if found["days"]:
            rows.append(_time(came(name), found, (first, axis, [p for p, _ in marked])))
    inner = [(p, text) for p, text in marked if 0.26 < p < 0.74]
    ends = [(0.0, day_words(first)), *inner, (1.0, day_words(last))]
    return Chart(tuple(rows), Markup(strips.axis(ends)))


def _time(name: str, found: Mapping[str, Any], place: tuple[int, Axis, Sequence[float]]) -> Row:
    first, axis, grid = place
    days = [first + d for d in found["days"]]
    low, middle, high = (axis.x(d) for d in days)
    marks = [
        *strips.grid(grid, 20),
        strips.rule((0, 1), 10, FAINT, width=1),
        strips.bar((low, high), 6, 8, strips.FILL),
    ]
    marks.append(strips.tick(middle, (2, 18), INK, width=2.5))
    n = found["n"]
    few = f"{n} run{'s' if n != 1 else ''}" + (", few to go by" if n < FEW else "")
    early, half, late = (day_words(round(d)) for d in days)
    return Row(
        name, few, Markup(strips.strip(marks, 20)), f"half by {half}", (f"a tenth by {early}", f"nine tenths by {late}")
    )


def terms(document: Mapping[str, Any], case: Case) -> Chart:
    """Issue by issue on its named scale: what both declare, and at what it was agreed."""
    rows = tuple(_terms(t, document, case) for t in document["terms"])
    return Chart(rows, Markup(""))


def _terms(found: Mapping[str, Any], document: Mapping[str, Any], case: Case) -> Row:
    settled, at = float(found["settled"]), found["at"]
    marks = [
        strips.rule((0, 1), 16, FAINT, width=1.2),
        *(strips.tick(x, (10, 22), FAINT, width=1.2) for x in (0, 0.5, 1)),
    ]
    finer: list[str] = []
    if at:
        marks.append(strips.bar((at[0], at[2]), 12, 8, strips.FILL))
        marks.append(strips.tick(at[1], (10, 22), INK, width=2.5))
        finer.append(f"at {at[1]:.2f}" + (f" ({at[0]:.2f} to {at[2]:.2f})" if at[0] != at[2] else ""))
    marks += _declared(found, document, case)
    if found["share"] == 0:
        finer.append("carries no weight")
    return Row(
        plain(found["name"]), "", Markup(strips.strip(marks, 32)), f"agreed in {none_or(settled)}", tuple(finer),
        poles=(f"0 = {plain(found['zero'])}", f"1 = {plain(found['one'])}"),
    )  # fmt: skip


def _declared(found: Mapping[str, Any], document: Mapping[str, Any], case: Case) -> Iterator[str]:
    """Where both sides began, one above the line and one below, so that neither is hidden; hollow where assumed."""
    sides = zip(document["main"], found["declared"], assumed(found), _SHAPES, (6, 26), strict=True)
    for party, value, unknown, shape, y in sides:
        look = party_look(case, party)[0]
        yield strips.sign(value, y, shape, "none" if unknown else look, stroke=look if unknown else "none", r=4.5)


def declared_key(document: Mapping[str, Any], case: Case, names: Mapping[str, str]) -> list[tuple[Markup, str]]:
    """The signs of both sides, with their names, and that of what is assumed."""
    key = [
        (
            swatch(strips.sign(0.5, 8, shape, party_look(case, party)[0])),
            f"where {names.get(party, words(party))} began, as declared or first said",
        )
        for party, shape in zip(document["main"], _SHAPES, strict=True)
    ]
    if any(any(assumed(t)) for t in document["terms"]):
        hollow = "".join(
            strips.sign(at, 8, shape, "none", stroke=INK) for at, shape in zip((0.2, 0.8), _SHAPES, strict=True)
        )
        key.append((swatch(hollow), "assumed, for neither is on record"))
    return key


def swatch(*marks: str) -> Markup:
    """A sign of a key."""
    return Markup(f'<svg class="swatch" width="26" height="16" aria-hidden="true">{"".join(marks)}</svg>')


def endings_key() -> list[tuple[Markup, str]]:
    """The signs of the chart of endings."""
    return [
        (swatch(strips.bar((0, 1), 2, 12, strips.FILL)), "share of runs"),
        (swatch(strips.rule((0.05, 0.95), 8, INK, caps=3.5)), "by chance: 95 % interval for so many runs"),
        (swatch(strips.rule((0, 1), 8, strips.MODEL, width=4)),
         "by model: 80 % interval over what the parties may be playing"),
        (swatch(strips.sign(0.5, 8, "diamond", strips.DRAWN, r=5)), "drawn towards the base rates"),
        (swatch(strips.sign(0.5, 8, "circle", PAPER, stroke=strips.DRAWN, r=4)), "base rate"),
    ]  # fmt: skip


def terms_key() -> list[tuple[Markup, str]]:
    """The sign of what was agreed."""
    both = (strips.bar((0, 1), 4, 8, strips.FILL), strips.tick(0.5, (2, 14), INK, width=2.5))
    return [(swatch(*both), "where it was agreed: the middle run, and eight of ten runs")]
