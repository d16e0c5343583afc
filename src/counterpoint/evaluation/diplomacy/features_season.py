"""The whole season: all press up to the orders, and the orders held against it. Only for the forecast after the orders.

Takes    every message of the season in every dialogue, also those after the message; the season's orders; nothing later
Idea     with whom one plotted against the receiver, before the message or after, and to whom one kept one's word
Status   light
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log1p

from counterpoint.evaluation.diplomacy.features_orders import Done, judged
from counterpoint.evaluation.diplomacy.heard import Heard, Press, number, of, places, plots
from counterpoint.evaluation.diplomacy.moment import Moment, own_orders
from counterpoint.feeds.diplomacy.game import Orders
from counterpoint.readers.diplomacy.terms import Term

MANY = 5
"""Plots beyond which more of them make an attack no more of a stab."""


def season(moment: Moment, given: Orders | None, press: Press, done: Done) -> dict[str, float]:
    """The message against the season's press, and the press against the orders."""
    a, b = moment.pair
    gave = plots(press, [(a, x) for x in moment.others], b)
    got = plots(press, [(x, a) for x in moment.others], b)
    return {
        **_plots(moment, press, gave, got),
        **_done(moment, given, done, gave, got),
        **_word(moment, given, press),
    }


def _plots(moment: Moment, press: Press, gave: list[Heard], got: list[Heard]) -> dict[str, float]:
    (a, b), others, index = moment.pair, moment.others, moment.message.index
    to, of_them = [(a, x) for x in others], [(x, a) for x in others]
    named = places((*gave, *got))
    return {
        "gave": log1p(len(gave)),
        "got": log1p(len(got)),
        "gave_later": log1p(sum(one.index > index for one in gave)),
        "got_later": log1p(sum(one.index > index for one in got)),
        "with": sum(number(press, [(a, x)], b) > 0 and number(press, [(x, a)], b) > 0 for x in others),
        "rate": len(gave) / (sum(len(press.get(pair, ())) for pair in to) + 3),
        "about": log1p(sum(b in one.words.powers for one in of(press, to))),
        "about_got": log1p(sum(b in one.words.powers for one in of(press, of_them))),
        "places_same": len(moment.words.provinces & named),
        "against_sender": log1p(sum(number(press, [(x, b), (b, x)], a) for x in others)),
    }


def _done(
    moment: Moment, given: Orders | None, done: Done, gave: list[Heard], got: list[Heard]
) -> dict[str, float]:  # fmt: skip
    """What came of the plots."""
    a, b = moment.pair
    went = {to for unit, to in own_orders(moment, given).items() if to != unit}
    attack = done.get((a, b), {}).get("attack", 0.0)
    aims = moment.board.owned[b] | moment.board.stands[b]
    return {
        "plot_done": len(places((*gave, *got)) & went & aims),
        "plot_attack": attack * min(len(gave), MANY),
        "plot_no_attack": (attack == 0) * log1p(len(gave)),
    }


def _word(moment: Moment, given: Orders | None, press: Press) -> dict[str, float]:
    """Promises and requests of the whole season that its orders judge: between the two, and with others."""
    (a, b), others = moment.pair, moment.others
    here = _own(of(press, [(a, b)]))
    elsewhere = _own(of(press, [(a, x) for x in others]))
    out: dict[str, float] = {}
    for name, terms in (
        ("here", here), ("others", elsewhere), ("asked", _asks(of(press, [(b, a)]))),
        ("asked_others", _asks(of(press, [(x, a) for x in others]))), ("back", _own(of(press, [(b, a)]))),
    ):  # fmt: skip
        kept, broken = judged(terms, given, "kept"), judged(terms, given, "broken")
        out[f"kept_{name}"], out[f"broken_{name}"] = kept, broken
        out[f"net_{name}"] = (kept - broken) / (kept + broken + 2)
    out["prefers_others"] = out["net_others"] - out["net_here"]
    out["asked_prefers"] = out["net_asked_others"] - out["net_asked"]
    said = {t.unit: t.goal for t in here if t.unit}
    out["conflict"] = sum(t.unit in said and t.goal != said[t.unit] for t in elsewhere)
    return out


def _own(found: Iterable[Heard]) -> list[Term]:
    return [term for one in found for term in one.own]


def _asks(found: Iterable[Heard]) -> list[Term]:
    return [term for one in found for term in one.asks]
