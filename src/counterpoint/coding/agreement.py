"""Two coders of one record compared: matched acts, agreement column by column, and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from counterpoint.case.locator import read_locator
from counterpoint.case.model import Act
from counterpoint.case.vocabulary import KIND_NAMES
from counterpoint.coding.alpha import (
    FEWEST,
    RESAMPLES,
    Alpha,
    Clusters,
    Floats,
    Metric,
    alpha_of,
    interval,
    make_clusters,
    told,
)
from counterpoint.coding.files import Coder
from counterpoint.coding.matching import Matching, match

COLUMNS: Final[dict[str, Metric]] = {
    "kind": "nominal",
    "issue": "nominal",
    "channel": "nominal",
    "target": "nominal",
    "position": "interval",
}
"""What is compared, and how far apart two values of it are: unlike or not, or by their squared difference."""
NOT_CODED: Final = "not coded"
"""The value of an act that one coder has and the other has not."""
NOT_STATED: Final = "not stated"
"""The value of a blank cell: that an act is about no issue is a coding too."""
Pair = tuple[Act | None, Act | None]
"""One unit: an act of each coder, or of one of them alone."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The units of a comparison in the order of the record, and what is resampled."""

    units: tuple[Pair, ...]
    clusters: Clusters
    empty: str = ""
    """Which coder has no act at all: then there is nothing to compare."""

    @property
    def both(self) -> tuple[bool, ...]:
        """Of each unit whether both coders have it."""
        return tuple(a is not None and b is not None for a, b in self.units)


def agreement(a: Coder, b: Coder, *, seed: int = 0, party_of: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The comparison as a document: numbers, or null with the reason why there is none. party_of: envoy to party."""
    found = match(a.acts, b.acts, party_of=party_of)
    units = _units(a.acts, b.acts, found)
    empty = " and ".join(name for name, coder in (("A", a), ("B", b)) if not coder.acts)
    compared = Compared(units, _clusters(units, seed), f"no act in {empty}" if empty else "")
    return {
        "schema_version": 1,
        "a": {"file": a.file, "sha256": a.digest, "acts": len(a.acts)},
        "b": {"file": b.file, "sha256": b.digest, "acts": len(b.acts)},
        "seed": seed,
        "resamples": RESAMPLES,
        "clusters": {"what": compared.clusters.what, "n": compared.clusters.count, "needed": FEWEST},
        "matching": _matching(compared, len(a.acts), len(b.acts)),
        "columns": {name: _column(compared, name, metric) for name, metric in COLUMNS.items()},
        "kinds": list(_kinds(compared)),
        "confusions": _confusions(units),
        "differences": list(_differences(units)),
    }


def _units(a: Sequence[Act], b: Sequence[Act], found: Matching) -> tuple[Pair, ...]:
    """Matched and unmatched acts in the order of dates, then of the files."""
    pairs: list[tuple[tuple[Any, ...], Pair]] = []
    for i, j in found.pairs:
        pairs.append(((a[i].date.first, i, 0), (a[i], b[j])))
    pairs += [((a[i].date.first, i, 0), (a[i], None)) for i in found.only_a]
    pairs += [((b[j].date.first, j, 1), (None, b[j])) for j in found.only_b]
    return tuple(pair for _, pair in sorted(pairs, key=lambda each: each[0]))


def _clusters(units: Sequence[Pair], seed: int) -> Clusters:
    """What hangs together: acts of one document, else of one occasion, else of one day, whichever are enough."""
    looks: tuple[tuple[str, Callable[[Act], str]], ...] = (
        ("documents", lambda act: next((c.document for c in read_locator(act.locator)), "")),
        ("occasions", lambda act: act.occasion or ""),
        ("days", lambda act: ""),
    )
    for what, look in looks:
        found = [look(act) for act in (a or b for a, b in units) if act]
        if what == "days" or (len(set(found) - {""}) >= FEWEST and found.count("") < len(found) / 2):
            days = [str(act.date) for act in (a or b for a, b in units) if act]
            keys = [name or f"day {day}" for name, day in zip(found, days, strict=True)]
            of = np.unique(keys, return_inverse=True)[1] if keys else np.zeros(0, dtype=np.intp)
            return make_clusters(what, of.astype(np.intp).reshape(-1), seed=seed)
    raise AssertionError("days are always enough")


def _matching(compared: Compared, n_a: int, n_b: int) -> dict[str, Any]:
    """How many acts were matched; precision and recall of B with A as the reference, and F1 with its interval."""
    n = sum(compared.both)
    f1 = 2 * n / (n_a + n_b) if n_a + n_b else None
    low = high = None
    if compared.clusters.count >= FEWEST:
        sums = np.zeros((compared.clusters.count, 2))
        np.add.at(sums[:, 0], compared.clusters.of, np.array(compared.both, dtype=float))
        np.add.at(sums[:, 1], compared.clusters.of, 1.0)
        matched, units = (compared.clusters.draws @ sums).T
        low, high, _ = interval(2 * matched / (units + matched))
    return {
        "matched": n,
        "only_a": n_a - n,
        "only_b": n_b - n,
        "precision": n / n_b if n_b else None,
        "recall": n / n_a if n_a else None,
        "f1": f1,
        "f1_low": low,
        "f1_high": high,
        "why": f"cannot be computed: {compared.empty}" if compared.empty else None,
    }


def _column(compared: Compared, name: str, metric: Metric) -> dict[str, Any]:
    """Alpha of a column with unmatched acts as a category of their own, and of the matched acts alone.

    A position is compared where both coders state one; there is no number for an act that is not coded.
    """
    matched = np.array(compared.both, dtype=bool)
    values = _positions(compared.units) if metric == "interval" else _codes(compared.units, name)
    alone = np.where(matched[:, None], values, np.nan) if len(values) else values
    return {
        "metric": metric,
        "all": None if metric == "interval" else told(_alpha(compared, values)),
        "matched": told(_alpha(compared, alone, metric=metric)),
    }


def _alpha(compared: Compared, values: Floats, *, metric: Metric = "nominal") -> Alpha:
    """Alpha of some values, or why there is none."""
    if compared.empty:
        return Alpha(None, None, None, None, 0, compared.empty, compared.empty)
    return alpha_of(values, compared.clusters, metric=metric)


def _codes(units: Sequence[Pair], name: str) -> Floats:
    """The words of a column as numbers (units, 2); an act that is not coded has a number of its own."""
    words = [[NOT_CODED if act is None else getattr(act, name) or NOT_STATED for act in pair] for pair in units]
    names = sorted({word for pair in words for word in pair})
    return np.array([[names.index(word) for word in pair] for pair in words], dtype=np.float64).reshape(-1, 2)


def _positions(units: Sequence[Pair]) -> Floats:
    """Positions (units, 2), nan where there is none."""
    found = [[np.nan if act is None or act.position is None else act.position for act in pair] for pair in units]
    return np.array(found, dtype=np.float64).reshape(-1, 2)


def _kinds(compared: Compared) -> Iterator[dict[str, Any]]:
    """Of each kind against all others: how often each coder and both have it, and alpha; the most frequent first."""
    units = compared.units
    rows = []
    for kind in KIND_NAMES:
        values = np.array([[act is not None and act.kind == kind for act in pair] for pair in units], dtype=np.float64)
        values = values.reshape(-1, 2)
        in_a, in_b = (int(n) for n in values.sum(axis=0))
        if in_a + in_b:
            both = int(values.all(axis=1).sum())
            rows.append({"kind": kind, "a": in_a, "b": in_b, "both": both, **told(_alpha(compared, values))})
    yield from sorted(rows, key=lambda row: (-row["a"] - row["b"], KIND_NAMES.index(row["kind"])))


def _confusions(units: Sequence[Pair]) -> list[dict[str, Any]]:
    """Pairs of kinds that one act was given, most frequent first; first_second counts A's first and B's second."""
    counts: Counter[tuple[str, str]] = Counter()
    for a, b in units:
        if a and b and a.kind != b.kind:
            counts[a.kind, b.kind] += 1
    found = []
    for first, second in dict.fromkeys((min(pair), max(pair)) for pair in counts):
        one, two = counts[first, second], counts[second, first]
        row = {"first": first, "second": second, "n": one + two}
        found.append({**row, "a_first_b_second": one, "a_second_b_first": two})
    return sorted(found, key=lambda row: (-row["n"], row["first"], row["second"]))


def _differences(units: Sequence[Pair]) -> Iterator[dict[str, Any]]:
    """Every unit in which the coders differ: the columns, the place, and what each has."""
    for a, b in units:
        act = a or b
        assert act is not None
        columns = [name for name in COLUMNS if a and b and getattr(a, name) != getattr(b, name)]
        if columns or a is None or b is None:
            place = {"locator": act.locator, "date": str(act.date), "actor": act.actor}
            yield {**place, "columns": columns, "a": _said(a), "b": _said(b)}


def _said(act: Act | None) -> dict[str, Any] | None:
    """What one coder has of an act; None for an act that he has not."""
    if act is None:
        return None
    named = {name: getattr(act, name) for name in ("id", "actor", *COLUMNS)}
    return {**named, "locator": act.locator, "quote": act.quote, "note": act.note}
