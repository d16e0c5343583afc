"""Claims: what the message names, and what its sender and others said of the same places and powers this season.

Takes    provinces and powers named; who owns them, who stands there, who could go there
Idea     a lie that pays is about something that can be done this season; rivals hear the same, victims are talked of
Status   light
"""

from __future__ import annotations

from counterpoint.evaluation.diplomacy.moment import Moment
from counterpoint.feeds.diplomacy.board import HOME


def claims(moment: Moment) -> dict[str, float]:
    """Places, third powers, and what was said of them elsewhere."""
    return {**_places(moment), **_powers(moment), **_elsewhere(moment)}


def _places(moment: Moment) -> dict[str, float]:
    (a, b), view, named = moment.pair, moment.board, moment.words.provinces
    talk = moment.talk
    elsewhere: set[str] = set().union(*(talk.told[a, p] for p in moment.others))
    return {
        "places": len(named),
        "own_units": len(named & view.stands[a]),
        "reachable": sum(view.reach[a][p] > 0 for p in named),
        "receiver_units": len(named & view.stands[b]),
        "receiver_centres": len(named & view.owned[b]),
        "receiver_home": len(named & HOME[b]),
        "own_centres": len(named & view.owned[a]),
        "same_as_receiver": len(named & talk.told[b, a]),
        "new_places": len(named - talk.told[b, a] - talk.told[a, b]),
        "told_others": len(named & elsewhere),
        "intent_places": moment.words.counts["intent"] * (len(named) > 0),
        "agreed_places": moment.words.shares["agree"] * len(talk.told[b, a]),
    }


def _powers(moment: Moment) -> dict[str, float]:
    (a, b), view, talk = moment.pair, moment.board, moment.talk
    third = moment.words.powers - {a, b}
    return {
        "third": len(third),
        "names_receiver": float(b in moment.words.powers),
        "names_self": float(a in moment.words.powers),
        "third_talked_to": sum(talk.season[a, p]["n"] for p in third),
        "third_not_talked_to": sum(not talk.season[a, p]["n"] for p in third),
        "third_threat": sum(view.threat[a, p] for p in third),
        "third_supported": sum(view.did((a, p), "support", 1) for p in third),
        "third_attacked": sum(view.did((a, p), "attack", 1) for p in third),
    }


def _elsewhere(moment: Moment) -> dict[str, float]:
    (a, b), talk = moment.pair, moment.talk
    spoken = talk.spoken
    elsewhere = talk.season[a]["n"] - talk.season[a, b]["n"]
    return {
        "about_receiver": spoken[a, b]["n"],
        "about_receiver_hostile": spoken[a, b]["hostile"],
        "about_receiver_share": spoken[a, b]["n"] / (elsewhere + 2),
        "receiver_places_told": sum(len(talk.told[a, p] & moment.board.owned[b]) for p in moment.others),
        "about_sender": spoken[b, a]["n"],
        "about_sender_hostile": spoken[b, a]["hostile"],
        "sender_doubted": spoken[a]["trust"],
    }
