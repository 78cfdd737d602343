"""How far coders agree, as a table of words."""

import pandas as pd

from avgrisk.cases.case_records import Case
from avgrisk.cases.coding.agreement import shipped_agreement
from avgrisk.cases.coding.sheet import FIELDS
from avgrisk.core import shipped
from avgrisk.core.labels import label
from avgrisk.core.languages import written
from avgrisk.core.wording import number


def agreement_table(found: pd.DataFrame, lang: str = "nl") -> pd.DataFrame:
    """Kappa per field of every coder, with the two shipped codings among themselves beside it."""
    beside = shipped_agreement().set_index("field")["kappa"]
    rows = [
        {
            label("column.coder", lang): row["coder"],
            label("column.field", lang): field_name(row["field"], lang),
            label("column.n", lang): str(row["n"]),
            label("column.kappa", lang): _kappa(row["kappa"], lang),
            label("column.same", lang): f"{number(100 * row['same'], lang, 0)} %",
            label("column.shipped_kappa", lang): _kappa(beside[row["field"]], lang),
        }
        for row in found.to_dict("records")
    ]
    return pd.DataFrame(rows)


def fact_rows(case: Case, lang: str = "nl") -> list[tuple[str, str]]:
    """What the codebook lets a coder know beside the texts: consent and third parties, in words."""
    rows = []
    for fact in ("consent", "third_party"):
        word = getattr(case.facts, fact)
        found = [
            row[f"label_{written(lang)}"]
            for row in shipped.rows("taxonomy/case_facts.csv")
            if (row["fact"], row["word"]) == (fact, word)
        ]
        rows += [(label(f"coding.fact.{fact}", lang), text) for text in found[:1]]
    return rows


def field_name(field: str, lang: str) -> str:
    """The short name of a field of the codebook, or of all of them."""
    if field not in FIELDS:
        return label("coding.all", lang)
    return label("reading.vagueness" if field == "vagueness" else f"fig.field.{field}", lang)


def _kappa(value: float, lang: str) -> str:
    return "-" if pd.isna(value) else number(value, lang, 2)
