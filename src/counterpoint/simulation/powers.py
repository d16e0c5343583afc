"""Exponentials of several numbers at once, compiled: the same to the last digit wherever the numbers lie.

Rule     exp(x) = ((1 + x / 1024 + ...) ** 2 ...) ** 2, ten times: no table and no branch, so that a compiler does
         several side by side. Source: scaling and squaring, a textbook method; relative error to 1e-12 for |x| < 10
Status   compared with the playbooks' own odds in tests
"""

from __future__ import annotations

from counterpoint.simulation.steps import njit_inner

SMALL = 1.0 / 1024.0


@njit_inner
def fast_exp(x):
    """exp(x) to 1e-12 for |x| < 10 (1e-10 for |x| < 40), without a branch: the compiler can do several at once."""
    r = x * SMALL
    e = 1.0 + r * (1.0 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720))))))
    e *= e
    e *= e
    e *= e
    e *= e
    e *= e
    e *= e
    e *= e
    e *= e
    e *= e
    return e * e
