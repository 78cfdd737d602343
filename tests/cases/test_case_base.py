"""The case base: what it must hold, and that nothing somebody gives can break it."""

from __future__ import annotations

import dataclasses
import pickle
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.cases.case_base import (
    case_ids,
    coded_levels,
    load_case,
    load_cases,
    read_case,
    teaching_pairs,
    use_from_facts,
)
from avgrisk.cases.case_records import Coding, ordinal
from avgrisk.core import plain_yaml, shipped
from avgrisk.core.labels import explain, table
from avgrisk.core.levels import level_range
from avgrisk.core.records import InputError, ProposedUse, Range
from tests import ROOT
from tests.lists import each

CASES = ROOT / "datasets" / "cases"
REAL = load_cases()
ILLUSTRATIONS = load_cases(illustrations=True)
EVERY = REAL + ILLUSTRATIONS
CODED = ("image_fit", "data_logical", "value_returned", "control", "identifiability")
CODED += ("recipient", "inferred", "tree", "domain", "vagueness")

# A function with a name behind it: "minister Jansen", "hoogleraar De Vries".
FUNCTION = "minister|president|topman|voorzitter|directeur|hoogleraar|onderzoeker|student|rechter"
FUNCTION += "|rapporteur|statisticus|klokkenluider|maker|oprichter|[Kk]amerlid|kabinet|interview"
NAMED = re.compile(rf"(?i:{FUNCTION})[- ](?!Particulieren)(?:De |Van )?[A-Z][a-z]+")


def raw(id: str) -> dict:
    return plain_yaml.parse((CASES / f"{id}.yaml").read_text(encoding="utf-8"))


# What the base holds


@pytest.mark.parametrize("page", ["README.md", "datasets/LICENSES.md"])
def test_a_page_that_counts_the_cases_counts_as_the_base_does(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    counted = [int(n) for n in re.findall(r"(\d+) real cases", text)]
    assert counted and set(counted) == {len(REAL)}
    for sources in re.findall(r"real cases with (\d+) sources", text):
        assert int(sources) == sum(len(case.sources) for case in REAL)


def test_seven_illustrations_of_the_article_and_one_of_ours():
    publishers = Counter(case.sources[0].publisher for case in ILLUSTRATIONS)
    assert publishers == {"OPEN@DVIES / Cvision (blog)": 7, "avgrisk": 1}


def test_every_step_of_the_ladder_of_outcomes_is_there():
    assert {case.outcome.ordinal for case in REAL} == set(range(5))
    assert {case.outcome.accepted for case in REAL} == {True, False}


def test_more_cases_are_dutch_than_of_any_other_country_and_not_all():
    countries = Counter(case.country for case in REAL)
    assert countries.most_common(1)[0][0] == "NL" and len(countries) > 1


@each("name", sorted(path.name for path in CASES.glob("*.yaml")))
def test_no_file_holds_an_ordinal_or_a_count(name):
    text = (CASES / name).read_text(encoding="utf-8")
    assert not {"ordinal", "label", "verified", "seen"} & set(raw(name[:-5]).get("outcome", {}))
    assert "ordinal:" not in text
    assert "seen:" not in text


@each("case", EVERY)
def test_a_shipped_file_is_as_the_schema_has_it(case):
    assert read_case(CASES / f"{case.id}.yaml").id == case.id


@each("case", EVERY)
def test_the_outcome_stands_last_in_the_file_and_apart_from_the_inputs(case):
    assert list(raw(case.id))[-1] == "outcome"
    assert not {"outcome", "flags", "figures", "timeline"} & set(raw(case.id)["inputs"])


@each("case", REAL)
def test_every_event_has_an_actor_and_a_source_that_exists(case):
    keys = {source.key for source in case.sources}
    assert case.timeline
    for event in case.timeline:
        assert event.actor in {"customer", "politics", "regulator", "press", "organisation"}
        assert event.sources
        assert set(event.sources) <= keys
        for item in event.public_knowledge:
            assert item.sources
            assert set(item.sources) <= keys
            assert level_range(item.field, item.level) is not None


@each("case", REAL)
def test_every_address_is_one(case):
    for source in case.sources:
        assert urlsplit(source.url).scheme in {"http", "https"}
        assert urlsplit(source.url).netloc


@each("case", REAL)
def test_events_are_in_order_and_keep_the_order_of_the_file_within_a_month_or_year(case):
    assert [event.day for event in case.timeline] == sorted(event.day for event in case.timeline)
    texts = [event["event_nl"] for event in raw(case.id)["timeline"]]
    assert [event.text for event in case.timeline] == texts


def test_rulings_that_came_later_are_in_the_timeline():
    dates = {
        id: {event.date for event in load_case(id).timeline} for id in ("knltb-2018", "epd-2011")
    }
    assert {"2020-07-30", "2024-10-04"} <= dates["knltb-2018"]
    assert "2011-04-05" in dates["epd-2011"]


def test_fewer_than_half_of_the_replays_are_flat():
    moving = [case for case in REAL if any(event.public_knowledge for event in case.timeline)]
    assert 2 * len(moving) > len(REAL)


def test_a_replay_ends_at_the_plan_as_it_is_scored():
    for case in REAL:
        known = {}
        for event in case.timeline:
            known |= event.known
        assert all(level == getattr(case.use, name) for name, level in known.items()), case.id


@each("case", EVERY)
def test_persons_are_named_by_function(case):
    texts = [case.title_nl, case.title_en, case.organisation, case.notes, str(case.facts)]
    texts += [event.text for event in case.timeline]
    texts += re.findall(r"\(.*?\)", " ".join(source.title for source in case.sources))
    found = [match.group() for text in texts for match in NAMED.finditer(text)]
    assert found == []


@each("case", EVERY)
def test_special_letters_survive(case):
    text = (CASES / f"{case.id}.yaml").read_text(encoding="utf-8")
    assert "\ufffd" not in text
    assert not {"Ã", "â€"} & set(text)


def test_euro_signs_accents_and_arrows_are_there():
    assert "€ 150" in load_case("ing-2014").timeline[0].text
    assert "principiële" in load_case("ing-2014").timeline[7].text
    assert load_case("ill-boek-auto").title_nl == "Boekvoorkeur -> auto-aanbieding"


@each("case", EVERY)
def test_keys_are_those_of_the_tables(case):
    assert case.sector_key in {row["key"] for row in shipped.rows("sectors.csv")}
    families = {row["key"] for row in shipped.rows("taxonomy/families.csv")}
    assert case.use.proposed_use_key in families
    assert case.use.collected_for_key in families | {""}
    categories = {row["key"] for row in shipped.rows("taxonomy/data_categories.csv")}
    assert case.use.data_categories
    assert set(case.use.data_categories) <= categories
    bases = {
        row["key"] for row in shipped.rows("taxonomy/choices.csv") if row["field"] == "legal_basis"
    }
    assert case.use.legal_basis in bases | {""}


@each("case", EVERY)
def test_what_a_case_says_on_screen_has_labels(case):
    keys = {f"flag.{flag}" for flag in case.outcome.flags or ()}
    keys |= {f"fig.actor.{event.actor}" for event in case.timeline}
    keys |= {f"status.{event.status}" for event in case.timeline if event.status}
    keys |= {f"driver.{case.outcome.driver}"} if case.outcome.driver else set()
    keys |= {f"expectation.{case.outcome.expectation}"} if case.outcome.expectation else set()
    assert keys <= set(table())


@each("case", [case for case in REAL if "withdrawn" in case.outcome.flags])
def test_a_use_that_was_withdrawn_says_when(case):
    assert {event.status for event in case.timeline} - {""}


def test_every_teaching_pair_loads():
    assert teaching_pairs()
    for pair in teaching_pairs():
        assert not load_case(pair.first).illustration
        assert not load_case(pair.second).illustration
        assert pair.why_nl
        assert pair.why_en


# ING 2014


def test_ing_2014_has_every_event_of_its_file():
    written = yaml.safe_load((CASES / "ing-2014.yaml").read_text(encoding="utf-8"))
    assert len(load_case("ing-2014").timeline) == len(written["timeline"])


def test_ing_2014_is_known_first_as_data_to_advertisers_then_as_opt_in_inside_the_bank():
    case = load_case("ing-2014")
    first, second = [event for event in case.timeline if event.public_knowledge]
    assert (first.date, second.date) == ("2014-03-10", "2014-03-10")
    assert first.known == {"recipient": "others", "control": Range(0, 0.15, 0.7)}
    assert second.known == {"recipient": case.use.recipient, "control": case.use.control}
    assert {key for item in second.public_knowledge for key in item.sources} == {"mf"}


def test_ing_2014_is_postponed_by_the_open_letter_after_the_second_interview():
    dates = [(event.date, event.status) for event in load_case("ing-2014").timeline]
    assert dates[10] == ("2014-03-17", "postponed")
    assert [date for date, status in dates if status] == ["2014-03-17"]
    assert [date for date, _ in dates[8:10]] == ["2014-03-10/2014-03-17"] * 2


# The codings


def test_both_codings_are_there_for_the_52_cases_that_were_coded():
    coders = Counter(tuple(coding.coder for coding in case.codings) for case in EVERY)
    assert coders == {("A", "B"): 52, (): 1}
    assert {coding.date for case in EVERY for coding in case.codings} == {"2026-11-23"}
    assert not load_case("ill-fraudebelletje").codings


def test_the_mean_of_the_codings_is_used_and_their_spread_is_the_range():
    use = load_case("ing-2014").use
    assert use.image_fit == Range(0.1, 0.125, 0.15)
    assert use.image_fit.mean == pytest.approx(0.125)
    assert use.control.mean == pytest.approx(0.675)


def test_what_nobody_could_code_is_unknown():
    assert load_case("wifitracking-winkels-2014").use.domain is None


@each("case", [case for case in EVERY if case.codings and not case.levels_ground])
def test_coded_levels_go_before_the_facts(case):
    for field, level in coded_levels(case.codings).items():
        assert getattr(case.use, field) == level


@pytest.mark.parametrize(
    "id, field, level",
    [
        ("ill-zoek-retargeting", "image_fit", 0.75),
        ("ill-zoek-retargeting", "value_returned", 0.65),
        ("ill-betaalde-krant", "image_fit", 0.25),
        ("ill-betaalde-krant", "value_returned", 0.1),
        ("ill-naast-bankoverzicht", "image_fit", 0.1),
        ("ill-naast-bankoverzicht", "value_returned", 0.1),
    ],
)
def test_the_article_s_own_words_go_before_the_codings(id, field, level):
    case = load_case(id)
    assert getattr(case.use, field) == level
    assert "bronartikel" in case.levels_ground
    assert case.codings


def test_the_limits_of_the_codings_can_be_said_on_screen():
    for lang in ("nl", "en"):
        assert len(table()["cases.coding_limits"][lang]) > 100


@given(st.lists(st.none() | st.floats(0, 1) | st.sampled_from((0.1, 0.7)), max_size=5))
def test_any_number_of_codings_gives_a_range(values):
    codings = [Coding(str(n), "2026-11-23", False, (("tree", v),)) for n, v in enumerate(values)]
    known = [value for value in values if value is not None]
    levels = coded_levels(codings)
    assert (
        (levels["tree"].low, levels["tree"].high) == (min(known), max(known))
        if known
        else not levels
    )


# The outcome


@pytest.mark.parametrize(
    "flags, level",
    [
        ((), 0),
        (("murmurs",), 1),
        (("murmurs", "formal_action", "formal_action_overturned"), 1),
        (("murmurs", "public_backlash"), 2),
        (("public_backlash", "formal_action", "formal_action_overturned"), 2),
        (("formal_action",), 3),
        (("withdrawn", "formal_action", "formal_action_overturned"), 3),
        (("lasting_damage", "withdrawn"), 4),
    ],
)
def test_the_outcome_ladder(flags, level):
    assert ordinal(flags) == level


@each("case", ILLUSTRATIONS)
def test_an_illustration_has_an_expectation_and_no_outcome(case):
    assert case.illustration
    assert case.outcome.ordinal is None
    assert case.outcome.accepted is None
    assert case.outcome.expectation
    assert not case.use_in_validation


@each("case", EVERY)
def test_blind_tells_nothing_of_what_came_of_it(case):
    blind = case.blind()
    assert blind.outcome is None
    assert not blind.timeline
    assert not blind.sources
    assert not blind.notes
    assert (blind.use, blind.facts) == (case.use, case.facts)
    shown = repr(blind)
    for event in case.timeline:
        assert event.text not in shown
    for source in case.sources:
        assert source.url is None or source.url not in shown
    for word in ("withdrawn", "postponed", "flags", "driver", "figures"):
        assert word not in shown


# Records


@each("case", EVERY)
def test_a_case_is_frozen_and_can_be_sent_elsewhere(case):
    assert pickle.loads(pickle.dumps(case)) == case
    with pytest.raises(dataclasses.FrozenInstanceError):
        case.id = "other"


@each("case", EVERY)
def test_the_use_holds_the_facts_of_the_case(case):
    assert case.use.title == case.title_nl
    assert case.use.controller == case.organisation
    assert case.use.sector == case.sector_key
    assert case.use.proposed_use == case.facts.proposed_use_nl
    assert case.use.collected_for == case.facts.purpose_original_nl
    assert case.use.purpose_statement == case.facts.purpose_described_nl


def test_real_cases_and_illustrations_never_stand_in_one_list():
    assert not set(case_ids()) & set(case_ids(illustrations=True))
    files = list(CASES.glob("*.yaml"))
    assert len(case_ids()) + len(case_ids(illustrations=True)) == len(files)
    for case in EVERY:
        assert case.illustration == case.id.startswith("ill-")


def test_loading_the_module_reads_no_case():
    code = "import sys, avgrisk.cases.case_base as c; n = c._load.cache_info().currsize; "
    code += "print(n, 'jsonschema' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.split() == ["0", "False"]


# Ids from outside


@pytest.mark.parametrize(
    "id",
    [
        "",
        " ",
        "ing",
        "../ing-2014",
        "../x",
        "cases/ing-2014",
        "ing-2014.yaml",
        "/etc/passwd",
        "ing-2014\0",
        "ING-2014",
        "x" * 100_000,
        "%s{}",
        None,
        0,
        2014.0,
        True,
        b"ing-2014",
        ["ing-2014"],
        {},
        Path("ing-2014"),
    ],
    ids=lambda id: repr(id)[:20],
)
def test_an_unknown_id_is_refused_by_name(id):
    with pytest.raises(InputError) as error:
        load_case(id)
    assert error.value.key == "error.case"
    for lang in ("nl", "en"):
        assert "\n" not in explain(error.value, lang)


def test_a_folder_is_told_from_an_unknown_case(tmp_path):
    with pytest.raises(InputError) as error:
        load_case(str(tmp_path))
    assert "is een map" in explain(error.value, "nl")


def test_a_near_miss_is_told_what_was_meant():
    with pytest.raises(InputError) as error:
        load_case("ing2014")
    assert error.value.allowed.split(", ")[0] == "ing-2014"


@given(st.text())
def test_no_text_opens_a_file_that_is_not_in_the_list(id):
    if id not in case_ids() + case_ids(illustrations=True):
        with pytest.raises(InputError):
            load_case(id)


# The facts door


def test_the_words_of_the_schema_are_those_of_the_table():
    rows = shipped.rows("taxonomy/case_facts.csv")
    inputs = shipped.validator("cases.schema.json").schema["properties"]["inputs"]["properties"]
    for fact in ("consent", "third_party", "value_back_type"):
        assert inputs[fact]["enum"] == list(
            dict.fromkeys(r["word"] for r in rows if r["fact"] == fact)
        )
    words = [row["word"] for row in rows if row["fact"] == "data_categories"]
    assert inputs["data_categories"]["items"]["enum"] == words


@pytest.mark.parametrize(
    "consent, level",
    [
        ("none", Range(0, 0.15, 0.7)),
        ("opt_out", Range(0.25, 0.45, 0.6)),
        ("opt_in", Range(0.3, 0.75, 1)),
        ("mandatory", Range(0, 0.1, 0.2)),
    ],
)
def test_consent_stands_for_the_ranges_of_the_method(consent, level):
    assert use_from_facts({"consent": consent}).control == level


@each("case", EVERY)
def test_every_case_can_be_scored_from_its_facts_alone(case):
    use = use_from_facts(raw(case.id)["inputs"], sector=case.sector_key)
    for field in ("control", "recipient", "identifiability", "value_returned"):
        assert isinstance(getattr(use, field), Range)
    assert use.image_fit is None
    assert use.data_categories == case.use.data_categories


def test_no_facts_are_no_levels():
    assert use_from_facts({}) == ProposedUse()
    assert use_from_facts({"consent": None, "third_party": ""}) == ProposedUse()


def test_fields_go_before_facts():
    assert use_from_facts({"consent": "none"}, control="opt_in").control == "opt_in"


@pytest.mark.parametrize(
    "inputs, field",
    [
        ({"consent": "maybe"}, "consent"),
        ({"consent": ["opt_in"]}, "consent"),
        ({"consent": 1}, "consent"),
        ({"third_party": "everyone"}, "third_party"),
        ({"value_back_type": "gold"}, "value_back_type"),
        ({"data_categories": ["payment", "shoe_size"]}, "data_categories"),
        ({"data_categories": 3}, "data_categories"),
        ({"data_categories": [1]}, "data_categories"),
        ({"proposed_use_nl": 3}, "proposed_use"),
        ({"purpose": "x"}, "purpose"),
        ({1: "x"}, "1"),
    ],
    ids=str,
)
def test_a_fact_that_is_not_known_is_refused_by_name(inputs, field):
    with pytest.raises(InputError) as error:
        use_from_facts(inputs)
    assert error.value.field == field
    assert error.value.allowed
    assert explain(error.value)


def test_an_unknown_field_beside_the_facts_is_refused():
    with pytest.raises(InputError):
        use_from_facts({}, colour="red")


# Somebody's own file


@pytest.fixture
def own(tmp_path):
    """Writes a case file, changed from ing-2014, and reads it."""

    def write(change=None, text=None):
        data = raw("ing-2014")
        if change:
            change(data)
        path = tmp_path / "own.yaml"
        path.write_text(text if text is not None else yaml.safe_dump(data), encoding="utf-8")
        return read_case(path)

    return write


def test_an_own_case_is_scored_from_its_facts_or_its_own_levels(own):
    assert own().use.control == Range(0.3, 0.75, 1)
    assert own().use.image_fit is None
    case = own(
        lambda data: data.update(levels={"image_fit": "strange"}, levels_ground="onze schatting")
    )
    assert case.use.image_fit == "strange"
    assert own(lambda data: data.pop("outcome")).outcome is None


def test_dates_may_stand_without_quotes_and_norway_is_a_country(own):
    text = (CASES / "ing-2014.yaml").read_text(encoding="utf-8").replace("'2014", "2014")
    text = (
        text.replace("10'", "10")
        .replace("country: NL", "country: NO")
        .replace("2014-04-11'", "2014")
    )
    text = "\n".join(line.rstrip("'") if "date: 2" in line else line for line in text.splitlines())
    case = own(text=text)
    assert case.country == "NO"
    assert case.announced == "2014-03-10"


BROKEN = {
    "no source with an event": (
        lambda d: d["timeline"][0].update(sources=[]),
        "timeline.1.sources",
    ),
    "a source that is not listed": (
        lambda d: d["timeline"][1].update(sources=["bb", "nowhere"]),
        "timeline.2.sources",
    ),
    "no sources at all": (lambda d: d.update(sources=[]), "sources"),
    "sources left out": (lambda d: d.pop("sources"), "case"),
    "an event without sources": (lambda d: d["timeline"][2].pop("sources"), "timeline.3"),
    "knowledge without a source": (
        lambda d: d["timeline"][0]["public_knowledge"]["control"].update(sources=["zz"]),
        "timeline.1.public_knowledge.control.sources",
    ),
    "knowledge of an unknown field": (
        lambda d: d["timeline"][0].update(
            public_knowledge={"mood": {"level": 1, "sources": ["dn"]}}
        ),
        "timeline.1.public_knowledge",
    ),
    "the same source twice": (lambda d: d["sources"].append(dict(d["sources"][0])), "sources"),
    "an unknown key": (lambda d: d.update(colour="red"), "case"),
    "an unknown key within": (lambda d: d["inputs"].update(colour="red"), "inputs"),
    "an ordinal that is typed": (lambda d: d["outcome"].update(ordinal=3), "outcome"),
    "no id": (lambda d: d.pop("id"), "case"),
    "an id with a path": (lambda d: d.update(id="../x"), "id"),
    "an unknown actor": (lambda d: d["timeline"][0].update(actor="aliens"), "timeline.1.actor"),
    "an unknown status": (lambda d: d["timeline"][0].update(status="gone"), "timeline.1.status"),
    "an unknown flag": (lambda d: d["outcome"]["flags"].update(war=True), "outcome.flags"),
    "a flag that is text": (
        lambda d: d["outcome"]["flags"].update(murmurs="yes"),
        "outcome.flags.murmurs",
    ),
    "an unknown word of consent": (lambda d: d["inputs"].update(consent="maybe"), "inputs.consent"),
    "an unknown data word": (
        lambda d: d["inputs"].update(data_categories=["payment", "shoes"]),
        "inputs.data_categories.2",
    ),
    "a title that is a number": (lambda d: d.update(title_nl=3), "title_nl"),
    "a timeline that is text": (lambda d: d.update(timeline="later"), "timeline"),
    "an empty timeline": (lambda d: d.update(timeline=[]), "timeline"),
    "a date that is none": (
        lambda d: d["timeline"][3].update(date="2014-02-30"),
        "timeline.4.date",
    ),
    "a date in words": (lambda d: d["timeline"][3].update(date="in maart"), "timeline.4.date"),
    "an interval that runs back": (
        lambda d: d["timeline"][3].update(date="2014-03-17/2014-03-10"),
        "timeline.4.date",
    ),
    "announced on no day": (lambda d: d.update(announced="2014-13"), "announced"),
    "an address that runs code": (
        lambda d: d["sources"][0].update(url="javascript:alert(1)"),
        "sources.1.url",
    ),
    "no address in a real case": (lambda d: d["sources"][0].update(url=None), "sources.1.url"),
    "a level that does not exist": (
        lambda d: d.update(levels={"control": "huge"}, levels_ground="x"),
        "control",
    ),
    "a level above 1": (
        lambda d: d.update(levels={"control": 2}, levels_ground="x"),
        "levels.control",
    ),
    "a level that is no number": (
        lambda d: d.update(levels={"control": float("nan")}, levels_ground="x"),
        None,
    ),
    "levels without their ground": (lambda d: d.update(levels={"control": 0.5}), "case"),
    "a level of an unknown field": (
        lambda d: d.update(levels={"mood": 1}, levels_ground="x"),
        "levels",
    ),
    "figures that are text": (
        lambda d: d["outcome"].update(figures={"n": "many"}),
        "outcome.figures.n",
    ),
    "an illustration with flags": (lambda d: d.update(illustration=True), None),
    "keys that are numbers": (lambda d: d.update({1: 2}), "case"),
}


@pytest.mark.parametrize("change, field", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_by_place_value_and_what_is_allowed(own, change, field):
    with pytest.raises(InputError) as error:
        own(change)
    assert field is None or error.value.field == field
    assert error.value.allowed
    for lang in ("nl", "en"):
        line = explain(error.value, lang)
        assert "\n" not in line
        assert "@" not in line, "a label key was not filled in"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "3",
        "just text",
        "a: [",
        "a: 'b",
        "\tx: 1",
        "a: 1\na: 2",
        "a: &x [1]\nb: *x",
        "a: &a [" + "*a, " * 9 + "]",
        "!!python/object/apply:os.system ['true']",
        "!!python/name:os.system",
        "a: !!int 'x'",
        "a: " + "9" * 5000,
        "? [1, 2]\n: 3",
        "? {a: 1}\n: 3",
        "[" * 5000,
        "{a: " * 5000,
        "- " * 5000,
        "a: b\n---\nc: d",
        "x" * 200_001,
        "# " + "x" * 200_001,
        "a: \x00",
        "a: \x07",
        "<<: {a: 1}",
        "%YAML 9.9\n---\na: 1",
        "\ufeff",
    ],
    ids=lambda text: repr(text)[:30],
)
def test_a_text_that_is_no_case_is_refused(own, text):
    with pytest.raises(InputError) as error:
        own(text=text)
    for lang in ("nl", "en"):
        assert "\n" not in explain(error.value, lang)


@given(st.text(alphabet="ab:-[]{}&*!#|>'\"\n \t?%@,0.", max_size=200))
def test_no_text_does_worse_than_an_input_error(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_case(path)


@pytest.mark.parametrize("path", ["", ".", "nowhere.yaml", "a\0b", None, 3, b"\xff", []], ids=repr)
def test_a_path_that_cannot_be_read_is_refused(path):
    with pytest.raises(InputError) as error:
        read_case(path)
    assert explain(error.value)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_bytes(b"\xff\xfe\x00case")
    with pytest.raises(InputError):
        read_case(path)
