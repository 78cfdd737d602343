"""Recipients whom nobody knows: told by name, never read into a remark or a usual cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.vocabulary.unread_receivers import named_in, strangers

#: Syllables that begin no word of either language, so that what they make is known to nobody.
NAMES = st.lists(st.sampled_from(["knoe", "zwaf", "blor", "wriep", "ploek"]), min_size=2).map(
    lambda parts: "".join(parts[:4]).capitalize()
)
USUAL = [
    "geen",
    "n.v.t.",
    "Intern",
    "eigen medewerkers",
    "afdeling personeelszaken, teamleiders",
    "Belastingdienst, UWV en pensioenfonds",
    "line managers; HR",
    "de huisarts en de ouders",
    "Google Workspace (verwerker)",
    "cloud provider",
    "worden niet met derden gedeeld",
    "no third parties",
    "parties and bodies entitled in law",
    "advertisers",
    "softwareleverancier",
    "",
]


@pytest.mark.parametrize("cell", USUAL)
def test_usual_cells_name_no_stranger(cell):
    assert strangers(cell).names == ()


@given(NAMES, st.sampled_from(["", " BV", " B.V.", " GmbH & Co. KG", " Ltd"]))
def test_a_name_is_told_alone_and_beside_others(name, form):
    alone, beside = strangers(f"{name}{form}"), strangers(f"Belastingdienst; {name}{form}")
    assert alone.alone and alone.names and all(part.startswith(name) for part in alone.names)
    assert not beside.alone and beside.names == alone.names


@given(NAMES, st.sampled_from(["{} (verwerker)", "verwerker {}", "{} BV, verwerker", "bank {}"]))
def test_what_kind_of_receiver_it_is_makes_it_known(name, cell):
    assert strangers(cell.format(name)).names == ()


@pytest.mark.parametrize(
    "cell", ["UWV, bij ziekte van langere duur", "politie (alleen op vordering), als dat moet"]
)
def test_a_remark_beside_somebody_known_is_no_stranger(cell):
    assert strangers(cell).names == ()


@given(NAMES)
def test_a_text_hands_over_to_a_name_only_where_receivers_stand(name):
    assert named_in(f"De kapper deelt telefoonnummers met {name}") == (name,)
    assert named_in(f"Ontvanger: {name} BV.") == (f"{name} BV",)
    assert named_in(f"{name} Ltd gets the list") == (f"{name} Ltd",)
    assert named_in(f"Kapsalon {name} deelt telefoonnummers met de boekhouder") == ()
    assert named_in(f"De kapper in {name} belt klanten over hun afspraak") == ()
