"""Tables go through the same door as one use, with the same bits."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import avgrisk
from avgrisk.core.records import FIELDS, READINGS, InputError, ProposedUse
from avgrisk.scoring import frame as frame_module
from avgrisk.scoring.output import OUTPUT

NUMBERS = ["score", "score_low", "score_high", "p_green", "p_amber", "p_red"]


@pytest.fixture(scope="module")
def register():
    """Rows as people fill them in: keys, words, numbers, ranges and blanks."""
    return pd.DataFrame(
        {
            "title": ["boekentip", "leeg", "verkoop", "overzicht"],
            "proposed_use": [
                "Tip voor een film",
                "",
                "Klantgegevens verkopen aan adverteerders",
                "",
            ],
            "collected_for": ["Tips over nieuwe boeken", "", "Betalingen uitvoeren", ""],
            "purpose_statement": ["relevante commerciële aanbiedingen", "", "marketing", None],
            "sector": ["bookshop", "", "bank", "zorgverzekeraar"],
            "data_categories": ["aankoopgeschiedenis", "", "betaaltransacties; bsn", "gezondheid"],
            "value_returned": ["token", "", "0", "0,5"],
            "control": ["opt_out", None, "0|.1|.4", "opt_in"],
            "image_misfit": [np.nan, np.nan, 0.9, np.nan],
        },
        index=["a", "b", "c", "d"],
    )


def test_each_row_is_the_score_of_that_use_to_the_bit(register):
    table = avgrisk.score_frame(register)
    for label, row in register.iterrows():
        alone = avgrisk.score(ProposedUse(**row.to_dict()))
        found = table.loc[label]
        assert found["score"] == alone.value
        assert (found["score_low"], found["score_high"]) == alone.interval
        assert found["band"] == alone.band
        assert found["vector"] == alone.vector
        assert found["legal_strict"] == alone.legal.answer("strict")
        assert found["missing"] == ";".join(alone.missing)


UNREAD = [
    (ProposedUse(sector="webshop", proposed_use="Bestelling bezorgen"), "unread_data"),
    (
        ProposedUse(data_categories="naam", proposed_use="Bestelling bezorgen"),
        "unread_organisation",
    ),
    (ProposedUse(data_categories="naam", sector="webshop", control=1), "unread_use"),
    (ProposedUse(data_categories="naam", sector="webshop", proposed_use="x"), "unread_use"),
    (avgrisk.read("Wij bellen u terug", sector="webshop").use, "unread_data"),
    (avgrisk.read("De winkel zwafknoet de adressen").use, "unread_use"),
    (ProposedUse(**dict.fromkeys(READINGS, 0.1)).replace(data_sensitivity=None), "unread_data"),
    (ProposedUse(**dict.fromkeys(READINGS, 0.1)).replace(trust_gap=None), "unread_organisation"),
]


@pytest.mark.parametrize(("use", "flag"), UNREAD)
def test_what_is_unread_is_never_low_at_any_door(use, flag):
    row = avgrisk.score_frame(pd.DataFrame([{name: getattr(use, name) for name in FIELDS}])).iloc[0]
    found = avgrisk.score(use)
    assert found.flags == (flag,) and found.band == row["band"] == "amber"
    assert (row["vector"], row["unmatched"]) == (found.vector, ";".join(found.unmatched))
    assert avgrisk.score(avgrisk.from_vector(found.vector)).vector == found.vector


def test_a_use_of_which_all_is_read_or_given_may_be_low():
    whole = ProposedUse(**dict.fromkeys(READINGS, 0.1))
    assert avgrisk.score(whole).band == "green" and not avgrisk.score(whole).flags


def test_row_order_and_labels_are_kept_and_nothing_of_the_input_changes(register):
    before = register.copy(deep=True)
    backwards = avgrisk.score_frame(register.iloc[::-1])
    assert list(backwards.index) == ["d", "c", "b", "a"]
    pd.testing.assert_frame_equal(backwards.iloc[::-1], avgrisk.score_frame(register))
    pd.testing.assert_frame_equal(register, before)


def test_output_columns_are_those_of_the_contract(register):
    assert tuple(avgrisk.score_frame(register).columns) == OUTPUT


def test_blocks_give_what_the_whole_gives(register, monkeypatch):
    whole = avgrisk.score_frame(register, errors="reject")
    monkeypatch.setattr(frame_module, "BLOCK", 3)
    pd.testing.assert_frame_equal(avgrisk.score_frame(register, errors="reject"), whole)


def test_blank_is_unknown_and_never_zero_risk(register):
    row = avgrisk.score_frame(register).loc["b"]
    assert row["missing"] == ";".join(READINGS)
    assert round(row["score"]) == 33
    assert row[list(READINGS)].isna().all()


def test_numeric_readings_give_the_same_bits_in_any_chunk_and_order():
    rng = np.random.default_rng(1)
    frame = pd.DataFrame({name: rng.random(40_000) for name in READINGS})
    frame.loc[::7, "trust_gap"] = np.nan
    whole = avgrisk.score_frame(frame, detail="interval")
    order = rng.permutation(len(frame))
    mixed = avgrisk.score_frame(frame.iloc[order], detail="interval")
    columns = [name for name in whole if name != "band"]
    assert (mixed[columns].to_numpy() == whole[columns].to_numpy()[order]).all()
    part = avgrisk.score_frame(frame.iloc[123:130], detail="interval")
    assert (part[columns].to_numpy() == whole[columns].to_numpy()[123:130]).all()
    assert (avgrisk.score_frame(frame, detail="point")["score"] == whole["score"]).all()


def test_a_bad_row_is_named_with_its_field_and_value(register):
    bad = register.assign(control=["opt_out", "misschien", "9", "opt_in"])
    with pytest.raises(InputError, match="control") as caught:
        avgrisk.score_frame(bad)
    assert caught.value.value == "misschien"


def test_rejected_rows_stay_in_place_with_blank_results(register):
    bad = register.assign(control=["opt_out", "misschien", "9", "opt_in"])
    table = avgrisk.score_frame(bad, errors="reject")
    assert [item.row for item in table.attrs["rejected"]] == [1, 2]
    assert table["score"].isna().tolist() == [False, True, True, False]
    assert table["rank"].isna().tolist() == [False, True, True, False]
    good = avgrisk.score_frame(register)
    assert table.loc["a", "score"] == good.loc["a", "score"]


@pytest.mark.parametrize("value", [1.01, -0.1, np.inf, -np.inf])
def test_a_number_outside_0_to_1_is_never_scored(value):
    frame = pd.DataFrame({"vagueness": [0.5, value], "trust_gap": [0.1, 0.2]})
    with pytest.raises(InputError, match="vagueness"):
        avgrisk.score_frame(frame)
    table = avgrisk.score_frame(frame, errors="reject")
    assert table["score"].isna().tolist() == [False, True]


def test_an_empty_table_gives_an_empty_table():
    assert len(avgrisk.score_frame(pd.DataFrame({"title": []}))) == 0
    assert (
        len(avgrisk.score_frame(pd.DataFrame({"vagueness": []}, dtype=float), detail="point")) == 0
    )


@pytest.mark.parametrize("bad", [None, 5, "x.csv", [1, 2], {"title": ["a"]}])
def test_anything_but_a_table_is_refused(bad):
    with pytest.raises(InputError):
        avgrisk.score_frame(bad)


def test_categories_may_be_lists():
    frame = pd.DataFrame({"data_categories": [["x_nl.bsn", "user.contact"], ["user.contact"]]})
    table = avgrisk.score_frame(frame)
    assert table["score"].iloc[0] > table["score"].iloc[1]
