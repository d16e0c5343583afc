"""How often negotiations end in an agreement anyway: what stands beside a forecast, and what it is drawn towards.

Rule     a rate by the time that has gone by, straight between the points, level after the last. A forecast of
         settlement and of anything agreed is the mean of the simulation's and the base rate's, WEIGHT of it the
         latter's; the other endings keep their shares of what is left. Rates are of signed papers, so what they add
         goes to what is signed, and a tacit settlement is drawn only down.
Source   as each row tells; counted from public data sets by the project's notes, not by their authors
Status   WEIGHT elicited: half, until forecasts on real cases have shown skill
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

WEIGHT: Final = 0.5
MONTH: Final = 30.44


@dataclass(frozen=True, slots=True)
class BaseRate:
    """What happened in so many months, in which share of how many cases, by which data; selection says which cases."""

    id: str
    what: str
    months: tuple[float, ...]
    shares: tuple[float, ...]
    n: int
    source: str
    selection: str

    def at(self, days: float) -> float:
        """The share after so many days."""
        points = [(0.0, 0.0), *zip(self.months, self.shares, strict=True)]
        now = days / MONTH
        for (a, low), (b, high) in pairwise(points):
            if now <= b:
                return low + (high - low) * (now - a) / (b - a)
        return points[-1][1]


BASE_RATES: Final = (
    BaseRate(
        "comprehensive", "a comprehensive agreement after a first signed paper", (3, 6, 12, 24, 60),
        (0.03, 0.07, 0.11, 0.16, 0.28), 92, "PA-X v10, counted",
        "peace processes with a signed paper; talks that failed unseen are missing, so true rates are lower",
    ),
    BaseRate(
        "substantive", "any substantive agreement after a first signed paper", (3, 6, 12, 24, 60),
        (0.13, 0.24, 0.35, 0.55, 0.72), 75, "PA-X v10, counted",
        "peace processes with a signed paper; talks that failed unseen are missing, so true rates are lower",
    ),
    BaseRate(
        "ceasefire", "a comprehensive agreement after a first written ceasefire", (3, 6, 12, 24, 60),
        (0.03, 0.07, 0.09, 0.16, 0.28), 70, "PA-X v10, counted", "processes with a written ceasefire",
    ),
)  # fmt: skip
BY_ID: Final = {b.id: b for b in BASE_RATES}
PERIODS: Final = "Of negotiations in wars between states about one in four produced peace (Min 2025, 189 periods)."
"""A rate without a time, told beside the others."""


def drawn(p: dict[str, float], days: float) -> dict[str, float]:
    """Shares of endings drawn towards the base rates: settlement, and anything agreed; they still sum to one."""
    whole = BY_ID["comprehensive"].at(days)
    rates = {"settlement": whole, "tacit_settlement": 0.0, "partial": BY_ID["substantive"].at(days) - whole}
    agreed = {name: (1 - WEIGHT) * p[name] + WEIGHT * rate for name, rate in rates.items()}
    rest, left = 1 - sum(p[name] for name in rates), 1 - sum(agreed.values())
    out = {name: share * left / rest if rest > 0 else 0.0 for name, share in p.items()}
    if rest <= 0:
        out["ongoing"] = left
    return out | agreed
