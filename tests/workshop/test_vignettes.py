"""Vignettes: only what could be, told within an A6 in both languages, measured as any other use."""

from __future__ import annotations

import re

import pytest

import avgrisk
from avgrisk.core import shipped
from avgrisk.core.records import READINGS, InputError
from avgrisk.workshop import vignettes


def test_no_candidate_breaks_a_rule_and_every_rule_excludes_something():
    every = vignettes.candidates(vignettes.kinds())
    assert len(every) > 5000
    assert all(map(vignettes.can_be, every))
    for one, other in vignettes._rules():
        named = {factor: sorted(levels)[0] for factor, levels in (one, other)}
        start = every[0]
        values = {name: getattr(start, name) for name in vignettes.Vignette.__slots__}
        assert not vignettes.can_be(vignettes.Vignette(**values | named)), named


def test_rules_name_factors_and_levels_that_exist():
    known = {
        "sector": set(vignettes.kinds()),
        "data": set(vignettes._rows(vignettes._DATA)),
        "use": set(vignettes._rows(vignettes._USES)),
        **{factor: set(vignettes._level(factor)) for factor in vignettes.LEVELS},
    }
    for row in shipped.rows("workshop/vignette_rules.csv"):
        for side in (row["one"], row["other"]):
            factor, levels = vignettes._side(side)
            assert levels <= known[factor], row["key"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_vignette_fits_an_a6_and_leaves_no_mark_open(lang):
    for vignette in vignettes.candidates(vignettes.kinds())[::97]:
        told = vignettes.text(vignette, lang)
        assert 40 < len(told.split()) < 110
        assert not re.search(r"[{}|]", told + vignettes.title(vignette, lang))


def test_readings_are_those_of_the_use_it_stands_for():
    some = vignettes.candidates(("bank",))[::211]
    uses = [vignettes.use_of(vignette) for vignette in some]
    for use, row in zip(uses, vignettes.readings(uses), strict=True):
        scored = avgrisk.score(use)
        assert not scored.missing
        assert row.tolist() == pytest.approx([scored.readings[name].value for name in READINGS])


def test_an_unknown_kind_of_organisation_is_told():
    with pytest.raises(InputError) as wrong:
        vignettes.candidates(("space_agency",))
    assert "space_agency" in avgrisk.explain(wrong.value, "nl")
