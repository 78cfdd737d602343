"""The shell around every page: everything is escaped, and a value that is not there is an error."""

from __future__ import annotations

import datetime
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from jinja2 import UndefinedError

from avgrisk.cases.case_base import load_case
from avgrisk.core.subjects import plain
from avgrisk.figures.markup import Figure
from avgrisk.reports.a4 import a4_html
from avgrisk.reports.page import page
from avgrisk.reports.replay_page import replay_html
from tests.cli import report_text

HOSTILE = "</title><script>alert('x')</script>"

PAGES = {
    "replay": lambda: replay_html("ing-2014"),
    "a4": lambda: a4_html(load_case("ing-2014").use, date=datetime.date(2026, 11, 24)),
    "register": report_text.report,
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_the_same_policy_and_stands_alone(name):
    text = PAGES[name]()
    policies = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    # Pages that move run one script: ours, by its digest.
    scripts = re.findall(r'<script type="module">(.*?)</script>', text, re.DOTALL)
    assert len(scripts) == (name != "register")
    digests = [b64encode(sha256(each.encode()).digest()).decode() for each in scripts]
    runs = "".join(f" script-src 'sha256-{digest}';" for digest in digests)
    assert policies == [
        f"default-src 'none'; style-src 'unsafe-inline';{runs} base-uri 'none'; form-action 'none'"
    ]
    for script in scripts:
        text = text.replace(f'<script type="module">{script}</script>', "")
    assert text.startswith("<!doctype html>\n") and text.count("<html") == 1
    assert not re.search(r"<script|<link|<img|@import|url\(|\{\{|\{%| on\w+=", text)


def test_what_is_shown_is_escaped_but_a_figure_is_left_as_it_is():
    text = page("a4", HOSTILE, plain("en"), sheet=Figure("<b>5</b>", "5"))
    assert "<script" not in text and "&lt;script&gt;" in text and "<b>5</b>" in text
    assert "&lt;script&gt;" in page("a4", "", plain("en"), sheet=HOSTILE)


def test_a_name_without_a_value_is_an_error():
    with pytest.raises(UndefinedError, match="sheet"):
        page("a4", "", plain("en"))
