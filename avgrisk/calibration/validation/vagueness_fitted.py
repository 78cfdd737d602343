"""The coefficients of the vagueness reading, fitted on the development statements (statsmodels).

`avgrisk measure vagueness` prints the fit; `make fit-vagueness` writes it into the tables too.
"""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from avgrisk.core import shipped
from avgrisk.core.extras import needed
from avgrisk.indicators.vagueness_words import FEATURES, features, find, setting
from avgrisk.vocabulary.text import words

STATEMENTS = "development/purpose_statements.csv"
TERMS = ("intercept", *FEATURES)


def statements(part: str) -> list[dict[str, str]]:
    """The development statements of a part ("fit" or "test") on which both passes agree."""
    rows = shipped.rows(STATEMENTS)
    return [row for row in rows if row["part"] == part and row["label_1"] == row["label_2"]]


def design(rows: Sequence[dict[str, str]]) -> list[list[float]]:
    """A row of 1 and the features per statement."""
    return [[1.0, *features(find(words(row["text"]), row["lang"]))] for row in rows]


def fit(rows: Sequence[dict[str, str]]) -> Any:
    """A logistic of vague (1) against specific (0); mixed statements do not take part.

    A label may be wrong (setting label_doubt), so that 1 stands at 1 - doubt and 0 at doubt.
    """
    needed("calibrate", "statsmodels")
    import statsmodels.api as sm

    doubt = setting("label_doubt")
    plain = [row for row in rows if row["label_1"] != "mixed"]
    outcome = [1 - doubt if row["label_1"] == "vague" else doubt for row in plain]
    model = sm.GLM(outcome, design(plain), family=sm.families.Binomial())
    model.exog_names[:] = TERMS
    return model.fit()


def write(result: Any, folder: Path, count: int) -> None:
    """The two shipped tables: estimates with their standard errors, and the covariance."""
    day = datetime.date.today().isoformat()
    note = (
        f"# Logistic coefficients of the vagueness reading, fitted {day} on {count} development"
        " statements by make fit-vagueness. Licence: CC BY 4.0. Status: fitted on one author's"
        " labels.\n"
    )
    about_covariance = note.replace("coefficients", "coefficients: covariance", 1)
    terms = pd.Index(TERMS, name="term")
    estimates = pd.DataFrame({"estimate": result.params, "se": result.bse}, terms)
    covariance = pd.DataFrame(result.cov_params(), terms, TERMS)
    for name, about, table in (
        ("vagueness-1.csv", note, estimates),
        ("vagueness_covariance-1.csv", about_covariance, covariance),
    ):
        text = about + table.to_csv(float_format="%.6f", lineterminator="\n")
        (folder / name).write_bytes(text.encode())


def report() -> str:
    """The fit as statsmodels sums it up."""
    return str(fit(statements("fit")).summary())


def main() -> None:
    """Fit, write the tables beside the other index tables, and print the summary."""
    result = fit(statements("fit"))
    write(result, Path(str(shipped.path("index"))), int(result.nobs))
    print(result.summary())


if __name__ == "__main__":
    main()
