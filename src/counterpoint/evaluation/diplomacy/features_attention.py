"""Attention: how much of the sender's talk goes to the receiver, now and before, who waits for whom, silence before.

Takes    counts of messages so far [number], shares smoothed; gaps in messages of the game
Idea     lies go to those with whom one seldom talks, and a sudden turn to or from somebody is a sign (tempo)
Status   light
"""

from __future__ import annotations

from math import log, log1p

from counterpoint.evaluation.diplomacy.moment import Moment
from counterpoint.feeds.diplomacy.board import POWERS

SILENT = 200
"""A gap as long as that of those who never wrote [messages]."""


def attention(moment: Moment) -> dict[str, float]:
    """Attention of the sender to the receiver."""
    return {**_season(moment), **_ever(moment), **_gaps(moment)}


def _season(moment: Moment) -> dict[str, float]:
    (a, b), talk = moment.pair, moment.talk
    here, back, all_ = talk.season[a, b]["n"], talk.season[b, a]["n"], talk.season[a]["n"]
    to_others = [talk.season[a, p]["n"] for p in moment.others]
    share = (here + 0.5) / (all_ + 2)
    usual = (talk.ever[a, b]["n"] + 1) / (talk.ever[a]["n"] + 6)
    habit = talk.before[a, b]
    return {
        "here": here,
        "back": back,
        "all": all_,
        "share": share,
        "usual_share": usual,
        "shift": log(share / usual),
        "partners": sum(n > 0 for n in (here, *to_others)),
        "other": max(to_others) - here,
        "tempo": log1p(here) - log1p(sum(habit) / len(habit) if habit else 3),
        "first": float(here + back == 0),
        "sofar": log1p(sum(talk.season[p]["n"] for p in POWERS)),
    }


def _ever(moment: Moment) -> dict[str, float]:
    (a, b), ever = moment.pair, moment.talk.ever
    return {
        "ever_here": log1p(ever[a, b]["n"]),
        "ever_back": log1p(ever[b, a]["n"]),
        "ever_all": log1p(ever[a]["n"]),
        "balance": log((ever[a, b]["words"] + 20) / (ever[b, a]["words"] + 20)),
        "talkative": (ever[a]["n"] + 5) / (sum(ever[p]["n"] for p in POWERS) + 35),
        "long_winded": log1p(ever[a]["words"] / (ever[a]["n"] + 1)),
    }


def _gaps(moment: Moment) -> dict[str, float]:
    (a, b), index = moment.pair, moment.message.index
    mine = moment.talk.last.get((a, b), (index - SILENT, 0, 0))
    yours = moment.talk.last.get((b, a), (index - SILENT, 0, 0))
    return {
        "gap": log1p(min(index - mine[0], SILENT)),
        "wait": log1p(min(index - yours[0], SILENT)),
        "reply": float(yours[0] > mine[0]),
        "got_words": log1p(yours[1]),
        "got_questions": yours[2],
    }
