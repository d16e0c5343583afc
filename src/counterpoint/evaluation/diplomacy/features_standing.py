"""Standing: who is ahead, how the two stand to each other and to the rest, and how late it is.

Takes    centres [number] as the board has them when the season begins; the year
Idea     who is about to win has most to hide; who is weak must be believed
Status   light
"""

from __future__ import annotations

from counterpoint.evaluation.diplomacy.moment import FIRST_YEAR, Moment
from counterpoint.feeds.diplomacy.board import HOME, POWERS, SEASONS


def standing(moment: Moment) -> dict[str, float]:
    """Standing of the two ends and the time of the game."""
    a, b = moment.pair
    board, message = moment.board, moment.message
    own = {p: len(board.owned[p]) for p in POWERS}
    score = own[a] if message.score is None else message.score
    ahead = own[a] - own[b] if message.score_delta is None else message.score_delta
    return {
        "score": score,
        "ahead": ahead,
        "receiver_score": score - ahead,
        "rank": sum(own[p] > own[a] for p in POWERS),
        "receiver_rank": sum(own[p] > own[b] for p in POWERS),
        "lead": own[a] - max(own[p] for p in POWERS if p != a),
        "largest": max(own.values()),
        "alive": sum(n > 0 for n in own.values()),
        "year": message.year - FIRST_YEAR,
        **{season: float(message.season == season) for season in SEASONS},
        "growth": own[a] - board.before.get(a, 0),
        "receiver_growth": own[b] - board.before.get(b, 0),
        "home_lost": len(HOME[a] - board.owned[a]),
        "receiver_home_lost": len(HOME[b] - board.owned[b]),
    }
