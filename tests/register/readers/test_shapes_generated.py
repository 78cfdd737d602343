"""A known register in shapes that others give theirs: its rows come back whole, or it is refused."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.register import shapes


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 1_000_000))
def test_rows_in_are_rows_scored_rejected_or_named_as_skipped(seed, tmp_path):
    """2,000 of them: python -m tests.register.shapes (make shapes)."""
    shape, outcome = shapes.judged(seed, tmp_path)
    assert outcome in ("whole", "refused"), f"{shape}: {outcome}"
