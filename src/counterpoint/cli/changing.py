"""The commands about levers and their options, as cli.app has the others."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from counterpoint.cli.options import AsJson, BeginAfter, CaseName, CastFile, Seed, Turns


def levers(name: str | None = None, /) -> int:
    """
    Parameters
    ----------
    name
        One lever, with its rule and all that it takes.
    """
    from counterpoint.cli.whatif import levers as work

    return work(name)


def whatif(  # noqa: PLR0913 - options of one command
    case: CaseName,
    /,
    *,
    lever: Annotated[tuple[str, ...], Parameter(name="--lever", negative="", show_default=False)] = (),
    towards: str | None = None,
    cast: CastFile = None,
    runs: int = 2000,
    turns: Turns = 52,
    as_of: BeginAfter = None,
    seed: Seed = 0,
    json: AsJson = False,
) -> int:
    """
    Parameters
    ----------
    lever
        What is changed: NAME or NAME:key=value,key=value; again for another one.
    towards
        Of whom other readings are tried [default: whom the cast thinks less likely to be in good faith].
    runs
        How many pairs of runs are played.
    """
    from counterpoint.cli.asked import Asked
    from counterpoint.cli.whatif import whatif as work

    return work(case, Asked(runs, turns, seed, as_of, cast), lever, towards=towards, json=json)


def value(
    case: CaseName,
    /,
    *,
    cast: CastFile = None,
    runs: int = 2000,
    turns: Turns = 52,
    as_of: BeginAfter = None,
    seed: Seed = 0,
    json: AsJson = False,
) -> int:
    """
    Parameters
    ----------
    runs
        How many runs are played of each set of channels, or in all where orders are sampled.
    """
    from counterpoint.cli.asked import Asked
    from counterpoint.cli.whatif import value as work

    return work(case, Asked(runs, turns, seed, as_of, cast), json=json)
