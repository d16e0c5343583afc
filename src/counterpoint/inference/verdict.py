"""The verdict and, when there is none, why: fixed thresholds, fixed before any score was looked at.

Rule     the verdict is the group with p >= SURE whose interval's lower end is >= LEAST_LOW and which stays so when its
         prior odds are tripled or divided by three; else undetermined, with the first reason that applies.
Source   design; words of likelihood after ICD 203
Status   elicited thresholds
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterpoint.inference.model import Emissions, Model
from counterpoint.inference.posterior import (
    GROUP_OF_STATE,
    INTERVAL,
    Posterior,
    draw_weights,
    final_states,
    reweighted,
)
from counterpoint.inference.prior import GROUPS, tilted

SURE, LEAST_LOW = 0.80, 0.55
TIE = 0.15
"""Two readings this close in probability are called a tie."""
LEVEL = 0.03
"""Readings this close are named together, for their order is chance."""
FEWEST = 12
"""Fewer moves than this are too few for a verdict, whatever they say."""
PRIOR_FACTORS = (3.0, 1 / 3)

NAMES = {
    "good_faith": "good faith",
    "hard_bargaining": "hard bargaining",
    "bad_faith": "bad faith",
    "none": "none of these ways",
}
BEHAVES = {
    "good_faith": "behaves as if bargaining in good faith",
    "hard_bargaining": "behaves as if bargaining hard for terms of its own",
    "bad_faith": "behaves as if not seeking an agreement",
}
_ICD = (
    (0.05, "almost no chance"), (0.20, "very unlikely"), (0.45, "unlikely"), (0.55, "roughly even chance"),
    (0.80, "likely"), (0.95, "very likely"), (1.01, "almost certain"),
)  # fmt: skip


def phrase(p: float) -> str:
    """The words of ICD 203 for a probability."""
    return next(words for limit, words in _ICD if p < limit)


def decide(
    posterior: dict[str, dict[str, float]],
    *,
    moves: int,
    sampling_poor: bool,
    misfit: bool,
    moved: dict[str, float],
) -> tuple[str, str]:
    """Verdict and reason from the posterior by verdict; moved: the leader's least probability under moved priors."""
    ranked = sorted(posterior, key=lambda g: -posterior[g]["p"])
    leader, second = ranked[0], ranked[1]
    p, low = posterior[leader]["p"], posterior[leader]["low"]
    if moves < FEWEST:
        counted = "1 move" if moves == 1 else f"{moves} moves"
        return "undetermined", f"too few acts: {counted} on record, at least {FEWEST} are needed"
    if sampling_poor:
        return (
            "undetermined",
            "poor sampling: the computation is too coarse for a verdict",
        )
    if misfit:
        return "undetermined", "misfit: the record does not look like anything these ways of acting produce"
    if leader == "none":
        return "undetermined", f"no playbook fits: none of these ways of acting leads with p = {p:.2f}"
    if p < SURE and p - posterior[second]["p"] < TIE:
        return "undetermined", (
            f"a tie between {NAMES[leader]} ({p:.2f}) and {NAMES[second]} ({posterior[second]['p']:.2f})"
        )
    if p < SURE:
        return "undetermined", f"no reading reaches {SURE:.2f}: {NAMES[leader]} leads with {p:.2f}"
    if low < LEAST_LOW:
        return "undetermined", f"too wide: {NAMES[leader]} has {p:.2f}, but may be as low as {low:.2f}"
    least = min(moved.values())
    if least < SURE:
        return "undetermined", (
            f"prior-bound: {NAMES[leader]} has {p:.2f}, but {least:.2f} when its prior odds are divided by three"
        )
    return leader, f"p = {p:.2f}, at least {low:.2f}, and {least:.2f} with its prior odds divided by three"


def under_moved_priors(posterior: Posterior) -> tuple[str, dict[str, float]]:
    """The leading group, and its probability when its prior odds are tripled and divided by three."""
    groups = posterior.groups().mean(axis=0)
    leader = GROUPS[int(np.argmax(groups))]
    out = {}
    for factor in PRIOR_FACTORS:
        prior = tilted(posterior.model.prior, leader, factor)
        loglik, last = final_states(posterior.model, posterior.emissions, posterior.values, prior)
        shares, _ = reweighted(posterior, loglik, last)
        out[f"{factor:.3g}"] = round(float(shares[GROUPS.index(leader)]), 4)
    return leader, out


def standing(posterior: Posterior, model: Model, emissions: Emissions) -> tuple[str, NDArray[np.float64], float]:
    """The verdict that probability alone gives the draws under other emissions: it, shares (G,), effective size.

    For a record with acts taken out, or with turns of another length. Moves, sampling and misfit are not looked at.
    """
    loglik, last = final_states(model, emissions, posterior.values)
    weights = draw_weights(posterior, loglik)
    groups = last @ GROUP_OF_STATE.T
    shares = weights @ groups
    top, effective = int(np.argmax(shares)), float(1.0 / (weights**2).sum())
    order = np.argsort(groups[:, top])
    low = groups[order[np.searchsorted(np.cumsum(weights[order]), INTERVAL[0])], top]
    wary = tilted(model.prior, GROUPS[top], min(PRIOR_FACTORS))
    least, _ = reweighted(posterior, *final_states(model, emissions, posterior.values, wary))
    holds = GROUPS[top] != "none" and shares[top] >= SURE and low >= LEAST_LOW and least[top] >= SURE
    return GROUPS[top] if holds else "undetermined", shares, effective


def sentence(name: str, towards: str, verdict: str, reason: str, posterior: dict[str, dict[str, float]]) -> str:
    """The verdict in a sentence; where there is none, what leads, if anything does."""
    leader = max(posterior, key=lambda g: posterior[g]["p"])
    p = posterior[leader]["p"]
    if verdict in BEHAVES:
        return f"{name} {BEHAVES[verdict]} towards {towards} ({phrase(p)}, p = {p:.2f})."
    level = [NAMES[g] for g in NAMES if p - posterior[g]["p"] < LEVEL]
    if len(level) > 1:
        lead = f"No reading leads: {', '.join(level[:-1])} and {level[-1]} are about as likely (p = {p:.2f})"
    elif leader == "none":
        lead = f"None of the known ways of acting fits best (p = {p:.2f})"
    elif p < 0.5:
        lead = f"No reading is likely, and {NAMES[leader]} is the least unlikely (p = {p:.2f})"
    else:
        lead = f"{NAMES[leader][0].upper()}{NAMES[leader][1:]} is the most probable reading ({phrase(p)}, p = {p:.2f})"
    return f"{name} towards {towards}: undetermined. {lead}; {reason}."
