"""A forecast as lines of text: what may end it, beside the base rates; when, on what terms; and runs told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

BAR: Final = 24
"""Characters of the longest bar."""
TERMS_FROM: Final = 0.01
"""Issues that fewer runs than this settled are not listed (share)."""


def forecast_lines(document: dict[str, Any]) -> list[str]:
    """The summary of a forecast."""
    return [*_head(document), "", *_endings(document), "", *_rates(document), "", *_times(document), *_terms(document),
            *_stories(document["stories"])]  # fmt: skip


def words(name: str) -> str:
    """A name of the JSON as it is read."""
    return name.replace("_", " ")


def percent(share: float) -> str:
    """A share as a percentage: two digits, and never a 0 or 100 that is not one."""
    if 0 < share < 0.01:
        return "<1%"
    if 0.99 < share < 1:
        return ">99%"
    return f"{100 * share:.0f}%"


def _head(document: dict[str, Any]) -> Iterator[str]:
    first, second = document["main"]
    yield f"{document['title']}  [{document['marking']}]"
    yield (f"Played forward from {document['as_of']} to {document['until']}: {document['runs']} runs of"
           f" {document['turns']} turns of {document['turn_days']} days, {document['draws']} draws of the cast,"
           f" seed {document['seed']}.")  # fmt: skip
    yield f"An agreement is one between {first} and {second}. What is shown is what the model plays, not what will be."


def _endings(document: dict[str, Any]) -> Iterator[str]:
    """The table of endings, commonest first."""
    yield f"{'how it ends':<28} {'runs':>5}  {'of chance':<11} {'of model':<11} {'drawn':>5}"
    most = max(row["p"] for row in document["endings"]) or 1.0
    for row in sorted(document["endings"], key=lambda r: -r["p"]):
        yield _row(words(row["ending"]), row, percent(row["drawn"]), most)
        for part in document["of_whom"]:
            if part["ending"] == row["ending"] and part["p"] > 0:
                yield _row(f"  of {part['party']}", part, "", most)
    yield "of chance: 95 %, for so many runs; of model: 80 %, over what the parties may be playing."


def _row(name: str, row: dict[str, Any], drawn: str, most: float) -> str:
    bar = "█" * round(BAR * row["p"] / most)
    spans = [f"{percent(a)} to {percent(b)}" for a, b in (row["monte_carlo"], row["model"])]
    return f"{name:<28} {percent(row['p']):>5}  {spans[0]:<11} {spans[1]:<11} {drawn:>5}  {bar}".rstrip()


def _rates(document: dict[str, Any]) -> Iterator[str]:
    """The base rates, and how much the column drawn owes to them."""
    yield f"drawn: drawn towards the base rates, which weigh {percent(document['base_rate_weight'])} (elicited):"
    for rate in document["base_rates"]:
        yield f"  {percent(rate['share']):>4}  {rate['what']} (n={rate['n']}, {rate['source']})"
    yield f"  {document['base_rate_note']}"


def _times(document: dict[str, Any]) -> Iterator[str]:
    """When each ending came."""
    rows = [(name, t) for name, t in document["times"].items() if t["days"]]
    if rows:
        yield "when (days from the beginning, 10, 50 and 90 % of the runs that ended so)"
        for name, t in rows:
            low, middle, high = (f"{d:.0f}" for d in t["days"])
            yield f"  {words(name):<26} {low:>5} {middle:>5} {high:>5}"
        yield ""


def _terms(document: dict[str, Any]) -> Iterator[str]:
    """On what terms, issue by issue."""
    rows = [t for t in document["terms"] if t["settled"] >= TERMS_FROM]
    first, second = document["main"]
    if not rows:
        yield "terms: no issue was settled in one run of a hundred."
        yield ""
        return
    yield f"terms, 0 to 1 (declared by {first}, {second}; settled in so many runs, at 10, 50, 90 %)"
    for t in rows:
        at = " ".join(f"{v:.2f}" for v in t["at"])
        yield f"  {t['issue']:<26} {t['declared'][0]:.2f} {t['declared'][1]:.2f}  {percent(t['settled']):>4}  {at}"
    yield ""


def _stories(told: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The runs that are told."""
    for story in told:
        what = ", ".join(words(name) for name in story["stands_for"])
        who = f" of {story['who']}" if story["who"] else ""
        end = f"{words(story['ending'])}{who}, {story['acts_in_all']} acts to {story['ends']}"
        yield f"run {story['run']} ({what}): {end}"
        plays = "; ".join(f"{party} plays {', '.join(names)}" for party, names in story["plays"].items())
        yield f"  {plays}"
        for act in story["acts"]:
            yield f"  {act_line(act)}"
        yield ""


def act_line(act: dict[str, Any]) -> str:
    """One act of a told run, with what moved it."""
    on = f" on {act['issue']}" if act["issue"] else ""
    at = f" at {act['position']:.2f}" if act["position"] is not None else ""
    mark = f", {act['mark']}" if act["mark"] else ""
    why = "; ".join(f"{m['playbook']} in {m['situation']} {m['nats']:+.1f}" for m in act["moved_by"]) or "habit"
    to = f" to {act['target']}" if act["target"] else ""
    return f"{act['date']} {act['actor']} {words(act['kind'])}{to} ({act['channel']}){on}{at}{mark} [{why}]"
