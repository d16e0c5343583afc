from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterpoint.case.model import Act, Agenda, Channel, Coverage, Event, Issue, Stake
from counterpoint.measures import deals, outcome
from counterpoint.record.record import Record
from counterpoint.simulation.endings import NAMES, OF_WHOM
from counterpoint.simulation.rules import Rules

from .measure_records import CHANNELS, DAY0, ISSUES, act, on, record

SEEN = tuple(replace(c, coverage=(Coverage(level="full"),)) for c in CHANNELS)


def says(
    id: str, days: int, by: str, kind: str, at: float | None = None, issue: str | None = "land", **more: Any
) -> Act:
    other = "b" if by.startswith("a") else "a"
    return act(id, days, by, kind, **({"target": other, "channel": "front", "issue": issue, "position": at} | more))


VISAS = (says("v1", 0, "a", "demand", 1.0, "visas"), says("v2", 2, "b", "demand", 0.0, "visas"))
OPEN = (says("1", 0, "a", "demand", 1.0), says("2", 2, "b", "demand", 0.0))


def between(*acts: Act, as_of: int = 30, seen: bool = True, **more: Any) -> outcome.Outcome:
    channels = SEEN if seen else CHANNELS
    where: Record = record(*acts, as_of=as_of, **({"channels": channels} | more))
    return outcome.outcome(where, ("a", "b"))


def ending(*acts: Act, **more: Any) -> tuple[str | None, str | None]:
    found = between(*acts, **more)
    return found.ending, found.whose


def test_endings_and_days_are_those_of_the_simulation() -> None:
    rules = Rules()
    assert set(outcome.ENDINGS) == set(NAMES)
    assert (rules.tacit_days, rules.break_days) == (outcome.TACIT_DAYS, outcome.BREAK_DAYS)
    assert (rules.drift_days, rules.enough) == (outcome.DRIFT_DAYS, outcome.ENOUGH)
    assert rules.hostage_days == deals.HOLD_DAYS
    assert {"capitulation", "disengagement"} == OF_WHOM


def test_a_yes_at_the_others_position_is_a_capitulation() -> None:
    assert ending(*OPEN, says("3", 9, "b1", "accept", 1.0)) == ("capitulation", "b")
    assert ending(*OPEN, says("3", 9, "a", "accept", 0.0)) == ("capitulation", "a")


def test_control_a_yes_half_way_is_none() -> None:
    half = (says("3", 9, "a", "soften", 0.5), says("4", 12, "b", "accept", 0.5))
    assert ending(*OPEN, *half) == ("partial", None)
    signed = (says("5", 20, "a", "sign", 0.5), says("6", 20, "b", "sign", 0.5))
    assert ending(*OPEN, *half, *signed) == ("settlement", None)
    assert ending(*OPEN, *half, signed[0]) == ("partial", None)  # one signature


def test_what_weighs_and_what_is_contested() -> None:
    visas = (says("v1", 0, "a", "demand", 1.0, "visas"), says("v2", 2, "b", "demand", 0.0, "visas"))
    half = (says("3", 9, "a", "soften", 0.5, "visas"), says("4", 12, "b", "accept", 0.5, "visas"))
    assert between(*OPEN, *visas, *half).agreed == pytest.approx(1 / 3)  # technical: half
    same = says("2", 2, "b", "demand", 1.0)
    assert between(OPEN[0], same, *visas, *half).agreed == 1.0  # nobody contests the land
    stakes = tuple(Stake(party=p, salience=1.0, declared=float(p == "a")) for p in ("a", "b"))
    land = Issue(id="land", name="land", zero="", one="", stakes=stakes)
    assert between(*visas, *half, issues=(land, ISSUES[1])).agreed == pytest.approx(0.25 / 1.25)


@pytest.mark.parametrize(
    "taken",
    [
        says("5", 20, "a", "new_demand", 1.0),
        says("5", 20, "b", "new_demand", 0.0),
        says("5", 20, "b1", "leak_deny", disowns=("4",)),
        says("5", 20, "a", "reject", answers=("4",)),
        says("5", 20, "a", "breach"),
    ],
)
def test_a_yes_can_be_taken_back(taken: Act) -> None:
    half = (says("3", 9, "a", "soften", 0.5), says("4", 12, "b", "accept", 0.5))
    assert ending(*OPEN, *half, taken) == ("ongoing", None)
    both = (says("s1", 13, "a", "sign"), says("s2", 13, "b", "sign"))
    assert ending(*OPEN, *half, *both, taken)[0] == ("ongoing" if taken.kind == "breach" else "settlement")


@pytest.mark.parametrize(
    ("yes", "counts"),
    [
        (says("3", 9, "b", "accept", 0.5), False),  # to nothing that the other stands at
        (says("3", 9, "b", "accept"), False),  # to nothing that is named
        (says("3", 9, "b", "accept", answers=("1",)), True),
        (says("3", 9, "b", "accept", answers=("2",)), False),  # to his own words
        (says("3", 9, "b", "accept", 1.0, None), False),  # on nothing
        (says("3", 9, "b", "meet", 1.0), False),
    ],
)
def test_what_is_a_yes(yes: Act, counts: bool) -> None:
    assert bool(between(*OPEN, yes).agreed) == counts


def test_what_is_only_understood_is_tacit_after_a_while() -> None:
    half = (says("3", 9, "a", "soften", 0.5, channel="back"), says("4", 12, "b", "accept", 0.5, channel="back"))
    assert ending(*OPEN, *half, as_of=72) == ("tacit_settlement", None)
    assert ending(*OPEN, *half, as_of=71) == ("partial", None)
    assert ending(*OPEN, *half, says("5", 40, "a", "strike", issue=None), as_of=80) == ("partial", None)
    told = replace(half[1], known=on(50))
    assert ending(*OPEN, half[0], told, as_of=80) == ("partial", None)


HALF = (says("3", 9, "a", "soften", 0.5), says("4", 12, "b", "accept", 0.5))


def test_a_yes_where_talks_have_decayed_is_form() -> None:
    """The agenda of the table has ended, and none has begun since."""

    def table(*agenda: Agenda) -> tuple[Channel, ...]:
        return tuple(replace(c, agenda=agenda) if c.id == "front" else c for c in SEEN)

    over, anew = Agenda(issues=("land",), until=on(11)), Agenda(issues=("land",), since=on(12))
    assert between(*OPEN, *HALF, channels=table(over)).agreed == 0.0
    assert between(*OPEN, *HALF, channels=table(over, anew)).agreed == 1.0
    assert between(*OPEN, *HALF, channels=table(replace(over, until=on(12)))).agreed == 1.0


@pytest.mark.parametrize(
    ("held", "more", "agreed"),
    [
        (says("h", 10, "a", "procedure", issue=None, because="visas"), (), 0.0),
        (says("h", 10, "b", "suspend", because="visas"), (), 0.0),
        (says("h", 10, "a", "procedure", issue=None, because="land"), (), 1.0),  # it is the issue itself
        (says("h", 10, "a", "procedure", issue=None), (), 1.0),
        (says("h", 1, "a", "procedure", issue=None, because="visas", target="b"), (), 0.0),
        (says("h", 10, "a", "procedure", issue=None, because="visas"), (says("v", 12, "b", "accept", 0.5, "visas"),),
         1.0),  # it has a yes on the same day
        (says("h", 10, "a", "procedure", issue=None, because="visas"), (says("v", 12, "b", "sign", 0.5, "visas"),),
         1.0),
        (says("h", 10, "a", "suspend", issue="visas", because="land"), (), 1.0),  # visas wait, not the land
        (says("h", 10, "a", "procedure", issue="visas", because="trade"), (), 1.0),
        (says("h", 10, "a", "procedure", issue=None, because="1"), (), 1.0),  # an act is a reason, and no hostage
    ],
)  # fmt: skip
def test_a_yes_while_another_issue_holds_all_up_is_none(held: Act, more: tuple[Act, ...], agreed: float) -> None:
    assert between(*OPEN, HALF[0], held, HALF[1], *more).agreed == agreed


def test_it_holds_them_up_for_a_while_only() -> None:
    held = says("h", 2, "a", "procedure", issue=None, because="visas")
    for days, agreed in ((23, 0.0), (24, 1.0)):
        assert between(*OPEN, held, HALF[0], says("4", days, "b", "accept", 0.5)).agreed == agreed


def test_what_has_its_yes_holds_nothing_up() -> None:
    held = says("h", 10, "a", "procedure", issue=None, because="visas")
    freed = says("v", 11, "b", "accept", 1.0, "visas")
    assert between(*OPEN, *VISAS, HALF[0], held, HALF[1]).agreed == 0.0
    assert between(*OPEN, *VISAS, HALF[0], held, freed, HALF[1]).agreed == 1.0


JOINT = tuple(says(f"y{by}", 12, by, "accept", 0.5, occasion="at noon") for by in ("a", "b"))


@pytest.mark.parametrize(
    "taken",
    [
        act("5", 20, "b", "remandate", target="b1", channel="home", disowns=("ya",)),
        act("5", 20, "a", "leak_deny", target="a_home", channel="press", disowns=("ya",)),
        act("5", 20, "a", "blame", channel="home", disowns=("ya",)),
        says("5", 20, "b", "reject", answers=("ya",)),
        says("5", 20, "b", "leak_deny", issue=None, disowns=("ya",)),  # the first of two
    ],
)
def test_a_yes_can_be_taken_back_at_home_and_whichever_it_is(taken: Act) -> None:
    assert between(*OPEN, *JOINT, replace(taken, disowns=(), answers=())).agreed == 1.0
    assert between(*OPEN, *JOINT, taken).agreed == 0.0


def test_a_breach_of_a_signature_is_one_of_the_deal() -> None:
    both = (says("s1", 13, "a", "sign"), says("s2", 13, "b", "sign"))
    for named, left in (("s1", 0.0), ("s2", 0.0), ("4", 0.0), ("1", 1.0)):
        assert between(*OPEN, *HALF, *both, says("5", 20, "a", "breach", issue=None, breaks=(named,))).agreed == left


def test_a_breach_breaks_what_it_names_and_nothing_else() -> None:
    other = says("v", 5, "a", "assure", issue="visas")
    both = (says("s1", 13, "a", "sign"), says("s2", 13, "b", "sign"))
    for breaks, left in ((("v",), 1.0), ((), 0.0), (("v", "4"), 0.0)):
        assert between(*OPEN, other, *HALF, *both, says("5", 20, "a", "breach", breaks=breaks)).agreed == left


def test_what_is_said_at_home_is_not_said_to_the_other() -> None:
    aside = says("5", 20, "b", "new_demand", 0.0, channel="home")
    assert between(*OPEN, *HALF, aside).agreed == 1.0
    assert between(*OPEN, *HALF, replace(aside, channel="front")).agreed == 0.0
    assert between(*OPEN, HALF[0], replace(HALF[1], channel="home")).agreed == 0.0


def test_a_yes_is_to_the_declared_position_of_who_states_none() -> None:
    yes = says("3", 9, "b", "accept", 0.4)
    for declared, agreed in ((1.0, 0.0), (0.42, 1.0), (None, 1.0)):
        stakes = (Stake(party="a", declared=declared), Stake(party="b", declared=0.0))
        land = Issue(id="land", name="land", zero="", one="", stakes=stakes)
        assert between(OPEN[1], yes, issues=(land, ISSUES[1])).agreed == agreed
        aside = says("0", 3, "a", "demand", 0.4, target="c")  # what it says to a third comes before what it declared
        assert between(OPEN[1], aside, yes, issues=(land, ISSUES[1])).agreed == 1.0
        assert between(OPEN[1], replace(aside, channel="home"), yes, issues=(land, ISSUES[1])).agreed == agreed


@pytest.mark.parametrize(
    ("kind", "at", "terms"),
    [("propose_talks", None, False), ("blame", None, False), ("leak_deny", 1.0, False), ("probe", 1.0, False),
     ("offer", None, True), ("ultimatum", None, True), ("assure", 1.0, True), ("assure", None, False)],
)  # fmt: skip
def test_a_yes_answers_terms(kind: str, at: float | None, terms: bool) -> None:
    asked = says("q", 5, "a", kind, at)
    assert between(*OPEN, asked, says("3", 9, "b", "accept", answers=("q",))).agreed == float(terms)


def test_two_positions_on_one_occasion_are_nothing_agreed() -> None:
    cross = (replace(JOINT[0], position=1.0), replace(JOINT[1], position=0.0))
    assert between(*OPEN, *cross).agreed == between(*OPEN, *cross[::-1]).agreed == 0.0
    for one in (0.52, None):
        assert between(*OPEN, JOINT[0], replace(JOINT[1], position=one)).agreed == 1.0


def test_first_positions_come_before_any_yes_and_are_asked_for() -> None:
    told, late = says("t", 1, "b", "assure", 0.9), says("l", 20, "b", "demand", 0.3)
    yes = says("3", 9, "b", "accept", 1.0)
    for acts, first in (((told,), None), ((told, OPEN[1]), 0.0), ((yes, late), None), ((late,), 0.3)):
        where = record(OPEN[0], *acts, channels=SEEN, as_of=30)
        assert deals.course(where, ("a", "b")).first.get(("land", "b")) == first


def deal_of(*acts: Act) -> deals.Deal:
    return deals.course(record(*OPEN, *acts, channels=SEEN, as_of=60), ("a", "b")).deals[0]


def test_names_stand_under_what_was_signed() -> None:
    one, other = says("s1", 13, "a", "sign", 0.5), says("s2", 13, "b", "sign", 0.5)
    more = (says("5", 20, "a", "demand", 1.0), says("6", 21, "b", "accept", 1.0))
    assert deal_of(*HALF, one, other, *more).position == 0.5
    assert deal_of(*HALF, one, replace(other, position=0.8)).signed == ("a",)  # at another position
    moved = (says("5", 14, "b", "soften", 0.54), says("6", 15, "a", "accept", 0.54))
    assert deal_of(*HALF, one, *moved).signed == ("a",) and deal_of(*HALF, one, *more).signed == ()


def test_who_confirms_a_yes_gives_none_anew() -> None:
    secret = tuple(replace(a, channel="back") for a in HALF)
    again = deal_of(*secret, replace(secret[1], id="5", date=on(40)))
    assert (again.act, again.day - deal_of(*secret).day, again.understood) == ("4", 0, True)
    assert not deal_of(*secret, replace(HALF[1], id="5", date=on(40))).understood  # now it is said aloud
    assert all_at_once(says("z", 35, "a", "accept", 1.0, "visas")) == ("capitulation", "b")


def test_who_states_other_terms_afterwards_has_not_agreed() -> None:
    away, same = says("5", 15, "b", "demand", 0.3), says("5", 15, "b", "demand", 0.52)
    assert ending(*OPEN, *HALF, away) == ("ongoing", None)
    assert ending(*OPEN, *HALF, same) == ending(*OPEN, *HALF) == ("partial", None)
    both = (says("s1", 13, "a", "sign"), says("s2", 13, "b", "sign"))
    assert ending(*OPEN, *HALF, *both, away) == ("settlement", None)
    secret = tuple(replace(a, channel="back") for a in HALF)
    assert ending(*OPEN, *secret, replace(away, channel="press")) == ("partial", None)  # words for the public
    assert ending(*OPEN, *secret, replace(away, channel="back")) == ("ongoing", None)


def again(kind: str, days: int, **more: Any) -> tuple[Act, ...]:
    """Both say yes, or sign, on one occasion."""
    return tuple(says(f"{kind}{days}{by}", days, by, kind, occasion=f"day {days}", **more) for by in ("a", "b"))


def test_what_both_conclude_again_is_agreed_anew() -> None:
    first, second = again("accept", 12), again("accept", 40)
    assert [deal_of(*first, *more).day - DAY0 for more in ((), second, second[:1])] == [12, 40, 12]
    names, more_names = again("sign", 20), again("sign", 45)
    signed = deal_of(*first, *names)
    assert (signed.day - DAY0, signed.closed) == (12, True)  # what was agreed is signed
    assert deal_of(*first, *names, *second) == replace(signed, acts=(*signed.acts, *(a.id for a in second)))
    anew = deal_of(*first, *names, *more_names)
    assert (anew.day - DAY0, anew.closed) == (45, True)


def test_control_what_is_confirmed_is_not_agreed_anew() -> None:
    first, at = again("accept", 12), again("accept", 12, at=0.5)
    assert deal_of(*at, *again("accept", 40, at=0.5)).day - DAY0 == 12  # at the same terms
    assert deal_of(*first, says("z", 40, "a", "accept", answers=("2",))).day - DAY0 == 12  # one alone
    assert deal_of(*first, *(replace(a, occasion=first[0].occasion) for a in again("accept", 40))).day - DAY0 == 12
    assert deal_of(*HALF, *again("accept", 40)).day - DAY0 == 12  # so far only one had said yes


def test_a_yes_to_terms_is_at_what_they_said() -> None:
    put, on = says("p", 5, "a", "offer", 0.6), says("p2", 7, "a", "demand", 0.9)
    yes = says("3", 9, "b", "accept", 0.6, answers=("p",))
    assert between(*OPEN, put, on, yes).agreed == 1.0
    assert between(*OPEN, put, on, replace(yes, answers=())).agreed == 0.0  # it stands there no more
    assert between(*OPEN, put, on, replace(yes, position=0.3)).agreed == 0.0  # a yes in part
    bare = replace(put, position=None)
    assert between(*OPEN, bare, replace(yes, position=0.3)).agreed == 1.0  # nothing says that it falls short
    assert between(*OPEN, replace(bare, kind="probe"), replace(yes, position=0.3)).agreed == 0.0


def test_a_name_under_nothing_agreed_is_half_a_deal() -> None:
    one, other = says("s1", 9, "a", "sign"), says("s2", 20, "b", "sign")
    assert ending(*OPEN, one, other) == ("ongoing", None)
    assert ending(*OPEN, *(replace(a, occasion="at noon") for a in (one, other))) == ("settlement", None)
    yes = (says("y1", 9, "a", "accept", occasion="at noon"), says("y2", 9, "b", "accept", occasion="at noon"))
    assert ending(*OPEN, *yes) == ("partial", None)
    assert ending(*OPEN, yes[0], replace(yes[1], issue="visas")) == ("ongoing", None)
    assert ending(*OPEN, replace(one, position=0.0)) == ("capitulation", "a")  # under the other's terms


SILENT = (*SEEN, Channel(id="tacit", name="", level="field", visibility="tacit"))


def gifts(*then: Act, answers: tuple[str, ...] = ("g1",), issue: str = "land", as_of: int = 72) -> str | None:
    """Alda's gift, one of the other side, and then something else."""
    one = says("g1", 5, "a", "ease", channel="tacit")
    other = says("g2", 12, "b", "release", channel="tacit", issue=issue, answers=answers)
    return between(*OPEN, one, other, *then, as_of=as_of, channels=SILENT).ending


def test_deeds_that_answer_each_other_in_silence_are_an_understanding() -> None:
    assert gifts() == "tacit_settlement" and gifts(as_of=71) == "partial"
    assert gifts(says("p", 20, "b", "demand", 0.0), as_of=81) == "tacit_settlement"  # words undo no deeds


def test_control_deeds_that_answer_nothing_and_blows() -> None:
    assert gifts(answers=()) is gifts(answers=("1",)) is gifts(issue="visas") is None
    for issue in ("land", None):
        assert gifts(says("x", 20, "a", "pressure", issue=issue, channel="press"), as_of=90) is None
    assert gifts(says("x", 20, "a", "pressure", issue="visas", channel="press"), as_of=80) == "tacit_settlement"


def all_at_once(
    *more: Act, by: str = "b", land: float = 0.8, visas: float = 1.0, came: int = 20, day: int = 60
) -> tuple[str | None, str | None]:
    """Alda has come down to .8 on the land; later one of the two says yes to the other's terms on both issues."""
    yes = (says("y1", day, by, "accept", land), says("y2", day, by, "accept", visas, "visas"))
    down = says("d", came, "a", "soften", 0.8)
    return ending(*OPEN, *VISAS, *sorted((down, *yes, *more), key=lambda a: a.date.first), as_of=80)


def test_a_yes_to_all_that_the_other_stood_by_is_a_capitulation() -> None:
    assert all_at_once() == ("capitulation", "b")
    assert all_at_once(by="a", land=0.0, visas=0.0) == ("capitulation", "a")
    assert all_at_once(says("d2", 40, "b", "soften", 0.2)) == ("capitulation", "b")  # it had come a part of the way
    early = says("y0", 45, "b", "accept", 0.8)  # one after the other, in the same weeks
    assert all_at_once(early) == ("capitulation", "b")


@pytest.mark.parametrize(
    ("given", "returned"),
    [
        (says("g", 75, "a", "release", channel="press", issue=None), True),
        (says("zz", 60, "a", "ease", channel="press"), True),  # on the day, and after it in the record
        (says("g", 40, "a", "ease", channel="press", issue=None), False),  # not for a yes to come
        (says("g", 40, "a", "soften"), True),
        (says("g", 25, "a", "soften"), False),  # long before
        (says("g", 40, "a", "soften", issue="trade"), False),
    ],
)
def test_control_what_is_given_in_return_makes_it_none(given: Act, returned: bool) -> None:
    assert all_at_once(given) == (("partial", None) if returned else ("capitulation", "b"))
    assert all_at_once(replace(given, actor="b", target="a")) == ("capitulation", "b")


def test_control_terms_that_did_not_stand() -> None:
    assert all_at_once(came=50) == ("partial", None)  # it came down shortly before
    assert all_at_once(says("v3", 25, "a", "soften", 0.3, "visas"), visas=0.3) == (
        "partial",
        None,
    )  # a long way, before


def test_who_stated_nothing_came_no_way_there_that_counts() -> None:
    """Borin never says where it stands on the visas; on the land it is known."""
    yes = (says("y1", 60, "b", "accept", 0.8), says("y2", 60, "b", "accept", 1.0, "visas"))
    down = says("d", 20, "a", "soften", 0.8)
    assert ending(*OPEN, VISAS[0], down, *yes, as_of=80) == ("capitulation", "b")
    assert ending(*OPEN, down, *yes, as_of=80) == ("capitulation", "b")  # the land weighs two thirds
    assert ending(*VISAS, OPEN[1], yes[0], yes[1], as_of=80) == ("partial", None)  # of the land nobody knows
    assert ending(OPEN[0], VISAS[0], down, *yes, as_of=80) == ("partial", None)  # nor whether it ever stood apart


def test_control_a_yes_to_some_a_mutual_one_and_one_that_is_taken_back() -> None:
    assert all_at_once(visas=0.5) == ("partial", None)  # that is no yes
    met = says("m", 25, "a", "soften", 0.5, "visas")
    assert ending(*OPEN, *VISAS, *HALF, met, says("y", 60, "b", "accept", 0.5, "visas"), as_of=80)[0] == "partial"
    swap = (says("y1", 30, "b", "accept", 1.0), says("y2", 30, "a", "accept", 0.0, "visas"))
    assert ending(*OPEN, *VISAS, *swap, as_of=40) == ("partial", None)
    own = says("m", 45, "a", "accept", 0.0, "visas"), says("n", 50, "a", "demand", 1.0, "visas")
    assert all_at_once(*own) == ("partial", None)  # the other had said yes too
    assert all_at_once(says("z", 65, "b", "new_demand", 0.2)) == ("partial", None)
    there = (says("d1", 20, "b", "soften", 0.8), says("d2", 20, "b", "soften", 0.98, "visas"))
    assert all_at_once(*there) == ("partial", None)  # it had come there by steps


def package(at: float, *between: Act, signed: bool = False) -> tuple[str | None, str | None]:
    """Alda comes to a position on both issues, and Borin says yes to both on a day, long after."""
    comes = (says("c1", 20, "a", "soften", at), says("c2", 20, "a", "soften", at, "visas"))
    yes = (says("y1", 60, "b", "accept", at), says("y2", 60, "b", "accept", at, "visas"))
    names = (says("s1", 61, "a", "sign", issue=None), says("s2", 61, "b", "sign", issue=None)) if signed else ()
    return ending(*OPEN, *VISAS, *between, *comes, *yes, *names, as_of=70)


def test_control_a_package_is_no_capitulation() -> None:
    met = (says("m1", 15, "b", "soften", 0.4), says("m2", 15, "b", "soften", 0.4, "visas"))
    assert package(0.5) == package(0.5, *met) == ("partial", None)  # half-way, and by steps
    assert package(0.5, signed=True) == package(0.8, signed=True) == ("settlement", None)
    assert package(0.8) == ("capitulation", "b") and package(0.2) == ("partial", None)
    assert package(1.0, signed=True) == ("capitulation", "b")  # all of it, signed or not


WALKS = says("w", 10, "b", "suspend", issue=None)


def test_words_of_a_later_day_take_a_walk_out_back() -> None:
    """Of one day it is not known which came first: the walk-out stands."""
    words = says("m", 10, "a", "blame")
    assert ending(*OPEN, words, WALKS, as_of=75) == ending(*OPEN, WALKS, words, as_of=75) == ("breakdown", None)
    assert ending(*OPEN, WALKS, replace(words, date=on(11)), as_of=75) == (None, None)
    assert ending(*OPEN, WALKS, replace(WALKS, id="i", issue="land"), as_of=75) == ("breakdown", None)


def test_a_walk_out_and_silence_are_a_breakdown() -> None:
    assert ending(*OPEN, WALKS, as_of=70) == ("breakdown", None)
    assert ending(*OPEN, WALKS, as_of=69) == ("ongoing", None)
    assert ending(*OPEN, WALKS, says("m", 40, "b", "meet"), as_of=90) == ("ongoing", None)
    assert ending(*OPEN, replace(WALKS, issue="land"), as_of=90) == (None, None)  # one issue only


def test_control_silence_that_the_record_could_not_hear_says_nothing() -> None:
    found = between(*OPEN, WALKS, as_of=90, seen=False)
    assert found.ending is None and "looks like breakdown" in found.why and "front" in found.why
    shut = (replace(CHANNELS[0], closed=on(10)), *(c for c in SEEN if c.id != "front"))
    assert ending(*OPEN, WALKS, as_of=90, channels=shut) == ("breakdown", None)


def test_who_falls_silent_while_the_other_goes_on_has_left() -> None:
    goes_on = says("m", 50, "a", "propose_talks", issue=None)
    turns = act("t", 60, "b", "appeal", target="a_home", channel="press"), act("u", 60, "b", "meet", target="c")
    assert ending(*OPEN, goes_on, turns[1], as_of=70) == ("disengagement", "b")
    assert ending(*OPEN, goes_on, as_of=70)[0] == "ongoing"  # it turned to nothing else
    assert ending(*OPEN, goes_on, turns[1], says("n", 66, "b", "meet"), as_of=70)[0] == "ongoing"


def test_talk_in_which_nothing_moves_is_drift() -> None:
    form = [says(f"p{n}", 20 * n + 5, ("a", "b")[n % 2], "procedure", issue=None) for n in range(12)]
    assert ending(*OPEN, *form, as_of=230) == ("drift", None)
    assert ending(*OPEN, *form, says("s", 120, "a", "soften", 0.8), as_of=230) == ("ongoing", None)
    half = (says("3", 9, "a", "soften", 0.5), says("4", 12, "b", "accept", 0.5))
    assert ending(*OPEN, *half, *form, as_of=230) == ("partial", None)


SWAN = {"events": (Event(id="swan", date=on(28), name="swan"),), "end": on(30)}


def test_an_event_at_the_end_of_the_case_is_a_shock() -> None:
    talk = says("m", 20, "b", "meet")
    assert ending(*OPEN, talk, **SWAN) == ("shock", None)
    assert ending(*OPEN, talk, as_of=29, **SWAN) == ("ongoing", None)  # the case goes on
    assert ending(*OPEN, talk, says("n", 29, "a", "blame", channel="press"), **SWAN) == ("ongoing", None)
    assert ending(*OPEN, talk, end=on(30)) == ("ongoing", None)


def test_who_never_talked_has_no_ending() -> None:
    assert between(act("x", 3, "a", "strike", target="b")).why == "they never talk"
    bare = Channel(id="front", name="front", level="ministers")
    assert between(*OPEN, as_of=80, channels=(bare,)).why == "no talk for 60 days, and nobody has broken off"
