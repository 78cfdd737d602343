"""`make test` hides nothing: a test that passed at its second try is named, a failed one stays failed."""

from __future__ import annotations

from tests import suite

SAID = """\
RERUN tests/browser/test_a.py::test_shaky[x - y]@app
PASSED tests/browser/test_a.py::test_shaky[x - y]@app
RERUN tests/browser/test_a.py::test_bad@app
FAILED tests/browser/test_a.py::test_bad@app
RERUN tests/browser/test_a.py::test_ends_badly@app
PASSED tests/browser/test_a.py::test_ends_badly@app
ERROR tests/browser/test_a.py::test_ends_badly@app - AssertionError: a dialog opened
RERUN tests/browser/test_a.py::test_ends@app
PASSED tests/browser/test_a.py::test_ends@app
"""


def test_what_passed_only_at_its_second_try_is_named():
    found = [name.partition("::")[2] for name in suite.unsteady(SAID)]
    assert found == ["test_shaky[x - y]@app", "test_ends@app"]
