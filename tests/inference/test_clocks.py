"""Two clocks: what happened later, or was known later, changes nothing earlier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from small_models import played

from counterpoint.case.model import Act, Case
from counterpoint.case.when import When
from counterpoint.evaluation.stage import SIDES
from counterpoint.inference.assess import sides_of
from counterpoint.inference.tables import make_tables
from counterpoint.record.record import make_record


@pytest.fixture(scope="module")
def case() -> Case:
    return played(turns=8, acts_a_week=4.0, seed=21).case


def day_of(case: Case, share: float) -> int:
    return case.acts[int(len(case.acts) * share)].date.first.toordinal()


def situations(case: Case, as_of: int | None = None, eyes: str = "archive") -> list[bytes]:
    tables = make_tables(make_record(case, as_of=as_of, eyes=eyes), *SIDES)
    order = np.argsort([a.id for a in tables.acts])
    return [tables.x[i].tobytes() + tables.acts[i].id.encode() for i in order]


def extra(case: Case, when: date, **how: object) -> Act:
    on = When(when, when)
    return Act(id="zz", date=on, actor=SIDES[1], target=SIDES[0], kind="strike", source="archive", weight=3,
               channel="quiet", **how)  # type: ignore[arg-type]  # fmt: skip


def test_a_later_act_is_not_seen(case: Case) -> None:
    cut = day_of(case, 0.5)
    after = replace(case, acts=(*case.acts, extra(case, date.fromordinal(cut + 1))))
    assert situations(after, as_of=cut) == situations(case, as_of=cut)


def test_the_same_act_earlier_is_seen(case: Case) -> None:
    cut = day_of(case, 0.5)
    before = replace(case, acts=(*case.acts, extra(case, date.fromordinal(day_of(case, 0.1)))))
    assert situations(before, as_of=cut) != situations(case, as_of=cut)


def test_an_act_of_the_same_day_is_not_part_of_the_situation(case: Case) -> None:
    act = next(a for a in case.acts if a.actor == SIDES[0])
    same = replace(case, acts=(*case.acts, extra(case, act.date.first)))
    row = {s[-len(act.id) :]: s for s in situations(case) if s.endswith(act.id.encode())}
    got = {s[-len(act.id) :]: s for s in situations(same) if s.endswith(act.id.encode())}
    assert got == row


def test_public_eyes_do_not_see_a_secret_channel(case: Case) -> None:
    secret = replace(case, acts=(*case.acts, extra(case, date.fromordinal(day_of(case, 0.1)))))
    assert situations(secret, eyes="public") == situations(case, eyes="public")
    late = When(date.fromordinal(day_of(case, 0.9)), date.fromordinal(day_of(case, 0.9)))
    told = replace(case, acts=(*case.acts, extra(case, date.fromordinal(day_of(case, 0.1)), known=late)))
    cut = day_of(case, 0.5)
    assert "zz" not in {a.id for a in make_record(told, as_of=cut, eyes="public").acts}
    assert "zz" in {a.id for a in make_record(told, eyes="public").acts}


def test_unknown_eyes_are_named() -> None:
    with pytest.raises(ValueError, match="archive"):
        make_record(played(turns=2).case, eyes="nobody")


def test_both_sides_are_judged_towards_each_other(case: Case) -> None:
    assert sides_of(make_record(case)) == (SIDES, SIDES[::-1])
