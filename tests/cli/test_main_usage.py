"""What is wrong with a command line is told in the user's language, in one line."""

from __future__ import annotations

import click
import pytest

from avgrisk.cli.main import cli, worded
from avgrisk.core.labels import explain


@pytest.mark.parametrize(
    ("arguments", "nl"),
    [
        (["blorf"], "De opdracht blorf bestaat niet"),
        (["score"], "REGISTER ontbreekt"),
        (["score", "--blorf"], "De optie --blorf bestaat niet"),
        (["score", "a.csv", "--seed"], "De optie --seed vraagt een waarde"),
        (["score", "a.csv", "--seed", "x"], "--seed: geef een heel getal"),
        (["score", "a.csv", "--engine", "x"], "--engine: kies uit pandas, dask"),
        (["score", "a.csv", "b", "c"], "Te veel opgegeven: b c"),
        (["vagueness", "--file", "nergens.txt"], "--file: dat bestand is er niet"),
    ],
)
def test_every_mistake_has_words(arguments, nl):
    with pytest.raises(click.UsageError) as caught:
        cli.main(args=arguments, standalone_mode=False)
    assert explain(worded(caught.value), "nl").startswith(nl)


def test_what_has_no_words_is_told_as_it_was():
    told = explain(worded(click.UsageError("strange")), "en")
    assert told.startswith("strange")
