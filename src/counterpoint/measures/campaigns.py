"""Campaigns: spells of a party's public words on one issue, whether others answer, and which issues are talked of then.

Rule     a public word is an act of CAMPAIGNING on an issue, open to all or made to an audience; it counts once in each
         turn from its day to its `until`. Turns with such words of one party on one issue are a campaign while LEAST of
         them lie within WITHIN turns. It is answered by public acts of others that name one of its own in `answers`; a
         counter-campaign is one of the other side that begins in a later turn of it, on this issue or another. Talk is
         every word or procedural act on an issue, by anybody: in public, or at the tables (elsewhere, not at home).
         talk: each issue's share before (AROUND turns), during and after. change: at the tables, the campaign's own
         issue during less before; for a counter-campaign, the issue that it answers during less in the turns of the
         first campaign before it was countered on any other issue. Null of p: talk at the tables does not heed the
         campaigns; it is shifted round against them by each number of turns, which keeps its rhythm, and p is the share
         of all shifts (that by 0, and those that leave a side without talk, among them) that give as much of a rise of
         the own issue, or of a fall of the other's; p_any is the same for the most of all. talked_of says so where p is
         SEEN or less. begun_against: campaigns that begin in a later turn of one of the other side's; by_chance: the
         share of all turns that are. salience: the last reading by the campaign's first day, by its last, and AROUND
         turns later
Unit     turns; acts; shares with Wilson's 95% interval; change of a share [-1..1]; probability; salience [0..1]
Source   design; agenda-setting, the issue that is talked of as the prize (memory); circular-shift test (memory)
Status   light: p checked for uniformity without and power with a planted shadow (a share of .7 that falls to .2 is
         seen in 34 of 40 records of 60 turns, in 29 of 40 of 40 turns); LEAST, WITHIN and AROUND elicited. In public no
         p is given, for there a campaign's own words are the talk; a share that falls all through the record looks
         the same. That a campaign follows another is no sign that it was meant as an answer
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import DEEDS
from counterpoint.measures.gallery import Table, describe, iso, plain
from counterpoint.measures.gestures import vague
from counterpoint.measures.proportions import Share, wilson
from counterpoint.measures.response import LEAST_ACTS, LEAST_TURNS
from counterpoint.measures.sides import acts_of, facing, issues, parties
from counterpoint.measures.tempo import turn_of, turns
from counterpoint.record.record import Record, day, visibility

CAMPAIGNING = frozenset({
    "blame", "appeal", "leak_deny", "demand", "new_demand", "reject", "threaten", "ultimatum",
})  # fmt: skip
LEAST, WITHIN = 3, 6
"""Turns with public words that make a campaign, and the turns within which they must lie (elicited)."""
AROUND = 12
"""Turns before and after a campaign with which its own are compared (elicited)."""
SEEN = 0.05
"""A change of what is talked of is said to be seen when chance would give as much no more often."""
PLACES = ("in_public", "at_tables")
MORE, LESS = 1, -1
_TIE = 1e-9

Floats = NDArray[np.float64]
Talk = Mapping[str, Floats]
"""Talk by place: acts by issue, in the order of issues(record), and turn (I, T)."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """A spell: whose, on what, its first and last turn (from 0) and day (ordinals), turns spoken in, and its acts."""

    party: str
    issue: str
    first_turn: int
    last_turn: int
    first: int
    last: int
    spoken: int
    acts: tuple[str, ...]

    def holds(self, turn: int) -> bool:
        """Whether a turn is a later one of the campaign than its first."""
        return self.first_turn < turn <= self.last_turn


@dataclass(frozen=True, slots=True)
class Change:
    """How an issue's share of the talk at the tables changed: share until then, share then, p, or why there is none."""

    until: Share
    then: Share
    change: float | None
    talked_of: str | None
    p: float | None
    why: str


def public_words(record: Record, party: str) -> tuple[Act, ...]:
    """A party's words that campaign: on an issue, open to all or made to an audience, on a day known well enough."""
    most = WITHIN * record.case.turn_days
    return tuple(a for a in acts_of(record, party) if _campaigns(record, a) and not vague(a, most))


def _campaigns(record: Record, act: Act) -> bool:
    if act.kind not in CAMPAIGNING or act.issue is None:
        return False
    how = visibility(record, act)
    aimed = any(name in record.audience_of for name in (*act.audience, act.target or ""))
    return how == "public" or (how == "known" and aimed)


def campaigns(record: Record) -> tuple[Campaign, ...]:
    """The campaigns of every party on every issue, in the order of their first turns."""
    found = []
    for party in parties(record):
        said = public_words(record, party)
        for issue in issues(record):
            found += _spells(record, party, issue, [a for a in said if a.issue == issue])
    return tuple(sorted(found, key=lambda c: c.first_turn))


def _spells(record: Record, party: str, issue: str, said: list[Act]) -> list[Campaign]:
    """The campaigns that a party's public words on an issue make up."""
    spans = [(a, *_lasts(record, a)) for a in said]
    spoken = sorted({turn for _, first, last in spans for turn in range(first, last + 1)})
    found = []
    for first, last in loud(spoken):
        own = [(a, upto) for a, since, upto in spans if since <= last and first <= upto]
        opened = max(min(day(a) for a, _ in own), record.start + first * record.case.turn_days)
        closed = max(_last_day(record, a) for a, _ in own)
        heard = sum(first <= turn <= last for turn in spoken)
        found.append(Campaign(party, issue, first, last, opened, closed, heard, tuple(a.id for a, _ in own)))
    return found


def loud(spoken: list[int]) -> list[tuple[int, int]]:
    """First and last turns of the stretches in which LEAST of the turns spoken in (sorted) lie within WITHIN."""
    found: list[tuple[int, int]] = []
    for first, last in zip(spoken, spoken[LEAST - 1 :], strict=False):
        if last - first >= WITHIN:
            continue
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _last_day(record: Record, act: Act) -> int:
    """The last day of an act, within the record."""
    return max(day(act), min(act.until.last.toordinal(), record.as_of)) if act.until else day(act)


def _lasts(record: Record, act: Act) -> tuple[int, int]:
    """The first and last turn in which an act counts."""
    return turn_of(record, day(act)), turn_of(record, _last_day(record, act))


def counters(record: Record, found: Iterable[Campaign]) -> tuple[tuple[Campaign, Campaign], ...]:
    """Pairs of a campaign and one of the other side that begins in a later turn of it."""
    faced, known = facing(record), tuple(found)
    return tuple((c, k) for c in known for k in known if _face(faced, c.party, k.party) and c.holds(k.first_turn))


def _face(faced: Mapping[str, str | None], one: str, other: str) -> bool:
    return one != other and (faced[one] == other or faced[other] == one)


def talk(record: Record) -> dict[str, Floats]:
    """Words and procedural acts on every issue in every turn, in public and at the tables."""
    names = {issue: i for i, issue in enumerate(issues(record))}
    found = {place: np.zeros((len(names), turns(record))) for place in PLACES}
    home = {c.id for c in record.case.channels if c.level == "internal"}
    for act in record.acts:
        if act.issue is None or act.kind in DEEDS or vague(act, WITHIN * record.case.turn_days):
            continue
        public = visibility(record, act) == "public"
        if public or act.channel not in home:
            found[PLACES[0] if public else PLACES[1]][names[act.issue], turn_of(record, day(act))] += 1
    return found


def shifted(own: Floats, whole: Floats, until: range, then: range) -> Floats:
    """Change of own / whole (both (T,)) from some turns to others, talk shifted round by 0, 1, … turns (T,).

    NaN where a shift leaves either side without talk.
    """
    shares = []
    for window in (until, then):
        k, n = (_rotated(series, window) for series in (own, whole))
        shares.append(np.divide(k, n, out=np.full(len(n), np.nan), where=n > 0))
    change: Floats = shares[1] - shares[0]
    return change


def _rotated(series: Floats, window: range) -> Floats:
    """Sums of a series (T,) over a window of turns that is shifted round by 0, 1, … turns (T,)."""
    at = np.arange(len(series))
    summed = np.concatenate(([0.0], np.cumsum(np.tile(series, 3))))
    found: Floats = summed[at + window.start + len(window)] - summed[at + window.start]
    return found


def chances(table: Floats) -> tuple[Floats, float | None]:
    """p of every row of a table (k, T) of shifted changes, and p that any row rises as much as the one that does most.

    What is NaN counts as much; None for a table without rows.
    """
    if not len(table):
        return np.zeros(0), None
    known = np.where(np.isnan(table), np.inf, table)
    most = known.max(axis=0)
    return np.mean(known >= known[:, :1] - _TIE, axis=1), float(np.mean(most >= most[0] - _TIE))


def changes(
    own: list[Floats], whole: Floats, windows: list[tuple[range, range]], *, way: int
) -> tuple[list[Change], float | None]:
    """The change of each series of talk (T,) between its two windows, and the chance that any goes so far that way."""
    rows = [_plain_change(o, whole, *w) for o, w in zip(own, windows, strict=True)]
    tested = [i for i, row in enumerate(rows) if not row.why]
    table = np.array([shifted(own[i], whole, *windows[i]) for i in tested]).reshape(len(tested), len(whole))
    each, any_ = chances(way * table)
    for place, i in enumerate(tested):
        change, p = float(table[place, 0]), float(each[place])
        seen = ("more" if way == MORE else "less") if p <= SEEN and way * change > 0 else None
        rows[i] = Change(rows[i].until, rows[i].then, change, seen, p, "")
    return rows, any_


def _plain_change(own: Floats, whole: Floats, until: range, then: range) -> Change:
    """The two shares, and why no p is computed, if none is."""
    shares = [wilson(int(own[list(w)].sum()), int(whole[list(w)].sum())) for w in (until, then)]
    why, few = "", min(s.n for s in shares)
    if few < LEAST_ACTS:
        why = f"too little talk at the tables: expected at least {LEAST_ACTS} acts before and in it, got {few}"
    elif len(whole) < LEAST_TURNS:
        why = f"too few turns: expected at least {LEAST_TURNS}, got {len(whole)}"
    return Change(shares[0], shares[1], None, None, None, why)


def periods(campaign: Campaign, length: int) -> dict[str, range]:
    """The turns before, during and after a campaign, of a record of so many."""
    first, stop = campaign.first_turn, campaign.last_turn + 1
    return {
        "before": range(max(0, first - AROUND), first),
        "during": range(first, stop),
        "after": range(stop, min(length, stop + AROUND)),
    }


def _whose(campaign: Campaign) -> Table:
    """What tells a campaign from others: whose, on what, from when."""
    return {"party": campaign.party, "issue": campaign.issue, "first": iso(campaign.first)}


def _rows_of_talk(record: Record, campaign: Campaign, said: Talk) -> list[Table]:
    """Each issue's share of the talk before, during and after a campaign; none for what is not talked of then."""
    when, whose, rows = periods(campaign, turns(record)), _whose(campaign), []
    for place in PLACES:
        whole = said[place].sum(axis=0)
        for i, issue in enumerate(issues(record)):
            own = said[place][i]
            shares = {n: wilson(int(own[list(w)].sum()), int(whole[list(w)].sum())) for n, w in when.items()}
            if any(s.k for s in shares.values()):
                rows.append({**whose, "about": issue, "where": place, **plain(shares)})
    return rows


def salience(record: Record, issue: str, when: int) -> float | None:
    """The last reading of an issue's salience by a day (ordinal); None when there is none."""
    by = min(when, record.as_of)
    own = [r for r in record.case.series if r.name == "salience" and r.about == issue and r.date.last.toordinal() <= by]
    return max(own, key=lambda r: r.date.last).value if own else None


def _rows_of_salience(record: Record, campaign: Campaign) -> list[Table]:
    """Each issue's salience at the first and last day of a campaign and AROUND turns later, where one was read."""
    later = campaign.last + AROUND * record.case.turn_days
    days = {"at_first": campaign.first, "at_last": campaign.last, "later": later}
    read = {issue: {k: salience(record, issue, d) for k, d in days.items()} for issue in issues(record)}
    return [plain({**_whose(campaign), "about": i, **row}) for i, row in read.items() if row["later"] is not None]


def _party(record: Record, party: str, found: tuple[Campaign, ...]) -> Table:
    """How much a party campaigns, and how many of its campaigns begin in one of the other side's."""
    own, faced = [c for c in found if c.party == party], facing(record)
    others = [c for c in found if _face(faced, party, c.party)]
    against = sum(any(c.holds(k.first_turn) for c in others) for k in own)
    open_to = sum(any(c.holds(turn) for c in others) for turn in range(turns(record)))
    loose = [a for a in acts_of(record, party) if _campaigns(record, a)]
    return {
        "party": party,
        "public_words": len(loose),
        "too_vague": len(loose) - len(public_words(record, party)),
        "campaigns": len(own),
        "begun_against": plain(wilson(against, len(own))),
        "by_chance": plain(wilson(open_to, turns(record))),
    }


def _answered_by(record: Record, campaign: Campaign) -> list[str]:
    """Public words of others that name an act of a campaign as what they answer."""
    return [
        a.id for a in record.acts
        if set(a.answers) & set(campaign.acts) and record.actor_party(a) != campaign.party
        and a.kind not in DEEDS and visibility(record, a) == "public"
    ]  # fmt: skip


def _row(campaign: Campaign) -> Table:
    """A campaign as plain data, its acts counted."""
    return {**plain(campaign, dates=frozenset({"first", "last"})), "acts": len(campaign.acts)}


def compute(record: Record) -> Table:
    """Per party: how much it campaigns; each campaign with the talk around it; each counter-campaign."""
    found, said, place = campaigns(record), talk(record), {issue: i for i, issue in enumerate(issues(record))}
    tables, length = said["at_tables"], turns(record)
    whole, pairs = tables.sum(axis=0), counters(record, found)
    around = [periods(c, length) for c in found]
    own = [tables[place[c.issue]] for c in found]
    rise, any_rise = changes(own, whole, [(w["before"], w["during"]) for w in around], way=MORE)
    elsewhere = [(c, k) for c, k in pairs if c.issue != k.issue]
    alone = {c: range(c.first_turn, k.first_turn) for c, k in reversed(elsewhere)}
    windows = [(alone[c], periods(k, length)["during"]) for c, k in elsewhere]
    fall, any_fall = changes([tables[place[c.issue]] for c, _ in elsewhere], whole, windows, way=LESS)
    shadows = {(c, k): plain(fall[n]) for n, (c, k) in enumerate(elsewhere)}
    answers = {a.id: set(a.answers) for a in record.acts}
    return {
        "turn_days": record.case.turn_days, "turns": length, "least": LEAST, "within": WITHIN, "around": AROUND,
        "parties": [_party(record, party, found) for party in parties(record)],
        "campaigns": [
            {**_row(c), "answered_by": _answered_by(record, c), "own_issue": plain(rise[n])}
            for n, c in enumerate(found)
        ],
        "p_any_rise": plain(any_rise),
        "counters": [
            {**_row(k), "other": c.party, "against": c.issue,
             "answers": sum(bool(answers[a] & {*c.acts}) for a in k.acts), "shadow": shadows.get((c, k)),
             "why": "" if (c, k) in shadows else "it is about the same issue"}
            for c, k in pairs
        ],
        "p_any_fall": plain(any_fall),
        "talk": [row for c in found for row in _rows_of_talk(record, c, said)],
        "salience": [row for c in found for row in _rows_of_salience(record, c)],
    }  # fmt: skip


MEASURE = describe(__name__, __doc__, compute=compute)
