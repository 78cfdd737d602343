"""The pictures of a register: safe, in both languages, with a text twin, light, and they add up."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from avgrisk.core.records import InputError
from avgrisk.figures.register.drivers import drivers, heat_map
from avgrisk.figures.register.quadrant_counts import counted, register_quadrant
from avgrisk.figures.register.ranks import MOST, rank_intervals, rank_span
from avgrisk.figures.register.win_tables import banded, before_after, quick_wins_table
from avgrisk.register.assess import assess
from avgrisk.register.quick_wins import quick_wins
from avgrisk.register.readers.reading import Register, mapped_fields
from avgrisk.register.report_data import Measures
from avgrisk.register.summary import summary
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.legal import VIEWS
from tests.figures.test_markup_every_figure import read

HOSTILE = "<script>alert(1)</script> \" onload='x' & {0} %s"
FIELDS = {"Naam": "title", "Doel": "purpose_statement", "Afdeling": "department"}


def register(rows):
    """A register that was read from nowhere."""
    frame = pd.DataFrame(rows, columns=[*FIELDS, "control"], dtype=str)
    fields = mapped_fields([*FIELDS, "control"], FIELDS)
    return Register(frame, fields, tuple(("blad", n + 2) for n in range(len(rows))))


@pytest.fixture(scope="module")
def assessed():
    """Sixty rows, hostile texts among them, one rejected."""
    levels = ("opt_in", "terms", "unknown", "opt_out")
    rows = [
        [f"Verwerking {n}", f"Tips sturen {n % 5}", f"Afdeling {n % 3}", levels[n % 4]]
        for n in range(58)
    ]
    rows += [[HOSTILE, HOSTILE, HOSTILE, "terms"], ["Fout", "Iets", "", "1,5"]]
    return assess(register(rows))


def pictures(assessed, lang):
    wins = quick_wins(assessed)
    after = Measures(("tell",), True, assessed.value * 0.5)
    return {
        "ranks": rank_intervals(assessed, lang),
        "drivers": drivers(summary(assessed), lang),
        "heat": heat_map(summary(assessed), lang),
        "quadrant": register_quadrant(assessed, lang),
        "wins": quick_wins_table(assessed, wins, lang),
        "measures": before_after(assessed, after, lang),
    }


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_they_are_safe_closed_and_light_and_have_a_text_twin(assessed, lang):
    for name, figure in pictures(assessed, lang).items():
        reader = read(figure.markup)
        assert not reader.tags & {"script", "img", "iframe", "object", "link", "form", "svg"}, name
        for attribute, _ in reader.attributes:
            assert not attribute.startswith("on") and attribute not in ("src", "href", "id")
        assert len(figure.text) > 40 and "&lt;" not in figure.text
        assert len(figure.markup.encode()) < 60_000, name
        if lang == "nl":
            assert not re.search(r"\d\.\d", figure.text), name


def test_an_unknown_language_is_an_input_error(assessed):
    with pytest.raises(InputError):
        rank_intervals(assessed, "xx")


def test_the_quadrant_counts_every_scored_row_once_in_both_views(assessed):
    for view in VIEWS:
        counts = counted(assessed, view)
        assert counts.sum() == len(assessed.order) == 59
        assert counts.sum(axis=(0, 1)).tolist() == list(summary(assessed).bands.values())
    figure = register_quadrant(assessed, "nl")
    dots = re.findall(r'class="avg-dots">(.*?)<b>(\d+)</b>', figure.markup)
    assert sum(int(count) for _, count in dots) == 2 * 59
    for shown, count in dots:
        assert shown.count("<i ") == min(int(count), 40)


def test_rank_intervals_show_the_riskiest_and_say_how_many_there_are(assessed):
    figure = rank_intervals(assessed, "nl")
    assert figure.markup.count("<li>") == MOST and f"De {MOST} hoogste van 59" in figure.text
    first = int(assessed.order[0])
    assert rank_span(assessed, first) in figure.text
    above, below = int(assessed.ranking.above[first]), int(assessed.ranking.below[first])
    assert f"zeker boven {above}, zeker onder {below}, onbeslist met {58 - above - below}" in (
        figure.text
    )
    for left, width in re.findall(r"left:([\d.]+)%;width:max\(8px,([\d.]+)%\)", figure.markup):
        assert float(left) >= 0 and float(left) + float(width) <= 100.01


def test_the_rows_that_a_row_is_told_apart_from_are_named_by_their_place(assessed):
    first, second, *_, last = assessed.order[:MOST].tolist()
    surely = np.zeros_like(assessed.ranking.surely)
    surely[first, [second, last]] = True
    made = replace(assessed, ranking=replace(assessed.ranking, pairs=lambda: surely))
    lines = rank_intervals(made, "nl").text.splitlines()
    place = {row: f"{made.ranking.rank[row]:.0f}" for row in (first, second, last)}
    assert f"; boven nummer {place[second]}, {place[last]}." in lines[1]
    assert f"; onder nummer {place[first]}." in lines[2]
    assert sum("nummer" in line for line in lines[1:]) == 3


def test_the_table_of_measures_counts_the_bands_before_and_after(assessed):
    known = ~np.isnan(assessed.value)
    after = Measures(("tell",), True, assessed.value * 0.5)
    text = before_after(assessed, after, "nl").text
    index = load_index()
    for band, was, is_now in zip(
        ("Laag (groen)", "Verhoogd (oranje)", "Hoog (rood)"),
        banded(assessed.value[known], index),
        banded(assessed.value[known] * 0.5, index),
        strict=True,
    ):
        assert f"{band}: {was} → {is_now}" in text


def test_band_edges_belong_to_the_band_they_open():
    index = load_index()
    edges = np.array([start for _, start in index.bands])
    assert banded(edges, index).tolist() == [1, 1, 1]


def test_a_heat_cell_is_as_dark_as_its_number(assessed):
    markup = heat_map(summary(assessed), "nl").markup
    cells = re.findall(r'--s:([\d.]+)">([−+]?[\d,]+)<', markup)
    assert len(cells) == 4 * len(summary(assessed).departments)
    for strength, shown in cells:
        value = float(shown.replace("−", "-").replace(",", "."))
        assert float(strength) == pytest.approx(100 * min(max(value, 0), 1), abs=0.51)


def test_nothing_to_show_is_an_empty_figure():
    lonely = assess(register([["a", "Tips sturen", "", "terms"]]))
    assert heat_map(summary(lonely)).markup == ""
    assert rank_intervals(lonely).markup.count("<li>") == 1
    rejected = assess(register([["a", "Tips", "", "1,5"]]))
    assert rank_intervals(rejected).markup == ""
    assert before_after(rejected, Measures(("tell",), True, rejected.value)).markup == ""
