"""About: what the program is, what its content rests on, and under which licences."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tpdn_desktop import __version__
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.ui.controls import PlainLabel, button

ATTRIBUTION = (
    "BodyParts3D, © The Database Center for Life Science licensed under CC Attribution 4.0 International",  # noqa: E501 - the line as the licence asks for it
    "Z-Anatomy (z-anatomy.com), CC BY-SA 4.0, based on BodyParts3D",
)


class AboutPanel(QFrame):
    """A panel over the window; Esc or Close leaves it."""

    def __init__(self, reference: Reference, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("float")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(PlainLabel("TPDN Desktop", "page_title", 600))
        column.addWidget(PlainLabel(self.tr("Version {0}").format(__version__)))
        for text in (
            self.tr(
                "Charting for trigger point dry needling. The program records and reminds; it "
                "never diagnoses, and it does not tell where or how deep to needle."
            ),
            self.tr("Reference tables {0}, {1}.").format(
                reference.content_version, reference.review_state
            ),
            self.tr(
                "They were compiled from general professional knowledge and public summaries. "
                "Referral patterns are commonly reported, not diagnostic."
            ),
            self.tr("Program: MIT licence. Reference tables: CC BY 4.0. Body maps: CC BY-SA 4.0."),
            self.tr("The body maps were drawn by this project from measured figures of:"),
            *ATTRIBUTION,
            self.tr("Icons: Tabler Icons, MIT licence. Others: see THIRD_PARTY.md."),
        ):
            column.addWidget(PlainLabel(text, "control", wrap=True))
        close = button(self.tr("Close"), tip=self.tr("Close"))
        close.clicked.connect(self.deleteLater)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def show_over(self, window: QWidget) -> None:
        """Show in the middle of a window."""
        self.setFixedWidth(min(560, window.width() - 40))
        self.adjustSize()
        self.move((window.width() - self.width()) // 2, (window.height() - self.height()) // 2)
        self.show()
        self.raise_()
