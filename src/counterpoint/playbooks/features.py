"""The situation an act is chosen in, as named numbers from 0 to 1.

Half-lives and scales are elicited; they say how long something counts as "just now".
"""

from __future__ import annotations

from typing import Final

FEATURES: Final[dict[str, str]] = {
    "always": "1 in every situation",
    "deadline_near": "a deadline on this party is near: exp(-days left / 10)",
    "deadline_passed": "a deadline on this party has just passed: exp(-days since / 10)",
    "pressure": "pressure, threats and force against this party of late",
    "warmth": "how cordial the other side has been of late, where it has",
    "coolness": "how cool the other side has been of late, where it has",
    "other_softened": "the other side has just given way (on this issue)",
    "demand_met": "this party's own demand has just been met (on this issue)",
    "near_agreement": "stated positions are close (on this issue), counted from half-way on",
    "active_elsewhere": "activity on the other channels of late",
    "fading_elsewhere": "activity on another channel has been falling off",
    "promise_owed": "promises this party has open towards the other side",
    "breached": "the other side has just broken a promise or used force",
    "asks_unmet": "how long this party's asks have gone unmet: 1 - exp(-days / 60)",
    "asked": "the other side has just asked something of this party",
    "held_up": "work has just been held up by another issue",
    "event_for": "a fresh outside event favours this party",
    "event_against": "a fresh outside event hurts this party",
    "support_low": "support for this party is low",
    "losing": "the fighting goes badly for this party",
    "winning": "the fighting goes well for this party",
    "in_public": "this is said or done in public",
    "in_secret": "this is said where others cannot hear",
    "at_top": "this is on a channel of leaders or ministers",
    "own_last_cordial": "this party's own last act was cordial",
    "own_last_hostile": "this party's own last act was hostile",
    "elapsed": "time since the record began: 1 - exp(-days / 180)",
}
INDEX: Final = {name: i for i, name in enumerate(FEATURES)}
RECENT: Final = 21.0
"""Half-life [days] of what counts as just now."""
SLOW: Final = 63.0
"""Half-life [days] of the usual level that activity is compared with."""
DEADLINE_SCALE: Final = 10.0
ASK_SCALE: Final = 60.0
ELAPSED_SCALE: Final = 180.0
