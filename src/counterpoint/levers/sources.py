"""What the levers and the comparison rest on: every work that they name, and how far it was read."""

from __future__ import annotations

from typing import Final

WORKS: Final[dict[str, tuple[str, str]]] = {
    "abreugul2000": ("Abreu & Gul 2000, Bargaining and reputation", "formula derived and checked"),
    "agrestimin2005": ("Agresti & Min 2005, Simple improved confidence intervals for matched proportions", "memory"),
    "axelrod1984": ("Axelrod 1984, The Evolution of Cooperation", "memory"),
    "beardsley2011": ("Beardsley 2011, The Mediation Dilemma", "memory"),
    "castrogomez2009": ("Castro, Gómez & Tejada 2009, Polynomial calculation of the Shapley value", "memory"),
    "design": ("Counterpoint, docs/explanation", "own"),
    "fearon1994": (
        "Fearon 1994, Domestic political audiences and the escalation of disputes",
        "formula derived and checked",
    ),
    "kurizaki2007": ("Kurizaki 2007, Efficient secrecy (reduced form)", "formula derived and checked"),
    "kydd2003": ("Kydd 2003, Which side are you on? Bias, credibility, and mediation", "memory"),
    "lindskold1978": ("Lindskold 1978, Trust development, the GRIT proposal", "memory"),
    "nowaksigmund1992": ("Nowak & Sigmund 1992, Tit for tat in heterogeneous populations", "memory"),
    "osgood1962": ("Osgood 1962, An Alternative to War or Surrender", "memory"),
    "roth1988": ("Roth, Murnighan & Schoumaker 1988, The deadline effect", "abstract"),
    "shapley1953": ("Shapley 1953, A value for n-person games", "formula derived and checked"),
    "zartman2000": ("Zartman 2000, Ripeness", "memory"),
}
"""The same words as those of an assessment, where both name a work (a test holds them together)."""
