"""What `avgrisk score` does: read, map, score, tell what happened, write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.cli import paths
from avgrisk.cli.score_large import LARGE_ENDINGS, is_large, progress, score_large
from avgrisk.cli.score_output import Say, made_notes, read_notes, tell, write, written_notes
from avgrisk.core.labels import explain, label
from avgrisk.core.records import InputError
from avgrisk.register.readers.plans import first_cells
from avgrisk.register.readers.reading import Register, read_register
from avgrisk.register.report_data import Options
from avgrisk.scoring.index_file import load_index
from avgrisk.vocabulary import sectors

if TYPE_CHECKING:
    from avgrisk.register.assess import Assessed
    from avgrisk.register.row_uses import Uses

#: What --out can end in, and for registers that are scored in pieces.
ENDINGS = (".csv", ".parquet", ".xlsx", ".html", ".json")
#: So many rejected rows are told in full when there is no file to list them in.
SHOWN = 20


def run(path: Path, options: Options, say: Say, lang: str = "nl") -> tuple[int, Assessed | None]:
    """How many rows were rejected, and the assessed register (None where there was none)."""
    from avgrisk.register.assess import counts_of
    from avgrisk.register.readers.mapping_file import read_mapping

    _check(path, options, lang)
    load_index(options.version).check_no_extras()  # before anything is read
    mapping = read_mapping(options.mapping) if options.mapping else {}
    if is_large(path, options):
        counted = score_large(path, options, mapping, say, lang)
        if counted is not None:
            return counted, None
    register = read_register(path, mapping)
    if options.write_mapping is not None:
        write_mapping(register, options.write_mapping, lang, say)
        return 0, None
    if not len(register.rows):
        _score_none(register, path, options, say, lang)
        return 0, None
    assessed = _score(register, options, say, lang)
    counts = counts_of(assessed.uses, assessed.scores, assessed.rejected)
    tell(made_notes(counts, bool(assessed.ranking.draws)), lang, say)
    if options.out is None:
        _tell_rejected(assessed, lang, say)
    else:
        counts.escaped = write(assessed, path, options, lang)
        tell(written_notes(counts, options.out), lang, say)
    return len(assessed.rejected), assessed


def _score_none(register: Register, path: Path, options: Options, say: Say, lang: str) -> None:
    """Headings without rows give headings without rows."""
    none = ("register.none", {"file": path})
    tell([*read_notes(register.skipped, register.notes, {}, {}, ()), none], lang, say)
    if options.out is not None:
        write(_assessed(register, options, lang), path, options, lang)


def _score(register: Register, options: Options, say: Say, lang: str) -> Assessed:
    """The register assessed; first what is in doubt, then what was read; too little is refused."""
    from avgrisk.register.checking import checked, doubts
    from avgrisk.register.completeness import answered, counted
    from avgrisk.register.persons import personal_columns
    from avgrisk.register.readers.reading import without
    from avgrisk.register.row_uses import proposed_uses

    fields = {name: register.fields.get(name, "") for name in register.rows.columns}
    names = personal_columns(register.rows, register.fields)
    unused = first_cells(register.rows.drop(columns=names), fields)
    dropped = [] if options.keep_columns else names
    shown = without(register, dropped) if dropped else register
    uses = proposed_uses(shown.rows, shown.fields, options.sector or shown.sector)
    try:
        if not options.anyway:
            checked(shown.rows, shown.fields, uses)
        told = counted(answered(uses.frame, uses.lazy))
        tell(doubts(told, len(shown.rows)), lang, say)
    finally:
        tell(read_notes(register.skipped, register.notes, fields, unused, dropped), lang, say)
    return _assessed(shown, options, lang, uses)


def _tell_rejected(assessed: Assessed, lang: str, say: Say) -> None:
    for item in assessed.rejected[:SHOWN]:
        row = assessed.register.places[item.row][1]
        for error in (item.error, *item.also):
            say(label("register.rejected_row", lang, row=row, message=explain(error, lang)))


def _check(path: Path, options: Options, lang: str) -> None:
    """The output has a form that is known and that the engine writes, no file is read and written,
    and the kind of organisation is a known one."""
    out, endings = options.out, ENDINGS if options.engine == "pandas" else LARGE_ENDINGS
    if out is not None and out.suffix.lower() not in endings:
        raise InputError("out", out, ", ".join(endings), "error.out_format")
    if out is not None and out.suffix.lower() == ".parquet":
        from avgrisk.register.readers.parquet_reader import needed

        needed()
    if options.engine != "pandas" and out is None:
        raise InputError("out", "", ", ".join(endings), "error.out_needed")
    index = Path(options.version) if options.version.lower().endswith(".csv") else None
    paths.checked(
        {"REGISTER": path, "--mapping": options.mapping, "--index": index,
         "--previous": options.previous},
        {"--out": out, "--write-mapping": options.write_mapping},
    )  # fmt: skip
    check_sector(options.sector, lang)


def check_sector(sector: str, lang: str) -> None:
    """InputError with the nearest names where nobody knows this kind of organisation."""
    if sector and sectors.find(sector) is None:
        near = ", ".join(sectors.near_names(sector, lang))
        raise InputError("--sector", sector, near, "error.sector" if near else "error.sector_far")


def write_mapping(register: Register, path: Path, lang: str, say: Say) -> None:
    """A mapping file for the columns of a register, to be corrected by hand."""
    from avgrisk.register.readers.mapping_file import mapping_text
    from avgrisk.register.writing import write_text

    examples = {
        name: next((cell for cell in register.rows[name] if cell.strip()), "")
        for name in register.rows.columns
    }
    fields = {name: register.fields.get(name, "") for name in register.rows.columns}
    write_text(mapping_text(fields, examples), path, encoding="utf-8-sig")
    say(label("register.mapping_written", lang, file=path))


def _assessed(
    register: Register, options: Options, lang: str, uses: Uses | None = None
) -> Assessed:
    """The register assessed, with a progress bar on long work when somebody is watching."""
    from avgrisk.register.assess import assess

    sector, seed = options.sector, options.seed
    with progress(len(register.rows), lang) as done:
        return assess(register, options.version, sector=sector, seed=seed, done=done, uses=uses)
