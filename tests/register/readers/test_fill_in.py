"""What a form shows how to fill in is no processing; what only looks like it is one."""

import pytest

from avgrisk.register.readers.fill_in import explains, may_be_none, no_processing

NONE = [
    (["Voorbeeld: salarisadministratie", "Loon uitbetalen"], "example"),
    (["VOORBEELD"], "example"),
    (["Bijv. ledenlijst", "Leden schrijven"], "example"),
    (["Exemple : paie"], "example"),
    (["(vul hier de naam in)"], "fill_in"),
    (["<naam>", "[doel]"], "fill_in"),
    (["Kies een grondslag", "Beschrijf het doel"], "fill_in"),
    (["Omschrijf de verwerking", "Wie krijgt het?", "Geef de termijn"], "fill_in"),
    (["Totaal", "12"], "total"),
    (["Aantal verwerkingen: ", "3", "4,5 %"], "total"),
    (["Gesamt"], "total"),
]


@pytest.mark.parametrize("said, why", NONE)
def test_what_is_no_processing_is_told_why_and_asked_in_the_first_place(said, why):
    assert no_processing(said) == why
    assert any(map(may_be_none, said)), "a piece of a csv only asks of rows with such a cell"


@pytest.mark.parametrize(
    "said",
    [
        ["Salaris", "Loon uitbetalen"],
        ["Voorbeeldfunctie tonen", "Rolmodellen werven"],
        ["Kiezers registreren", "Verkiezing houden"],
        ["Totaal", "Jaarrekening maken"],
        ["(vul hier de naam in)", "Loon uitbetalen"],
        ["Beschrijf het doel", "Loon uitbetalen", "naam"],
        ["Wie krijgt het?", "Geef de termijn", "Loon"],
        ["Geef de naam", "Noem het doel", "Vermeld de termijn"],  # no cell of a form among them
    ],
)
def test_what_only_looks_like_it_is_a_processing(said):
    assert no_processing(said) == ""


def test_an_explanation_asks_or_tells_what_to_write():
    assert all(map(explains, ("Waarom?", "e.g. payroll", "Bitte angeben", "(doel)")))
    assert not any(map(explains, ("Politie", "Waarom? Daarom.", "Geven aan goede doelen")))


def test_a_number_is_never_a_question():
    assert not may_be_none("12?") and may_be_none("Wat?")
