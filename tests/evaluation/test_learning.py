"""What cases with a truth teach of the strengths: what is there, nothing from nothing, never from the case itself."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from counterpoint.case.bundled import find_case
from counterpoint.case.read import read_case
from counterpoint.case.when import parse_when
from counterpoint.evaluation.learning import given, lesson, lessons, taught, within
from counterpoint.evaluation.truth import Outcome, Spell, Truth
from counterpoint.inference.prior import read_prior
from counterpoint.playbooks.base import PARTS
from counterpoint.playbooks.fitted import fitted, fitted_text, learned
from counterpoint.playbooks.odds import gallery
from counterpoint.record.record import day, make_record

DRAWS = 4000


def drawn(shift: float, shrink: float) -> dict[str, np.ndarray]:
    rng, parts = np.random.default_rng(1), gallery().parts
    return {
        part: parts[part].mean + shift + shrink * parts[part].sd * rng.standard_normal((DRAWS, len(parts[part].mean)))
        for part in PARTS
    }


def moved(shift: float, shrink: float) -> float:
    found = learned([lesson("one", drawn(shift, shrink), gallery().parts)])
    return max(float(np.abs(found[part].mean - gallery().parts[part].mean).max()) for part in PARTS)


def test_draws_of_the_prior_teach_nearly_nothing_and_sharp_ones_what_they_say() -> None:
    assert moved(0.0, 1.0) < 0.05
    assert moved(0.3, 0.2) == pytest.approx(0.3, abs=0.05)


def test_a_case_is_not_judged_by_its_own_lesson() -> None:
    own = lesson("one", drawn(0.3, 0.2), gallery().parts)
    same = learned([own], leave_out="one")
    assert all(np.allclose(same[part].mean, gallery("one").parts[part].mean) for part in PARTS)


def spell(since: str, until: str, was: str) -> Spell:
    party = "a"
    return Spell(party, "b", parse_when(since), parse_when(until), was, "planted", ("d1",))  # type: ignore[arg-type]


def test_what_is_unclear_teaches_nothing() -> None:
    known, unclear = spell("2000-01", "2000-02", "hard"), spell("2000-03", "2000-04", "unclear")
    assert taught(Truth("x", "", "t", (known, unclear))) == [known]


def test_only_the_acts_of_a_spell_are_read() -> None:
    case, _ = read_case(find_case("geneva-2022"))
    assert case is not None
    record = make_record(case)
    days = sorted(day(act) for act in record.acts)
    middle = date.fromordinal(days[len(days) // 2])
    cut = within(record, spell(str(case.start), str(middle), "hard"))
    assert 0 < len(cut.acts) < len(record.acts)
    assert max(day(act) for act in cut.acts) <= middle.toordinal() == cut.as_of


def test_a_given_verdict_leaves_no_other() -> None:
    shares = given("bad_faith", read_prior()).groups()
    assert shares["bad_faith"] == pytest.approx(1.0) and shares["good_faith"] == 0.0


def test_a_real_case_teaches_something_finite() -> None:
    case, _ = read_case(find_case("geneva-2022"))
    assert case is not None and case.start is not None and case.end is not None
    party = next(each for each in case.parties if each.counterpart)
    spell = Spell(party.id, str(party.counterpart), case.start, case.end, "stalling", "planted", ("d1",))
    found = lessons([(case, Truth(case.id, "", "t", (spell,), outcome=Outcome("none", case.end)))], particles=32)
    assert len(found) == 1
    after = learned(found)
    assert all(np.isfinite(after[part].mean).all() and (after[part].sd > 0).all() for part in PARTS)
    assert max(float(each.max()) for each in found[0].precision.values()) > 0


def test_fitted_strengths_come_back_as_written_and_leave_a_case_out(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = (lesson(name, drawn(0.3, 0.2), gallery().parts) for name in ("one", "two"))
    text = fitted_text([one, two])
    monkeypatch.setattr("counterpoint.playbooks.fitted.files", lambda package: Held(text))
    both, left = fitted(), fitted("one")
    assert all(np.allclose(both[p].mean, learned([one, two])[p].mean, atol=1e-3) for p in PARTS)
    assert any(not np.allclose(both[p].sd, left[p].sd) for p in PARTS)
    monkeypatch.setattr("counterpoint.playbooks.fitted.DIGEST", "of other playbooks")
    with pytest.raises(ValueError, match="expected strengths learned beside playbooks"):
        fitted()


class Held:
    """Stands for the package's file."""

    def __init__(self, text: str) -> None:
        self.text = text

    def joinpath(self, name: str) -> Held:
        return self

    def read_text(self, encoding: str) -> str:
        return self.text


def test_the_shipped_strengths_belong_to_these_playbooks() -> None:
    after = fitted()
    assert all(np.isfinite(after[part].mean).all() and (after[part].sd > 0).all() for part in PARTS)
