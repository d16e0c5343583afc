"""The command agreement: two coders' acts files, compared."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from counterpoint.case.problem import Problem, clip
from counterpoint.cli.given import case_folder
from counterpoint.cli.guard import FINE, UnsoundCase, UsageError, complain
from counterpoint.cli.output import say, say_json

if TYPE_CHECKING:
    from counterpoint.coding.files import Coder, House

WIDE, WIDEST = 110, 160
"""From so many characters on the two coders stand side by side; more than WIDEST are not used."""
SIDES = {"all": "unmatched as not coded", "matched": "matched acts"}
"""The two ways in which a column is compared, and how they are told."""
EXTRA = ("krippendorff", "scipy")
MOST_LINES, MOST_CAUSES = 40, 8
"""Most lines that tell of problems, and of them most that sum up what many share."""


def agreement(a: Path, b: Path, *, case: str | None, seed: int, json: bool) -> int:
    """Compare two coders' files; print tables and differences, or one JSON document."""
    if seed < 0:
        raise UsageError(f"--seed: expected a whole number from 0, got {seed}")
    if a.exists() and b.exists() and a.samefile(b):
        raise UsageError(f"agreement: expected the files of two coders, got {a} twice (try the other coder's file)")
    house = _house(case)
    one, two = _coders(a, b, house)
    try:
        from counterpoint.coding.agreement import agreement as work
    except ModuleNotFoundError as error:
        if error.name not in EXTRA:
            raise
        hint = "pip install 'counterpoint[coding]'"
        raise UsageError(f"agreement: expected the package {error.name}, got nothing (try {hint})") from None
    document = work(one, two, seed=seed, party_of=house.party_of if house else None)
    if json:
        from counterpoint import __version__

        say_json(document | {"version": __version__})
        if line := _doubt(document):
            complain(line)
        return FINE
    say(agreement_lines(document, min(shutil.get_terminal_size().columns, WIDEST)))
    return FINE


def _house(case: str | None) -> House | None:
    """The case that names are checked against, if one is given."""
    if case is None:
        return None
    from counterpoint.coding.files import read_house

    house, problems = read_house(case_folder(case))
    if house is None:
        raise UnsoundCase(_lines(problems))
    return house


def _coders(a: Path, b: Path, house: House | None) -> tuple[Coder, Coder]:
    """Both coders' files; all that is wrong with either of them is told at once."""
    from counterpoint.coding.files import read_coder

    alike = a.name == b.name
    read = [read_coder(p, f"{p.resolve().parent.name}/{p.name}" if alike else p.name, house=house) for p in (a, b)]
    problems = [p for _, found in read for p in found]
    (one, _), (two, _) = read
    if one is None or two is None:
        raise UnsoundCase(_lines([p for p in problems if p.severity == "error"]))
    if empty := " and ".join(coder.file for coder in (one, two) if not coder.acts):
        raise UnsoundCase(f"{empty}: no act below the header, so there is nothing to compare")
    from counterpoint.coding.independence import dependent

    if problems := [*dependent((a, one), (b, two)), *problems]:
        complain(_lines(problems))
    return one, two


def _lines(problems: Sequence[Problem]) -> str:
    """Problems, a line each; of very many the first, what many share, and how many more there are."""
    if len(problems) <= MOST_LINES:
        return "\n".join(map(str, problems))
    from counterpoint.cli.alike import alike

    causes = sorted(alike(problems), key=_size, reverse=True)[:MOST_CAUSES]
    told = MOST_LINES - 1 - len(causes)
    more = f"{len(problems) - told} more problems are not shown (try mending these first)"
    return "\n".join([*map(str, problems[:told]), *causes, more])


def _size(cause: str) -> int:
    """How many problems a line about many of them counts."""
    counted = re.search(r": (\d+) ", cause)
    return int(counted[1]) if counted else 0


def _doubt(document: Mapping[str, Any]) -> str:
    """The line for two files that hardly share an act, or ""."""
    from counterpoint.coding.independence import other_documents

    return other_documents(document["matching"]["matched"], document["a"]["acts"], document["b"]["acts"])


def agreement_lines(document: Mapping[str, Any], room: int) -> Iterator[str]:
    """The comparison in lines of at most so many characters (80 or more)."""
    if line := _doubt(document):
        yield line
        yield ""
    yield from _head(document, room)
    yield ""
    yield from _columns(document)
    yield ""
    yield from _kinds(document)
    yield ""
    yield from _confusions(document)
    yield ""
    yield from _differences(document, room)


def _head(document: Mapping[str, Any], room: int) -> Iterator[str]:
    for key in ("a", "b"):
        yield f"{key.upper()}: {document[key]['file']}, {_count(document[key]['acts'], 'act')}"
    found = document["matching"]
    yield f"matched {found['matched']}, only A {found['only_a']}, only B {found['only_b']}"
    if found["why"]:
        yield found["why"]
    else:
        said = (
            f"precision {found['precision']:.2f}, recall {found['recall']:.2f} (A as reference), F1 {found['f1']:.2f}"
        )
        yield f"{said} {_spread(found['f1_low'], found['f1_high'])}".rstrip()
    clusters = document["clusters"]
    drawn = f"{document['resamples']} resamples of {clusters['n']} {clusters['what']}, seed {document['seed']}"
    brackets = f" In brackets 95 %, from {drawn}." if clusters["n"] >= clusters["needed"] else ""
    yield from wrap(
        "Alpha is 1 for perfect agreement and 0 for that of chance; from .800 on data may be relied on, from .667 on "
        f"for tentative conclusions (Krippendorff 2004).{brackets}",
        room,
    )


def _columns(document: Mapping[str, Any]) -> Iterator[str]:
    yield f"{'':<10}{'unmatched acts as not coded':<35}{'matched acts alone'}"
    title = f"{'alpha':<7}{'95 %':<15}{'equal':>5}{'n':>5}"
    yield f"{'column':<10}{title}   {title}"
    for name, part in document["columns"].items():
        cells = [_alpha(part[key]) if part[key] else f"{'–':<32}" for key in SIDES]
        yield f"{name:<10}{cells[0]}   {cells[1]}"
    n = document["columns"]["position"]["matched"]["n"]
    yield f"position: interval metric, on the {_count(n, 'matched pair')} of which both state one"
    for text in _whys(document["columns"]):
        yield from wrap(text, 80, subsequent_indent="  ")


def _whys(columns: Mapping[str, Any]) -> Iterator[str]:
    """Why numbers are missing, each reason once with the columns that it holds for."""
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for name, part in columns.items():
        for key in SIDES:
            said = part[key] or {"why": None, "why_no_interval": None}
            what, why = ("alpha", said["why"]) if said["why"] else ("interval", said["why_no_interval"])
            if why:
                found.setdefault((what, why), {}).setdefault(name, []).append(key)
    for (what, why), names in found.items():
        whole = all(len(names.get(n, ())) == sum(part[k] is not None for k in SIDES) for n, part in columns.items())
        listed = (n if len(keys) > 1 or n == "position" else f"{n} ({SIDES[keys[0]]})" for n, keys in names.items())
        yield f"{what} of {'every column' if whole else ', '.join(listed)} {why}"


def _alpha(part: Mapping[str, Any]) -> str:
    """Alpha, interval, share of equal pairs and number, 32 characters wide."""
    value = "–" if part["alpha"] is None else _figure(part["alpha"], 3)
    spread = _spread(part["low"], part["high"])
    equal = "–" if part["agreement"] is None else f"{part['agreement']:.0%}"
    return f"{value:<7}{spread:<15}{equal:>5}{part['n']:>5}"


def _figure(value: float, digits: int) -> str:
    """A number with so many digits; what rounds to zero has no sign."""
    return f"{round(value, digits) + 0.0:.{digits}f}"


def _spread(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"[{_figure(low, 2)}, {_figure(high, 2)}]"


def _kinds(document: Mapping[str, Any]) -> Iterator[str]:
    if not document["kinds"]:
        yield "kinds: none coded"
        return
    yield f"{'kind':<14}{'A':>4}{'B':>5}{'both':>6}   alpha against all other kinds"
    for row in document["kinds"]:
        value = row["why"] if row["alpha"] is None else _figure(row["alpha"], 3)
        line = f"{row['kind']:<14}{row['a']:>4}{row['b']:>5}{row['both']:>6}   {value:<7}"
        yield f"{line} {_spread(row['low'], row['high'])}".rstrip()


def _confusions(document: Mapping[str, Any]) -> Iterator[str]:
    if not document["confusions"]:
        yield "kinds confused: none"
        return
    yield "kinds confused, most frequent first"
    for row in document["confusions"]:
        ways = [(f"A {one}, B {two}", row[key]) for one, two, key in _ways(row) if row[key]]
        counts = [f"{way}{f': {n}' if len(ways) > 1 else ''}" for way, n in ways]
        yield f"  {row['n']:>3}  {'; '.join(counts)}"


def _ways(row: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    first, second = row["first"], row["second"]
    return (first, second, "a_first_b_second"), (second, first, "a_second_b_first")


def _differences(document: Mapping[str, Any], room: int) -> Iterator[str]:
    rows = document["differences"]
    if not rows:
        yield "differences: none"
        return
    yield f"differences, {len(rows)}: kind / issue, other columns that differ, note"
    for row in rows:
        what = ", ".join(row["columns"]) or f"{'B' if row['a'] else 'A'} has no such act"
        yield ""
        yield clip(f"{row['locator'] or 'no locator'}, {row['date']}, {row['actor']}: {what}", room)
        yield from _beside(row, room) if room >= WIDE else _below(row, room)


def _below(row: Mapping[str, Any], room: int) -> Iterator[str]:
    """Both coders one below the other."""
    for key in ("a", "b"):
        for place, line in enumerate(_side(row, key, room - 4)):
            yield f"  {key.upper() if not place else ' '} {line}"


def _beside(row: Mapping[str, Any], room: int) -> Iterator[str]:
    """Both coders side by side."""
    half = (room - 7) // 2
    for place, (a, b) in enumerate(zip_longest(_side(row, "a", half), _side(row, "b", half), fillvalue="")):
        yield f"  {' ' if place else 'A'} {a:<{half}} {' ' if place else 'B'} {b}".rstrip()


def _side(row: Mapping[str, Any], key: str, room: int) -> list[str]:
    """What one coder has, in lines."""
    said = row[key]
    if said is None:
        return ["not coded"]
    others = [f"{name} {_value(said[name])}" for name in row["columns"] if name not in ("kind", "issue")]
    if row["a"] and row["b"] and row["a"]["actor"] != row["b"]["actor"]:
        others.append(f"actor {said['actor']}")
    head = f"{said['id']}  {said['kind']} / {said['issue'] or '–'}{''.join(f', {other}' for other in others)}"
    return [*wrap(head, room), *wrap(said["note"] or said["quote"], room)]


def _value(value: object) -> str:
    return "–" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
