"""Bytecode of templates: kept where Python keeps its own, and no page fails for want of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from avgrisk.reports import page


def rendered(folder):
    kept = page.Beside()
    kept.directory = str(folder)
    loader = DictLoader({"page": "{{ 1 + 1 }}"})
    return Environment(loader=loader, autoescape=True, bytecode_cache=kept).get_template("page")


@pytest.mark.parametrize("none", [False, True])
def test_a_template_is_kept_where_python_keeps_bytecode(none, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", none)
    assert [rendered(tmp_path).render() for _ in range(2)] == ["2", "2"]
    assert len([*tmp_path.iterdir()]) == (not none)


def test_a_folder_that_cannot_be_written_in_costs_nothing_but_time(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert rendered(tmp_path / "nowhere").render() == "2"


def test_its_folder_is_that_of_the_module():
    assert Path(page.Beside().directory).parent == Path(page.__file__).parent
