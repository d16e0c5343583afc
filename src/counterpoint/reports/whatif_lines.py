"""A changed case beside the unchanged one, and what channels are worth, as lines of text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, Final

from counterpoint.case.model import Case
from counterpoint.reports.forecast_words import CAVEATS, ILLUSTRATION
from counterpoint.reports.lettering import plain
from counterpoint.reports.words import iso_words, names_of, words

WIDE: Final = 100
"""Columns of the lines that are wrapped."""
NAME: Final = 28
Names = Mapping[str, str]


def whatif_lines(case: Case, document: Mapping[str, Any]) -> list[str]:
    """The summary of a what-if."""
    names = names_of(case)
    parts = (_head(document, "with the change and without"), _levers(document), _table(document, names),
             _readings(document, names))  # fmt: skip
    return [line for part in parts for line in (*part, "")][:-1]


def value_lines(case: Case, document: Mapping[str, Any]) -> list[str]:
    """The summary of what channels are worth."""
    names = names_of(case)
    orders = document["orders"]
    how = f"Shapley values, {document['method']} ({orders} order{'' if orders == 1 else 's'})"
    return [*_head(document, how), "", *_values(document, names)]


def _wrapped(text: str, rest: str = "") -> list[str]:
    return textwrap.wrap(text, WIDE, subsequent_indent=rest, break_on_hyphens=False)


def _head(document: Mapping[str, Any], how: str) -> Iterator[str]:
    yield plain(document["marking"])
    yield from _wrapped(plain(document["title"]))
    yield from _wrapped(
        f"Played from {iso_words(document['as_of'])}, {document['turns']} turns of {document['turn_days']} days,"
        f" {document['runs']:,} runs, {how}, {document['draws']} draws of the cast, seed {document['seed']}."
    )
    yield from _wrapped(CAVEATS[0])
    if document.get("purpose") == "illustration":
        yield from _wrapped(ILLUSTRATION)


def _levers(document: Mapping[str, Any]) -> Iterator[str]:
    """What was pulled, and what there is to say of it."""
    for lever in document["levers"]:
        yield from _wrapped(f"{lever['written']}: {lever['what']} Status: {lever['status']}.", "  ")
    for note in document["notes"]:
        yield from _wrapped(f"note: {note}", "  ")


def _table(document: Mapping[str, Any], names: Names) -> Iterator[str]:
    """Every yardstick: without, with, the difference with its interval, and the spread of the model."""
    yield f"{'What changes':<{NAME}} {'without':>8} {'with':>8} {'change':>9}  {'by chance':<17} by model"
    rows = [(words(r["ending"]), r, 100.0, " %") for r in document["endings"] if r["base"] or r["changed"]]
    rows.append(("agreement on more", document["agreement"], 100.0, " %"))
    rows.append(("how near they stand [0..1]", document["near"], 1.0, ""))
    if document["days"]["base"] != document["days"]["changed"]:
        rows.append(("days to a settlement", document["days"], 1.0, " d"))
    rows += [(f"payoff of {_name(names, r['party'])}", r, 1.0, "") for r in document["payoffs"]]
    for name, row, scale, unit in rows:
        yield _row(name[:NAME], row, scale, unit)
    yield from _wrapped(
        "by chance: 95 %, for so many paired runs, of which about one in twenty leaves out the truth; by model: 80 %,"
        " over what the parties may be playing."
    )


def _row(name: str, row: Mapping[str, Any], scale: float, unit: str) -> str:
    digits = 1 if unit else 3
    base, changed = (f"{row[k] * scale:.{digits}f}{unit}" for k in ("base", "changed"))
    begin = f"{name:<{NAME}} {base:>8} {changed:>8}"
    if row["seen"]:
        chance, model = (_span(row[key], scale, unit) for key in ("interval", "model"))
        return f"{begin} {_signed(row['difference'], scale, unit):>9}  {chance:<17} {model}".rstrip()
    return f"{begin} {'':>9}  no difference seen ({_amount(row['detectable'], scale, unit)} would have been)"


def _amount(value: float, scale: float, unit: str) -> str:
    return f"{value * scale:.{2 if unit else 3}f}{unit}"


def _signed(value: float, scale: float, unit: str) -> str:
    return f"{value * scale:+.{2 if unit else 3}f}{unit}"


def _span(pair: list[float] | None, scale: float, unit: str) -> str:
    if pair is None:
        return "not told from chance"
    low = _signed(pair[0], scale, unit).removesuffix(unit)
    return f"{low} to {_signed(pair[1], scale, unit)}"


def _readings(document: Mapping[str, Any], names: Names) -> Iterator[str]:
    """The answer under each reading of the other side."""
    towards, asking = (_name(names, document[key]) for key in ("towards", "asking"))
    if not document["readings"]:
        yield f"What {towards} plays is set by a lever, so no other readings of it are tried."
        return
    yield f"If {towards} plays one thing from first to last, whatever the cast says, this changes:"
    yield f"  {'':<12} {'agreement on more':<38} payoff of {asking}"
    for reading in document["readings"]:
        own = next(r for r in reading["payoffs"] if r["party"] == document["asking"])
        yield f"  {reading['aim']:<12} {_short(reading['agreement'], 100.0, ' %'):<38} {_short(own, 1.0, '')}"
    for line in document["warnings"]:
        yield from _wrapped(f"warning: {line}", "  ")


def _short(row: Mapping[str, Any], scale: float, unit: str) -> str:
    if not row["seen"]:
        return f"no difference seen ({_amount(row['detectable'], scale, unit)})"
    return f"{_signed(row['difference'], scale, unit)} ({_span(row['interval'], scale, unit)})"


def _values(document: Mapping[str, Any], names: Names) -> Iterator[str]:
    """Channels by yardsticks, and the worth with all and with none."""
    yardsticks = document["yardsticks"]
    heads = ["agreed" if y == "agreement" else f"to {_name(names, y)}"[:16] for y in yardsticks]
    rows = [("What a channel is worth", heads)]
    for row in document["channels"]:
        cells = [_worth(y, row["worth"][y]["value"], row["worth"][y]["error"]) for y in yardsticks]
        rows.append((row["channel"], cells))
    for name, held in (("all of them", document["with_all"]), ("none of them", document["with_none"])):
        rows.append((name, [f"{held[y] * 100:+.1f} %" if y == "agreement" else f"{held[y]:+.3f}" for y in yardsticks]))
    wide = max(len(name) for name, _ in rows)
    for name, cells in rows:
        yield f"{name:<{wide}}  {'  '.join(f'{cell:<16}' for cell in cells)}".rstrip()
    yield from _wrapped(
        "What a channel adds to the payoff of each, and to the share of runs in which more is agreed than at first,"
        " averaged over all orders of opening the channels; in brackets half of a 95 % interval."
    )


def _worth(yardstick: str, value: float, error: float) -> str:
    return f"{value * 100:+.1f} % (±{error * 100:.1f})" if yardstick == "agreement" else f"{value:+.3f} (±{error:.3f})"


def _name(names: Names, party: str) -> str:
    return names.get(party, words(party))
