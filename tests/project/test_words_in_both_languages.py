"""The tables of words: a concept that has words in one language has words in the other."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

import avgrisk
from avgrisk.core import shipped

#: Tables with a row a concept and its words per language in a column each.
BESIDE = (
    *(f"words/{name}.csv" for name in (
        "cell_words", "column_aliases", "condition_hints", "data_senses", "domain_hints", "hint_marks",
        "inferred_hints", "nature_words", "people_hints", "people_words", "plan_marks",
        "purpose_lexicon", "recipient_hints", "use_data", "use_hints",
    )),
    "taxonomy/duties.csv",
    "taxonomy/usual_recipients.csv",
)  # fmt: skip

#: Concepts of one language alone, each with the reason.
ALONE = {
    "words/data_senses.csv meter": "English 'readings' are meter readings or media, 'standen' not",
    "words/data_senses.csv sport": "Dutch 'uitslag' is a result in sport or in medicine",
    "words/data_senses.csv education": "Dutch 'uitslag' is a result at school or in medicine",
    "words/recipient_hints.csv transfer": "'tell you' hands nothing over; Dutch needs 'aan' for it",
    "user.name user.contact.address": "NAW: name and address in one Dutch abbreviation",
    "head": "last parts of compounds, which English writes apart",
    "last": "last parts of compounds that say less than the first",
}

#: How many times as many words one language may have for data; Dutch writes compounds as one.
MOST = 4


@pytest.mark.parametrize("table", BESIDE)
def test_a_concept_has_words_in_both_languages(table):
    one_sided = [
        f"{table} {next(filter(None, map(row.get, ('name', 'role', 'key', 'field'))), '')}"
        for row in shipped.rows(table)
        if bool(row["nl"]) != bool(row["en"])
    ]
    assert [concept for concept in one_sided if concept not in ALONE] == []


@pytest.mark.slow
def test_a_kind_of_data_has_about_as_many_words_in_both_languages():
    count: dict[str, Counter] = defaultdict(Counter)
    for row in shipped.rows("words/data_words.csv"):
        count[row["key"]][row["lang"]] += len(row["words"].split("|"))
    apart = {
        key: dict(found)
        for key, found in count.items()
        if key not in ALONE and max(found["nl"], found["en"]) > MOST * min(found["nl"], found["en"])
    }
    assert apart == {}


def test_everyday_plans_lie_close_in_both_languages():
    apart = [
        abs(avgrisk.score(nl).value - avgrisk.score(en).value)
        for nl, en in (
            [avgrisk.read(row[lang], row["organisation"]).use for lang in ("nl", "en")]
            for row in shipped.rows("development/everyday_pairs.csv")
            if row["mended"] == "1"
        )
    ]
    assert sum(apart) / len(apart) < 7.5
    assert sum(points > 20 for points in apart) <= 12
