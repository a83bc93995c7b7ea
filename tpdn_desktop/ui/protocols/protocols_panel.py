"""The protocols over the chart: keep today's points under a name, put a kept set on the chart.

A panel, never a dialog: it lies over the inspector, so that the map stays in sight with what the
protocol would put on it. Esc puts the panel away.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.protocol import ProtocolId
from tpdn_desktop.ui.atlas.roomy import give_room
from tpdn_desktop.ui.controls import PlainLabel, Segments, button, hairline, icon_button
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.protocols.protocol_row import ProtocolRow, ProtocolWords
from tpdn_desktop.ui.theme import font

WIDTH = 384
MARGIN = 6
LEAST_LIST = 220
"""Room for two protocols, one of them being edited."""


_MOVING = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide}


class ProtocolsPanel(QFrame):
    """Says what was asked; what a protocol is and where it is kept is not its affair."""

    save_asked = Signal(str, bool)
    """A name, and whether only the selected point is meant."""
    applied = Signal(str, object)
    """A protocol's id and the side; `MIDLINE`: as saved."""
    edited = Signal(str, str, str)
    """A protocol's id, its new name and note."""
    removed = Signal(str)
    undo_asked = Signal()
    export_asked = Signal()
    import_asked = Signal()
    closed = Signal()
    current_changed = Signal()
    """Another protocol is open, or another side of it pointed at, or the panel came or went."""

    def __init__(self, icons: IconSet, page: QWidget, over: QWidget, instead: QWidget) -> None:
        """Lie over one part of the page, or over another while the first is put away."""
        super().__init__(page)
        self.setObjectName("float")
        self.setAccessibleName(self.tr("Protocols"))
        self._page, self._over, self._instead = page, over, instead
        self._ids: list[ProtocolId] = []
        self._rows: list[ProtocolRow] = []
        self._open: ProtocolId | None = None
        self.name = QLineEdit()
        self.name.setObjectName("protocol_name")
        self.name.setFont(font("body"))
        self.name.setAccessibleName(self.tr("Name of a new protocol"))
        self.name.setToolTip(self.tr("Keep today's points under a name (Enter)"))
        self.name.setPlaceholderText(self.tr("Keep today's points as ..."))
        self.name.returnPressed.connect(self._on_save)
        self.which = give_room(Segments(("", ""), self.tr("Which points")))
        self.save = button(self.tr("Save"), tip=self.tr("Save (Enter)"), name="save_protocol")
        self.save.clicked.connect(self._on_save)
        self.close_button = icon_button(icons, "x", self.tr("Close (Esc)"), framed=False)
        self.close_button.clicked.connect(self.closed)
        self.said = PlainLabel("", "secondary", wrap=True)
        self.said.setObjectName("protocol_said")
        self.undo = button(self.tr("Undo"), flat=True, tip=self.tr("Bring it back"))
        self.undo.clicked.connect(self.undo_asked)
        self.to_file = button(
            self.tr("Export ..."), flat=True, tip=self.tr("All protocols into a file")
        )
        self.to_file.clicked.connect(self.export_asked)
        self.from_file = button(
            self.tr("Import ..."), flat=True, tip=self.tr("Protocols from a file; none is replaced")
        )
        self.from_file.clicked.connect(self.import_asked)
        self._none = PlainLabel(
            self.tr("No protocol is kept yet. Chart some points and keep them under a name."),
            "secondary",
            tone="secondary",
            wrap=True,
        )
        self._column = QVBoxLayout()
        self._saver = QWidget()
        self._lay_out()
        for part in (over, instead):
            part.installEventFilter(self)
        self.tell("")
        self.hide()

    # What is shown -------------------------------------------------------------------------------

    def show_points(self, count: int, selected: int | None) -> None:
        """Show what may be kept: `count` points of today, one of them selected (its number)."""
        self._saver.setVisible(count > 0)
        everything = self.tr("1 point") if count == 1 else self.tr("All {0} points").format(count)
        one = self.tr("Point {0}").format(selected) if selected else self.tr("Selected point")
        for index, words in enumerate((everything, one)):
            self.which.button(index).setText(words)
            self.which.button(index).setAccessibleName(words)
            self.which.button(index).setToolTip(words)
        self.which.button(1).setEnabled(selected is not None)
        if selected is None or self.which.choice is None:
            self.which.show_choice(0)
        give_room(self.which)

    def show_protocols(self, ids: Sequence[ProtocolId], words: Sequence[ProtocolWords]) -> None:
        """Show the protocols in their order; the open one stays open."""
        self._ids = list(ids)
        if self._open not in self._ids:
            self._open = None
        while len(self._rows) < len(ids):
            self._add_row()
        for index, row in enumerate(self._rows):
            row.setVisible(index < len(ids))
            if index < len(ids):
                row.show_words(words[index])
                row.set_open(ids[index] == self._open)
        self._none.setVisible(not ids)
        self._fit()
        self.to_file.setEnabled(bool(ids))
        self.current_changed.emit()

    def tell(self, words: str, *, is_wrong: bool = False, may_undo: bool = False) -> None:
        """Say what was done, or why not; beside it *Undo* where something can be brought back."""
        self.said.setText(words)
        self.said.setProperty("tone", "danger" if is_wrong else "secondary")
        self.said.style().polish(self.said)
        self.said.setVisible(bool(words))
        self.undo.setVisible(may_undo)
        self.name.setProperty("wrong", False)
        self.name.style().polish(self.name)

    def refuse_name(self, why: str) -> None:
        """Why nothing can be kept under that name."""
        self.tell(why, is_wrong=True)
        self.name.setProperty("wrong", True)
        self.name.style().polish(self.name)
        self.name.setFocus()

    def row(self, protocol_id: ProtocolId) -> ProtocolRow:
        """The row of a protocol that is shown."""
        return self._rows[self._ids.index(protocol_id)]

    @property
    def current(self) -> tuple[ProtocolId, Side] | None:
        """The protocol that is open and the side pointed at; None when the panel is away."""
        if self._open is None or self.isHidden():
            return None
        return self._open, self.row(self._open).side

    def begin(self) -> None:
        """Show the panel with the keyboard on the first protocol, else in the name."""
        self._place()
        self.show()
        self.raise_()
        if self._ids:
            self.open_row(self._open or self._ids[0])
        elif self._saver.isVisibleTo(self):
            self.name.setFocus()
        else:
            self.close_button.setFocus()

    def open_row(self, protocol_id: ProtocolId) -> None:
        """Open a protocol and put the keyboard on it."""
        self._open = protocol_id
        for row, of in zip(self._rows, self._ids, strict=False):
            row.set_open(of == protocol_id)
        self.row(protocol_id).setFocus()
        self._scroll.ensureWidgetVisible(self.row(protocol_id), 0, 8)
        self._fit()
        self.current_changed.emit()

    # ---------------------------------------------------------------------------------------------

    def _add_row(self) -> None:
        index = len(self._rows)
        row = ProtocolRow()
        row.setObjectName(f"protocol_{index + 1}")
        row.opened.connect(partial(self._on_opened, index))
        row.applied.connect(partial(self._on_applied, index))
        row.edited.connect(partial(self._on_edited, index))
        row.removed.connect(partial(self._on_removed, index))
        row.key_pressed.connect(self._on_key)
        row.pointed.connect(self.current_changed)
        row.resized.connect(self._fit)
        self._rows.append(row)
        self._column.insertWidget(index, row)

    def _on_opened(self, index: int) -> None:
        self.open_row(self._ids[index])

    def _on_applied(self, index: int, side: object) -> None:
        self.applied.emit(self._ids[index], side)

    def _on_edited(self, index: int, name: str, note: str) -> None:
        self.edited.emit(self._ids[index], name, note)

    def _on_removed(self, index: int) -> None:
        self.removed.emit(self._ids[index])

    def _on_save(self) -> None:
        self.save_asked.emit(self.name.text(), self.which.choice == 1)

    def _on_key(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key not in {Qt.Key.Key_Down, Qt.Key.Key_Up} or self._open is None:
            return
        index = self._ids.index(self._open) + (1 if key is Qt.Key.Key_Down else -1)
        self.open_row(self._ids[max(0, min(index, len(self._ids) - 1))])
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) is Qt.Key.Key_Escape:
            self.closed.emit()
        elif Qt.Key(event.key()) not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        # What is typed here is not meant for the point that is selected on the chart.
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            and not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        if event.type() in _MOVING:
            self._fit()
        return False

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.current_changed.emit()

    def _fit(self) -> None:
        """Once what changed has its place: layouts move things an event later."""
        if self.isVisible():
            QTimer.singleShot(0, self, self._place)

    def _place(self) -> None:
        over = self._over if self._over.isVisible() else self._instead
        corner = over.mapTo(self._page, over.rect().topLeft())
        width = over.width() - 2 * MARGIN if over is self._over else WIDTH
        wraps = self._column.hasHeightForWidth()
        rows = self._column.totalHeightForWidth(width) if wraps else 0
        rest = self.sizeHint().height() - self._scroll.sizeHint().height()
        height = min(over.height() - 2 * MARGIN, rest + max(rows, LEAST_LIST) + 8)
        self.setGeometry(corner.x() + MARGIN, corner.y() + MARGIN, width, height)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 6, 8)
        head.addWidget(PlainLabel(self.tr("Protocols"), "panel_title", 600), 1)
        head.addWidget(self.close_button)
        column.addLayout(head)
        column.addWidget(hairline())
        saver = QVBoxLayout(self._saver)
        saver.setContentsMargins(12, 8, 12, 8)
        saver.setSpacing(6)
        saver.addWidget(self.name)
        choice = QHBoxLayout()
        choice.addWidget(self.which)
        choice.addStretch(1)
        choice.addWidget(self.save)
        saver.addLayout(choice)
        column.addWidget(self._saver)
        column.addWidget(hairline())
        telling = QHBoxLayout()
        telling.setContentsMargins(12, 0, 8, 0)
        telling.addWidget(self.said, 1)
        telling.addWidget(self.undo)
        column.addLayout(telling)
        column.addWidget(self._list(), 1)
        column.addWidget(hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 6, 8, 6)
        foot.addWidget(self.to_file)
        foot.addWidget(self.from_file)
        foot.addStretch(1)
        column.addLayout(foot)

    def _list(self) -> QScrollArea:
        body = QWidget()
        body.setObjectName("raised")
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._none.setContentsMargins(12, 10, 12, 10)
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        body.setLayout(self._column)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(self.tr("Protocols that are kept"))
        self._scroll.setWidget(body)
        return self._scroll
