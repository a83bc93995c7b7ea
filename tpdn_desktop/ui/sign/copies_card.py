"""Points that were copied and that nobody has touched yet: each is confirmed or dropped here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId
from tpdn_desktop.services.finishing import Asked, Standing
from tpdn_desktop.ui.controls import PlainLabel, button, clear_layout
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.sign.card import Card
from tpdn_desktop.ui.sign.rule_words import title

NameOf = Callable[[TriggerPoint], str]


class CopiesCard(Card):
    """Confirming puts the planned needles in, as on the chart; dropping takes the point out."""

    confirmed = Signal(str)
    dropped = Signal(str)
    all_confirmed = Signal()

    def __init__(self, icons: IconSet) -> None:
        super().__init__(icons, title(Asked.CONFIRMED))
        self.setObjectName("card_confirmed")
        self._shown: tuple[TriggerPointId, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._all = button(
            self.tr("Confirm all"),
            tip=self.tr("All copied points as they are; their planned needles go in now"),
            name="finish_confirm_all",
        )
        self._all.clicked.connect(self.all_confirmed)
        self._none = PlainLabel(
            self.tr("Every point was charted or confirmed by hand."), "control", tone="secondary"
        )
        self.body.addLayout(self._lines)
        self.body.addWidget(self._none)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._all)
        self.body.addLayout(row)

    def show_points(self, copies: Sequence[TriggerPoint], name_of: NameOf) -> None:
        """Show the points that are to be confirmed."""
        self.show_standing(
            Standing.HOLDS_UP if copies else Standing.DONE,
            self.tr("confirm or drop each") if copies else "",
        )
        self._all.setVisible(len(copies) > 1)
        self._none.setVisible(not copies)
        ids = tuple(point.id for point in copies)
        if ids == self._shown:
            return
        self._shown = ids
        clear_layout(self._lines)
        for point in copies:
            line = _CopyLine(point.id, name_of(point))
            line.confirmed.connect(self.confirmed)
            line.dropped.connect(self.dropped)
            self._lines.addWidget(line)

    @override
    def first_field(self) -> QWidget | None:
        entry = self._lines.itemAt(0)
        line = entry.widget() if entry is not None else None
        return line.confirm if isinstance(line, _CopyLine) else None


class _CopyLine(QWidget):
    """One copied point with its two buttons."""

    confirmed = Signal(str)
    dropped = Signal(str)

    def __init__(self, point_id: TriggerPointId, name: str) -> None:
        super().__init__()
        self._id = point_id
        self.confirm: QPushButton = button(self.tr("Confirm"), name="confirm_copy")
        self.confirm.setToolTip(self.tr("{0}: as it is").format(name))
        self.confirm.setAccessibleName(self.tr("Confirm {0}").format(name))
        self.confirm.clicked.connect(self._on_confirm)
        drop = button(self.tr("Drop"), name="drop_copy")
        drop.setToolTip(self.tr("{0}: not treated today").format(name))
        drop.setAccessibleName(self.tr("Drop {0}").format(name))
        drop.clicked.connect(self._on_drop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(PlainLabel(name, "control"), 1)
        row.addWidget(drop)
        row.addWidget(self.confirm)

    def _on_confirm(self) -> None:
        self.confirmed.emit(self._id)

    def _on_drop(self) -> None:
        self.dropped.emit(self._id)
