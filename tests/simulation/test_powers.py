"""The kernel's own exponential is exp, and the same alone and among others."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numba import njit
from simulated import called

from counterpoint.simulation.powers import fast_exp

NUMBERS = np.concatenate([np.linspace(-700.0, 700.0, 5_001), np.linspace(-3.0, 3.0, 5_001), np.array([0.0, -1e-9])])


@njit(error_model="numpy")
def all_at_once(x, out):  # type: ignore[no-untyped-def]
    for k in range(len(x)):
        out[k] = fast_exp(x[k])


def furthest(power: Callable[[float], float]) -> float:
    """The largest relative error."""
    return max(abs(power(x) / np.exp(x) - 1.0) for x in NUMBERS)


def test_the_exponential_is_exp_to_eleven_digits() -> None:
    assert furthest(called(fast_exp)) < 3e-12 and called(fast_exp)(0.0) == 1.0


def test_an_exponent_that_is_off_in_the_twelfth_digit_is_caught() -> None:
    assert furthest(lambda x: float(called(fast_exp)(x + 4e-12))) > 3e-12


def test_it_is_the_same_to_the_last_digit_alone_and_among_others() -> None:
    found = np.zeros(len(NUMBERS))
    all_at_once(NUMBERS, found)
    assert found.tolist() == [called(fast_exp)(x) for x in NUMBERS]
