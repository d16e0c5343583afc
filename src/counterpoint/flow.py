"""The one list of what Counterpoint consists of: the flow of packages and the commands.

Bare `counterpoint`, the package docstring and the index of the documentation are printed from it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

TITLE: Final = "Counterpoint tells bargaining from theatre."


class Step(NamedTuple):
    """One package of the flow. It may import only those before it."""

    name: str
    what: str


class Command(NamedTuple):
    """One command: its name, what it is given, and what it does."""

    name: str
    takes: str
    what: str

    @property
    def usage(self) -> str:
        """Name and arguments."""
        return f"{self.name} {self.takes}".rstrip()


FLOW: Final[tuple[Step, ...]] = (
    Step("case", "who and what: a folder of plain files, read, checked and written"),
    Step("record", "the acts in order, and who could hear what from when"),
    Step("measures", "a record in, numbers out"),
    Step("feeds", "files of others, a game or events, read as what they say"),
    Step("readers", "documents and press, read as acts"),
    Step("coding", "two coders of one record, compared"),
    Step("playbooks", "the hidden ways of acting, each with its tendencies"),
    Step("inference", "who is probably playing what, and on what evidence"),
    Step("simulation", "a cast in, many possible futures out"),
    Step("levers", "what could be done, each a change judged against the unchanged case"),
    Step("evaluation", "played negotiations whose truth is known: does inference find it"),
    Step("reports", "results as pictures and pages"),
    Step("cli", "the command line"),
)

COMMANDS: Final[tuple[Command, ...]] = (
    Command("cases", "", "the bundled cases"),
    Command("check", "CASE", "all that is wrong with a case, a line each"),
    Command("sources", "CASE [ACT ...]", "the cited passage of each act, its quote marked in it"),
    Command("measure", "CASE [NAME ...]", "the measures of a case"),
    Command("picture", "CASE --out FILE", "the score of a case as .svg, .png or .html"),
    Command("assess", "CASE", "who bargains in good faith and who does not, on what evidence"),
    Command("simulate", "CASE", "where it may end, when and on what terms, beside the base rates"),
    Command("levers", "[NAME]", "what could be done about a negotiation: one lever a line, or all of one"),
    Command("whatif", "CASE --lever NAME[:k=v,...] ...", "how it ends with levers pulled, beside without"),
    Command("value", "CASE", "what each channel of the main pair is worth to each party"),
    Command("backtest", "[CASE ...]", "verdicts or --forecasts held against the archives; or lies: diplomacy FILES"),
    Command("evaluate", "diplomacy --train DIR --test FILE ...", "lies in games forecast, learned from others"),
    Command("agreement", "A.csv B.csv", "how far two coders of one record agree, and where they differ"),
    Command("vocabulary", "[WORD]", "every word that a case may use, with its meaning"),
    Command("playbooks", "[NAME]", "the ways of acting that are told apart"),
    Command("new", "DIR", "begin a case: a commented folder that passes"),
    Command("ingest", "diplomacy FILE ... --out DIR", "a game of Diplomacy, its press and orders, made a case"),
    Command("doctor", "", "whether this installation is sound"),
)


def flow_line() -> str:
    """The packages in order, each importing only what stands to its left."""
    return " → ".join(step.name for step in FLOW)


def docstring() -> str:
    """The docstring of the package."""
    wide = max(len(step.name) for step in FLOW)
    steps = "\n".join(f"{step.name:<{wide}}  {step.what}" for step in FLOW)
    return f"{TITLE}\n\nA package may import only what stands to its left:\n\n{flow_line()}\n\n{steps}\n"


def map_text() -> str:
    """What bare `counterpoint` prints: the flow and the commands."""
    wide = max(len(step.name) for step in FLOW)
    broad = max(len(command.usage) for command in COMMANDS)
    lines = [TITLE, "", "The flow, from a folder of plain files to a verdict:", ""]
    lines += [f"  {step.name:<{wide}}  {step.what}" for step in FLOW]
    lines += ["", "The commands (CASE is a bundled case or a folder):", ""]
    lines += [f"  counterpoint {command.usage:<{broad}}  {command.what}" for command in COMMANDS]
    lines += ["", "counterpoint COMMAND --help tells the options of a command, counterpoint --version the version."]
    lines += ["Begin with: counterpoint assess russia-us-2025"]
    return "\n".join(lines)
