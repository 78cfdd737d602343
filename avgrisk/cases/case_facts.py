"""The facts door: a plan that nobody coded, scored from what is known of it."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from avgrisk.core import shipped
from avgrisk.core.bilingual import Passage, passage
from avgrisk.core.records import InputError, ProposedUse

#: The facts that fill levels, and the fields of a use that a text or key fills.
LEVEL_FACTS = ("consent", "third_party", "value_back_type")
TEXT_FACTS = {
    "proposed_use": "proposed_use_nl",
    "collected_for": "purpose_original_nl",
    "purpose_statement": "purpose_described_nl",
    "proposed_use_key": "proposed_use_key",
    "collected_for_key": "collected_for_key",
    "collected_domain": "collected_domain",
    "proposed_domain": "proposed_domain",
    "recipient_sector": "recipient_sector",
    "legal_basis": "legal_basis",
    "art9_ground": "art9_ground",
    "informed": "informed",
}


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The inputs of a case: what was known of the plan, apart from what came of it."""

    data_categories: tuple[str, ...] = ()
    purpose_described_nl: str = ""
    purpose_original_nl: str = ""
    proposed_use_nl: str = ""
    consent: str = ""
    third_party: str = ""
    value_back_nl: str = ""
    value_back_type: str = ""
    proposed_use_key: str = ""
    collected_for_key: str = ""
    collected_domain: str = ""
    proposed_domain: str = ""
    recipient_sector: str = ""
    legal_basis: str = ""
    art9_ground: str = ""
    informed: str = ""
    purpose_described_en: str = ""
    purpose_original_en: str = ""
    proposed_use_en: str = ""
    value_back_en: str = ""

    def passage(self, name: str, lang: str) -> Passage:
        """A text of these, such as proposed_use, in this language if the case has it.

        Scores read the Dutch texts only: the English ones are for the reader.
        """
        return passage(getattr(self, f"{name}_nl"), getattr(self, f"{name}_en"), lang)


def use_from_facts(inputs: Mapping[str, Any], **fields: Any) -> ProposedUse:
    """A use scored from facts alone, for a plan that nobody coded.

    `inputs` are words and texts as in the `inputs` block of a case (words: case_facts.csv), with
    `sector` or `sector_key`; `fields` of ProposedUse go before what the facts say.

    >>> use_from_facts({"consent": "opt_in", "data_categories": "payment; health"}).control.mode
    0.75
    """
    facts = {field.name for field in dataclasses.fields(CaseFacts)} | {"sector", "sector_key"}
    for name in inputs:
        if name not in facts:
            raise InputError(str(name), inputs[name], ", ".join(sorted(facts)), "error.field")
    values: dict[str, Any] = {field: inputs.get(name) for field, name in TEXT_FACTS.items()}
    values["sector"] = inputs.get("sector_key") or inputs.get("sector")
    words = ProposedUse(data_categories=inputs.get("data_categories") or ()).data_categories
    rows = [_rows("data_categories", word)[0] for word in words]
    values["data_categories"] = tuple(dict.fromkeys(row["category"] for row in rows))
    for fact in LEVEL_FACTS:
        if inputs.get(fact):
            values |= {row["field"]: shipped.span(row) for row in _rows(fact, inputs[fact])}
    return ProposedUse().replace(**(values | fields))


@cache
def _table() -> dict[str, dict[str, list[dict[str, str]]]]:
    """The rows of case_facts.csv by fact and word."""
    table: dict[str, dict[str, list[dict[str, str]]]] = {}
    for row in shipped.rows("taxonomy/case_facts.csv"):
        table.setdefault(row["fact"], {}).setdefault(row["word"], []).append(row)
    return table


def _rows(fact: str, word: object) -> list[dict[str, str]]:
    """What a word stands for; an unknown word is an InputError."""
    words = _table()[fact]
    if not isinstance(word, str) or word not in words:
        raise InputError(fact, word, ", ".join(words), "error.case_fact")
    return words[word]
