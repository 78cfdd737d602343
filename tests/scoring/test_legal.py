"""Mag het? Lines that turn where the table says, and are left out where they do not apply."""

from __future__ import annotations

import pytest

from avgrisk.core.labels import say, table
from avgrisk.core.levels import choices
from avgrisk.core.records import InputError, ProposedUse
from avgrisk.indicators.measure import readings
from avgrisk.scoring import legal
from avgrisk.scoring.legal import ANSWERS, VIEWS, judge

PLAIN = ProposedUse(
    sector="webshop",
    vagueness=0.2,
    purpose_distance=0.1,
    image_misfit=0.1,
    data_categories="user.behavior.purchase_history",
    control="opt_out",
    legal_basis="contract",
)


def answers(use, view="letter"):
    return {line.key: line.answer(view) for line in judge(use, readings(use)).lines}


def test_a_plain_use_by_a_web_shop_is_allowed_by_the_letter():
    assert set(answers(PLAIN).values()) == {"yes"}


def test_consent_and_special_categories_have_a_line_only_where_they_apply():
    assert "legal.consent" not in answers(PLAIN)
    assert "legal.special_category" not in answers(PLAIN)
    health = PLAIN.replace(
        data_categories="user.health_and_medical", legal_basis="consent", control="opt_in"
    )
    assert {"legal.consent", "legal.special_category"} <= set(answers(health))


def test_the_four_words_of_article_5_each_have_a_line():
    lines = set(answers(PLAIN))
    assert {
        "legal.specified",
        "legal.explicit",
        "legal.legitimate_purpose",
        "legal.compatible",
    } <= lines


def test_consent_to_a_bank_is_free_by_the_letter_and_disputed_strictly():
    bank = PLAIN.replace(
        sector="bank", legal_basis="consent", control="opt_in", purpose_distance=0.8
    )
    assert answers(bank)["legal.consent"] == "yes"
    assert answers(bank)["legal.compatible"] == "yes"  # consent carries it
    assert answers(bank, "strict")["legal.consent"] == "disputed"
    assert answers(bank, "strict")["legal.compatible"] == "disputed"


def test_opt_in_without_a_basis_is_read_as_consent_and_says_so():
    use = PLAIN.replace(legal_basis="", control="opt_in")
    line = judge(use, readings(use)).lines[0]
    assert line.letter == "yes"
    assert "bevestigen" in say(line.letter_reason, "nl")


@pytest.mark.parametrize(
    ("distance", "letter", "strict"),
    [(0.2, "yes", "yes"), (0.4, "yes", "disputed"), (0.95, "no", "no")],
)
def test_compatibility_turns_with_the_distance(distance, letter, strict):
    use = PLAIN.replace(purpose_distance=distance, legal_basis="legitimate_interest")
    assert answers(use)["legal.compatible"] == letter
    assert answers(use, "strict")["legal.compatible"] == strict


def test_a_vague_statement_covers_everything_by_the_letter_and_nothing_strictly():
    use = PLAIN.replace(vagueness=0.9)
    assert answers(use)["legal.covered"] == "yes"
    assert answers(use, "strict")["legal.covered"] == "disputed"
    assert answers(use, "strict")["legal.specified"] == "no"


def test_what_is_not_known_is_unknown_not_allowed():
    found = answers(ProposedUse())
    assert found["legal.basis"] == found["legal.compatible"] == found["legal.informed"] == "unknown"


def test_the_strict_reading_is_never_milder():
    for value in (0.05, 0.35, 0.65, 0.95):
        for control in (None, "unknown", "terms", "opt_out", "opt_in"):
            for basis in ("", *choices("legal_basis")):
                use = PLAIN.replace(
                    vagueness=value, purpose_distance=value, image_misfit=value, control=control,
                    legal_basis=basis,
                )  # fmt: skip
                for line in judge(use, readings(use)).lines:
                    if "unknown" not in (line.letter, line.strict):
                        assert ANSWERS.index(line.strict) <= ANSWERS.index(line.letter), (use, line)


def test_the_axis_names_its_weakest_line():
    use = PLAIN.replace(control="unknown")
    judged = judge(use, readings(use))
    assert judged.answer("letter") == "no"
    assert judged.weakest("letter").key == "legal.informed"


@pytest.mark.parametrize(
    ("field", "value"), [("legal_basis", "omdat het kan"), ("informed", "misschien")]
)
def test_an_unknown_choice_names_field_value_and_what_is_allowed(field, value):
    use = PLAIN.replace(**{field: value})
    with pytest.raises(InputError) as caught:
        judge(use, readings(use))
    assert (caught.value.field, caught.value.value) == (field, value)


def test_every_choice_and_line_has_words():
    for key in choices("legal_basis"):
        assert f"legal_basis.{key}" in table()
    for key in legal.RULES:
        assert key in table()
    assert set(legal.turning_points()) == set(VIEWS)
