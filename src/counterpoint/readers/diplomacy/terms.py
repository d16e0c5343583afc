"""What a promise commits to, and what the orders made of it.

Rule     a promise about units is judged by the orders of the season that it is about: kept if they do what it says,
         broken if they do otherwise although they could have done it. Not judged: conditional promises that were not
         carried out (the condition may have failed), those about units that the promiser has not, those too far away
         to carry out, and those replaced by a later word to the same party about the same unit.
Source   the rules of the game
Status   exact bookkeeping of what the reader reads; the reader errs (benchmarks/press_reader.py)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from counterpoint.feeds.diplomacy.board import HOME, borders
from counterpoint.feeds.diplomacy.game import Order, Orders, Phase
from counterpoint.readers.diplomacy.dates import later, moving
from counterpoint.readers.press import Said

Outcome = Literal["kept", "broken", ""]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing promised: by whom, to whom, for which season's orders, and the order as read (see Said)."""

    by: str
    to: str
    phase: Phase
    order: str
    unit: str
    goal: str
    supports: str
    helps: str
    negated: bool
    conditional: bool

    @property
    def subject(self) -> tuple[str, str, Phase, str]:
        """What a later word would have to be about to replace it."""
        return self.by, self.to, self.phase, self.unit


_SEASON: Final = re.compile(r"\b(?:in|this|next|by|for|come|until|during)\s+(?:the\s+)?(fall|autumn|spring|winter)\b")
_NEXT: Final = re.compile(r"\b(?:next|second) (?:turn|season|phase|move|round)\b|\bthe turn after\b")
_YEAR: Final = re.compile(r"\bnext year\b")


_SOME_DAY: Final = re.compile(
    r"\b(?:eventually|some ?day|soon|later|in the future|long[- ]term|after (?:winter|that|this|builds?|the builds?|we)"
    r"|retreat\w*|down the (?:road|line)|at some point|once|until|in a (?:few|couple)|when(?:ever)?)\b"
)
"""Words that leave open which season a promise is about, or make it one about retreats: no orders can judge it."""


def about_phase(clause: str, order: str, phase: Phase) -> Phase:
    """Which season's orders a clause (small letters) said in a season is about."""
    if order == "build":
        return phase[0], "winter"
    if _YEAR.search(clause):
        return phase[0] + 1, "spring"
    if named := _SEASON.search(clause):
        wanted = "fall" if named[1] == "autumn" else named[1]
        there = phase
        while there[1] != wanted:
            there = later(there)
        return moving(there)
    return moving(later(moving(phase))) if _NEXT.search(clause) else moving(phase)


def term_of(said: Said, *, clause: str, by: str, to: str, phase: Phase) -> Term | None:
    """The term of something said, if it names an order that orders can answer."""
    if said.kind == "build":
        # Units are built in home centres only; "you build in Rum", "he built in Mar" are of others.
        named = said.unit if said.first_person and said.unit in HOME[by] else ""
    elif said.order in ("move", "bounce"):
        named = said.to
    elif said.order == "hold":
        named = said.unit
    elif said.order in ("support", "convoy"):
        # Help without a place (I'll support you) may be given anywhere: no orders contradict it.
        named = said.to or said.supports
    else:
        return None
    if not named or _SOME_DAY.search(clause):
        return None
    when = about_phase(clause, said.order, phase)
    return Term(by, to, when, said.order, said.unit, said.to, said.supports, said.helps, said.negated, said.conditional)


def judge(term: Term, orders: Orders) -> Outcome:
    """What the orders of its season made of a term."""
    own = [order for order in orders.orders if order.power == term.by]
    if term.order == "build":
        built = [order.unit for order in own if order.type == "build"]
        done, able = term.unit in built, bool(built)
    elif term.unit and orders.units.get(term.unit) != term.by:
        return ""
    else:
        done = any(_does(order, term) for order in own)
        able = any(_able(order, term) for order in own)
    if term.negated:
        # A promise not to do: done is broken; not done counts as kept only if it could have been done.
        return ("broken" if done else "kept" if able else "") if not term.conditional or not done else ""
    if done:
        return "kept"
    return "broken" if able and not term.conditional else ""


def _does(order: Order, term: Term) -> bool:
    """Whether an order is what a term says."""
    if term.unit and order.unit != term.unit:
        return False
    if term.order in ("move", "bounce"):
        return order.type == "move" and order.to == term.goal
    if term.order == "hold":
        return order.type != "move"
    kinds = ("convoy",) if term.order == "convoy" else ("support-hold", "support-move")
    return (
        order.type in kinds
        and _same(order.to, term.goal)
        and _same(order.supported, term.supports)
        and _helps(order, term)
    )


def _same(got: str, wanted: str) -> bool:
    return not wanted or got == wanted


def _helps(order: Order, term: Term) -> bool:
    """Whether the helped unit is that of the power that was to be helped: the one named, or the promisee's."""
    if term.supports:
        return True
    return order.supported_power == (term.helps or term.to) and order.supported_power != order.power


def _able(order: Order, term: Term) -> bool:
    """Whether the unit of an order could have done what a term says."""
    if order.type in ("build", "disband") or (term.unit and order.unit != term.unit):
        return False
    if term.order == "hold":
        return True
    goal = term.goal or term.supports
    return not goal or (order.unit != goal and borders(order.unit, goal))
