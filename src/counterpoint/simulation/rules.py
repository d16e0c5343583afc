"""How acts change the world: every number that the simulation adds to what `assess` has learned.

All are elicited: set by judgement, or counted where it says so, in units that a reader can dispute; none by what it
does to a score. Those from step_aside on and threat_cost came when forecasts had been scored, the others before.
`counterpoint simulate --rules FILE` puts others in their place; a lever may change some.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Rules(NamedTuple):
    """The numbers, as the kernel takes them. RULES tells what each one is."""

    more_moves: float = 0.5
    keeps: float = 0.5
    offer_step: float = 0.1
    soften_step: float = 0.5
    harden_step: float = 0.2
    promise_days: float = 90.0
    push: float = 0.5
    humiliation: float = 0.1
    face: float = 0.0
    threat_days: float = 30.0
    threat_step: float = 0.1
    threat_cost: float = 0.1
    suspended_days: float = 28.0
    hostage_days: float = 21.0
    work_days: float = 120.0
    drift_days: float = 180.0
    break_days: float = 60.0
    tacit_days: float = 60.0
    disown: float = 0.15
    eager: float = 0.15
    strike_gain: float = 0.02
    battle_sd: float = 0.15
    support_sd: float = 0.1
    fighting: float = 0.01
    image_step: float = 0.02
    heat_step: float = 0.1
    heat_days: float = 60.0
    events: float = 2.0
    swans: float = 0.25
    swan_ends: float = 0.2
    swan_support: float = 0.2
    leaving: float = 0.03
    leaving_frustration: float = 2.5
    yielding: float = 0.01
    yielding_stress: float = 5.0
    enough: float = 0.75
    worth_year: float = 0.1
    worth_blow: float = 0.01
    worth_level: float = 0.2
    event_turn: float = -1.0
    event_favours: float = 0.0
    event_support: float = 0.0
    step_aside: float = 0.03
    form: float = 0.9
    line_step: float = 0.25
    backing_down: float = 0.02
    answer_days: float = 60.0
    yes_step: float = 0.6
    done_talk: float = 0.25
    front_support: float = 0.2


# Places of the rules in the vector that the kernel takes, in the order of the fields above.
MORE_MOVES, KEEPS, OFFER_STEP, SOFTEN_STEP, HARDEN_STEP, PROMISE_DAYS, PUSH, HUMILIATION, FACE = range(9)
THREAT_DAYS, THREAT_STEP, THREAT_COST, SUSPENDED_DAYS, HOSTAGE_DAYS, WORK_DAYS, DRIFT_DAYS, BREAK_DAYS = range(9, 17)
TACIT_DAYS, DISOWN, EAGER, STRIKE_GAIN, BATTLE_SD, SUPPORT_SD, FIGHTING, IMAGE_STEP, HEAT_STEP = range(17, 26)
HEAT_DAYS, EVENTS, SWANS, SWAN_ENDS, SWAN_SUPPORT, LEAVING, FRUSTRATION, YIELDING, YIELDING_STRESS = range(26, 35)
ENOUGH, WORTH_YEAR, WORTH_BLOW, WORTH_LEVEL, EVENT_TURN, EVENT_FAVOURS, EVENT_SUPPORT = range(35, 42)
STEP_ASIDE, FORM, LINE_STEP, BACKING_DOWN, ANSWER_DAYS, YES_STEP, DONE_TALK, FRONT_SUPPORT = range(42, 50)


class Told(NamedTuple):
    """What a rule is: unit, meaning, and on what it rests."""

    unit: str
    what: str
    source: str


RULES: Final[dict[str, Told]] = {
    "more_moves": Told("moves", "mean number of moves of an occasion beyond the first",
                       "counted in the record; where it is short, 0.5 as in played records"),
    "keeps": Told("chance", "a release, easing or signature keeps the oldest open promise", "as in played records"),
    "offer_step": Told("share", "an offer moves the own position by up to this share of the gap",
                       "judgement: over 128 offers of the bundled cases none on average, in steps of a quarter"),
    "soften_step": Told("share", "a softening moves it by up to this share of the gap",
                        "counted: 0.24 of the gap on average, over 29 of the bundled cases"),
    "harden_step": Told("share", "a new demand moves it away by up to this share of the gap", "judgement"),
    "promise_days": Told("days", "an open promise lapses after so long", "as in measures"),
    "push": Told("share", "full stress moves the reserve by this share of the way to the other end",
                 "Zartman: a hurting stalemate opens room (sign only)"),
    "humiliation": Told("issue's scale", "slack that a party needs to accept in public, or before a full tie",
                        "Kurizaki 2007 (sign)"),
    "face": Told("issue's scale", "slack that a face-saving formula gives back", "set by a lever"),
    "threat_days": Told("days", "a threat is carried out, met or shown empty within so long", "judgement"),
    "threat_step": Told("chance", "credibility gained by carrying out, lost by letting pass", "judgement"),
    "threat_cost": Told("support", "lost by its maker and by its target when a threat is carried out, at full cost",
                        "judgement; the case says how full the cost is"),
    "suspended_days": Told("days", "mean time for which a suspended channel stays shut", "judgement"),
    "hostage_days": Told("days", "for so long one issue holds up agreement on the others", "judgement"),
    "work_days": Told("days", "a channel without work for so long decays into consultations", "judgement"),
    "drift_days": Told("days", "talk without any movement for so long is drift", "judgement"),
    "break_days": Told("days", "no talk on any channel for so long is breakdown", "judgement"),
    "tacit_days": Told("days", "an understanding kept without force for so long is a settlement", "judgement"),
    "disown": Told("chance", "home disowns what an envoy without a clear mandate has accepted", "judgement"),
    "eager": Told("nats a step", "an envoy's stance, from hawk -2 to dove 2, moves kind and unkind acts", "judgement"),
    "strike_gain": Told("battlefield", "what a strike moves the fighting by", "judgement"),
    "battle_sd": Told("battlefield a root year", "how far the fighting wanders", "judgement"),
    "support_sd": Told("support a root year", "how far support wanders", "judgement"),
    "fighting": Told("support", "support lost to a strike or pressure suffered, at full cost of fighting", "judgement"),
    "image_step": Told("image", "what one public act does to how reasonable a party looks", "judgement"),
    "heat_step": Told("share", "what one public appeal or charge adds to an issue's salience", "judgement"),
    "heat_days": Told("days", "half-life of what a campaign added", "judgement"),
    "events": Told("a year", "outside events that favour one side and hurt the other", "judgement"),
    "swans": Told("a year", "black swans: events that shift support or end the negotiation", "judgement"),
    "swan_ends": Told("chance", "a black swan ends it", "judgement"),
    "swan_support": Told("support", "how far another black swan moves a party's support", "judgement"),
    "leaving": Told("a year", "a party without frustration turns to something else", "judgement"),
    "leaving_frustration": Told("nats", "what full frustration at full cost of talking adds to that", "judgement"),
    "yielding": Told("a year", "a party without stress gives in altogether", "judgement"),
    "yielding_stress": Told("nats", "what full stress adds to that", "judgement"),
    "enough": Told("share", "share of what is contested that makes an agreement a settlement", "judgement"),
    "worth_year": Told("a year", "worth of the gain from talk, less that of its cost", "judgement"),
    "worth_blow": Told("each", "cost of a blow suffered, at full cost of fighting", "judgement"),
    "worth_level": Told("a point", "worth of support and of the battlefield held at the end", "judgement"),
    "event_turn": Told("turn", "one outside event comes for certain in this turn; -1: none", "set by a lever"),
    "event_favours": Told("party", "whom of the main pair it favours: 0 the first, 1 the second", "set by a lever"),
    "event_support": Told("support", "what it adds to the support of whom it favours, and takes from the other",
                          "set by a lever"),
    "step_aside": Told("a year", "a party outside the main pair, unless frustrated, leaves the tables between the two",
                       "judgement: as leaving; frustration and the cost of talking add alike"),
    "form": Told("chance", "what would be work on a channel that has decayed (work_days) is mere form", "judgement"),
    "line_step": Told("share a step", "an envoy's stance, from hawk -2 to dove 2, moves what he states by so much of "
                      "the gap, where nobody settles contradictions", "judgement: a full dove splits the difference"),
    "backing_down": Told("support", "lost by a softening or a yes in the hearing of one who is bound by a full tie",
                         "judgement"),
    "answer_days": Told("days", "for so long what one side gives in deed on a tacit channel can be answered in deed",
                        "judgement"),
    "yes_step": Told("share", "a yes to terms beyond the limit moves the own position by up to this share of the gap",
                     "counted: 0.29 of the gap on average, over 25 of the bundled cases in which there was one"),
    "done_talk": Told("share", "once it is agreed, words are about an issue so much as before", "judgement"),
    "front_support": Told("battlefield a year", "what a point of support more than the other's adds on the front",
                          "judgement: who is supported holds out"),
}  # fmt: skip
