"""What a language of the screens still lacks, as lines to fill in: `python -m tests.core.translating de`."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence

from avgrisk.core import shipped
from avgrisk.core.languages import lacking


def main(arguments: Sequence[str]) -> None:
    """Each table with the key and the English of every word that lacks; nothing where all is there."""
    (lang,) = arguments
    wanted = set(lacking(lang))
    for name in shipped.names("labels", ".csv"):
        rows = [(row["key"], row["en"]) for row in shipped.rows(f"labels/{name}")]
        found = [row for row in rows if row[0] in wanted]
        if found:
            print(f"datasets/labels/{lang}/{name}")
            csv.writer(sys.stdout, lineterminator="\n").writerows(found)


if __name__ == "__main__":
    main(sys.argv[1:])
