"""The cards of coding by hand: what a coder judges, and how far coders agree."""

from pathlib import Path

from avgrisk.cases.coding import file as keeping
from avgrisk.cases.coding import sheet
from avgrisk.cases.coding.agreement import agreement
from avgrisk.cases.coding.words import agreement_table, fact_rows
from avgrisk.cases.talk import blacked_out
from avgrisk.core.labels import label
from avgrisk.core.subjects import plain
from avgrisk.figures.lesson_cards import STYLE, plan_list, plan_rows
from avgrisk.figures.markup import Figure, esc, words
from avgrisk.figures.style import card

TABLE = Path(__file__).with_suffix(".css")


def item_card(case: str, lang: str = "nl") -> Figure:
    """What a coder judges, by id or number: the plan and its facts, no name, no outcome."""
    wording = plain(lang)
    found = sheet.item(case)
    told = plan_rows(found, wording) + fact_rows(found, lang)
    rows = [(name, blacked_out(text, found.id)) for name, text in told]
    text = "\n".join(f"{name}: {said}" for name, said in rows)
    return card(plan_list(rows), text, wording.lang, STYLE)


def agreement_card(kept: keeping.Kept, lang: str = "nl") -> Figure:
    """How far the kept codings agree with the shipped ones, as a table with its text twin."""
    table = agreement_table(agreement(kept), lang)
    cases = len({case for case, _ in kept})
    head = "".join(f'<th scope="col">{esc(name)}</th>' for name in table.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{esc(cell)}</td>' for cell in row)}</tr>"
        for row in table.itertuples(index=False)
    )
    title = label("coding.agreement", lang, cases=cases)
    body = (
        f"<p>{esc(title)}</p><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p class="avg-note">{words("coding.few", lang)}</p>'
    )
    text = f"{title}\n{table.to_string(index=False)}\n{label('coding.few', lang)}"
    return card(body, text, lang, TABLE)
