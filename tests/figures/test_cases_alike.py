"""Similar cases: outcome and source with them, unless they are to be guessed first."""

from __future__ import annotations

import pytest

from avgrisk.cases.case_base import load_cases
from avgrisk.cases.similar import SimilarCase
from avgrisk.figures.cases_alike import similar_cards


def test_outcome_and_source_come_along(similar):
    markup = similar_cards(similar).markup
    assert markup.count('role="img" aria-label="trede') == 3
    assert markup.count('rel="noopener noreferrer"') == 3


def test_hidden_means_hidden(similar):
    figure = similar_cards(similar, outcome=False)
    assert figure.markup.count("Afloop nog verborgen") == 3
    assert "<a " not in figure.markup and "Afloop:" not in figure.text


def test_nothing_to_compare_is_said():
    assert "niets te vergelijken" in similar_cards(()).markup


def test_the_limits_of_the_case_base_are_said(similar):
    assert "computermodel" in similar_cards(similar).markup


@pytest.mark.parametrize("lang", ("nl", "en"))
def test_every_case_fits_on_a_card(lang):
    found = [
        SimilarCase(case, 0.1) for illustrated in (True, False) for case in load_cases(illustrated)
    ]
    markup = similar_cards(found, lang).markup
    assert markup.count("<li>") == len(found)
