"""The pages in docs/: what they name exists, and what is written from code is what the code says."""

from __future__ import annotations

import pytest

from tests import ROOT
from tests.project import pages

DOCS = ROOT / "docs"


@pytest.mark.parametrize("name, page", [("API", pages.api), ("ROOMS", pages.rooms)])
def test_a_page_written_from_the_code_is_what_the_code_says(name, page):
    """When this fails: make pages, and read what changed."""
    assert (DOCS / f"{name}.md").read_text(encoding="utf-8") == page()


def test_the_columns_of_a_register_are_those_the_page_names():
    from avgrisk.core.records import FIELDS
    from avgrisk.register.assess import RANKED

    text = (DOCS / "REGISTER.md").read_text(encoding="utf-8")
    for name in (*FIELDS, *RANKED):
        assert name in text, name
