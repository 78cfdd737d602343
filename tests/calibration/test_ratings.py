"""A survey in, weights and honest figures out: known truth, hand-made cross-validation, the index."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import avgrisk
from avgrisk.core.records import READINGS, InputError
from avgrisk.scoring.index_file import load_index
from tests.calibration.surveys import COMPONENTS, ratings


@pytest.fixture(scope="module")
def survey():
    return ratings(seed=4)


@pytest.fixture(scope="module")
def fit(survey):
    return calibrated(survey, widen=False)


def calibrated(frame, readings=COMPONENTS, **more):
    ids = {"respondent": "person", "scenario": "scenario"}
    return avgrisk.calibrate(frame, acceptable="ok", readings=list(readings), **{**ids, **more})


def by_hand(x, y, mean, sd):
    """A ridge logit towards the prior by plain iterations, without anything of the package."""
    design = np.column_stack([x - 0.5, np.ones(len(y))])
    beta = mean.copy()
    for _ in range(60):
        p = 1 / (1 + np.exp(-design @ beta))
        gradient = design.T @ (y - p) - (beta - mean) / sd**2
        beta = beta + np.linalg.solve(
            (design.T * (p * (1 - p))) @ design + np.diag(sd**-2.0), gradient
        )
    return beta


def auc_by_hand(risk, y):
    """Every pair, ties half."""
    worse, better = risk[y == 1][:, None], risk[y == 0][None, :]
    return float((worse > better).mean() + 0.5 * (worse == better).mean())


PRIOR = np.array([1.2, 1.6, 1.2, 0.0, 0.0])
DOUBT = np.array([0.8, 0.6, 0.5, 2.0, 5.0])


def test_coefficients_are_those_of_a_hand_made_ridge_logit(survey, fit):
    x, y = survey[list(COMPONENTS)].to_numpy(), 1 - survey["ok"].to_numpy()
    hand = by_hand(x, y, PRIOR, DOUBT)
    table = fit.coefficients
    assert list(table.index) == list(COMPONENTS)
    assert np.allclose(table["estimate"], hand[:4], atol=1e-6)
    assert list(table["prior"]) == [1.2, 1.6, 1.2, 0.0]
    assert (table["low"] < table["estimate"]).all() and (table["estimate"] < table["high"]).all()


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_sizes_comes_back_with_shared_method(seed):
    estimate = calibrated(ratings(seed)).coefficients["estimate"]
    assert list(estimate.sort_values(ascending=False).index) == list(COMPONENTS)


def test_the_order_comes_from_the_data_also_against_the_prior():
    turned = dict(zip(COMPONENTS, COMPONENTS[::-1], strict=True))
    estimate = calibrated(ratings(2).rename(columns=turned)).coefficients["estimate"]
    assert list(estimate.sort_values(ascending=False).index) == list(COMPONENTS[::-1])


@pytest.mark.parametrize("by", ["respondent", "scenario", "both"])
def test_auc_and_brier_are_those_of_a_hand_made_cross_validation(survey, fit, by):
    names = {"respondent": ["person"], "scenario": ["scenario"], "both": ["person", "scenario"]}[by]
    folds = [fold_by_hand(survey[name]) for name in names]
    x, y = survey[list(COMPONENTS)].to_numpy(), 1 - survey["ok"].to_numpy()
    predicted = np.full(len(y), np.nan)
    for places in np.ndindex(*(fold.max() + 1 for fold in folds)):
        inside = [fold == place for fold, place in zip(folds, places, strict=True)]
        held, kept = np.logical_and.reduce(inside), ~np.logical_or.reduce(inside)
        beta = by_hand(x[kept], y[kept], PRIOR, DOUBT)
        predicted[held] = (x[held] - 0.5) @ beta[:4] + beta[4]
    found = fit.cross_validate(by=by, seed=1)
    assert np.allclose(found.predicted, predicted, atol=1e-5)
    assert abs(found.auc - auc_by_hand(predicted, y)) < 1e-9
    chance = 1 / (1 + np.exp(-predicted))
    assert abs(found.brier - ((chance - y) ** 2).mean()) < 1e-6
    assert found.auc_interval[0] < found.auc < found.auc_interval[1]
    assert found.brier_interval[0] < found.brier < found.brier_interval[1]
    assert found.brier < found.base_brier


def fold_by_hand(ids):
    """Groups in the order of PCG64's raw words; up to twenty one by one, else dealt over ten."""
    codes = pd.factorize(ids)[0]
    count = codes.max() + 1
    order = np.argsort(np.random.PCG64(1).random_raw(count), kind="stable")
    place = np.empty(count, dtype=int)
    place[order] = np.arange(count) % (count if count <= 20 else 10)
    return place[codes]


def test_a_prior_that_the_data_contradict_is_widened_and_one_that_they_bear_out_is_not():
    off = ratings(4, weights=(6.0, 0.2, 4.0, 0.5))
    held, free = calibrated(off, widen=False), calibrated(off)
    assert held.settled.factor == 1 < free.settled.factor
    assert free.coefficients["estimate"]["trust_gap"] > held.coefficients["estimate"]["trust_gap"]
    assert (free.coefficients["prior"] == held.coefficients["prior"]).all()
    assert np.allclose(free.believed.precision, held.prior.precision)
    assert any("contradict" in note for note in free.notes("en"))
    assert abs(free.calibration_slope - 1) < abs(held.calibration_slope - 1)
    borne_out = calibrated(ratings(4, weights=(1.2, 1.6, 1.2, 0.0)))
    assert borne_out.settled.factor == 1
    assert not any("contradict" in note for note in borne_out.notes("en"))


def test_no_person_and_no_scenario_is_on_both_sides():
    from avgrisk.calibration.estimation.cross_validation import splits

    frame = ratings(1, people=40)
    groups = {
        "respondent": pd.factorize(frame["person"])[0],
        "scenario": pd.factorize(frame["scenario"])[0],
    }
    seen = np.zeros(len(frame), dtype=int)
    for held, kept in splits(groups, len(frame), "both", None, 1):
        seen += held
        for codes in groups.values():
            assert not set(codes[held]) & set(codes[kept])
    assert (seen == 1).all()


def test_the_calibration_slope_is_that_of_the_strictest_cross_validation(fit):
    both = fit.cross_validate(by="both")
    assert fit.calibration_slope == both.slope
    assert both.slope_interval[0] < 1 < both.slope_interval[1]
    assert fit.cross_validate().by == "both"


def test_figures_are_the_same_for_the_same_seed_and_another_deal_for_another(fit):
    one, again, other = (fit.cross_validate(by="respondent", seed=seed) for seed in (1, 1, 2))
    assert one.auc == again.auc and (one.predicted == again.predicted).all()
    assert (one.predicted != other.predicted).any()


def test_it_prints_like_a_summary_in_two_languages(fit):
    for lang, words in (("nl", "vooraf"), ("en", "prior")):
        text = fit.summary(lang)
        assert words in text and "287" in text and "11" in text
        assert all(name in text for name in COMPONENTS)
    assert str(fit) == fit.summary("nl")
    assert "AUC" in str(fit.cross_validate())


def test_the_index_scores_uses_frames_and_pictures_and_keeps_the_middle_where_it_was():
    from avgrisk.figures.scorecards import scorecard

    found = calibrated(ratings(4), COMPONENTS[:3]).index
    half = avgrisk.ProposedUse().replace(**dict.fromkeys(READINGS, 0.5))
    assert abs(avgrisk.score(half, found).value - avgrisk.score(half).value) < 1e-9
    use = avgrisk.load_case("ing-2014").use
    result = avgrisk.score(use, found)
    assert result.index_version == found.version != "1"
    frame = pd.DataFrame([{name: result.readings[name].value for name in READINGS}])
    assert avgrisk.score_frame(frame, found)["score"][0] == pytest.approx(result.value, abs=1e-9)
    assert avgrisk.advise(use, found).score.index_version == found.version
    drawn = scorecard(result)
    assert found.version in drawn.text and "geleerd van oordelen" in drawn.markup
    assert "nog niet geijkt" not in drawn.markup
    assert abs(sum(result.contributions.values()) - (result.eta - found.reference_eta)) < 1e-9


@settings(max_examples=40, deadline=None)
@given(
    values=st.tuples(*[st.floats(0, 1)] * len(READINGS)),
    which=st.integers(0, len(READINGS) - 1),
    up=st.floats(0, 1),
)
def test_more_risk_in_a_reading_never_lowers_the_score_of_a_monotone_index(values, which, up):
    found = monotone_index()
    assert found.monotone
    more = [*values]
    more[which] = max(more[which], up)
    scores = [
        avgrisk.score(
            avgrisk.ProposedUse().replace(**dict(zip(READINGS, part, strict=True))), found
        )
        for part in (values, more)
    ]
    assert scores[1].value >= scores[0].value


@cache
def monotone_index():
    return calibrated(ratings(4), COMPONENTS[:3]).index


def test_readings_that_nobody_was_asked_about_keep_their_prior():
    found = calibrated(ratings(4), COMPONENTS[:3]).index
    terms = {term.name: term for term in found.terms}
    assert set(terms) == set(READINGS)
    prior = {term.name: term for term in load_index().terms}
    for name in set(READINGS) - set(COMPONENTS):
        assert (terms[name].mean, terms[name].sd) == (
            prior[name].mean,
            pytest.approx(prior[name].sd),
        )


def test_the_margin_of_a_calibrated_index_is_narrower_where_the_data_spoke():
    readings = dict.fromkeys(READINGS, 0.5) | {"trust_gap": 1.0}
    use = avgrisk.ProposedUse().replace(**readings)
    found = calibrated(ratings(4, people=2_000), COMPONENTS[:3]).index
    widths = [np.diff(avgrisk.score(use, index).interval)[0] for index in (found, load_index())]
    assert widths[0] < widths[1]


def test_an_index_with_another_column_scores_only_frames_that_hold_it(survey, fit):
    found = fit.index
    assert [scale.name for scale in found.extras] == ["proportionality"]
    scores = avgrisk.score_frame(survey, found, detail="point")["score"]
    assert scores.notna().all()
    with pytest.raises(InputError, match="proportionality"):
        avgrisk.score(avgrisk.load_case("ing-2014").use, found)
    with pytest.raises(InputError, match="proportionality"):
        avgrisk.score_frame(survey.drop(columns="proportionality"), found)
    off = survey.assign(proportionality=2.0)
    with pytest.raises(InputError, match="proportionality"):
        avgrisk.score_frame(off, found)
    rejected = avgrisk.score_frame(off, found, errors="reject").attrs["rejected"]
    assert len(rejected) == len(off)


def test_a_negative_coefficient_is_reported_and_refused_until_allowed(survey):
    turned = survey.assign(proportionality=1 - survey["trust_gap"])
    found = calibrated(turned, ("data_sensitivity", "proportionality"))
    assert found.coefficients.loc["proportionality", "estimate"] < 0
    assert "proportionality" in found.notes("en")[-1]
    with pytest.raises(InputError, match="proportionality"):
        _ = found.index
    allowed = found.to_index(allow_negative=True)
    assert not allowed.monotone and "score.not_monotone" in allowed.grounds
    assert calibrated(survey).index.monotone


def test_products_test_the_hypotheses():
    rng = np.random.default_rng(3)
    frame = pd.DataFrame(rng.random((4_000, 3)), columns=["guardian", "image_misfit", "trust_gap"])
    eta = (
        2 * frame["image_misfit"]
        + frame["trust_gap"]
        + 1.5 * frame["guardian"] * frame["image_misfit"]
    )
    frame["ok"] = (rng.random(len(frame)) > 1 / (1 + np.exp(2.5 - eta))).astype(int)
    found = avgrisk.calibrate(
        frame, "ok", ["image_misfit", "trust_gap"], terms=["guardian:image_misfit"]
    )
    row = found.coefficients.loc["guardian:image_misfit"]
    assert (row["prior"], row["prior_sd"]) == (1.0, pytest.approx(0.8))
    assert row["low"] < 1.5 < row["high"]
    use = avgrisk.ProposedUse(sector="bank").replace(**dict.fromkeys(READINGS, 0.5))
    shop = use.replace(sector="webshop")
    assert avgrisk.score(use, found.index).value > avgrisk.score(shop, found.index).value


def test_the_licence_can_stand_beside_vagueness_alone():
    frame = ratings(5, names=("vagueness", "image_misfit"), weights=(1.0, 2.0))
    found = calibrated(frame, ("vagueness", "image_misfit"), terms=["vagueness:image_misfit"])
    row = found.coefficients.loc["vagueness:image_misfit"]
    assert (row["prior"], row["prior_sd"]) == (1.6, pytest.approx(0.8))
    assert avgrisk.score(avgrisk.load_case("ing-2014").use, found.index).interval[0] > 0


def test_the_licence_can_stand_in_place_of_vagueness_alone():
    frame = ratings(5, names=("vagueness", "image_misfit"), weights=(1.0, 2.0))
    found = calibrated(frame, ("image_misfit",), terms="vagueness:image_misfit", prior="2-licence")
    assert list(found.coefficients.index) == ["image_misfit", "vagueness:image_misfit"]
    assert np.allclose(found.design.x[:, 1], frame["vagueness"] * frame["image_misfit"])
    assert "vagueness" not in {term.name for term in found.index.terms}
    assert avgrisk.score(avgrisk.load_case("ing-2014").use, found.index).value > 50


def test_the_guardian_role_comes_from_the_sector_where_no_column_gives_it():
    frame = ratings(5, names=("image_misfit",), weights=(2.0,))
    frame["sector"] = np.where(np.arange(len(frame)) % 2, "bank", "webshop")
    found = calibrated(frame, ("image_misfit",), terms=["guardian:image_misfit"])
    assert found.design.x[:, 1].max() <= 0.9
    with pytest.raises(InputError, match="guardian"):
        calibrated(frame.drop(columns="sector"), ("image_misfit",), terms=["guardian:image_misfit"])
