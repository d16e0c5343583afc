"""What the kernel is handed, as arrays: the world, its beginning, the cast, and what comes out.

Few and wide, because every array that is handed on costs. P parties that act, C channels, I issues, D draws of the
cast, T turns, E tendencies, L turns of a promise. Indices are -1 where there is nothing. Days count from the first
turn's.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Words = NDArray[np.uint64]

# plain: the main pair whose agreement ends it, the two between whom the front is (-1: nobody), days of a turn, days of
# record before
FIRST, SECOND, FRONT, FOE, DAYS, AGE = range(6)
# sides: counterpart, whether somebody settles contradictions, whether the counterpart's concessions count only as deeds
OTHER, CHIEF, STRICT, SIDES = range(4)
# seats: whether a party sits on a channel, hears what others say there, speaks by somebody without a clear mandate, is
# of neither side of the main pair and sits there with both; the stance of who speaks, hawk -2 to dove 2; by class of
# target (5 each) which party is meant there, its column of promises, whether the two fight
SEATED, HEARS, UNCLEAR, BETWEEN, STANCE, TO, WHOM, FIGHTS, SEATS = 0, 1, 2, 3, 4, 5, 10, 15, 20
# places: class of a channel; whether public, secret, of leaders or ministers, can be suspended; turns it opens, closes;
# whether leaders or ministers of the main pair talk to each other there; whether it is tacit: nobody speaks there;
# whether a yes there can bind the main pair (1), and a signature too (2)
KLASS, PUBLIC, SECRET, TOP, CLOSABLE, OPENS, CLOSES, LEADS, TACIT, BINDS, PLACES = range(11)
# matters: whether an issue is core, its share in a settlement, whether it neither holds up others nor is held up
CORE, SHARE, FREE = range(3)
# stakes: salience, ideal, reserve and its spread, the other's end, the direction in which it lies
SALIENCE, IDEAL, RESERVE, SPREAD, FAR, SIDE = range(6)
# traits: patience, cost of fighting, cost of talking, gain from talk [0..1]; trend of support, battlefield [a turn];
# what a party's threats cost their target and itself [0..1]; strength of its tie to each but its counterpart
PATIENCE, FIGHTING, TALKING, GAIN, TREND, HURTS, COSTS, TIES = 0, 1, 2, 3, 4, 6, 7, 8
# mem: what a party remembers and has, ASIDE whether one outside the main pair has turned to something else, STRUCK by
# how much a black swan has shifted its support this turn; columns from WIDE on are by issue, then by channel
TONE, SPOKE, BROKE, PRESSED, MOOD, FOR, AGAINST, SUPPORT, BATTLE, IMAGE, TRUST, THREAT, HELD, UNTIL, STRESS = range(15)
STATE, HOSTAGE, ASIDE, STRUCK, WIDE = 15, 16, 17, 18, 19
HELD_UP, ASKED, SOFTENED, MET, ASKS = range(5)
"""Groups of I + 1 columns, the last of each for no issue; ASKS holds the day of the first ask, or NONE."""
NONE: Final = -1.0e6
# deals: agreed, understood tacitly (2: from deeds alone), signatures (bits of the main pair), terms, salience raised by
# campaigns, whose home has disowned an envoy's yes or his terms (bits of the main pair), turns in which the first and
# the second side last gave in deed on a tacit channel
AGREED, UNDERSTOOD, SIGNED_BY, TERMS, HEAT, DISOWNED_BY, GAVE = range(7)
# chan: turn until which a channel is shut, turn in which it last did any work
SHUT, WORKED = range(2)
# marks: turns of the last movement, the last talk, darkness (NONE: none), the last force, the last understanding
MOVED, TALKED, DARK, FORCED, UNDERSTANDING = range(5)
# count: promises opened, kept, broken, lapsed; acts; blows suffered
OPENED, N_KEPT, N_BROKEN, N_LAPSED, ACTS, BLOWS = range(6)
# starts: parts of a choice, whose tendencies stand one after the other in nats
KIND_PART, ISSUE_PART, TARGET_PART, AMOUNT_PART = range(4)
# habits: kinds by mood (3 x 26), classes of issue (4), classes of target (5), occasions a turn, chance of none
KINDS, H_ISSUE, H_TARGET, RATE, QUIET, HABITS = 26, 78, 82, 87, 88, 89
# ways: size of the count, chance to stay with an aim and a technique for a turn, state
SIZE, STAY, STAY_ON, BEGINS = range(4)
ISSUE_CLASSES, TARGETS, FEATURES, AIMS, TECHNIQUES = 4, 5, 27, 7, 3


class World(NamedTuple):
    """The frame, which no run changes; columns are named above.

    plain (6,); sides (P, 3); seats (P, C, 20); places (C, 10); agenda (C, I) one where a channel deals with an issue;
    matters (I, 3); stakes (P, I, 6); dates (D', P, T, 2) how near a deadline is and was; believed (D',) chance that it
    is believed; traits (P, 8 + P); kinds (26, 2) bits and effect; tone (26,).
    """

    plain: Floats
    sides: Ints
    seats: Ints
    places: Ints
    agenda: Ints
    matters: Floats
    stakes: Floats
    dates: Floats
    believed: Floats
    traits: Floats
    kinds: Ints
    tone: Floats


class Line(NamedTuple):
    """What a run changes, and where every run begins.

    mem (P, WIDE + 5 (I + 1) + 5 I + 2 (C + 1)): the columns above, five groups by issue, what the party itself stands
    for, the counterpart's positions as heard, reserves (NaN unknown), own positions as last stated, whether the
    counterpart's as heard are an envoy's own, activity by channel, fast and slow; deals (I, 8); chan (C, 2);
    owed (P, 4, 2, L) open promises by whom to (counterpart, its ally, another, self), kind (truce, other), turn modulo
    L in which they lapse; marks (5,).
    """

    mem: Floats
    deals: Floats
    chan: Ints
    owed: Ints
    marks: Ints


class Cast(NamedTuple):
    """How everybody plays: D equally likely draws of each party.

    nats (D, P, E) strengths, part after part; entries (E, 3) feature, what, bits of channel classes; starts (4, 12)
    where in them the tendencies of each playbook begin, those of the parties' own last, and where they end; habits
    (D, P, C, 89); ways (D, P, 4); renew (10,) chances of aims and techniques when a course is taken anew.
    """

    nats: Floats
    entries: Ints
    starts: Ints
    habits: Floats
    ways: Floats
    renew: Floats


class Tables(NamedTuple):
    """What is the same in every run of a scene, worked out once (tables.py).

    strengths: nats of the cast, in one row; flat: habits of the cast, placed (blows.py), in one row, in eights
    (choosing.py); lays (T,) in which of F D rows of habits a turn's begin; ways, renew
    as in the cast; rows (R,) tendencies as numbers; begins (64, classes, 4, 2) where in rows the lists of each state
    begin and end, by class of channel and what is chosen; hears (64,) features that a state heeds, as bits; nice
    (F D, P, C, 3) chance of the façade by habit and mood; drawn (P, C, 3, I) salience of the issues that can be spoken
    of, by class; named (2, K) of the draws of a turn; pace (6,); kept (1, ...) what a column of mem is multiplied by in
    a turn; most (P, 2) no hazard is greater; elapsed (T,) the feature of that name.
    """

    strengths: Floats
    flat: Floats
    lays: Ints
    ways: Floats
    renew: Floats
    rows: Words
    begins: Words
    hears: Ints
    nice: Floats
    drawn: Floats
    named: Ints
    pace: Floats
    kept: Floats
    most: Floats
    elapsed: Floats


class Room(NamedTuple):
    """What the runs of a thread share to work in; nothing of it outlives a run.

    acts (A, 13); happened (P, 6) counts; trusted (D',) which deadlines are believed; calendar (P, T, 2) how near a
    believed one is and was; frame (27,) the situation; work (4, ...) rows that are named in acting.py; odds (2, 16) of
    classes, for the rest and for the façade; traces (8,) that become features; cells (4, C or more) by channel; luck
    (4, K) the draws of a turn; views (6, more than I) what hangs on the issue; pulls (P, 27, 24) strengths by feature
    and kind, and heeded (P, 29) which features those are, how many, and of which list, as a party has learnt them.
    """

    acts: Floats
    happened: Ints
    trusted: Ints
    calendar: Floats
    frame: Floats
    work: Floats
    odds: Floats
    traces: Floats
    cells: Floats
    luck: Floats
    views: Floats
    pulls: Floats
    heeded: Words


class Out(NamedTuple):
    """What comes out of N runs.

    which (N, 7): ending, who (-1: nobody in particular), turn, draw of the cast, longest darkness [turns], turn since
    which something agreed in the run has stood (-1: nothing does, or no fans are counted), issues signed by both in it;
    terms (N, I) NaN where nothing was settled; payoff (N, P); counts (N, P, 6); open (N, P) promises still open;
    near (N,) how near the main pair stands [0..1]; fans (T, S, BINS) how many runs by turn, series and value. Of one
    run alone: log (A, LOG) its acts, told (1,) how many, track (T, P, WIDE) what each party's mem held when it chose,
    left its mem (P, ...) at the end.
    """

    which: Ints
    terms: Floats
    payoff: Floats
    counts: Ints
    open: Ints
    near: Floats
    fans: Ints
    log: Floats
    told: Ints
    track: Floats
    left: Floats
