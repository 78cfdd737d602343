"""In which words a register is told: a page about all of it, and each of its rows."""

from avgrisk.core.subjects import Language, Wording, anybody
from avgrisk.register.assess import Assessed
from avgrisk.vocabulary.sectors import wording_for


def page_wording(assessed: Assessed, lang: str) -> Wording:
    """The wording of a page about the whole register, with the word its organisations share."""
    return wording_for(anybody(lang), *dict.fromkeys(assessed.sectors))


def row_wordings(assessed: Assessed, page: Wording) -> list[Wording]:
    """The wording of what is said about each row, with the word of its own organisation.

    That of the page where the row does not say of whom it is.
    """
    known = {name: wording_for(page, name) for name in dict.fromkeys(assessed.sectors)}
    return [known[name] for name in assessed.sectors]


def row_wording(assessed: Assessed, row: int, lang: Language) -> Wording:
    """The same for one row."""
    return wording_for(lang, assessed.sectors[row])
