"""The left of the finishing page: what is asked of the record, line by line, with a meter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tpdn_desktop.domain.session import Session
from tpdn_desktop.services.finishing import Asked, AskedRow, Standing, completeness
from tpdn_desktop.ui.controls import PlainLabel, button, hairline
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.sign.card import MARK
from tpdn_desktop.ui.sign.rule_words import detail, title
from tpdn_desktop.ui.theme import THEME, font

ROW_HEIGHT = 26
_GAP = 2


class Meter(QWidget):
    """One bar a thing asked: there, or still open."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[AskedRow, ...] = ()
        self.setFixedHeight(8)

    def show_rows(self, rows: Sequence[AskedRow]) -> None:
        """Show how much is there; what does not apply is left out."""
        self._rows = tuple(sorted((r for r in rows if r.counts), key=lambda r: r.is_open))
        done, asked = completeness(rows)
        self.setAccessibleName(self.tr("{0} of {1} there").format(done, asked))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._rows:
            return
        painter = QPainter(self)
        step = (self.width() + _GAP) / len(self._rows)
        for index, row in enumerate(self._rows):
            role = "danger_mark" if row.standing is Standing.HOLDS_UP else "caution_mark"
            colour = THEME.colour(role if row.is_open else "saved")
            painter.fillRect(QRectF(index * step, 0, step - _GAP, self.height()), colour)


class RuleRow(QAbstractButton):
    """One line: how it stands, what it is, a word about it. Pressed, it leads to its field."""

    stepped = Signal(int)
    """The line below (1) or above (-1) is wanted."""

    def __init__(self, icons: IconSet, asked: Asked) -> None:
        super().__init__()
        self.asked = asked
        self._icons = icons
        self._standing = Standing.DONE
        self._detail = ""
        self._leads = False
        self.setText(title(asked))
        self.setObjectName(f"asked_{asked.name.lower()}")
        self.setFont(font("control"))
        self.fit()
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def fit(self) -> None:
        """As high as its words need, or as a finger does."""
        self.setFixedHeight(max(ROW_HEIGHT, self.fontMetrics().height() + 10, THEME.target))

    @property
    def standing(self) -> Standing:
        """How it stands."""
        return self._standing

    @property
    def detail(self) -> str:
        """The word about it."""
        return self._detail

    def show_row(self, row: AskedRow, session: Session) -> None:
        """Show how it stands in a session."""
        self._standing, self._detail = row.standing, detail(row, session)
        self._leads = row.is_open and not session.is_signed
        # Tab goes from one open thing to the next; the others are reached with the arrows.
        policy = Qt.FocusPolicy.StrongFocus if self._leads else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)
        state = {
            Standing.DONE: self.tr("there"),
            Standing.NOT_ASKED: self.tr("not asked here"),
            Standing.MISSING: self.tr("missing"),
            Standing.HOLDS_UP: self.tr("holds the signature up"),
        }[row.standing]
        self.setAccessibleName(": ".join((self.text(), state)))
        self.setAccessibleDescription(self._detail)
        tip = self.tr("{0} ({1})") if session.is_signed else self.tr("{0} ({1}): go there")
        self.setToolTip(tip.format(self.text(), state))
        self.setEnabled(not session.is_signed)
        self.update()

    def forget(self) -> None:
        """Say nothing about a session."""
        self._standing, self._detail, self._leads = Standing.NOT_ASKED, "", False
        self.setAccessibleName(self.text())
        self.setAccessibleDescription("")
        self.update()

    @property
    def _is_open(self) -> bool:
        return self._standing in {Standing.MISSING, Standing.HOLDS_UP}

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.stepped.emit(1)
        elif event.key() == Qt.Key.Key_Up:
            self.stepped.emit(-1)
        else:
            super().keyPressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        icon, role = MARK[self._standing]
        ratio = self.devicePixelRatioF()
        mark = self._icons.pixmap(icon, role, 16, ratio)
        painter.drawPixmap(14, (self.height() - 16) // 2, mark)
        right = self.width() - 14
        if self._leads:
            right = self._paint_way(painter, right) - 8
        painter.setFont(font("secondary", tabular=True))
        painter.setPen(THEME.colour(role if self._is_open else "text_secondary"))
        wide = painter.fontMetrics().horizontalAdvance(self._detail)
        line = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(right - wide, 0, wide + 2, self.height()), line, self._detail)
        painter.setFont(font("control", 600 if self._is_open else 400))
        quiet = self._standing is Standing.NOT_ASKED
        painter.setPen(THEME.colour("text_secondary" if quiet else "text"))
        room = right - wide - 10 - 38
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(38, 0, room, self.height()), line, words)

    def _paint_ground(self, painter: QPainter) -> None:
        if self._is_open:
            soft = "danger_soft" if self._standing is Standing.HOLDS_UP else "caution_soft"
            painter.fillRect(self.rect(), THEME.colour(soft))
        elif self.underMouse():
            painter.fillRect(self.rect(), THEME.colour("control_hover"))
        if self.hasFocus():
            painter.setPen(THEME.colour("focus"))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_way(self, painter: QPainter, right: int) -> int:
        """The words that lead on, framed like a button; where they begin."""
        painter.setFont(font("secondary"))
        words = self.tr("Go there")
        wide = painter.fontMetrics().horizontalAdvance(words) + 16
        ground = "control_hover" if self.underMouse() else "control"
        painter.setPen(THEME.colour("control_border"))
        painter.setBrush(THEME.colour(ground))
        frame = QRectF(right - wide + 0.5, 3.5, wide - 1, self.height() - 7)
        painter.drawRoundedRect(frame, 3, 3)
        painter.setPen(THEME.colour("text"))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, words)
        return right - wide


class RuleList(QFrame):
    """Meter, lines, and what the lines mean for the signature."""

    chosen = Signal(object)
    """`Asked`: what the therapist wants to see to."""

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._title = PlainLabel("", "panel_title", 600)
        self._title.setObjectName("rule_title")
        self._told = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._told.setObjectName("rule_told")
        self._meter = Meter()
        self.back = button(
            self.tr("Chart"), flat=True, tip=self.tr("Back to the chart (Esc)"), name="finish_back"
        )
        self.back.setIcon(icons.icon("needle", size=16))
        self._foot = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._foot.setObjectName("rule_foot")
        self.rows = {asked: RuleRow(icons, asked) for asked in Asked}
        THEME.changed.connect(self._fit)
        self._lay_out()

    def show_rows(self, rows: Sequence[AskedRow], session: Session) -> None:
        """Show what is asked of a session and how it stands."""
        done, asked = completeness(rows)
        holds = [r for r in rows if r.standing is Standing.HOLDS_UP]
        self._told.setText(self.tr("{0} of {1} are in the record.").format(done, asked))
        self._meter.show_rows(rows)
        for row in rows:
            self.rows[row.asked].show_row(row, session)
        if session.is_signed:
            self._title.setText(self.tr("Signed"))
            self._foot.setText(
                self.tr("A signed session stays as it is. What is added later is an amendment.")
            )
        else:
            self._title.setText(
                self.tr("Not ready to sign") if holds else self.tr("Complete enough to sign")
            )
            self._foot.setText(
                self.tr(
                    "Only needles in or left ready, unconfirmed copies, the count and missing "
                    "reasons hold the signature up. Everything else is named on paper."
                )
            )

    def forget(self) -> None:
        """Take every word about a session away (lock)."""
        for label in (self._title, self._told, self._foot):
            label.setText("")
        self._meter.show_rows(())
        for row in self.rows.values():
            row.forget()

    def _fit(self) -> None:
        for row in self.rows.values():
            row.fit()

    def _step(self, by: int) -> None:
        lines = list(self.rows.values())
        now = next((i for i, line in enumerate(lines) if line.hasFocus()), -1)
        lines[max(0, min(len(lines) - 1, now + by))].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, RuleRow):
            self.chosen.emit(row.asked)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(14, 12, 14, 12)
        head.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self.back)
        head.addLayout(top)
        head.addWidget(self._told)
        head.addSpacing(4)
        head.addWidget(self._meter)
        inside = QWidget()
        inside.setObjectName("raised")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 6, 0, 6)
        lines.setSpacing(0)
        for row in self.rows.values():
            row.clicked.connect(self._on_clicked)
            row.stepped.connect(self._step)
            lines.addWidget(row)
        lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("raised")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 8, 14, 10)
        foot.addWidget(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(scroll, 1)
        column.addWidget(hairline())
        column.addLayout(foot)
