"""The strip of quick controls beside a selected point: a float over the map, never a window."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from tpdn_desktop.domain.trigger_point import Status, TriggerPoint, TwitchGrade
from tpdn_desktop.ui.chart.strip_offer import StripOffer
from tpdn_desktop.ui.chart.twitch_cells import TwitchCells
from tpdn_desktop.ui.controls import PlainLabel, Segments, button, hairline
from tpdn_desktop.ui.words import muscle_and_side

STATUSES = (Status.ACTIVE, Status.LATENT, Status.NOT_CLASSIFIED)
GRADES = (TwitchGrade.WEAK, TwitchGrade.MEDIUM, TwitchGrade.STRONG)


def twitch_index(point: TriggerPoint) -> int:
    """0 not sought, 1 none, 2 weak, 3 medium, 4 strong."""
    twitch = point.twitch
    if not twitch.sought:
        return 0
    if not twitch.elicited:
        return 1
    return 2 + GRADES.index(twitch.strongest or TwitchGrade.WEAK)


class PointStrip(QFrame):
    """Needles, twitch, status, known pain, all out: what is set between two needles."""

    needles_chosen = Signal(int)
    twitch_chosen = Signal(int)
    status_chosen = Signal(int)
    known_toggled = Signal()
    out_requested = Signal()
    stay_toggled = Signal()
    confirm_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("float")
        self.setFixedWidth(232)
        self._title = PlainLabel("", "control", 600)
        self._label = PlainLabel("", "secondary", tone="secondary")
        self._needles = Segments(
            ["0", "1", "2", "3", "4"],
            self.tr("Needles"),
            tips=[self.tr("{0} needles ({0})").format(n) for n in range(5)],
        )
        self._needles.chosen.connect(self.needles_chosen)
        self._twitch = TwitchCells()
        self._twitch.chosen.connect(self.twitch_chosen)
        self._status = Segments(
            [self.tr("Active"), self.tr("Latent"), "?"],
            self.tr("Status"),
            tips=[self.tr("Active (A)"), self.tr("Latent (L)"), self.tr("Not classified (U)")],
        )
        self._status.chosen.connect(self.status_chosen)
        self._known = button(self.tr("Known pain"), tip=self.tr("Reproduced the known pain (R)"))
        self._known.setCheckable(True)
        self._known.setProperty("toggle", True)
        self._known.setObjectName("known")
        self._known.clicked.connect(self.known_toggled)
        self._stay = button(self.tr("Leave in"), tip=self.tr("Leave the needles in (S)"))
        self._stay.clicked.connect(self.stay_toggled)
        self._out = button(self.tr("All out"), tip=self.tr("Needles of this point are out (X)"))
        self._out.clicked.connect(self.out_requested)
        self._confirm = button(
            self.tr("Confirm"), tip=self.tr("As last time; its needles go in (Space)")
        )
        self._confirm.setObjectName("confirm_point")
        self._confirm.clicked.connect(self.confirm_requested)
        self.offer = StripOffer()
        self._lay_out()
        self.hide()

    def show_point(self, point: TriggerPoint, name: str, label: str, *, editable: bool) -> None:
        """Show a point's quick findings."""
        self._title.setText(muscle_and_side(name, point.side))
        self._label.setText(label)
        self._needles.show_choice(len(point.needles or point.planned))
        self._twitch.show_choice(twitch_index(point))
        self._status.show_choice(STATUSES.index(point.status))
        self._known.setChecked(bool(point.reproduces_pain))
        self._out.setVisible(bool(point.needles_in))
        self._stay.setVisible(point.confirmed and not point.needles_in)
        self._confirm.setVisible(not point.confirmed)
        self._stay.setEnabled(bool(point.needles) and editable)
        for control in (
            self._needles,
            self._twitch,
            self._status,
            self._known,
            self._out,
            self._confirm,
        ):
            control.setEnabled(editable)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 8)
        outer.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(10, 7, 10, 1)
        self._title.setMinimumWidth(10)
        head.addWidget(self._title, 1)
        head.addWidget(self._label)
        outer.addLayout(head)
        outer.addWidget(hairline())
        grid = QGridLayout()
        grid.setContentsMargins(10, 2, 10, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for row, (word, control) in enumerate(
            (
                (self.tr("Needles"), self._needles),
                (self.tr("Twitch"), self._twitch),
                (self.tr("Status"), self._status),
            )
        ):
            grid.addWidget(PlainLabel(word, "secondary", tone="secondary"), row, 0)
            grid.addWidget(control, row, 1)
        grid.setColumnStretch(1, 1)
        outer.addLayout(grid)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 0, 10, 0)
        foot.setSpacing(6)
        foot.addWidget(self._known, 1)
        foot.addWidget(self._stay, 1)
        foot.addWidget(self._confirm, 1)
        foot.addWidget(self._out, 1)
        outer.addLayout(foot)
        outer.addWidget(self.offer)
