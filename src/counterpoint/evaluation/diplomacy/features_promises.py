"""Promises: what is promised, proposed, asked and told, to whom else, and how earlier promises ended.

Takes    what the reader of press makes of the message and of those before; promises judged by orders of seasons over
Idea     the same promise to rivals; a promise that cannot be carried out; who broke his word may do so again
Status   light; the reader errs (benchmarks/press_reader.py)
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log1p
from typing import Final

from counterpoint.evaluation.diplomacy.moment import Moment
from counterpoint.readers.press import ACT

SPREAD: Final = ("promise", "alliance", "peace", "proposal", "intelligence")
"""Kinds of speech that are counted to others too."""
PRIOR: Final = 2
"""Promises kept and broken, each, of somebody not known yet."""


def promises(moment: Moment) -> dict[str, float]:
    """What is said, as speech and as terms, and the record of promises."""
    return {**_speech(moment), **_terms(moment), **dict(_spread(moment)), **_conflicts(moment), **_record(moment)}


def _speech(moment: Moment) -> dict[str, float]:
    said = moment.said
    kinds = {f"kind_{kind}": float(sum(s.kind == kind for s in said)) for kind in ACT}
    return {
        **kinds,
        "conditional": sum(s.conditional for s in said),
        "hedged": sum(s.hedged for s in said),
        "negated": sum(s.negated for s in said),
        "firm_promise": sum(s.kind == "promise" and not (s.hedged or s.conditional) for s in said),
        "told_of_third": sum(s.kind == "intelligence" and s.who in moment.others for s in said),
        "asked_for": len(moment.talk.asked.get((moment.pair[1], moment.pair[0]), ())),
    }


def _terms(moment: Moment) -> dict[str, float]:
    (a, b), view, own = moment.pair, moment.board, moment.own
    goals = [t.goal for t in own if t.goal]
    advised = [s.to for s in moment.said if s.kind == "proposal" and s.who != a and s.to]
    owner = view.position.centres.get
    return {
        "terms": len(own),
        "supports": sum(t.order == "support" for t in own),
        "not_to_do": sum(t.negated for t in own),
        "possible": sum(view.reach[a][g] > 0 for g in goals),
        "impossible": sum(t.order == "move" and not view.reach[a][t.goal] for t in own),
        "goal_own": sum(owner(g) == a for g in goals),
        "goal_receiver": sum(owner(g) == b for g in goals),
        "goal_third": sum(owner(g) in moment.others for g in goals),
        "advises": len(advised),
        "advises_own": sum(owner(g) == a for g in advised),
        "advises_third": sum(owner(g) in moment.others for g in advised),
    }


def _spread(moment: Moment) -> Iterator[tuple[str, float]]:
    """How often each kind was said this season: here, back, to others, to how many others."""
    (a, b), season = moment.pair, moment.talk.season
    for kind in SPREAD:
        others = [season[a, p][kind] for p in moment.others]
        yield f"{kind}_here", season[a, b][kind]
        yield f"{kind}_back", season[b, a][kind]
        yield f"{kind}_others", sum(others)
        yield f"{kind}_rivals", sum(n > 0 for n in others)


def _conflicts(moment: Moment) -> dict[str, float]:
    (a, b), talk, view = moment.pair, moment.talk, moment.board
    goals = {t.goal for t in moment.own if t.goal}
    return {
        "same_goal_others": sum(len(goals & talk.aims[a, p]) for p in moment.others),
        "repeated": len(goals & talk.aims[a, b]),
        "changed": len(goals - talk.aims[a, b]) * bool(talk.aims[a, b]),
        "aims_at_receiver": sum(len(talk.aims[a, p] & view.owned[b]) for p in moment.others),
        "offered_receiver": sum(len(talk.offered[p, b] & view.owned[a]) for p in moment.others),
        "offered_sender": sum(len(talk.offered[p, a] & view.owned[b]) for p in moment.others),
    }


def _record(moment: Moment) -> dict[str, float]:
    """Share of promises kept so far and log of those broken, of either: to the other, to all."""
    a, b = moment.pair
    out: dict[str, float] = {}
    for name, key in (("here", (a, b)), ("all", a), ("back", (b, a)), ("receiver", b)):
        found = moment.talk.record[key]
        out[f"kept_{name}"] = (found["kept"] + PRIOR) / (found["kept"] + found["broken"] + 2 * PRIOR)
        out[f"broken_{name}"] = log1p(found["broken"])
    return out
