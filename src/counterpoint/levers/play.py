"""Let a party play another way than it does, and stay with it: mirror, firm, generous or grit.

Rule     the tendencies of the way are put in place of all those of the party's aim and techniques, in all draws, for
         all runs to their end. Ways say only what kinds of acts become likelier: what aim and techniques added to how
         often the party acts, on which issue and at whom, goes without anything in its place. Its habits stay its own,
         and so do tendencies that a cast by hand gives it. mirror answers in kind what was done last; firm holds its
         terms and closes what is met, without threats; generous is a mirror that answers harm by half and offers again;
         grit announces small steps, takes them unasked so that they can be seen, answers harm in measure and goes on.
Takes    party: who plays; way: mirror, firm, generous or grit
Source   axelrod1984 (mirror); abreugul2000 (firm, less its threats); nowaksigmund1992 (generous); osgood1962,
         lindskold1978 (grit)
Status   elicited: signs from the theory, nats by judgement, drawn with the spread of a playbook
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from counterpoint.levers.gallery import Param, Values, describe, party_at
from counterpoint.playbooks import AIMS
from counterpoint.playbooks.base import PARTS, Playbook, kinds
from counterpoint.playbooks.entries import Entries, entries
from counterpoint.simulation.arrays import BEGINS, STAY, STAY_ON, Cast
from counterpoint.simulation.scene import Scene

MIRROR: Final = Playbook(
    name="mirror", group="way", title="Mirror",
    what="answers in kind what the other side did last: gives for giving, presses for pressing, forgives at once",
    tendencies=(
        *kinds("always", new_demand=-0.3, offer=0.2),
        *kinds("other_softened", soften=1.5, offer=0.8, ease=1.0, release=0.8, new_demand=-1.0, reject=-0.8),
        *kinds("demand_met", accept=1.0, sign=0.8, ease=0.8, new_demand=-1.2),
        *kinds("breached", pressure=1.0, suspend=0.6, breach=0.5, soften=-1.0, ease=-1.0),
        *kinds("pressure", pressure=1.0, threaten=0.6, soften=-0.8, offer=-0.5),
        *kinds("coolness", reject=0.5, offer=-0.5),
        *kinds("warmth", offer=0.5, assure=0.5),
        *kinds("near_agreement", accept=0.8, sign=0.8),
    ),
    sources=("axelrod1984",),
)  # fmt: skip
FIRM: Final = Playbook(
    name="firm", group="way", title="Firm",
    what="holds constant terms, adds none, closes what is met; no threats, and no answer to those of others",
    tendencies=(
        *kinds("always", demand=0.5, reject=0.4, new_demand=-0.5, threaten=-0.5, ultimatum=-0.5),
        *kinds("other_softened", demand=0.8, soften=-0.8, new_demand=-0.8),
        *kinds("demand_met", accept=1.2, sign=1.0, new_demand=-1.2),
        *kinds("deadline_near", soften=0.8, accept=0.8, threaten=-1.0),
        *kinds("pressure", reject=0.6, threaten=-1.0, ultimatum=-1.0, soften=-0.6),
        *kinds("asks_unmet", demand=0.6, threaten=-1.0),
        *kinds("promise_owed", breach=-1.0, ease=0.6, release=0.6, sign=0.4),
        *kinds("near_agreement", accept=0.6, sign=0.8),
    ),
    sources=("abreugul2000",),
)  # fmt: skip
GENEROUS: Final = Playbook(
    name="generous", group="way", title="Generous mirror",
    what="a mirror that answers harm by half, and offers again",
    tendencies=(
        *kinds("always", new_demand=-0.4, offer=0.4, soften=0.2),
        *kinds("other_softened", soften=1.5, offer=0.8, ease=1.0, release=0.8, new_demand=-1.0, reject=-0.8),
        *kinds("demand_met", accept=1.0, sign=0.8, ease=0.8, new_demand=-1.2),
        *kinds("breached", pressure=0.5, suspend=0.3, soften=-0.4, ease=-0.4, offer=0.4),
        *kinds("pressure", pressure=0.5, threaten=0.3, soften=-0.3),
        *kinds("coolness", offer=0.6, reject=-0.3),
        *kinds("warmth", offer=0.5, assure=0.5),
        *kinds("near_agreement", accept=0.8, sign=0.8),
    ),
    sources=("nowaksigmund1992",),
)  # fmt: skip
GRIT: Final = Playbook(
    name="grit", group="way", title="GRIT",
    what="announces small steps and takes them unasked, so that they can be seen; answers harm in measure; goes on",
    tendencies=(
        *kinds("always", assure=0.3, ease=0.5, release=0.5, new_demand=-0.5, threaten=-0.5),
        *kinds("promise_owed", ease=1.5, release=1.5, sign=0.6, breach=-1.2, strike=-1.0),
        *kinds("other_softened", ease=1.2, release=0.8, soften=1.0, new_demand=-1.0),
        *kinds("demand_met", accept=1.0, sign=0.8, new_demand=-1.2),
        *kinds("breached", pressure=0.6, ease=-0.6, ultimatum=-0.8),
        *kinds("pressure", threaten=-0.6, ultimatum=-0.6, pressure=0.3),
        *kinds("coolness", ease=0.6, assure=0.4),
        *kinds("near_agreement", accept=0.8, sign=0.8),
    ),
    sources=("osgood1962", "lindskold1978"),
)  # fmt: skip
WAYS: Final = {book.name: book for book in (MIRROR, FIRM, GENEROUS, GRIT)}
SLOT: Final = len(AIMS) - 1
"""The aim in whose place a way is played: none of these, which nobody else plays by the entries that are added."""


def change(scene: Scene, values: Values) -> Scene:
    """The scene in which the party plays the way."""
    return replace(scene, cast=_taught(scene.cast, party_at(scene, values), WAYS[str(values["way"])]))


def _taught(cast: Cast, p: int, book: Playbook) -> Cast:
    """The cast with the entries of a way put behind those of the slot, of strength 0 for everybody else."""
    rng = np.random.default_rng([p, tuple(WAYS).index(book.name), 61])
    nats, rows, starts, shift = [], [], cast.starts.copy(), 0
    for k, part in enumerate(PARTS):
        first, last, begin = (int(cast.starts[k, b]) for b in (SLOT, SLOT + 1, 0))
        end = int(cast.starts[k + 1, 0]) if k + 1 < len(PARTS) else cast.nats.shape[2]
        e = _entries(part, book)
        own = cast.nats[:, :, begin:last].copy()
        own[:, p, first - begin :] = 0.0
        new = np.zeros((*cast.nats.shape[:2], len(e.mean)))
        new[:, p] = e.mean + e.sd * rng.standard_normal((len(new), len(e.mean)))
        nats += [own, new, cast.nats[:, :, last:end]]
        rows += [cast.entries[begin:last], np.stack([e.feature, e.what, e.klass], axis=1), cast.entries[last:end]]
        starts[k] += shift
        shift += len(e.mean)
        starts[k, SLOT + 1 :] += len(e.mean)
    ways = cast.ways.copy()
    ways[:, p, STAY], ways[:, p, STAY_ON], ways[:, p, BEGINS] = 1.0, 1.0, SLOT << 3
    return cast._replace(
        nats=np.ascontiguousarray(np.concatenate(nats, axis=2)),
        entries=np.ascontiguousarray(np.concatenate(rows).astype(np.int64)), starts=starts, ways=ways,
    )  # fmt: skip


def _entries(part: str, book: Playbook) -> Entries:
    """The tendencies of a way as arrays."""
    return entries(part, (book,))


LEVER = describe(
    __name__, __doc__, change=change, about=("party",),
    params=(
        Param("party", "party", "who plays"),
        Param("way", "word", "mirror, firm, generous or grit", words=tuple(WAYS)),
    ),
)  # fmt: skip
