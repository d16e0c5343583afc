"""The strongest rival reading: the same acts as something else, what that must assume, and what it explains worst."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.vocabulary import KIND
from counterpoint.inference.posterior import AIM_OF_STATE, GROUP_OF_STATE, Posterior
from counterpoint.inference.prior import GROUPS
from counterpoint.inference.verdict import NAMES, phrase
from counterpoint.playbooks import AIMS, PLAYBOOKS
from counterpoint.playbooks.entries import WHAT, Entries
from counterpoint.playbooks.features import FEATURES
from counterpoint.record.record import Record

Floats = NDArray[np.float64]
ASSUMED = 3
"""How many assumptions are named."""
WORTH_SAYING = 0.25
"""An assumption is named when it lies this many prior standard deviations from the leading reading's."""


def rival(posterior: Posterior, record: Record) -> dict[str, Any]:
    """The rival reading: good faith where bad faith leads, else the next most probable verdict."""
    shares = posterior.groups().mean(axis=0)
    order = [int(g) for g in np.argsort(-shares, kind="stable")]
    leader = order[0]
    other = GROUPS.index("good_faith") if GROUPS[leader] == "bad_faith" else next(
        g for g in order[1:] if GROUPS[g] != "none"
    )  # fmt: skip
    aims = posterior.last.mean(axis=0) @ AIM_OF_STATE.T
    members = [i for i, a in enumerate(AIMS) if a.group == GROUPS[other]]
    aim = max(members, key=lambda i: aims[i])
    worst, weight = _worst(posterior, leader, other)
    case = record.case
    names = {s.id: s.name for s in case.sources} | {c.id: c.name for c in case.channels}
    assumes = _assumptions(posterior, names, leader, other, {i for i, a in enumerate(AIMS) if a.group == GROUPS[other]})
    p = float(shares[other])
    named = f"{NAMES[GROUPS[other]]} ({AIMS[aim].title.lower()})"
    text = f"The strongest rival reading is {named}: {phrase(p)} (p = {p:.2f})."
    return {
        "verdict": GROUPS[other], "aim": AIMS[aim].name, "p": round(p, 4), "assumes": assumes,
        "worst_act": worst, "worst_decibans": weight, "sentence": text,
    }  # fmt: skip


def _worst(posterior: Posterior, leader: int, other: int) -> tuple[str | None, float]:
    """The act that counts most for the leader against the rival, in decibans."""
    acts = posterior.model.tables.acts
    if not acts:
        return None, 0.0
    whole = posterior.groups().mean(axis=0)
    odds = 10 * np.log10(np.maximum(whole[leader], 1e-300) / np.maximum(whole[other], 1e-300))
    out = posterior.without_each
    without = 10 * np.log10(np.maximum(out[:, leader], 1e-300) / np.maximum(out[:, other], 1e-300))
    i = int(np.argmax(odds - without))
    return acts[i].id, round(float((odds - without)[i]), 2)


def _assumptions(posterior: Posterior, names: Mapping[str, str], leader: int, other: int, aims: set[int]) -> list[str]:
    """What the rival must believe otherwise than the leader about habits, trust and its own strengths, in words."""
    groups = posterior.last @ GROUP_OF_STATE.T
    z = posterior.sample.z

    def mean(group: int) -> Floats:
        weights = groups[:, group] + 1e-12
        result: Floats = weights @ z / weights.sum()
        return result

    gap = mean(other) - mean(leader)
    said: list[str] = []
    for i in np.argsort(-np.abs(gap), kind="stable"):
        if abs(gap[i]) < WORTH_SAYING or len(said) == ASSUMED:
            break
        text = _say(posterior, names, int(i), up=bool(gap[i] > 0), aims=aims)
        if text and text not in said:
            said.append(text)
    return said


def _say(posterior: Posterior, names: Mapping[str, str], i: int, *, up: bool, aims: set[int]) -> str:
    """One parameter's difference in words; empty when it cannot be put simply."""
    layout, tables = posterior.model.layout, posterior.model.tables
    block = next(name for name, where in layout.blocks.items() if where.start <= i < where.stop)
    at = i - layout.blocks[block].start
    more, often = ("more", "often") if up else ("less", "seldom")
    if block == "habit_kind":
        kind = KIND[WHAT["kind"][at]].name.replace("_", " ")
        return f"this party resorts to “{kind}” {more} than others do, whatever it is after"
    if block == "trust":
        return f"{names[tables.sources[at]]} is {more} reliable than rated"
    if block == "lean":
        return f"{names[tables.sources[at]]} colours this party {'kindly' if up else 'unkindly'}"
    if block == "rate":
        return f"this party uses “{names[tables.channels[at]]}” {often}, whatever it is after"
    if block in ("kind", "issue", "target"):
        return _say_tendency(posterior.model.parts[block], block, at, more, aims)
    return ""


def _say_tendency(part: Entries, name: str, at: int, more: str, aims: set[int]) -> str:
    book = int(part.book[at])
    if book >= len(AIMS) or book not in aims or AIMS[book].name == "none":
        return ""
    what = WHAT[name][int(part.what[at])].replace("_", " ")
    feature = list(FEATURES)[int(part.feature[at])]
    when = "" if feature == "always" else f" when {FEATURES[feature].partition(':')[0]}"
    subject = {"kind": f"“{what}”", "issue": f"{what} issues", "target": f"a {what}"}[name]
    return f"{PLAYBOOKS[book].title.lower()} shows in {subject} {more} than expected{when}"
