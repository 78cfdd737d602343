"""Frames as strangers bring them: read where they are clear, refused in one line where not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import avgrisk
from avgrisk.core.records import READINGS, InputError
from tests.calibration.surveys import ratings

NAMES = ["trust_gap", "data_sensitivity", "value_gap"]


@pytest.fixture(scope="module")
def survey():
    return ratings(seed=9)


def fitted(frame, readings=NAMES, **more):
    return avgrisk.calibrate(frame, "ok", readings, **more)


def refused(frame, readings=NAMES, **more):
    """The error in words; both languages have them, with every placeholder filled in."""
    with pytest.raises(InputError) as error:
        fitted(frame, readings, **more)
    for lang in ("nl", "en"):
        words = avgrisk.explain(error.value, lang)
        assert "{" not in words.replace('{"', "")
    return words


# ---- little or strange data


def test_five_rows_lean_on_the_prior_and_say_so(survey):
    fit = fitted(survey.head(5).assign(ok=[1, 0, 1, 0, 1]), respondent="person")
    table = fit.coefficients
    assert (abs(table["estimate"] - table["prior"]) < 0.5 * table["prior_sd"]).all()
    assert (table["sd_ratio"] > 0.9).all()
    assert any("Hardly moved" in note for note in fit.notes("en"))
    assert "nauwelijks" in str(fit)


def test_separated_answers_never_blow_up(survey):
    apart = survey.assign(ok=(survey["trust_gap"] < 0.5).astype(int))
    fit = fitted(apart)
    assert fit.coefficients["estimate"].between(-1, 12).all()
    assert any("Far from the prior: trust_gap" in note for note in fit.notes("en"))
    for rows in (8, 20, 40, 80):
        few = fitted(apart.head(rows))
        assert few.coefficients["estimate"].between(-1, 7).all()
        held = fitted(apart.head(rows), widen=False).coefficients["estimate"]
        assert held.between(-1, 4).all()
    assert "prior" in refused(apart, prior=None)


def test_one_answer_is_told(survey):
    for answer in (1, 0, True, 3.0, "4"):
        assert "same answer" in refused(survey.assign(ok=answer))
    for none in (np.nan, "", "weet niet"):
        assert "no answer at all" in refused(survey.assign(ok=none))
    assert "no answer at all" in refused(survey.head(0))


def test_a_constant_reading_stays_at_its_prior_and_a_constant_column_is_refused(survey):
    fit = fitted(survey.assign(trust_gap=0.7))
    row = fit.coefficients.loc["trust_gap"]
    assert row["estimate"] == pytest.approx(1.2, abs=0.02)
    assert any("same everywhere" in note and "trust_gap" in note for note in fit.notes("en"))
    assert "age" in refused(survey.assign(age=40), [*NAMES, "age"])
    assert "prior" in refused(survey.assign(trust_gap=0.7), prior=None)


def test_two_equal_columns_share_the_weight_and_without_a_prior_are_refused(survey):
    twin = survey.assign(again=survey["trust_gap"])
    both = fitted(twin, [*NAMES, "again"]).coefficients["estimate"]
    alone = fitted(survey).coefficients["estimate"]["trust_gap"]
    assert both["trust_gap"] + both["again"] == pytest.approx(alone, abs=0.7)
    refused(twin, [*NAMES, "again"], prior=None)


def test_rows_of_the_same_person_on_the_same_scenario_are_counted_and_do_not_narrow(survey):
    ids = {"respondent": "person", "scenario": "scenario"}
    twice = pd.concat([survey, survey], ignore_index=True)
    one, two = (fitted(frame, **ids) for frame in (survey, twice))
    assert two.design.again == len(survey) and one.design.again == 0
    assert any(str(len(survey)) in note for note in two.notes("en"))
    widths = [(fit.coefficients["high"] - fit.coefficients["low"]).mean() for fit in (one, two)]
    assert widths[1] > 0.9 * widths[0]
    bare = fitted(twice).coefficients
    assert (bare["high"] - bare["low"]).mean() < 0.85 * widths[0]


def test_missing_answers_are_dropped_and_missing_readings_stand_in_the_middle(survey):
    holes = survey.copy()
    holes["ok"] = holes["ok"].astype("Float64")
    holes.loc[:9, "ok"] = pd.NA
    holes.loc[20:49, "trust_gap"] = np.nan
    fit = fitted(holes)
    assert fit.design.dropped == 10 and len(fit.design.y) == len(survey) - 10
    assert fit.coefficients.loc["trust_gap", "unknown"] == 30
    assert (fit.design.x[10:40, 0] == 0.5).all()
    notes = " ".join(fit.notes("en"))
    assert "left out: 10" in notes and "trust_gap" in notes


def test_a_row_without_an_id_is_a_person_of_its_own(survey):
    holes = survey.copy()
    holes.loc[:5, "person"] = None
    holes.loc[5, "person"] = " "
    fit = fitted(holes, respondent="person")
    codes = fit.design.groups["respondent"]
    assert len(set(codes[:6])) == 6 and not set(codes[:6]) & set(codes[6:])
    assert any("without an id (respondents): 6" in note for note in fit.notes("en"))
    assert not any(
        "without an id" in note for note in fitted(survey, respondent="person").notes("en")
    )


def test_an_id_is_the_same_written_as_a_number_or_as_text(survey):
    number = survey["person"].str[1:].astype(int)
    mixed = [str(n) + " " if row % 2 else float(n) for row, n in enumerate(number)]
    codes = [
        fitted(survey.assign(person=pd.Series(ids, dtype=object)), respondent="person")
        for ids in (mixed, number)
    ]
    first, second = (fit.design.groups["respondent"] for fit in codes)
    assert (first == second).all() and len(np.unique(first)) == 287


def test_a_negative_slope_has_a_decimal_comma_in_dutch(survey):
    fit = fitted(survey.head(5).assign(ok=[1, 0, 1, 0, 1]), respondent="scenario")
    found = fit.cross_validate()
    assert found.slope < 0
    assert f"{found.slope:.3f}".replace(".", ",") in found.summary("nl")


@settings(max_examples=30, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from([0, 1, None]), st.none() | st.floats(0, 1), st.floats(0, 1)),
        min_size=0, max_size=12,
    )
)  # fmt: skip
def test_any_small_frame_gives_a_bounded_fit_or_one_error(rows):
    frame = pd.DataFrame(rows, columns=["ok", "trust_gap", "proportionality"])
    try:
        fit = avgrisk.calibrate(frame, "ok", ["trust_gap", "proportionality"])
    except InputError:
        return
    off = abs(fit.coefficients["estimate"] - fit.coefficients["prior"])
    assert (off <= 6 * fit.coefficients["prior_sd"]).all()
    assert str(fit)


# ---- answers


@pytest.mark.parametrize(
    "answers",
    [
        lambda ok: ok.astype(bool),
        lambda ok: ok.astype("boolean"),
        lambda ok: ok.astype("Int64"),
        lambda ok: ok.astype(str),
        lambda ok: ok.astype(object),
        lambda ok: ok * 6 + 1,
        lambda ok: ok.astype("category"),
        lambda ok: pd.Categorical(
            ok.map({0: "no", 1: "yes"}), ["no", "maybe", "yes"], ordered=True
        ),
    ],
)
def test_two_answers_may_be_written_in_any_clear_way(survey, answers):
    other = survey.assign(ok=answers(survey["ok"]))
    assert (fitted(other).coefficients["estimate"] == fitted(survey).coefficients["estimate"]).all()


def test_five_answers_are_ordered_and_cross_validated():
    rng = np.random.default_rng(2)
    frame = ratings(seed=2)
    eta = (frame[NAMES] - 0.5) @ np.array([3.0, 2.0, 1.0]) + rng.logistic(size=len(frame))
    frame["ok"] = 5 - np.digitize(eta, [-1.5, -0.5, 0.5, 1.5])
    fit = fitted(frame, respondent="person", scenario="scenario")
    assert fit.design.answers == (5.0, 4.0, 3.0, 2.0, 1.0)
    assert len(fit.thresholds) == 4 and list(fit.thresholds) == sorted(fit.thresholds)
    found = fit.cross_validate()
    assert 0.6 < found.auc < 0.9 and 0.8 < fit.calibration_slope < 1.25
    labelled = frame.assign(ok=pd.Categorical(frame["ok"], [1, 2, 3, 4, 5], ordered=True))
    assert np.allclose(fitted(labelled).coefficients["estimate"], fit.coefficients["estimate"])
    assert "1 < 2 < 3 < 4 < 5" in str(fit)


def test_a_slider_from_0_to_100_is_an_order_too(survey):
    rng = np.random.default_rng(8)
    eta = (survey[NAMES] - 0.5) @ np.array([3.0, 2.0, 1.0]) + rng.logistic(size=len(survey))
    slider = survey.assign(ok=np.round(100 / (1 + np.exp(eta / 2))))
    fit = fitted(slider, respondent="person", scenario="scenario")
    assert len(fit.design.answers) > 50
    assert (abs(fit.coefficients["estimate"] - [3, 2, 1]) < 0.8).all()
    for by in ("respondent", "scenario"):
        found = fit.cross_validate(by=by)
        assert 0.6 < found.auc < 0.9 and 0.85 < found.slope < 1.15
        assert found.brier < found.base_brier
        assert np.isfinite(found.predicted).all()


def test_an_answer_that_only_one_scenario_got_does_not_upset_the_others(survey):
    rare = survey.assign(ok=survey["ok"] * 2 + 1)
    only = rare["scenario"] == "s3"
    rare.loc[only & (rare.index % 2 == 0), "ok"] = 2
    rare.loc[rare.index[only][:2], "ok"] = 9
    found = fitted(rare, respondent="person", scenario="scenario").cross_validate(by="scenario")
    assert 0.6 < found.auc < 0.9 and np.isfinite(found.predicted).all()
    assert ((found.chances >= 0) & (found.chances <= 1)).all()
    assert (np.diff(found.chances, axis=1) <= 1e-12).all()
    assert abs(np.median(found.predicted[only]) - np.median(found.predicted[~only])) < 2


@pytest.mark.parametrize(
    "yes, no, shown",
    [
        ("yes", "no", "no < yes"), (" Ja", "nee ", "nee < Ja"), ("Y", "N", "N < Y"),
        ("True", "False", "False < True"), ("acceptable", "not  acceptable", "not  acceptable <"),
        ("mee eens", "oneens", "oneens < mee eens"),
    ],
)  # fmt: skip
def test_yes_and_no_may_be_written_in_words(survey, yes, no, shown):
    words = survey["ok"].map({1: yes, 0: no})
    expected = fitted(survey).coefficients["estimate"]
    for answers in (words, words.astype("string"), words.astype("category")):
        fit = fitted(survey.assign(ok=answers))
        assert (fit.coefficients["estimate"] == expected).all() and shown in str(fit)


def test_no_answer_in_words_is_left_out_and_counted(survey):
    words = survey["ok"].map({1: "ja", 0: "nee"})
    words[:4] = ["", " ", "weet niet", None]
    fit = fitted(survey.assign(ok=words))
    assert fit.design.dropped == 4
    assert (fit.coefficients["estimate"] == fitted(survey[4:]).coefficients["estimate"]).all()
    words[5] = "soms"
    assert '"soms"' in refused(survey.assign(ok=words))
    assert '"1"' in refused(survey.assign(ok=survey["ok"].map({1: 1, 0: "nee"})))


def test_answers_without_an_order_and_measurements_are_refused(survey):
    assert "order" in refused(survey.assign(ok=np.where(survey["ok"], "fine", "wrong")))
    assert "most 101" in refused(survey.assign(ok=np.arange(len(survey))))
    assert "order" in refused(survey.assign(ok=np.where(survey["ok"], 1.0, np.inf)))


# ---- columns


def test_trust_is_turned_round_from_0_1_and_from_a_scale_with_both_ends_in_use(survey):
    straight = fitted(survey).coefficients["estimate"]["trust_gap"]
    good = survey.assign(trust=1 - survey["trust_gap"])
    table = fitted(good, ["trust", *NAMES[1:]]).coefficients
    assert table["estimate"]["trust"] == pytest.approx(straight)
    assert (table["term"]["trust"], table["scale"]["trust"]) == ("trust_gap", "1 - 0")
    seven = good.assign(trust=np.round(1 + 6 * good["trust"]))
    table = fitted(seven, ["trust", *NAMES[1:]]).coefficients
    assert table["scale"]["trust"] == "7 - 1"
    assert table["estimate"]["trust"] == pytest.approx(straight, abs=0.35)
    assert fitted(seven, {"trust": "trust", **dict(zip(NAMES[1:], NAMES[1:], strict=True))}).index


@pytest.mark.parametrize("ends", [(0, 5), (1, 7), (0, 100)])
def test_readings_on_an_answer_scale_are_read_on_it_and_it_is_said(survey, ends):
    low, high = ends
    steps = high - low
    rated = {name: low + np.round(steps * survey[name]).astype(int) for name in NAMES}
    for name in NAMES:
        rated[name][:2] = ends
    fit = fitted(survey.assign(**rated), scales={"value_gap": ends})
    exact = survey.assign(**{name: (rated[name] - low) / steps for name in NAMES})
    assert np.allclose(fit.coefficients["estimate"], fitted(exact).coefficients["estimate"])
    assert (fit.coefficients["scale"] == f"{low} - {high}").all()
    assert fit.index.extras == ()
    told = " ".join(fit.notes("en"))
    assert f"trust_gap {low} - {high}, data_sensitivity {low} - {high}. Where" in told
    assert "Scale read off" not in " ".join(fitted(exact).notes("en"))


def test_usual_names_of_a_survey_are_taken_for_readings_and_it_is_said(survey):
    own = pd.DataFrame(
        {
            "Trust": np.round(5 * (1 - survey["trust_gap"])),
            "sensitivity": np.round(5 * survey["data_sensitivity"]),
            "Voordeel": np.round(5 * (1 - survey["value_gap"])),
            "proportionality": np.round(5 * (1 - survey["proportionality"])),
            "ok": survey["ok"],
        }
    )
    names = list(own.columns[:4])
    fit = fitted(own, names)
    assert list(fit.coefficients["term"]) == [*NAMES, "proportionality"]
    assert list(fit.coefficients["scale"]) == ["5 - 0", "0 - 5", "5 - 0", "0 - 5"]
    assert "sensitivity = data_sensitivity, Voordeel = value_gap" in " ".join(fit.notes("nl"))
    estimate = fit.coefficients["estimate"]
    assert (estimate[:3] > 0.5).all() and estimate["proportionality"] < 0
    with pytest.raises(InputError) as error:
        _ = fit.index
    turn = 'scales={"proportionality": (5, 0)}'
    assert turn in avgrisk.explain(error.value, "nl") and turn in fit.notes("nl")[-1]
    turned = fitted(own, names, scales={"proportionality": (5, 0)})
    assert turned.coefficients["estimate"]["proportionality"] == pytest.approx(-estimate.iloc[3])
    assert turned.index.monotone
    kept = fitted(own, {"how_sensitive": "sensitivity"})
    assert kept.coefficients["term"]["how_sensitive"] == "how_sensitive"


def test_answers_the_wrong_way_round_are_suspected(survey):
    notes = fitted(survey.assign(ok=1 - survey["ok"])).notes("en")
    assert any("Is a high answer indeed" in note for note in notes)
    assert not any("Is a high answer indeed" in note for note in fitted(survey).notes("en"))


def test_weights_per_sd_are_those_of_standardised_columns(survey):
    table = fitted(survey).coefficients
    assert np.allclose(table["per_sd"], table["estimate"] * survey[NAMES].std(ddof=0))


def test_a_notebook_sees_in_both_languages_what_to_mend(survey):
    for call in (
        lambda: fitted(survey, ["trust_gp"]),
        lambda: fitted(survey).cross_validate(by="respondent"),
        lambda: avgrisk.calibrate_cases(base_rate=2),
    ):
        with pytest.raises(InputError) as error:
            call()
        assert error.value.__notes__ == [
            avgrisk.explain(error.value, lang) for lang in ("nl", "en")
        ]


def test_a_reading_off_its_scale_is_told_how_to_say_it(survey):
    seven = survey.assign(trust_gap=1 + 6 * survey["trust_gap"])
    words = refused(seven)
    assert "trust_gap" in words and "scales" in words
    found = fitted(seven, scales={"trust_gap": (1, 7)}).coefficients["estimate"]
    assert np.allclose(found, fitted(survey).coefficients["estimate"])
    turned = fitted(seven.assign(trust_gap=8 - seven["trust_gap"]), scales={"trust_gap": (7, 1)})
    assert np.allclose(turned.coefficients["estimate"], found)
    assert "scale" in refused(survey.assign(trust=survey["trust_gap"] * 5), ["trust"])


def test_another_column_is_set_out_over_its_range(survey):
    wide = survey.assign(proportionality=20 + 50 * survey["proportionality"])
    low, high = wide["proportionality"].min(), wide["proportionality"].max()
    row = fitted(wide, [*NAMES, "proportionality"]).coefficients.loc["proportionality"]
    assert row["scale"] == f"{low:g} - {high:g}"
    assert (row["prior"], row["prior_sd"]) == (0, pytest.approx(2))
    declared = fitted(wide, [*NAMES, "proportionality"], scales={"proportionality": (20, 70)})
    plain = fitted(survey, [*NAMES, "proportionality"])
    assert np.allclose(declared.coefficients["estimate"], plain.coefficients["estimate"])
    assert plain.coefficients["scale"]["proportionality"] == "0 - 1"
    index = declared.index
    assert avgrisk.score_frame(wide, index, detail="point")["score"].notna().all()


def test_a_mapping_names_the_reading_and_its_column(survey):
    other = survey.rename(columns=dict(zip(NAMES, ["q1", "q2", "q3"], strict=True)))
    found = fitted(other, dict(zip(NAMES, ["q1", "q2", "q3"], strict=True)))
    assert np.allclose(found.coefficients["estimate"], fitted(survey).coefficients["estimate"])
    assert found.index.extras == ()
    turned = fitted(other, dict(zip(["q1", "q2", "q3"], NAMES, strict=True)))
    assert list(turned.coefficients.index) == NAMES
    assert (turned.coefficients["estimate"] == found.coefficients["estimate"]).all()
    assert "trust_gap" in refused(other, {"q9": "trust_gap"})
    assert "same" in refused(other, {"q1": "trust_gap", "q2": "trust_gap"})


def test_readings_are_found_without_being_named(survey):
    found = avgrisk.calibrate(survey.drop(columns="proportionality"), "ok")
    assert list(found.coefficients.index) == NAMES


def test_levels_and_decimal_commas_are_read_as_anywhere_else(survey):
    words = survey.assign(
        trust_gap=[f"{value:.3f}".replace(".", ",") for value in survey["trust_gap"]],
        control=np.where(survey["value_gap"] > 0.5, "opt_in", "terms"),
    )
    words.loc[0, "trust_gap"] = ""
    table = fitted(words, ["trust_gap", "control"]).coefficients
    assert table["unknown"]["trust_gap"] == 1
    assert table["term"]["control"] == "control_gap"
    assert "half" in refused(words.assign(control="half"), ["control"])


def test_ordered_categories_are_a_scale(survey):
    steps = pd.cut(survey["trust_gap"], [-0.01, 0.3, 0.6, 1.01], labels=["low", "mid", "high"])
    fit = fitted(survey.assign(trust_gap=steps))
    assert set(fit.design.x[:, 0]) == {0.0, 0.5, 1.0}


@pytest.mark.parametrize(
    "change, readings, more, word",
    [
        (lambda f: [1, 2], NAMES, {}, "DataFrame"),
        (lambda f: f, ["trust_gp"], {}, "trust_gap"),
        (lambda f: f, [], {}, "vagueness"),
        (lambda f: f[["ok"]], None, {}, "vagueness"),
        (lambda f: f, ["ok"], {}, "answers"),
        (lambda f: f, ["trust_gap", "trust_gap"], {}, "same"),
        (lambda f: f.assign(trust=0.5), ["trust_gap", "trust"], {}, "same"),
        (lambda f: f.rename(columns={"person": "trust_gap"}), ["trust_gap"], {}, "twice"),
        (lambda f: f, NAMES, {"respondent": "who"}, "who"),
        (lambda f: f.assign(age="old"), ["age"], {}, "old"),
        (lambda f: f.assign(age=np.inf), ["age"], {}, "inf"),
        (lambda f: f.assign(trust_gap=-0.1), NAMES, {}, "scales"),
        (lambda f: f, NAMES, {"scales": {"trust_gap": (1, 1)}}, "(7, 1)"),
        (lambda f: f, NAMES, {"scales": {"trust_gap": "high"}}, "(7, 1)"),
        (lambda f: f, NAMES, {"scales": {"age": (1, 7)}}, "age"),
        (lambda f: f, NAMES, {"scales": {"trust_gap": (0, 0.5)}}, "outside"),
        (lambda f: f, NAMES, {"terms": ["trust_gap"]}, "a:b"),
        (lambda f: f, NAMES, {"terms": ["trust_gap:vagueness"]}, "a:b"),
        (lambda f: f, NAMES, {"prior": {"trust_gap": (1, 0)}}, "above 0"),
        (lambda f: f, NAMES, {"prior": "9"}, "2-guardian"),
        (lambda f: f, [f"x{n}" for n in range(70)], {}, "60"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_in_one_line(survey, change, readings, more, word):
    words = refused(change(survey), readings, **more)
    assert word in words and "\n" not in words


@pytest.mark.parametrize(
    "by, more", [("scenario", {}), ("both", {}), ("nonsense", {}), ("row", {"folds": 1})]
)
def test_a_cross_validation_that_cannot_be_done_is_told(survey, by, more):
    with pytest.raises(InputError):
        fitted(survey, respondent="person").cross_validate(by=by, **more)
    with pytest.raises(InputError):
        fitted(survey.assign(person="one"), respondent="person").cross_validate(by="respondent")


def test_own_beliefs_take_the_place_of_the_prior(survey):
    beliefs = dict.fromkeys(READINGS, (1.0, 0.05))
    table = fitted(survey, prior=beliefs, widen=False).coefficients
    assert (table["prior"] == 1).all() and (abs(table["estimate"] - 1) < 0.2).all()
    calibrated = fitted(survey).index
    again = fitted(survey, prior=calibrated).coefficients
    assert np.allclose(again["prior"], fitted(survey).coefficients["estimate"])


# ---- as surveys come


def in_words(values, words):
    """Values in [0, 1] as the words of a scale."""
    return [words[round(value * (len(words) - 1))] for value in values]


AGREE = ("Helemaal oneens", "Oneens", "Neutraal", "Eens", "Helemaal eens")
ITEMS = [*NAMES, "proportionality"]


def test_answers_in_words_are_the_same_fit_as_their_steps_and_the_order_is_told(survey):
    worded = survey.assign(**{name: in_words(survey[name], AGREE) for name in ITEMS})
    worded["ok"] = survey["ok"].map({0: "Niet acceptabel", 1: "Zeer acceptabel"})
    steps = survey.assign(**{name: (4 * survey[name]).round() for name in ITEMS})
    fit = fitted(worded, ITEMS)
    scales = dict.fromkeys(ITEMS, (0, 4))
    assert np.allclose(
        fit.coefficients["estimate"], fitted(steps, ITEMS, scales=scales).coefficients["estimate"]
    )
    told = " ".join(fit.notes("nl"))
    assert "Helemaal oneens < Oneens < Neutraal < Eens < Helemaal eens (trust_gap" in told
    assert "Schaal afgelezen" not in told
    # the index reads the words of a column that is no reading, also where one of them lacks
    scored = survey.assign(proportionality=worded["proportionality"])
    part = scored[scored["proportionality"] != "Neutraal"]
    for frame in (scored, part):
        found = avgrisk.score_frame(frame, fit.index, detail="point")["score"]
        assert found.notna().all()
    ordered = pd.Categorical(worded["proportionality"], AGREE, ordered=True)
    again = avgrisk.score_frame(survey.assign(proportionality=ordered), fit.index, detail="point")
    expected = avgrisk.score_frame(scored, fit.index, detail="point")
    assert (again["score"] == expected["score"]).all()


def test_an_item_that_does_not_reach_the_ends_takes_the_scale_of_the_others(survey):
    seven = survey.assign(**{name: 1 + (6 * survey[name]).round() for name in NAMES})
    seven.loc[:1, "trust_gap"] = [1, 7]
    seven["value_gap"] = seven["value_gap"].clip(2, 6)
    fit = fitted(seven)
    assert fit.coefficients["scale"]["value_gap"] == "1 - 7"
    assert "value_gap 1 - 7" in " ".join(fit.notes("en"))
    assert "scales" in refused(seven, ["value_gap"])


def test_a_slider_and_means_of_questions_are_scales_too(survey):
    slider = survey.assign(trust_gap=3 + (94 * survey["trust_gap"]).round(1))
    assert fitted(slider).coefficients["scale"]["trust_gap"] == "0 - 100"
    means = survey.assign(trust_gap=(1 + (12 * survey["trust_gap"]).round() / 3).round(2))
    means.loc[:1, "trust_gap"] = [1, 5]
    assert fitted(means).coefficients["scale"]["trust_gap"] == "1 - 5"


def test_a_code_for_no_answer_is_suspected_and_never_taken_for_a_slider(survey):
    coded = survey.assign(proportionality=(4 * survey["proportionality"]).round() + 1)
    coded.loc[3, "proportionality"] = 99
    assert "proportionality 99" in " ".join(fitted(coded, ITEMS).notes("nl"))
    answered = survey.assign(ok=survey["ok"] * 2 + survey["trust_gap"].round())
    assert "99" not in " ".join(fitted(answered).notes("nl"))
    answered.loc[5, "ok"] = 99
    assert "Het antwoord 99" in " ".join(fitted(answered).notes("nl"))
    rated = survey.assign(trust_gap=(5 * survey["trust_gap"]).round())
    rated.loc[3, "trust_gap"] = 99
    assert "scales" in refused(rated)


def test_missing_words_and_yes_and_no_are_read_in_any_column(survey):
    other = survey.assign(
        trust_gap=survey["trust_gap"].map("{:.3f}".format),
        owner=np.where(survey.index % 3 == 0, "yes", "no"),
    )
    other.loc[:2, "trust_gap"] = ["n/a", "weet niet", " "]
    table = fitted(other, ["trust_gap", "owner"]).coefficients
    assert table["unknown"]["trust_gap"] == 3 and table["scale"]["owner"] == "0 - 1"
    assert "get_dummies" in refused(other.assign(owner="m"), ["owner"])


def test_a_single_scenario_leaves_the_strictest_figures_that_can_be_had(survey):
    fit = fitted(survey.assign(scenario="one"), respondent="person", scenario="scenario")
    assert fit.cross_validate().by == "respondent" and np.isfinite(fit.calibration_slope)


def test_an_index_of_answers_the_wrong_way_round_says_so(survey):
    with pytest.raises(InputError) as error:
        _ = fitted(survey.assign(ok=1 - survey["ok"])).index
    assert "turn the answers round" in avgrisk.explain(error.value, "en")
