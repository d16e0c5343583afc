"""The sampler on a posterior whose answer is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from counterpoint.inference.smc import Sample, genealogy_variance, resample, sample

Floats = np.ndarray


@dataclass(frozen=True)
class Held:
    """A cache of nothing."""

    n: int

    def take(self, rows: Floats) -> Held:
        return Held(len(rows))


@dataclass(frozen=True)
class Conjugate:
    """Standard normal prior, normal data: posterior mean data / (1 + noise), variance noise / (1 + noise)."""

    data: Floats
    noise: float
    lazy: bool = False

    @property
    def size(self) -> int:
        return len(self.data)

    def begin(self, z: Floats) -> Held:
        return Held(len(z))

    def loglik(self, z: Floats, cache: Held, power: float) -> Floats:
        log = -0.5 * ((self.data - z) ** 2).sum(axis=1) / self.noise - 0.5 * self.size * np.log(2 * np.pi * self.noise)
        return power * log

    def move(
        self, z: Floats, cache: Held, power: float, rng: np.random.Generator, last: bool
    ) -> tuple[Floats, Held, dict[str, float]]:
        taken = 0.0
        for _ in range(0 if self.lazy else 40):
            new = np.sqrt(0.91) * z + 0.3 * rng.standard_normal(z.shape)
            gain = self.loglik(new, cache, power) - self.loglik(z, cache, power)
            yes = np.log(rng.random(len(z))) < gain
            z = np.where(yes[:, None], new, z)
            taken += yes.mean() / 40
        return z, cache, {"all": taken}


DATA = np.array([1.5, -0.7, 0.2])


def drawn(*, lazy: bool = False, seed: int = 1) -> Sample:
    return sample(Conjugate(DATA, 0.25, lazy), particles=2000, rng=np.random.default_rng(seed))


def test_mean_variance_and_evidence_are_right() -> None:
    found = drawn()
    assert np.abs(found.z.mean(axis=0) - DATA / 1.25).max() < 0.05
    assert np.abs(found.z.var(axis=0) - 0.2).max() < 0.03
    exact = -0.5 * (DATA**2 / 1.25).sum() - 1.5 * np.log(2 * np.pi * 1.25)
    assert found.log_evidence == pytest.approx(exact, abs=0.15)


def test_a_sampler_that_never_moves_is_caught() -> None:
    found = drawn(lazy=True)
    assert len(np.unique(found.z[:, 0])) < 1000
    worn = genealogy_variance(found.z[:, 0], found.roots)
    assert worn > 0.2 / len(found.z)


@dataclass(frozen=True)
class Barred(Conjugate):
    """The same, but impossible where the first coordinate is negative."""

    def loglik(self, z: Floats, cache: Held, power: float) -> Floats:
        return np.where(z[:, 0] < 0, -np.inf if power > 0 else 0.0, super().loglik(z, cache, power))


def test_draws_that_the_data_rule_out_do_not_hold_up_the_sampler() -> None:
    found = sample(Barred(DATA, 0.25), particles=400, rng=np.random.default_rng(5))
    assert found.stages < 30 and (found.z[:, 0] >= 0).all()
    assert abs(found.z[:, 1].mean() - DATA[1] / 1.25) < 0.1
    assert (drawn(seed=5).z[:, 0] < 0).any()  # without the bar some are there


def test_same_seed_same_draws() -> None:
    assert drawn().z.tobytes() == drawn().z.tobytes() != drawn(seed=2).z.tobytes()


def test_resampling_is_in_proportion() -> None:
    rows = resample(np.array([0.5, 0.0, 0.25, 0.25]), np.random.default_rng(1))
    assert sorted(rows) == [0, 0, 2, 3]
