"""What the cells of a use tell beside its purpose (words/cell_words.csv)."""

import pytest

from avgrisk.core import shipped
from avgrisk.core.records import ProposedUse
from avgrisk.indicators.meaning import meaning, words_of
from avgrisk.indicators.meaning_words import natures_said
from avgrisk.scoring.score import score
from avgrisk.vocabulary.cell_words import CELLS, natures_in
from avgrisk.vocabulary.natures import natures
from avgrisk.vocabulary.sectors import table

PLAIN = ProposedUse(
    title="Klantenbestand",
    proposed_use="Klantgegevens bijhouden",
    collected_for="Klantgegevens bijhouden",
    sector="webshop",
    data_categories=("naam", "bestellingen"),
)


def test_every_row_points_to_a_further_use_and_to_kinds_that_exist():
    kinds = table()
    known = {*kinds, *(each.group for each in kinds.values())}
    for row in shipped.rows("words/cell_words.csv"):
        assert row["cell"] in CELLS
        assert not row["key"] or natures()[row["key"]].further or row["key"] == "advertise"
        assert set(filter(None, row["not_at"].split(";"))) <= known


@pytest.mark.parametrize(
    ("kind", "cell", "key"),
    [
        ("data", "kans op zwangerschap (0-100)", "predict"),
        ("data", "adres; inschatting van de thuissituatie", "predict"),
        ("data", "name, presumed orientation", "predict"),
        ("data", "keystrokes per hour", "watch"),
        ("data", "gesprekken in de cabine", "watch"),
        ("data", "list of troublemakers", "suspect"),
        ("recipients", "Labelmaker (vergoeding per profiel)", "sell"),
        ("recipients", "debt purchasers", "sell"),
        ("recipients", "particuliere recherche", "report"),
        ("people", "customers and their unaware cousins", "covert"),
    ],
)
def test_what_is_hot_in_a_cell_is_told(kind, cell, key):
    assert key in [each.key for each in natures_in(kind, cell)]


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("data", "pijnscore, kredietscore, examencijfer"),
        ("data", "pain score, credit score, test score, exam marks"),
        ("data", "estimated delivery, predicted grades, suspected abuse"),
        ("data", "verwachte bezorgtijd, risicoklasse van het asbest"),
        ("data", "no predictions of any kind"),
        ("recipients", "verzekeraar bij schade, koerier"),
        ("recipients", "insurer when the member claims"),
        ("people", "customers"),
        ("data", ""),
    ],
)
def test_what_only_sounds_like_it_is_not(kind, cell):
    assert natures_in(kind, cell) == ()


def test_a_cell_counts_in_a_list_and_in_one_text_and_its_words_are_the_reason():
    before = score(PLAIN).value
    for data in (("naam", "vermoede geaardheid"), "naam; vermoede geaardheid"):
        use = PLAIN.replace(data_categories=data)
        found = score(use)
        assert found.value > before + 20
        assert [said.words for said in natures_said(use)] == ["vermoede geaardheid"]
        shown = [dict(r.values) for each in found.readings.values() for r in each.reasons]
        assert any("vermoede geaardheid" in values.get("words", "") for values in shown)


def test_keys_of_categories_are_no_words():
    assert not meaning(words_of(PLAIN.replace(data_categories=("x_nl.inferred_profile",)))).natures[
        0
    ]


def test_daily_work_tells_nothing():
    use = PLAIN.replace(data_categories=("suspected fracture",))
    assert meaning(words_of(use)).named("predict")[0]
    assert not meaning(words_of(use.replace(sector="hospital"))).named("predict")[0]
    assert natures_said(use.replace(sector="hospital")) == ()


@pytest.mark.parametrize("field", ["data_subjects", "recipient_words"])
def test_cells_tell_that_people_were_not_asked_but_not_that_they_were(field):
    hot, claim = (
        PLAIN.replace(**{field: text}) for text in ("buren, niet gevraagd", "vrijwilligers")
    )
    said = score(hot).readings["control_gap"]
    assert said.status == "suggested" and "niet gevraagd" in dict(said.reasons[0].values)["words"]
    assert score(claim).readings["control_gap"].status == "unknown"


def test_checking_the_ears_of_staff_in_noise_watches_nobody():
    named = [
        meaning(words_of(PLAIN.replace(proposed_use=text))).named("watch")[0]
        for text in ("Hearing surveillance of staff in noise", "Surveillance of staff")
    ]
    assert named == [False, True]
