"""What the kernel knows by number is what the rest knows by name."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from simulated import scene_of

from counterpoint.case.vocabulary import CONCESSIONS, KIND, PROMISES
from counterpoint.measures import promises
from counterpoint.playbooks import AIMS, TECHNIQUES, features, play
from counterpoint.playbooks.base import CHANNEL_CLASSES, ISSUE_CLASSES, PARTS, TARGET_CLASSES
from counterpoint.playbooks.entries import KIND_ORDER, MOOD_WEIGHT, MOODS, N_CORDIAL
from counterpoint.playbooks.odds import State, state_of
from counterpoint.playbooks.situation import ASKS, FORCE, HARM, HOLDS
from counterpoint.simulation import acting, arrays, choosing, hearing, looking, moving, rules, striking
from counterpoint.simulation.world import EFFECTS

CALLED = {
    "always": "ALWAYS", "deadline_near": "NEAR", "deadline_passed": "PAST", "pressure": "PRESSURE", "warmth": "WARMTH",
    "coolness": "COOLNESS", "other_softened": "SOFTENED", "demand_met": "MET", "near_agreement": "AGREEMENT",
    "active_elsewhere": "ACTIVE", "fading_elsewhere": "FADING", "promise_owed": "OWED", "breached": "BREACHED",
    "asks_unmet": "UNMET", "asked": "ASKED", "held_up": "HELD_UP", "event_for": "FOR", "event_against": "AGAINST",
    "support_low": "SUPPORT_LOW", "losing": "LOSING", "winning": "WINNING", "in_public": "PUBLIC",
    "in_secret": "SECRET", "at_top": "TOP", "own_last_cordial": "CORDIAL", "own_last_hostile": "HOSTILE",
    "elapsed": "ELAPSED",
}  # fmt: skip
"""The kernel's name of every feature."""


def misplaced(places: Mapping[str, int]) -> list[str]:
    """Features that the kernel keeps in another place than the gallery does."""
    return [name for name, place in features.INDEX.items() if places.get(f"F_{CALLED.get(name)}") != place]


def test_features_stand_where_the_gallery_has_them() -> None:
    places = {name: value for name, value in vars(looking).items() if name.startswith("F_")}
    assert misplaced(places) == [] and len(places) == len(features.FEATURES) == arrays.FEATURES
    assert misplaced(places | {"F_ASKED": looking.F_HELD_UP, "F_HELD_UP": looking.F_ASKED}) == ["asked", "held_up"]


@pytest.mark.parametrize("name", ["RECENT", "SLOW", "ASK_SCALE", "ELAPSED_SCALE"])
def test_half_lives_are_those_of_the_situation(name: str) -> None:
    assert getattr(looking, name) == getattr(features, name)


def test_parts_classes_and_states_are_numbered_alike() -> None:
    parts = (arrays.KIND_PART, arrays.ISSUE_PART, arrays.TARGET_PART, arrays.AMOUNT_PART)
    assert [PARTS[n] for n in parts] == ["kind", "issue", "target", "amount"]
    assert [ISSUE_CLASSES[n] for n in (acting.CORE_CLASS, acting.TECHNICAL_CLASS, acting.LINKED)] == [
        "core", "technical", "linked",
    ]  # fmt: skip
    assert len(ISSUE_CLASSES) == arrays.ISSUE_CLASSES == acting.LINKED + 2
    assert len(TARGET_CLASSES) == arrays.TARGETS and TARGET_CLASSES[0] == "counterpart"
    assert TARGET_CLASSES[moving.AUDIENCE] == "audience"
    assert (len(AIMS), len(TECHNIQUES)) == (arrays.AIMS, arrays.TECHNIQUES)
    for aim, bits in ((0, 0), (3, 5), (6, 7)):
        number = aim << arrays.TECHNIQUES | bits
        assert state_of(number) == State(aim, tuple(bool(bits >> b & 1) for b in range(3)))  # type: ignore[arg-type]
    habits = (3 * arrays.KINDS, arrays.ISSUE_CLASSES, arrays.TARGETS, 1, 1)
    places = (arrays.H_ISSUE, arrays.H_TARGET, arrays.RATE, arrays.QUIET, arrays.HABITS)
    assert [sum(habits[: n + 1]) for n in range(5)] == list(places)


def test_kinds_are_in_the_order_of_the_playbooks_and_mean_the_same() -> None:
    world = scene_of("geneva-2022").world
    assert len(KIND_ORDER) == arrays.KINDS == len(world.kinds) and choosing.CORDIAL == N_CORDIAL
    gives = CONCESSIONS - {"offer"}
    meant = {hearing.ASK: ASKS, hearing.FORCE: FORCE, hearing.HARM: HARM, hearing.HOLD: HOLDS, hearing.GIVES: gives,
             hearing.PROMISE: PROMISES, hearing.TRUCE: frozenset({"truce"})}  # fmt: skip
    for n, kind in enumerate(KIND_ORDER):
        assert world.tone[n] == KIND[kind].tone
        assert world.kinds[n, 1] == EFFECTS.get(kind, 0)
        for bit, kinds in meant.items():
            assert bool(world.kinds[n, 0] & bit) == (kind in kinds), kind
    shifted = {KIND_ORDER[(n + 1) % len(KIND_ORDER)]: row for n, row in enumerate(world.kinds)}
    assert any(bool(shifted[kind][0] & hearing.ASK) != (kind in ASKS) for kind in KIND_ORDER)


def test_effects_of_kinds_are_told_apart() -> None:
    assert moving.SIGN == striking.SIGNATURE
    there = {moving: ("OFFER", "SOFTEN", "HARDEN", "RESTATE", "ACCEPT", "SIGN"),
             striking: ("KEEPING", "BREACH", "STRIKE", "PRESSURE", "SUSPEND", "TALKS", "THREATEN", "CAMPAIGN",
                        "PROCEDURE")}  # fmt: skip
    numbers = [getattr(module, name) for module, names in there.items() for name in names]
    assert len(set(numbers)) == len(numbers) and 0 not in numbers
    marks = (striking.KEPT, striking.BROKEN, moving.REACHED, moving.SIGNED, moving.VOID)
    assert sum(marks) == 2 ** len(marks) - 1


def test_rules_stand_where_the_kernel_looks_for_them_and_agree_with_played_records() -> None:
    for n, field in enumerate(rules.Rules._fields):
        name = {"leaving_frustration": "FRUSTRATION"}.get(field, field.upper())
        assert getattr(rules, name) == n, field
    assert set(rules.RULES) == set(rules.Rules._fields)
    own = rules.Rules()
    assert (own.more_moves, own.keeps, own.promise_days) == (play.EXTRA_MOVES, play.KEEPS, promises.LIFE)
    assert (MOOD_WEIGHT[0], MOOD_WEIGHT[:2].sum()) == (acting.COLD, acting.EVEN) and MOODS == (-1.0, 0.0, 1.0)
    assert {c: n for n, c in enumerate(CHANNEL_CLASSES)}["secret"] == 1
