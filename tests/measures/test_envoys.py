from __future__ import annotations

import numpy as np
import pytest

from counterpoint.case.model import Act, Envoy
from counterpoint.measures import chance, envoys
from counterpoint.record.record import Record

from .measure_records import act, record

TEAM = tuple(Envoy(id=name, name=name, party="a") for name in ("minister", "dealer", "insider"))


def says(id: str, days: int, who: str, at: float, kind: str = "demand", issue: str = "land") -> Act:
    return act(id, days, who, kind, target="b" if who != "b" else "a", issue=issue, position=at)


def team(*acts: Act) -> Record:
    return record(*acts, envoys=TEAM)


def by_hand(*acts: Act) -> list[tuple[str, str, float]]:
    found = envoys.comparisons(team(*acts), "a", other="b")
    return [(c.envoy, c.stated_in, round(c.shift, 4)) for c in found]


THEIRS = says("0", 0, "b", 0.0)


def test_an_envoy_is_held_against_the_last_word_of_his_own_side() -> None:
    own = says("1", 5, "minister", 0.9), says("2", 9, "insider", 1.0), says("3", 12, "dealer", 0.1, "offer")
    assert by_hand(THEIRS, *own) == [("insider", "1", -0.1), ("dealer", "2", 0.9)]
    assert by_hand(THEIRS, says("1", 5, "a", 0.9), own[2]) == [("dealer", "1", 0.8)]  # the party's own word


@pytest.mark.parametrize(
    "acts",
    [
        (says("1", 5, "minister", 0.9), says("2", 9, "dealer", 0.1)),  # the other side has said nothing
        (THEIRS, says("2", 9, "dealer", 0.1)),  # nobody of his side has
        (THEIRS, says("1", 5, "dealer", 0.9), says("2", 9, "dealer", 0.1)),  # only he himself
        (THEIRS, says("1", 5, "minister", 0.9), says("2", 96, "dealer", 0.1)),  # too long ago
        (THEIRS, says("1", 5, "minister", 0.9), says("2", 9, "dealer", 0.1, issue="visas")),
        (THEIRS, says("1", 5, "minister", 0.9), says("2", 9, "dealer", 0.1, "probe")),  # floated, not owned
    ],
)
def test_what_cannot_be_compared(acts: tuple[Act, ...]) -> None:
    assert by_hand(*acts) == []


def talks(dealer: float, *, drift: float = 0.0, seed: int = 3) -> Record:
    """Thirty positions of three envoys, in stretches; the dealer states his own, which drift as all the others."""
    rng, made = np.random.default_rng(seed), [THEIRS]
    for n in range(30):
        who = ("minister", "dealer", "insider")[int(rng.integers(3))]
        at = (dealer if who == "dealer" else 0.8) - drift * n
        made.append(says(f"x{n}", 5 + 4 * n, who, at))
    return team(*made)


def conduct(where: Record, envoy: str) -> str | None:
    (row,) = [r for r in envoys.envoys(where, "a", other="b") if r.envoy == envoy]
    return row.conduct


def test_the_dealer_and_the_hawk_are_named() -> None:
    assert conduct(talks(0.05), "dealer") == envoys.CARRIES
    assert conduct(talks(0.5), "dealer") == envoys.NEARER
    assert conduct(talks(1.0), "dealer") == envoys.DRAWS


def test_control_nobody_is_named_where_all_say_the_same_or_give_way_together() -> None:
    for where in (talks(0.8), talks(0.8, drift=0.02)):
        assert {r.conduct for r in envoys.envoys(where, "a", other="b")} == {None}


def test_few_positions_are_not_judged() -> None:
    where = team(THEIRS, says("1", 5, "minister", 0.9), *(says(f"d{n}", 9 + n, "dealer", 0.0) for n in range(5)))
    (_, row) = envoys.envoys(where, "a", other="b")
    assert (row.compared, row.shift, row.carried.value) == (5, 0.9, 1.0)
    assert row.p is None and row.conduct is None and "20" in row.why


def walk(rng: np.random.Generator, *, dealer: float) -> list[envoys.Statement]:
    """Forty positions that wander, by speakers who have their stretches; the second stands nearer by so much."""
    speakers = np.repeat(rng.integers(4, size=20), rng.integers(1, 4, size=20))[:40]
    at = np.clip(0.7 + np.cumsum(rng.normal(0, 0.08, len(speakers))), 0, 1) - dealer * (speakers == 1)
    return [
        envoys.Statement(str(n), 4 * n, f"e{who}", "land", float(max(p, 0.0)), 0.0)
        for n, (who, p) in enumerate(zip(speakers, at, strict=True))
    ]


def named(dealer: float, runs: int) -> float:
    """How often the second speaker's shift is seen."""
    seen = []
    for seed in range(runs):
        turned = np.array(envoys.arrangements(walk(np.random.default_rng(seed), dealer=dealer)).get("e1", [np.nan]))
        way = 1.0 if not turned[0] < 0 else -1.0
        seen.append(not np.isnan(turned[0]) and chance.share_as_high(way * turned) <= chance.SEEN)
    return float(np.mean(seen))


def test_p_is_honest_without_a_dealer_and_has_power_with_one() -> None:
    """Either way counts, each with its own p: at most twice .05."""
    assert named(0.0, 150) <= 0.13
    assert named(0.4, 60) >= 0.6
