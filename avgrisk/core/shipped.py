"""Where the shipped data lies: the only file that knows the path."""

import csv
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from avgrisk.core.records import Range


def path(name: str) -> Traversable:
    """A shipped file or folder, e.g. "taxonomy/domains.csv"."""
    return files("avgrisk.datasets").joinpath(name)


def project(name: str) -> Path:
    """A folder that lies beside the package: "notebooks" or "docs"; a wheel has it inside."""
    home = Path(str(files("avgrisk")))
    return home / "share" / name if installed() else home.parent / name


def installed() -> bool:
    """Whether this is a wheel that was installed, with no checkout around it."""
    return Path(str(files("avgrisk")), "share").is_dir()


@cache
def text(name: str) -> str:
    """A shipped file's text (utf-8)."""
    return path(name).read_text(encoding="utf-8")


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """A shipped csv table, a dict of texts per row; lines that start with # are left out."""
    lines = [line for line in text(name).splitlines() if line and not line.startswith("#")]
    heading, *cells = csv.reader(lines)
    return tuple(dict(zip(heading, row, strict=True)) for row in cells)


def names(folder: str, ending: str) -> tuple[str, ...]:
    """The files of a shipped folder with such an ending, sorted, e.g. ("labels", ".csv")."""
    return tuple(sorted(item.name for item in path(folder).iterdir() if item.name.endswith(ending)))


def folders(name: str) -> tuple[str, ...]:
    """The folders in a shipped folder, sorted."""
    return tuple(sorted(item.name for item in path(name).iterdir() if item.is_dir()))


@cache
def numbers(name: str, key: str = "key", column: str = "value") -> dict[str, float]:
    """A column of numbers of a shipped table, by the cells of another."""
    return {row[key]: float(row[column]) for row in rows(name)}


@cache
def validator(name: str) -> Any:
    """What holds a document against a shipped JSON schema: `iter_errors(document)`."""
    from jsonschema import Draft202012Validator  # only who opens a file waits for it

    return Draft202012Validator(json.loads(text(name)))


def span(row: Mapping[str, str], before: str = "") -> Range:
    """The range in a row's columns low, mode and high, with what stands before these names."""
    return Range(*(float(row[f"{before}{end}"]) for end in ("low", "mode", "high")))


def setting(key: str) -> float:
    """A number of index/calibration-1.csv by its key.

    >>> setting("interval_low"), setting("interval_high")
    (0.05, 0.95)
    """
    return numbers("index/calibration-1.csv")[key]


@cache
def rule(key: str) -> Range:
    """A number of taxonomy/fit_rules.csv in [0, 1]; certain numbers have all ends equal."""
    return {row["key"]: span(row) for row in rows("taxonomy/fit_rules.csv")}[key]
