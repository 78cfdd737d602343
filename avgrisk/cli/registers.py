"""Commands on a register: score it, or see what is understood of it first."""

from pathlib import Path
from typing import Any

import click

from avgrisk.cli.terminal import (
    OK,
    REJECTED,
    index_version,
    language,
    print_table,
    say,
    say_ground,
    seen,
)


@click.command()
@click.argument("register", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="csv, parquet, xlsx, html or json")
@click.option("--mapping", type=click.Path(path_type=Path), help="csv: column, field; always wins")
@click.option("--write-mapping", type=click.Path(path_type=Path), help="Write a mapping and stop.")
@click.option("--previous", type=click.Path(path_type=Path), help="Last year's register.")
@click.option("--measures", default="", help="Levers for before and after, with commas between.")
@click.option("--sector", default="", help="Kind of organisation of rows that do not name one.")
@click.option("--anyway", is_flag=True, help="Score also where too little is understood.")
@click.option("--keep-columns", is_flag=True, help="Keep columns with names or contact details.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--engine", type=click.Choice(["pandas", "dask"]), default="pandas")
@click.option("--scheduler", default="", help="Address of a Dask scheduler; without: workers here.")
@index_version
@language
def score(register: Path, version: str, lang: str, **options: Any) -> int:
    """Score a whole register: csv, xlsx, ods, docx, parquet or our own json."""
    from avgrisk.cli.score_command import run
    from avgrisk.register.report_data import Options

    rejected, assessed = run(register, Options(version=version, **options), say, lang)
    if assessed is not None and options["out"] is None:
        from avgrisk.reports.tables import scores_table

        rows = assessed.register.rows.assign(title=assessed.titles)
        print_table(scores_table(rows, assessed.scores, lang).to_dict("records"))
        say_ground(version, lang)
    return REJECTED if rejected else OK


@click.command()
@click.argument("register", type=click.Path(path_type=Path))
@click.option("--mapping", type=click.Path(path_type=Path), help="csv: column, field; always wins")
@click.option("--write-mapping", type=click.Path(path_type=Path), help="A new csv, to edit.")
@click.option("--sector", default="", help="Kind of organisation of rows that do not name one.")
@language
def check(
    register: Path, mapping: Path | None, write_mapping: Path | None, sector: str, lang: str
) -> int:
    """What is understood of a register before it is scored; writes a mapping where asked."""
    from avgrisk.cli.check_command import run

    shown, enough = run(register, mapping, write_mapping, sector, lang)
    for part in shown:
        if isinstance(part, str):
            click.echo(seen(part))
        else:
            print_table(part)
    return OK if enough else REJECTED
