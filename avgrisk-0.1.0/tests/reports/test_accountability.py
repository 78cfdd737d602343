"""The justification in words: every number comes from its function, both languages, no gaps."""

from __future__ import annotations

import pytest

from avgrisk.calibration.validation.published_figures import evidence_pairs, printed_figures
from avgrisk.calibration.validation.separation import separation
from avgrisk.cases.case_base import load_case
from avgrisk.core.wording import number
from avgrisk.reports import accountability as words

LANGUAGES = ("nl", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_index_is_never_printed_without_both_baselines(lang):
    lines = "\n".join(words.separation_lines(lang=lang))
    table = separation().set_index("model")
    for name in ("coded", "consent", "prescan"):
        assert number(table.loc[name, "auc"], lang, 2) in lines
    assert len(words.separation_table(lang=lang)) == 3
    assert len(words.separation_table(lang=lang, every=True)) == len(table)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sobol_shares_stand_largest_first(lang):
    for version in ("1", "2-guardian"):
        table = words.sobol_table(load_case("ing-2014").use, version, lang)
        shares = [float(cell.removesuffix(" %")) for cell in table.iloc[:, 2]]
        assert shares == sorted(shares, reverse=True)
        assert table.iloc[:, 0].is_unique


@pytest.mark.parametrize("lang", LANGUAGES)
def test_robustness_has_a_row_a_variant_and_a_range_where_weights_are_drawn(lang):
    table = words.robustness_table(lang=lang)
    assert len(table) == 4
    assert "(" in table.iloc[0, 1] and "(" not in table.iloc[1, 1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_pair_in_the_wrong_order_is_named(lang):
    assert len(words.pair_lines(lang=lang)) == (~evidence_pairs()["in_order"]).sum() > 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_printed_figure_is_shown_those_without_a_counterpart_too(lang):
    table = words.printed_table(lang=lang)
    assert len(table) == len(printed_figures())
    assert (table.iloc[:, 2] == "-").sum() == printed_figures()["ours"].isna().sum()
