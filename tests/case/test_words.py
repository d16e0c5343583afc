"""Problems in print, dates and their hints, names and their neighbours."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from typing import get_args

import pytest
from hypothesis import given, strategies as st

from counterpoint.case import model, vocabulary
from counterpoint.case.fields import choices, expectation, hints_of
from counterpoint.case.meanings import MEANINGS
from counterpoint.case.names import listing, nearest, quoted
from counterpoint.case.problem import LONGEST, Problem
from counterpoint.case.when import When, date_hint, parse_when

from .malformed.base import assert_one_line


def test_a_problem_in_print() -> None:
    problem = Problem("acts.csv", 12, "position", "a number from 0 to 1", "'1.7'", "0.17")
    assert str(problem) == "acts.csv:12 position: expected a number from 0 to 1, got '1.7' (try 0.17)"
    warning = Problem("acts.csv", 0, "file", "a", "b", severity="warning")
    assert str(warning) == "acts.csv warning: file: expected a, got b"


@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1), st.text(), st.integers(0, 10**6))
def test_a_problem_is_one_printable_line(field: str, expected: str, got: str, hint: str, line: int) -> None:
    assert_one_line(Problem("case.yaml", line, field, expected, got, hint))


def test_a_long_problem_is_cut_and_keeps_its_parts() -> None:
    text = str(Problem("x" * 300, 7, "y" * 300, "e" * 300, "g" * 300, "h" * 300))
    assert len(text) <= LONGEST and all(part in text for part in (":7 ", ": expected e", ", got g", " (try h"))


@pytest.mark.parametrize("text", ["1969", "1969-04", "1969-04-12", "0001-01-01", "9999-12"])
def test_dates_print_as_they_were_written(text: str) -> None:
    assert str(parse_when(text)) == text


@given(st.dates())
def test_days_round_trip(day: date) -> None:
    assert parse_when(str(When(day, day))) == When(day, day)


@pytest.mark.parametrize(
    "text",
    ["", "69", "1969-4-12", "1969-04-31", "1969-00", "0000", "1969-04-12T00:00", None, True, 12, 1.5, "１９６９"],
)
def test_what_is_no_date(text: object) -> None:
    with pytest.raises(ValueError, match="expected"):
        parse_when(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [("34427", "1994-04-03"), ("34427.0", "1994-04-03"), ("3/4/1994", "1994-04-03 or 1994-03-04"),
     ("4/4/1994", "1994-04-04"), ("25/4/1994", "1994-04-25"), ("4/25/1994", "1994-04-25"),
     ("12.04.1969", "1969-04-12"), ("12.4.69", "year in full"), ("1969/4/12", "1969-04-12"),
     ("1969-04-31", "a month from 01 to 12"),
     ("12 April 1969", "YYYY-MM-DD"), ("45/45/1994", "YYYY-MM-DD"), ("soon", ""), ("00000", "1899")],
)  # fmt: skip
def test_date_hints(text: str, hint: str) -> None:
    assert date_hint(text).startswith(hint) or hint in date_hint(text)
    assert bool(date_hint(text)) == bool(hint)


def test_neighbours() -> None:
    assert nearest("offerr", vocabulary.KIND_NAMES) == "offer"
    assert nearest("NewDemand", vocabulary.KIND_NAMES) == "new_demand"
    assert nearest("zzzz", vocabulary.KIND_NAMES) == ""
    many = [f"a{n}" for n in range(5000)]
    assert nearest("A-77", many) == "a77" and nearest("b77", many) == ""
    assert listing(("a", "b")) == "a, b" and listing([]) == "none known"
    assert listing(many, 12).endswith("(5000 in all)") and quoted("a\nb") == "'a\\nb'"


def test_closed_lists_say_what_the_vocabulary_says() -> None:
    pairs = {
        model.KindName: vocabulary.KIND_NAMES,
        model.Level: tuple(vocabulary.LEVELS),
        model.Visibility: tuple(vocabulary.VISIBILITIES),
        model.Marking: vocabulary.MARKINGS,
        model.Reliability: tuple(vocabulary.RELIABILITIES),
        hints_of(model.Act)["credibility"]: tuple(vocabulary.CREDIBILITIES),
        hints_of(model.Act)["basis"]: tuple(vocabulary.BASES),
        hints_of(model.Envoy)["standing"]: tuple(vocabulary.STANDINGS),
        hints_of(model.Coverage)["level"]: tuple(vocabulary.COVERAGES),
        hints_of(model.Reading)["name"]: tuple(vocabulary.SERIES),
        hints_of(model.Tie)["kind"]: tuple(vocabulary.TIES),
    }
    for hint, words in pairs.items():
        assert (choices(hint) or get_args(hint)) == words


def test_every_field_has_a_meaning_in_a_sentence() -> None:
    kinds = {k.__name__: k for k in vars(model).values() if isinstance(k, type) and is_dataclass(k)}
    kinds.pop("When", None)
    assert set(MEANINGS) == set(kinds)
    for name, kind in kinds.items():
        assert set(MEANINGS[name]) == {spec.name for spec in fields(kind)}, name
        for text in MEANINGS[name].values():
            assert text.endswith(".") and text[0].isupper() and text.isprintable() and len(text) <= 200


def test_the_meaning_of_target_says_the_party() -> None:
    said = MEANINGS["Act"]["target"]
    assert "write the party; name a person only if the act courts, attacks or bypasses him personally" in said


def test_every_field_can_be_explained() -> None:
    for kind in (model.Act, model.Party, model.Envoy, model.Channel, model.Issue, model.Source, model.Threat):
        for spec in fields(kind):
            assert expectation(hints_of(kind)[spec.name]) not in {"", "a value"}
