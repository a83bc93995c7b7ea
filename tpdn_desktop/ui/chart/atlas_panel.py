"""The atlas part of the inspector: trigger points, needling, anatomy, in a therapist's order."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tpdn_desktop.atlas.reference import Muscle, Reference, ReferencePoint, Zone
from tpdn_desktop.ui.controls import PlainLabel, clear_layout, hairline


class AtlasPanel(QWidget):
    """What the bundled reference tables say of one muscle."""

    point_hovered = Signal(str)

    def __init__(self, reference: Reference) -> None:
        super().__init__()
        self._reference = reference
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 4, 0, 0)
        self._body.setSpacing(6)
        self._points: dict[str, PlainLabel] = {}

    def show_muscle(self, muscle: Muscle) -> None:
        """Show a muscle."""
        clear_layout(self._body)
        self._points.clear()
        self._body.addWidget(hairline())
        self._body.addWidget(
            PlainLabel(self._headline(muscle), "secondary", tone="secondary", wrap=True)
        )
        self._add_title(self.tr("Needling"))
        needling = muscle.needling
        self._add_text(f"{needling.position}. {needling.approach}")
        if needling.caution:
            self._add_text(needling.caution)
        if needling.twitch:
            self._add_text(self.tr("Twitch: {0}").format(needling.twitch))
        self._add_title(self.tr("Trigger points"))
        if not muscle.reference_points:
            self._add_text(
                self.tr("No reference point in the atlas. You can chart here all the same.")
            )
        for point in muscle.reference_points:
            self._add_point(point)
        self._add_title(self.tr("Anatomy"))
        self._add_rows(
            (
                (self.tr("Action"), muscle.action),
                (self.tr("Nerve"), muscle.nerve),
                (self.tr("Origin"), muscle.origin),
                (self.tr("Insertion"), muscle.insertion),
            )
        )
        self._body.addWidget(
            PlainLabel(
                self.tr("Patterns are commonly reported, not diagnostic. Content {0}, {1}.").format(
                    self._reference.content_version, self._reference.review_state
                ),
                "key_cap",
                tone="secondary",
                wrap=True,
            )
        )

    def mark_point(self, point_id: str | None) -> None:
        """Set the charted point of the atlas apart from its neighbours."""
        for key, label in self._points.items():
            label.setText(("▸ " if key == point_id else "") + label.text().removeprefix("▸ "))

    def _headline(self, muscle: Muscle) -> str:
        parts = []
        if muscle.needling.needle_mm is not None:
            parts.append("{}–{} mm".format(*muscle.needling.needle_mm))
        if muscle.needling.gauge_mm is not None:
            parts.append("{:.2f}–{:.2f}".format(*muscle.needling.gauge_mm))
        if muscle.roots:
            parts.append(", ".join(muscle.roots))
        return " · ".join(parts)

    def _add_title(self, text: str) -> None:
        self._body.addWidget(PlainLabel(text, "secondary", 600))

    def _add_text(self, text: str) -> None:
        self._body.addWidget(PlainLabel(text, "secondary", wrap=True))

    def _add_point(self, point: ReferencePoint) -> None:
        title = PlainLabel(f"{point.label}: {point.where}", "secondary", 500, wrap=True)
        self._points[point.id] = title
        self._body.addWidget(title)
        felt = self._zones(point.primary)
        if point.spillover:
            felt += self.tr("; spill-over {0}").format(self._zones(point.spillover))
        self._body.addWidget(PlainLabel(felt, "secondary", tone="secondary", wrap=True))

    def _zones(self, zones: tuple[Zone, ...]) -> str:
        words = []
        for zone in zones:
            name = self._reference.region(zone.region).name
            suffix = {"same": "", "contra": self.tr(" (other side)"), "both": self.tr(" (both)")}
            words.append(name[0].lower() + name[1:] + suffix[zone.relation.value])
        return ", ".join(words)

    def _add_rows(self, rows: tuple[tuple[str, str], ...]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for row, (word, text) in enumerate(rows):
            grid.addWidget(PlainLabel(word, "secondary", tone="secondary"), row, 0)
            grid.addWidget(PlainLabel(text, "secondary", wrap=True), row, 1)
        grid.setColumnStretch(1, 1)
        holder = QWidget()
        holder.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        self._body.addWidget(holder)
