"""The register desk on screen: what it knows of a register, and how that stands on the page."""

from collections.abc import Callable

from avgrisk.core.labels import explain, label
from avgrisk.core.records import InputError
from avgrisk.core.subjects import plain
from avgrisk.explorer.register import checked, desk_controls
from avgrisk.explorer.register import view as views
from avgrisk.explorer.register.column_table import MappingTable
from avgrisk.explorer.register.desk_controls import Controls
from avgrisk.explorer.register.grid import Grid
from avgrisk.explorer.register.intake import MOST_MB, Intake
from avgrisk.explorer.register.job import Worker
from avgrisk.explorer.register.row import RowPage
from avgrisk.explorer.register.saver import Saver
from avgrisk.explorer.register.shown import measures_shown, pictures, short_lines, wins_shown
from avgrisk.explorer.register.upload import Upload
from avgrisk.explorer.register.view import Changed
from avgrisk.explorer.widgets.base import Ourselves, Screen, put, show
from avgrisk.figures.markup import language
from avgrisk.figures.register.wordings import page_wording
from avgrisk.register.assess import Assessed
from avgrisk.register.checking import RegisterCheck
from avgrisk.register.report_data import Report


class DeskScreen(Screen):
    """What was read, understood and scored so far, shown in a language; what is pressed is for the
    desk itself (`RegisterDesk`). An unknown language is an InputError."""

    def __init__(
        self,
        lang: str,
        saver: Saver,
        row: RowPage,
        upload: Upload,
        mapping: MappingTable,
        grid: Grid,
    ):
        self.lang = language(lang)
        self.intake: Intake | None = None
        self.check: RegisterCheck | None = None
        self.assessed: Assessed | None = None
        self.report: Report | None = None
        self.changed: dict[int, Changed] = {}
        self._ours, self._opened = Ourselves(), False
        self._said: Callable[[], str] = lambda: ""
        self.controls, self.saver, self.row = Controls(), saver, row
        self.upload, self.mapping, self.grid = upload, mapping, grid
        self.worker = Worker(self._moved, self._say)
        start, results = self.controls.start(upload, mapping), self.controls.results(grid)
        self.boxes = {"start": start, "results": results}
        shown = self.controls.page(start, results, row, saver)
        super().__init__(shown, "avgrisk-desk", "avgrisk-scenario")

    @property
    def text(self) -> str:
        """What is on screen, in words."""
        lang = self.lang
        lines = [label("desk.name", lang), label("desk.promise", lang)]
        lines.append(label("desk.upload_hint", lang, limit=MOST_MB))
        if self.intake is not None:
            lines.append(self.intake.name)
        if self.intake is not None and self.check is not None:
            lines += checked.check_lines(self.intake, self.check, lang)
        if self.assessed is not None:
            lines += [*short_lines(self.assessed, lang), self.grid.told]
        return "\n".join([*lines, *filter(None, [self._said()])])

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
        going = self.worker.job is not None
        put(self.controls.bar, self.worker.bar(self.lang) if going else "")

    def _show(self) -> None:
        """Everything as it stands now; what did not change is not sent."""
        with self._ours:
            self._dress()

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
            short = desk_controls.listed(short_lines(self.assessed, lang))
            put(known.shown["short"], f'<div class="avgrisk-told">{short}</div>')
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
