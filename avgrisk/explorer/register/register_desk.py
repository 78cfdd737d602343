"""The register desk: upload, check, map, score, look, change, download; it only connects."""

from collections.abc import Callable
from pathlib import Path

from avgrisk.core.labels import explain, label
from avgrisk.core.records import InputError
from avgrisk.core.subjects import plain
from avgrisk.explorer.register import checked, desk_controls
from avgrisk.explorer.register import intake as reading
from avgrisk.explorer.register import rescored as plans
from avgrisk.explorer.register import view as views
from avgrisk.explorer.register.column_table import MappingTable
from avgrisk.explorer.register.desk_controls import Controls
from avgrisk.explorer.register.grid import Grid
from avgrisk.explorer.register.intake import Intake
from avgrisk.explorer.register.job import Worker
from avgrisk.explorer.register.rescored import Changed
from avgrisk.explorer.register.row import RowPage
from avgrisk.explorer.register.saver import Saver
from avgrisk.explorer.register.shown import (
    KINDS,
    file_of,
    measures_shown,
    pictures,
    short_lines,
    wins_shown,
)
from avgrisk.explorer.register.upload import Upload
from avgrisk.explorer.widgets.base import Screen, put, show
from avgrisk.figures.markup import language
from avgrisk.figures.register.wordings import page_wording
from avgrisk.register.assess import Assessed, assess
from avgrisk.register.checking import RegisterCheck, check_register
from avgrisk.register.quick_wins import after_measures
from avgrisk.register.report_data import Measures, Options, Report, report_of

#: Rows between two steps of the progress bar.
STEP = 200


class RegisterDesk(Screen):
    """A whole register on a page: what was read and what was not, which column is what, scores, a
    row, downloads.

    `check` is what was understood of the register, `assessed` is the scored register, `report` all
    that follows from it (a moment later), `changed` holds rows that were changed in the explorer:
    they are a what-if and stand in no download.
    Work is done beside the page; `settle` waits for it. An unknown language is an InputError.
    """

    def __init__(self, lang: str = "nl", seed: int = 1):
        self.lang, self.seed = language(lang), seed
        self.intake: Intake | None = None
        self.check: RegisterCheck | None = None
        self.assessed: Assessed | None = None
        self.report: Report | None = None
        self.changed: dict[int, Changed] = {}
        self._busy, self._opened = False, False
        self._said: Callable[[], str] = lambda: ""
        self.controls, self.saver = Controls(), Saver()
        self.worker = Worker(self._moved, self._say)
        self.row = RowPage(self.back, self.saver)
        self.upload = Upload(self.take, self._refused)
        self.mapping, self.grid = MappingTable(self.map), Grid(self.open_row)
        start = self.controls.start(self.upload, self.mapping)
        results = self.controls.results(self.grid)
        self.boxes = {"start": start, "results": results}
        shown = self.controls.page(start, results, self.row, self.saver)
        super().__init__(shown, "avgrisk-desk", "avgrisk-scenario")
        self._connect()
        self._show()

    @property
    def text(self) -> str:
        """What is on screen, in words."""
        lang = self.lang
        lines = [label("desk.name", lang), label("desk.promise", lang)]
        lines.append(label("desk.upload_hint", lang, limit=reading.MOST_MB))
        if self.intake is not None:
            lines.append(self.intake.name)
        if self.intake is not None and self.check is not None:
            lines += checked.check_lines(self.intake, self.check, lang)
        if self.assessed is not None:
            lines += [*short_lines(self.assessed, lang), self.grid.told]
        return "\n".join([*lines, *filter(None, [self._said()])])

    def take(self, name: str, content: bytes) -> None:
        """Read and check a register; what is wrong with it is said on screen, and what was there
        stays."""
        self.worker.begin(lambda tell: _read(name, content), self._taken, "desk.reading")

    def example(self) -> None:
        """Read the example register that is shipped."""
        path = reading.shipped.path(reading.EXAMPLE)
        self.take(Path(str(path)).name, path.read_bytes())

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
                self.changed[row] = plans.changed(use, self.assessed.index)
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
        button, on = self.controls.buttons, self._when
        button["example"].on_click(lambda _: self.example())
        button["columns"].on_click(lambda _: self._columns())
        button["score"].on_click(lambda _: self.score())
        button["stop"].on_click(lambda _: self.stop())
        button["pull"].on_click(lambda _: self.pull(*self._ticked()))
        for kind, part in self.controls.files.items():
            part.on_click(lambda _, kind=kind: self.save(kind))
        speaks = self.controls.language
        speaks.observe(on(lambda: self.speak(speaks.value)), "value")
        self.controls.sector.observe(on(self._checked_anew), "value")
        self.controls.part.observe(on(self._show), "value")

    def _when(self, do: Callable[[], None]) -> Callable[[object], None]:
        """A handler that does nothing when it was we who moved the control."""

        def handler(_: object) -> None:
            if not self._busy:
                do()

        return handler

    def _forget(self) -> None:
        """No scores: another register, or other columns."""
        self.assessed, self.report, self.changed = None, None, {}
        self.row.leave()

    def _taken(self, found: tuple[Intake, RegisterCheck]) -> None:
        """The check is the first step: with the columns open, to put right."""
        self._forget()
        self.intake, self.check = found
        self._opened, self._busy = True, True
        try:  # that of the file before says nothing of this one
            self.controls.sector.value = self.intake.register.sector
        finally:
            self._busy = False

    def _checked_anew(self) -> None:
        """Another column or organisation: what is understood now, and no scores."""
        self._forget()
        if self.intake is None:
            self._show()
            return
        register, sector = self.intake.register, self.controls.sector.value or ""
        self.worker.begin(
            lambda tell: check_register(register, sector=sector), self._checked, "desk.checking"
        )

    def _checked(self, found: RegisterCheck) -> None:
        self.check = found

    def _assessed(self, assessed: Assessed) -> None:
        """The table at once; what takes longer after it."""
        self.assessed = assessed
        self.grid.anew()
        self._fill()
        source, asked = Path(self._name()), Options()
        self.worker.begin(
            lambda tell: report_of(assessed, source, asked).worked_out(),
            self._reported,
            "desk.reporting",
        )

    def _reported(self, report: Report) -> None:
        self.report = report

    def _pulled(self, measures: Measures) -> None:
        if self.report is not None:
            self.report = self.report.with_measures(measures)
            self._fill()

    def _name(self) -> str:
        return self.intake.name if self.intake else ""

    def _ticked(self) -> tuple[str, ...]:
        return tuple(key for key, box in self.controls.levers.items() if box.value)

    def _columns(self) -> None:
        self._opened = not self._opened
        self._show()

    def _refused(self, error: InputError) -> None:
        self._say(error)
        self._show()

    def _say(self, error: InputError | None) -> None:
        self._said = lambda: "" if error is None else explain(error, self.lang)

    def _fill(self) -> None:
        """The table anew."""
        if self.assessed is not None:
            chosen = self.report is not None and self.report.measures.chosen
            after = self.report.measures.after if self.report and chosen else None
            self.grid.show(views.view(self.assessed, self.lang, self.changed, after), self.lang)

    def _moved(self, going: bool) -> None:
        """Work has moved on; when it has ended, all of it is shown."""
        if going:
            self._bar()
        else:
            self._show()

    def _bar(self) -> None:
        worker = self.worker
        shown = worker.bar(self.lang) if worker.job is not None else ""
        put(self.controls.bar, shown)

    def _show(self) -> None:
        """Everything as it stands now; what did not change is not sent."""
        self._busy = True
        try:
            self._dress()
        finally:
            self._busy = False

    def _dress(self) -> None:
        lang, known, report = self.lang, self.controls, self.report
        wording = page_wording(report.assessed, lang) if report else plain(lang)
        known.dress(wording, self._opened, self.check is None or self.check.enough)
        self.upload.words = desk_controls.upload_words(lang)
        if self.intake is not None and self.check is not None:
            scored = self.assessed is not None
            folded = label("desk.was_read", lang, file=self.intake.name) if scored else ""
            shown = checked.check_shown(self.intake, self.check, lang, folded)
            put(known.shown["read"], shown)
            if self._opened:
                self.mapping.show(self.intake, lang)
        if self.assessed is not None:
            put(known.shown["short"], desk_controls.listed(short_lines(self.assessed, lang)))
        if report is not None:
            self._dress_part(report)
        said = self._said()
        put(known.message, desk_controls.note(said) if said else "")
        self._bar()
        self.row.dress(lang)
        self._visible()

    def _dress_part(self, report: Report) -> None:
        """Only the part that is looked at."""
        known, lang = self.controls, self.lang
        if known.part.value == "pictures":
            put(known.shown["pictures"], pictures(report, lang))
        elif known.part.value == "measures":
            put(known.shown["wins"], wins_shown(report, lang))
            put(known.shown["measures"], measures_shown(report, lang))

    def _visible(self) -> None:
        known, there, works = self.controls, self.row.row is None, self.worker.job is not None
        show(self.boxes["start"], there)
        show(known.begun, self.intake is not None)
        show(known.mapping, self._opened)
        show(self.boxes["results"], there and self.assessed is not None)
        show(self.row, not there)
        show(known.buttons["stop"], works)
        known.buttons["score"].disabled = works
        for button in (*known.files.values(), known.buttons["pull"]):
            button.disabled = works or self.report is None
        for name, box in known.parts.items():
            show(box, known.part.value == name)


def _read(name: str, content: bytes) -> tuple[Intake, RegisterCheck]:
    """An upload, and what was understood of it."""
    intake = reading.take(name, content)
    return intake, check_register(intake.register)
