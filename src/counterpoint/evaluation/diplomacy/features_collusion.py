"""Collusion: what is plotted with third powers against the receiver, and with the receiver against third powers.

Takes    messages of this season so far and of the last one, of all dialogues; words of attack and support beside a name
Idea     who plots with somebody against a third deceives the third, and seldom the one with whom he plots
Status   light
"""

from __future__ import annotations

from math import log1p
from typing import Final

from counterpoint.evaluation.diplomacy.heard import Press, number, of, places, plots
from counterpoint.evaluation.diplomacy.moment import Moment

LONG: Final = 200
"""As long ago as never [messages]."""


def collusion(moment: Moment) -> dict[str, float]:
    """Plots so far, and the message beside them."""
    talk = moment.talk
    return {
        **{f"{name}_now": value for name, value in _plots(moment, talk.press).items()},
        **{f"{name}_last": value for name, value in _plots(moment, talk.press_before).items()},
        **_beside(moment),
        **_into(moment),
    }


def _plots(moment: Moment, press: Press) -> dict[str, float]:
    (a, b), others = moment.pair, moment.others
    gave = [number(press, [(a, x)], b) for x in others]
    got = [number(press, [(x, a)], b) for x in others]
    both = [min(pair) for pair in zip(gave, got, strict=True)]
    here = [(a, b), (b, a)]
    return {
        "gave": log1p(sum(gave)),
        "got": log1p(sum(got)),
        "both": log1p(max(both)),
        "rate": sum(gave) / (sum(len(press.get((a, x), ())) for x in others) + 3),
        "with": sum(n > 0 for n in both),
        "against_sender": log1p(sum(number(press, [(b, x), (x, b)], a) for x in others)),
        "we_against": log1p(sum(number(press, here, x) for x in others)),
    }


def _beside(moment: Moment) -> dict[str, float]:
    """The message beside the plots of this season against its receiver."""
    (a, b), words = moment.pair, moment.words
    found = plots(moment.talk.press, [pair for x in moment.others for pair in ((a, x), (x, a))], b)
    named = places(found)
    at_stake = len(named & moment.board.owned[b])
    index = moment.message.index
    return {
        "since": log1p(min(index - max((one.index for one in found), default=index - LONG), LONG)),
        "same_places": len(words.provinces & named),
        "plot_places": at_stake,
        "plot_warm": at_stake * (words.shares["ally"] + words.shares["good"] + words.shares["support"]),
    }


def _into(moment: Moment) -> dict[str, float]:
    """Orders into the receiver's centres asked of others, offered or promised; units sent elsewhere."""
    (a, b), press = moment.pair, moment.talk.press
    centres, units = moment.board.owned[b], moment.words.provinces & moment.board.stands[a]
    gave, got = of(press, [(a, x) for x in moment.others]), of(press, [(x, a) for x in moment.others])
    mine = {t.unit: t.goal for t in moment.own if t.unit}
    return {
        "asked_into": sum(t.order == "support" and t.goal in centres for one in gave for t in one.asks),
        "offered_into": sum(t.goal in centres for one in got for t in (*one.asks, *one.own)),
        "own_into": sum(t.goal in centres for one in gave for t in one.own),
        "unit_conflict": sum(t.unit in mine and t.goal != mine[t.unit] for one in gave for t in one.own),
        "unit_told_others": sum(bool(one.words.provinces & units) for one in gave),
    }
