"""A phrase with a verb is found in the forms people write."""

from __future__ import annotations

import pytest

from avgrisk.core import shipped
from avgrisk.vocabulary.hints import read_use
from avgrisk.vocabulary.phrases import PhraseTable
from avgrisk.vocabulary.voices import spoken, verbs, voices


@pytest.mark.parametrize(
    ("lang", "phrase", "texts"),
    [
        ("nl", "gegevens ~ verkopen", (
            "gegevens van klanten verkopen", "de school verkoopt de gegevens",
            "wij verkopen alle gegevens", "gegevens worden aan anderen verkocht",
        )),
        ("nl", "doorspelen aan ~ politie", (
            "de bank speelt ze door aan de politie", "doorgespeeld aan de politie",
            "het wordt aan de politie doorgespeeld",
        )),
        ("nl", "trainen van ~ model*", ("de app traint een taal model", "het model wordt getraind")),
        ("en", "sell ~ list*", (
            "it sells your list", "selling a list", "lists are sold", "they sold the list",
        )),
    ],
)  # fmt: skip
def test_a_phrase_is_found_in_every_form_of_its_verb(lang, phrase, texts):
    table = PhraseTable([spoken(phrase, lang)])
    assert [text for text in texts if not table.find(text)] == []


@pytest.mark.parametrize(
    ("lang", "phrase"), [("nl", "marketing*"), ("nl", "op de website"), ("en", "data broker*")]
)
def test_a_phrase_without_a_known_verb_stays_as_it_is(lang, phrase):
    assert voices(phrase, lang) == (phrase,)


def test_the_table_of_verbs_is_in_order():
    rows = shipped.rows("words/verb_forms.csv")
    assert len(rows) == len(verbs("nl")) + len(verbs("en")), "a verb stands there twice"
    for row in rows:
        assert row["verb"].startswith(row["particle"])
        assert row["plural"] and row["singular"] and row["participle"]


def test_a_use_is_read_alike_however_it_is_told():
    told = (
        "Wij herkennen het gezicht van bezoekers",
        "Het gezicht van bezoekers wordt herkend",
        "De winkel herkent het gezicht van bezoekers",
        "Gezicht van bezoekers herkennen",
        "The shop recognises visitors by their faces",
    )
    assert {"watch"} == {said.key for text in told for said in read_use(text).natures}
