"""How much passes on each channel, changed: rates and what is worked out from them are kept together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from counterpoint.simulation.arrays import QUIET, RATE, SIZE, Floats
from counterpoint.simulation.scene import Scene, led


def with_habits(scene: Scene, habits: Floats) -> Scene:
    """The scene with other habits; the chance of no occasion follows from rates that have changed."""
    rate, size = habits[..., RATE], scene.cast.ways[:, :, None, SIZE]
    moved = rate != scene.cast.habits[..., RATE]
    habits[..., QUIET] = np.where(moved, np.exp(-size * np.log1p(rate / size)), habits[..., QUIET])
    return led(replace(scene, cast=scene.cast._replace(habits=habits)))


def louder(scene: Scene, channel: int, factor: float) -> Scene:
    """The scene in which everybody does so many times as much on a channel."""
    habits = scene.cast.habits.copy()
    habits[:, :, channel, RATE] *= factor
    return with_habits(scene, habits)
