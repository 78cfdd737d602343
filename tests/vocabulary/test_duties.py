"""Reports that a law asks for: act, recipient and who has the duty."""

from __future__ import annotations

import pytest

from avgrisk.core import shipped
from avgrisk.vocabulary.duties import duties, in_recipients, in_text
from avgrisk.vocabulary.natures import natures
from avgrisk.vocabulary.sectors import table as sectors


def held(text: str) -> list[str]:
    """The duties that a text by itself fulfils, whoever has them."""
    told = in_text(text)
    return [
        key
        for at, key in enumerate(duties())
        if told.acts & told.received & ~told.barred & (1 << at)
    ]


def test_every_duty_has_recipients_articles_and_kinds_that_exist():
    known = {row["key"] for row in shipped.rows("taxonomy/usual_recipients.csv")}
    assert len(duties()) < 53  # bits of a float64
    for each in duties().values():
        assert each.recipients <= known and each.law
        assert set(each.sectors) <= set(sectors()) and set(each.covers) <= set(natures())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Loonaangifte bij de Belastingdienst", "payroll"),
        ("Filing payroll tax with HMRC", "payroll"),
        ("De bank geeft de renteopgave door aan de Belastingdienst", "third_party_return"),
        ("Notifying a notifiable disease to public health", "infectious_disease"),
        ("Gegevens verstrekken aan de politie op vordering van de officier", "court_order"),
    ],
)
def test_act_and_recipient_make_a_duty(text, key):
    assert key in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gegevens doorgeven aan de Belastingdienst",
        "Loonaangifte doen",
        "Loonaangifte bij de Belastingdienst en een kopie naar een databroker",
        "Ziekmeldingen doorgeven aan de zorgverzekeraar",
    ],
)
def test_without_the_act_or_with_anybody_else_there_is_none(text):
    assert held(text) == []


def test_a_stranger_among_the_recipients_bars_every_duty():
    assert in_recipients("Belastingdienst; accountant; hosting").barred & 1 == 0
    assert in_recipients("Belastingdienst; marketingbureau").barred == (1 << len(duties())) - 1
