"""Who receives the data, and for whom that is usual."""

from __future__ import annotations

import pytest

from avgrisk.core import shipped
from avgrisk.vocabulary.recipients import as_said, named, parts
from avgrisk.vocabulary.taxonomy import families


def test_every_usual_recipient_has_families_that_exist_and_a_ground():
    for row in shipped.rows("taxonomy/usual_recipients.csv"):
        assert row["ground"]
        usual = set(filter(None, row["families"].split(";")))
        assert usual == {"*"} or usual <= set(families())


@pytest.mark.parametrize("cell", ["hosting", "Google Workspace (verwerker)", "geen", "betrokkene"])
def test_who_works_for_the_organisation_is_its_own(cell):
    assert named(cell).own


@pytest.mark.parametrize(
    ("cell", "family"),
    [
        ("Belastingdienst, UWV, pensioenfonds", "essential.administration.employment"),
        ("Arbodienst", "essential.administration.employment"),
        ("notaris; Kadaster; BKR", "essential.legal_obligation"),
        ("DUO", "essential.legal_obligation"),
        ("RIVM", "essential.legal_obligation"),
    ],
)
def test_duties_have_their_usual_recipients(cell, family):
    assert family in named(cell).usual and not named(cell).own


def test_one_outsider_makes_a_list_unusual():
    assert named("Belastingdienst, databrokers").usual == frozenset()
    assert "data_broker" in named("Belastingdienst, databrokers").kinds
    assert named("").usual == frozenset() and not named("").own


STAFF = "degenen, waaronder begrepen derden, die belast zijn met of leiding geven aan de activiteiten of die daarbij noodzakelijk zijn betrokken"


@pytest.mark.parametrize(
    "cell",
    [
        STAFF,
        "personen in dienst van of werkzaam ten behoeve van de verantwoordelijke",
        "Staff responsible for payroll",
        f"{STAFF} | anderen, in de gevallen bedoeld in artikel 8, onder a, c en d, van de wet",
        "Third parties, only where required by law",
    ],
)
def test_staff_and_whom_a_law_names_are_nobody_else_however_officials_write_it(cell):
    assert named(as_said(cell)).own


@pytest.mark.parametrize("joint", [", ", "; ", " | ", "\n"])
@pytest.mark.parametrize("other", ["adverteerders", "databrokers", "an insurance company"])
def test_whoever_stands_beside_staff_in_official_words_is_still_named(joint, other):
    assert other in as_said(f"{STAFF}{joint}{other}")
    assert not named(as_said(f"{STAFF}{joint}{other}")).own


def test_a_name_with_and_in_it_is_one_recipient():
    assert len(parts("debt collectors, Department for Work and Pensions")) == 2
    assert len(parts("HMRC and advertisers")) == 2
    assert all(part.rows for part in parts("Department for Work and Pensions; children's services"))


@pytest.mark.parametrize(
    "cell",
    [
        "medewerkers werkzaam bij een verzekeraar",
        "Staff working for an advertiser",
        f"{STAFF} en adverteerders",
        "adverteerders, ingevolge artikel 8",
    ],
)
def test_no_wording_of_officials_hides_an_outsider_in_the_same_item(cell):
    assert as_said(cell) == cell and not named(cell).own


@pytest.mark.parametrize(
    "cell",
    [
        "een vakbond, nadat het voornemen aan betrokkene is medegedeeld",
        "vakbonden na voorafgaande kennisgeving",
        "trade union after notice",
        "works council, after staff have been told",
        "een vakcentrale, nadat de medewerkers daarover zijn geinformeerd",
    ],
)
def test_a_union_that_hears_after_notice_is_whom_a_law_names(cell):
    assert as_said(cell).strip() == "wie de wet aanwijst"


@pytest.mark.parametrize(
    "cell", ["vakbond", "trade unions", "vakbond en adverteerders, na kennisgeving"]
)
def test_a_union_without_notice_or_with_others_stays_as_it_stands(cell):
    assert as_said(cell) == cell


@pytest.mark.parametrize("cell", ["bus company under contract", "gecontracteerde taxi's"])
def test_whoever_is_hired_for_the_work_is_the_organisations_own(cell):
    assert named(cell).own


@pytest.mark.parametrize("cell", ["advertising network under contract", "ingehuurde databroker"])
def test_whoever_has_ends_of_its_own_is_no_hired_hand(cell):
    assert not named(cell).own
