"""Shifts: how far the message departs from what this sender is used to write, to this receiver and to all; imbalance.

Takes    groups of words per root of length and log length, less their mean so far
Idea     not courtesy weighs but a sudden change of it, and of its balance between the two
Source   Niculae et al. 2015
Status   light
"""

from __future__ import annotations

from collections import Counter

from counterpoint.evaluation.diplomacy.moment import Moment
from counterpoint.evaluation.diplomacy.talk import HABITS

PRIOR = 2
"""Messages that a habit is worth before there is one."""
USUAL = 2.5
"""Log length of a message before there is a habit: eleven words."""


def shifts(moment: Moment) -> dict[str, float]:
    """The message and the season so far against the sender's habit, and its habit against the receiver's."""
    (a, b), talk, words = moment.pair, moment.talk, moment.words
    here, back, all_, now = talk.ever[a, b], talk.ever[b, a], talk.ever[a], talk.season[a, b]
    out = {"length": words.length - _length(here), "length_all": words.length - _length(all_)}
    for group in HABITS:
        out[group] = words.shares[group] - _mean(here, group)
        out[f"{group}_season"] = now[group] / (now["n"] + 1) - _mean(here, group)
        out[f"{group}_balance"] = _mean(here, group) - _mean(back, group)
    return out


def _mean(tally: Counter[str], group: str) -> float:
    return tally[group] / (tally["n"] + PRIOR)


def _length(tally: Counter[str]) -> float:
    return (tally["length"] + PRIOR * USUAL) / (tally["n"] + PRIOR)
