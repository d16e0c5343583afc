from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from counterpoint.case.model import Act, Reading
from counterpoint.measures import chance, waiting
from counterpoint.record.record import Record

from .measure_records import act, on, record


def read(*values: float, every: int = 10, source: str = "s") -> tuple[Reading, ...]:
    return tuple(Reading(on(every * n), "support", "b", v, source) for n, v in enumerate(values))


def says(days: int, kind: str, **more: object) -> Act:
    return act(f"{kind}{days}", days, "a", kind, **({"target": "b", "channel": "front"} | more))


def told(*acts: Act, series: tuple[Reading, ...] = (), as_of: int = 364) -> Record:
    return record(*acts, series=series, start=on(0), as_of=as_of)


def test_trends_by_hand() -> None:
    found = waiting.trends(told(series=read(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.2, 0.2), as_of=120), "b")
    assert np.isnan(found[8]) and found[9] == 0.0  # 60 days back nothing was read before day 60
    assert found[10] == pytest.approx(-0.3) and found[13] == pytest.approx(-0.3)
    two = read(0.5, 0.1) + read(0.3, 0.3, source="t")
    assert waiting.support(told(series=two), "b", on(12).first.toordinal()) == pytest.approx(0.2)


def test_what_puts_off() -> None:
    where = told(says(0, "procedure"), says(1, "soften"), says(2, "probe", target="a2"), says(9, "new_demand"))
    made, off = waiting.putting_off(where, "a", other="b")
    assert made[:2].tolist() == [2, 1] and off[:2].tolist() == [1, 1]


def test_only_who_faces_one_whose_support_was_read() -> None:
    assert waiting.compute(told(says(0, "meet")))["why"]
    (row,) = waiting.compute(told(says(0, "meet"), series=read(*[0.5] * 30)))["parties"]
    assert (row["party"], row["acts"]) == ("a", 1) and "10" in row["why"]
    short = waiting.compute(told(says(0, "meet"), series=read(*[0.5] * 8), as_of=70))["parties"][0]
    assert "20" in short["why"] and not short["waits"]


def seen(waits: bool, seed: int) -> bool:
    """A year of weeks; support wanders, and form is likelier while it falls, or at any time."""
    rng = np.random.default_rng(seed)
    level = np.cumsum(rng.normal(0, 0.08, 60))
    trend = level[8:] - level[:-8]
    often = np.where(trend < 0, 0.8, 0.15) if waits else np.full(52, 0.4)
    made = rng.poisson(3.0, 52)
    share = np.where(made > 0, rng.binomial(made, often) / np.maximum(made, 1), np.nan)
    return chance.share_as_high(-waiting.correlations(share, trend)) <= chance.SEEN


def test_p_is_honest_without_waiting_and_has_power_with_it() -> None:
    assert np.mean([seen(False, seed) for seed in range(300)]) <= 0.09
    assert np.mean([seen(True, seed) for seed in range(60)]) >= 0.6


def test_who_puts_off_all_the_time_is_not_judged() -> None:
    falls = read(*(0.5 - 0.02 * n for n in range(37)))
    where = told(*(says(7 * n, "procedure") for n in range(52)), series=falls)
    row = waiting.waiting(where, "a", other="b")
    assert row.p is None and row.why == "support, or what puts off, does not vary"


WORN = read(*[0.5] * 9, *[0.2] * 9)
"""Worn thin on day 90."""


def of_b(gives: list[bool], *, series: tuple[Reading, ...] = WORN, target: str = "a") -> waiting.WornThin:
    """What comes of B, which concedes or demands every five days for half a year."""
    kinds = ["soften" if given else "demand" for given in gives]
    acts = (act(f"b{n}", 5 * n, "b", kind, target=target) for n, kind in enumerate(kinds))
    return waiting.worn_thin(told(*acts, series=series, as_of=180), "a", other="b")


def test_worn_thin_by_hand() -> None:
    found = of_b([n in (3, 17) or n >= 22 for n in range(36)])
    assert (found.support, found.since) == (0.5, on(90).first.toordinal())
    assert (found.before.k, found.before.n, found.after.k, found.after.n) == (2, 18, 14, 18)
    assert found.ratio.value == pytest.approx(7.0) and found.gives_more


def test_it_does_not_give_more_when_worn_thin() -> None:
    late = [n >= 18 for n in range(36)]
    assert of_b(late).gives_more
    steady = of_b(late, series=read(*[0.5] * 9, *[0.31] * 9))
    assert steady.since is None and not steady.gives_more and steady.ratio.why
    assert not of_b([n % 2 == 0 for n in range(36)]).gives_more
    assert not of_b(late, target="b1").gives_more  # to its own


def test_giving_more_is_seldom_chance() -> None:
    rng = np.random.default_rng(0)
    assert np.mean([of_b(list(rng.random(36) < 0.4)).gives_more for _ in range(300)]) <= 0.05


def test_another_source_that_reads_lower_is_no_fall() -> None:
    lower = tuple(Reading(on(90 + 10 * n), "support", "b", 0.0, "t") for n in range(9))
    late = [n >= 18 for n in range(36)]
    assert of_b(late, series=read(*[0.5] * 18) + lower).since is None
    both = tuple(replace(r, source="t") for r in WORN)
    assert of_b(late, series=WORN + both).gives_more  # control: both have fallen
