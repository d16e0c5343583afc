"""A changed case beside the unchanged one, and what channels are worth, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterpoint.reports.words import percent, words


def whatif_lines(document: dict[str, Any]) -> list[str]:
    """The summary of a what-if."""
    return [*_head(document), *_levers(document), "", *_table(document), "", *_readings(document)]


def _head(document: dict[str, Any]) -> Iterator[str]:
    first, second = document["main"]
    yield f"{document['title']}  [{document['marking']}]"
    yield (f"Played on from {document['as_of']} with the change and without: {document['runs']} runs of"
           f" {document['turns']} turns of {document['turn_days']} days, {document['draws']} draws of the cast,"
           f" seed {document['seed']}.")  # fmt: skip
    yield f"An agreement is one between {first} and {second}. What is shown is what the model plays, not what would be."


def _levers(document: dict[str, Any]) -> Iterator[str]:
    for lever in document["levers"]:
        yield f"lever {lever['written']}: {lever['what'].rstrip('.')} ({lever['status']})"
    for note in document["notes"]:
        yield f"note: {note}"


def _table(document: dict[str, Any]) -> Iterator[str]:
    """Every yardstick: without, with, the difference with its interval, and the spread of the model."""
    wide = 30
    yield f"{'':<{wide}} {'without':>8} {'with':>8} {'difference':>10}  {'95 % of chance':<18} of model"
    rows = [(words(r["ending"]), r, 100.0, "%") for r in document["endings"] if r["base"] or r["changed"]]
    rows.append(("agreement on anything", document["agreement"], 100.0, "%"))
    rows.append(("how near they stand (0 to 1)", document["near"], 1.0, ""))
    if document["days"]["base"] != document["days"]["changed"]:
        rows.append(("days to a settlement", document["days"], 1.0, "d"))
    rows += [(f"payoff of {r['party']}", r, 1.0, "") for r in document["payoffs"]]
    for name, row, scale, unit in rows:
        yield _row(f"{name:<{wide}}", row, scale, unit)
    yield "of chance: for so many paired runs; of model: 80 %, over what the parties may be playing."
    yield "Of twenty such intervals about one leaves out the truth by chance."


def _row(name: str, row: dict[str, Any], scale: float, unit: str) -> str:
    digits = 3 if not unit else 1
    base, changed, by = (f"{row[k] * scale:.{digits}f}{unit}" for k in ("base", "changed", "difference"))
    if row["seen"]:
        chance, model = (_span(row[key], scale, digits) for key in ("interval", "model"))
        sign = "+" if row["difference"] > 0 else ""
        return f"{name} {base:>8} {changed:>8} {sign + by:>10}  {chance:<18} {model}".rstrip()
    least = f"{row['detectable'] * scale:.{digits}f}{unit}"
    return f"{name} {base:>8} {changed:>8} {'':>10}  no difference seen (one of {least} would have been)"


def _span(pair: list[float] | None, scale: float, digits: int) -> str:
    return f"{pair[0] * scale:+.{digits}f} to {pair[1] * scale:+.{digits}f}" if pair else ""


def _readings(document: dict[str, Any]) -> Iterator[str]:
    """The answer under each reading of the other side."""
    towards, asking = document["towards"], document["asking"]
    if not document["readings"]:
        yield f"What {towards} plays is set by a lever, so no other readings of it are tried."
        return
    yield f"if {towards} is not what the cast says, but plays one thing from first to last:"
    yield f"  {'':<14} {'agreement on anything':<30} payoff of {asking}"
    for reading in document["readings"]:
        own = next(r for r in reading["payoffs"] if r["party"] == asking)
        told = _short(reading["agreement"], 100.0, "%")
        yield f"  {reading['aim']:<14} {told:<30} {_short(own, 1.0, '')}"
    for line in document["warnings"]:
        yield f"warning: {line}"


def _short(row: dict[str, Any], scale: float, unit: str) -> str:
    digits = 3 if not unit else 1
    if not row["seen"]:
        return f"no difference seen ({row['detectable'] * scale:.{digits}f}{unit})"
    return f"{row['difference'] * scale:+.{digits}f}{unit} ({_span(row['interval'], scale, digits)})"


def value_lines(document: dict[str, Any]) -> list[str]:
    """The summary of what channels are worth."""
    return [*_value_head(document), "", *_values(document)]


def _value_head(document: dict[str, Any]) -> Iterator[str]:
    first, second = document["main"]
    yield f"{document['title']}  [{document['marking']}]"
    yield (f"What each channel between {first} and {second} is worth from {document['as_of']} on: Shapley values,"
           f" {document['method']} ({document['orders']} orders), {document['runs']} runs of {document['turns']} turns"
           f" of {document['turn_days']} days, seed {document['seed']}.")  # fmt: skip
    yield "A value is what the channel adds, averaged over all orders of opening them. It is what the model plays."


def _values(document: dict[str, Any]) -> Iterator[str]:
    yardsticks = document["yardsticks"]
    wide = max(len(row["channel"]) for row in document["channels"]) if document["channels"] else 0
    wide = max(wide, len("all less none"))
    yield f"{'':<{wide}}  " + "  ".join(f"{_yardstick(y):<16}" for y in yardsticks).rstrip()
    for row in document["channels"]:
        cells = [_cell(y, row["worth"][y]["value"], row["worth"][y]["error"]) for y in yardsticks]
        yield f"{row['channel']:<{wide}}  " + "  ".join(f"{cell:<16}" for cell in cells).rstrip()
    for name, held in (("with all", document["with_all"]), ("with none", document["with_none"])):
        yield f"{name:<{wide}}  " + "  ".join(f"{_plain(y, held[y]):<16}" for y in yardsticks).rstrip()
    yield "in brackets half of a 95 % interval; a value within its bracket of 0 is not told apart from none."


def _yardstick(name: str) -> str:
    return "agreed" if name == "agreement" else f"to {name}"


def _cell(yardstick: str, value: float, error: float) -> str:
    return f"{value:+.3f} (±{error:.3f})" if yardstick != "agreement" else f"{100 * value:+.1f}% (±{100 * error:.1f})"


def _plain(yardstick: str, value: float) -> str:
    return f"{value:.3f}" if yardstick != "agreement" else percent(value)
