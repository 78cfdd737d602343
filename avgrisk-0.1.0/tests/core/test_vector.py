"""The vector: what is printed reads back as the same, and nothing else gets in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.core.records import InputError, Range
from avgrisk.core.vector import EXAMPLE, KNOWN_FLAGS, Assessment, from_vector

unit = st.floats(0, 1)
part = st.one_of(
    st.none(),
    unit.map(Range.point),
    st.tuples(unit, unit, unit).map(sorted).map(lambda three: Range(*three)),
)
assessments = st.builds(
    Assessment,
    st.sampled_from(["1", "1-guardian", "1-licence", "mine-2026.1"]),
    st.tuples(*[part] * 7),
    part,
    st.lists(st.sampled_from(KNOWN_FLAGS), unique=True).map(tuple),
)


@given(assessments)
def test_reading_back_what_was_printed_gives_the_same(assessment):
    assert from_vector(str(assessment)) == assessment


def test_example_of_the_contract():
    assessment = from_vector(EXAMPLE)
    assert str(assessment) == EXAMPLE
    assert assessment.readings[4] == Range(0.35, 0.44, 0.66)
    assert assessment.readings[5] is None


def test_any_order_and_trailing_zeros_come_back_canonical():
    assert str(from_vector("AVGR:1/CG:0.30/VG:1.0")) == "AVGR:1/VG:1/PD:?/DS:?/IM:?/TG:?/VA:?/CG:.3"


@pytest.mark.parametrize(
    "bad",
    [
        "", "AVGR", "CVSS:3.0/AV:P", "AVGR:1/VG:2", "AVGR:1/VG:nan", "AVGR:1/VG:.1/VG:.2",
        "AVGR:1/XX:.1",
        "AVGR:1/VG:.9|.5|.1", "AVGR:1/VG:.1|.2", "AVGR:/VG:.1", "AVGR:1/FL:evil", "AVGR:../x/VG:.1",
        "AVGR:1/VG:1e999", None, 7, "AVGR:1/" + "VG:.1/" * 1000,
    ],
)  # fmt: skip
def test_anything_else_is_an_input_error(bad):
    with pytest.raises(InputError):
        from_vector(bad)
