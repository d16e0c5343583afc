"""New parameters given a path of states: cheap, for only the playbooks on the path speak. Arrays in, arrays out.

First aims on the path are exchanged for others, strengths and all: by turns alone a draw hardly leaves an aim, whose
strengths have been fitted, for one whose strengths have not. Given the path, strengths of playbooks that are never on
it are drawn anew from their prior; all else that the acts speak of, and then all that the counts speak of, takes
Langevin steps along the gradient. Each particle has a random stream of its own, keyed by its seed.
Source: Carlin & Chib 1995 (strengths of the other aim from a fitted normal) [memory]; Cotter et al. 2013 [memory];
        Roberts & Tweedie 1996 [memory]; Steele, Lea & Flood 2014 (splitmix64) [memory].
"""

from __future__ import annotations

import math

import numpy as np
from numba import uint64

from counterpoint.compiled import njit
from counterpoint.inference.along import (
    acts_along,
    counts_along,
    course_log,
    speaking,
    tilts_of,
)
from counterpoint.inference.kernel import AIMS, BOOKS, MASKS, TECHNIQUES, make_bases

STEPS = np.array([0.15, 0.4, 0.9])
"""Sizes of a step about the prior, one drawn for each."""
STEERED = np.array([0.4, 0.7, 0.9, 1.2])
"""Sizes of a step along the gradient, one drawn for each, in spreads of each coordinate."""
WIDEST = 0.9
"""The longest step of a coordinate, in spreads of its prior."""


@njit(cache=True)
def _uniform(stream):
    """The next number in (0, 1) of a stream (1,) of uint64, which it moves on (splitmix64)."""
    stream[0] += uint64(0x9E3779B97F4A7C15)
    z = stream[0]
    z = (z ^ (z >> uint64(30))) * uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> uint64(27))) * uint64(0x94D049BB133111EB)
    z = z ^ (z >> uint64(31))
    return (float(z >> uint64(11)) + 0.5) / 9007199254740992.0


@njit(cache=True)
def _normal(stream):
    """The next standard normal number of a stream."""
    return math.sqrt(-2.0 * math.log(_uniform(stream))) * math.cos(2.0 * math.pi * _uniform(stream))


@njit(cache=True)
def _on_path(path):
    """Which playbooks are on somewhere along a path: (BOOKS,)."""
    on = np.zeros(BOOKS, dtype=np.bool_)
    for t in range(path.shape[0]):
        on[path[t] // MASKS] = True
        for b in range(TECHNIQUES):
            if (path[t] % MASKS >> b) & 1:
                on[AIMS + b] = True
    return on


@njit(cache=True)
def _wander(z, first, last, stream, out):
    """Into out (D,), z with coordinates first..last moved by a Crank-Nicolson step about the prior."""
    out[:] = z
    step = STEPS[int(_uniform(stream) * STEPS.shape[0])]
    keep = math.sqrt(1.0 - step * step)
    for j in range(first, last):
        out[j] = keep * z[j] + step * _normal(stream)


@njit(cache=True)
def _steer(z, pull, moving, size, reach, power, stream, out):
    """Into out (D,), z with its moving coordinates by a Langevin step that keeps the prior, size times reach (D,)."""
    out[:] = z
    for j in range(z.shape[0]):
        if moving[j]:
            step = min(size * reach[j], WIDEST)
            keep = math.sqrt(1.0 - step * step)
            out[j] = keep * z[j] + (1.0 - keep) * power * pull[j] + step * _normal(stream)


@njit(cache=True)
def _balance(z, pull, new, new_pull, moving, size, reach, power):
    """Log of prior times density of the step back, over prior times density of the step from z to new."""
    total = 0.0
    for j in range(z.shape[0]):
        if moving[j]:
            step = min(size * reach[j], WIDEST)
            keep = math.sqrt(1.0 - step * step)
            there = new[j] - keep * z[j] - (1.0 - keep) * power * pull[j]
            back = z[j] - keep * new[j] - (1.0 - keep) * power * new_pull[j]
            total += 0.5 * (z[j] * z[j] - new[j] * new[j]) + 0.5 * (there * there - back * back) / (step * step)
    return total


@njit(cache=True)
def _along(z, path, mean, sd, blocks, consts, data, occasion, cells, active, act_turn, chain):
    """Log-likelihood of acts and counts along a path at coordinates z (D,), and log-probability of the path."""
    pull, total = np.empty_like(z), 0.0
    if data[1].shape[0]:
        total += _acts(z, mean, sd, blocks, consts, data, occasion, _said(data, act_turn, path), pull, False)
    if cells[0].shape[0]:
        total += _counts(z, mean, sd, blocks, cells, active, path, pull)
    dwell = mean[blocks[11] :] + sd[blocks[11] :] * z[blocks[11] :]
    return total, course_log(dwell, chain, path) + math.log(chain[1][path[0] // MASKS])


@njit(cache=True)
def _said(data, act_turn, path):
    """What speaks along a path for kinds, issues and targets."""
    return (
        speaking(data[6], data[1], act_turn, path),
        speaking(data[7], data[2], act_turn, path),
        speaking(data[8], data[3], act_turn, path),
    )


@njit(cache=True)
def _draw_aim(on, wanted, shares, stream):
    """One of the aims that are on (wanted) or off, drawn by shares (AIMS,), and what shares of these come to."""
    total, found = 0.0, -1
    for a in range(AIMS):
        total += shares[a] if on[a] == wanted else 0.0
    left = _uniform(stream) * total
    for a in range(AIMS):
        if on[a] == wanted and left >= 0.0 and shares[a] > 0.0:
            found = a
            left -= shares[a]
    return found, total


@njit(cache=True)
def _exchange(z, path, on, near, wide, usual, mean, sd, blocks, book_of, consts, data, occasion, cells, active,
              act_turn, chain, power, stream, moves):  # fmt: skip
    """Put aims that are off the path in place of aims on it, with strengths of their own; returns the moves taken.

    An aim is put on the path as often as is usual (AIMS,), its strengths drawn from a normal around near (D,), as wide
    (D,); those of the aim that it replaces are off from then on, and left to be drawn from their prior.
    """
    taken, even = 0, np.ones(AIMS)
    said, course = _along(z, path, mean, sd, blocks, consts, data, occasion, cells, active, act_turn, chain)
    for _ in range(moves):
        old, _ = _draw_aim(on, True, even, stream)
        aim, off = _draw_aim(on, False, usual, stream)
        if aim < 0:
            break
        new, other = z.copy(), path.copy()
        ratio = math.log(usual[old] / (off - usual[aim] + usual[old])) - math.log(usual[aim] / off)
        for t in range(path.shape[0]):
            if path[t] // MASKS == old:
                other[t] = aim * MASKS + path[t] % MASKS
        for j in range(z.shape[0]):
            if book_of[j] == old:
                gap = (z[j] - near[j]) / wide[j]
                ratio += 0.5 * (z[j] * z[j] - gap * gap) - math.log(wide[j])
            elif book_of[j] == aim:
                gap = _normal(stream)
                new[j] = near[j] + wide[j] * gap
                ratio += 0.5 * (gap * gap - new[j] * new[j]) + math.log(wide[j])
        then, turn = _along(new, other, mean, sd, blocks, consts, data, occasion, cells, active, act_turn, chain)
        if math.log(_uniform(stream)) < ratio + power * (then - said) + turn - course:
            z[:], path[:] = new, other
            said, course = then, turn
            on[old], on[aim] = False, True
            taken += 1
    return taken


@njit(cache=True, nogil=True)
def refresh(first, last, z, slope, mean, sd, reach, near, wide, usual, blocks, book_of, seeds, path, power, moves,
            consts, data, occasion, cells, active, chain, act_turn, accepted):  # fmt: skip
    # long: the moves of one particle in their order, each a call; its blocks would be handed all the arrays again
    """Move the parameters z (P, D) of every particle given its path (P, T), in place, with the likelihood to a power.

    The aims on the path are exchanged first, with their strengths, see _exchange.

    blocks (13,) are the bounds of the blocks in z: kind, issue, target, amount, habits of kind, issue and target,
    trust, lean, rate, size, dwell, end. reach (D,): how wide each coordinate is spread, at most 1. book_of (D,) is the
    playbook of a tendency, -1 for other parameters. moves: how many steps by acts, by counts and of durations, and
    exchanges. chain: days of a turn, prior of aims and of techniques. accepted (P, 4): number of steps taken, of each.
    slope (P, D) is left holding about the gradient of the log-likelihood by z.
    """
    size, b = z.shape[1], blocks
    for p in range(first, last):
        stream = seeds[p : p + 1].copy()
        on = _on_path(path[p])
        accepted[p, 3] += _exchange(
            z[p], path[p], on, near[p], wide[p], usual[p], mean, sd, b, book_of, consts, data, occasion, cells, active,
            act_turn, chain, power, stream, moves[3],
        )  # fmt: skip
        strengths, habits = np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.bool_)
        by_counts = np.zeros(size, dtype=np.bool_)
        for j in range(size):
            live = book_of[j] < 0 or on[book_of[j]]
            strengths[j], habits[j] = live and j < b[3], b[4] <= j < b[9]
            by_counts[j] = live and (b[3] <= j < b[4] or b[9] <= j < b[10])
            if not live:
                z[p, j] = _normal(stream)
        slope[p] = 0.0
        if data[1].shape[0]:
            said = _said(data, act_turn, path[p])
            taken = _by_acts(
                z[p],
                slope[p],
                mean,
                sd,
                reach,
                b,
                consts,
                data,
                occasion,
                said,
                (strengths, habits),
                power,
                stream,
                moves[0],
            )
            accepted[p, 0] += taken
        if cells[0].shape[0]:
            accepted[p, 1] += _by_counts(
                z[p], slope[p], mean, sd, reach, b, cells, active, path[p], by_counts, power, stream, moves[1]
            )
        new = np.empty(size)
        now = course_log(mean[b[11] :] + sd[b[11] :] * z[p, b[11] :], chain, path[p])
        for _ in range(moves[2]):
            _wander(z[p], b[11], b[12], stream, new)
            then = course_log(mean[b[11] :] + sd[b[11] :] * new[b[11] :], chain, path[p])
            if math.log(_uniform(stream)) < then - now:
                z[p], now = new, then
                accepted[p, 2] += 1


@njit(cache=True)
def _by_acts(z, slope, mean, sd, reach, blocks, consts, data, occasion, said, moving, power, stream, moves):
    """Move what the acts speak of in z (D,), strengths and habits in turn, in place; returns the steps taken."""
    pull, new_pull, new = np.zeros_like(z), np.zeros_like(z), np.empty_like(z)
    now = _acts(z, mean, sd, blocks, consts, data, occasion, said, pull, True)
    taken = 0
    for m in range(moves):
        step = STEERED[int(_uniform(stream) * STEERED.shape[0])]
        which = moving[min(m % 3, 1)]  # strengths mix faster
        _steer(z, pull, which, step, reach, power, stream, new)
        then = _acts(new, mean, sd, blocks, consts, data, occasion, said, new_pull, True)
        ratio = power * (then - now) + _balance(z, pull, new, new_pull, which, step, reach, power)
        if math.log(_uniform(stream)) < ratio:
            z[:], now = new, then
            pull[:] = new_pull
            taken += 1
    slope += pull
    return taken


@njit(cache=True)
def _acts(z, mean, sd, blocks, consts, data, occasion, said, pull, steering):
    """acts_along at coordinates z (D,), if steering its gradient by z into pull."""
    b = blocks
    theta = mean[: b[9]] + sd[: b[9]] * z[: b[9]]
    part = (theta[b[0] : b[1]], theta[b[1] : b[2]], theta[b[2] : b[3]])
    tilts = (tilts_of(part[0], said[0]), tilts_of(part[1], said[1]), tilts_of(part[2], said[2]))
    trust, lean = theta[b[7] : b[8]], theta[b[8] : b[9]]
    bases = make_bases(theta[b[4] : b[5]], theta[b[5] : b[6]], theta[b[6] : b[7]], lean, consts)
    pulls = (
        pull[b[0] : b[1]], pull[b[1] : b[2]], pull[b[2] : b[3]], pull[b[4] : b[5]],
        pull[b[5] : b[6]], pull[b[6] : b[7]], pull[b[7] : b[8]], pull[b[8] : b[9]],
    )  # fmt: skip
    total = acts_along(tilts, trust, bases, data, occasion, consts[3], said, pulls, steering)
    for j in range(b[9] if steering else 0):
        pull[j] *= sd[j]
    return total


@njit(cache=True)
def _by_counts(z, slope, mean, sd, reach, blocks, cells, active, path, moving, power, stream, moves):
    """Move all that the counts speak of in z (D,), in place, the size of counts by itself; returns the steps taken."""
    pull, new_pull, new = np.zeros_like(z), np.zeros_like(z), np.empty_like(z)
    now = _counts(z, mean, sd, blocks, cells, active, path, pull)
    taken = 0
    for _ in range(moves):
        step = STEERED[int(_uniform(stream) * STEERED.shape[0])]
        _steer(z, pull, moving, step, reach, power, stream, new)
        then = _counts(new, mean, sd, blocks, cells, active, path, new_pull)
        ratio = power * (then - now) + _balance(z, pull, new, new_pull, moving, step, reach, power)
        if math.log(_uniform(stream)) < ratio:
            z[:], now = new, then
            pull[:] = new_pull
            taken += 1
        _wander(z, blocks[10], blocks[11], stream, new)
        then = _counts(new, mean, sd, blocks, cells, active, path, new_pull)
        if math.log(_uniform(stream)) < power * (then - now):
            z[:], now = new, then
            pull[:] = new_pull
            taken += 1
    slope += pull
    return taken


@njit(cache=True)
def _counts(z, mean, sd, blocks, cells, active, path, pull):
    """counts_along at coordinates z (D,), its gradient by z into pull."""
    theta, b = mean + sd * z, blocks
    amount, rate = theta[b[3] : b[4]], theta[b[9] : b[10]]
    total = counts_along(amount, rate, theta[b[10]], cells, active, path, pull[b[3] : b[4]], pull[b[9] : b[10]])
    for j in range(b[3], b[10]):
        pull[j] *= sd[j]
    return total
