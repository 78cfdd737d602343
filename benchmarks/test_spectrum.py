"""How long the purpose spectrum and the A4 of one use take."""

from __future__ import annotations

from avgrisk.cases.case_base import load_case
from avgrisk.figures.spectrum_line import spectrum_curve
from avgrisk.reports.a4 import a4_html
from avgrisk.scoring.spectrum import spectrum

USE = load_case("ing-2014").use


def test_spectrum(benchmark):
    benchmark(lambda: spectrum(USE))


def test_spectrum_curve(benchmark):
    points = spectrum(USE)
    figure = benchmark(lambda: spectrum_curve(points))
    benchmark.extra_info["bytes"] = len(figure.markup.encode())


def test_a4(benchmark):
    page = benchmark.pedantic(lambda: a4_html(USE), rounds=5, warmup_rounds=1)
    benchmark.extra_info["bytes"] = len(page.encode())
