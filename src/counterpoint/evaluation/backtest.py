"""Verdicts at successive dates, without looking ahead, against what the archives said afterwards.

Rule     every case with a truth is looked at LOOKS times, at equal steps up to its end, with the archive's eyes and
         with the public's. The probability that is scored is that of bad faith among the three verdicts (none of these
         says nothing either way); true is what `truth.py` calls bad. A party without an act so far has its prior.
         A look where the truth is silent or unclear is not scored. All of this was fixed before a truth was written.
Extra    a spell of known truth that the equal steps miss has one look more, on its last day, whether the party acted
         in it or not. Fixed later, when the scores of the equal steps were known, but before an extra look was scored.
Baselines the prior; everybody is sincere; where there are other cases, the share of bad looks in them and their
         majority.
Claims   skill is claimed only where its interval excludes none, over FEWEST_PARTIES parties or more, some looks bad and
         some not
Source   design; Brier 1950
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np

from counterpoint import __version__
from counterpoint.case.model import Case
from counterpoint.evaluation.scores import compared
from counterpoint.evaluation.truth import Spell, Truth
from counterpoint.inference.assess import PARTICLES, infer_party, judge
from counterpoint.inference.posterior import Posterior
from counterpoint.inference.prior import Prior, read_prior
from counterpoint.inference.verdict import FEWEST, NAMES
from counterpoint.inference.weight import evidence
from counterpoint.playbooks import DIGEST
from counterpoint.playbooks.entries import Entries
from counterpoint.record.record import make_record

LOOKS: Final = 6
EYES: Final = ("archive", "public")
SINCERE, MAJORITY = 0.05, 0.95
"""How sure the baselines are that never look: of good faith in all, and of the majority."""
FEWEST_PARTIES: Final = 10
"""Fewer parties than this show no skill, whatever the interval says."""
MISLED: Final = 3
"""So many acts are named that weighed most in the wrong direction."""
Tell = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Look:
    """One verdict at one date, and what was true that day."""

    case: str
    party: str
    towards: str
    date: str
    eyes: str
    moves: int
    p_bad: float
    verdict: str
    reason: str
    was: str
    bad: bool
    misled: tuple[dict[str, Any], ...] = ()
    extra: bool = False
    """Whether it is the look of a spell that the equal steps miss."""


At = tuple[str, str, date]
"""The party, its counterpart and the day of a look."""


def at_steps(case: Case, truth: Truth) -> list[At]:
    """The looks at equal steps that the truth can score."""
    record = make_record(case)
    first, last = record.start, record.as_of
    days = [date.fromordinal(first + round((last - first) * step / LOOKS)) for step in range(1, LOOKS + 1)]
    pairs = list(dict.fromkeys((spell.party, spell.towards) for spell in truth.conduct))
    return [(party, towards, day) for party, towards in pairs for day in days if truth.at(party, towards, day)]


def at_ends(case: Case, truth: Truth) -> list[At]:
    """One look at every spell of known truth that the equal steps miss, on its last day.

    One that goes on beyond the record is not missed: the last step is the record's end.
    """
    return [(spell.party, spell.towards, spell.until.last) for spell in missed(truth, at_steps(case, truth))]


def missed(truth: Truth, looks: list[At]) -> list[Spell]:
    """The spells of known truth in which no look at that party and counterpart falls."""
    seen = [truth.at(*look) for look in looks]
    return [spell for spell in truth.conduct if spell.was != "unclear" and spell not in seen]


def looks_at(case: Case, truth: Truth) -> list[At]:
    """All looks at a case: those at equal steps, then the extra ones."""
    return [*at_steps(case, truth), *at_ends(case, truth)]


def backtest(
    cases: Iterable[tuple[Case, Truth]], *, seed: int = 0, particles: int = PARTICLES, tell: Tell | None = None,
    strengths: Mapping[str, dict[str, Entries]] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The whole backtest as a document (JSON-ready). ValueError when no look can be scored.

    strengths: by case, what stands in place of the elicited ones, learned from the other cases.
    """
    pairs = list({case.id: (case, truth) for case, truth in cases}.values())
    todo = [(case, truth, look, eyes) for case, truth in pairs for look in looks_at(case, truth) for eyes in EYES]
    extra = {case.id: at_ends(case, truth) for case, truth in pairs}
    prior = read_prior()
    looks = []
    for place, (case, truth, look, eyes) in enumerate(todo):
        if tell:
            tell(f"{case.id} {look[2]}", place / len(todo))
        learned = (strengths or {}).get(case.id)
        options: dict[str, Any] = {
            "eyes": eyes,
            "prior": prior,
            "seed": seed,
            "particles": particles,
            "strengths": learned,
        }
        looks.append(replace(look_once(case, truth, *look, **options), extra=look in extra[case.id]))
    return document(looks, prior, seed=seed, particles=particles)


def look_once(  # noqa: PLR0913 - one look has that many parts
    case: Case, truth: Truth, party: str, towards: str, day: date, *, eyes: str, prior: Prior, seed: int,
    particles: int = PARTICLES, strengths: dict[str, Entries] | None = None,
) -> Look:  # fmt: skip
    """The verdict on a party as the record stood on a day, through given eyes, beside the truth of that day."""
    spell = truth.at(party, towards, day)
    if spell is None:
        raise ValueError(f"{case.id}: the truth does not say what {party} was doing on {day}")
    record = make_record(case, as_of=day.toordinal(), eyes=eyes)
    facts: dict[str, Any] = {"case": case.id, "party": party, "towards": towards, "date": day.isoformat(), "eyes": eyes,
             "was": spell.was, "bad": spell.bad}  # fmt: skip
    if party not in record.acting:
        shares = prior.groups()
        why = "too few acts: none on record"
        return Look(**facts, moves=0, p_bad=_bad(shares), verdict="undetermined", reason=why)
    posterior = infer_party(record, party, towards, prior, (seed, 0), particles, strengths=strengths)
    found = judge(posterior, record, np.random.default_rng([seed, 0, 2]))
    p = _bad({group: each["p"] for group, each in found.described["verdict"].items()})
    wrong = (p > 0.5) != spell.bad
    misled = _misled(posterior, spell.bad) if wrong else ()
    moves = len(posterior.model.tables.acts)
    return Look(**facts, moves=moves, p_bad=p, verdict=found.verdict, reason=found.reason, misled=misled)


def _bad(shares: dict[str, float]) -> float:
    """Chance of bad faith among the three verdicts."""
    three = sum(shares[group] for group in NAMES if group != "none")
    return round(shares["bad_faith"] / three, 4)


def _misled(posterior: Posterior, bad: bool) -> tuple[dict[str, Any], ...]:
    """The acts that weighed most against what was true."""
    sign = -1 if bad else 1
    acts = {act.id: act for act in posterior.model.tables.acts}
    against = [(acts[each["act"]], each["decibans"]) for each in evidence(posterior) if each["decibans"] * sign > 0]
    return tuple(
        {"act": act.id, "decibans": weight, "kind": act.kind, "note": act.note} for act, weight in against[:MISLED]
    )


def document(looks: list[Look], prior: Prior, *, seed: int, particles: int) -> dict[str, Any]:
    """Looks as a document: scores by eyes beside the baselines, what was called, misses first."""
    if not looks:
        raise ValueError("no look can be scored: no case has a truth that says what a party was doing")
    wrong = sorted((each for each in looks if (each.p_bad > 0.5) != each.bad), key=_miss)
    return {
        "schema_version": 1, "version": __version__, "playbooks_digest": DIGEST,
        "settings": {"looks": LOOKS, "particles": particles, "seed": seed},
        "misses": [asdict(each) for each in wrong],
        "scores": {eyes: score([each for each in looks if each.eyes == eyes], prior, seed=seed) for eyes in EYES},
        "called": called(looks), "looks": [asdict(each) for each in looks],
    }  # fmt: skip


def _miss(look: Look) -> tuple[float, str, str, str]:
    """Order of the misses: the surest first."""
    return (-abs(look.p_bad - 0.5), look.case, look.party, look.date)


def score(looks: list[Look], prior: Prior, *, seed: int) -> dict[str, Any]:
    """Scores of looks beside every baseline; clusters are a party of a case."""
    if not looks:
        return {"n": 0}
    y = np.array([float(each.bad) for each in looks])
    forecasts = {
        "counterpoint": np.array([each.p_bad for each in looks]),
        "prior": np.full(len(looks), _bad(prior.groups())),
        "everybody is sincere": np.full(len(looks), SINCERE),
    }
    cases = len({each.case for each in looks})
    if cases > 1:
        elsewhere = np.array([_share_elsewhere(each, looks) for each in looks])
        forecasts["share of the other cases"] = elsewhere
        forecasts["majority of the other cases"] = np.where(elsewhere > 0.5, MAJORITY, 1 - MAJORITY)
    clusters = [f"{each.case}/{each.party}" for each in looks]
    parties, bad = len(set(clusters)), int(y.sum())
    found = compared(forecasts, y, clusters, ours="counterpoint", seed=seed)
    testable = parties >= FEWEST_PARTIES and 0 < bad < len(looks)
    return {
        "n": len(looks), "bad": bad, "cases": cases, "parties": parties,
        "few_moves": sum(each.moves < FEWEST for each in looks),
        "better_than": [
            name for name, each in found.items() if testable and each.get("skill_of_ours", {"low": 0})["low"] > 0
        ],
        "why_none": "" if testable else _why_none(parties, bad),
        "forecasts": found,
    }  # fmt: skip


def _why_none(parties: int, bad: int) -> str:
    """Why no skill can be shown, whatever the intervals say."""
    if parties < FEWEST_PARTIES:
        return f"{parties} parties are too few to show skill, {FEWEST_PARTIES} are needed"
    return "all looks are bad, so none can be told apart" if bad else "no look is bad, so none can be told apart"


def _share_elsewhere(look: Look, looks: list[Look]) -> float:
    """Share of bad looks in the other cases, of which there must be one."""
    others = [each.bad for each in looks if each.case != look.case]
    return sum(others) / len(others)


def called(looks: list[Look]) -> dict[str, dict[str, int]]:
    """How often each verdict was given to what was true: {was: {verdict: looks}}."""
    out: dict[str, dict[str, int]] = {}
    for each in looks:
        row = out.setdefault(each.was, {})
        row[each.verdict] = row.get(each.verdict, 0) + 1
    return {was: dict(sorted(row.items())) for was, row in sorted(out.items())}
