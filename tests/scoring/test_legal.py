"""Mag het? Fifty small plans answered as a privacy lawyer would; lines that do not contradict."""

from __future__ import annotations

import itertools

import pytest
import yaml

from avgrisk.core import shipped
from avgrisk.core.labels import LANGUAGES, say, table
from avgrisk.core.levels import choices
from avgrisk.core.records import InputError, ProposedUse
from avgrisk.indicators.measure import readings
from avgrisk.scoring import law_applied, legal, legal_facts
from avgrisk.scoring.legal import ANSWERS, DUTIES, VIEWS, judge

GOLDEN = yaml.safe_load(shipped.text("law/golden_cases.yaml"))

PLAIN = ProposedUse(
    sector="webshop",
    proposed_use_key="essential.service",
    purpose_statement="Wij gebruiken uw adres om uw bestelling te bezorgen",
    vagueness=0.2,
    purpose_distance=0.1,
    image_misfit=0.1,
    data_categories="user.behavior.purchase_history",
    control="opt_out",
    legal_basis="contract",
)


def lines(use):
    return {line.key: line for line in judge(use, readings(use)).lines}


def answers(use, view="letter"):
    return {key: line.answer(view) for key, line in lines(use).items()}


def whys(use, view="letter"):
    return {key: line.reason(view).key.rpartition(".")[2] for key, line in lines(use).items()}


@pytest.mark.parametrize("plan", GOLDEN, ids=lambda plan: plan["id"])
def test_a_plan_is_answered_as_a_privacy_lawyer_would(plan):
    found = lines(ProposedUse().replace(**plan["use"]))
    told = {key: [found[key].letter, found[key].strict] for key in plan["answers"]}
    assert told == plan["answers"], plan["why_en"]


@pytest.mark.parametrize("plan", [plan for plan in GOLDEN if "era" in plan], ids=lambda p: p["id"])
def test_the_law_that_applied_is_told_by_country_and_date(plan):
    assert law_applied.era(plan["country"], plan["date"]) == plan["era"]


def test_there_are_forty_plans_or_more_each_told_in_two_languages():
    assert len(GOLDEN) >= 40
    assert all(plan["plan_nl"] and plan["plan_en"] and plan["why_en"] for plan in GOLDEN)
    assert len({plan["id"] for plan in GOLDEN}) == len(GOLDEN)


def test_a_plain_use_by_a_web_shop_is_allowed_by_the_letter():
    assert set(answers(PLAIN).values()) == {"yes"}


def test_what_is_not_known_is_unknown_not_allowed():
    assert set(answers(ProposedUse()).values()) == {"unknown"}


def test_contradictory_fields_are_told():
    use = PLAIN.replace(legal_basis="consent", control="unknown")
    assert whys(use)["legal.basis"] == "basis_contradiction"
    assert "niet allebei kloppen" in say(lines(use)["legal.basis"].letter_reason, "nl")


def test_opt_in_without_a_basis_is_read_as_consent_and_says_so():
    line = lines(PLAIN.replace(legal_basis="", control="opt_in"))["legal.basis"]
    assert line.letter == "yes"
    assert "bevestigen" in say(line.letter_reason, "nl")


@pytest.mark.parametrize(
    ("distance", "letter", "strict"),
    [(0.2, "yes", "yes"), (0.4, "yes", "disputed"), (0.95, "no", "no")],
)
def test_compatibility_turns_with_the_distance(distance, letter, strict):
    line = lines(PLAIN.replace(purpose_distance=distance, legal_basis="legitimate_interest"))[
        "legal.compatible"
    ]
    assert (line.letter, line.strict) == (letter, strict)


def many_uses():
    """Uses that differ in all that the lines look at."""
    bases = ("", *choices("legal_basis"))
    controls = (None, "unknown", "terms", "opt_out", "opt_in")
    families = ("", "essential.service", "marketing.profiling", "sharing.data", "research")
    data = ("user.contact", "user.health_and_medical;x_nl.bsn", "user.criminal_history")
    organisations = ("webshop", "bank", "municipality", "hospital", "employer")
    for basis, control, family in itertools.product(bases, controls, families):
        for categories, sector in zip(data * 2, organisations, strict=False):
            for ground, value in (("", 0.05), ("gerechtvaardigd belang", 0.55), ("9(2)(a)", 0.95)):
                yield PLAIN.replace(
                    legal_basis=basis, control=control, proposed_use_key=family, sector=sector,
                    data_categories=categories, art9_ground=ground, vagueness=value,
                    purpose_distance=value, image_misfit=value,
                )  # fmt: skip


@pytest.mark.slow
def test_the_strict_reading_is_never_milder():
    for use in many_uses():
        for line in lines(use).values():
            if not line.duty and "unknown" not in (line.letter, line.strict):
                assert ANSWERS.index(line.strict) <= ANSWERS.index(line.letter), (use, line)


def test_lines_about_one_text_never_contradict_each_other():
    for use in many_uses():
        for view in VIEWS:
            found = whys(use, view)
            vague = found["legal.specified"] in ("specified_vague", "specified_not")
            wide = found["legal.covered"] in ("covers_all", "covers_nothing")
            assert vague == wide, (use, found)
            told = answers(use, view)
            if "legal.consent" in told and told["legal.consent"] != "unknown":
                assert told["legal.basis"] == told["legal.consent"], (use, found)
            bans = {told.get(f"legal.{key}") for key in ("special_category", "criminal", "bsn")}
            assert ("no" in bans) == (found["legal.legitimate_purpose"] == "purpose_barred")


def test_vague_by_the_letter_is_never_concrete_strictly():
    for value in range(0, 101, 5):
        line = lines(PLAIN.replace(vagueness=value / 100))["legal.specified"]
        assert not (line.letter == "disputed" and line.strict == "yes")


def test_consent_never_helps_the_citizen_service_number():
    use = PLAIN.replace(data_categories="x_nl.bsn", legal_basis="consent")
    for control in ("opt_in", "opt_in_easy"):
        assert answers(use.replace(control=control))["legal.bsn"] == "no"


def test_a_basis_of_article_6_never_lifts_the_ban_of_article_9():
    use = PLAIN.replace(data_categories="user.health_and_medical")
    for basis in choices("legal_basis"):
        for ground in ("", "geen", "gerechtvaardigd belang", "contract"):
            line = lines(use.replace(legal_basis=basis, art9_ground=ground))[
                "legal.special_category"
            ]
            assert line.strict == "no"
            assert line.letter == ("no" if ground else "unknown")


def test_the_terms_alone_are_no_telling():
    line = lines(PLAIN.replace(control="terms"))["legal.informed"]
    assert (line.letter, line.strict) == ("disputed", "no")
    new = lines(PLAIN.replace(control="terms", purpose_distance=0.6))["legal.informed"]
    assert "art. 13 lid 3" in say(new.letter_reason, "nl")


def test_ap_2019_is_not_cited_for_freedom_of_consent():
    bank = PLAIN.replace(sector="bank", legal_basis="consent", control="opt_in")
    line = lines(bank)["legal.consent"]
    assert (line.letter, line.strict) == ("yes", "disputed")
    for lang in LANGUAGES:
        assert "CBP" in say(line.strict_reason, lang) and "2019" not in say(
            line.strict_reason, lang
        )


def test_the_axis_names_its_weakest_line_and_a_duty_is_none():
    use = PLAIN.replace(control="unknown", data_categories="user.location.precise")
    judged = judge(use, readings(use))
    assert judged.weakest("letter").key == "legal.informed"
    duties = [line for line in judged.lines if line.duty]
    assert [line.key for line in duties] == ["legal.dpia"]
    assert {line.letter for line in duties} <= set(DUTIES)


def test_the_columns_answer_as_the_lines_do():
    for use in itertools.islice(many_uses(), 0, None, 7):
        found = readings(use)
        judged = judge(use, found)
        facts = legal_facts.facts(use, found)
        assert legal.weakest(facts) == (judged.answer("letter"), judged.answer("strict"))


@pytest.mark.parametrize(
    ("field", "value"), [("legal_basis", "omdat het kan"), ("informed", "misschien")]
)
def test_an_unknown_choice_names_field_value_and_what_is_allowed(field, value):
    use = PLAIN.replace(**{field: value})
    with pytest.raises(InputError) as caught:
        judge(use, readings(use))
    assert (caught.value.field, caught.value.value) == (field, value)


def test_every_choice_and_line_has_words_and_a_text_of_the_law():
    for key in choices("legal_basis"):
        assert f"legal_basis.{key}" in table()
    for key in legal.RULES:
        assert key in table() and legal.article_url(key).startswith("http")
