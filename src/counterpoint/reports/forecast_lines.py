"""A forecast in plain lines: how it ends, beside the base rates; when, on what terms; and runs told in short."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from rich.console import Console
from rich.text import Text

from counterpoint.case.model import Case
from counterpoint.reports.forecast_rows import base_of
from counterpoint.reports.forecast_told import ending, outside, titles, where, who
from counterpoint.reports.forecast_words import (
    CAVEATS,
    ILLUSTRATION,
    assumed,
    book,
    came,
    cast_words,
    document_names,
    horizon,
    plays,
    ranked,
    situation,
    span,
    summary,
)
from counterpoint.reports.lettering import plain
from counterpoint.reports.summary import COLUMNS
from counterpoint.reports.words import iso_words, percent, words

NARROW: Final = 84
"""Below so many columns the table of endings takes two lines a row."""
BAR: Final = 20
"""Characters of the longest bar."""
TERMS_FROM: Final = 0.01
"""Issues that fewer runs than this settled are counted, not listed (share)."""
ACTS: Final = 4
EVENTS: Final = 3
"""Acts and outside events of a told run that are printed, at most; the page has more."""
HEADS: Final = ("How it ends", "When it ends", "On what terms", "Runs told")


def show(case: Case, document: Mapping[str, Any], console: Console | None = None) -> None:
    """Print a forecast on a terminal, as wide as it is; headings stand out."""
    out = console or Console()
    for line in forecast_lines(case, document, columns=out.width):
        bold = line.startswith((*HEADS, "TLP:"))
        out.print(Text(line, style="bold" if bold else ""), soft_wrap=True)


def forecast_lines(case: Case, document: Mapping[str, Any], *, columns: int = COLUMNS) -> list[str]:
    """The summary of a forecast in lines of so many columns."""
    names = document_names(case, document)
    wide = max(40, min(columns, 120))
    parts = (
        _head(document, names, wide), _endings(document, names, wide), _rates(document, wide),
        _times(document, wide), _terms(document, names, wide), _stories(document["stories"], names, wide),
    )  # fmt: skip
    return [line for part in parts for line in (*part, "")][:-1]


def _wrapped(text: str, wide: int, *, first: str = "", rest: str = "", most: int | None = None) -> list[str]:
    """A text in lines, at most so many; the last one tells that there would be more."""
    return textwrap.wrap(
        text,
        wide,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        max_lines=most,
        placeholder=" …",
    ) or [""]


def _head(document: Mapping[str, Any], names: Mapping[str, str], wide: int) -> Iterator[str]:
    yield plain(document["marking"])
    yield from _wrapped(plain(document["title"]), wide)
    yield from _wrapped(f"{horizon(document)}, {document['runs']:,} runs, seed {document['seed']}.", wide)
    yield from _wrapped(f"Cast {cast_words(document)}.", wide)
    yield ""
    for text in summary(document, names):
        yield from _wrapped(text, wide)
    yield from _wrapped(CAVEATS[0], wide)
    if document.get("purpose") == "illustration":
        yield from _wrapped(ILLUSTRATION, wide)


def _endings(document: Mapping[str, Any], names: Mapping[str, str], wide: int) -> Iterator[str]:
    """The table of endings, commonest first, those of one party below."""
    most = max((row["p"] for row in document["endings"]), default=1.0) or 1.0
    put = _two_lines if wide < NARROW else _one_line
    yield from put("How it ends", ("runs", "by chance", "by model", "drawn", "base rate"), wide, "")
    for row in ranked(document):
        base = base_of(document, row["ending"])
        figures = (*_figures(row), percent(row["drawn"]), percent(base) if base is not None else "")
        yield from put(words(row["ending"]), figures, wide, "█" * round(BAR * row["p"] / most))
        for part in document["of_whom"]:
            if part["ending"] == row["ending"] and part["p"] > 0:
                who_ = f"  of {names.get(part['party'], words(part['party']))}"
                yield from put(who_, (*_figures(part), "", ""), wide, "")
    yield from _wrapped(
        "by chance: 95 %, for so many runs; by model: 80 %, over what the parties may be playing.", wide
    )


def _figures(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return percent(row["p"]), span(row["monte_carlo"]), span(row["model"])


def _one_line(name: str, figures: Iterable[str], wide: int, bar: str) -> Iterator[str]:
    share, chance, model, drawn, base = figures
    line = f"{_cut(name, 22):<22} {share:>6}  {chance:<13} {model:<13} {drawn:>6} {base:>9}"
    yield f"{line}  {bar[: wide - len(line) - 2]}".rstrip()


def _two_lines(name: str, figures: Iterable[str], wide: int, bar: str) -> Iterator[str]:
    share, chance, model, drawn, base = figures
    yield f"{_cut(name, 22):<22} {share:>6}  {bar[: wide - 31]}".rstrip()
    rest = f"    {chance:<12} {model:<12} {drawn:>6} {base:>9}".rstrip()
    yield rest


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


def _rates(document: Mapping[str, Any], wide: int) -> Iterator[str]:
    """The base rates, and how much the column drawn owes to them."""
    weight = percent(document["base_rate_weight"])
    yield from _wrapped(f"drawn: towards the base rates, which weigh {weight} (elicited):", wide)
    for rate in document["base_rates"]:
        said = f"{plain(rate['what'])} (n={rate['n']}, {plain(rate['source'])})"
        yield from _wrapped(said, wide, first=f"  {percent(rate['share']):>5}  ", rest=" " * 9)
    yield from _wrapped(plain(document["base_rate_note"]), wide, first="  ", rest="  ")


def _times(document: Mapping[str, Any], wide: int) -> Iterator[str]:
    """When each ending came."""
    rows = [(name, t) for name, t in document["times"].items() if t["days"]]
    if not rows:
        yield "When it ends: no run ended before the last turn."
        return
    yield from _wrapped(
        "When it ends (days from the beginning: a tenth, half, nine tenths of the runs that end so)", wide
    )
    for name, t in sorted(rows, key=lambda row: -row[1]["n"]):
        low, middle, high = (f"{d:.0f}" for d in t["days"])
        yield f"  {came(name):<18} {low:>6} {middle:>6} {high:>6}   {t['n']} run{'s' if t['n'] != 1 else ''}"


def _terms(document: Mapping[str, Any], names: Mapping[str, str], wide: int) -> Iterator[str]:
    """On what terms, issue by issue."""
    rows = [t for t in document["terms"] if t["settled"] >= TERMS_FROM]
    if not rows:
        yield "On what terms: nothing was agreed on any issue in one run of a hundred."
        return
    first, second = (names.get(p, words(p)) for p in document["main"])
    yield from _wrapped(
        f"On what terms, but for runs in which one side gives in (scale 0 to 1; 1 is {first}, 2 is {second})", wide
    )
    room = max(16, min(44, wide - 38))
    yield f"  {'':<{room}} {'1, 2 began':<12} {'agreed':>7}  at"
    for t in rows:
        declared = " ".join(f"{v:.2f}{'?' * no}" for v, no in zip(t["declared"], assumed(t), strict=True))
        low, middle, high = t["at"]
        at = f"{middle:.2f}" + (f" ({low:.2f} to {high:.2f})" if low != high and wide >= NARROW else "")
        name = plain(t["name"])
        if len(name) > room:
            yield from _wrapped(name, wide, first="  ", rest="  ")
            name = ""
        yield f"  {name:<{room}} {declared:<12} {percent(t['settled']):>7}  {at}"
    if any(any(assumed(t)) for t in rows):
        yield "  ? assumed: neither declared nor said on record"
    if few := len(document["terms"]) - len(rows):
        yield f"  {few} more issue{'s' if few != 1 else ''}: agreed in less than one run of a hundred"


def _stories(told: Iterable[Mapping[str, Any]], names: Mapping[str, str], wide: int) -> Iterator[str]:
    """The runs that are told, by their gravest acts."""
    yield from _wrapped("Runs told (none of this has happened; more in forecast.html, all of it in runs/)", wide)
    for story in told:
        yield from _wrapped(f"{titles(story)}: {ending(story, names, short=True)}.", wide, first="  ", rest="    ")
        said = "; ".join(f"{names.get(p, words(p))} plays {plays(books)}" for p, books in story["plays"].items())
        yield from _wrapped(said, wide, first="    ", rest="    ")
        rows = [(e["date"], _event(e, names, wide)) for e in story.get("events", ())[:EVENTS]]
        rows += [(act["date"], _act(act, names, wide)) for act in _gravest(story["acts"])]
        for _, lines in sorted(rows, key=lambda row: str(row[0])):
            yield from lines


def _gravest(acts: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Some acts of a run, in order: what was agreed or signed first, then what a situation moved most."""

    def weight(act: Mapping[str, Any]) -> tuple[bool, float]:
        return (act["mark"] is not None, max((abs(m["nats"]) for m in act["moved_by"]), default=0.0))

    kept = sorted(range(len(acts)), key=lambda n: (*(-w for w in weight(acts[n])), n))[:ACTS]
    return [acts[n] for n in sorted(kept)]


def _event(event: Mapping[str, Any], names: Mapping[str, str], wide: int) -> Iterator[str]:
    """What came from outside."""
    said = f"{iso_words(event['date']):>11}  {outside(event, names)}"
    yield from _wrapped(said, wide, first="    ", rest=" " * 17, most=2)


def _act(act: Mapping[str, Any], names: Mapping[str, str], wide: int) -> Iterator[str]:
    """One act, and below it what moved it most."""
    place = where({**act, "position": None}, names)
    mark = f" ({act['mark']})" if act["mark"] else ""
    said = f"{iso_words(act['date']):>11}  {who(act, names)}: {words(act['kind'])}{mark}, {place}"
    yield from _wrapped(said, wide, first="    ", rest=" " * 17, most=2)
    if told := [m for m in act["moved_by"] if m["situation"] != "always"]:
        strongest = told[0]
        more = "as" if strongest["nats"] > 0 else "although"
        why = situation(strongest["situation"], on_issue=bool(act["issue"]))
        text = f"{more}: {why} [{book(strongest['playbook'])}]"
        yield from _wrapped(text, wide, first=" " * 17, rest=" " * 19, most=2)
