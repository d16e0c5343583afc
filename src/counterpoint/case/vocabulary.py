"""The words of the house: every closed list a case may use, each with its meaning.

One word means one thing in the code, the files, the command line and the screen.
The kinds of act were frozen after five cases had been coded twice (docs/decisions/0013).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

WORD, PROCESS, DEED = "word", "process", "deed"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of act: its class, the tone it has when none is coded [-2..2], and what counts as one."""

    name: str
    group: str
    tone: float
    meaning: str


KINDS: Final[tuple[Kind, ...]] = (
    Kind("offer", WORD, 1.0, "puts own terms on the table: proposes something specific that could be agreed"),
    Kind("soften", WORD, 1.0, "concedes in words: moves own stated terms towards the other side"),
    Kind("accept", WORD, 1.0, "says yes to terms the other side has put, wholly or on one issue"),
    Kind(
        "demand",
        WORD,
        -1.0,
        "asks the other side for something: the opening ask, or the same ask again on the same terms",
    ),
    Kind(
        "new_demand",
        WORD,
        -1.0,
        "adds a demand, or hardens or reopens one, after earlier ones were put; names what it replaces",
    ),
    Kind("reject", WORD, -1.0, "says no to terms, a proposal or a request"),
    Kind("assure", WORD, 1.0, "promises own future conduct, or a reward if the other side acts"),
    Kind("truce", WORD, 1.0, "declares a truce or ceasefire; the declaration only, it opens a promise"),
    Kind("threaten", WORD, -2.0, "announces harm if the other side does or does not do something"),
    Kind("ultimatum", WORD, -2.0, "puts terms with a date or an or-else attached, to be taken or left"),
    Kind("praise", WORD, 1.0, "flatters, echoes the other's agenda, gives a gift, shows courtesy or optimism"),
    Kind("blame", WORD, -1.0, "accuses somebody, or voices gloom about somebody's conduct"),
    Kind("appeal", WORD, 0.0, "calls on a third party or an audience to act or take sides"),
    Kind(
        "leak_deny",
        WORD,
        -1.0,
        "discloses, denies, disowns or refuses to confirm what passed elsewhere, or a deed of its own",
    ),
    Kind("propose_talks", PROCESS, 1.0, "proposes to meet, to open or to resume talks or a channel"),
    Kind(
        "procedure",
        PROCESS,
        0.0,
        "speaks to agenda, format, order of work; needs more work or study; evades, leaves unanswered, puts off",
    ),
    Kind("probe", PROCESS, 0.0, "asks what the other side would do or means, or floats an idea without owning it"),
    Kind(
        "meet",
        PROCESS,
        1.0,
        "meets, calls, visits, hands over a message, holds a round; if the content is known, that is coded",
    ),
    Kind("suspend", PROCESS, -1.0, "breaks off, cancels, postpones or walks out of a channel or a meeting"),
    Kind("remandate", PROCESS, 0.0, "names, changes, limits or disowns an envoy or a mandate"),
    Kind(
        "breach",
        DEED,
        -2.0,
        "does what an own promise or agreement in force forbids; needs a promise of the case or a treaty to break",
    ),
    Kind("release", DEED, 1.0, "releases or swaps prisoners; a humanitarian deed"),
    Kind(
        "ease",
        DEED,
        1.0,
        "eases pressure in deed: withdraws, lifts, pays, delivers; done by itself, not described by its opponent",
    ),
    Kind("strike", DEED, -2.0, "attacks or escalates by force"),
    Kind("pressure", DEED, -2.0, "mobilises, sanctions, expels, arms, cuts off, harasses or obstructs, short of force"),
    Kind("sign", DEED, 2.0, "signs, ratifies or carries out an agreement"),
)
KIND: Final = {kind.name: kind for kind in KINDS}
KIND_NAMES: Final = tuple(KIND)
DEEDS: Final = frozenset(k.name for k in KINDS if k.group == DEED)
PROMISES: Final = frozenset({"assure", "truce", "accept", "sign"})
"""Kinds that open a promise, which ends kept, broken, lapsed or pending."""
CORDIAL: Final = frozenset({"praise", "assure", "meet", "propose_talks"})
"""Kinds that cost nothing to the one who acts: the façade. They say almost nothing of intent."""
CONCESSIONS: Final = frozenset({"offer", "soften", "accept", "release", "ease", "sign"})
GIVING: Final = CONCESSIONS - {"offer"}
"""Kinds that give something, in word or deed; an offer does not yet."""
STATING: Final = frozenset(
    {"offer", "soften", "accept", "demand", "new_demand", "reject", "assure", "truce", "threaten", "ultimatum"}
    | {"appeal", "procedure", "propose_talks", "breach", "release", "ease", "strike", "pressure", "sign"}
)
"""Kinds whose position is the actor's own. Not a probe (floated, not owned), nor words about others."""

LEVELS: Final = {
    "leaders": "heads of state or government",
    "ministers": "foreign or other ministers",
    "working": "officials and ministry desks",
    "technical": "embassies, banking, visas, verification and the like",
    "security": "military and security questions",
    "economic": "business and investment envoys",
    "intelligence": "services; prisoner swaps",
    "track1.5": "officials in a private capacity together with private persons",
    "track2": "private persons only",
    "mediator": "through or with a third party",
    "public": "said in public: press, speeches, social media",
    "field": "deeds on the ground",
    "internal": "said at home, to one's own side",
}
TRACKS: Final = {
    "official": ("leaders", "ministers", "working", "technical", "security", "economic", "intelligence", "mediator"),
    "unofficial": ("track1.5", "track2"),
    "public": ("public",),
    "field": ("field",),
    "internal": ("internal",),
}
"""How channels are grouped on the score, top to bottom."""
VISIBILITIES: Final = {
    "public": "what is said there is public",
    "known": "its existence is public, what is said there is not",
    "secret": "its existence is known to those who sit on it only",
    "tacit": "nobody speaks; conduct is read",
}
EXISTENCES: Final = {"attested": "documented", "alleged": "somebody says that it exists"}
STANDINGS: Final = {
    "mandated": "speaks with a mandate; needs a seat on a channel",
    "unclear": "it is not clear for whom or with what mandate he speaks",
    "spokesman": "speaks in public for the party",
    "insider": "close to the leader, holds no mandate in the talks",
    "proxy": "speaks or acts for the party without being of it",
}
COVERAGES: Final = {
    "full": "every act would be in the record, so silence means silence",
    "partial": "some acts are missing",
    "none": "the record cannot see this channel in this period",
}
BASES: Final = {
    "observed": "the source saw or holds it",
    "reported": "the source was told",
    "inferred": "the coder concludes it",
}
RELIABILITIES: Final = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
CREDIBILITIES: Final = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}
MARKINGS: Final = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""Traffic Light Protocol 2.0, from free to strict."""
ISSUE_KINDS: Final = {
    "core": "what the conflict is about",
    "technical": "a small matter whose solution would show real progress",
}
TIES: Final = {"patron": "supports this party", "client": "depends on this party", "ally": "stands beside this party"}
SERIES: Final = {
    "support": "support for a party at home or abroad [-1..1]",
    "battlefield": "how the fighting goes for a party [-1..1]",
    "salience": "how much an issue is in the public eye [0..1]",
}
PURPOSES: Final = {
    "illustration": "coded to show how the tool works; its verdicts validate nothing",
    "study": "coded from documents to be analysed",
}
VERDICTS: Final = ("good_faith", "hard_bargaining", "bad_faith", "undetermined")
