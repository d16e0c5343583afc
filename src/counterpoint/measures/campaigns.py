"""Campaigns: spells of a party's public words on one issue, whether others answer, and which issues are talked of then.

Rule     a public word is an act of CAMPAIGNING on an issue, open to all or made to an audience; it counts once in each
         turn from its day to its `until`. Turns with such words of one party on one issue are a campaign while LEAST of
         them lie within WITHIN turns. It is answered by public acts of others that name one of its own in `answers`; a
         counter-campaign is one of the other side that begins in a later turn of it, on this issue or another. Talk is
         every word or procedural act on an issue, by anybody: in public, or at the tables (elsewhere, not at home).
         talk: each issue's share before (AROUND turns), during and after. change: at the tables, the campaign's own
         issue during less before; for a counter-campaign, the issue that it answers during less in the turns of the
         first campaign before it was countered on any other issue. Null of p: talk at the tables does not heed the
         campaigns. For the own issue talk is shifted round against them by each number of turns, which keeps its
         rhythm; for a counter-campaign the turn in which it begins is moved to every other of the turns compared that
         leaves LEAST_ACTS of talk on either side, for it begins once and what comes of it lasts: then neither rhythm
         nor trend of the talk looks like a shadow. p is the share of all these (that observed, and shifts that leave a
         side without talk, among them) that give as much of a rise of the own issue, or of a fall of the other's: at
         once, or half within HALF_LIFE days (tempo). p_any: that any goes so far, by the same shifts; for falls at
         most, the least p times their number. talked_of says so where p is SEEN or less. begun_against: campaigns that
         begin in a later turn of one of the other side's; by_chance: the share of all turns that are. salience: the
         last reading by the campaign's first day, by its last, and AROUND turns later
Unit     turns; acts; shares with Wilson's 95% interval; change of a share [-1..1]; probability; salience [0..1]
Source   design; agenda-setting, the issue that is talked of as the prize (memory); circular-shift test (memory); moved
         dates, Edgington 1975 (memory)
Status   light: LEAST, WITHIN and AROUND elicited. p of a rise is checked for uniformity; that of a fall is .05 or
         less in 4 to 9 of 100 records whose talk falls all through, wanders, or turns at some time of its own (15 to
         85 with the talk shifted round), if the counter-campaign begins on any day as likely as on another; of those
         in which it cuts a steady fall in its middle, in a quarter. A planted shadow (a share of .7 that falls to .2)
         is seen in 61 of 100 records of 60 turns and in 77 of 104 turns, one that lags in fewer: one beginning is
         dated only in long records. In public no p is given, for there a campaign's own words are the talk; a share
         that rises all through the record may pass for a rise. That a campaign follows another is no sign that it was
         meant as an answer
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import DEEDS
from counterpoint.measures import chance
from counterpoint.measures.gallery import Table, describe, iso, plain
from counterpoint.measures.gestures import vague
from counterpoint.measures.proportions import Share, wilson
from counterpoint.measures.response import LEAST_ACTS, LEAST_TURNS
from counterpoint.measures.sides import acts_of, facing, issues, parties
from counterpoint.measures.tempo import HALF_LIFE, turn_of, turns
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
_TIE = 1e-9

Floats = NDArray[np.float64]
Talk = Mapping[str, Floats]
"""Talk by place: acts by issue, in the order of issues(record), and turn (I, T)."""
Windows = tuple[range, range]
"""The turns until something and those in it."""


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


def rises(own: list[Floats], whole: Floats, windows: list[Windows]) -> tuple[list[Change], float | None]:
    """How each series of talk (T,) rises from one window to the next, and the chance that any rises so far."""
    shares = [_shares(o, whole, w) for o, w in zip(own, windows, strict=True)]
    reasons = [_why(*s) or _few("turns", len(whole)) for s in shares]
    tested = [i for i, why in enumerate(reasons) if not why]
    table = np.array([shifted(own[i], whole, *windows[i]) for i in tested]).reshape(len(tested), len(whole))
    each, any_ = chances(table)
    known = dict(zip(tested, each.tolist(), strict=True))
    return [_change(*s, known.get(i), "more", why=reasons[i]) for i, s in enumerate(shares)], any_


def falls(
    own: list[Floats], whole: Floats, windows: list[Windows], *, half: float
) -> tuple[list[Change], float | None]:
    """How each series of talk (T,) falls from one window to the next, and the chance that any falls so far, at most.

    half: turns within which talk goes half of its way.
    """
    rows = []
    for series, (until, then) in zip(own, windows, strict=True):
        shares, at = _shares(series, whole, (until, then)), [*until, *then]
        why, p = _why(*shares), None
        if not why:
            moved = chance.falls(series[at], whole[at], begins=len(until), half=half, least=LEAST_ACTS)
            why = _few("turns in which it could have begun", len(moved))
            p = None if why else chance.share_as_high(moved)
        rows.append(_change(*shares, p, "less", why=why))
    each = [row.p for row in rows if row.p is not None]
    return rows, min(1.0, len(each) * min(each)) if each else None


def _shares(own: Floats, whole: Floats, windows: Windows) -> tuple[Share, Share]:
    """The share of own in whole (both (T,)) in each of two windows."""
    until, then = (wilson(int(own[list(w)].sum()), int(whole[list(w)].sum())) for w in windows)
    return until, then


def _why(until: Share, then: Share) -> str:
    """Why there is too little talk to compute p, or nothing."""
    few = min(until.n, then.n)
    lacking = f"too little talk at the tables: expected at least {LEAST_ACTS} acts before and in it, got {few}"
    return lacking if few < LEAST_ACTS else ""


def _few(what: str, many: int) -> str:
    """Why so many arrangements are too few, or nothing."""
    return f"too few {what}: expected at least {LEAST_TURNS}, got {many}" if many < LEAST_TURNS else ""


def _change(until: Share, then: Share, p: float | None, way: str, *, why: str) -> Change:
    """A change with its p (None: why), said to be seen where chance would seldom give as much that way."""
    if p is None or until.value is None or then.value is None:
        return Change(until, then, None, None, None, why)
    change = then.value - until.value
    goes = change > 0 if way == "more" else change < 0
    return Change(until, then, change, way if goes and p <= SEEN else None, p, "")


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
    rise, any_rise = rises(own, whole, [(w["before"], w["during"]) for w in around])
    elsewhere = [(c, k) for c, k in pairs if c.issue != k.issue]
    alone = {c: range(c.first_turn, k.first_turn) for c, k in reversed(elsewhere)}
    windows = [(alone[c], periods(k, length)["during"]) for c, k in elsewhere]
    half = HALF_LIFE / record.case.turn_days
    fall, any_fall = falls([tables[place[c.issue]] for c, _ in elsewhere], whole, windows, half=half)
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
