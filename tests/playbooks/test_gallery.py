"""Every playbook obeys the house: caps, known words, sources, status; and play and score agree."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from counterpoint.case.vocabulary import CORDIAL
from counterpoint.evaluation.stage import SIDES, draw_player, draw_side, stage
from counterpoint.inference.bibliography import WORKS
from counterpoint.playbooks import AIMS, GALLERY, PLAYBOOKS, find_playbook
from counterpoint.playbooks.base import CAP, CHANNEL_CLASSES, FREE_CAP, PARTS, SPREAD, Playbook, Tendency
from counterpoint.playbooks.entries import KIND_ORDER, N_CORDIAL, WHAT
from counterpoint.playbooks.features import FEATURES
from counterpoint.playbooks.odds import Choice, State, class_odds, gallery, kind_odds, score
from counterpoint.playbooks.play import play


def faults(book: Playbook) -> list[str]:
    """What in a playbook breaks the rules of the gallery."""
    found = []
    for t in book.tendencies:
        limit = FREE_CAP if t.when == "always" else CAP
        if abs(t.nats) > limit:
            found.append(f"{t} beyond {limit} nats")
        if t.part not in PARTS or t.when not in FEATURES or t.what not in WHAT[t.part]:
            found.append(f"{t} names something unknown")
        if t.nats and t.sd < SPREAD * abs(t.nats):
            found.append(f"{t} too sure of itself")
        if book.group != "technique" and t.part == "kind" and t.what in CORDIAL:
            found.append(f"{t} lets a courtesy speak")
    if not book.sources or not set(book.sources) <= set(WORKS):
        found.append("source unknown")
    if book.status != "elicited":
        found.append("status")
    return found


@pytest.mark.parametrize("book", PLAYBOOKS, ids=lambda b: b.name)
def test_playbook_obeys_the_rules(book: Playbook) -> None:
    assert faults(book) == []
    assert find_playbook(book.name) is book


@pytest.mark.parametrize(
    "bad",
    [Tendency("kind", "always", "demand", 0.6), Tendency("kind", "asked", "demand", 1.6),
     Tendency("kind", "moonlit", "demand", 0.1), Tendency("kind", "asked", "praise", 0.1)],
)  # fmt: skip
def test_rules_catch_a_planted_fault(bad: Tendency) -> None:
    assert faults(Playbook("x", "bad_faith", "X", "x", (bad,), ("design",)))


def test_an_unknown_playbook_lists_the_known_ones() -> None:
    with pytest.raises(LookupError, match="sincere, constrained"):
        find_playbook("sincre")


def test_every_tendency_has_one_file() -> None:
    assert len({b.name for b in GALLERY}) == len(GALLERY) == 9


def test_a_kind_comes_once_on_an_occasion_and_the_odds_know_it() -> None:
    rng, book, case = np.random.default_rng(3), gallery(), stage(4)
    player, x = draw_player(book, case, rng), rng.random(len(FEATURES))
    for state in (None, State(2, (True, True, False))):
        whole = kind_odds(book, player, x, "open", state)
        rest = kind_odds(book, player, x, "open", state, gone=(0, N_CORDIAL))
        assert rest[0] == rest[N_CORDIAL] == 0 and np.isclose(rest.sum(), 1)
        # within a nest the odds of those left keep their proportions
        for nest in (slice(1, N_CORDIAL), slice(N_CORDIAL + 1, None)):
            assert np.allclose(rest[nest] / rest[nest].sum(), whole[nest] / whole[nest].sum())
    states = (State(0),) * 4
    sides = {p: draw_side(player, case, p, states, rng) for p in SIDES}
    acts = play(case, sides, book, (7,)).acts
    kinds = Counter((a.occasion, a.kind) for a in acts)
    assert max(kinds.values()) == 1 and max(Counter(a.occasion for a in acts).values()) > 1


@pytest.mark.parametrize("aim", range(len(AIMS)))
def test_play_and_score_agree(aim: int) -> None:
    """Kinds drawn from the odds come as often as `score` says; a tilted score does not pass."""
    rng, book, case = np.random.default_rng(aim), gallery(), stage(4)
    player, state = draw_player(book, case, rng), State(aim, (True, False, True))
    x = rng.random(len(FEATURES))
    for place in CHANNEL_CLASSES:
        odds = kind_odds(book, player, x, place, state)
        assert np.isclose(odds.sum(), 1)
        free = kind_odds(book, player, x, place, None)
        assert np.isclose(odds[:N_CORDIAL].sum(), free[:N_CORDIAL].sum())  # the share of courtesies stays as it was
    drawn = rng.choice(len(KIND_ORDER), size=40_000, p=odds)
    seen = np.bincount(drawn, minlength=len(KIND_ORDER))

    def said(k: int, on: State) -> float:
        issue = class_odds(book, player, "issue", x, place, on, cordial=k < N_CORDIAL)
        target = class_odds(book, player, "target", x, place, on, cordial=k < N_CORDIAL)
        choice = Choice(x, x, place, k, int(np.argmax(issue)), int(np.argmax(target)))
        return float(np.exp(score(book, player, [choice], on))) / issue.max() / target.max()

    def misfit(on: State) -> float:
        expected = 40_000 * np.array([said(k, on) for k in range(len(KIND_ORDER))])
        return float(((seen - expected) ** 2 / expected).sum())

    # chi-square with 25 degrees of freedom: beyond 60 once in ten thousand
    assert misfit(state) < 60 < misfit(State((aim + 1) % len(AIMS), (False, True, False)))
