"""What a run rests on: every work cited by a playbook or a method, and how far it was read."""

from __future__ import annotations

from counterpoint.playbooks import PLAYBOOKS

WORKS: dict[str, tuple[str, str]] = {
    "abreugul2000": ("Abreu & Gul 2000, Bargaining and reputation", "formula derived and checked"),
    "clayton2023": ("Clayton et al. 2023, on ceasefires in civil conflicts", "abstract"),
    "crawfordsobel1982": (
        "Crawford & Sobel 1982, Strategic information transmission",
        "formula derived and checked",
    ),
    "davis2004": ("Davis 2004, on linkage in trade negotiation", "memory"),
    "design": ("Counterpoint, docs/explanation", "own"),
    "fearon1994": (
        "Fearon 1994, Domestic political audiences and the escalation of disputes",
        "formula derived and checked",
    ),
    "glozman2015": ("Glozman, Barak-Corren & Yaniv 2015, False negotiations, JCR 59(4)", "abstract"),
    "goldstein1997": ("Goldstein & Pevehouse 1997, on reciprocity in Bosnia", "abstract"),
    "ikle1964": ("Iklé 1964, How Nations Negotiate", "memory"),
    "kaplow2016": ("Kaplow 2016, on the price of talking", "abstract"),
    "kurizaki2007": ("Kurizaki 2007, Efficient secrecy (reduced form)", "formula derived and checked"),
    "kyddwalter2002": ("Kydd & Walter 2002, Sabotaging the peace", "memory"),
    "min2025": ("Min 2025, Words of War (openings)", "opening"),
    "putnam1988": ("Putnam 1988, Diplomacy and domestic politics", "memory"),
    "richmond1998": ("Richmond 1998, Devious objectives, JPR 35", "memory"),
    "roth1988": ("Roth, Murnighan & Schoumaker 1988, The deadline effect", "abstract"),
    "schelling1960": ("Schelling 1960, The Strategy of Conflict", "memory"),
    "slantchev2003": (
        "Slantchev 2003, The principle of convergence (toy form)",
        "formula derived and checked",
    ),
    "stedman1997": ("Stedman 1997, Spoiler problems in peace processes", "memory"),
    "sticher2021": ("Sticher & Vuković 2021, on ceasefires", "memory"),
    "thomas2016": ("Thomas, Reed & Wolford 2016, The rebels' credibility dilemma", "abstract"),
    "wanisstjohn2006": ("Wanis-St. John 2006, Back-channel negotiation", "opening"),
    "zartman2000": ("Zartman 2000, Ripeness", "memory"),
}
"""Key -> (work, what of it was read)."""


def bibliography() -> list[dict[str, str]]:
    """The works behind a run, by key."""
    cited = sorted({key for book in PLAYBOOKS for key in book.sources})
    return [{"key": key, "text": WORKS[key][0], "read": WORKS[key][1]} for key in cited]
