"""What to watch for: the acts and silences to come that would move the verdict most, and the cheapest test.

Rule     from the draws, the odds of the next substantive act under each verdict, now and in situations that the other
         side could bring about; ranked by the information [bits] that the answer holds about the verdict.
Source   design; expected information after Lindley 1956 [memory]; costs of the tests are elicited
Status   exact given the draws
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.model import Channel
from counterpoint.case.vocabulary import KIND
from counterpoint.inference import smoothing
from counterpoint.inference.active import active, in_nest
from counterpoint.inference.kernel import STATES
from counterpoint.inference.model import act_arguments
from counterpoint.inference.posterior import GROUP_OF_STATE, Posterior, decibans
from counterpoint.inference.tables import Tables
from counterpoint.inference.threads import over_particles
from counterpoint.playbooks.base import CHANNEL_CLASSES
from counterpoint.playbooks.classes import channel_class
from counterpoint.playbooks.entries import KIND_ORDER, N_CORDIAL
from counterpoint.playbooks.features import INDEX
from counterpoint.playbooks.situation import look
from counterpoint.record.record import Record

Floats = NDArray[np.float64]
ACTS_SHOWN, TESTS_SHOWN, SILENCES_SHOWN = 6, 3, 2
LEAST_DECIBANS = 0.5
"""Acts and silences that would move the odds by less are not worth watching for."""
QUIET_TURNS = 4


@dataclass(frozen=True, slots=True)
class Test:
    """Something the other side could do: the situation it makes, and what it costs (elicited)."""

    what: str
    situation: dict[str, float]
    cost: str


TESTS = (
    Test("give exactly what it has asked for on one small issue, and see whether the ask is closed or replaced",
         {"demand_met": 0.8, "other_softened": 0.8, "asks_unmet": 0.0}, "medium"),
    Test("give way a little in words on one issue", {"other_softened": 0.8}, "low"),
    Test("ask for one small technical deed in return", {"asked": 0.8}, "low"),
    Test("set a date that it believes", {"deadline_near": 0.9}, "medium"),
    Test("let a date pass and look at the fortnight after it",
         {"deadline_passed": 0.9, "deadline_near": 0.0}, "medium"),
    Test("hold it to an open promise", {"promise_owed": 0.8}, "low"),
    Test("move the matter to a channel that others cannot hear", {"in_secret": 1.0, "in_public": 0.0}, "low"),
    Test("bring stated positions close together on one issue", {"near_agreement": 0.9}, "high"),
)  # fmt: skip


def watch(posterior: Posterior, record: Record) -> list[dict[str, Any]]:
    """Acts, silences and tests, the most telling first within each kind."""
    tables = posterior.model.tables
    channel = _main_channel(tables, record)
    heard, tomorrow = tables.hearing, record.as_of + 1
    now = look(heard.before(tomorrow), heard.world, now=tomorrow, channel=channel, issue=None)
    place = channel_class(channel)
    acts = _acts(posterior, now, place)
    tests = sorted((_test(posterior, now, place, t) for t in TESTS), key=lambda r: (-r["information_bits"], r["what"]))
    return acts[:ACTS_SHOWN] + _silences(posterior, record) + tests[:TESTS_SHOWN]


def _main_channel(tables: Tables, record: Record) -> Channel | None:
    """The channel that the party uses most."""
    used = [a.channel for a in tables.acts if a.channel in record.channels]
    if not used:
        return None
    name = max(sorted(set(used), key=str), key=used.count)
    return record.channels[str(name)]


def next_kinds(posterior: Posterior, situation: Floats, place: str) -> Floats:
    """p(verdict, kind of the next substantive act) in a situation on a kind of channel: (G, kinds), sums to 1."""
    n_kinds, n = len(KIND_ORDER), len(posterior.last)
    rows = np.repeat(situation[None], n_kinds, axis=0)
    zeros = np.zeros(n_kinds, dtype=np.int64)
    kinds, klass = np.arange(n_kinds), np.full(n_kinds, CHANNEL_CLASSES.index(place))
    part, none = posterior.model.parts["kind"], posterior.model.parts["issue"]
    silent = active(none, rows, klass, np.zeros((n_kinds, len(none.book)), dtype=np.bool_))
    data = (
        klass,
        kinds,
        zeros,
        zeros,
        zeros,
        np.zeros(n_kinds),
        active(part, rows, klass, in_nest(part, kinds)),
        silent,
        silent,
    )
    ratio, free = np.empty((n, n_kinds, STATES)), np.empty((n, n_kinds))
    arguments = act_arguments(posterior.values)
    over_particles(smoothing.ratios, n, *arguments, posterior.model.consts, data, ratio, free)
    shares = ratio * np.exp(free)[:, :, None] * posterior.last[:, None, :]
    joint = np.einsum("pks,gs->gk", shares, GROUP_OF_STATE)
    joint[:, :N_CORDIAL] = 0.0
    result: Floats = joint / joint.sum()
    return result


def information(joint: Floats) -> float:
    """Mutual information [bits] of a joint distribution (G, K)."""
    rows, columns = joint.sum(axis=1, keepdims=True), joint.sum(axis=0, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(joint > 0, joint * np.log2(joint / (rows * columns)), 0.0)
    return float(max(terms.sum(), 0.0))


def _acts(posterior: Posterior, now: Floats, place: str) -> list[dict[str, Any]]:
    joint = next_kinds(posterior, now, place)
    prior = decibans(joint.sum(axis=1))
    rows = []
    for k, name in enumerate(KIND_ORDER):
        if k < N_CORDIAL:
            continue
        weight = decibans(joint[:, k]) - prior
        p = float(joint[:, k].sum())
        if abs(weight) >= LEAST_DECIBANS:
            side = "bad faith" if weight > 0 else "good faith"
            said = name.replace("_", " ")
            text = f"“{said}” as the next substantive act: {KIND[name].meaning}. It would speak for {side}."
            rows.append({"kind": "act", "what": text, "act_kind": name, "if_seen_decibans": round(weight, 2),
                         "probability": round(p, 4), "information_bits": round(_share(joint, k), 5),
                         "cost": None})  # fmt: skip
    return sorted(rows, key=lambda r: (-r["information_bits"], r["what"]))


def _share(joint: Floats, k: int) -> float:
    """Information [bits] in whether the next act is of kind k."""
    pair = np.stack([joint[:, k], joint.sum(axis=1) - joint[:, k]], axis=1)
    return information(pair)


def _test(posterior: Posterior, now: Floats, place: str, test: Test) -> dict[str, Any]:
    situation = now.copy()
    for name, level in test.situation.items():
        situation[INDEX[name]] = level
    joint = next_kinds(posterior, situation, place)
    prior = decibans(joint.sum(axis=1))
    weights = np.array([decibans(joint[:, k]) - prior for k in range(len(KIND_ORDER))])
    mass = joint.sum(axis=0)
    score = np.abs(weights) * mass
    for_bad = int(np.argmax(np.where(weights > 0, score, -1)))
    for_good = int(np.argmax(np.where(weights < 0, score, -1)))
    told = for_bad if score[for_bad] >= score[for_good] else for_good
    heard = [(float(weights[i]), KIND_ORDER[i].replace("_", " ")) for i in (for_good, for_bad)]
    said = [f"“{kind}” would speak {'against' if w > 0 else 'for'} good faith ({_signed(w)} decibans)"
            for w, kind in heard if abs(w) >= LEAST_DECIBANS]  # fmt: skip
    then = f"{', '.join(said)}." if said else "Whatever follows hardly moves the odds."
    return {
        "kind": "test",
        "what": f"{test.what[0].upper()}{test.what[1:]}. {then}",
        "if_seen_decibans": round(float(weights[told]), 2), "probability": round(float(mass[told]), 4),
        "information_bits": round(information(joint), 5), "cost": test.cost,
    }  # fmt: skip


def _signed(weight: float) -> str:
    return f"{weight:+.1f}".replace("-", "\N{MINUS SIGN}")


def _silences(posterior: Posterior, record: Record) -> list[dict[str, Any]]:
    """What an empty QUIET_TURNS on each covered channel would say."""
    tables, values = posterior.model.tables, posterior.values
    heard, tomorrow = tables.hearing, record.as_of + 1
    rows: list[dict[str, Any]] = []
    for c, name in enumerate(tables.channels):
        channel = record.channels[name]
        x = look(heard.before(tomorrow), heard.world, now=tomorrow, channel=channel, issue=None)
        place = np.full(STATES, CHANNEL_CLASSES.index(channel_class(channel)))
        tilt = np.empty((len(posterior.last), STATES))
        speaks = active(posterior.model.parts["amount"], np.tile(x, (STATES, 1)), place)
        # a cell for each state, in turns of their own
        path = np.tile(np.arange(STATES), (len(tilt), 1))
        over_particles(smoothing.cell_tilts, len(tilt), values["amount"], np.arange(STATES), speaks, path, tilt)
        mean = np.exp(values["rate"][:, [c]]) * tables.turn_days * tilt
        size = np.exp(values["size"])
        empty = (size / (size + mean)) ** (size * QUIET_TURNS)
        joint = (posterior.last * empty).mean(axis=0) @ GROUP_OF_STATE.T
        weight = decibans(joint) - decibans(posterior.groups().mean(axis=0))
        if abs(weight) >= LEAST_DECIBANS:
            text = f"Nothing from this party on {channel.name} for {QUIET_TURNS} turns."
            rows.append({"kind": "silence", "what": text, "if_seen_decibans": round(weight, 2),
                         "probability": round(float(joint.sum()), 4), "information_bits": None,
                         "cost": None})  # fmt: skip
    return sorted(rows, key=lambda r: (-abs(r["if_seen_decibans"]), r["what"]))[:SILENCES_SHOWN]
