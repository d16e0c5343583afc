"""Orders: what the orders of the same season made of what was said. Only for the forecast after the orders.

Takes    the message in its moment, and the orders of its season; nothing of a later one
Idea     words against deeds: promised and not done, told of others and not so, attacked whom one wrote to
Status   light
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from counterpoint.evaluation.diplomacy.moment import Moment, own_orders
from counterpoint.evaluation.diplomacy.positions import DEEDS, Pair
from counterpoint.feeds.diplomacy.board import CENTRES
from counterpoint.feeds.diplomacy.game import Orders
from counterpoint.readers.diplomacy.terms import Term, judge

Done = Mapping[Pair, Mapping[str, float]]
_FEW: Final = 0.3
"""Of what is named, the share done where nothing is named."""


def orders(moment: Moment, given: Orders | None, done: Done) -> dict[str, float]:
    """The season's orders (done: what they did to whom) held against the message. Without them, see forecasts."""
    return {**_done(moment, done), **_named(moment, given), **_kept(moment, given, done)}


def _done(moment: Moment, done: Done) -> dict[str, float]:
    a, b = moment.pair
    mine, yours = done.get((a, b), {}), done.get((b, a), {})
    third = moment.words.powers - {a, b}
    attack = mine.get("attack", 0.0)
    earlier = moment.board.did((a, b), "attack", 1) + moment.board.did((a, b), "attack", 2)
    said = moment.talk.season[a, b]
    return {
        **{what: mine.get(what, 0.0) for what in DEEDS},
        **{f"receiver_{what}": yours.get(what, 0.0) for what in DEEDS},
        "stab": float(attack > 0 and not earlier),
        "attacked_friend": attack * (moment.words.shares["ally"] + moment.words.shares["support"]),
        "attacked_promised": attack * sum(s.kind == "promise" for s in moment.said),
        "attacked_allied": attack * sum(s.kind in ("alliance", "peace") for s in moment.said),
        "attacked_season": attack * (said["promise"] + said["alliance"] + said["peace"]),
        "attacked_others": sum(done.get((a, p), {}).get("attack", 0.0) for p in moment.others),
        "supported_others": sum(done.get((a, p), {}).get("support", 0.0) for p in moment.others),
        "attacked_by_others": sum(done.get((p, a), {}).get("attack", 0.0) for p in moment.others),
        "receiver_attacked": sum(done.get((p, b), {}).get("attack", 0.0) for p in moment.others),
        "third_attacked": sum(done.get((a, p), {}).get("attack", 0.0) for p in third),
        "third_supported": sum(done.get((a, p), {}).get("support", 0.0) for p in third),
    }


def _named(moment: Moment, given: Orders | None) -> dict[str, float]:
    """What was named against where the sender's units went and what they supported."""
    (a, b), view, named = moment.pair, moment.board, moment.words.provinces
    sent = own_orders(moment, given)
    went = {to for unit, to in sent.items() if to != unit}
    stayed = {unit for unit, to in sent.items() if to == unit}
    helped = {o.to for o in given.orders if o.power == a and o.type.startswith("support")} if given else set()
    could = {p for p in named if view.reach[a][p] > 0}
    told = moment.talk.told[a, b] | named
    return {
        "went": len(named & went),
        "helped": len(named & helped),
        "stayed": len(named & stayed),
        "left": len((named & view.stands[a]) - stayed),
        "not_done": len(could - went - helped - view.stands[a]) if sent else 0,
        "share_done": (len(named & (went | helped)) + _FEW) / (len(could) + 1),
        "entered": len(went & view.owned[b]),
        "entered_unsaid": len((went & view.owned[b]) - told),
        "told_done": len(told & (went | helped)),
        "unsaid": len(went - told),
        "gains": len({p for p in went & CENTRES if view.position.centres.get(p) != a}),
    }


def _kept(moment: Moment, given: Orders | None, done: Done) -> dict[str, float]:
    """Terms that this season's orders judge: of the message, of the season so far, of what was asked and agreed."""
    (a, b), talk = moment.pair, moment.talk
    earlier = [t for t in talk.open_terms if t.by == a]
    asked = [t for t in talk.asked.get((b, a), ()) if t.by == a]
    accepts = sum(s.kind == "acceptance" for s in moment.said)
    out: dict[str, float] = {}
    for name, terms in (
        ("own", moment.own), ("here", [t for t in earlier if t.to == b]), ("others", [t for t in earlier if t.to != b]),
        ("asked", asked), ("told", moment.tells), ("advised", moment.asks),
    ):  # fmt: skip
        for outcome in ("kept", "broken"):
            out[f"{outcome}_{name}"] = judged(terms, given, outcome)
    out["accepted_broken"] = accepts * out["broken_asked"]
    out["accepted_kept"] = accepts * out["kept_asked"]
    return out


def judged(terms: list[Term] | tuple[Term, ...], given: Orders | None, outcome: str) -> int:
    """How many terms about a season its orders kept, or broke."""
    if given is None:
        return 0
    here = (given.year, given.season)
    return sum(t.phase == here and judge(t, given) == outcome for t in terms)
