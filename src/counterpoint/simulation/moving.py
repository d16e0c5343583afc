"""What acts do to positions and agreements, compiled, in their order.

An act is given its position (POSITION, NaN if it states none) and its mark: kept or broke a promise, reached or signed
an agreement, was void.
"""

from __future__ import annotations

from counterpoint.simulation.acting import BECAUSE, CHANCE, CHANNEL, ISSUE, KIND, LUCK, MARK, PARTY, POSITION, TARGET
from counterpoint.simulation.arrays import (
    ACTS,
    AGREED,
    BINDS,
    CHIEF,
    CLOSABLE,
    DARK,
    DAYS,
    DISOWNED_BY,
    FAR,
    FIRST,
    GAVE,
    HEARS,
    HELD,
    HOSTAGE,
    IDEAL,
    MOVED,
    NONE,
    OTHER,
    PUBLIC,
    SECOND,
    SECRET,
    SIDE,
    SIGNED_BY,
    SOFTENED,
    STANCE,
    STRESS,
    STRICT,
    SUPPORT,
    TACIT,
    TALKED,
    TERMS,
    TIES,
    TOP,
    UNCLEAR,
    UNDERSTANDING,
    UNDERSTOOD,
    UNTIL,
    WHOM,
    WIDE,
)
from counterpoint.simulation.decaying import MEET, PROCEDURE as FORM_KIND, has, has_decayed, work
from counterpoint.simulation.hearing import ASK, OWN_LINE, WORK
from counterpoint.simulation.looking import own_at, said_at
from counterpoint.simulation.passing import MET_BY
from counterpoint.simulation.rules import (
    ANSWER_DAYS,
    BACKING_DOWN,
    DISOWN,
    FACE,
    HARDEN_STEP,
    HUMILIATION,
    LINE_STEP,
    OFFER_STEP,
    PUSH,
    SOFTEN_STEP,
    YES_STEP,
)
from counterpoint.simulation.steps import njit_inner
from counterpoint.simulation.striking import (
    BREACH,
    KEEPING,
    PRESSURE,
    REJECT,
    STRIKE,
    SUSPEND,
    harm,
    look_good,
    promise,
    suspend,
    talk,
)

OFFER, SOFTEN, HARDEN, RESTATE, ACCEPT, _, SIGN = range(1, 8)
"""Effects of kinds on what is agreed; striking has the others."""
REACHED, SIGNED, VOID = 4, 8, 16
UNBACKED, SETTLED = 64, 128
"""Marks of a yes to an envoy's own terms by which his home does not stand, and of a leader's word that settles it."""
STILL = 0.01
"""Positions that move by less than this stand still."""
AUDIENCE = 4
"""The class of target to which nobody can bind himself: what is said to an audience is no yes and no signature."""
BOTH = 3.0
"""Signatures of both sides of the main pair."""
BY_DEEDS = 2.0
"""Understood from deeds alone."""


@njit_inner
def move(made, turn, plain, sides, seats, places, agenda, stakes, traits, kinds, rules, mem, deals, chan, owed, marks,
         acts, count):  # fmt: skip
    # long: all that an act may do, one after the other
    """Let the acts of a turn take effect, in order."""
    suspends = False
    for n in range(made):
        p, c = int(acts[n, PARTY]), int(acts[n, CHANNEL])
        whom = seats[p, c, WHOM + int(acts[n, TARGET])]
        facing = whom == 0 and (p == plain[FIRST] or p == plain[SECOND])
        binds = facing and acts[n, TARGET] != AUDIENCE
        signs = facing and kinds[int(acts[n, KIND]), 1] == SIGN
        if signs and not (binds and places[c, BINDS] > 1 and _to_sign(p, plain, deals)):
            signs = False
            _form(n, made, acts)
        bits, effect = kinds[int(acts[n, KIND]), 0], kinds[int(acts[n, KIND]), 1]
        count[p, ACTS] += 1
        if facing and bits & WORK:
            work(turn, c, plain, places, rules, chan)
        if acts[n, BECAUSE] >= 0.0:
            mem[p, HOSTAGE] = acts[n, BECAUSE]
        if facing and places[c, TOP] and acts[n, ISSUE] >= 0.0:
            _settle(n, p, int(acts[n, ISSUE]), plain, deals, acts)
        if facing and places[c, CLOSABLE]:
            marks[TALKED], marks[DARK] = turn, NONE
        if whom == 0 and acts[n, ISSUE] >= 0.0:
            if effect == ACCEPT and binds:
                _accept(n, turn, p, c, plain, sides, seats, places, agenda, stakes, traits, rules, mem, deals, chan,
                        marks, acts)  # fmt: skip
            elif bits & ASK or OFFER <= effect <= RESTATE:
                _stand(n, effect, turn, p, c, facing, sides, seats, places, stakes, traits, rules, mem, deals, marks,
                       acts)  # fmt: skip
            elif effect == REJECT and facing:
                _undo(int(acts[n, ISSUE]), deals)
        if facing and effect == KEEPING and places[c, TACIT] and acts[n, ISSUE] >= 0.0:
            _answer(n, turn, p, plain, stakes, rules, mem, deals, marks, acts)
        if facing and effect in (STRIKE, PRESSURE, BREACH):
            _unsettle(int(acts[n, ISSUE]), deals)
        if signs:
            _sign(n, turn, p, plain, deals, marks, acts)
        suspends = suspends or effect == SUSPEND
        promise(n, effect, bits, p, whom, turn, plain, rules, owed, acts, count)
        harm(n, effect, bits, p, turn, facing, plain, sides, seats, traits, rules, mem, marks, acts, count)
        talk(n, effect, turn, p, facing, plain, sides, seats, places, rules, mem, chan, acts)
        if places[c, PUBLIC]:
            look_good(n, effect, bits, p, rules, mem, deals, acts)
    if suspends:  # hardly ever, and to look at all acts again takes a twentieth of the time
        suspend(made, turn, plain, sides, seats, places, kinds, rules, chan, marks, acts)


@njit_inner
def limit(p, i, stakes, rules, mem, issues):
    """How far a party would go on an issue: its reserve, moved by stress towards the other's end."""
    reserve = mem[p, own_at(issues) + 2 * issues + i]
    return reserve + rules[PUSH] * mem[p, STRESS] * (stakes[p, i, FAR] - reserve)


@njit_inner
def _tie(p, c, sides, seats, traits):
    """How strongly a party is bound to whoever hears what it says on a channel, its counterpart aside [0..1]."""
    most = 0.0
    for q in range(len(sides)):
        most = max(most, traits[p, TIES + q] * seats[q, c, HEARS])
    return most


@njit_inner
def _back_down(p, c, sides, seats, traits, rules, mem):
    """Who gives way in the hearing of one to whom it is bound loses support."""
    mem[p, SUPPORT] = max(mem[p, SUPPORT] - rules[BACKING_DOWN] * _tie(p, c, sides, seats, traits), -1.0)


@njit_inner
def _stand(n, effect, turn, p, c, facing, sides, seats, places, stakes, traits, rules, mem, deals, marks, acts):
    """Positions: an offer and a softening move towards the other, a new demand away; other asks say them again."""
    i, issues, side = int(acts[n, ISSUE]), len(deals), stakes[p, int(acts[n, ISSUE]), SIDE]
    own, theirs = mem[p, own_at(issues) + i], mem[p, own_at(issues) + issues + i]
    own = own if own == own else stakes[p, i, IDEAL]
    goal, new = theirs if theirs == theirs else stakes[p, i, FAR], own
    if effect == HARDEN:
        new = own - rules[HARDEN_STEP] * acts[n, CHANCE] * (goal - own)
        if facing:
            _undo(i, deals)
    elif effect in (OFFER, SOFTEN):
        step = rules[SOFTEN_STEP] if effect == SOFTEN else rules[OFFER_STEP]
        new = own + step * acts[n, CHANCE] * (goal - own)
        end = limit(p, i, stakes, rules, mem, issues)
        if (new - end) * side > 0.0:
            new = own if (own - end) * side > 0.0 else end
    if effect == SOFTEN:
        _back_down(p, c, sides, seats, traits, rules, mem)
    new = min(max(new, 0.0), 1.0)
    if facing and abs(new - own) > STILL:
        marks[MOVED] = turn
    mem[p, own_at(issues) + i] = new
    # what is stated is the line of who speaks, where no leader does and nobody settles contradictions
    stance = 0 if sides[p, CHIEF] or places[c, TOP] else seats[p, c, STANCE]
    if stance != 0:
        new = min(max(new + rules[LINE_STEP] * stance * (goal - new), 0.0), 1.0)
        _mark(n, OWN_LINE, acts)
    mem[p, said_at(issues) + i] = acts[n, POSITION] = new


@njit_inner
def _accept(n, turn, p, c, plain, sides, seats, places, agenda, stakes, traits, rules, mem, deals, chan, marks, acts):
    """A yes to the other's terms, if they lie within the own limit; less where it humiliates, in public or before a
    client.

    Terms that ask no more than what the party itself stands for are no concession, whatever its limit is. A yes to
    terms beyond the limit is one in part: it moves towards them, and nothing is agreed. So is one where the main pair
    cannot bind itself, and one on an issue that the channel does not deal with, but for leaders and ministers, who may
    agree on anything.
    """
    i, issues, side = int(acts[n, ISSUE]), len(deals), stakes[p, int(acts[n, ISSUE]), SIDE]
    own, theirs = mem[p, own_at(issues) + i], mem[p, own_at(issues) + issues + i]
    own, end = own if own == own else stakes[p, i, IDEAL], limit(p, i, stakes, rules, mem, issues)
    seen = places[c, PUBLIC] + _tie(p, c, sides, seats, traits)
    need = max(rules[HUMILIATION] * seen - rules[FACE], 0.0)
    held = mem[p, UNTIL] > turn and mem[p, HELD] != i
    stale = has_decayed(turn, c, plain, places, rules, chan)
    if theirs != theirs or held or stale or (sides[p, STRICT] and _given(mem, p, issues) < MET_BY):
        return
    concedes, heard = (theirs - own) * side > 0.0, places[c, BINDS] and (agenda[c, i] > 0 or places[c, TOP])
    if not heard or (concedes and (theirs - end) * side > -need):
        step = min(rules[YES_STEP] * acts[n, CHANCE] * abs(theirs - own), (end - own) * side - need)
        if concedes and step > 0.0:
            mem[p, own_at(issues) + i] = mem[p, said_at(issues) + i] = acts[n, POSITION] = own + step * side
            _back_down(p, c, sides, seats, traits, rules, mem)
            marks[MOVED] = turn if step > STILL else marks[MOVED]
        return
    if _disowned(n, i, p, c, theirs, plain, sides, seats, stakes, rules, mem, deals, acts):
        return
    mem[p, own_at(issues) + i] = mem[p, said_at(issues) + i] = acts[n, POSITION] = theirs
    if places[c, SECRET]:
        deals[i, UNDERSTOOD] = 1.0
        marks[UNDERSTANDING] = turn
    else:
        deals[i, AGREED] = 1.0
    if deals[i, SIGNED_BY] == 0.0:
        deals[i, TERMS] = theirs
    _mark(n, REACHED, acts)
    if concedes:
        _back_down(p, c, sides, seats, traits, rules, mem)
    marks[MOVED] = turn


@njit_inner
def _disowned(n, i, p, c, theirs, plain, sides, seats, stakes, rules, mem, deals, acts):
    """Whether home stands not by its envoy's yes, or the other's home not by the terms that its envoy has brought."""
    q, issues = sides[p, OTHER], len(deals)
    if not sides[p, CHIEF] and seats[p, c, UNCLEAR]:
        mine = _bit(p, plain)
        if int(deals[i, DISOWNED_BY]) & mine or acts[n, LUCK] < rules[DISOWN]:
            deals[i, DISOWNED_BY] = int(deals[i, DISOWNED_BY]) | mine
            _mark(n, VOID, acts)
            return True
    if mem[p, said_at(issues) + issues + i] and (q == plain[FIRST] or q == plain[SECOND]):
        mine, end = _bit(q, plain), limit(q, i, stakes, rules, mem, issues)
        if int(deals[i, DISOWNED_BY]) & mine or (theirs - end) * stakes[q, i, SIDE] > 0.0:
            deals[i, DISOWNED_BY] = int(deals[i, DISOWNED_BY]) | mine
            _mark(n, UNBACKED, acts)
            return True
        mem[q, own_at(issues) + i] = theirs
    return False


@njit_inner
def _mark(n, mark, acts):
    """Write down what came of an act."""
    acts[n, MARK] = int(acts[n, MARK]) | mark


@njit_inner
def _bit(p, plain):
    """The bit of a side of the main pair."""
    return 1 if p == plain[FIRST] else 2


@njit_inner
def _settle(n, p, i, plain, deals, acts):
    """A word of leaders or ministers on an issue settles whose yes holds there: envoys are believed again."""
    mine = _bit(p, plain)
    if int(deals[i, DISOWNED_BY]) & mine:
        deals[i, DISOWNED_BY] = int(deals[i, DISOWNED_BY]) & ~mine
        _mark(n, SETTLED, acts)


@njit_inner
def _given(mem, p, issues):
    """How much the other side has given of late, on the issue on which it gave most."""
    most = 0.0
    for i in range(issues + 1):
        most = max(most, mem[p, WIDE + SOFTENED * (issues + 1) + i])
    return most


@njit_inner
def _undo(i, deals):
    """What was agreed and not signed by both is open again."""
    if deals[i, SIGNED_BY] < BOTH:
        for k in (AGREED, UNDERSTOOD, SIGNED_BY, TERMS):
            deals[i, k] = 0.0


@njit_inner
def _answer(n, turn, p, plain, stakes, rules, mem, deals, marks, acts):
    """Where nobody speaks, gifts in deed of both sides are understood: terms half-way, if both could accept them."""
    i, issues, first = int(acts[n, ISSUE]), len(deals), p == plain[FIRST]
    deals[i, GAVE if first else GAVE + 1] = turn
    answered = deals[i, GAVE + 1 if first else GAVE]
    if (turn - answered) * plain[DAYS] > rules[ANSWER_DAYS] or deals[i, AGREED] + deals[i, UNDERSTOOD] > 0.0:
        return
    q = int(plain[SECOND] if first else plain[FIRST])
    one, other = mem[p, own_at(issues) + i], mem[q, own_at(issues) + i]
    half = 0.5 * ((one if one == one else stakes[p, i, IDEAL]) + (other if other == other else stakes[q, i, IDEAL]))
    for k in (p, q):
        if (half - limit(k, i, stakes, rules, mem, issues)) * stakes[k, i, SIDE] > 0.0:
            return
    deals[i, UNDERSTOOD] = BY_DEEDS
    if deals[i, SIGNED_BY] == 0.0:
        deals[i, TERMS] = half
    marks[UNDERSTANDING] = marks[MOVED] = turn
    _mark(n, REACHED, acts)


@njit_inner
def _unsettle(i, deals):
    """A blow undoes what was understood from deeds alone, on its issue or, if it has none, on all."""
    for k in range(len(deals)):
        if i < 0 or i == k:
            if deals[k, UNDERSTOOD] == BY_DEEDS:
                _undo(k, deals)
            deals[k, GAVE] = deals[k, GAVE + 1] = NONE


@njit_inner
def _to_sign(p, plain, deals):
    """Whether there is anything agreed or understood that a party has not signed."""
    mine, found = _bit(p, plain), False
    for i in range(len(deals)):
        found = found or (deals[i, AGREED] + deals[i, UNDERSTOOD] > 0.0 and not int(deals[i, SIGNED_BY]) & mine)
    return found


@njit_inner
def _form(n, made, acts):
    """A signature under nothing is a matter of form: of procedure, or a meeting where the occasion has that already."""
    kind = MEET if has(n, FORM_KIND, made, acts) else FORM_KIND
    if not has(n, kind, made, acts):
        acts[n, KIND], acts[n, ISSUE], acts[n, BECAUSE] = kind, -1, -1


@njit_inner
def _sign(n, turn, p, plain, deals, marks, acts):
    """A party's signature under all that is agreed or understood."""
    mine = _bit(p, plain)
    for i in range(len(deals)):
        if deals[i, AGREED] + deals[i, UNDERSTOOD] > 0.0 and not int(deals[i, SIGNED_BY]) & mine:
            deals[i, SIGNED_BY] += mine
            _mark(n, SIGNED, acts)
            marks[MOVED] = turn
