"""Votes as a table with its codebook: for whoever analyses a room, without anybody in it."""

import csv
import io
import random

from avgrisk.core.labels import label
from avgrisk.core.records import READINGS
from avgrisk.workshop.kept import FEWEST
from avgrisk.workshop.learning import readings_of
from avgrisk.workshop.looking_back import LookingBack

#: The columns; those of the readings follow.
COLUMNS = ("person", "item", "grant", "may", *(f"judged_{name}" for name in READINGS))

#: What each column holds, in both languages, is a row of labels/workshop.csv: workshop.column.*.
CODED = {
    **{name: name for name in ("person", "item", "grant", "may")},
    **{f"judged_{name}": "judged" for name in READINGS},
    **dict.fromkeys(READINGS, "reading"),
}


def votes_csv(found: LookingBack) -> str:
    """A row an answer, in random order of people, who get new numbers: nothing to link back.

    Items with fewer than five answers are left out.
    """
    kept = {item.item for item in found.judged}
    people = sorted({voter for voter, _ in found.votes})
    random.SystemRandom().shuffle(people)
    numbers = {voter: number for number, voter in enumerate(people, start=1)}
    measured = readings_of(found.plan, sorted(kept))
    rows = [
        [
            numbers[voter],
            vote.item,
            vote.grant,
            vote.may,
            *(vote.judged or "0" * len(READINGS)),
            *(f"{measured[vote.item][name]:.4f}" for name in READINGS),
        ]
        for voter, vote in found.votes
        if vote.item in kept
    ]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*COLUMNS, *READINGS))
    writer.writerows(sorted(rows))
    return out.getvalue()


def codebook(found: LookingBack, lang: str) -> str:
    """What every column holds, and which items there are: a text beside the table."""
    lines = [f"# {label('workshop.codebook', lang)}", ""]
    lines += [f"- `{name}`: {label(f'workshop.column.{CODED[name]}', lang)}" for name in CODED]
    lines += ["", label("workshop.codebook.few", lang, few=FEWEST), ""]
    lines += [f"- `{item.item}`: {found.named(item.item, lang)}" for item in found.judged]
    return "\n".join(lines) + "\n"
