"""Who is behaving as if bargaining in good faith, on what evidence: the whole assessment of a case, as one document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from counterpoint import __version__
from counterpoint.case.model import Case, Party
from counterpoint.case.vocabulary import MARKINGS
from counterpoint.inference import fit, posterior as post, verdict as rule, weight
from counterpoint.inference.bibliography import bibliography
from counterpoint.inference.model import make_model
from counterpoint.inference.posterior import Posterior, infer
from counterpoint.inference.prior import GROUPS, Prior, read_prior
from counterpoint.inference.rival import rival
from counterpoint.inference.roles import roles
from counterpoint.inference.tables import make_tables
from counterpoint.inference.turns import other_turns, other_turns_of
from counterpoint.inference.watch import watch
from counterpoint.measures import measure
from counterpoint.measures.sides import counterpart
from counterpoint.playbooks import DIGEST, TECHNIQUES
from counterpoint.playbooks.entries import Entries
from counterpoint.playbooks.fitted import STRENGTHS, fitted
from counterpoint.record.record import NEVER, Record, covered, make_record, without

SCHEMA_VERSION = 1
PARTICLES, LEAST_PARTICLES, LOAD = 160, 24, 100_000
"""Draws of each party's parameters: at most so many, at least so many, and between them LOAD over the record's size."""


def assess(  # noqa: PLR0913 - options of one command
    case: Case, *, as_of: int | None = None, eyes: str = "archive", leave_out: Iterable[str] = (),
    prior: Prior | None = None, seed: int = 0, particles: int = PARTICLES, strengths: str = "elicited",
    inputs: dict[str, str] | None = None, progress: Callable[[str, float], None] | None = None,
) -> tuple[dict[str, Any], dict[str, Posterior], Record]:  # fmt: skip
    """The assessment document (JSON-ready), the posterior of each party, and the record they were read from.

    as_of is an ordinal day; leave_out names acts or sources; strengths are elicited or fitted (the latter without what
    the case itself taught). ValueError for unknown eyes or strengths, KeyError for unknown ids.
    """
    if strengths not in STRENGTHS:
        raise ValueError(f"strengths: expected one of {', '.join(STRENGTHS)}, got {strengths!r}")
    learned = fitted(case.id) if strengths == "fitted" else None
    record = make_record(case, as_of=as_of, eyes=eyes)
    record = without(record, leave_out)
    prior = prior or read_prior()
    sides = sides_of(record)
    posteriors, parties = {}, {}
    for i, (party, other) in enumerate(sides):
        tell = (lambda share, i=i, p=party: progress(p, (i + share) / len(sides))) if progress else None
        posteriors[party] = infer_party(record, party, other, prior, (seed, i), particles, tell, learned)
        parties[party] = _party(posteriors[party], record, np.random.default_rng([seed, i, 2]))
    document = {
        "schema_version": SCHEMA_VERSION, "case": case.id, "title": case.title, "purpose": case.purpose,
        "as_of": date.fromordinal(record.as_of).isoformat() if record.as_of else None, "eyes": eyes, "seed": seed,
        "version": __version__, "marking": marking(record), "inputs": inputs or {}, "playbooks_digest": DIGEST,
        "settings": {
            "particles": particles, "turn_days": case.turn_days, "without": sorted(leave_out),
            "prior": {g: round(p, 4) for g, p in prior.groups().items()},
            "prior_techniques": {t.name: round(float(p), 4) for t, p in zip(TECHNIQUES, prior.techniques, strict=True)},
            "strengths": strengths, "status": strengths,
        },
        "coverage": coverage(record), "parties": parties,
        "channels": roles(record, tuple(p for p, _ in sides), np.random.default_rng([seed, 1000])),
        "measures": measure(record), "bibliography": bibliography(),
        "halves": other_turns(parties),
    }  # fmt: skip
    return document, posteriors, record


def sides_of(record: Record) -> tuple[tuple[str, str], ...]:
    """Parties to judge, each with its main counterpart: those that act and name one, else all that act and have one."""

    def facing(parties: Iterable[Party]) -> tuple[tuple[str, str], ...]:
        pairs = [(p.id, counterpart(record, p.id)) for p in parties if p.id in record.acting]
        return tuple((p, other) for p, other in pairs if other is not None)

    return facing(p for p in record.case.parties if p.counterpart) or facing(record.case.parties)


def infer_party(  # noqa: PLR0913 - options of one reading
    record: Record, party: str, other: str, prior: Prior, key: tuple[int, int], particles: int,
    tell: Callable[[float], None] | None = None, strengths: dict[str, Entries] | None = None,
) -> Posterior:  # fmt: skip
    """The posterior of one party towards another, from so many particles; fewer for a very large record.

    strengths stand in place of the elicited ones.
    """
    tables = make_tables(record, party, other)
    sources = {s.id: s for s in record.case.sources}
    model = make_model(tables, sources, prior, leave_out=record.case.id, strengths=strengths)
    size = len(tables.acts) + tables.turns + len(tables.cell_count) // 4  # what a draw costs, in acts
    return infer(
        model,
        particles=min(particles, max(LEAST_PARTICLES, LOAD // size)),
        rng=np.random.default_rng([*key, 1]),
        progress=tell,
    )


@dataclass(frozen=True)
class Judgement:
    """A verdict and what it rests on: posterior, sampling, predictive check, leading group, p under moved priors."""

    verdict: str
    reason: str
    leader: str
    described: dict[str, dict[str, dict[str, float]]]
    sampled: dict[str, Any]
    checked: dict[str, Any]
    moved: dict[str, float]


def judge(posterior: Posterior, record: Record, rng: np.random.Generator) -> Judgement:
    """The verdict on one party."""
    described = post.describe(posterior)
    sampled = post.sampling(posterior)
    checked = fit.check(posterior, record, rng)
    leader, moved = rule.under_moved_priors(posterior)
    called, reason = rule.decide(
        described["verdict"],
        moves=len(posterior.model.tables.acts),
        sampling_poor=sampled["poor"],
        misfit=checked["misfit"],
        moved=moved,
    )
    return Judgement(called, reason, leader, described, sampled, checked, moved)


def _party(posterior: Posterior, record: Record, rng: np.random.Generator) -> dict[str, Any]:
    """Everything that is said of one party."""
    tables = posterior.model.tables
    names = {p.id: p.name for p in record.case.parties}
    found = judge(posterior, record, rng)
    evidence = weight.evidence(posterior)
    groups = found.described["verdict"]
    p = groups[found.leader]["p"]
    towards = names.get(tables.other, tables.other)
    return {
        "towards": tables.other,
        "verdict": found.verdict,
        "reason": found.reason,
        "leads": found.leader,
        "likelihood_phrase": rule.phrase(p),
        "sentence": rule.sentence(names[tables.party], towards, found.verdict, found.reason, groups),
        "posterior": found.described,
        "moved_priors": found.moved,
        "path": _path(posterior),
        "evidence": evidence,
        "silence": weight.silence(posterior),
        "by_source": weight.by_source(posterior),
        "flips": weight.flips(posterior, found.verdict),
        "rival": rival(posterior, record),
        "watch": watch(posterior, record),
        "predictive_check": found.checked,
        "sampling": found.sampled,
        "other_turns": other_turns_of(posterior, record, found.verdict),
    }


def _path(posterior: Posterior) -> list[dict[str, Any]]:
    tables = posterior.model.tables
    return [
        {"turn": t, "date": date.fromordinal(tables.first + t * tables.turn_days).isoformat(),
         "posterior": {g: round(float(p), 4) for g, p in zip(GROUPS, row, strict=True)}}
        for t, row in enumerate(post.path(posterior))
    ]  # fmt: skip


def coverage(record: Record) -> dict[str, dict[str, float]]:
    """Share of the days of each channel that are covered fully, partly or not (nothing declared is partly).

    Its days are those of the record on which it existed, from opened to closed; all shares are 0 where there is none.
    """
    out = {}
    for channel in record.case.channels:
        first = max(record.start, channel.opened.first.toordinal() if channel.opened else 0)
        last = min(max(record.as_of, record.start), channel.closed.last.toordinal() if channel.closed else NEVER)
        none = [c for c in channel.coverage if c.level == "none"]
        blind = replace(channel, coverage=tuple(replace(c, level="full") for c in none))
        days = range(first, last + 1)
        count = max(1, len(days))
        full = sum(covered(record, channel, d, d) for d in days) / count
        missing = sum(covered(record, blind, d, d) for d in days) / count
        out[channel.id] = {
            "full": round(full, 3),
            "partial": round((1 if days else 0) - full - missing, 3) + 0.0,
            "none": round(missing, 3),
        }
    return out


def marking(record: Record) -> str:
    """The strictest marking among the case, its sources and its acts: what is made of RED is RED."""
    used = {a.source for a in record.acts}
    marks = [record.case.marking, *(s.marking for s in record.case.sources if s.id in used)]
    marks += [a.marking for a in record.acts if a.marking]
    return max(marks, key=MARKINGS.index)
