"""The pages for readers: what they name exists, and their numbers are those of code and tables."""

from __future__ import annotations

import csv
import json
import re
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

import pytest

import avgrisk
from avgrisk.cli.main import MEASURED, cli
from avgrisk.core import shipped
from avgrisk.core.records import FIELDS
from avgrisk.register.assess import RANKED
from tests import ROOT
from tests.lists import each
from tests.project import pages

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
EVERY = [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
METHOD = (DOCS / "METHOD.md").read_text(encoding="utf-8")
#: Where a path in a page may start; a page about tables leaves the first part out.
STARTS = (ROOT, ROOT / "datasets", ROOT / "datasets" / "taxonomy", ROOT / "datasets" / "index",
          ROOT / "datasets" / "words", ROOT / "avgrisk", ROOT / "avgrisk" / "scoring",
          ROOT / "avgrisk" / "indicators", ROOT / "avgrisk" / "vocabulary")  # fmt: skip
TABLE = re.compile(r"<!-- (\S+\.csv): ([\w, ]+) -->\n((?:\|.*\n)+)")

every_page = each("path", EVERY)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def anchors(path: Path) -> set[str]:
    """The places in a page that a link may name, as GitHub makes them of headings."""
    titles = re.findall(r"^#+ (.*)$", text_of(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@each("path", PAGES)
def test_a_page_begins_with_who_it_is_for(path):
    title, blank, first = text_of(path).splitlines()[:3]
    assert title.startswith("# ")
    assert not blank
    assert first.startswith(("For ", "Voor "))


def test_the_list_of_pages_names_every_page():
    listed = text_of(DOCS / "README.md")
    assert [path.name for path in PAGES if f"({path.name})" not in listed] == ["README.md"]


@every_page
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(path)):
        if re.match(r"\w+:", target):
            continue
        name, _, place = unquote(target).partition("#")
        other = (path.parent / name) if name else path
        assert other.exists(), target
        assert not place or place in anchors(other), target


@every_page
def test_files_that_a_page_names_exist(path):
    """A name in code marks with a folder or ending of ours; those of the reader's own have none."""
    names = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[a-z_]+-[12][\w-]*\.csv)`", text_of(path))
    made = re.compile(r"out/|dist/|fuzz/found|n/a$")
    lost = [
        name
        for name in names
        if not made.match(name) and not any((start / name).exists() for start in STARTS)
    ]
    assert not lost


@every_page
def test_names_of_the_library_that_a_page_uses_exist(path):
    for name in set(re.findall(r"\bavgrisk((?:\.[a-zA-Z_]\w*)+)", text_of(path))):
        found = avgrisk
        for part in name.strip(".").split("."):
            found = getattr(found, part, None) or import_module(f"{found.__name__}.{part}")


@every_page
def test_commands_that_a_page_names_exist(path):
    for name, what in re.findall(r"`avgrisk ([a-z]+)(?: ([a-z-]+))?", text_of(path)):
        assert name in cli.commands
        assert name != "measure" or what in MEASURED, what


@pytest.mark.parametrize("name", pages.WRITTEN)
def test_a_page_written_from_the_code_is_what_the_code_says(name):
    """When this fails: make pages, and read what changed."""
    assert text_of(DOCS / name) == pages.WRITTEN[name]()


def test_the_columns_of_a_register_are_those_the_page_names():
    text = text_of(DOCS / "REGISTER.md")
    assert [name for name in (*FIELDS, *RANKED) if name not in text] == []


def references() -> list[tuple[str, str]]:
    """Every "METHOD.md section 4" or "sections 2, 4 and 5" in code, tables, tests and pages."""
    found = []
    for folder in ("avgrisk", "benchmarks", "datasets", "docs", "tests"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".csv", ".md", ".yaml"}:
                joined = re.sub(r"\s*\n\s*(?:# ?)?", " ", text_of(path))
                for numbers in re.findall(
                    r"METHOD\.md,? sections? ((?:\d+(?:, | and )?)+)", joined
                ):
                    found += [(str(path.relative_to(ROOT)), n) for n in re.findall(r"\d+", numbers)]
    return found


def test_every_page_that_code_or_tables_name_is_there():
    for folder in ("avgrisk", "benchmarks", "datasets", "notebooks", "tests"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".csv", ".md", ".yaml", ".ipynb"}:
                for name in re.findall(r"docs/([\w-]+\.md)", text_of(path)):
                    assert (DOCS / name).exists(), f"{path.relative_to(ROOT)}: {name}"


def test_every_section_of_the_method_that_is_named_is_there():
    headings = set(re.findall(r"^## (\d+)\. ", METHOD, re.MULTILINE))
    assert len(references()) > 10
    assert [place for place in references() if place[1] not in headings] == []


@each("table", TABLE.findall(METHOD))
def test_a_table_of_the_method_is_that_of_the_data(table):
    name, columns, lines = table
    wanted = columns.split(", ")
    known = {tuple(cell(row[column]) for column in wanted) for row in shipped.rows(name)}
    shown = [
        tuple(map(cell, row[1:-1])) for row in csv.reader(lines.splitlines()[2:], delimiter="|")
    ]
    assert [row for row in shown if row[: len(wanted)] not in known] == []


def cell(text: str) -> str | float:
    """A cell of a table: a number as a number, a key without marks."""
    try:
        return float(text)
    except ValueError:
        return text.strip().strip("`")


def count(name: str, **values: str) -> int:
    return sum(
        all(row[key] == value for key, value in values.items()) for row in shipped.rows(name)
    )


def value(name: str, key: str, column: str = "value") -> str:
    """A number of a table as the page writes it: .6, 1.2."""
    row = next(row for row in shipped.rows(name) if next(iter(row.values())) == key)
    return written(float(row[column]))


def written(number: float) -> str:
    return f"{number:g}".removeprefix("0") if number else "0"


CATEGORIES, FAMILIES = "taxonomy/data_categories.csv", "taxonomy/families.csv"
FELT = "taxonomy/felt.csv"
SURVEYS = {row["survey"] for row in shipped.rows("evidence/felt_sensitivity.csv")}
VAGUE, FIT, PILED = (
    "index/vagueness_settings-1.csv",
    "taxonomy/fit_rules.csv",
    "taxonomy/sensitivity.csv",
)
ADVICE, THESIS, SPECTRUM = "index/advice-1.csv", "index/thesis-1.csv", "index/spectrum-1.csv"
GUARDIAN, LICENCE = "index/coefficients-2-guardian.csv", "index/coefficients-2-licence.csv"

#: What the page says in a sentence or formula, with the numbers of the tables in it.
SAID = [
    ("Each of the {} kinds of data", count(CATEGORIES)),
    ("{} from {} surveys", count(FELT, ground="surveys"), len(SURVEYS)),
    ("{} ranges and the .1 are judgement", count(CATEGORIES) - count(FELT, ground="surveys")),
    ("Financial data stand at {}", value(FELT, "user.financial", "mode")),
    ("(BSN) at {}", value(FELT, "x_nl.bsn", "mode")),
    ("content of messages at {}", value(FELT, "user.content.private", "mode")),
    ("health at {}", value(FELT, "user.health_and_medical", "mode")),
    ("payment transactions at {}", value(FELT, "x_nl.payment_transactions", "mode")),
    ("location at {}", value(FELT, "user.location", "mode")),
    ("purchase history at {}", value(FELT, "user.behavior.purchase_history", "mode")),
    ("a name at {}", value(FELT, "user.name", "mode")),
    ("religion at {}", value(FELT, "user.demographic.religious_belief", "mode")),
    (
        "without more is {}, {}, {}",
        *(value(FELT, "user", end) for end in ("low", "mode", "high")),
    ),
    ("says of {} kinds of organisation", count("sectors.csv")),
    ("({} keys in `datasets/taxonomy/families.csv`)", count(FAMILIES)),
    ("families covered / {}", count(FAMILIES)),
    ("{} cases; the weights are judgement", len(avgrisk.case_ids())),
    ("cases* are {} real plans", len(avgrisk.case_ids())),
    ("share = {} where unavoidable", value(FIT, "control.unavoidable", "mode")),
    ("min(sum of hedges, {})", value(VAGUE, "hedge_cap")),
    ("O = sum of open purposes; {} where", value(VAGUE, "nothing_named")),
    ("O / (O + D + A + {} n)", value(VAGUE, "unlisted_weight")),
    ("{} sqrt(f' V f + {}^2)", value(VAGUE, "interval_z"), value(VAGUE, "doubt_sd")),
    ("alone, {}^2 is added", value(VAGUE, "doubt_alone_sd")),
    (
        "one clause reads at {} or more and another at {} or less",
        value(VAGUE, "clause_vague"),
        value(VAGUE, "clause_specific"),
    ),
    ("at {} for the mode", f"{float(shipped.rows('taxonomy/facets.csv')[0]['unknown']):.4f}"[1:]),
    ("{} x max(0, groups - {})", value(PILED, "further_group"), value(PILED, "groups_free")),
    (
        "blank counts as {}, {}, {},",
        *(value(PILED, "identifiability_blank", end) for end in ("low", "value", "high")),
    ),
    (
        "company people do not know ({}, {}, {})",
        *(value(FIT, "trust.recipient", end) for end in ("low", "mode", "high")),
    ),
    (
        "green below {}, amber below {}, red from {} ",
        value("index/bands-2.csv", "amber", "from"),
        value("index/bands-2.csv", "red", "from"),
        value("index/bands-2.csv", "red", "from"),
    ),
    (
        "`1.0 (sd {}) x guardian x image_misfit`",
        value(GUARDIAN, "guardian:image_misfit", "sd"),
    ),
    (
        "`{} (sd {}) x vagueness x image_misfit`",
        value(LICENCE, "vagueness:image_misfit", "mean"),
        value(LICENCE, "vagueness:image_misfit", "sd"),
    ),
    ("The {} rules stand", count("law/rules.csv")),
    ("{} small plans with the answer", shipped.text("law/golden_cases.yaml").count("\n- id: ")),
    (
        "reach = {} + ({} - {}) x vagueness",
        value(SPECTRUM, "narrow"),
        value(SPECTRUM, "wide"),
        value(SPECTRUM, "narrow"),
    ),
    (
        "(yes from {}, partly from {})",
        value(ADVICE, "core_task", "yes"),
        value(ADVICE, "core_task", "partly"),
    ),
    (
        "fit the image ({}, {})",
        value(ADVICE, "image", "yes"),
        value(ADVICE, "image", "partly"),
    ),
    ("(both {}, {})", value(ADVICE, "told", "yes"), value(ADVICE, "told", "partly")),
    ("(mean {}, sd {})", value(THESIS, "prior_mean"), value(THESIS, "prior_sd")),
    ("shown under sd {} too", value(THESIS, "wide_sd")),
]


@each("said", SAID)
def test_a_number_in_the_method_is_that_of_the_table(said):
    sentence, *numbers = said
    assert sentence.format(*numbers) in " ".join(METHOD.split())


def test_what_notebooks_call_is_listed():
    """A name that a notebook takes from avgrisk or one of its parts stands in docs/API.md."""
    listed = set(re.findall(r"\*\*`(\w+)", text_of(DOCS / "API.md")))
    parts = {called for _, called, _ in pages.PARTS}
    for path in sorted((ROOT / "notebooks").rglob("*.ipynb")):
        cells = json.loads(text_of(path))["cells"]
        code = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
        names = re.findall(rf"(?<![.\w])(?:avgrisk|{'|'.join(parts)})\.([A-Za-z]\w*)", code)
        imported = re.findall(r"^from avgrisk import (.*)$", code, re.MULTILINE)
        names += [name.strip() for line in imported for name in line.split(",")]
        assert set(names) - listed - parts == set(), path.name
