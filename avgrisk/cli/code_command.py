"""`avgrisk cases code`: a case on the terminal with its outcome hidden, field by field."""

from collections.abc import Callable
from pathlib import Path

from avgrisk.cases.coding import file as keeping
from avgrisk.cases.coding import sheet
from avgrisk.cases.coding.agreement import agreement
from avgrisk.cases.coding.words import agreement_table
from avgrisk.core.labels import explain, label
from avgrisk.core.records import InputError
from avgrisk.figures.coding_cards import item_card


def place(file: Path | None) -> Path:
    """The file codings are kept in: as given, else .avgrisk/codings.csv where one works."""
    return file or Path.cwd() / keeping.PLACE


def code(
    case: str,
    path: Path,
    coder: int,
    answers: Path | None,
    lang: str,
    say: Callable[[str], object],
    ask: Callable[[str], str],
) -> None:
    """Show the case, take the levels from a file or by asking, keep them, tell the agreement."""
    found = sheet.item(case)
    keeping.read(path)  # a bad file is told before anybody answers ten questions
    if answers is not None:
        levels, recognised = keeping.answers(answers)
    else:
        say(item_card(case, lang).text)
        say(label("coding.how", lang))
        levels = {field: _ask(field, lang, say, ask) for field in sheet.FIELDS}
        # Whether an answer says yes, in either language
        recognised = ask(label("coding.recognised", lang)).strip().lower()[:1] in ("j", "y")
    keeping.keep(found.id, sheet.coding(levels, coder, recognised), path)
    say(label("coding.kept", lang, file=path.name))
    say("\n".join(agreement_lines(path, lang)))


def agreement_lines(path: Path, lang: str) -> list[str]:
    """How far the kept codings agree with the shipped ones, and these with each other."""
    kept = keeping.read(path)
    if not kept:
        return [label("coding.none", lang)]
    cases = len({case for case, _ in kept})
    shown = agreement_table(agreement(kept), lang).to_string(index=False)
    return [label("coding.agreement", lang, cases=cases), shown, label("coding.few", lang)]


def _ask(
    field: str, lang: str, say: Callable[[str], object], ask: Callable[[str], str]
) -> float | None:
    """A level of one field: asked until it can be read; blank is no ground in the text."""
    say("\n" + label(f"coding.{field}", lang))
    for anchor in sheet.anchors(field):
        say(f"  {anchor.value:g}  {anchor.label(lang)}")
    while True:
        try:
            return keeping.number(field, ask(label("coding.level", lang)))
        except InputError as error:
            say(explain(error, lang))
