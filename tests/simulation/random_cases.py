"""Cases drawn at random, and a cast for each: any number of parties, channels, issues, seats, dates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np

from counterpoint.case import model, vocabulary
from counterpoint.case.when import When
from counterpoint.playbooks import AIMS, TECHNIQUES
from counterpoint.simulation.by_hand import make_document

FIRST = date(2021, 3, 1)
LAST = 200
"""The last day of the record, counted from its first."""
Rng = np.random.Generator


def on(days: int) -> When:
    """The day that lies so many days after the first."""
    return When(*[FIRST + timedelta(days=days)] * 2)


def share(rng: Rng) -> float:
    """A number from 0 to 1, the ends among them."""
    return float(rng.choice([0.0, 1.0, round(rng.random(), 3)], p=[0.1, 0.1, 0.8]))


def perhaps(rng: Rng, value: Any, p: float = 0.5) -> Any:
    """A value or None."""
    return value if rng.random() < p else None


def random_case(seed: int) -> model.Case:
    """A sound case."""
    rng = np.random.default_rng(seed)
    parties = [f"p{n}" for n in range(rng.integers(2, 7))]
    issues = [f"i{n}" for n in range(rng.integers(1, 9))]
    envoys = tuple(_envoy(rng, f"e{n}", parties, issues) for n in range(rng.integers(0, 7)))
    channels = tuple(_channel(rng, f"c{n}", parties, envoys, issues) for n in range(rng.integers(1, 13)))
    return model.Case(
        id=f"random-{seed}",
        title="Random",
        turn_days=int(rng.choice([1, 3, 7, 10, 30])),
        parties=tuple(_party(rng, p, parties, envoys) for p in parties),
        envoys=envoys,
        channels=channels,
        issues=tuple(_issue(rng, i, parties) for i in issues),
        sources=(model.Source("s", "S"),),
        events=tuple(model.Event(f"v{n}", on(int(rng.integers(0, LAST))), "event", favours=(str(rng.choice(parties)),))
                     for n in range(rng.integers(0, 3))),
        deadlines=tuple(_deadline(rng, n, parties) for n in range(rng.integers(0, 4))),
        threats=tuple(model.Threat(f"t{n}", "threat", by=str(rng.choice(parties)), believed=share(rng))
                      for n in range(rng.integers(0, 2))),
        acts=_acts(rng, parties, channels, issues),
        series=tuple(model.Reading(on(10 * n), str(rng.choice(["support", "battlefield"])),  # type: ignore[arg-type]
                                   str(rng.choice(parties)), round(float(rng.uniform(-1, 1)), 3), "s")
                     for n in range(rng.integers(0, 8))),
    )  # fmt: skip


def random_cast(case: model.Case, seed: int) -> dict[str, Any]:
    """Everybody plays something."""
    rng = np.random.default_rng([seed, 1])
    names = [t.name for t in TECHNIQUES]
    return make_document(
        {p.id: {"aim": AIMS[rng.integers(len(AIMS))].name, "techniques": [t for t in names if rng.random() < 0.4]}
         for p in case.parties},
        seed=seed,
    )  # fmt: skip


def _party(rng: Rng, one: str, parties: list[str], envoys: tuple[model.Envoy, ...]) -> model.Party:
    others = [p for p in parties if p != one]
    own = [e.id for e in envoys if e.party == one]
    other = {"p0": "p1", "p1": perhaps(rng, "p0", 0.7)}.get(one, perhaps(rng, str(rng.choice(others))))
    clocks = [perhaps(rng, share(rng)) for _ in range(4)]
    ties = [model.Tie(o, str(rng.choice(list(vocabulary.TIES)))) for o in others if rng.random() < 0.3]  # type: ignore[arg-type]
    return model.Party(
        id=one, name=one, counterpart=other, ties=tuple(ties), clocks=model.Clocks(*clocks),
        audiences=(model.Audience(f"home-{one}", "home"),) if rng.random() < 0.6 else (),
        chief_negotiator=(model.Chief(perhaps(rng, own[0])),) if own and rng.random() < 0.5 else (),
    )  # fmt: skip


def _envoy(rng: Rng, one: str, parties: list[str], issues: list[str]) -> model.Envoy:
    mandate = model.Mandate(issues=tuple(issues[:2]), clear=bool(rng.random() < 0.5))
    return model.Envoy(
        id=one, name=one, party=str(rng.choice(parties)), stance=perhaps(rng, int(rng.integers(-2, 3))),
        standing=str(rng.choice(list(vocabulary.STANDINGS))),  # type: ignore[arg-type]
        mandates=(mandate,) if rng.random() < 0.5 else (),
    )  # fmt: skip


def _channel(
    rng: Rng, one: str, parties: list[str], envoys: tuple[model.Envoy, ...], issues: list[str]
) -> model.Channel:
    """A channel that may open or close before, on or after the last day of the record."""
    seats = []
    for party in parties:
        own = [e.id for e in envoys if e.party == party]
        if rng.random() < 0.7:
            since, until = perhaps(rng, _near_end(rng), 0.2), perhaps(rng, _near_end(rng), 0.2)
            if since and until and until.last < since.first:
                since, until = until, since
            seats.append(model.Seat(party, perhaps(rng, str(rng.choice(own))) if own else None, since, until))
    opened, closed = perhaps(rng, _near_end(rng), 0.25), perhaps(rng, _near_end(rng), 0.25)
    if opened and closed and closed.last < opened.first:
        opened, closed = closed, opened
    agenda = model.Agenda(tuple(i for i in issues if rng.random() < 0.4))
    return model.Channel(
        id=one, name=one, level=str(rng.choice(list(vocabulary.LEVELS))),  # type: ignore[arg-type]
        visibility=str(rng.choice(list(vocabulary.VISIBILITIES))),  # type: ignore[arg-type]
        seats=tuple(seats) if rng.random() < 0.8 else (), opened=opened, closed=closed,
        agenda=(agenda,) if rng.random() < 0.5 else (),
    )  # fmt: skip


def _near_end(rng: Rng) -> When:
    return on(int(rng.integers(LAST - 30, LAST + 60)))


def _issue(rng: Rng, one: str, parties: list[str]) -> model.Issue:
    stakes = tuple(
        model.Stake(p, perhaps(rng, share(rng)), perhaps(rng, share(rng)), perhaps(rng, share(rng)),
                    reserve_spread=perhaps(rng, share(rng)), salience=perhaps(rng, share(rng)))
        for p in parties if rng.random() < 0.7
    )  # fmt: skip
    kind = str(rng.choice(list(vocabulary.ISSUE_KINDS)))
    return model.Issue(id=one, name=one, zero="none", one="all", kind=kind, stakes=stakes)  # type: ignore[arg-type]


def _deadline(rng: Rng, n: int, parties: list[str]) -> model.Deadline:
    due = int(rng.integers(LAST - 40, LAST + 90))
    return model.Deadline(
        id=f"d{n}", name="deadline", date=on(due), on=tuple(p for p in parties if rng.random() < 0.7),
        announced=perhaps(rng, on(due - int(rng.integers(0, 60)))), believed=perhaps(rng, share(rng)),
        moved=(on(due + 20),) if rng.random() < 0.3 else (),
    )  # fmt: skip


def _acts(
    rng: Rng, parties: list[str], channels: tuple[model.Channel, ...], issues: list[str]
) -> tuple[model.Act, ...]:
    """Acts of the parties on channels that are open, the last one on the last day."""
    rows: list[model.Act] = []
    days = sorted({*map(int, rng.integers(0, LAST, size=rng.integers(8, 60))), LAST})
    for n, day in enumerate(days):
        when, actor = on(day), str(rng.choice(parties))
        can = [c.id for c in channels if (c.opened is None or c.opened.first <= when.first)
               and (c.closed is None or when.first <= c.closed.first)]  # fmt: skip
        kind, issue = str(rng.choice(vocabulary.KIND_NAMES)), perhaps(rng, str(rng.choice(issues)), 0.7)
        asks = [r.id for r in rows if r.actor == actor and r.kind in ("demand", "new_demand")]
        kind = "pressure" if not can else "demand" if kind == "new_demand" and not asks else kind
        stated = issue is not None and kind in vocabulary.STATING
        rows.append(
            model.Act(
                id=f"a{n}", date=when, actor=actor, kind=kind, source="s", issue=issue,  # type: ignore[arg-type]
                target=perhaps(rng, str(rng.choice([p for p in parties if p != actor])), 0.8),
                channel=str(rng.choice(can)) if can else None, position=perhaps(rng, share(rng)) if stated else None,
                weight=int(rng.integers(1, 4)), because=perhaps(rng, str(rng.choice(issues)), 0.2),
                deadline=perhaps(rng, on(day + int(rng.integers(0, 400))), 0.2),
                replaces=(asks[-1],) if kind == "new_demand" else (),
            )
        )  # fmt: skip
    return tuple(rows)
