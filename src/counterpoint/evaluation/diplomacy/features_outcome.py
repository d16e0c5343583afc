"""Outcome: what the season's orders left of the receiver, who helped in it, and who now stands at whose border.

Takes    the orders of the season and the board after them; only for the forecast after the orders
Idea     help of a third into the receiver's centres was agreed beforehand; a home left open is trust
Status   light
"""

from __future__ import annotations

from collections import Counter, defaultdict

from counterpoint.evaluation.diplomacy.moment import Moment
from counterpoint.evaluation.diplomacy.positions import Position, reach
from counterpoint.feeds.diplomacy.board import HOME
from counterpoint.feeds.diplomacy.game import Order, Orders


def outcome(moment: Moment, given: Orders | None, left: Position) -> dict[str, float]:
    """The orders between the two and their helpers, and the board that they leave."""
    return {**_orders(moment, given.orders if given else ()), **_border(moment, left)}


def _orders(moment: Moment, given: tuple[Order, ...]) -> dict[str, float]:
    a, b = moment.pair
    theirs, ours = (moment.board.owned[p] | moment.board.stands[p] for p in (b, a))
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for order in given:
        if order.type == "move":
            wanted[order.to].add(order.power)
    moves = [o for o in given if o.type == "move"]
    hits = [o for o in moves if o.power == a and o.to in theirs]
    came = [o for o in moves if o.succeeded]
    helps = [o for o in given if o.type in ("support-move", "convoy") and o.to in theirs]
    return {
        "helped_by_third": sum(
            o.power not in (a, b) and o.supported_power == a and o.type == "support-move" for o in helps
        ),
        "helped_third": sum(o.power == a and o.supported_power not in (a, b, "") for o in helps),
        "joint": sum(len(wanted[o.to] - {a, b}) for o in hits),
        "lost_to_sender": sum(bool(o.succeeded) and o.to in moment.board.owned[b] for o in hits),
        "dislodged_by_sender": sum(bool(o.succeeded) and o.to in moment.board.stands[b] for o in hits),
        "named_attack": sum(o.to in moment.words.provinces for o in hits),
        "lost": sum(o.power != b and o.to in moment.board.owned[b] for o in came),
        "sender_lost": sum(o.power != a and o.to in moment.board.owned[a] for o in came),
        "dislodged": sum(o.power == b and o.dislodged for o in given),
        "helped_back": sum(o.power == b and o.type.startswith("support") and o.supported_power == a for o in given),
        "hit_back": sum(o.power == b and o.to in ours for o in moves),
        "bounce_named": sum({a, b} <= wanted[p] for p in moment.words.provinces),
    }


def _border(moment: Moment, left: Position) -> dict[str, float]:
    """Threats after the orders, and what changed in them."""
    (a, b), board = moment.pair, moment.board
    mine, yours = ([reach(u, kind) for u, (p, kind) in left.units.items() if p == power] for power in (a, b))
    my_reach, your_reach = Counter(c for to in mine for c in to), Counter(c for to in yours for c in to)
    threat = sum(my_reach[c] > 0 for c in board.owned[b])
    threatened = sum(your_reach[c] > 0 for c in board.owned[a])
    return {
        "threat": threat,
        "threatened": threatened,
        "border": threat - board.threat[a, b],
        "moved_away": threatened - board.threat[b, a],
        "border_units": sum(bool(to & board.owned[b]) for to in mine),
        "home_open": sum(your_reach[c] > 0 and c not in left.units for c in HOME[a] & board.owned[a]),
    }
