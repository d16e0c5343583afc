"""Hypothesis strategies: whole cases that are sound, with the words that trip readers up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from counterpoint.case import model, vocabulary
from counterpoint.case.when import When

FIRST, DAYS = date(2024, 1, 1), 360
TRICKY = (
    "NO", "on", "yes", "null", "~", "true", "12:30", "1_000", "1e3", "0x1F", "007", "2024-01-01", "- x",
    "a: b", "# x", "=1+1", "a;b", "a,b", 'say "x"', "it's", "two\nlines", "carriage\rreturn", "\ufeff",
    "{x}", "[x]", "*x", "&x", "!x", "%x", "@x", "`x`", "\\n", "\u2028", "\x85", "\x1f", "e\u0301", "Иран",
    "中", "😀", "…", "?", "x #y",
)  # fmt: skip
"""Words that other readers take for something else."""


def texts(*, least: int = 0) -> st.SearchStrategy[str]:
    """Free text as a case holds it: no NUL, no lone surrogates, no blanks at the ends."""
    letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    free = st.one_of(st.sampled_from(TRICKY), st.sampled_from(TRICKY), st.text(letters, max_size=20))
    return free.map(str.strip).filter(lambda text: len(text) >= least)


def names(*, least: int, most: int) -> st.SearchStrategy[list[str]]:
    """Different ids."""
    one = st.one_of(
        st.sampled_from(("NO", "on", "null", "true", "12", "1e3", "0x1F", "us", "2024-01-01")),
        st.text("abcXYZ019_.-", min_size=1, max_size=8).filter(lambda text: text[0].isalnum()),
    )
    return st.lists(one, min_size=least, max_size=most, unique=True)


def whens(*, first: int = 0, last: int = DAYS) -> st.SearchStrategy[When]:
    """Days in the case's year, as offsets from its first day."""
    return st.integers(first, last).map(lambda n: When(*[FIRST + timedelta(days=n)] * 2))


def shares() -> st.SearchStrategy[float]:
    """Numbers from 0 to 1."""
    return st.floats(0, 1)


def perhaps(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Something or None."""
    return st.one_of(st.none(), strategy)


def some(ids: list[str], *, most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    """A few of some ids."""
    return st.lists(st.sampled_from(ids), max_size=most, unique=True).map(tuple) if ids else st.just(())


@st.composite
def periods(draw: st.DrawFn) -> dict[str, When | None]:
    """A since and an until, either of them perhaps open."""
    middle = draw(st.integers(0, DAYS))
    return {"since": draw(perhaps(whens(last=middle))), "until": draw(perhaps(whens(first=middle)))}


@st.composite
def parties(draw: st.DrawFn, ids: list[str], audiences: list[str]) -> tuple[model.Party, ...]:
    """Parties that judge and are tied to each other; the audiences are the first one's."""
    made = []
    for number, one in enumerate(ids):
        others = [other for other in ids if other != one]
        ties = [model.Tie(to=o, kind=draw(st.sampled_from(list(vocabulary.TIES))), strength=draw(shares()))
                for o in draw(some(others))]  # fmt: skip
        made.append(
            model.Party(
                id=one,
                name=draw(texts()),
                counterpart=draw(perhaps(st.sampled_from(others))) if others else None,
                audiences=tuple(model.Audience(a, draw(texts())) for a in audiences) if not number else (),
                ties=tuple(ties),
                clocks=model.Clocks(patience=draw(perhaps(shares())), talk_gain=draw(perhaps(shares()))),
            )
        )
    return tuple(made)


@st.composite
def envoys(draw: st.DrawFn, ids: list[str], sides: list[str], issues: list[str]) -> tuple[model.Envoy, ...]:
    """Envoys of any standing but mandated ones, who would need seats."""
    standings = [s for s in vocabulary.STANDINGS if s != "mandated"]
    return tuple(
        model.Envoy(
            id=one,
            name=draw(texts()),
            party=draw(st.sampled_from(sides)),
            rank=draw(texts()),
            standing=draw(st.sampled_from(standings)),  # type: ignore[arg-type]
            stance=draw(perhaps(st.integers(-2, 2))),
            mandates=tuple(
                model.Mandate(issues=draw(some(issues)), clear=draw(st.booleans()), **draw(periods()))
                for _ in range(draw(st.integers(0, 2)))
            ),
        )
        for one in ids
    )


@st.composite
def channels(draw: st.DrawFn, ids: list[str], sides: list[str], issues: list[str]) -> tuple[model.Channel, ...]:
    """Channels open all the time, with one period of coverage at most."""
    return tuple(
        model.Channel(
            id=one,
            name=draw(texts()),
            level=draw(st.sampled_from(list(vocabulary.LEVELS))),  # type: ignore[arg-type]
            visibility=draw(st.sampled_from(list(vocabulary.VISIBILITIES))),  # type: ignore[arg-type]
            existence=draw(st.sampled_from(list(vocabulary.EXISTENCES))),  # type: ignore[arg-type]
            seats=tuple(model.Seat(party=side, **draw(periods())) for side in draw(some(sides))),
            agenda=tuple(model.Agenda(issues=draw(some(issues)), **draw(periods())) for _ in range(1)),
            coverage=tuple(
                model.Coverage(level=level, why=draw(texts()), **draw(periods()))  # type: ignore[arg-type]
                for level in draw(some(list(vocabulary.COVERAGES), most=1))
            ),
        )
        for one in ids
    )


@st.composite
def issues(draw: st.DrawFn, ids: list[str], sides: list[str]) -> tuple[model.Issue, ...]:
    """Issues with stakes of some parties."""
    return tuple(
        model.Issue(
            id=one,
            name=draw(texts()),
            zero=draw(texts()),
            one=draw(texts()),
            kind=draw(st.sampled_from(list(vocabulary.ISSUE_KINDS))),  # type: ignore[arg-type]
            stakes=tuple(model.Stake(side, draw(perhaps(shares())), reserve=draw(shares())) for side in
                         draw(some(sides))),
            links=draw(some([other for other in ids if other != one])),
        )
        for one in ids
    )  # fmt: skip


def details(at: dict[str, list[str]], offset: int) -> st.SearchStrategy[dict[str, Any]]:
    """What an act on a day may have beside its date, kind and references."""
    later = perhaps(whens(first=offset))
    return st.fixed_dictionaries(
        {
            "source": st.sampled_from(at["sources"]),
            "until": later,
            "channel": st.sampled_from([None, *at["channels"]]),
            "weight": st.integers(1, 3),
            "tone": perhaps(st.floats(-2, 2)),
            "audience": some(at["audiences"]),
            "visibility": st.sampled_from([None, *vocabulary.VISIBILITIES]),
            "known": later,
            "basis": st.sampled_from(list(vocabulary.BASES)),
            "deadline": later,
            "credibility": st.sampled_from([None, *vocabulary.CREDIBILITIES]),
            "marking": st.sampled_from([None, *vocabulary.MARKINGS]),
            "quote": texts(),
            "note": texts(),
        }
    )


@st.composite
def acts(draw: st.DrawFn, at: dict[str, list[str]]) -> tuple[model.Act, ...]:
    """Acts in the order of their days; references go to earlier days. at: ids by list."""
    rows: list[model.Act] = []
    offsets = sorted(draw(st.lists(st.integers(0, DAYS), min_size=1, max_size=6)))
    for one, offset in zip(draw(names(least=len(offsets), most=len(offsets))), offsets, strict=True):
        day = FIRST + timedelta(days=offset)
        earlier = [row.id for row in rows if row.date.last < day]
        refers = {column: draw(some(earlier, most=2)) for column in ("answers", "keeps", "replaces")}
        kind = draw(st.sampled_from(vocabulary.KIND_NAMES))
        actor = draw(st.sampled_from(at["parties"] + at["envoys"]))
        issue = draw(st.sampled_from([None, *at["issues"]]))
        rows.append(
            model.Act(
                id=one,
                date=When(day, day),
                actor=actor,
                kind="demand" if kind == "new_demand" and not refers["replaces"] else kind,  # type: ignore[arg-type]
                target=draw(st.sampled_from([None, *(t for t in at["targets"] if t != actor)])),
                issue=issue,
                position=draw(perhaps(shares())) if issue else None,
                occasion=f"o{one}",
                **refers,
                **draw(details(at, offset)),
            )
        )
    return tuple(rows)


@st.composite
def readings(draw: st.DrawFn, sides: list[str], sources: list[str]) -> tuple[model.Reading, ...]:
    """Readings of support on different days."""
    days = draw(st.lists(whens(), max_size=3, unique=True))
    made = []
    for day in days:
        about, source = draw(st.sampled_from(sides)), draw(st.sampled_from(sources))
        made.append(model.Reading(day, "support", about, draw(st.floats(-1, 1)), source))
    return tuple(made)


@st.composite
def cases(draw: st.DrawFn) -> model.Case:
    """A sound case: reading it back gives no error."""
    pool = draw(names(least=6, most=12))
    at: dict[str, list[str]] = {
        "parties": pool[:2],
        "issues": pool[2:4],
        "channels": pool[4:6],
        "envoys": pool[6:8],
        "audiences": pool[8:],
        "sources": draw(names(least=1, most=3)),
    }
    at["targets"] = at["parties"] + at["envoys"] + at["audiences"]
    sides = at["parties"]
    return model.Case(
        id=draw(names(least=1, most=1))[0],
        title=draw(texts()),
        question=draw(texts()),
        purpose=draw(st.sampled_from(list(vocabulary.PURPOSES))),  # type: ignore[arg-type]
        start=draw(perhaps(whens(last=0))),
        turn_days=draw(st.integers(1, 366)),
        parties=draw(parties(sides, at["audiences"])),
        envoys=draw(envoys(at["envoys"], sides, at["issues"])),
        channels=draw(channels(at["channels"], sides, at["issues"])),
        issues=draw(issues(at["issues"], sides)),
        sources=tuple(model.Source(one, draw(texts()), leans=draw(perhaps(st.sampled_from(sides))))
                      for one in at["sources"]),
        events=tuple(model.Event(one, draw(whens()), draw(texts()), draw(some(sides))) for one in
                     draw(names(least=0, most=2))),
        acts=draw(acts(at)),
        series=draw(readings(sides, at["sources"])),
    )  # fmt: skip
