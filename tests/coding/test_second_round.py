"""The coders' files of the second round: their documents, their quotes, and what the round is said to have gained."""

from __future__ import annotations

import csv
import importlib.util
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from counterpoint.case.bundled import find_case

pytest.importorskip("krippendorff")

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "agreement.py"
ROUNDS = (("iran-2012", "second"), ("khrushchev-1962", "second"), ("khrushchev-1962", "fresh"))


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("agreement_benchmark", BENCHMARK)
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = found
    spec.loader.exec_module(found)
    return found


def listed(case: str, file: str) -> list[str]:
    asked = yaml.safe_load((find_case(case) / "coders" / file).read_text(encoding="utf-8"))
    return [str(line) for line in asked["documents"]]


def rows(case: str, file: str) -> list[dict[str, str]]:
    with (find_case(case) / "coders" / file).open(encoding="utf-8", newline="") as read:
        return list(csv.DictReader(read))


@pytest.mark.parametrize(("case", "stem"), ROUNDS)
@pytest.mark.parametrize("coder", ["c", "d"])
def test_every_row_is_of_a_listed_document(case: str, stem: str, coder: str) -> None:
    wanted = {line.split()[0] for line in listed(case, f"{stem}.yaml")}
    assert {row["locator"].split()[0] for row in rows(case, f"{stem}-{coder}.csv")} <= wanted


@pytest.mark.parametrize("case", ["iran-2012", "khrushchev-1962"])
def test_the_second_round_is_every_second_document_of_the_packet(case: str) -> None:
    assert listed(case, "second.yaml") == listed(case, "packet.yaml")[1::2]


def test_fresh_documents_are_in_no_packet_and_not_in_the_passages() -> None:
    fresh = {line.split()[0] for line in listed("khrushchev-1962", "fresh.yaml")}
    assert not fresh & {line.split()[0] for line in listed("khrushchev-1962", "packet.yaml")}
    assert not fresh & set(passages("khrushchev-1962"))


def passages(case: str) -> dict[str, dict[str, dict[str, str]]]:
    """By document, its paragraphs and notes by number."""
    text = (find_case(case) / "passages.jsonl").read_text(encoding="utf-8")
    found = [json.loads(line) for line in text.splitlines()]
    return {each["document"]: {"para": each["paragraphs"], "note": each.get("notes", {})} for each in found}


@pytest.mark.parametrize("case", ["iran-2012", "khrushchev-1962"])
def test_quotes_are_verbatim_where_the_case_holds_the_passage(case: str) -> None:
    held, checked = passages(case), 0
    for row in (*rows(case, "second-c.csv"), *rows(case, "second-d.csv")):
        document, what, number = row["locator"].split()
        if passage := held.get(document, {}).get(what, {}).get(number):
            assert " ".join(row["quote"].split()) in " ".join(passage.split()), row["locator"]
            checked += 1
    assert checked > 350


def test_a_round_gains_nothing_on_itself_and_loses_by_planted_errors(benchmark: ModuleType) -> None:
    two = benchmark.coders(find_case("khrushchev-1962"), benchmark.SECOND)
    none = benchmark.gain(two, two)
    assert (none["gain"], none["low"], none["high"]) == (0.0, 0.0, 0.0)
    worse = tuple(replace(act, kind="meet") if n % 3 == 0 else act for n, act in enumerate(two.b.acts))
    lost = benchmark.gain(two, replace(two, b=replace(two.b, acts=worse)))
    assert lost["gain"] < -0.2 and lost["high"] < 0


def test_the_gain_is_that_of_the_two_alphas(benchmark: ModuleType) -> None:
    second = benchmark.coders(find_case("khrushchev-1962"), benchmark.SECOND)
    documents = benchmark.documents("khrushchev-1962", "second.yaml")
    first = benchmark.only(benchmark.coders(find_case("khrushchev-1962")), documents)
    alphas = [benchmark.kept(two)["columns"]["kind"]["all"]["alpha"] for two in (first, second)]
    assert benchmark.gain(first, second)["gain"] == pytest.approx(alphas[1] - alphas[0])
