"""The commands and their options. Each command imports what it needs when it is called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, CycloptsError, Parameter

from counterpoint import __version__
from counterpoint.cli.changing import levers, value, whatif
from counterpoint.cli.guard import FINE
from counterpoint.cli.options import AsJson, BeginAfter, CaseName, CastFile, Seed, Turns
from counterpoint.flow import COMMANDS, TITLE

if TYPE_CHECKING:
    from rich.console import Console

HELP = ("--help", "-h")
HELP_WIDTH = 100
"""Characters of a line of help."""

MORE = {
    "backtest": """
    Cases are looked at at successive dates, and nothing is seen that came later. After the word diplomacy stand files
    or folders of games instead, four games or more with sender_labels, of which each is forecast from the others:
    counterpoint backtest diplomacy FILES. How they must lie, evaluate --help tells.
    """,
    "evaluate": """
    Press is *.jsonl or *.jsonl.gz, given as a file, or as a folder that holds it or has it in data/ below. Orders are
    files DiplomacyGame1_1901_spring.json and so on. They are looked for beside the press, in moves/ there, in
    moves.tar.gz there, in the same places one folder up, and last near --train; those of a game are taken from the
    nearest. Without orders a game is forecast at sending only. Three games with sender_labels are the fewest that are
    learned from. A game that is in --train and in --test is not learned from.
    """,
}
"""What the help of a command tells besides what the command is."""


@dataclass(frozen=True)
class View:
    """Which part of the record is looked at.

    Parameters
    ----------
    as_of
        Only what had happened by this date (YYYY-MM-DD, YYYY-MM or YYYY).
    eyes
        Whose knowledge: archive (all of the record), public, or a party's id.
    without
        Acts or sources to leave out.
    """

    as_of: Annotated[str | None, Parameter(name="--as-of")] = None
    eyes: Annotated[str, Parameter(name="--eyes")] = "archive"
    without: Annotated[
        tuple[str, ...], Parameter(name="--without", consume_multiple=True, negative="", show_default=False)
    ] = ()


def cases() -> int:
    from counterpoint.cli.cases import cases as work

    return work()


def check(case: CaseName, /, *, json: AsJson = False) -> int:
    from counterpoint.cli.cases import check as work

    return work(case, json=json)


def sources(case: CaseName, /, *acts: str, json: AsJson = False) -> int:
    """
    Parameters
    ----------
    acts
        Which acts, by their ids; all of them when none is named.
    """
    from counterpoint.cli.sources import sources as work

    return work(case, acts, json=json)


def measure(case: CaseName, /, *names: str, json: AsJson = False) -> int:
    """
    Parameters
    ----------
    names
        Which measures; all of them when none is named.
    """
    from counterpoint.cli.measure import measure as work

    return work(case, names, json=json)


def picture(case: CaseName, /, *, out: Path) -> int:
    """
    Parameters
    ----------
    out
        The file to write; its ending says how: .svg, .png or .html.
    """
    from counterpoint.cli.picture import picture as work

    return work(case, out)


def assess(
    case: CaseName,
    /,
    *,
    view: Annotated[View, Parameter(name="*")] = View(),
    prior: Path | None = None,
    strengths: str = "elicited",
    seed: Seed = 0,
    out: Path | None = None,
    json: AsJson = False,
) -> int:
    """
    Parameters
    ----------
    prior
        A file with the prior by verdict, in place of the bundled one.
    strengths
        Strengths of the playbooks: elicited, or fitted to cases whose truth is known (never to the case itself).
    out
        The folder for dossier.html, assessment.json, cast.json and score.svg [default: counterpoint-out/CASE].
    """
    from counterpoint.cli.assess import assess as work

    return work(case, view, prior=prior, strengths=strengths, seed=seed, out=out, json=json)


def simulate(  # noqa: PLR0913 - options of one command
    case: CaseName,
    /,
    *,
    cast: CastFile = None,
    runs: int = 20_000,
    turns: Turns = 52,
    as_of: BeginAfter = None,
    seed: Seed = 0,
    rules: Path | None = None,
    out: Path | None = None,
    json: AsJson = False,
) -> int:
    """
    Parameters
    ----------
    runs
        How many runs are played.
    rules
        A file of rules put in place of the bundled ones, such as `keeps: 0.7`; forecast.html lists them all.
    out
        The folder for forecast.html, forecast.json and runs/ [default: counterpoint-out/CASE].
    """
    from counterpoint.cli.asked import Asked
    from counterpoint.cli.simulate import simulate as work

    return work(case, Asked(runs, turns, seed, as_of, cast, rules), out=out, json=json)


def backtest(
    *names: Annotated[str, Parameter(help="Cases with a truth.yaml (none: all the bundled), or diplomacy FILES.")],
    forecasts: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    seed: Seed = 0,
    json: AsJson = False,
) -> int:
    """
    Parameters
    ----------
    forecasts
        Score what simulate forecasts instead of verdicts, against what the main pair agreed to.
    """
    from counterpoint.cli.backtest import backtest as work

    return work(names, forecasts=forecasts, seed=seed, json=json)


def evaluate(
    what: Annotated[str, Parameter(name="WHAT", help="What is forecast: diplomacy.")],
    /,
    *,
    train: Annotated[Path, Parameter(help="The folder of games to learn from.")],
    test: Annotated[
        tuple[Path, ...],
        Parameter(consume_multiple=True, negative="", help="The files or folders of games to forecast."),
    ],
    seed: Seed = 0,
    json: AsJson = False,
) -> int:
    from counterpoint.cli.diplomacy import evaluate as work

    return work(what, train=train, test=test, seed=seed, json=json)


def agreement(
    a: Annotated[Path, Parameter(name="A.csv", help="The acts as the first coder coded them.")],
    b: Annotated[Path, Parameter(name="B.csv", help="The same, as the second coder did.")],
    /,
    *,
    case: str | None = None,
    seed: int = 0,
    json: AsJson = False,
) -> int:
    """
    Parameters
    ----------
    case
        A bundled case or a folder, to check names against and to know which party an envoy speaks for.
    seed
        The seed of the resamples: same seed, same bytes.
    """
    from counterpoint.cli.agreement import agreement as work

    return work(a, b, case=case, seed=seed, json=json)


def vocabulary(word: str | None = None, /) -> int:
    """
    Parameters
    ----------
    word
        One word, or one that people use for it (refuse for reject), with an example.
    """
    from counterpoint.cli.words import vocabulary as work

    return work(word)


def playbooks(name: str | None = None, /) -> int:
    """
    Parameters
    ----------
    name
        One playbook, with all its tendencies.
    """
    from counterpoint.cli.words import playbooks as work

    return work(name)


def new(folder: Annotated[Path, Parameter(name="DIR", help="A folder that is not there yet, or empty.")], /) -> int:
    from counterpoint.cli.cases import new as work

    return work(folder)


def ingest(
    feed: Annotated[str, Parameter(name="FEED", help="What the files are: diplomacy.")],
    /,
    *files: Annotated[Path, Parameter(name="FILES", help="Files and folders with the press; orders near it.")],
    out: Path,
    game: int | None = None,
) -> int:
    """
    Parameters
    ----------
    out
        The folder of the case, new or empty; of several games, one folder each within it.
    game
        The number of the one game that is wanted.
    """
    from counterpoint.cli.ingest import ingest as work

    return work(feed, files, out=out, game=game)


def doctor() -> int:
    from counterpoint.cli.doctor import doctor as work

    return work()


FUNCTIONS = (
    cases,
    check,
    sources,
    measure,
    picture,
    assess,
    simulate,
    levers,
    whatif,
    value,
    backtest,
    evaluate,
    agreement,
    vocabulary,
    playbooks,
    new,
    ingest,
    doctor,
)


def make_app() -> App:
    """The command line, with every command of the list."""
    app = App(name="counterpoint", help=TITLE, version=__version__, help_format="plaintext", help_formatter="plain")
    functions = {function.__name__: function for function in FUNCTIONS}
    for command in COMMANDS:
        paragraphs = [f"{command.what[0].upper()}{command.what[1:]}.", " ".join(MORE.get(command.name, "").split())]
        app.command(functions[command.name], name=command.name, help="\n\n".join(filter(None, paragraphs)))
    return app


def run(words: list[str]) -> int:
    """Carry out one command and return its exit code."""
    app = make_app()
    if not set(HELP).isdisjoint(words):
        app.console = _help_console()
    try:
        result = app(words, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        from counterpoint.cli.mistakes import usage_error

        raise usage_error(error) from None
    return result if isinstance(result, int) else FINE


def _help_console() -> Console:
    """Help has one width, so that it is the same on a screen, in a pipe and in the documentation."""
    from rich.console import Console

    return Console(width=HELP_WIDTH, color_system=None, highlight=False)
