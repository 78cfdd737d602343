"""The model card is what its command prints, and says what it must."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from avgrisk.calibration.validation.separation import misfits
from avgrisk.cli.main import cli
from avgrisk.core import shipped
from avgrisk.core.labels import label
from avgrisk.figures.limits import LIMITS
from avgrisk.reports import model_card
from tests import ROOT

CARD = ROOT / "docs" / "MODEL_CARD.md"


@pytest.fixture(scope="module")
def text():
    return CARD.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.xdist_group("thesis")
def test_the_card_is_what_the_command_prints(text, thesis, monkeypatch):
    """When this fails: make model-card, and read what changed."""
    monkeypatch.setattr(model_card, "thesis_test", lambda: thesis)
    done = CliRunner().invoke(cli, ["measure", "model-card"])
    assert done.exit_code == 0 and done.stdout == text


def test_the_limits_are_those_said_with_every_score(text):
    for key in LIMITS:
        assert label(f"limits.{key}", "en") in text


def test_it_says_that_the_prior_is_not_calibrated_and_was_informed_by_which_surveys(text):
    assert "not yet calibrated" in text
    assert "The prior was informed by these surveys" in text
    for row in shipped.rows("evidence/printed_figures.csv"):
        assert row["source"] in text


def test_every_misfit_is_named(text):
    for item in misfits():
        assert label(f"misfit.{item.key}", "en", case=item.case, other=item.other) in text
    for name in ("Smart thermostat", "Loyalty card", "researchers", "people lean for"):
        assert name in text


def test_intended_use_and_what_it_is_not_for_are_there(text):
    for said in ("**Not for**", "not legal\n  advice", "consent", "prescan", "power"):
        assert said in text
