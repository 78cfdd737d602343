"""The register desk: upload, check, map, score, look, change, download; it only connects."""

from functools import partial
from pathlib import Path

from avgrisk.core.records import InputError
from avgrisk.explorer.register import intake as reading
from avgrisk.explorer.register import view as plans
from avgrisk.explorer.register.column_table import MappingTable
from avgrisk.explorer.register.desk_screen import DeskScreen
from avgrisk.explorer.register.grid import Grid
from avgrisk.explorer.register.intake import Intake
from avgrisk.explorer.register.row import RowPage
from avgrisk.explorer.register.saver import Saver
from avgrisk.explorer.register.shown import KINDS, file_of
from avgrisk.explorer.register.upload import Upload
from avgrisk.figures.markup import language
from avgrisk.register.assess import Assessed, assess
from avgrisk.register.checking import RegisterCheck, check_register
from avgrisk.register.quick_wins import after_measures
from avgrisk.register.report_data import Measures, Options, report_of
from avgrisk.scoring.score import score

#: Rows between two steps of the progress bar.
STEP = 200


class RegisterDesk(DeskScreen):
    """A whole register on a page: what was read and what was not, which column is what, scores, a
    row, downloads.

    `check` is what was understood of the register, `assessed` is the scored register, `report` all
    that follows from it (a moment later), `changed` holds rows that were changed in the explorer:
    they are a what-if and stand in no download.
    Work is done beside the page; `settle` waits for it. An unknown language is an InputError.
    """

    def __init__(self, lang: str = "nl", seed: int = 1):
        self.seed, saver = seed, Saver()
        row, upload = RowPage(self.back, saver), Upload(self.take, self._refused)
        super().__init__(lang, saver, row, upload, MappingTable(self.map), Grid(self.open_row))
        self._connect()
        self._show()

    def take(self, name: str, content: bytes) -> None:
        """Read and check a register; what is wrong with it is said on screen, and what was there
        stays."""
        self.worker.begin(lambda tell: _read(name, content), self._taken, "desk.reading")

    def example(self) -> None:
        """Read the example register that is shipped."""
        self.take(*reading.example())

    def map(self, column: str, field: str) -> None:
        """Give a column another field, "" = do not use; the register is to be scored anew."""
        if self.intake is None:
            return
        try:
            self.intake = reading.mapped(self.intake, column, field)
        except InputError as error:
            self._say(error)
            return
        self._checked_anew()

    def score(self) -> None:
        """Score the register, with a progress bar; `stop` ends it. That too little was understood
        has been said above the button, which then is called "score anyway"."""
        if self.intake is None:
            return
        self._forget()
        self._opened = False
        register, sector = self.intake.register, self.controls.sector.value or ""
        self.worker.begin(
            lambda tell: assess(register, sector=sector, seed=self.seed, done=tell, step=STEP),
            self._assessed,
            "desk.scoring",
            len(register.rows),
        )

    def stop(self) -> None:
        """End what is being worked on; what was there before stays."""
        self.worker.stop()

    def reset(self) -> None:
        """As when the register was just read: no scores, no row open, nothing sorted or ticked."""
        self.stop()
        self._forget()
        self._opened = False
        self.grid.anew()
        self.controls.reset()
        self._say(None)
        self._show()

    def settle(self) -> None:
        """Wait for what is being worked on, and for what follows from it."""
        self.worker.settle()

    def pull(self, *levers: str) -> None:
        """Work out a set of measures on all rows; an unknown one is said on screen."""
        report = self.report
        if report is not None:
            self.worker.begin(
                lambda tell: Measures(levers, True, after_measures(report.assessed, levers)),
                self._pulled,
                "desk.measuring",
            )

    def open_row(self, action: str, row: int) -> None:
        """Open a row of the register: "a4" shows its sheet, "explore" the scenario explorer."""
        assert self.assessed is not None
        known = self.changed.get(row)
        use = known.use if known else plans.use_of(self.assessed, row)
        self.row.enter(row, use, action, self.assessed.index, self.lang)
        self._show()
        self.row.begin()

    def back(self) -> None:
        """Back to the table, with the score of the use as it was left in the explorer."""
        row, use = self.row.leave()
        if row is None or self.assessed is None:
            return
        if use is not None:
            if use == plans.use_of(self.assessed, row):
                self.changed.pop(row, None)
            else:
                self.changed[row] = plans.Changed(use, score(use, self.assessed.index))
        self._fill()
        self._show()
        self.grid.return_to(row, "a4" if use is None else "explore")

    def save(self, kind: str) -> None:
        """Download the register as read and scored: html, xlsx, csv or json."""
        report = self.report
        if report is not None and kind in KINDS:
            lang = self.lang
            self.worker.begin(
                lambda tell: file_of(report, kind, lang),
                lambda found: self.saver.save(found[0], KINDS[kind], found[1]),
                "desk.writing",
            )

    def speak(self, lang: str) -> None:
        """Everything in the other language; an unknown one is an InputError."""
        self.lang = language(lang)
        self._fill()
        self._show()

    def _connect(self) -> None:
        known, unless = self.controls, self._ours.unless
        for name, act in (
            ("example", self.example),
            ("columns", self._columns),
            ("score", self.score),
            ("stop", self.stop),
            ("pull", lambda: self.pull(*(key for key, box in known.levers.items() if box.value))),
        ):
            known.buttons[name].on_click(lambda _, act=act: act())
        for kind, part in known.files.items():
            part.on_click(lambda _, kind=kind: self.save(kind))
        known.language.observe(unless(lambda change: self.speak(change["new"])), "value")
        known.sector.observe(unless(lambda _: self._checked_anew()), "value")
        known.part.observe(unless(lambda _: self._show()), "value")

    def _forget(self) -> None:
        """No scores: another register, or other columns."""
        self.assessed, self.report, self.changed = None, None, {}
        self.row.leave()

    def _taken(self, found: tuple[Intake, RegisterCheck]) -> None:
        """The check is the first step: with the columns open, to put right."""
        self._forget()
        self.intake, self.check = found
        self._opened = True
        with self._ours:  # that of the file before says nothing of this one
            self.controls.sector.value = self.intake.register.sector

    def _checked_anew(self) -> None:
        """Another column or organisation: what is understood now, and no scores."""
        self._forget()
        if self.intake is None:
            self._show()
            return
        register, sector = self.intake.register, self.controls.sector.value or ""
        self.worker.begin(
            lambda tell: check_register(register, sector=sector),
            partial(setattr, self, "check"),
            "desk.checking",
        )

    def _assessed(self, assessed: Assessed) -> None:
        """The table at once; what takes longer after it."""
        self.assessed = assessed
        self.grid.anew()
        self._fill()
        source = Path(self.intake.name if self.intake else "")
        self.worker.begin(
            lambda tell: report_of(assessed, source, Options()).worked_out(),
            partial(setattr, self, "report"),
            "desk.reporting",
        )

    def _pulled(self, measures: Measures) -> None:
        if self.report is not None:
            self.report = self.report.with_measures(measures)
            self._fill()

    def _columns(self) -> None:
        self._opened = not self._opened
        self._show()

    def _refused(self, error: InputError) -> None:
        self._say(error)
        self._show()


def _read(name: str, content: bytes) -> tuple[Intake, RegisterCheck]:
    """An upload, and what was understood of it."""
    intake = reading.take(name, content)
    return intake, check_register(intake.register)
