"""The register of clauses: the page is the one that the packs give, and what must be proven is."""

import importlib.util
import sys

import pytest

from tests.house.source import ROOT

MUST_BE_PROVEN = {"clock", "reminder", "right", "eligibility", "panel-rule", "hold", "letter-content"}


@pytest.fixture(scope="module")
def clauses():
    spec = importlib.util.spec_from_file_location("clauses", ROOT / "tools" / "clauses.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["clauses"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def register(clauses):
    return clauses.register()


def test_all_282_clauses_are_there_once_each(register):
    ids = [line.id for lines in register.values() for line in lines]
    assert len(ids) == len(set(ids)) == 282


def test_every_clause_of_a_kind_that_moves_a_date_or_a_right_is_proven(register):
    owed = [line for lines in register.values() for line in lines if line.kind in MUST_BE_PROVEN]
    assert {line.kind for line in owed} == MUST_BE_PROVEN
    assert [line.id for line in owed if line.state != "proven"] == []


def test_what_is_not_yet_held_says_why(register):
    assert all(line.proof for lines in register.values() for line in lines if line.state == "not yet")


def test_the_page_is_the_one_that_the_packs_give(clauses, register):
    assert clauses.PAGE.read_text(encoding="utf-8") == clauses.page(register), "Run: make clauses"
