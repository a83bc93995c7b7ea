"""Alerts of a patient, to add and remove: what, how much of the patient, which side, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.patient import AlertScope, PatientAlert
from tpdn_desktop.domain.text import tidied
from tpdn_desktop.ui.controls import (
    SEVERITY_ICON,
    PlainLabel,
    Segments,
    button,
    clear_layout,
    icon_button,
)
from tpdn_desktop.ui.field import ElidedLabel, Field, line_field, sentence
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.patients.alert_words import AlertKind, AlertWords
from tpdn_desktop.ui.theme import font

_SIDES = (Side.LEFT, Side.RIGHT)


class _AlertLine(QWidget):
    """One alert with its remove button."""

    remove_requested = Signal(int)

    def __init__(self, place: int, alert: PatientAlert, words: AlertWords, icons: IconSet) -> None:
        super().__init__()
        self._place = place
        severity = words.severity(alert)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        mark = icons.mark(SEVERITY_ICON[severity], severity)
        title = words.title(alert)
        self.setAccessibleName(title)
        remove = icon_button(
            icons, "trash", self.tr("Remove this alert: {title}").format(title=title[:60])
        )
        remove.setObjectName(f"remove_alert_{place}")
        remove.clicked.connect(self._on_remove)
        label = ElidedLabel(title, "body", 500)
        row.addWidget(mark)
        row.addWidget(label)
        row.addWidget(ElidedLabel(words.more(alert), "control", role="text_secondary"), 1)
        row.addWidget(remove)

    def _on_remove(self) -> None:
        self.remove_requested.emit(self._place)


class AlertEditor(QWidget):
    """A list of alerts over a line to add one."""

    changed = Signal()

    def __init__(self, icons: IconSet, words: AlertWords) -> None:
        super().__init__()
        self._icons = icons
        self._words = words
        self._alerts: list[PatientAlert] = []
        self._today = date(1970, 1, 1)
        self._list = QVBoxLayout()
        self._kind = self._combo("alert_kind", self.tr("Kind of alert"))
        self._kind.setPlaceholderText(self.tr("Choose an alert"))
        self._scope = self._combo("alert_scope", self.tr("Where it holds"))
        self._region = self._combo("alert_region", self.tr("Region"))
        self._side = Segments((self.tr("left"), self.tr("right")), self.tr("Side"), clearable=True)
        self._side.setObjectName("alert_side")
        self._text = line_field("alert_text", self.tr("In words"))
        self._add = button(self.tr("Add alert"), tip=self.tr("Add this alert"), name="add_alert")
        self._problem = PlainLabel("", "secondary", tone="danger", wrap=True)
        self._problem.setObjectName("alert_problem")
        self._lay_out()
        self._kind.currentIndexChanged.connect(self._on_kind)
        self._scope.currentIndexChanged.connect(self._on_scope)
        self._add.clicked.connect(self.add)
        self._text.returnPressed.connect(self.add)
        self._text.textEdited.connect(self._on_edited)

    @property
    def alerts(self) -> tuple[PatientAlert, ...]:
        """The alerts in the list."""
        return tuple(self._alerts)

    @property
    def is_begun(self) -> bool:
        """Whether an alert is chosen or typed that is not in the list yet."""
        return self._kind.currentIndex() >= 0 or bool(tidied(self._text.text()))

    def show_alerts(self, alerts: Sequence[PatientAlert], today: date) -> None:
        """Show other alerts; those added from now on were asked `today`."""
        self._alerts = list(alerts)
        self._today = today
        self._kind.blockSignals(True)
        self._kind.clear()
        for kind in self._words.kinds:
            icon = self._icons.icon(SEVERITY_ICON[kind.severity], kind.severity, 16)
            self._kind.addItem(icon, kind.name, kind.code)
        self._kind.blockSignals(False)
        self._region.clear()
        for code, name in self._words.regions:
            self._region.addItem(name, code)
        self._begin_anew()
        self._show_list()

    def add(self) -> bool:
        """Put the begun alert into the list; False and a sentence when something is missing."""
        kind = self._chosen_kind
        if kind is None:
            self._say(self.tr("Choose what kind of alert it is."))
            return False
        try:
            alert = self._begun(kind)
        except RuleBroken as error:
            self._say(sentence(error))
            return False
        self._alerts.append(alert)
        self._begin_anew()
        self._show_list()
        self.changed.emit()
        return True

    # ---------------------------------------------------------------------------------------------

    @property
    def _chosen_kind(self) -> AlertKind | None:
        code = self._kind.currentData()
        return next((k for k in self._words.kinds if k.code == code), None)

    @property
    def _chosen_scope(self) -> AlertScope:
        scope = self._scope.currentData()
        return AlertScope.WHOLE if scope is None else AlertScope(scope)

    def _begun(self, kind: AlertKind) -> PatientAlert:
        scope = self._chosen_scope
        choice = self._side.choice
        side = None if choice is None or scope is AlertScope.WHOLE else _SIDES[choice]
        region = self._region.currentData() if scope is AlertScope.REGION else None
        return PatientAlert(
            code=kind.code,
            scope=scope,
            side=side,
            region=region,
            text=tidied(self._text.text()),
            asked_on=self._today,
        )

    def _begin_anew(self) -> None:
        self._kind.setCurrentIndex(-1)
        self._on_kind()
        self._side.show_choice(None)
        self._text.clear()
        self._say("")

    def _on_kind(self) -> None:
        kind = self._chosen_kind
        names = {
            AlertScope.WHOLE: self.tr("whole person"),
            AlertScope.ARM: self.tr("arm"),
            AlertScope.LEG: self.tr("leg"),
            AlertScope.REGION: self.tr("region"),
        }
        scopes = kind.scopes if kind is not None else (AlertScope.WHOLE,)
        offered = [s for s in scopes if s is not AlertScope.REGION or self._words.regions]
        self._scope.clear()
        for scope in offered or [AlertScope.WHOLE]:
            self._scope.addItem(names[scope], scope.value)
        self._scope.setEnabled(self._scope.count() > 1)
        self._say("")

    def _on_scope(self) -> None:
        scope = self._chosen_scope
        self._side_field.setVisible(scope is not AlertScope.WHOLE)
        self._region_field.setVisible(scope is AlertScope.REGION)

    def _on_edited(self, _text: str) -> None:
        self._say("")

    def _on_remove(self, place: int) -> None:
        del self._alerts[place]
        self._show_list()
        self.changed.emit()

    def _show_list(self) -> None:
        clear_layout(self._list)
        for place, alert in enumerate(self._alerts):
            line = _AlertLine(place, alert, self._words, self._icons)
            line.remove_requested.connect(self._on_remove)
            self._list.addWidget(line)

    def _say(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def _combo(self, name: str, label: str) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(name)
        combo.setAccessibleName(label)
        combo.setToolTip(label)
        combo.setFont(font("body"))
        combo.setMinimumContentsLength(10)
        combo.setFixedHeight(line_field("", "").sizeHint().height())
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return combo

    def _lay_out(self) -> None:
        self._side_field = Field(self.tr("Side"), self._side)
        self._region_field = Field(self.tr("Region"), self._region)
        self._list.setSpacing(4)
        self._add.setFixedHeight(self._text.sizeHint().height())
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Field(self.tr("Alert"), self._kind), 3)
        line.addWidget(Field(self.tr("Where"), self._scope), 2)
        line.addWidget(self._region_field, 2)
        line.addWidget(self._side_field)
        words = QHBoxLayout()
        words.setSpacing(8)
        hint = self.tr("Such as the medicine and since when, or what to do")
        self._text.setPlaceholderText(hint)
        words.addWidget(Field(self.tr("In words"), self._text), 1)
        column_of_add = QVBoxLayout()
        column_of_add.addSpacing(self.fontMetrics().height() + 2)
        column_of_add.addWidget(self._add)
        column_of_add.addStretch(1)
        words.addLayout(column_of_add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._list)
        column.addLayout(line)
        column.addLayout(words)
        column.addWidget(self._problem)
