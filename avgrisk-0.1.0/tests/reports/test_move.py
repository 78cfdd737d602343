"""Sliders in the browser: the same numbers as Python, and a page that shows them."""

from __future__ import annotations

import json
import shutil
import subprocess

import numpy as np
import pandas as pd
import pytest

from avgrisk.cases.case_base import load_case
from avgrisk.core.records import READINGS, UNKNOWN, ProposedUse, Range
from avgrisk.core.subjects import plain
from avgrisk.core.vector import from_vector
from avgrisk.reports.a4 import a4_html
from avgrisk.reports.move import SCRIPT, numbers
from avgrisk.reports.replay_page import replay_html
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.kernel import evaluate
from avgrisk.scoring.score import score
from tests import ROOT

PROGRAM = """
import { readFileSync } from "node:fs";
import { evaluate } from "./move.mjs";
const { indexes, uses } = JSON.parse(readFileSync("given.json"));
console.log(JSON.stringify(uses.map(([name, columns]) => evaluate(indexes[name], columns))));
"""


def golden():
    """The vectors of every golden table, with ranges and unknowns among them."""
    tables = sorted((ROOT / "tests" / "scoring").glob("golden-*.csv"))
    return [vector for path in tables for vector in pd.read_csv(path)["vector"]]


def columns_of(vector):
    """The index a vector names, and low, mode and high of its inputs."""
    given = from_vector(vector)
    ranges = {name: found or UNKNOWN for name, found in zip(READINGS, given.readings, strict=True)}
    ranges["guardian"] = given.guardian or UNKNOWN
    return given.index_version, {k: (r.low, r.mode, r.high) for k, r in ranges.items()}


@pytest.fixture(scope="module")
def uses():
    return [
        *map(columns_of, golden()),
        *(("2", dict.fromkeys((*READINGS, "guardian"), (low, mode, high)))
          for low, mode, high in ((0, 0, 1), (0, 1, 1), (1, 1, 1), (0, 0, 1e-9), (0.3, 0.3, 0.31))),
    ]  # fmt: skip


def test_the_browser_counts_as_python_does(uses, tmp_path):
    if shutil.which("node") is None:
        pytest.skip("node is not on this machine")
    indexes = {name: numbers(load_index(name), plain("nl")) for name in {name for name, _ in uses}}
    (tmp_path / "given.json").write_text(json.dumps({"indexes": indexes, "uses": uses}))
    (tmp_path / "run.mjs").write_text(PROGRAM)
    shutil.copy(SCRIPT, tmp_path / "move.mjs")
    ran = subprocess.run(["node", "run.mjs"], cwd=tmp_path, capture_output=True, check=True)
    assert len(uses) > 200
    for (name, columns), found in zip(uses, json.loads(ran.stdout), strict=True):
        parts = {k: np.array(ends, dtype=float).reshape(3, 1) for k, ends in columns.items()}
        ours = evaluate(load_index(name), parts)
        assert found["value"] == pytest.approx(ours.value[0], abs=1e-9)
        assert found["low"] == pytest.approx(ours.low[0], abs=1e-9)
        assert found["high"] == pytest.approx(ours.high[0], abs=1e-9)
        assert found["bands"] == pytest.approx(ours.bands[0], abs=1e-9)
        assert found["band"] == ours.band[0]


@pytest.fixture
def opened(page, tmp_path):
    """Opens a page of ours from a file; it may not fail or ask for anything."""
    wrong = []
    page.on("pageerror", lambda error: wrong.append(error))
    page.on("request", lambda asked: asked.url.startswith("file:") or wrong.append(asked.url))

    def at(text):
        (tmp_path / "page.html").write_text(text, encoding="utf-8")
        page.goto((tmp_path / "page.html").as_uri())
        return page

    yield at
    assert not wrong


def shown(page, part):
    return page.locator(f"[data-part={part}]").inner_text()


def test_a_replay_moves_by_its_sliders(opened):
    page = opened(replay_html("ing-2014"))
    plan = score(load_case("ing-2014").use)
    assert shown(page, "value") == f"{plan.value:.1f}".replace(".", ",")
    certain = plan.use.replace(control_gap=0.0)
    page.get_by_role("slider", name="keuze").fill("0")
    moved = score(certain)
    assert shown(page, "value") == f"{moved.value:.1f}".replace(".", ",")
    low, high = (f"{end:.1f}".replace(".", ",") for end in moved.interval)
    assert shown(page, "margin") == f"{low}–{high}"
    page.get_by_role("combobox").select_option("0")
    assert shown(page, "value") == f"{plan.value:.1f}".replace(".", ",")


def test_a_plan_of_ones_own_moves_too_in_english(opened):
    use = ProposedUse(proposed_use="Advertising", sector="bank", trust=Range(0.2, 0.4, 0.6))
    page = opened(a4_html(use, "en"))
    assert shown(page, "value") == f"{score(use).value:.1f}"
    page.emulate_media(media="print")
    assert not page.locator(".move").is_visible()


def test_without_scripts_all_is_there_but_the_sliders(browser, tmp_path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    (tmp_path / "page.html").write_text(replay_html("ing-2014"), encoding="utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    assert not page.locator(".move").is_visible()
    assert page.locator(".avg-told").first.is_visible()
    assert page.locator("noscript p").is_visible()
    context.close()
