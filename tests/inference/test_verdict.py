"""The verdict rule, its reasons, and the words of likelihood."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from small_models import model_of, played

from counterpoint.inference.model import evaluate
from counterpoint.inference.posterior import Posterior, describe, infer
from counterpoint.inference.prior import GROUPS, make_prior, read_prior, tilted
from counterpoint.inference.verdict import decide, phrase, standing, under_moved_priors
from counterpoint.inference.weight import flips


def shares(lead: float, low: float, group: str = "bad_faith") -> dict[str, dict[str, float]]:
    rest = (1 - lead) / 3
    return {g: {"p": lead if g == group else rest, "low": low if g == group else 0.0, "high": 1.0} for g in GROUPS}


SOUND = dict(moves=40, sampling_poor=False, misfit=False, moved={"3": 0.95, "0.333": 0.85})


def test_a_verdict_needs_all_of_the_rule() -> None:
    assert decide(shares(0.9, 0.7), **SOUND)[0] == "bad_faith"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "changed", "reason"),
    [
        (shares(0.9, 0.7), {"moves": 11}, "too few acts"),
        (shares(0.9, 0.7), {"sampling_poor": True}, "poor sampling"),
        (shares(0.9, 0.7), {"misfit": True}, "misfit"),
        (shares(0.9, 0.7), {"moved": {"3": 0.95, "0.333": 0.79}}, "prior-bound"),
        (shares(0.9, 0.5), {}, "too wide"),
        (shares(0.79, 0.7), {}, "no reading reaches"),
        (shares(0.35, 0.3), {}, "a tie"),
        (shares(0.9, 0.7, "none"), {}, "no playbook fits"),
    ],
)
def test_each_condition_alone_makes_it_undetermined(
    given: dict[str, dict[str, float]], changed: dict[str, object], reason: str
) -> None:
    verdict, why = decide(given, **(SOUND | changed))  # type: ignore[arg-type]
    assert verdict == "undetermined" and why.startswith(reason)


@pytest.fixture(scope="module")
def stalling() -> Posterior:
    """A long played record of one who stalls, on which the verdict is sure."""
    return infer(model_of(played(turns=26, acts_a_week=4.0, seed=27)), particles=64, rng=np.random.default_rng(1))


def test_standing_on_the_whole_record_is_the_rule(stalling: Posterior) -> None:
    told, shares, effective = standing(stalling, stalling.model, stalling.emissions)
    described = describe(stalling)["verdict"]
    assert told == decide(described, moves=40, sampling_poor=False, misfit=False,
                          moved=under_moved_priors(stalling)[1])[0] == "bad_faith"  # fmt: skip
    assert effective == pytest.approx(64)
    assert {g: round(float(p), 4) for g, p in zip(GROUPS, shares, strict=True)} == {
        g: part["p"] for g, part in described.items()
    }
    # positive control: nothing is sure on a record of which nothing is kept
    none = evaluate(stalling.model, stalling.sample.z, keep=np.zeros(len(stalling.model.tables.acts), dtype=np.bool_))
    assert standing(stalling, stalling.model, none)[0] == "undetermined"


def test_a_verdict_hangs_on_acts_and_no_verdict_on_none(stalling: Posterior) -> None:
    assert flips(stalling, "undetermined") is None
    found = flips(stalling, "bad_faith")
    assert found is not None and len(found["acts"]) > 1
    acts = [a.id for a in stalling.model.tables.acts]
    for gone in (found["acts"], *([b for b in found["acts"] if b != a] for a in found["acts"])):
        keep = np.array([a not in gone for a in acts])
        told = standing(stalling, stalling.model, evaluate(stalling.model, stalling.sample.z, keep=keep))[0]
        assert (told == "bad_faith") == (gone != found["acts"])


@pytest.mark.parametrize(
    ("p", "words"),
    [(0.02, "almost no chance"), (0.1, "very unlikely"), (0.3, "unlikely"), (0.5, "roughly even chance"),
     (0.7, "likely"),
     (0.9, "very likely"), (0.97, "almost certain")],
)  # fmt: skip
def test_words_are_those_of_icd_203(p: float, words: str) -> None:
    assert phrase(p) == words


def test_prior_is_by_verdict_and_not_by_playbook() -> None:
    groups = read_prior().groups()
    assert groups["good_faith"] == pytest.approx(groups["bad_faith"]) == pytest.approx(groups["hard_bargaining"])
    assert groups["none"] == pytest.approx(0.1) and sum(groups.values()) == pytest.approx(1)


def test_tilting_multiplies_the_odds() -> None:
    prior = make_prior({"good_faith": 1, "hard_bargaining": 1, "bad_faith": 1, "none": 0.1}, {})
    before, after = prior.groups()["bad_faith"], tilted(prior, "bad_faith", 3).groups()["bad_faith"]
    assert after / (1 - after) == pytest.approx(3 * before / (1 - before))
    assert np.isclose(tilted(prior, "bad_faith", 3).aims.sum(), 1)


@pytest.mark.parametrize(
    ("text", "says"),
    [("bad_fiath: 1\n", "bad_fiath"), ("bad_faith: many\n", "number"), ("bad_faith: -1\n", "bad_faith: .* got -1"),
     ("bad_faith: 1\nbad_faith: 2\n", "bad_faith"), ("- 1\n", "key: value"), ("good_faith: .nan\n", "got nan"),
     ("good_faith: .inf\n", "got inf"), ("good_faith: 0\n", "got none"), ("bad_faith: 1\nnone: 1\n", "none: .* got 1"),
     ("bad_faith: 1\ntechniques: {wedge: .nan}\n", "techniques.wedge: .* got nan")],
)  # fmt: skip
def test_a_bad_prior_file_gets_a_line(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "prior.yaml").write_text(text)
    with pytest.raises(ValueError, match=says):
        read_prior(tmp_path / "prior.yaml")
