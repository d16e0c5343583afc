"""Words that people use for a kind of act, and the kind that each stands for; and one example of every kind.

A wrong word gets a suggestion from this table, or the word of which it is a near misspelling; never one that merely
looks alike, for such a one may say the opposite.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from counterpoint.case.names import nearest
from counterpoint.case.vocabulary import KIND

NEAR: Final = 0.8
"""Similarity [0..1] from which a wrong word of a closed list counts as a misspelling."""
ASK: Final = "counterpoint vocabulary"
"""What to try where no word can be suggested."""
_OTHERWISE: Final = ("un", "in", "im", "non", "dis", "de", "mis", "anti", "counter")
"""Beginnings that turn a word into its opposite."""
_MEANT: Final = {
    "offer": "propose proposal suggest tender counteroffer",
    "soften": "concede concession compromise yield moderate",
    "accept": "agree approve consent acceptance concur",
    "demand": "insist request require call_for",
    "new_demand": "harden add_demand raise_demand",
    "reject": "refuse refusal decline rebuff rejection veto turn_down",
    "assure": "promise pledge assurance guarantee commit reassure",
    "truce": "ceasefire cease_fire armistice",
    "threaten": "threat warn warning",
    "ultimatum": "or_else",
    "praise": "flatter compliment thank welcome gift courtesy",
    "blame": "accuse criticise criticize condemn complain protest denounce",
    "appeal": "urge call_on exhort",
    "leak_deny": "deny denial leak disclose disavow",
    "propose_talks": "invite invitation resume_talks offer_talks",
    "procedure": "evade evasion stall delay put_off defer agenda study",
    "probe": "question inquire enquire sound_out float explore",
    "meet": "meeting visit call talk talks discuss phone",
    "suspend": "postpone cancel adjourn walk_out break_off boycott",
    "remandate": "appoint mandate replace_envoy",
    "breach": "violate violation infringe",
    "release": "free swap exchange_prisoners humanitarian",
    "ease": "lift pay deliver relax",
    "strike": "attack bomb shell invade",
    "pressure": "harass harassment obstruct sanction mobilise mobilize expel blockade",
    "sign": "ratify implement conclude treaty",
}
SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    **{word: (kind,) for kind, words in _MEANT.items() for word in words.split()},
    "ask": ("demand", "probe"),
    "disown": ("leak_deny", "remandate"),
    "dismiss": ("reject", "remandate"),
    "withdraw": ("ease", "suspend"),
}
"""Kinds by the word that people write for them; several where it depends."""
EXAMPLES: Final = {
    "offer": "We would open the gauges in May if you let our barges pass.",
    "soften": "Six years for the filling, then, and not four.",
    "accept": "We take your proposal on the gauges.",
    "demand": "The filling must take ten years. We have said so before.",
    "new_demand": "Now that the filling is settled, the lower state must also pay for the dam.",
    "reject": "Ten years are out of the question.",
    "assure": "No water will be held back while the talks last.",
    "truce": "Our guns will be silent from Friday on.",
    "threaten": "If you close another sluice, we go to court.",
    "ultimatum": "Sign by Sunday, or we close the border.",
    "praise": "The minister is a man of peace, and his gardens are the finest of the valley.",
    "blame": "Upstream they break every promise they make.",
    "appeal": "The bank should stop its loans until they listen.",
    "leak_deny": "There was no such paper. We never touched the sluices.",
    "propose_talks": "Let the ministers meet in March.",
    "procedure": "This needs further study; he left the question unanswered.",
    "probe": "Would you think of eight years, if we thought of six?",
    "meet": "The ministers met for two hours; nothing is known of what was said.",
    "suspend": "The round of May is off.",
    "remandate": "From today the adviser, and not the minister, leads the talks.",
    "breach": "The sluices were closed although the protocol of 2023 forbids it.",
    "release": "Nine fishermen were set free.",
    "ease": "Two sluices were opened again.",
    "strike": "Aircraft bombed the pumping station.",
    "pressure": "Barges were stopped and searched for a week; troops moved up to the river.",
    "sign": "Both ministers signed the protocol on the gauges.",
}
"""One sentence for each kind, invented."""


def meant(word: str) -> tuple[str, ...]:
    """The kinds that a word stands for, in whatever form it is written; () if it is not in the table."""
    for form in _forms(word):
        if form in SYNONYMS:
            return SYNONYMS[form]
    return ()


def _forms(word: str) -> Iterator[str]:
    """A word as it may stand in the table: refused, refuses, refusing → refuse."""
    bare = "_".join(word.casefold().replace("-", " ").replace("_", " ").split())
    yield bare
    for end, instead in (("ies", "y"), ("ied", "y"), ("s", ""), ("es", ""), ("d", ""), ("ed", ""), ("ing", ""),
                         ("ing", "e"), ("ment", "")):  # fmt: skip
        if bare.endswith(end):
            yield bare.removesuffix(end) + instead


def word_hint(word: str, known: Collection[str]) -> str:
    """What to try for a wrong word of a closed list: what it means, what it misspells, or where to look."""
    if set(known) == set(KIND) and (kinds := meant(word)):
        return " or ".join(kinds)
    near = nearest(word, known, cutoff=NEAR)
    return ASK if not near or _opposite(word, near) else near


def _opposite(word: str, other: str) -> bool:
    """Whether one of two words is the other with a beginning that denies it."""
    one, two = word.casefold().strip(), other.casefold()
    return any(one == f"{start}{two}" or two == f"{start}{one}" for start in _OTHERWISE)
