"""Numbers by name: the published answers of Philox, even spread, and the same number for the same name."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from counterpoint.simulation import draws

Words = Callable[..., tuple[int, int, int, int]]
Name = tuple[int, int, int, int, int]
KNOWN = {
    7: (
        ("00000000 00000000 00000000 00000000", "00000000 00000000", "5f6fb709 0d893f64 4f121f81 4f730a48"),
        ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "5207ddc2 45165e59 4d8ee751 8c52f662"),
        ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "4dfccaba 190a87f0 c47362ba b6b5242a"),
    ),
    10: (
        ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
        ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
        ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
    ),
}
"""By rounds: counter, key and what Philox 4x32 makes of them, the known-answer tests that come with Random123."""


def answer(words: Words, counter: str, key: str) -> str:
    """What a generator makes of a counter and a key, written as the known answers are."""
    low, high = (int(k, 16) for k in key.split())
    found = words(*(np.uint64(int(c, 16)) for c in counter.split()), np.uint64(high << 32 | low))
    return " ".join(f"{int(word):08x}" for word in found)


@pytest.mark.parametrize(("counter", "key", "expected"), KNOWN[draws.ROUNDS])
def test_philox_gives_the_known_answers(counter: str, key: str, expected: str) -> None:
    assert answer(draws.words, counter, key) == expected


def test_philox_gives_the_known_answers_of_ten_rounds_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draws, "ROUNDS", 10)
    assert all(answer(draws.words.py_func, counter, key) == expected for counter, key, expected in KNOWN[10])


@pytest.mark.parametrize(("constant", "wrong"), [("ROUNDS", 6), ("M0", np.uint64(0xD2511F55))])
def test_known_answers_catch_a_wrong_constant(constant: str, wrong: object, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, known = draws.words.py_func, KNOWN[draws.ROUNDS]
    assert all(answer(plain, counter, key) == expected for counter, key, expected in known)
    monkeypatch.setattr(draws, constant, wrong)
    assert not any(answer(plain, counter, key) == expected for counter, key, expected in known[1:])


def names() -> Iterator[Name]:
    """Names as the kernel uses them: runs, turns, party and channel, purpose; one seed."""
    who = [p << 16 | c for p, c in itertools.product(range(4), range(4))]
    what = [k << 16 | m for k, m in itertools.product((1, 2, 3), range(3))]
    for run, turn, one, purpose in itertools.product(range(12), range(12), who, what):
        yield run, turn, one, purpose, 5


def drawn(rename: Callable[[Name], Name]) -> NDArray[np.float64]:
    """All numbers of all names, (names, 4)."""
    return np.array([draws.uniforms(*rename(name)) for name in names()])


def unevenness(numbers: NDArray[np.float64]) -> float:
    """How far from independent and even: the largest deviation of pairs of numbers in a grid [standard errors]."""
    worst, bins = 0.0, 8
    columns = numbers.T
    pairs = [(columns[a], columns[b]) for a, b in itertools.combinations(range(4), 2)]
    pairs += [(c[:-step], c[step:]) for c in columns for step in (1, 9, 144, 1728)]
    for one, two in pairs:
        grid = np.histogram2d(one, two, bins=bins, range=((0, 1), (0, 1)))[0]
        mean = len(one) / bins**2
        squares = float(((grid - mean) ** 2 / mean).sum())
        free = bins**2 - 1
        worst = max(worst, abs(squares - free) / np.sqrt(2 * free))
    return worst


def test_numbers_are_even_and_independent_of_their_neighbours() -> None:
    numbers = drawn(lambda name: name)
    assert numbers.min() > 0.0 and numbers.max() < 1.0
    assert len(np.unique(numbers)) > numbers.size - 10
    assert unevenness(numbers) < 5.0


def test_names_that_run_together_are_caught() -> None:
    def together(name: Name) -> Name:
        run, turn, who, what, seed = name
        return run + turn, 0, who, what, seed

    numbers = drawn(together)
    assert len(np.unique(numbers)) < numbers.size - 10
    assert unevenness(np.sqrt(drawn(lambda name: name))) > 5.0


def test_same_name_same_number_and_nothing_is_remembered() -> None:
    one = draws.uniforms(17, 3, 1 << 16 | 2, 2 << 16, 9)
    draws.uniforms(18, 3, 1 << 16 | 2, 2 << 16, 9)
    assert draws.uniforms(17, 3, 1 << 16 | 2, 2 << 16, 9) == one
    for name in ((16, 3, 65538, 131072, 9), (17, 4, 65538, 131072, 9), (17, 3, 65539, 131072, 9),
                 (17, 3, 65538, 131073, 9), (17, 3, 65538, 131072, 10), (17, 3, 65538, 131072, 9 + 2**32)):  # fmt: skip
        assert not set(draws.uniforms(*name)) & set(one)


def test_normal_numbers_have_the_moments_of_one() -> None:
    numbers = np.array([draws.normal(*draws.uniforms(n, 0, 0, 0, 1)[:2]) for n in range(40_000)])
    assert abs(numbers.mean()) < 4 / 200 and abs(numbers.var() - 1.0) < 4 * np.sqrt(2) / 200
    assert abs((numbers**4).mean() - 3.0) < 4 * np.sqrt(96) / 200
