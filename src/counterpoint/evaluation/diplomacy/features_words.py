"""Words: how the message is worded, whoever writes it to whom.

Takes    Wording: length, marks, groups of words per root of length
Source   Niculae et al. 2015; Newman et al. 2003
Status   light
"""

from __future__ import annotations

from counterpoint.evaluation.diplomacy.moment import Moment


def words(moment: Moment) -> dict[str, float]:
    """The wording of the message."""
    return {"length": moment.words.length, **moment.words.signs, **moment.words.shares}
