"""Forecasts of the simulator on real cases, made without looking ahead, against what was agreed afterwards.

Rule     every case whose truth tells agreements is looked at at the equal steps of the backtest. From each look RUNS
         runs are played for each of HORIZONS [weeks], in turns of the case, rounded up, with a cast assessed as of that
         day. A look counts only if its horizon ends by the day until which the truth would show an agreement; so the
         end of a case counts where its truth goes on far enough.
Event    anything agreed (settlement, tacit settlement or partial) between the main pair, as the simulator cuts it,
         after the look and within the horizon
Forecast settlement, tacit settlement and partial of the runs together: as simulated, and drawn towards the base rates.
         A look is missed where one of these two is on the wrong side of a half.
Baselines the base rate alone (any substantive agreement by then); never; always a half; where there are other cases,
         the share of their looks at that horizon after which something was agreed
Claims   skill is claimed only where its interval, over whole cases, excludes none, over FEWEST_CASES cases or more,
         some looks with an agreement and some without. The bundled cases are five: they cannot show skill.
Fixed    all of this was written when agreements were coded and before any forecast was computed
Sees     the record to that day with the archive's eyes, secret or not, and of the case what was known by then
         (record.known). What has no date, such as parties, issues and stakes, is that of the case, which was written
         with hindsight, and two steps of the simulator's rules are counted over all bundled cases.
Source   design; Brier 1950
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import numpy as np

from counterpoint import __version__
from counterpoint.case.model import Case
from counterpoint.evaluation.backtest import LOOKS
from counterpoint.evaluation.scores import compared
from counterpoint.evaluation.truth import AGREED, Truth
from counterpoint.inference.assess import assess
from counterpoint.inference.cast import cast_document
from counterpoint.playbooks import DIGEST
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.base_rates import BY_ID, drawn
from counterpoint.simulation.endings import NAMES
from counterpoint.simulation.run import play_many
from counterpoint.simulation.scene import make_scene

HORIZONS: Final = (13, 26)
"""How far ahead it is forecast [weeks]."""
WEEK: Final = 7
RUNS: Final = 4000
FEWEST_CASES: Final = 10
"""Fewer cases than this show no skill, whatever the interval says."""
BASE: Final = BY_ID["substantive"]
SIMULATED, DRAWN = "simulated", "drawn towards the base rates"
OURS: Final = (SIMULATED, DRAWN)
NEVER, HALF = 0.0, 0.5
DIGITS: Final = 4
Tell = Callable[[str, float], None]
Caster = Callable[[Case, int, int], Mapping[str, Any]]
"""A cast document of a case as of a day (ordinal), by a seed."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """One forecast from one look, and what was agreed within its horizon."""

    case: str
    main: tuple[str, str]
    date: str
    until: str
    weeks: int
    turns: int
    acts: int
    p: float
    drawn: float
    base_rate: float
    agreed: bool
    what: tuple[str, ...]
    endings: dict[str, float]

    @property
    def missed(self) -> bool:
        """Whether the forecast, as simulated or as drawn, was on the wrong side of a half."""
        return (self.p > HALF) != self.agreed or (self.drawn > HALF) != self.agreed


def assessed(case: Case, as_of: int, seed: int) -> Mapping[str, Any]:
    """The cast of an assessment as of a day."""
    found, posteriors, _ = assess(case, as_of=as_of, seed=seed)
    return cast_document(found, posteriors)


def turns_of(case: Case, weeks: int) -> int:
    """So many weeks in turns of a case, rounded up."""
    return -(-weeks * WEEK // case.turn_days)


def looks_at(case: Case, truth: Truth) -> list[tuple[date, tuple[int, ...]]]:
    """The days of the equal steps, each with the horizons [weeks] that end while the truth is known."""
    if truth.known_until is None:
        return []
    record, end = make_record(case), truth.known_until.last
    wide = record.as_of - record.start
    days = [date.fromordinal(record.start + round(wide * step / LOOKS)) for step in range(1, LOOKS + 1)]
    found = [(day, tuple(w for w in HORIZONS if _until(case, day, w) <= end)) for day in days]
    return [(day, weeks) for day, weeks in found if weeks]


def _until(case: Case, day: date, weeks: int) -> date:
    return day + timedelta(days=turns_of(case, weeks) * case.turn_days)


def look_once(  # noqa: PLR0913 - one look has that many parts
    case: Case, truth: Truth, day: date, weeks: Iterable[int], *, seed: int = 0, runs: int = RUNS,
    cast: Caster = assessed, eyes: str = "archive",
) -> Iterator[Forecast]:  # fmt: skip
    """The forecasts from one day, one for each horizon. ValueError where no two parties of the cast face each other."""
    record = make_record(case, as_of=day.toordinal(), eyes=eyes)
    made = cast(replace(record.case, acts=record.acts), day.toordinal(), seed)
    for each in weeks:
        turns = turns_of(case, each)
        scene = make_scene(record, made, turns=turns)
        which = play_many(scene, runs=runs, seed=seed, fans=False).which[:, 0]
        shares = {name: float((which == k).mean()) for k, name in enumerate(NAMES)}
        main, until = (scene.cut.parties[0], scene.cut.parties[scene.cut.other[0]]), _until(case, day, each)
        found = truth.agreed(*main, day, until)
        yield Forecast(
            case=case.id, main=main, date=day.isoformat(), until=until.isoformat(), weeks=each, turns=turns,
            acts=_acts(record, main), p=_agreement(shares), drawn=_agreement(drawn(shares, turns * case.turn_days)),
            base_rate=round(BASE.at(turns * case.turn_days), DIGITS), agreed=bool(found),
            what=tuple(f"{a.date} {a.kind}" for a in found), endings={n: round(p, DIGITS) for n, p in shares.items()},
        )  # fmt: skip


def _agreement(shares: Mapping[str, float]) -> float:
    """The share of endings in which anything was agreed."""
    return round(sum(shares[name] for name in AGREED), DIGITS)


def _acts(record: Record, main: tuple[str, str]) -> int:
    """How many acts of the main pair are on record."""
    return sum(record.actor_party(act) in main for act in record.acts)


def backtest(
    cases: Iterable[tuple[Case, Truth]], *, seed: int = 0, runs: int = RUNS, cast: Caster = assessed,
    tell: Tell | None = None,
) -> dict[str, Any]:  # fmt: skip
    """All forecasts, scored, as a document (JSON-ready). ValueError when no look can be scored."""
    pairs = list({case.id: (case, truth) for case, truth in cases}.values())
    todo = [(case, truth, day, weeks) for case, truth in pairs for day, weeks in looks_at(case, truth)]
    made: list[Forecast] = []
    without: list[dict[str, str]] = []
    for place, (case, truth, day, weeks) in enumerate(todo):
        if tell:
            tell(f"{case.id} {day}", place / len(todo))
        try:
            made += look_once(case, truth, day, weeks, seed=seed, runs=runs, cast=cast)
        except ValueError as error:
            without.append({"case": case.id, "date": day.isoformat(), "why": str(error)})
    return document(made, seed=seed, runs=runs, without=without)


def document(
    made: list[Forecast], *, seed: int, runs: int, without: Iterable[dict[str, str]] = ()
) -> dict[str, Any]:  # fmt: skip
    """Forecasts as a document: misses first, scores by horizon beside the baselines."""
    if not made:
        raise ValueError(
            "no look can be scored: no case has a truth that says what its main pair agreed to, until when"
        )
    missed = sorted((each for each in made if each.missed), key=_miss)
    return {
        "schema_version": 1, "version": __version__, "playbooks_digest": DIGEST,
        "settings": {"looks": LOOKS, "horizons": list(HORIZONS), "runs": runs, "seed": seed},
        "base_rate": {"id": BASE.id, "what": BASE.what, "source": BASE.source, "selection": BASE.selection},
        "misses": [asdict(each) for each in missed],
        "scores": {str(w): score([each for each in made if each.weeks == w], seed=seed) for w in HORIZONS},
        "without_forecast": list(without), "looks": [asdict(each) for each in made],
    }  # fmt: skip


def _miss(each: Forecast) -> tuple[float, str, str, int]:
    """Order of the misses: the surest first."""
    return (-max(abs(p - each.agreed) for p in (each.p, each.drawn)), each.case, each.date, each.weeks)


def score(made: list[Forecast], *, seed: int) -> dict[str, Any]:
    """Scores of the forecasts of one horizon beside every baseline; clusters are cases."""
    if not made:
        return {"n": 0}
    y = np.array([float(each.agreed) for each in made])
    given = {
        SIMULATED: np.array([each.p for each in made]), DRAWN: np.array([each.drawn for each in made]),
        "base rate alone": np.array([each.base_rate for each in made]),
        "never": np.full(len(made), NEVER), "always a half": np.full(len(made), HALF),
    }  # fmt: skip
    names = [each.case for each in made]
    cases, agreed = len(set(names)), int(y.sum())
    if cases > 1:
        given["share of the other cases"] = np.array([_share_elsewhere(each, made) for each in made])
    by = {ours: compared(given, y, names, ours=ours, seed=seed) for ours in OURS}
    testable = cases >= FEWEST_CASES and 0 < agreed < len(made)
    skill = {
        ours: {name: one["skill_of_ours"] for name, one in found.items() if name not in OURS}
        for ours, found in by.items()
    }
    return {
        "n": len(made), "cases": cases, "agreed": agreed,
        "forecasts": {name: {"brier": one["brier"], "log": one["log"]} for name, one in by[SIMULATED].items()},
        "skill": skill,
        "better_than": {o: [n for n, one in skill[o].items() if testable and one["low"] > 0] for o in OURS},
        "why_none": "" if testable else _why_none(cases, agreed),
    }  # fmt: skip


def _why_none(cases: int, agreed: int) -> str:
    """Why no skill can be shown, whatever the intervals say."""
    if cases < FEWEST_CASES:
        return f"{cases} case{'s' * (cases > 1)} cannot show skill, {FEWEST_CASES} are needed"
    return "something was agreed after every look" if agreed else "nothing was agreed after any look"


def _share_elsewhere(one: Forecast, made: list[Forecast]) -> float:
    """Share of looks at the other cases after which something was agreed."""
    others = [each.agreed for each in made if each.case != one.case]
    return sum(others) / len(others)
