"""Families of use and product domains: the tables hold together, and distances behave."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.core import labels, shipped
from avgrisk.core.records import InputError, Range
from avgrisk.vocabulary.taxonomy import (
    ancestry,
    domain,
    domain_distance,
    domains,
    families,
    family,
    family_distance,
)

#: The families that DESIGN and the case base count on; sub-keys may be added below them.
FIXED = {
    "essential.service",
    "essential.security",
    "essential.legal_obligation",
    "essential.administration",
    "functional.insight",
    "functional.improve",
    "personalize.content",
    "analytics.reporting",
    "marketing.first_party",
    "marketing.third_party",
    "marketing.profiling",
    "sharing.aggregated",
    "sharing.data",
    "sharing.public",
    "sharing.government",
    "assessment.decision",
    "assessment.enforcement",
    "assessment.monitoring",
    "research",
    "influence",
}
FAMILY = st.sampled_from(sorted(families()))
DOMAIN = st.sampled_from(sorted(domains()))
LEVELS = {0, 0.25, 0.75, 1}


def test_the_fixed_families_are_there():
    assert set(families()) >= FIXED


@pytest.mark.parametrize("tree", [families(), domains()], ids=["families", "domains"])
def test_every_parent_and_near_key_exists_and_every_label_is_unique(tree):
    for node in tree.values():
        assert not node.parent or node.parent in tree, f"{node.key}: parent {node.parent}"
        assert set(node.near) <= set(tree), f"{node.key}: near {node.near}"
        assert ancestry(tree, node.key)[0] == node.key
    for lang in ("nl", "en"):
        words = [node.label(lang) for node in tree.values()]
        assert len(set(words)) == len(words), f"two keys share a label ({lang})"


def test_a_key_has_one_row_only():
    for name in ("taxonomy/families.csv", "taxonomy/domains.csv", "taxonomy/family_distance.csv"):
        keys = [row["key"] for row in shipped.rows(name)]
        assert len(set(keys)) == len(keys), name


@pytest.mark.parametrize(("kind", "tree"), [("family", families()), ("domain", domains())])
def test_the_label_table_says_the_same_as_the_tree(kind, tree):
    for node in tree.values():
        for lang in labels.LANGUAGES:
            assert labels.label(f"{kind}.{node.key}", lang) == node.label(lang)


def test_every_family_says_where_its_keys_come_from():
    for row in shipped.rows("taxonomy/families.csv"):
        assert row["fideslang"], row["key"]
        assert not row["dpv"] or row["dpv"][0].isupper(), row["key"]
        assert row["ground"], row["key"]


def test_what_a_family_says_of_other_facets_is_a_range():
    for key, found in families().items():
        for value in (found.recipient, found.domain, found.inferred):
            assert value is None or isinstance(value, Range), key


def test_the_distance_table_is_symmetric_and_zero_only_on_the_diagonal():
    rows = {row["key"]: row for row in shipped.rows("taxonomy/family_distance.csv")}
    assert set(rows) >= FIXED
    for one in rows:
        for other in rows:
            there, back = float(rows[one][other]), float(rows[other][one])
            assert there == back, f"{one} to {other} is {there}, back {back}"
            assert 0 <= there <= 1
            assert (there == 0) == (one == other), f"{one} to {other}"


@given(FAMILY, FAMILY)
def test_family_distance_is_symmetric_and_in_the_unit_interval(one, other):
    assert family_distance(one, other) == family_distance(other, one)
    assert 0 <= family_distance(one, other) <= 1
    assert family_distance(one, one) == 0


@given(DOMAIN, DOMAIN)
def test_domain_distance_is_symmetric_and_one_of_the_steps(one, other):
    assert domain_distance(one, other) == domain_distance(other, one)
    assert domain_distance(one, other) in LEVELS
    assert (domain_distance(one, other) == 0) == (one == other)


@pytest.mark.parametrize(
    "one, other, wanted",
    [
        ("books", "books", 0),
        ("books", "film", 0.25),
        ("books", "media", 0.25),
        ("books", "cars", 0.75),
        ("payments", "savings", 0.25),
        ("payments", "garden", 0.75),
        ("car_insurance", "cars", 0.25),
        ("fitness", "health_insurance", 0.25),
        ("payments", "politics", 1),
        ("social_media", "migration", 1),
    ],
)
def test_domains_stand_where_a_reader_expects_them(one, other, wanted):
    assert domain_distance(one, other) == wanted


def test_the_kinds_of_purpose_stand_in_the_order_of_the_codebook():
    service = "essential.service"
    order = ["functional.insight", "marketing.first_party", "marketing.third_party", "sharing.data"]
    found = [family_distance(service, key) for key in order]
    assert found == sorted(found)
    assert family_distance(service, "functional.insight") == 0.25
    assert family_distance(service, "influence") == 1


def test_a_sub_key_without_a_row_stands_near_the_rest_of_its_family():
    one, other = "essential.service.delivery", "essential.service.payment"
    assert 0 < family_distance(one, other) < 0.25
    assert family_distance(one, "sharing.data") == family_distance(
        "essential.service", "sharing.data"
    )


def test_training_models_lies_further_than_improving_and_has_a_row_of_its_own():
    improve, train = "functional.improve", "functional.improve.train_ai"
    assert family_distance("essential.service", train) > family_distance(
        "essential.service", improve
    )


@pytest.mark.parametrize("key", ["", "x", "marketing", "Essential.Service", "." * 5, "é"])
def test_an_unknown_family_is_refused_with_the_keys_that_are_allowed(key):
    with pytest.raises(InputError) as caught:
        family(key)
    assert caught.value.field == "proposed_use_key"
    assert "essential.service" in caught.value.allowed


def test_an_unknown_domain_is_refused_with_the_keys_that_are_allowed():
    with pytest.raises(InputError) as caught:
        domain("boeken", "collected_domain")
    assert caught.value.field == "collected_domain"
    assert "books" in caught.value.allowed
