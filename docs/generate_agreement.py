"""Write docs/agreement.md from benchmarks/results/agreement.json.

Run      uv run python docs/generate_agreement.py
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "agreement.json"
PAGE = ROOT / "docs" / "agreement.md"
ALL = "all cases"
FIRST, SAME, SECOND, FRESH = "first round", "first round, same documents", "second round", "fresh documents"
AIM, TENTATIVE = 0.80, 0.667
NARROW = 0.02
"""So near below the aim a miss is called narrow."""
FEW = 10
"""Kinds that neither coder used so often say little."""


def number(value: float | None, low: float | None = None, high: float | None = None) -> str:
    """A number with its interval, or a dash."""
    if value is None:
        return "–"
    ends = f" ({low:.2f} to {high:.2f})" if low is not None and high is not None else ""
    return f"{value:.2f}{ends}"


def alpha(found: dict[str, Any]) -> str:
    """An alpha with its interval."""
    return number(found["alpha"], found["low"], found["high"])


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """A table in Markdown."""
    return ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |",
            *("| " + " | ".join(row) + " |" for row in rows)]  # fmt: skip


def cases(results: dict[str, Any]) -> list[str]:
    """Every case: acts, how many were matched, alpha of kind with and without the unmatched."""
    rows = []
    for name, each in results.items():
        match, kind = each["matching"], each["columns"]["kind"]
        f1 = number(match["f1"], match["f1_low"], match["f1_high"])
        rows.append((name, str(each["a"]["acts"]), str(each["b"]["acts"]), str(match["matched"]), f1,
                     alpha(kind["all"]), alpha(kind["matched"])))  # fmt: skip
    head = ("case", "acts A", "acts B", "matched", "match F1", "alpha of kind", "of matched acts")
    return table(head, rows)


def columns(each: dict[str, Any]) -> list[str]:
    """Every column over all cases."""
    rows = []
    for name, found in each["columns"].items():
        whole = alpha(found["all"]) if found["all"] else "–"
        matched = found["matched"]
        rows.append((name, found["metric"], whole, alpha(matched), str(matched["n"])))
    return table(("column", "metric", "alpha, unmatched acts as not coded", "alpha, matched acts", "n matched"), rows)


def f1(kind: dict[str, Any]) -> str:
    """Of the acts that either coder gave this kind, the share on which they agree (2 both / (A + B))."""
    return number(2 * kind["both"] / (kind["a"] + kind["b"]))


def kinds(each: dict[str, Any]) -> list[str]:
    """Every kind over all cases, the lowest first; kinds of few acts apart."""

    def rows(found: list[dict[str, Any]]) -> list[tuple[str, ...]]:
        ordered = sorted(found, key=lambda k: (k["alpha"] is None, k["alpha"] or 0.0, k["kind"]))
        return [(k["kind"], str(k["a"]), str(k["b"]), str(k["both"]), f1(k), alpha(k)) for k in ordered]

    many = [k for k in each["kinds"] if max(k["a"], k["b"]) >= FEW]
    few = [k for k in each["kinds"] if max(k["a"], k["b"]) < FEW]
    head = ("kind", "A", "B", "both", "F1", "alpha against all others")
    return [*table(head, rows(many)), "", f"Used fewer than {FEW} times by either coder:", "", *table(head, rows(few))]


def misses(results: dict[str, Any]) -> list[str]:
    """What stays below the aim, first."""
    whole = results[ALL]["columns"]["kind"]["all"]["alpha"]
    low = [f"{name} ({each['columns']['kind']['all']['alpha']:.2f})" for name, each in results.items()
           if name != ALL and each["columns"]["kind"]["all"]["alpha"] < AIM]  # fmt: skip
    said = "is reached" if whole >= AIM else "is **missed**"
    out = [
        f"The aim of {AIM:.2f} for alpha of kind, unmatched acts counted as *not coded*, {said}: {whole:.2f} over all cases."
    ]
    if low:
        out.append(f"Below it: {', '.join(low)}.")
    out += [line for line in poor(results[ALL]) if line]
    return out


def confused(each: dict[str, Any], most: int = 12) -> list[str]:
    """The pairs of kinds that were confused most."""
    rows = []
    for pair in each["confusions"][:most]:
        rows.append((f"{pair['first']} / {pair['second']}", str(pair["n"])))
    return table(("one coder / the other", "acts"), rows)


INTRO = """# Agreement of the coders

Written by `docs/generate_agreement.py` from `benchmarks/results/agreement.json` (`benchmarks/agreement.py --json`). Every
case named here was coded twice by [the codebook](coding.md) from the same packet of documents (of `dobrynin-1969` only the second
part, 381 of its 543 acts), by coders who saw neither each
other's rows nor the outcome nor the playbooks. Their files lie in the case's folder (`coders/a.csv`, `coders/b.csv`), so that
`counterpoint agreement` can be run on them by anybody.

**What kind of coders.** Both were language models of one family, reading in separate sessions. They were told to put aside what they
knew of the history, and cannot be shown to have done so. Two such coders share habits: their agreement says that the codebook
can be followed, not that people would read it so, and is probably higher than that of two people. People are invited:
`CONTRIBUTING.md` tells how. Where both made the same mistake nobody looked again: a critic who had not seen the coding read 25 adjudicated
acts against the book and found 18 right, 3 of the wrong kind and 4 doubtful.

Acts were matched by date, actor, channel and locator, never by what is compared. Krippendorff's alpha; intervals (95 %)
by drawing whole documents anew.

The first sections are of the first round, from which the bundled acts come. What a [second round](#second-round-with-the-mended-book)
with the mended book gave stands at the end; it changed no act.
"""

SECOND_ROUND = """The codebook was mended by its [rulings](coding.md#rulings) after the first round, and then the vocabulary was frozen. Two
fresh coders (again language models of one family, in separate sessions) then coded every second document of the packets of
`iran-2012` and `khrushchev-1962`, and twelve documents of October 1961 to June 1962 that are in no packet, with the frame of `khrushchev-1962`. They
had the codebook with its rulings, the frame without events, deadlines and threats, the packet and the rule by which it was chosen; not the first codings, not the outcome.
That they put history aside cannot be shown. Rules and lists of documents: `second.yaml`, `fresh.yaml` in `coders/`.
"""

LIMITS = """**What the difference does not say.** The two cases are the lowest of the first round, so part of a rise may be chance. The
rulings came from disputes in five cases, these two among them; only the fresh documents are a test of the book on something else, and they hold letters of the same
two men, few, and have no first round beside them. The coders were others, and their task half as long, so the rise is not the book's alone. And two models of a
family may come to agree on a ruling that people would read in two ways.

**Slips of the coders**; no row was changed for them.

- Both read a whole part of a packet (about 5,000 words) at once, not document by document as the book asks.
- `khrushchev-1962`, C: four deeds stand on the channel `private` in place of `field`.
- Fresh, D: `d31`, an order of 6 February to deliver a letter on the 7th, is dated to the 7th without a word that it was delivered then (C did the same).
- The text of the fresh documents is not in the case's passages; their quotes were checked once, against the packet, and all were found.

What the coders found [still unclear](coding.md#still-unclear) is listed in the codebook, not ruled on.
"""

AGAIN = """The figures come out of the files that lie here (kind is the first column printed; the first round cut down to the same documents
comes from `benchmarks/agreement.py`):

```sh
cd src/counterpoint/bundled
uv run counterpoint agreement iran-2012/coders/second-c.csv iran-2012/coders/second-d.csv --case iran-2012
uv run counterpoint agreement khrushchev-1962/coders/second-c.csv khrushchev-1962/coders/second-d.csv --case khrushchev-1962
uv run counterpoint agreement khrushchev-1962/coders/fresh-c.csv khrushchev-1962/coders/fresh-d.csv --case khrushchev-1962
cd - && uv run python benchmarks/agreement.py
```
"""


def exactly(found: dict[str, Any]) -> str:
    """An alpha in three digits, with its interval."""
    ends = "" if found["low"] is None else f" ({found['low']:.2f} to {found['high']:.2f})"
    return f"{found['alpha']:.3f}{ends}"


def whole_kind(each: dict[str, Any]) -> dict[str, Any]:
    """Alpha of kind with unmatched acts as not coded, of one comparison."""
    found: dict[str, Any] = each["columns"]["kind"]["all"]
    return found


def settled(found: dict[str, Any]) -> str:
    """What an interval says of the aim."""
    if found["low"] is not None and found["low"] >= AIM:
        return f"the interval lies above {AIM:.2f}"
    if found["high"] is not None and found["high"] < AIM:
        return f"the interval lies below {AIM:.2f}"
    return f"the interval holds {AIM:.2f}"


def second_said(results: dict[str, Any]) -> list[str]:
    """What the second round missed, then what it reached and what it gained."""
    looked = [
        (f"fresh documents, of which no ruling came (frame of {name})", each) for name, each in results[FRESH].items()
    ]
    own = "whose disputes helped to make the rulings"
    looked += [(f"{name}, {own}", each) for name, each in results[SECOND].items() if name != ALL]
    looked.append((f"the two cases together, {own}", results[SECOND][ALL]))
    out = [f"The aim of {AIM:.2f} is for alpha of kind, unmatched acts counted as *not coded*. The second round covers half of the",
           "documents of two cases and replaces none of the figures above.", ""]  # fmt: skip
    for name, each in sorted(looked, key=lambda pair: whole_kind(pair[1])["alpha"] >= AIM):
        found = whole_kind(each)
        counted = f"{each['clusters']['n']} documents with acts, {found['n']} acts of one coder or both"
        out.append(f"- {verdict(found['alpha'])} on {name}: {exactly(found)}, {counted}; {settled(found)}.")
    return [*out, "", *gained(results["gain"])]


def verdict(value: float) -> str:
    """Whether the aim is reached, and whether a miss is a narrow one."""
    if value >= AIM:
        return "reached"
    return "**missed** narrowly" if value >= AIM - NARROW else "**missed**"


def fallen(results: dict[str, Any]) -> list[str]:
    """The kinds, used often enough, that were lower in the second round than in the first on the same documents."""
    before = {kind["kind"]: kind["alpha"] for kind in results[SAME][ALL]["kinds"]}
    low = [f"{k['kind']} ({k['alpha']:.2f} after {before[k['kind']]:.2f})" for k in results[SECOND][ALL]["kinds"]
           if max(k["a"], k["b"]) >= FEW and k["alpha"] < (before.get(k["kind"]) or -1)]  # fmt: skip
    return [f"Lower than in the first round: {', '.join(low)}.", ""] if low else []


def gained(found: dict[str, Any]) -> list[str]:
    """How much alpha rose over the first round on the same documents; what might be chance first."""
    out = [
        "Against the first round on the same documents alpha of kind moved by (the same documents drawn for both rounds):",
        "",
    ]
    ordered = sorted(found.items(), key=lambda each: (each[0] == ALL, each[1]["low"]))
    for name, each in ordered:
        doubt = "; the interval holds 0" if each["low"] <= 0 <= each["high"] else ""
        about = "the two cases together" if name == ALL else name
        out.append(f"- {about}: {each['gain']:+.3f} ({each['low']:+.2f} to {each['high']:+.2f}){doubt}.")
    return out


def rounds(results: dict[str, Any]) -> list[str]:
    """Both rounds beside each other on the same documents, and the fresh documents."""
    rows = []
    names = [name for name in results[SECOND] if name != ALL]
    looked = [(name, about, results[key][name]) for name in (*sorted(names), ALL)
              for about, key in (("first, A and B", SAME), ("second, C and D", SECOND))]  # fmt: skip
    looked += [(f"fresh, {name}", "C and D", each) for name, each in results[FRESH].items()]
    for name, about, each in looked:
        found = each["columns"]["kind"]
        rows.append(("both cases" if name == ALL else name, about, f"{each['a']['acts']}, {each['b']['acts']}",
                     str(each["matching"]["matched"]), alpha(found["all"]), alpha(found["matched"])))  # fmt: skip
    return table(("documents", "round", "acts", "matched", "alpha of kind", "of matched acts"), rows)


def second_kinds(results: dict[str, Any]) -> list[str]:
    """Every kind of the second round over both cases, the lowest first, beside the first round on the same documents."""
    before = {kind["kind"]: kind for kind in results[SAME][ALL]["kinds"]}

    def rows(found: list[dict[str, Any]]) -> list[tuple[str, ...]]:
        ordered = sorted(found, key=lambda k: (k["alpha"] is None, k["alpha"] or 0.0, k["kind"]))
        return [(k["kind"], str(k["a"]), str(k["b"]), str(k["both"]), f1(k), alpha(k),
                 alpha(before[k["kind"]]) if k["kind"] in before else "–") for k in ordered]  # fmt: skip

    every = results[SECOND][ALL]["kinds"]
    head = ("kind", "C", "D", "both", "F1", "alpha against all others", "first round, same documents")
    many, few = ([k for k in every if (max(k["a"], k["b"]) >= FEW) is often] for often in (True, False))
    return [*table(head, rows(many)), "", f"Used fewer than {FEW} times by either coder:", "", *table(head, rows(few))]


def second(results: dict[str, Any]) -> list[str]:
    """The section on the second round."""
    pooled = results[SECOND][ALL]
    return ["## Second round, with the mended book", "", *second_said(results), "", *rounds(results), "", SECOND_ROUND, LIMITS, AGAIN,
            "### Columns of the second round, both cases", "", *columns(pooled), "",
            "### Kinds of the second round, both cases", "", *poor(pooled), *fallen(results), *second_kinds(results), "",
            "### Confused most often in the second round, both cases", "", *confused(pooled)]  # fmt: skip


def poor(each: dict[str, Any]) -> list[str]:
    """The kinds on which no conclusion should rest alone."""
    low = [k["kind"] for k in each["kinds"]
           if k["alpha"] is not None and k["alpha"] < TENTATIVE and max(k["a"], k["b"]) >= FEW]  # fmt: skip
    return [f"Kinds below {TENTATIVE}, on which no conclusion should rest alone: {', '.join(low)}.", ""] if low else []


def page() -> str:
    """The whole page."""
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    first = results[FIRST]
    ordered = {name: first[name] for name in sorted(first, key=lambda name: (name == ALL, name))}
    parts = [INTRO, "## What was asked and reached", "", *misses(ordered), "", *cases(ordered), "", "## Columns", "",
             *columns(first[ALL]), "", "## Kinds", "", *kinds(first[ALL]), "", "## Confused most often", "",
             *confused(first[ALL]), "", *second(results)]  # fmt: skip
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
